"""CSL-JSON: what citation processors read, as a list of one item."""

from typing import Any

from notes.citations.dates import PartialDate
from notes.citations.keys import citation_key
from notes.citations.names import Name
from notes.citations.pandoc import in_text
from notes.citations.parts import opening_words
from notes.citations.reference import DATES, NAMES, TEXTS, Reference
from notes.csl_types import CSL_TYPES

__all__ = ["bibliography", "in_text", "item"]


def bibliography(reference: Reference) -> str:
    """The reference as a JSON list with one item, which `pandoc --citeproc` reads as it is."""
    import json

    return json.dumps([item(reference)], ensure_ascii=False, indent=2)


def item(reference: Reference) -> dict[str, Any]:
    """The reference as one CSL-JSON item; its `id` is the citation key."""
    key = citation_key(reference)
    values: dict[str, Any] = {
        "id": key,
        "type": reference.type if reference.type in CSL_TYPES else "document",
        "citation-key": key,
        "title": reference.title or f"[{opening_words(reference) or 'Untitled'}]",
        **{theirs: list(map(_name, getattr(reference, ours))) for ours, theirs in NAMES.items()},
        **{theirs: _date(getattr(reference, ours)) for ours, theirs in DATES.items()},
        **{theirs: getattr(reference, ours) for ours, theirs in TEXTS.items()},
        "edition": reference.edition,
        "DOI": reference.doi,
        "URL": reference.url,
    }
    return {name: value for name, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    pieces = {
        "literal": name.literal,
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropping,
        "suffix": name.suffix,
    }
    return {piece: value for piece, value in pieces.items() if value}


def _date(date: PartialDate | None) -> dict[str, Any]:
    if not date:
        return {}
    if not date.year:
        return {"literal": date.literal}
    rows = [(date.year, date.month, date.day)]
    if date.end_year:
        rows.append((date.end_year, 0, 0))
    elif date.end_month or date.end_day:
        rows.append((date.year, date.end_month or date.month, date.end_day))
    parts = [[part for part in row if part] for row in rows]
    season = {"season": date.season} if date.season else {}
    return {"date-parts": parts, **season, **({"circa": True} if date.circa else {})}
