"""RIS, the exchange format of reference managers: one tag a line."""

from collections.abc import Sequence

from notes.citations.dates import PartialDate
from notes.citations.markup import ITALIC, ROMAN
from notes.citations.names import Name
from notes.citations.pages import page_range
from notes.citations.pandoc import in_text
from notes.citations.parts import article_number, opening_words, other_number
from notes.citations.reference import Reference
from notes.citations.title_words import parse

__all__ = ["bibliography", "in_text"]

# Of a kind, and of the CSL types that have one of their own.
_KINDS = {
    "journal": "JOUR",
    "magazine": "MGZN",
    "news": "NEWS",
    "blog": "BLOG",
    "book": "BOOK",
    "chapter": "CHAP",
    "conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "web": "ELEC",
    "preprint": "UNPB",
    "patent": "PAT",
    "talk": "SLIDE",
    "letter": "PCOMM",
    "manuscript": "UNPB",
}
_TYPES = {
    "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT",
    "motion_picture": "MPCT",
    "song": "SOUND",
    "broadcast": "VIDEO",
    "map": "MAP",
    "graphic": "ART",
    "figure": "FIGURE",
    "software": "COMP",
    "dataset": "DATA",
    "standard": "STAND",
    "musical_score": "MUSIC",
    "classic": "CLSWK",
    "pamphlet": "PAMP",
    "legal_case": "CASE",
    "legislation": "STAT",
    "bill": "BILL",
    "hearing": "HEAR",
}


def bibliography(reference: Reference) -> str:
    """The record, from `TY` to `ER`, without a line break at its end."""
    lines = [(tag, value) for tag, value in _fields(reference) if value]
    return "\n".join(f"{tag}  - {value}".rstrip() for tag, value in (*lines, ("ER", "")))


def _fields(reference: Reference) -> Sequence[tuple[str, str]]:
    issued = reference.issued
    first, last = _pages(reference.pages or article_number(reference))
    is_numbered = reference.kind in ("report", "patent", "preprint", "legal")
    site = "" if reference.kind == "preprint" else reference.site
    return (
        ("TY", _type(reference)),
        *(("AU", _name(name)) for name in reference.authors or reference.directors),
        *(("ED", _name(name)) for name in reference.editors),
        *(("A4", _name(name)) for name in reference.translators),
        ("TI", _plain(reference.title) or f"[{opening_words(reference) or 'Untitled'}]"),
        ("T2", _plain(site or reference.event)),
        ("T3", _plain(reference.collection)),
        ("PB", reference.publisher if reference.publisher != site else ""),
        ("CY", reference.place or reference.event_place),
        ("PY", str(issued.year) if issued and issued.year else ""),
        ("DA", _date(issued)),
        ("ET", reference.edition),
        ("VL", reference.volume),
        ("NV", reference.volumes),
        ("IS", reference.issue or ("" if is_numbered else other_number(reference))),
        ("M1", reference.number if is_numbered else ""),
        ("SP", first),
        ("EP", last),
        ("M3", reference.genre or reference.medium),
        ("LA", reference.language),
        ("DO", reference.doi),
        ("UR", reference.url),
        ("SN", reference.isbn or reference.issn),
        ("Y2", _date(reference.accessed)),
    )


def _type(reference: Reference) -> str:
    if reference.kind == "web" and not reference.link:
        return "GEN"
    return _TYPES.get(reference.type) or _KINDS.get(reference.kind, "GEN")


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
