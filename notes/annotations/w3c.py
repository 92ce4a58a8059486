"""Annotations as W3C Web Annotation JSON, and back.

Source: the W3C Web Annotation Data Model (2017). Everything that we do not know comes back out:
each value keeps the JSON it was read from, and writing changes only the parts that are ours.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from notes import __version__
from notes.annotations.model import (
    COLORS,
    LONGEST_LINEAGE,
    Annotation,
    Selector,
    Tombstone,
)

Json = dict[str, Any]

GENERATOR = {
    "id": "urn:commonplace:app",
    "type": "Software",
    "name": f"Commonplace {__version__}",
}
QUOTE, POSITION = "TextQuoteSelector", "TextPositionSelector"
FRAGMENT = "FragmentSelector"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FAR_FUTURE = datetime(9999, 1, 1, tzinfo=UTC)  # beyond it a local time may not exist
_MOST_REVISIONS = 2**53  # what every reader of JSON can hold


class Malformed(ValueError):
    """An item is not an annotation that we can use; it is kept as it is."""


def write_time(moment: datetime) -> str:
    """A UTC time as `2026-11-21T10:15:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(value: object) -> datetime:
    """A time from a note file; one that makes no sense is the epoch, so that it sorts as oldest."""
    if not isinstance(value, str):
        return _EPOCH
    try:
        moment = datetime.fromisoformat(value)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _EPOCH
    return moment if _EPOCH <= moment < _FAR_FUTURE else _EPOCH


def annotation_from_json(raw: object) -> Annotation:
    """Read one item of an `AnnotationPage`; raises `Malformed`."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise Malformed("an annotation without an id")
    note, tags = _note_and_tags(raw)
    creator = raw.get("creator")
    return Annotation(
        id=raw["id"],
        selector=_selector(raw.get("target")),
        note=note,
        tags=tags,
        color=_color(raw),
        created=read_time(raw.get("created")),
        modified=read_time(raw.get("modified", raw.get("created"))),
        rev=read_revision(raw),
        anchored_to=_text(raw.get("cp:anchoredTo")),
        creator=_text(creator.get("name")) if isinstance(creator, dict) else "",
        lineage=tuple(_text(raw.get("cp:lineage")).split()[-LONGEST_LINEAGE:]),
        raw=raw,
    )


def annotation_to_json(annotation: Annotation, document_id: str) -> Json:
    """Write one item; one that was not changed since it was read comes out as it came in."""
    raw = annotation.raw
    if raw and read_revision(raw) == annotation.rev:
        return _as_it_came(annotation)
    body = _written_body(annotation)
    item: Json = {
        "id": annotation.id,
        "type": raw.get("type") or "Annotation",
        "motivation": _motivation(annotation, _listed(body)),
        "created": raw.get("created") or write_time(annotation.created),
        "modified": write_time(annotation.modified),
        "generator": raw.get("generator") or GENERATOR,
    }
    if annotation.creator:
        item["creator"] = raw.get("creator") or {"type": "Person", "name": annotation.creator}
    if body:
        item["body"] = body
    item["target"] = _written_target(annotation, document_id)
    # A colour that only another program knows is shown as ours and stays as it is.
    kept = "cp:color" in raw and _color(raw) == annotation.color
    item["cp:color"] = raw["cp:color"] if kept else annotation.color
    item["cp:rev"] = annotation.rev
    if annotation.anchored_to:
        item["cp:anchoredTo"] = annotation.anchored_to
    if annotation.lineage:
        item["cp:lineage"] = " ".join(annotation.lineage)  # one line, for line-based merges
    unknown = {key: value for key, value in raw.items() if key not in item and key != "body"}
    return item | unknown


def _as_it_came(annotation: Annotation) -> Json:
    lineage = " ".join(annotation.lineage)
    known = annotation.raw.get("cp:lineage", "") == lineage or not lineage
    return dict(annotation.raw) if known else {**annotation.raw, "cp:lineage": lineage}


def tombstone_from_json(raw: object) -> Tombstone:
    """Read one entry of `cp:tombstones`; raises `Malformed`."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        raise Malformed("a tombstone without an id")
    was = annotation_from_json({**_mapping(raw.get("cp:was")), "id": raw["id"]})
    return Tombstone(was, rev=read_revision(raw), at=read_time(raw.get("cp:at")), raw=raw)


def tombstone_to_json(tombstone: Tombstone, document_id: str) -> Json:
    """Write one entry of `cp:tombstones`, with all of the annotation that was deleted."""
    raw = tombstone.raw
    if raw and read_revision(raw) == tombstone.rev:
        return dict(raw)
    ours: Json = {
        "id": tombstone.id,
        "cp:rev": tombstone.rev,
        "cp:at": write_time(tombstone.at),
        "cp:was": annotation_to_json(tombstone.annotation, document_id),
    }
    return ours | {key: value for key, value in raw.items() if key not in ours}


def _bodies(raw: Mapping[str, Any]) -> list[Any]:
    body = raw.get("body", [])
    return body if isinstance(body, list) else [body]


def _note_and_tags(raw: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The first comment among the bodies, and every tag once."""
    bodies = _bodies(raw)
    comments = (_value(body) for body in bodies if _is(body, "commenting"))
    tags = (_value(body) for body in bodies if _is(body, "tagging"))
    return next(comments, ""), tuple(dict.fromkeys(tag for tag in tags if tag))


def _is(body: object, purpose: str) -> bool:
    return (
        isinstance(body, dict)
        and body.get("type") == "TextualBody"
        and body.get("purpose") == purpose
        and isinstance(body.get("value"), str)
    )


def _value(body: Mapping[str, Any]) -> str:
    return str(body["value"])


def _selector(target: object) -> Selector | None:
    """The quote and position of a target; None for a note on the whole document."""
    selectors = _mapping(target).get("selector")
    if selectors is None:
        return None
    quote, position = _first(selectors, QUOTE), _first(selectors, POSITION)
    fragment = _first(selectors, FRAGMENT)
    if not isinstance(quote.get("exact"), str):
        raise Malformed("a target without a quote")
    start, end = position.get("start", 0), position.get("end", 0)
    if type(start) is not int or type(end) is not int:
        raise Malformed("an offset that is not a whole number")
    return Selector(
        exact=quote["exact"],
        prefix=_text(quote.get("prefix")),
        suffix=_text(quote.get("suffix")),
        start=start,
        end=end,
        fragment=_text(fragment.get("value")),
        fragment_of=_text(fragment.get("conformsTo")),
    )


def _first(selectors: object, kind: str) -> Json:
    """The first selector of a kind, or an empty one."""
    for selector in _listed(selectors):
        if isinstance(selector, dict) and selector.get("type") == kind:
            return selector
    return {}


def _color(raw: Mapping[str, Any]) -> str:
    color = raw.get("cp:color")
    return color if isinstance(color, str) and color in COLORS else COLORS[0]


def _motivation(annotation: Annotation, bodies: list[Any]) -> list[str]:
    kept = _listed(annotation.raw.get("motivation", []))
    ours = {
        "highlighting": annotation.selector is not None,
        "commenting": any(_is(body, "commenting") for body in bodies),
        "tagging": any(_is(body, "tagging") for body in bodies),
    }
    written = [name for name, holds in ours.items() if holds]
    written += [name for name in kept if isinstance(name, str) and name not in ours]
    return written or ["bookmarking"]


def _written_body(annotation: Annotation) -> Any:
    """The body as it was, with the first comment and the tags brought up to date."""
    if _note_and_tags(annotation.raw) == (annotation.note, annotation.tags):
        return annotation.raw.get("body")
    old = _bodies(annotation.raw)
    comments = [body for body in old if _is(body, "commenting")]
    tagged = {_value(body): body for body in old if _is(body, "tagging")}
    others = [body for body in old if not _is(body, "tagging") and body not in comments[:1]]
    written: list[Any] = []
    if annotation.note:
        plain = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown"}
        written.append({**(comments[0] if comments else plain), "value": annotation.note})
    for tag in annotation.tags:
        fresh = {"type": "TextualBody", "purpose": "tagging", "value": tag}
        written.append(tagged.get(tag, fresh))
    return written + others


def _written_target(annotation: Annotation, document_id: str) -> Any:
    """The target as it was while the place is the same, else brought up to date."""
    place = annotation.selector
    if "target" in annotation.raw and _selector(annotation.raw["target"]) == place:
        return annotation.raw["target"]
    old = _mapping(annotation.raw.get("target"))
    target: Json = {**old, "source": document_id}
    if place is None:
        target.pop("selector", None)
        return target
    before = _listed(old.get("selector", []))
    quote, position = _first(before, QUOTE), _first(before, POSITION)
    fragment = _first(before, FRAGMENT)
    words = {"exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
    target["selector"] = [
        {"type": QUOTE, **quote, **words},
        {"type": POSITION, **position, "start": place.start, "end": place.end},
        *_written_fragment(place, fragment),
        *(other for other in before if not any(other is o for o in (quote, position, fragment))),
    ]
    return target


def _written_fragment(place: Selector, before: Json) -> list[Json]:
    """The part of the file that the passage is in; one that is not known any more is dropped."""
    if not place.fragment:
        return []
    standard = {"conformsTo": place.fragment_of} if place.fragment_of else {}
    return [{"type": FRAGMENT, **before, **standard, "value": place.fragment}]


def read_revision(raw: Mapping[str, Any]) -> int:
    """How often an item was changed; 1 for what makes no sense."""
    rev = raw.get("cp:rev", 1)
    return rev if type(rev) is int and 0 < rev < _MOST_REVISIONS else 1


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
