"""What is cited: the facts of one source, read from CSL-JSON and made safe to print."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from notes.citations.csl_item import standardised, text_of
from notes.citations.dates import PartialDate
from notes.citations.editions import edition_of
from notes.citations.markup import clean
from notes.citations.names import Name
from notes.errors import UserError

_MOST_NAMES = 500
_DOI = re.compile(r"10\.\d{2,9}(?:\.\d+)*/\S+")
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,99}")
_ABBREVIATED = ("corp.", "bros.", "dept.", "univ.", "assn.")
_OPENING, _CLOSING = "“‘\"'", "”’\"'"

# The CSL types by the shape that their reference takes in every style. What is not here is cited
# as the web page or document that it mostly is.
_KINDS = {
    "article-journal": "journal",
    "periodical": "journal",
    "review": "journal",
    "review-book": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "news",
    "post-weblog": "blog",
    "article": "preprint",
    "book": "book",
    "classic": "book",
    "collection": "book",
    "musical_score": "book",
    "chapter": "chapter",
    "paper-conference": "conference",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "entry": "chapter",
    "report": "report",
    "pamphlet": "report",
    "thesis": "thesis",
    "motion_picture": "work",
    "song": "work",
    "broadcast": "work",
    "graphic": "work",
    "map": "work",
    "figure": "work",
    "software": "work",
    "dataset": "work",
    "standard": "work",
    "performance": "work",
    "patent": "patent",
    "speech": "talk",
    "event": "talk",
    "interview": "interview",
    "personal_communication": "letter",
    "manuscript": "manuscript",
    "legal_case": "legal",
    "legislation": "legal",
    "bill": "legal",
    "hearing": "legal",
    "regulation": "legal",
    "treaty": "legal",
}
_PERIODICALS = frozenset(("journal", "magazine", "news", "blog"))


# Our fields and those of CSL-JSON that they are read from and written to.
TEXTS = {
    "container": "container-title",
    "collection": "collection-title",
    "collection_number": "collection-number",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "issue": "issue",
    "pages": "page",
    "section": "section",
    "number": "number",
    "version": "version",
    "genre": "genre",
    "medium": "medium",
    "event": "event-title",
    "event_place": "event-place",
    "authority": "authority",
    "collection_held": "archive_collection",
    "shelfmark": "archive_location",
    "archive": "archive",
    "archive_place": "archive-place",
    "scale": "scale",
    "reviewed": "reviewed-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "language": "language",
    "status": "status",
}
NAMES = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "container_authors": "container-author",
    "directors": "director",
    "interviewers": "interviewer",
    "reviewed_authors": "reviewed-author",
}
DATES = {"issued": "issued", "accessed": "accessed", "original_date": "original-date"}


class Reference(NamedTuple):
    """One source; every text in it is a single clean line, empty where nothing is known.

    `opening` are the first words of a source that has no title; `proper_nouns` are names in the
    title that keep their capital when it is written in sentence case (beside those known anyway).
    `title` and `container` may hold CSL's `<i>` and `<span class="nocase">`.
    """

    type: str = "document"
    id: str = ""
    key: str = ""
    title: str = ""
    opening: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container_authors: tuple[Name, ...] = ()
    directors: tuple[Name, ...] = ()
    interviewers: tuple[Name, ...] = ()
    reviewed_authors: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    original_date: PartialDate | None = None
    container: str = ""
    collection: str = ""
    collection_number: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    volumes: str = ""
    issue: str = ""
    pages: str = ""
    section: str = ""
    edition: str = ""
    number: str = ""
    version: str = ""
    genre: str = ""
    medium: str = ""
    event: str = ""
    event_place: str = ""
    authority: str = ""
    collection_held: str = ""
    shelfmark: str = ""
    archive: str = ""
    archive_place: str = ""
    scale: str = ""
    reviewed: str = ""
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""
    status: str = ""
    proper_nouns: frozenset[str] = frozenset()

    @classmethod
    def from_csl_json(cls, item: Any) -> "Reference":
        """Read one CSL-JSON item; fields of a wrong type are passed over.

        Beside the standard's fields, `custom` may hold `opening` (text) and `proper-nouns` (list).
        Raises UserError if `item` is not an object.
        """
        if not isinstance(item, Mapping):
            raise UserError("This is not a reference: a CSL-JSON item must be an object.")
        fields = standardised(item)
        custom = fields.get("custom")
        custom = custom if isinstance(custom, Mapping) else {}
        key, title = text_of(fields, "citation-key"), text_of(fields, "title")
        values: dict[str, Any] = {
            **{ours: _names(fields.get(theirs)) for ours, theirs in NAMES.items()},
            **{ours: PartialDate.from_csl(fields.get(theirs)) for ours, theirs in DATES.items()},
            **{ours: text_of(fields, theirs) for ours, theirs in TEXTS.items()},
        }
        return cls(
            type=text_of(fields, "type") or "document",
            id=text_of(fields, "id"),
            key=key if _KEY.fullmatch(key) else "",
            title=_without_full_stop(title) if re.search(r"\w", title) else "",
            opening=text_of(custom, "opening"),
            edition=edition_of(text_of(fields, "edition")),
            doi=_doi(text_of(fields, "DOI")) or _doi_in(text_of(fields, "URL")),
            url=_url(text_of(fields, "URL")),
            proper_nouns=_words(custom.get("proper-nouns")),
            **values,
        )

    @property
    def kind(self) -> str:
        """The shape of the reference.

        One of `journal magazine news blog web book chapter conference report thesis preprint work
        patent talk interview letter manuscript legal`.
        """
        kind = _KINDS.get(self.type, "web")
        if self.type == "collection" and self.archive:
            return "manuscript"
        if kind == "preprint" and self.container and (self.volume or self.issue or self.issn):
            return "journal"
        if kind == "preprint" and not (self.publisher or self.number or self.doi):
            kind = "web"
        is_daily = bool(self.issued and self.issued.day) and not (self.volume or self.issue)
        if kind == "journal" and self.type.startswith("review") and is_daily:
            return "news"
        if kind == "conference" and not self.container:
            return "book" if self.isbn and not self.event else "talk"
        if kind == "web" and self.isbn and not self.url:
            return "book"
        if self.type in ("document", "article") and kind == "web" and self.site_name:
            # Published on a day by somebody, and nothing more is known: a piece of news.
            return "news" if self.issued and self.issued.day else "web"
        return kind

    @property
    def is_periodical(self) -> bool:
        """True for a part of a journal, magazine, newspaper or blog."""
        return self.kind in _PERIODICALS

    @property
    def site_name(self) -> str:
        """The container, else the publisher."""
        return self.container or self.publisher

    @property
    def site(self) -> str:
        """Where the source appeared: the container, for what is read on the web its publisher."""
        return (
            self.site_name if self.kind in ("news", "blog", "web", "preprint") else self.container
        )

    @property
    def held(self) -> str:
        """Where a work is kept: `JMK/PP/45, King’s College Archive Centre, Cambridge`."""
        place = "" if self.archive_place in self.archive else self.archive_place
        return ", ".join(filter(None, (self.shelfmark, self.collection_held, self.archive, place)))

    @property
    def doi_link(self) -> str:
        """The DOI as a link, or nothing."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def link(self) -> str:
        """The address to print: the DOI before any URL."""
        return self.doi_link or self.url

    @property
    def in_print(self) -> bool:
        """True for a newspaper or magazine piece with a place in an issue."""
        return bool(self.pages or self.volume or self.issue or self.section or self.issn)


def _names(value: Any) -> tuple[Name, ...]:
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(filter(None, map(Name.from_csl, value[:_MOST_NAMES])))


def _words(value: Any) -> frozenset[str]:
    if not isinstance(value, list | tuple):
        return frozenset()
    return frozenset(clean(word, 100) for word in value[:2000] if isinstance(word, str))


def _without_full_stop(title: str) -> str:
    """Without the full stop that Crossref's titles often end in; those of abbreviations stay.

    Of `Reading “The Waste Land.”` the style decides which mark follows the last word.
    """
    body = title.rstrip(_CLOSING)
    marks = title[len(body) :]
    last = body.rpartition(" ")[2].lstrip(_OPENING)
    is_word = len(last) > 4 and "." not in last[:-1] and last.lower() not in _ABBREVIATED
    return body[:-1] + marks if body.endswith(".") and is_word else title


def _doi(written: str) -> str:
    found = _DOI.search(written)
    return found[0].rstrip(".,;") if found else ""


def _doi_in(url: str) -> str:
    """The DOI that an address of its resolver leads to, else nothing."""
    return _doi(url) if _RESOLVER.match(url) else ""


def _url(written: str) -> str:
    return written.replace(" ", "%20")
