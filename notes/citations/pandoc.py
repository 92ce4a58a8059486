"""Pandoc's citation: `[@kaspruk2025china, p. 3]`, to be resolved against a bibliography."""

from notes.citations.keys import citation_key
from notes.citations.locators import labelled
from notes.citations.reference import Reference


def bibliography(reference: Reference, locator: str = "") -> str:
    """The citation itself: its reference lives in the bibliography file."""
    return in_text(reference, locator)


def in_text(reference: Reference, locator: str = "") -> str:
    """`[@key]`, or with a place `[@key, pp. 3–5]`."""
    place = labelled(locator).replace("[", "(").replace("]", ")")
    return f"[@{citation_key(reference)}{f', {place}' if place else ''}]"
