"""A note under review as lines: whole, safe and within the width, whatever is in it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from notes.review.agenda import Agenda, DueNote
from notes.review.records import NoteRecord
from notes.surroundings import AROUND, Passage
from tui.line_text import Line
from tui.review_lines import Card, card_lines, end_lines, pause

TODAY = date(2026, 11, 22)
NOTE = NoteRecord(
    id="1",
    document="d",
    path="a.txt",
    title="T",
    quote="salt came late",
    note="Compare the prices.",
    tags=("salt",),
    color="blue",
    start=0,
    end=14,
    state="exact",
    created=datetime(2024, 11, 3, 12, tzinfo=UTC),
    modified=datetime(2025, 1, 1, tzinfo=UTC),
)
CARD = Card(DueNote(NOTE, TODAY), "The ledger · Moreno 2024", "▌", TODAY)


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def opened(passage: Passage | None = None, **changes: object) -> list[Line]:
    record = NOTE._replace(**changes)  # type: ignore[arg-type]
    return card_lines(
        CARD._replace(due=DueNote(record, TODAY), is_open=True, around=passage), width=60
    )


def test_the_note_is_told_only_once_the_card_is_open() -> None:
    closed, opened_card = text_of(card_lines(CARD, 60)), text_of(opened())
    assert "salt came late" in closed and "The ledger · Moreno 2024" in closed
    assert "noted 3 Nov 2024" in closed and "Space\n  shows" in closed
    assert "Compare" not in closed and "#salt" not in closed
    assert "Compare the prices." in opened_card and "#salt" in opened_card


def test_a_tag_that_stands_in_the_note_is_not_told_twice() -> None:
    assert text_of(opened(note="On #salt", tags=("salt", "trade"))).endswith("On #salt\n  #trade")


def test_a_note_without_words_or_quote_says_so() -> None:
    assert "a highlight without a note" in text_of(opened(note=" "))
    assert "A note on the whole document" in text_of(opened(quote="", start=None))
    assert "check me" in text_of(opened(state="found"))
    assert "lost its place" in text_of(opened(state="lost", start=None))


def test_the_passage_is_bold_in_its_own_paragraph() -> None:
    lines = opened(Passage("A heading\n\nThen ", "salt came late", ", they say.\n\nMore."))
    assert text_of(lines).endswith("IN THE TEXT\n  Then salt came late, they say.")
    assert [piece for line in lines for piece in line if piece[1] == "strong"][-1] == (
        "salt came late",
        "strong",
    )


def test_a_passage_that_is_a_paragraph_has_its_neighbours() -> None:
    lines = opened(Passage("Before.\n\n", "salt came late", "\n\nAfter."))
    assert text_of(lines).endswith("Before. salt came late After.")


def test_what_is_cut_off_begins_and_ends_with_a_whole_word() -> None:
    before, after = ("pre-" * 99 + " whole ")[-AROUND:], (" whole " + "post-" * 99)[:AROUND]
    shown = text_of(opened(Passage(before, "X", after)))
    assert shown.endswith("  … whole X whole …")


@pytest.mark.parametrize(
    ("days", "said", "in_words"),
    [
        (1, "1 d", "tomorrow"),
        (4, "4 d", "in 4 d"),
        (59, "59 d", "in 59 d"),
        (91, "3 mo", "in 3 mo"),
        (3652, "10 y", "in 10 y"),
    ],
)
def test_a_pause_is_told_in_a_word(days: int, said: str, in_words: str) -> None:
    due = TODAY + timedelta(days=days)
    assert pause(due, TODAY, in_words=False) == said
    assert pause(due, TODAY, in_words=True) == in_words


def test_the_end_of_a_day_says_what_was_done_and_what_comes() -> None:
    assert "No notes to go through yet." in text_of(end_lines(Agenda(), 60))
    ended = text_of(end_lines(Agenda(done=1, tomorrow=4, notes=9), 60))
    assert "Nothing more for today; tomorrow 4." in ended
    assert "1 note gone through today." in ended
    assert "tomorrow none." in text_of(end_lines(Agenda(notes=9), 60))


WILD = st.text(st.sampled_from("ab \n\r\t\x1b[/]界é\u202e\u200d👩"), max_size=80)


@given(WILD, WILD, WILD, st.integers(2, 90), st.booleans())
def test_no_line_is_wider_than_its_room(
    quote: str, note: str, around: str, width: int, is_open: bool
) -> None:
    record = NOTE._replace(quote=quote, note=note, tags=(note or "t",))
    passage = Passage(around, quote, around[::-1])
    card = Card(DueNote(record, TODAY, TODAY), around, "▌", TODAY, is_open, passage)
    least = max(width, 4)  # a mark, a blank and one wide character
    for line in card_lines(card, width):
        text = "".join(piece for piece, _ in line)
        assert not set("\x1b\n\r\u202e") & set(text)
        assert cell_len(text) <= least or text.strip() in ("NOTE", "IN THE TEXT")
