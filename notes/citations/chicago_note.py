"""The Chicago Manual of Style, 18th edition: the full note."""

from notes.citations.chicago import (
    accessed,
    contributors,
    editors_first,
    imprint,
    in_text,
    journal,
    number,
    site,
    thesis,
    title,
    volume,
    year,
)
from notes.citations.markup import commas, ended, italic, words
from notes.citations.pages import page_range, unlabelled
from notes.citations.parts import listed, numbered_edition
from notes.citations.reference import Reference
from notes.citations.titles import title_case

__all__ = ["bibliography", "in_text"]


def bibliography(reference: Reference, locator: str = "") -> str:
    """The full note; `locator` is the place in the work that it points to."""
    return ended(note(reference, unlabelled(locator, "chicago")))


def note(reference: Reference, place: str) -> str:
    """`Viktor Kaspruk, “Title,” *Container*, February 22, 2025, 12`, without its full stop."""
    names = _names(reference)
    parts = commas((_published(reference, place), accessed(reference), reference.link))
    # An imprint or a thesis's school follows the title in parentheses, without a comma.
    written = title(reference, "" if parts.startswith("(") else ",")
    return words((f"{names}," if names else "", written, parts))


def _names(reference: Reference) -> str:
    """Up to two names; of more, the first *et al.* (13.23)."""
    names = reference.authors or editors_first(reference)
    role = "" if reference.authors else ("ed." if len(names) == 1 else "eds.")
    shown = [name.direct for name in names]
    people = f"{shown[0]} et al." if len(shown) > 2 else listed(shown, "and")
    return commas((people, role if people else ""))


def _published(reference: Reference, place: str) -> str:
    kind = reference.kind
    if kind in ("journal", "magazine") and (reference.volume or kind == "journal"):
        return journal(reference, place or page_range(reference.pages, "chicago"))
    if kind == "thesis":
        return commas((f"({commas((thesis(reference), year(reference)))})", place))
    if kind in ("book", "chapter", "report"):
        details = commas(
            (
                contributors(reference, "ed.", "trans."),
                numbered_edition(reference),
                volume(reference),
                number(reference),
            )
        )
        pages = place or (page_range(reference.pages, "chicago") if kind == "chapter" else "")
        book = commas((_within(reference), details))
        return commas((words((book, f"({imprint(reference)})")), pages))
    return commas((site(reference), place))


def _within(reference: Reference) -> str:
    if reference.kind != "chapter" or not reference.container:
        return ""
    return f"in {italic(title_case(reference.container, reference, long_prepositions=True))}"
