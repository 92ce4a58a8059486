"""BibLaTeX entries: as BibTeX, with full dates and types for what is online."""

from notes.citations.bibtex import arxiv, cited
from notes.citations.dates import PartialDate
from notes.citations.keys import citation_key
from notes.citations.latex import (
    Fields,
    address,
    braced,
    escaped,
    names,
    pages,
    title,
    whole,
    written,
)
from notes.citations.parts import article_number, other_number
from notes.citations.reference import Reference
from notes.citations.title_words import parse

_ENTRIES = {
    "journal": "article",
    "magazine": "article",
    "news": "article",
    "book": "book",
    "chapter": "incollection",
    "conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "patent": "patent",
    "manuscript": "unpublished",
    "talk": "unpublished",
}
_TYPES = {
    "dataset": "dataset",
    "software": "software",
    "motion_picture": "movie",
    "song": "audio",
    "standard": "standard",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference",
    "collection": "collection",
}
# The names by which babel knows the languages that sources are mostly in.
_LANGUAGES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "pl": "polish",
    "ru": "russian",
    "uk": "ukrainian",
    "sv": "swedish",
    "da": "danish",
    "nb": "norwegian",
    "fi": "finnish",
    "cs": "czech",
    "el": "greek",
    "tr": "turkish",
    "ja": "japanese",
    "zh": "chinese",
}


def bibliography(reference: Reference) -> str:
    """The entry on one line, under the reference's key."""
    return entry(reference, citation_key(reference))


def in_text(reference: Reference, locator: str = "") -> str:
    r"""`\autocite[3]{kaspruk2025china}`"""
    return cited("autocite", reference, locator)


def entry(reference: Reference, key: str, *, multiline: bool = False) -> str:
    """The entry under `key`, on one line or with a line for each field."""
    return written(_type(reference), key, _fields(reference), multiline=multiline)


def _type(reference: Reference) -> str:
    kind = _TYPES.get(reference.type) or _ENTRIES.get(reference.kind, "online")
    return "misc" if kind == "online" and not reference.link else kind


def _fields(reference: Reference) -> Fields:
    kind = reference.kind
    in_periodical = kind in ("journal", "magazine", "news")
    publisher = "institution" if kind in ("thesis", "report") else "publisher"
    containers = {"chapter": "booktitle", "conference": "booktitle"}
    container = "journaltitle" if in_periodical else containers.get(kind, "organization")
    site = reference.site if in_periodical else reference.container
    found = arxiv(reference)
    return (
        ("author", braced(names(reference.authors or reference.directors))),
        ("editor", braced(names(reference.editors))),
        ("translator", braced(names(reference.translators))),
        ("bookauthor", braced(names(reference.container_authors))),
        ("title", braced(title(reference))),
        (container, braced(escaped(parse(site).text))),
        (publisher, braced("" if site == reference.publisher else whole(reference.publisher))),
        ("location", braced(whole(reference.place))),
        ("eventtitle", braced(escaped(reference.event))),
        ("venue", braced(escaped(reference.event_place))),
        ("edition", braced(escaped(reference.edition))),
        ("series", braced(escaped(parse(reference.collection).text))),
        ("type", braced(_genre(reference))),
        ("volume", braced(escaped(reference.volume))),
        ("volumes", braced(escaped(reference.volumes))),
        ("number", braced(escaped(_number(reference, found)))),
        ("version", braced(escaped(reference.version))),
        ("eid", "" if reference.pages else braced(escaped(article_number(reference)))),
        ("pages", braced(pages(reference))),
        ("date", braced(_date(reference.issued))),
        ("origdate", braced(_date(reference.original_date))),
        ("langid", braced(_LANGUAGES.get(reference.language[:2].lower(), ""))),
        ("doi", braced(address(reference.doi))),
        ("url", braced("" if reference.doi else address(reference.url))),
        ("eprint", braced(escaped(found))),
        ("eprinttype", braced("arxiv" if found else "")),
        ("isbn", braced(escaped(reference.isbn))),
        ("issn", braced(escaped(reference.issn))),
        ("urldate", braced(_date(reference.accessed))),
    )


def _number(reference: Reference, preprint: str) -> str:
    number = "" if preprint else other_number(reference)
    return reference.issue or reference.collection_number or number


def _genre(reference: Reference) -> str:
    """The kind of thesis as BibLaTeX's keys have it, or in the source's words."""
    if reference.kind != "thesis":
        return escaped(reference.genre)
    if "master" in reference.genre.lower():
        return "mathesis"
    known = ("", "phd thesis", "phd dissertation", "doctoral dissertation", "dissertation")
    return "phdthesis" if reference.genre.lower() in known else escaped(reference.genre)


def _date(date: PartialDate | None) -> str:
    """EDTF, level 1 (https://www.loc.gov/standards/datetime/): `1939/1945`, `1600~`, `2020-21`."""
    if not date:
        return ""
    if not date.year:
        return escaped(date.literal)
    if date.year < 0:  # EDTF has a year 0: 380 BCE is -0379
        last = f"/{_before_era(date.end_year)}" if date.end_year else ""
        return _before_era(date.year) + ("~" if date.circa else "") + last
    start = f"{date.iso}-{20 + date.season}" if date.season else date.iso
    end = f"/{date.iso_end}" if date.iso_end else ""
    return start + ("~" if date.circa else "") + end


def _before_era(year: int) -> str:
    return f"-{-year - 1:04d}"
