"""What a PDF says of itself: title, author and date, without what programs fill in unasked."""

import re
from collections.abc import Mapping

from notes.documents.model import Field, Metadata
from notes.documents.names import split_authors
from notes.documents.visible import tidy

EMBEDDED = "embedded"
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|microsoft powerpoint - .*|powerpoint presentation|presentation\d*|"
    r"untitled.*|unknown|title|slide \d+|document\d*|print|layout \d+|\W*unspecified\W*|"
    r"\W*anonymous\W*|.*\.(?:docx?|odt|rtf|tex|dvi|pdf|e?ps|indd|qxd|p65|html?|txt|pptx?|xlsx?))",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:\W*anonymous\W*|\W*unspecified\W*|unknown|author|user|owner|admin(?:istrator)?|"
    r"microsoft.*|acrobat.*|adobe.*|default|test|pc|root|.*\buser)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\s*(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def metadata_from(information: Mapping[str, str]) -> Metadata:
    """The fields that the information dictionary of a PDF gives."""
    fields: dict[str, Field] = {}
    title = tidy(information.get("Title", ""))
    if title and not _NO_TITLE.fullmatch(title):
        fields["title"] = Field(title, EMBEDDED)
    author = tidy(information.get("Author", ""))
    authors = split_authors(author) if author and not _NO_AUTHOR.fullmatch(author) else ()
    if authors:
        fields["authors"] = Field(authors, EMBEDDED)
    date = _date(information.get("CreationDate", ""))
    if date:
        fields["date"] = Field(date, EMBEDDED)
    for key in ("doi", "DOI", "Subject"):  # publishers write it into the subject
        doi = _DOI.search(information.get(key, ""))
        if doi and "doi" not in fields:
            fields["doi"] = Field(doi[1].rstrip(".,;)"), EMBEDDED)
    return Metadata(fields)


def _date(value: str) -> str | None:
    """`D:20250222…` as `2025-02-22`; what is no day of the calendar is left out."""
    match = _DATE.match(value)
    if match is None or not 1800 <= int(match[1]) <= 2200:
        return None
    year, month, day = match[1], match[2], match[3]
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{month}-{day}" if day and 1 <= int(day) <= 31 else f"{year}-{month}"
