"""From what is known about a document to something that can be cited."""

from typing import TYPE_CHECKING, Any

from notes.documents.model import Metadata

if TYPE_CHECKING:
    from notes.citations import Reference

# Our names for fields, and those of CSL-JSON.
_CSL_FIELDS = {
    "publisher": "publisher",
    "container": "container-title",
    "url": "URL",
    "language": "language",
    "doi": "DOI",
    "isbn": "ISBN",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "place": "publisher-place",
    "key": "citation-key",
    "genre": "genre",
    "number": "number",
    "series": "collection-title",
    "version": "version",
    "issn": "ISSN",
}
_NAMES = {"authors": "author", "editors": "editor", "translators": "translator"}
_DATES = {"date": "issued", "accessed": "accessed", "original-date": "original-date"}


def csl_item(identifier: str, metadata: Metadata, opening: str = "") -> dict[str, Any]:
    """One CSL-JSON item; without a title, `opening` (the first words) stands for it."""
    from notes.citations import parse_name

    item: dict[str, Any] = {"id": identifier, "type": metadata.text("type") or "document"}
    if metadata.title:
        item["title"] = metadata.title
    elif opening:
        item["custom"] = {"opening": opening}
    for ours, theirs in _NAMES.items():
        field = metadata.fields.get(ours)
        if field and isinstance(field.value, tuple):
            item[theirs] = [parse_name(name) for name in field.value]
    for ours, theirs in _CSL_FIELDS.items():
        if value := metadata.text(ours):
            item[theirs] = value
    for ours, theirs in _DATES.items():
        if value := metadata.text(ours):
            item[theirs] = _csl_date(value)
    return item


def _csl_date(value: str) -> dict[str, Any]:
    """`2025-02` and, for about that time, `1988~`."""
    parts = value.removesuffix("~").split("-")
    if not all(part.isdecimal() for part in parts):
        return {"raw": value}
    circa = {"circa": True} if value.endswith("~") else {}
    return {"date-parts": [[int(part) for part in parts]], **circa}


def reference_for(identifier: str, metadata: Metadata, opening: str = "") -> "Reference":
    """The reference for a document with this `metadata`."""
    from notes.citations import Reference

    return Reference.from_csl_json(csl_item(identifier, metadata, opening))
