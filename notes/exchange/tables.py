"""Notes as tables: CSV in Readwise's columns, cards for Anki, and the evidence matrix."""

import csv
import html
import io
from collections.abc import Iterable, Sequence

from notes.exchange.work import Noted, Work
from notes.tag_counts import tag_counts

READWISE = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date", "Tags", "Color")
_COLUMNS = (*READWISE, "Page", "Heading")
_CELL = 90  # code points of a quote in a cell of the matrix


def readwise_csv(works: Iterable[Work]) -> str:
    """A row for each note; the first seven columns are those that Readwise imports.

    There `Location` is a number by which it sorts: the offset, as pages may be `iv`.
    """
    rows = [
        (
            note.quote,
            work.title,
            "; ".join(work.authors),
            work.url,
            note.note,
            "" if note.start is None else str(note.start),
            note.created.strftime("%Y-%m-%d %H:%M:%S"),
            ", ".join(note.tags),
            note.color,
            note.locator,
            note.heading,
        )
        for work in works
        for note in work.notes
    ]
    return _csv([_COLUMNS, *rows])


def anki(works: Iterable[Work]) -> str:
    """Cards as tab-separated HTML for Anki's import, which knows them again by their guid.

    The note asks and the passage answers; a passage without a note is asked for by its beginning.
    """
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:5\n"
    return head + "".join(
        "\t".join((note.id, *_card(note), _field(_source(work, note)), _tags(note))) + "\n"
        for work in works
        for note in work.notes
        if note.quote or note.note
    )


def _card(note: Noted) -> tuple[str, str]:
    if note.note:
        return _field(note.note), _field(note.quote)
    words = note.quote.split()
    beginning = " ".join(words[: max(3, len(words) // 4)])
    return f"{_field(beginning)} …", _field(note.quote)


def _field(text: str) -> str:
    """HTML on one line, without a tab."""
    lines = html.escape(text, quote=False).replace("\r\n", "\n").split("\n")
    return "<br>".join(" ".join(line.split()) for line in lines)


def _source(work: Work, note: Noted) -> str:
    return f"{work.citation} ({note.place})" if note.place else work.citation


def _tags(note: Noted) -> str:
    return " ".join("-".join(tag.split()) for tag in note.tags)


def matrix(works: Sequence[Work]) -> str:
    """What each document has on each tag, as a Markdown table."""
    tags, rows = _matrix(works)
    shown = [["Document", *(f"#{tag}" for tag in tags)], ["---"] * (len(tags) + 1), *rows]
    return "".join(f"| {' | '.join(map(_cell_text, row))} |\n" for row in shown)


def matrix_csv(works: Sequence[Work]) -> str:
    """What each document has on each tag, as CSV."""
    tags, rows = _matrix(works)
    return _csv([["Document", *tags], *rows])


def _matrix(works: Sequence[Work]) -> tuple[list[str], list[list[str]]]:
    """The tags, the most used first, and a row for each document that has one of them."""
    counts = tag_counts(note.tags for work in works for note in work.notes)
    tags = sorted(counts, key=lambda tag: (-counts[tag], tag.casefold()))
    rows = [
        [work.title, *("; ".join(_evidence(work.notes, tag)) for tag in tags)]
        for work in works
        if work.tags
    ]
    return tags, rows


def _evidence(notes: Iterable[Noted], tag: str) -> Iterable[str]:
    for note in notes:
        if any(own.casefold() == tag.casefold() for own in note.tags):
            text = " ".join((note.quote or note.note).split())
            text = text if len(text) <= _CELL else text[: _CELL - 1].rstrip() + "…"
            shown = f"“{text}”" if note.quote else text
            yield f"{shown} ({note.place})" if note.place else shown


def _cell_text(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
