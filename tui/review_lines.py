"""A note under review as lines to be read. Pure: no Textual import."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from notes.annotations.model import LOST
from notes.annotations.tags import tags_in
from notes.review.agenda import Agenda, DueNote
from notes.surroundings import AROUND, Passage
from tui.line_text import Line, cut_middle, flat, paragraphs, wrap, wrap_spans
from tui.presenting import STATE_WORDS, date_name, short_date

LONGEST = 20_000  # code points of a quote or a note that are shown
IN_PLACE = 400  # cells of the passage among what stands around it
_EDGE = 2  # cells: the mark and a blank

NO_NOTES = (
    "No notes to go through yet.\n\nWhat you highlight and note comes up here, a few notes a day:"
    " open a document, select words with v and press Enter, or a to write a note."
)
QUESTION = "What was this about, and what did you make of it? Space shows the note."


class Card(NamedTuple):
    """What is shown of one note; `source` is its document, `around` the passage in its text."""

    due: DueNote
    source: str
    mark: str
    today: date
    is_open: bool = False
    around: Passage | None = None


def card_lines(card: Card, width: int) -> list[Line]:
    """The quote, the source and the date; once it is open, the note and the passage in its text."""
    room = max(1, width - _EDGE)
    lines = [*_quote(card, room), (), *_whence(card, room), ()]
    if not card.is_open:
        return lines + [_indented(line, "faint") for line in wrap(QUESTION, room)]
    return [*lines, *_note(card, room), *_in_text(card, room)]


def end_lines(agenda: Agenda, width: int) -> list[Line]:
    """What is said where nothing is due."""
    if not agenda.notes and not agenda.done:
        text = NO_NOTES
    else:
        tomorrow = f"{agenda.tomorrow:,}" if agenda.tomorrow else "none"
        text = f"Nothing more for today; tomorrow {tomorrow}."
        if agenda.done:
            notes = "note" if agenda.done == 1 else "notes"
            text += f"\n\n{agenda.done:,} {notes} gone through today. u takes the last one back."
    return said_lines(text, width)


def said_lines(text: str, width: int) -> list[Line]:
    """What the program says, in as many lines as it takes."""
    return [_indented(line, "text") for line in wrap(text, max(1, width - _EDGE))]


def pause(due: date, today: date, *, in_words: bool) -> str:
    """How long it is until a note comes again: `4 d`, `3 mo`, `2 y`; `in 4 d` or `tomorrow`."""
    days = (due - today).days
    if in_words and days == 1:
        return "tomorrow"
    if days < 60:
        said = f"{days} d"
    elif days < 730:
        said = f"{round(days / 30.4)} mo"
    else:
        said = f"{round(days / 365.25)} y"
    return f"in {said}" if in_words else said


def _indented(text: str, ink: str) -> Line:
    return ((" " * _EDGE, ""), (text, ink))


def _quote(card: Card, room: int) -> Iterator[Line]:
    record = card.due.record
    quote = paragraphs(record.quote[:LONGEST]).strip()
    mark = (f"{card.mark} ", f"mark-{record.color}")
    for line in wrap(quote or "A note on the whole document", room):
        yield (mark, (line, "quote" if quote else "text"))


def _whence(card: Card, room: int) -> Iterator[Line]:
    for line in wrap(flat(card.source), room):
        yield _indented(line, "strong")
    record = card.due.record
    said = f"noted {short_date(record.created, card.today)}"
    if card.due.reviewed is not None:
        said += f" · last gone through {date_name(card.due.reviewed, card.today)}"
    for line in wrap(said, room):
        yield _indented(line, "faint")


def _note(card: Card, room: int) -> Iterator[Line]:
    record = card.due.record
    yield _indented("NOTE", "key")
    note = paragraphs(record.note[:LONGEST]).strip()
    for line in wrap(note or "a highlight without a note", room):
        yield _indented(line, "text" if note else "faint")
    inline = tags_in(record.note)
    tags = flat(" ".join(f"#{tag}" for tag in record.tags if tag not in inline))
    for line in wrap(tags, room) if tags else ():
        yield _indented(line, "tag")


def _in_text(card: Card, room: int) -> Iterator[Line]:
    record = card.due.record
    if card.around is not None:
        yield ()
        yield _indented("IN THE TEXT", "key")
        yield from _passage(card.around, room)
    if record.needs_attention:
        ink = "error" if record.state == LOST else "warning"
        yield ()
        yield _indented(STATE_WORDS[record.state], ink)


def _passage(around: Passage, room: int) -> Iterator[Line]:
    """The passage in bold in its paragraph; one that is alone there, between its neighbours."""
    before, after = around.before.rpartition("\n\n")[2], around.after.partition("\n\n")[0]
    if not (before + after).strip():
        before, after = around.before, around.after
    head = _before(before)
    words = cut_middle(" ".join(flat(around.words[:LONGEST]).split()), IN_PLACE)
    text = head + words + _after(after)
    first, last = len(head), len(head) + len(words)
    for start, end in wrap_spans(text, room):
        cuts = [start, min(max(first, start), end), min(max(last, start), end), end]
        inks = ("faint", "strong", "faint")
        parts = tuple((text[a:b], ink) for (a, b), ink in zip(pairwise(cuts), inks, strict=True))
        yield ((" " * _EDGE, ""), *(part for part in parts if part[0]))


def _before(text: str) -> str:
    """What stands before a passage, in one line, from a whole word on where it was cut off."""
    line = " ".join(flat(text).split())
    if len(text) >= AROUND:
        line = f"… {line.partition(' ')[2]}"
    return line + (" " if line and text[-1:].isspace() else "")


def _after(text: str) -> str:
    """What stands after a passage, in one line, up to the end of a word where it was cut off."""
    line = " ".join(flat(text).split())
    if len(text) >= AROUND:
        line = f"{line.rpartition(' ')[0]} …"
    return (" " if line and text[:1].isspace() else "") + line
