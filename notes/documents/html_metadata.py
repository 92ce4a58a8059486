"""What a page says of itself: `<meta>` tags, JSON-LD, canonical link, language, title."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from notes.documents.dates import parse_date
from notes.documents.markup import Token
from notes.documents.model import Field, Metadata
from notes.documents.names import MOST_AUTHORS, given_first, split_authors
from notes.documents.visible import tidy

EMBEDDED = "embedded"
# For each field the names of <meta>, the most dependable first; `ld:` are keys of JSON-LD.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("citation_title", "ld:headline", "og:title", "dc.title", "twitter:title", "ld:name"),
    "authors": (
        "citation_author",
        "ld:author",
        "author",
        "article:author",
        "dc.creator",
        "parsely-author",
    ),
    "date": (
        "citation_publication_date",
        "citation_date",
        "ld:datepublished",
        "article:published_time",
        "dc.date.issued",
        "dc.date",
        "date",
        "pubdate",
        "parsely-pub-date",
    ),
    "publisher": ("ld:publisher", "og:site_name", "citation_publisher", "dc.publisher"),
    "container": ("citation_journal_title", "citation_conference_title"),
    "url": ("link:canonical", "og:url", "citation_public_url", "ld:url"),
    "language": ("citation_language", "html:lang", "dc.language", "og:locale"),
    "doi": ("citation_doi", "dc.identifier.doi"),
    "isbn": ("citation_isbn",),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
}
_TYPES = {
    "newsarticle": "article-newspaper",
    "reportagenewsarticle": "article-newspaper",
    "opinionnewsarticle": "article-newspaper",
    "scholarlyarticle": "article-journal",
    "blogposting": "post-weblog",
    "report": "report",
    "book": "book",
    "thesis": "thesis",
    "webpage": "webpage",
}
_LARGEST_JSON = 1_000_000
_DEEPEST_JSON = 4
_TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " « ", " » ")


class HeadReader:
    """Collects what the tokens of a page say about the page."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._within = ""  # the element whose text is being collected

    def take(self, token: Token) -> None:
        """Take the next token of the page."""
        if token.kind == "text":
            if self._within == "title":
                self._add("html:title", token.value)
            elif self._within == "ld":
                self._linked_data(token.value)
            return
        self._within = ""
        if token.kind == "start":
            self._start(token.value, token.attributes)

    def metadata(self) -> Metadata:
        """Everything found, as `embedded`; without lines, since the text shown has none of it."""
        fields: dict[str, Field] = {}
        for name, keys in _NAMES.items():
            value = next((v for key in keys if (v := self._value(name, key))), None)
            if value:
                fields[name] = Field(value, EMBEDDED)
        for name, value in (("title", self._page_title()), ("pages", self._pages())):
            if value and name not in fields:
                fields[name] = Field(value, EMBEDDED)
        kind = "article-journal" if "container" in fields else self._type()
        if kind:
            fields["type"] = Field(kind, EMBEDDED)
        return Metadata(fields)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or ""
            self._add(key.lower(), attributes.get("content", ""))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._add("link:canonical", attributes.get("href", ""))
        elif tag == "html":
            self._add("html:lang", attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "title" and "html:title" not in self._found:
            self._within = "title"
        elif tag == "script" and attributes.get("type", "").lower() == "application/ld+json":
            self._within = "ld"

    def _add(self, key: str, value: str) -> None:
        value = tidy(value)
        values = self._found.setdefault(key, []) if key and value else []
        if len(values) < MOST_AUTHORS:
            values.append(value)

    def _value(self, name: str, key: str) -> str | tuple[str, ...] | None:
        values = self._found.get(key, [])
        if name == "authors":
            return _authors(values, one_each=key == "citation_author" or key.startswith("ld:"))
        return next((fit for value in values if (fit := _fitting(name, value))), None)

    def _page_title(self) -> str | None:
        title = next(iter(self._found.get("html:title", [])), "")
        site = next(iter(self._found.get("og:site_name", [])), "")
        for separator in _TITLE_SEPARATORS if site else ():
            title = title.removesuffix(separator + site).removeprefix(site + separator)
        return title or None

    def _pages(self) -> str | None:
        first, last = (
            next(iter(self._found.get(f"citation_{end}page", [])), "") for end in ("first", "last")
        )
        return f"{first}-{last}" if first and last and first != last else first or None

    def _type(self) -> str | None:
        kinds = (_TYPES.get(kind.lower()) for kind in self._found.get("ld:@type", []))
        return next((kind for kind in kinds if kind), None)

    def _linked_data(self, source: str) -> None:
        if len(source) > _LARGEST_JSON:
            return
        try:
            loaded = json.loads(source)
        except (ValueError, RecursionError):
            return
        for item in _items(loaded, _DEEPEST_JSON):
            kind = str(item.get("@type", "")).lower()
            if "headline" not in item and kind not in _TYPES:
                continue
            for key in ("@type", "headline", "name", "datePublished", "url", "author", "publisher"):
                for value in _texts(item.get(key)):
                    self._add(f"ld:{key.lower()}", value)


def _items(loaded: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(loaded, dict):
        yield loaded
        loaded = loaded.get("@graph")
    if isinstance(loaded, list) and depth:
        for item in loaded[:1000]:
            yield from _items(item, depth - 1)


def _texts(value: Any) -> Iterator[str]:
    for one in value[:MOST_AUTHORS] if isinstance(value, list) else [value]:
        text = one.get("name") if isinstance(one, dict) else one
        if isinstance(text, str):
            yield text


def _authors(values: list[str], one_each: bool) -> tuple[str, ...] | None:
    names: list[str] = []
    for value in values:
        if "://" in value or "@" in value:
            continue  # article:author is often the address of a profile
        names += [given_first(value)] if one_each else split_authors(value)
    return tuple(dict.fromkeys(names))[:MOST_AUTHORS] or None


def _fitting(name: str, value: str) -> str | None:
    if name == "date":
        return parse_date(value.replace("/", "-") if value[:4].isdigit() else value)
    if name == "url":
        return value if value.lower().startswith(("http://", "https://")) else None
    if name == "language":
        return value.replace("_", "-") if len(value) <= 35 and " " not in value else None
    if name == "doi":
        return value.lower().removeprefix("doi:").removeprefix("https://doi.org/").strip() or None
    return value
