"""Notes that other programs wrote, as plain values: W3C and Hypothesis JSON, our JSON, Readwise."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from notes.errors import UserError
from notes.exchange.records import KIND

FORMATS = ("w3c", "json", "csv")
_MOST = 200_000


class Brought(NamedTuple):
    """One note from elsewhere. Of the document it is on, `id`, `path`, `title` and `url` are hints.

    Offsets are code points, 0 where they are not known; `fragment` names the part of the file by
    the standard `fragment_of`; `created` and `modified` are ISO 8601 or empty.
    """

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    fragment: str = ""
    fragment_of: str = ""
    annotation: str = ""
    id: str = ""
    path: str = ""
    title: str = ""
    url: str = ""
    created: str = ""
    modified: str = ""


def read(source: str, format: str | None = None) -> list[Brought]:
    """The notes in a file; its format is found out where it is not given.

    Raises UserError, one line, for what cannot be read.
    """
    if format is not None and format not in FORMATS:
        raise UserError(f"there is no format {format!r}; known are: {', '.join(FORMATS)}")
    text = source.lstrip("\ufeff")
    if format == "csv" or (format is None and not text.lstrip().startswith(("{", "["))):
        return list(islice(_readwise(text), _MOST))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"this is no JSON: {str(error)[:100]}") from None
    if isinstance(found, dict) and found.get("kind") == KIND:
        return list(islice(_ours(found), _MOST))
    return list(islice(_annotations(found), _MOST))


def _ours(found: Mapping[str, Any]) -> Iterator[Brought]:
    for document in _listed(found.get("documents")):
        for note in _listed(_mapping(document).get("notes")):
            one = _mapping(note)
            yield Brought(
                quote=_text(one.get("quote")),
                note=_text(one.get("note")),
                tags=tuple(tag for tag in _listed(one.get("tags")) if isinstance(tag, str)),
                color=_text(one.get("color")),
                start=_offset(one.get("start")),
                end=_offset(one.get("end")),
                annotation=_text(one.get("id")),
                id=_text(document.get("id")),
                path=_text(document.get("path")),
                title=_text(document.get("title")),
                created=_text(one.get("created")),
                modified=_text(one.get("modified")),
            )


def _annotations(found: Any) -> Iterator[Brought]:
    """A page, a collection with its first page, a list, or Hypothesis's `rows`."""
    if isinstance(found, list):
        items = found
    else:
        page = _mapping(found)
        page = {**_mapping(page.get("first")), **page}
        items = _listed(page.get("items") or page.get("rows"))
        if not items and page.get("target"):
            items = [page]
    for item in items:
        one = _mapping(item)
        for target in _listed(one.get("target"))[:1]:
            yield _annotation(one, target)


def _annotation(one: Mapping[str, Any], target: Any) -> Brought:
    source = target if isinstance(target, str) else _text(_mapping(target).get("source"))
    selectors = _listed(_mapping(target).get("selector"))
    words = _first(selectors, "TextQuoteSelector")
    place = _first(selectors, "TextPositionSelector")
    part = _first(selectors, "FragmentSelector")
    bodies = [_mapping(body) for body in _listed(one.get("body"))]
    comments = [_text(b.get("value")) for b in bodies if b.get("purpose") != "tagging"]
    tags = [_text(b.get("value")) for b in bodies if b.get("purpose") == "tagging"]
    tags += [tag for tag in _listed(one.get("tags")) if isinstance(tag, str)]
    document = _mapping(one.get("document"))
    titles = [title for title in _listed(document.get("title")) if isinstance(title, str)]
    is_id = source.startswith("urn:")
    return Brought(
        quote=_text(words.get("exact")),
        note="\n\n".join(filter(None, comments)) or _text(one.get("text")),
        tags=tuple(filter(None, tags)),
        color=_text(one.get("cp:color")),
        prefix=_text(words.get("prefix")),
        suffix=_text(words.get("suffix")),
        start=_offset(place.get("start")),
        end=_offset(place.get("end")),
        fragment=_text(part.get("value")),
        fragment_of=_text(part.get("conformsTo")),
        annotation=_text(one.get("id")),
        id=source if is_id else "",
        url="" if is_id else source or _text(one.get("uri")),
        title=titles[0] if titles else "",
        created=_text(one.get("created")),
        modified=_text(one.get("modified")) or _text(one.get("updated")),
    )


def _readwise(text: str) -> Iterator[Brought]:
    """The columns of Readwise's export, or of its import; others are passed over."""
    rows = csv.DictReader(io.StringIO(text))
    try:
        if "Highlight" not in (rows.fieldnames or ()):
            raise UserError("this is no CSV of notes: it has no column called Highlight")
        for row in rows:
            tags = (row.get("Tags") or "").split(",")
            place = row.get("Location") or ""
            start = int(place) if place.isdecimal() and len(place) < 10 else 0
            yield Brought(
                start=start,
                end=start + len(row.get("Highlight") or ""),
                quote=row.get("Highlight") or "",
                note=row.get("Note") or "",
                tags=tuple(filter(None, (tag.strip() for tag in tags))),
                color=row.get("Color") or "",
                title=row.get("Title") or row.get("Book Title") or "",
                url=row.get("URL") or "",
                created=row.get("Date") or row.get("Highlighted at") or "",
            )
    except csv.Error as error:
        raise UserError(f"this CSV cannot be read: {error}") from None


def _first(selectors: list[Any], kind: str) -> Mapping[str, Any]:
    for selector in selectors:
        if isinstance(selector, dict) and selector.get("type") == kind:
            return selector
    return {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _offset(value: Any) -> int:
    return value if type(value) is int and 0 <= value < 2**40 else 0
