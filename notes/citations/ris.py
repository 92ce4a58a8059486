"""RIS, the exchange format of reference managers: one tag a line."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import ITALIC, ROMAN
from notes.citations.names import Name
from notes.citations.pages import page_range
from notes.citations.pandoc import in_text
from notes.citations.parts import opening_words
from notes.citations.reference import Reference
from notes.citations.title_words import parse

__all__ = ["bibliography", "in_text"]

_TYPES = {
    "journal": "JOUR",
    "magazine": "MGZN",
    "news": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "thesis": "THES",
    "web": "ELEC",
}


def bibliography(reference: Reference) -> str:
    """The record, from `TY` to `ER`, without a line break at its end."""
    lines = [(tag, value) for tag, value in _fields(reference) if value]
    return "\n".join(f"{tag}  - {value}".rstrip() for tag, value in (*lines, ("ER", "")))


def _fields(reference: Reference) -> Sequence[tuple[str, str]]:
    issued = reference.issued
    first, last = _pages(reference.pages)
    kind = "GEN" if reference.kind == "web" and not reference.link else _TYPES[reference.kind]
    return (
        ("TY", kind),
        *(("AU", _name(name)) for name in reference.authors),
        *(("ED", _name(name)) for name in reference.editors),
        ("TI", _plain(reference.title) or f"[{opening_words(reference) or 'Untitled'}]"),
        ("T2", _plain(reference.site)),
        ("PB", reference.publisher if reference.publisher != reference.site else ""),
        ("CY", reference.place),
        ("PY", str(issued.year) if issued and issued.year else ""),
        ("DA", _date(issued)),
        ("ET", reference.edition),
        ("VL", reference.volume),
        ("IS", reference.issue or reference.number),
        ("SP", first),
        ("EP", last),
        ("M3", reference.genre),
        ("LA", reference.language),
        ("DO", reference.doi),
        ("UR", reference.url),
        ("SN", reference.isbn or reference.issn),
        ("Y2", _date(reference.accessed)),
    )


def _name(name: Name) -> str:
    if name.literal or name.is_cjk:
        return name.direct
    return ", ".join(
        filter(
            None, (name.surname, " ".join(filter(None, (name.given, name.dropping))), name.suffix)
        )
    )


def _plain(title: str) -> str:
    return parse(title).text.replace(ITALIC, "").replace(ROMAN, "")


def _pages(pages: str) -> tuple[str, str]:
    first, _, last = page_range(pages).partition("–")
    return first.strip(), last.strip()


def _date(date: PartialDate | None) -> str:
    """`YYYY/MM/DD/`, the unknown parts left empty."""
    if not date or not date.year:
        return date.literal if date else ""
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{date.year:04d}/{month}/{day}/{date.season_text}"
