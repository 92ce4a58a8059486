"""What is cited: the facts of one source, read from CSL-JSON and made safe to print."""

import math
import re
from collections.abc import Mapping
from typing import Any

from notes.citations.dates import PartialDate
from notes.citations.markup import clean
from notes.citations.names import Name
from notes.errors import UserError
from notes.values import dataclass

_MOST_NAMES = 500
_DOI = re.compile(r"10\.\d{2,9}/\S+")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,99}")
_EDITION_WORDS = re.compile(r"\s*(?:edition|edn|ed)\.?$", re.IGNORECASE)

# The CSL types by the shape that their reference takes in every style.
_KINDS = {
    "article-journal": "journal",
    "review": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "news",
    "post-weblog": "news",
    "book": "book",
    "classic": "book",
    "chapter": "chapter",
    "paper-conference": "chapter",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "entry": "chapter",
    "report": "report",
    "thesis": "thesis",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One source; every text in it is a single clean line, empty where nothing is known.

    `opening` are the first words of a source that has no title; `proper_nouns` are names in the
    title that keep their capital when it is written in sentence case (beside those known anyway).
    `title` and `container` may hold CSL's `<i>` and `<span class="nocase">`.
    """

    type: str = "document"
    id: str = ""
    key: str = ""
    title: str = ""
    opening: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    container: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    section: str = ""
    edition: str = ""
    number: str = ""
    genre: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""
    proper_nouns: frozenset[str] = frozenset()

    @classmethod
    def from_csl_json(cls, item: Any) -> "Reference":
        """Read one CSL-JSON item; fields of a wrong type are passed over.

        Beside the standard's fields, `custom` may hold `opening` (text) and `proper-nouns` (list).
        Raises UserError if `item` is not an object.
        """
        if not isinstance(item, Mapping):
            raise UserError("This is not a reference: a CSL-JSON item must be an object.")
        custom = item.get("custom")
        custom = custom if isinstance(custom, Mapping) else {}
        key = _text(item, "citation-key")
        title = _text(item, "title")
        return cls(
            type=_text(item, "type").lower() or "document",
            id=_text(item, "id"),
            key=key if _KEY.fullmatch(key) else "",
            title=title if re.search(r"\w", title) else "",
            opening=_text(custom, "opening"),
            authors=_names(item.get("author")),
            editors=_names(item.get("editor")),
            translators=_names(item.get("translator")),
            issued=PartialDate.from_csl(item.get("issued")),
            accessed=PartialDate.from_csl(item.get("accessed")),
            container=_text(item, "container-title"),
            publisher=_text(item, "publisher"),
            place=_text(item, "publisher-place"),
            volume=_text(item, "volume"),
            issue=_text(item, "issue"),
            pages=_text(item, "page"),
            section=_text(item, "section"),
            edition=_EDITION_WORDS.sub("", _text(item, "edition")),
            number=_text(item, "number"),
            genre=_text(item, "genre"),
            doi=_doi(_text(item, "DOI")),
            url=_url(_text(item, "URL")),
            isbn=_text(item, "ISBN"),
            issn=_text(item, "ISSN"),
            language=_text(item, "language"),
            proper_nouns=_words(custom.get("proper-nouns")),
        )

    @property
    def kind(self) -> str:
        """The shape of the reference.

        One of `journal magazine news web book chapter report thesis`; what CSL calls otherwise is
        cited as the web page or document that it mostly is.
        """
        kind = _KINDS.get(self.type, "web")
        if self.type == "article" and self.container and self.volume:
            return "journal"
        if kind == "web" and self.isbn and not self.url:
            return "book"
        if self.type in ("document", "article") and self.container + self.publisher:
            # Published on a day by somebody, and nothing more is known: a piece of news.
            return "news" if self.issued and self.issued.day else "web"
        return kind

    @property
    def site(self) -> str:
        """Where the source appeared: the container, for what is read on the web its publisher."""
        return self.container or (self.publisher if self.kind in ("news", "web") else "")

    @property
    def doi_link(self) -> str:
        """The DOI as a link, or nothing."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def link(self) -> str:
        """The address to print: the DOI before any URL."""
        return self.doi_link or self.url

    @property
    def in_print(self) -> bool:
        """True for a newspaper or magazine piece with a place in an issue."""
        return bool(self.pages or self.volume or self.issue or self.section or self.issn)


def _text(item: Mapping[Any, Any], key: str) -> str:
    value = item.get(key)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:g}"
    return ""


def _names(value: Any) -> tuple[Name, ...]:
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(filter(None, map(Name.from_csl, value[:_MOST_NAMES])))


def _words(value: Any) -> frozenset[str]:
    if not isinstance(value, list | tuple):
        return frozenset()
    return frozenset(clean(word, 100) for word in value[:2000] if isinstance(word, str))


def _doi(written: str) -> str:
    found = _DOI.search(written)
    return found[0].rstrip(".,;") if found else ""


def _url(written: str) -> str:
    return written.replace(" ", "%20")
