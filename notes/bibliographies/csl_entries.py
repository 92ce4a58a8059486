"""CSL-JSON, as Zotero exports it, as the metadata of documents."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from notes.bibliographies.entry import Entry, is_complete
from notes.citations import Reference
from notes.citations.dates import PartialDate
from notes.citations.names import Name

# Our fields, and those of a Reference.
_FIELDS = {
    "title": "title",
    "type": "type",
    "container": "container",
    "publisher": "publisher",
    "url": "url",
    "language": "language",
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "pages": "pages",
    "edition": "edition",
    "place": "place",
    "genre": "genre",
    "version": "version",
    "series": "collection",
}
_PEOPLE = {"authors": "authors", "editors": "editors", "translators": "translators"}
_DATES = {"date": "issued", "accessed": "accessed", "original-date": "original_date"}


def read_csl(source: str) -> Iterator[Entry]:
    """The entries of a CSL-JSON file; of a file that is something else, none."""
    try:
        found = json.loads(source)
    except (ValueError, RecursionError):
        return
    items = found.get("items") if isinstance(found, dict) else found
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping) and ("title" in item or "author" in item):
            entry = entry_of(item)
            if is_complete(entry):
                yield entry


def entry_of(item: Mapping[Any, Any]) -> Entry:
    """One entry from a CSL-JSON item; `file` and `files` are not standard, but are written."""
    reference = Reference.from_csl_json(item)
    values: dict[str, str | tuple[str, ...]] = {}
    for ours, theirs in _FIELDS.items():
        if value := getattr(reference, theirs):
            values[ours] = value
    for ours, theirs in _PEOPLE.items():
        if people := tuple(map(written, getattr(reference, theirs))):
            values[ours] = people
    for ours, theirs in _DATES.items():
        if date := _iso(getattr(reference, theirs)):
            values[ours] = date
    key = reference.key or (reference.id if "/" not in reference.id else "")
    if key:
        values["key"] = key
    return Entry(key, values, tuple(_files(item)))


def written(name: Name) -> str:
    """A name so that it is read back as it was meant: in reading order if that does it."""
    if name.literal:
        return name.literal if Name.from_csl(name.literal) == name else f"{{{name.literal}}}"
    return name.direct if Name.from_csl(name.direct) == name else name.inverted()


def _iso(date: PartialDate | None) -> str:
    """The date as far as metadata has it: a year of four figures, perhaps month and day."""
    if not date or date.year <= 0:
        return ""
    start = f"{date.year:04d}" if date.end_year else date.iso
    return f"{start}~" if date.circa else start


def _files(item: Mapping[Any, Any]) -> Iterator[str]:
    for name in ("file", "files", "attachments"):
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            path = one.get("path") if isinstance(one, Mapping) else one
            if isinstance(path, str) and path:
                yield from filter(None, path.split(";"))
