"""`commonplace:` links, which open a document at the very passage they were made for.

A link has the document's path, its id and the library's folder, and of the passage its place and
its first words: the words find it again where the place has moved.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlencode

from notes.errors import UserError

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.library import Library

SCHEME = "commonplace:"
_WORDS = 200  # code points of a passage that a link carries
_AROUND = 32  # and of what stands before and after it


class Link(NamedTuple):
    """A link taken apart; offsets are code points, `words` the beginning of the passage."""

    path: str
    library: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    words: str = ""
    before: str = ""
    after: str = ""


class Place(NamedTuple):
    """Where a link leads now; `state` is one of the anchoring's, `lost` without a place."""

    path: str
    start: int | None
    end: int | None
    state: str


def link_to(library: "Library", document: "Document", start: int, end: int) -> str:
    """The link that opens `document` at `[start, end)`."""
    return written(
        Link(
            document.relative,
            str(library.root),
            document.id,
            start,
            end,
            document.text[start : min(end, start + _WORDS)],
            document.text[max(0, start - _AROUND) : start],
            document.text[end : end + _AROUND],
        )
    )


def written(link: Link) -> str:
    """A link as one word without blanks."""
    values = {
        "library": link.library,
        "document": link.document,
        "start": str(link.start) if link.end else "",
        "end": str(link.end) if link.end else "",
        "words": link.words,
        "before": link.before,
        "after": link.after,
    }
    query = urlencode({name: value for name, value in values.items() if value}, quote_via=quote)
    path = quote(link.path.encode("utf-8", "surrogateescape"), safe="/")
    return f"{SCHEME}{path}{f'?{query}' if query else ''}"


def read_link(text: str) -> Link:
    """Take a link apart. Raises UserError, one line, for what is none."""
    path, _, query = text.strip().removeprefix(SCHEME).partition("?")
    path = unquote(path.lstrip("/"), errors="surrogateescape")
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    if not text.strip().startswith(SCHEME) or not path or "\0" in path:
        raise UserError(f"{text[:80]!r} is no link of ours; those begin with {SCHEME}")
    if ".." in Path(path).parts:
        raise UserError("the link leads out of its library, and is not followed")
    return Link(
        path,
        fields.get("library", ""),
        fields.get("document", ""),
        _number(fields.get("start", "")),
        _number(fields.get("end", "")),
        fields.get("words", ""),
        fields.get("before", ""),
        fields.get("after", ""),
    )


def is_link(text: str) -> bool:
    """True for what is meant as a link, also a damaged one."""
    return text.strip().lower().startswith(SCHEME)


def find(library: "Library", link: Link) -> Place:
    """The document and passage of a link in `library` as they are now.

    Raises UserError where the document is not there any more.
    """
    from notes.annotations.anchoring import reanchor

    relative = _document(library, link)
    text = library.open(relative).text
    if not link.end:
        return Place(relative, None, None, "document")
    if link.words and text.startswith(link.words, link.start) and link.end <= len(text):
        return Place(relative, link.start, link.end, "exact")
    is_whole = link.end - link.start <= len(link.words)
    after = link.after if is_whole else ""  # it follows the passage, not its first words
    found = reanchor(text, link.words, link.before, after, link.start) if link.words else None
    if found is None:
        return Place(relative, None, None, "lost")
    end = found.end if is_whole else min(found.start + link.end - link.start, len(text))
    return Place(relative, found.start, end, found.state)


def _document(library: "Library", link: Link) -> str:
    """The document by its path, else by its id."""
    if (library.root / link.path).is_file():
        return library.resolve(str(library.root / link.path))
    for record in library.documents():
        if link.document and record.document_id == link.document:
            return record.relative
    raise UserError(f"{link.path} is not in the library {library.name} any more")


def _number(written: str) -> int:
    return int(written) if re.fullmatch(r"\d{1,10}", written) else 0
