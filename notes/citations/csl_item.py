"""CSL-JSON as Zotero, Crossref and scripts write it, brought to the names of the standard.

Crossref (https://github.com/CrossRef/rest-api-doc) has lists for titles, types of its own and a
date for each way of publishing; Zotero keeps fields that its forms lack in `note`, a line each.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from notes.citations.markup import clean

Item = Mapping[Any, Any]

_TYPES = {
    "journal-article": "article-journal",
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "booksection": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "proceedings-article": "paper-conference",
    "conferencepaper": "paper-conference",
    "proceedings": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "posted-content": "article",
    "preprint": "article",
    "dissertation": "thesis",
    "report-series": "report",
    "report-component": "report",
    "peer-review": "review",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "video": "motion_picture",
    "podcast": "broadcast",
    "tvbroadcast": "broadcast",
    "radiobroadcast": "broadcast",
    "audiorecording": "song",
    "computerprogram": "software",
    "presentation": "speech",
    "letter": "personal_communication",
    "email": "personal_communication",
    "instantmessage": "personal_communication",
    "case": "legal_case",
    "statute": "legislation",
    "artwork": "graphic",
    "database": "dataset",
    "web": "webpage",
    "website": "webpage",
}
# The other names under which a field is found; the first that says something is taken.
_ALIASES = {
    "issued": ("published", "published-print", "published-online", "date"),
    "event-title": ("event",),
    "publisher-place": ("publisher-location", "place"),
    "number": ("article-number",),
    "container-title": ("journal", "publicationTitle"),
    "archive_location": ("archive-location", "callNumber"),
    "archive_collection": ("archive-collection",),
    "DOI": ("doi",),
    "URL": ("url",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "page": ("pages",),
    "citation-key": ("citekey",),
}
# What stands for the date of a work that has not appeared yet; other words are no dates.
_STATUS = re.compile(r"forthcoming|in press|in preparation|submitted|accepted", re.IGNORECASE)
_NOTED = re.compile(r"^\s*([A-Za-z][A-Za-z -]{1,24}?)\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_NOTED_FIELDS = {
    name.lower(): name
    for name in (
        *("DOI", "ISBN", "ISSN", "original-date", "event-title", "event-place", "genre", "type"),
        *(
            "container-title",
            "publisher",
            "publisher-place",
            "volume",
            "issue",
            "number",
            "edition",
        ),
        *(
            "collection-title",
            "collection-number",
            "number-of-volumes",
            "version",
            "medium",
            "page",
        ),
        *("issued", "status", "authority", "reviewed-title", "archive"),
    )
}
_ADDRESSES = frozenset(("URL", "DOI", "id", "citation-key"))
_JATS = re.compile(r"<(/?)(?:jats|mml):(\w+)[^<>]*>")
_MARKED = re.compile("[<&]")
_JATS_TAGS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub", "sc": "sc"}
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w{1,30});")


def standardised(item: Item) -> dict[str, Any]:
    """The fields of an item under the standard's names, whoever wrote it."""
    fields = {str(name): value for name, value in item.items()}
    for name, value in _noted(fields.get("note")).items():
        if _is_empty(fields.get(name)):
            fields[name] = value
    for name, others in _ALIASES.items():
        if _is_empty(fields.get(name)):
            fields[name] = next((fields[o] for o in others if not _is_empty(fields.get(o))), None)
    if _is_empty(fields.get("issued")) and _STATUS.fullmatch(text_of(fields, "status")):
        fields["issued"] = {"literal": text_of(fields, "status").lower()}
    fields["type"] = _type(fields)
    if _is_empty(fields.get("page")):
        ends = (text_of(fields, "page-first"), text_of(fields, "page-last"))
        fields["page"] = "–".join(filter(None, ends))
    if _is_empty(fields.get("publisher")):
        fields["publisher"] = _institution(fields.get("institution"))
    _open_event(fields)
    subtitle, title = text_of(fields, "subtitle"), text_of(fields, "title")
    if subtitle and title and subtitle.casefold() not in title.casefold():
        fields["title"] = (
            f"{title.rstrip(':')}{'' if title.endswith(('?', '!')) else ':'} {subtitle}"
        )
    return fields


def text_of(item: Item, name: str) -> str:
    """A field as one clean line; of a list its first text, for other shapes nothing."""
    value = item.get(name)
    if value is None:  # most of them
        return ""
    if isinstance(value, list | tuple):
        value = next((one for one in value[:20] if isinstance(one, str | int | float)), None)
    if isinstance(value, str):
        marked = _unescaped(_JATS.sub(_plain_tag, value)) if _MARKED.search(value) else value
        if "{" in marked and name not in _ADDRESSES:
            from notes.citations.latex_text import without_latex  # most items never were LaTeX

            marked = without_latex(marked, is_title=name.endswith("title"))
        return clean(marked)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:g}"
    return ""


def _is_empty(value: Any) -> bool:
    """True for what says nothing: Crossref's `{"date-parts": [[null]]}` is one of them."""
    if isinstance(value, Mapping) and "date-parts" in value and len(value) == 1:
        rows = value["date-parts"]
        return not (isinstance(rows, list) and rows and rows[0] and rows[0] != [None])
    return value is None or value == "" or value == [] or value == {}


def _type(fields: Item) -> str:
    """The standard's type; without one, what the other fields show."""
    written = text_of(fields, "type").lower()
    if written:
        return _TYPES.get(written, written)

    def has(*names: str) -> bool:
        return any(not _is_empty(fields.get(name)) for name in names)

    if has("container-title"):
        if has("volume", "issue", "ISSN"):
            return "article-journal"
        if has("editor") or (has("publisher") and has("page")):
            return "chapter"
    elif has("ISBN", "edition", "number-of-volumes") or (has("publisher") and not has("URL")):
        return "document" if _is_day(fields.get("issued")) else "book"
    return "document"


def _is_day(date: Any) -> bool:
    """True for a date with a day: books have none."""
    rows = date.get("date-parts") if isinstance(date, Mapping) else None
    if isinstance(rows, list) and rows and isinstance(rows[0], list):
        return len(rows[0]) > 2
    return isinstance(date, str) and len(date) >= 10


def _noted(note: Any) -> dict[str, str]:
    """Fields that Zotero keeps in its `Extra` field: `Original Date: 1950`."""
    if not isinstance(note, str):
        return {}
    found: dict[str, str] = {}
    for line in _NOTED.finditer(note[:4000]):
        name = _NOTED_FIELDS.get(line[1].strip().lower().replace(" ", "-"))
        if name:
            found.setdefault(name, line[2])
    return found


def _institution(value: Any) -> str:
    """The name of Crossref's institution, which is an object or a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return text_of(first, "name") if isinstance(first, Mapping) else ""


def _open_event(fields: dict[str, Any]) -> None:
    """Crossref's event is an object of its own."""
    event = fields.get("event-title")
    if isinstance(event, Mapping):
        fields["event-title"] = event.get("name")
        if _is_empty(fields.get("event-place")):
            fields["event-place"] = event.get("location")


def _plain_tag(tag: re.Match[str]) -> str:
    name = _JATS_TAGS.get(tag[2])
    if name:
        return f"<{tag[1]}{name}>"
    return " " if tag[2] in ("p", "title", "sec", "break") else ""


def _unescaped(text: str) -> str:
    """`&amp;` and its like, as Crossref writes titles; the module is loaded for them only."""
    if not _ENTITY.search(text):
        return text
    from html import unescape

    return unescape(text)
