"""The Chicago Manual of Style, 18th edition: the bibliography of the notes system."""

from notes.citations.chicago_list import entry
from notes.citations.chicago_note import in_text, journal
from notes.citations.chicago_parts import full_date, year
from notes.citations.reference import Reference

__all__ = ["bibliography", "in_text"]


def bibliography(reference: Reference, locator: str = "") -> str:
    """The entry of the bibliography: author, title, publication with its date, link."""
    return entry(
        reference,
        locator,
        head_year="",
        journal=journal,
        year=year,
        day=full_date,
    )
