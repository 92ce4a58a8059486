"""Entries of BibTeX and BibLaTeX, and papis's `info.yaml`, as the metadata of a document."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from notes.bibliographies.bib_syntax import entries
from notes.bibliographies.entry import Entry, is_complete
from notes.bibliographies.people import display_name, split_people
from notes.citations.latex_text import plain_text
from notes.documents.dates import parse_date

_TYPES = {
    "article": "article-journal",
    "periodical": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "reference": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "bookinbook": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "software": "software",
    "dataset": "dataset",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "unpublished": "manuscript",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
}
_SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "blog": "post-weblog",
}
# Our fields, and where BibTeX, BibLaTeX and papis keep them; the first that is there is taken.
_FIELDS = {
    "container": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "url": ("url",),
    "language": ("langid", "language"),
    "doi": ("doi",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "volume": ("volume",),
    "pages": ("pages", "eid"),
    "edition": ("edition",),
    "place": ("location", "address"),
    "series": ("series",),
    "version": ("version",),
}
_LANGUAGES = {
    "english": "en",
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "polish": "pl",
    "russian": "ru",
    "ukrainian": "uk",
    "chinese": "zh",
    "japanese": "ja",
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_KIND_OF_FILE = re.compile(r"[\w.+-]+/[\w.+-]+|\w{0,12}")
_NO_URL = re.compile(r"\\url\{([^{}]*)\}")


def read_bib(source: str) -> Iterator[Entry]:
    """The entries of a `.bib` file that say something about a source."""
    found = list(entries(source))
    by_key = {entry.key.lower(): entry for entry in found}
    for entry in found:
        fields = _inherited(entry.fields, by_key.get(entry.fields.get("crossref", "").lower()))
        made = entry_of(entry.kind, entry.key, fields, entry.line)
        if is_complete(made):
            yield made


def _inherited(fields: dict[str, str], parent: object) -> dict[str, str]:
    """With the fields of the entry that `crossref` names; its title is that of the book around."""
    theirs = getattr(parent, "fields", None)
    if not isinstance(theirs, dict):
        return fields
    passed = {"booktitle" if name == "title" else name: value for name, value in theirs.items()}
    for name in ("crossref", "author", "file", "doi"):
        passed.pop(name, None)
    return {**passed, **fields}


def entry_of(kind: str, key: str, fields: Mapping[str, str], line: int | None = None) -> Entry:
    """One entry from fields that are still LaTeX."""
    values: dict[str, str | tuple[str, ...]] = {"type": _type(kind, fields)}
    for ours, theirs in _FIELDS.items():
        written = next((fields[name] for name in theirs if fields.get(name, "").strip()), "")
        value = _address(written) if ours in ("url", "doi") else plain_text(written)
        found = _DOI.search(value) if ours == "doi" else None
        value = found[0] if found else value
        if value:
            values[ours] = value
    for ours, theirs_ in (
        ("authors", "author"),
        ("editors", "editor"),
        ("translators", "translator"),
    ):
        people = tuple(filter(None, map(display_name, split_people(fields.get(theirs_, "")))))
        if people:
            values[ours] = people
    values |= {name: value for name, value in _derived(kind, fields).items() if value}
    if key:
        values["key"] = key
    files = tuple(_files(fields.get("file", "") or fields.get("files", "")))
    return Entry(key, values, files, line)


def _type(kind: str, fields: Mapping[str, str]) -> str:
    subtype = _SUBTYPES.get(fields.get("entrysubtype", "").lower())
    if subtype:
        return subtype
    if kind in _TYPES:
        return _TYPES[kind]
    if "arxiv" in f"{fields.get('eprinttype', '')}{fields.get('archiveprefix', '')}".lower():
        return "article"
    return "webpage" if fields.get("url") or fields.get("howpublished") else "document"


def _derived(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What takes more than a look: title with subtitle, dates, numbers, the kind of thesis."""
    title, subtitle = plain_text(fields.get("title", "")), plain_text(fields.get("subtitle", ""))
    joint = " " if title.endswith(("?", "!", ":")) else ": "
    is_article = kind in ("article", "periodical")
    number = plain_text(fields.get("number", ""))
    genre = plain_text(fields.get("type", ""))
    if kind == "mastersthesis" or genre == "mathesis":
        genre = "Master’s thesis"
    elif genre == "phdthesis":
        genre = "PhD dissertation"
    language = plain_text(fields.get("langid", "") or fields.get("language", ""))
    eprint = plain_text(fields.get("eprint", ""))
    is_arxiv = _type(kind, fields) == "article" and eprint
    return {
        "title": f"{title}{joint}{subtitle}" if title and subtitle else title,
        "date": _date(fields),
        "accessed": _iso(fields.get("urldate", "")),
        "original-date": _iso(fields.get("origdate", "")),
        "issue": plain_text(fields.get("issue", "")) or (number if is_article else ""),
        "number": f"arXiv:{eprint}" if is_arxiv else ("" if is_article else number),
        "publisher": "arXiv" if is_arxiv else "",
        "genre": genre,
        "language": _LANGUAGES.get(language.lower(), language),
    }


def _date(fields: Mapping[str, str]) -> str:
    if date := _iso(fields.get("date", "")):
        return date
    year = re.search(r"\d{4}", fields.get("year", ""))
    if not year:
        return ""
    month = plain_text(fields.get("month", "")).rstrip(".")
    day = plain_text(fields.get("day", ""))
    if not month:
        return _iso(fields["year"]) or year[0]
    written = f"{day} {month} {year[0]}" if day else f"{month} {year[0]}"
    if month.isdecimal() and len(month) < 3:
        written = f"{year[0]}-{int(month):02d}" + (f"-{int(day):02d}" if day.isdecimal() else "")
    return parse_date(written) or year[0]


def _iso(written: str) -> str:
    """The start of an EDTF date or range; nothing for what is no date."""
    return parse_date(written.strip("{} ").partition("/")[0]) or ""


def _address(written: str) -> str:
    """A URL or a DOI: percent signs and underscores may be escaped, nothing else is LaTeX."""
    return _NO_URL.sub(r"\1", written).replace("\\", "").strip().strip("{}")


def _files(written: str) -> Iterator[str]:
    """The paths of a `file` field: `path`, `path;path`, or `Name:path:type` as Zotero has them."""
    for part in re.split(r"(?<!\\);", written):
        pieces = re.split(r"(?<!\\):", part.strip())
        if len(pieces) >= 3 and _KIND_OF_FILE.fullmatch(pieces[-1]):
            path = ":".join(pieces[1:-1])
        else:
            path = ":".join(pieces)
        path = re.sub(r"\\([;:\\_&%$#{}])", r"\1", path).strip().strip("{}")
        if path:
            yield path


def file_names(entry: Entry) -> Iterator[str]:
    """The names of the files of an entry, without their folders."""
    for written in entry.files:
        yield Path(written.replace("\\", "/")).name
