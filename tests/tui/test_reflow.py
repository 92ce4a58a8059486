"""Texts wrapped by hand read as paragraphs; everything else looks as it does in its file."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_app import reading
from textual.pilot import Pilot

from tui.layout import Layout
from tui.reflow import LONGEST, reflowed
from tui.widgets.reader import Reader
from tui.widgets.reader_view import REFLOWED_AT_ONCE

PARAGRAPHS = (
    "The harbour of the town silted up so slowly that nobody could say in which year it was lost. "
    "The ledgers know: from one spring to the next the ships that came in drew less water, carried "
    "less salt, and paid a smaller toll, until the clerk who wrote all this down was let go.",
    "What he left is no history. It is columns of names and weights, and here and there, between "
    "two of them, a remark on the weather or on the price of bread, as if somebody had to be told. "
    "Whoever reads it for a story will be bored, and whoever counts will not stop counting.",
    "In the last of the books the hand changes twice. The second clerk spells as he speaks, and "
    "one can hear in his lists that the fishers had come from further north by then, with their "
    "own words for the nets, and for the sand that lay where the quay had been.",
)


def wrapped(width: int = 72, paragraphs: tuple[str, ...] = PARAGRAPHS, **how: str) -> str:
    return "\n\n".join(textwrap.fill(one, width, **how) for one in paragraphs)  # type: ignore[arg-type]


PROSE = wrapped()

VERSE = """\
The clerk has put the lamp away,
The boats are in, the nets are dry,
And nobody will count today
The little ships that hurry by.

They carry salt, they carry grain,
They carry letters nobody reads,
And what they leave is sand and rain
And on the quay a row of weeds.
"""
LONG_VERSE = """\
The clerk who kept the harbour book has put his lamp away tonight,
And all the boats that he had named lie in the mud without a light,
And nobody has asked him yet for whom he wrote the numbers down,
Or if the sand that took the quay will not in time take all the town.
He thinks of masters that he knew, of cargoes that he never saw,
Of salt that travelled all the way from cities that obeyed no law,
And that a column can be true where not a word of it was meant,
And that the ledger will be read when all who paid for it are spent.
"""
CODE = """\
def tolls(ships, rate=0.05):
    total = 0
    for ship in ships:  # those that were turned away paid nothing at all
        total += ship.cargo.weight * rate if ship.landed else 0
    return total

print(tolls(read_ledger("harbour-1704.csv"), rate=0.04), "is what they paid")
print(tolls(read_ledger("harbour-1705.csv"), rate=0.05), "is what they paid")
print(tolls(read_ledger("harbour-1706.csv"), rate=0.06), "is what they paid")
"""
TABLE = """\
year   ships   salt in barrels   iron in hundredweights   toll in silver
1703      41               310                       12              115
1704      38               270                      130              121
1705      12                40                        0               17
"""
PIPES = """\
| year | what the ledger says of the harbour | what the letters say of it |
|------|-------------------------------------|----------------------------|
| 1703 | forty-one ships, most of them small | that salt came very late   |
| 1704 | thirty-eight ships, three with iron | nothing about iron or salt |
"""
LIST = """\
- ledgers of the harbour, from 1690 to 1731, in the hand of two clerks at least
- letters of the fishers to the council, of which nine are left, most undated
- the bread prices of the market, which a baker's widow wrote down for herself
1. the toll of the small boats, which was paid by the week and never in full
2. the toll of the large ships, paid on the day on which they cast their rope
"""
HEAD = """\
From: The clerk of the harbour office, in the house beside the old customs gate
To: The council of the town, for its meeting on the second Monday of the month
Subject: Sand in the harbour, and what it would cost to have it dug out again
Date: 3 November 1704
"""
QUOTED = """\
> nobody wrote that down; it is in the dates alone, for whoever puts them side
> by side, and whoever does will see that salt was dear when fish was cheap and
I do not think that this is so.
"""
LOG = """\
1704-05-01 harbour opened, one ship landed with 310 barrels of salt
1704-05-02 harbour opened, two ships landed with 120 barrels of salt
1704-05-03 harbour closed, one ship waited with 190 barrels of salt
1704-05-04 harbour opened, one ship landed with 190 barrels of salt
"""
FENCED = (
    "```text\n" + wrapped(72, PARAGRAPHS[:1]) + "\n```\n\n~~~\n" + wrapped(72, PARAGRAPHS) + "\n~~~"
)
FRONT = """\
---
title: The harbour ledger, and what can be read out of it by whoever counts the
abstract: From one spring to the next the ships that came in drew less water and
author: A clerk
---
"""
BIBLIOGRAPHY = """\
[1] A. Moreno, The harbour ledger and other columns, Quay Press, second edition,
[2] J. Li, On the price of bread in small towns by the sea, Annals of the Market
[3] R. Adler, On copying by hand, and why it is slow on purpose, Letters and Ink
"""
HEADINGS = """\
# What the ledger of the harbour says of the years in which the sand came in
from one spring to the next the ships drew less water.

What the letters of the fishers say of the very same years, if one reads on
===========================================================================
and of the sand

---
"""
SETTINGS = """\
harbour::ledger::first-directory "/var/ledgers/harbour";
harbour::ledger::second-directory "/var/ledgers/market";
harbour::letters::directory-of-drafts "/var/letters/drafts";
harbour::letters::directory-of-all "/var/letters/all-of-them";
"""
EQUATIONS = """\
the toll of a small ship which was paid by the week = a penny for each barrel
the toll of a large ship which was paid on the day = two pence for each barrel
the toll of the ships that the council had ordered = nothing at all, of course
the toll of whoever came in at night without a word = what the clerk asked for
"""
SOURCE = """\
% the harbour of the town silted up so slowly that nobody could say in which year
% it was lost, and the ledgers know it: from one spring to the next the ships that
% came in drew less water, carried less salt, and paid a smaller toll, until nobody
\\section{What the ledgers of the harbour say of the years in which the sand came in}
\\label{sec:sand} \\index{sand, in the harbour} \\index{harbour, silting up of the one}
.. note:: the toll of the small boats, which was paid by the week and never in full
.. note:: the toll of the large ships, paid on the day on which they cast their rope
"""
AS_THEY_ARE = {
    "markup": SOURCE,
    "settings": SETTINGS,
    "equations": EQUATIONS,
    "verse": VERSE,
    "long verse": LONG_VERSE,
    "code": CODE,
    "a table": TABLE,
    "a Markdown table": PIPES,
    "lists": LIST,
    "the head of a letter": HEAD,
    "a quotation": QUOTED,
    "a log": LOG,
    "fenced code": FENCED,
    "front matter": FRONT,
    "a bibliography": BIBLIOGRAPHY,
    "headings": HEADINGS,
    "base64": "\n".join(
        ["TWFueSBzaGlwcyBjYW1lIGludG8gdGhlIGhhcmJvdXIgYW5kIHdlcmUgY291bnRlZC4="] * 9
    ),
    "an indented text": textwrap.indent(PROSE, "   "),
    "two columns": "\n".join(f"{one:<36}   {one:<36}" for one in wrapped(36).split("\n")),
    "a line a sentence": "\n".join(" ".join(PARAGRAPHS).replace(". ", ".\n").split("\n") * 3),
    "ideographs": "\n".join(["港口的账本记录了每一艘船的名字和货物，" * 3] * 9),
    "lines never wrapped": "\n\n".join(PARAGRAPHS * 3),
}


@pytest.mark.parametrize("width", [60, 66, 72, 79, 95])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_paragraphs_wrapped_by_hand_are_one_line_each(width: int, end: str) -> None:
    assert reflowed(wrapped(width) + end) == "\n\n".join(PARAGRAPHS) + end


def test_other_alphabets_and_old_habits_are_prose_too() -> None:
    russian = (
        "Гавань города заносило песком так медленно, что никто не мог бы сказать, в каком году её "
        "не стало. Книги знают: от весны к весне корабли приходили с меньшей осадкой и с меньшим "
        "грузом соли, пока писца, который всё это записывал, не отпустили домой.",
    )
    german = (
        "Der Hafen der Stadt versandete so langsam, dass niemand zu sagen weiß, in welchem Jahr er "
        "verloren ging. Die Bücher wissen es: Von Frühling zu Frühling kamen Schiffe mit weniger "
        "Tiefgang, mit weniger Salz und Eisen, bis man den Schreiber gehen ließ.",
    )
    for one in (russian, german):
        assert reflowed(wrapped(70, one)) == one[0]
    typed = tuple(one.replace(". ", ".  ") for one in PARAGRAPHS)
    shown = reflowed("\n\n".join(textwrap.fill(one, 72) for one in typed))
    assert shown.count("\n\n") == shown.count("\n") / 2 == 2


@pytest.mark.parametrize("kind", AS_THEY_ARE)
def test_what_has_lines_of_its_own_keeps_them(kind: str) -> None:
    text = AS_THEY_ARE[kind]
    assert reflowed(text) == text


@pytest.mark.parametrize("kind", [kind for kind in AS_THEY_ARE if kind != "front matter"])
def test_among_prose_it_keeps_them_as_well(kind: str) -> None:
    text = AS_THEY_ARE[kind].strip("\n")
    shown = reflowed("\n\n".join([PROSE, PROSE, PROSE, text, PROSE]))
    assert f"\n\n{text}\n\n" in shown


def test_front_matter_before_prose_stays() -> None:
    assert reflowed(FRONT + PROSE) == FRONT + "\n\n".join(PARAGRAPHS)


def test_a_line_end_that_means_something_stays() -> None:
    lines = PROSE.split("\n")
    for mark in ("  ", "\\", " ", "-", "\xad", "\N{EM DASH}"):
        changed = [lines[0] + mark, *lines[1:]]
        shown = reflowed("\n".join([*changed, "", *lines]))
        assert shown.startswith(f"{lines[0]}{mark}\n{lines[1]} {lines[2]}")


def test_items_go_on_and_the_next_one_begins_anew() -> None:
    items = textwrap.fill("- " + PARAGRAPHS[0], 72), textwrap.fill("- " + PARAGRAPHS[1], 72)
    shown = reflowed("\n".join([*items, "", PROSE]))
    assert shown.split("\n")[:2] == ["- " + PARAGRAPHS[0], "- " + PARAGRAPHS[1]]


def test_a_heading_that_is_underlined_is_not_drawn_into_the_line_before_it() -> None:
    full = PROSE.split("\n")[0]
    text = f"{PROSE}\n\n{full}\nanother heading than this one\n=====\n{PROSE}\n"
    assert f"\n{full}\nanother heading than this one\n=====\n" in reflowed(text)


def test_two_lines_are_too_few_to_tell() -> None:
    assert reflowed("\n".join(PROSE.split("\n")[:2])).count("\n") == 1


def test_a_text_that_would_be_late_on_the_screen_is_left_as_it_is() -> None:
    text = (PROSE + "\n\n") * (LONGEST // len(PROSE) + 1)
    assert reflowed(text) is text


WHOLE_LINES = [*PROSE.split("\n"), *wrapped(60).split("\n"), *VERSE.split("\n"), *LIST.split("\n")]
MARKS = ["", "", "```", "~~~~", "---", "====", "# One", "> two", "| a | b |", "    four", "a\tb"]
ODD_LINES = [
    "中俄关系 " * 7,
    "e\u0301 " * 30,
    "x" * 70,
    "word " * 14,
    "word " * 17 + "word",
    "\u2028",
]
lines = st.sampled_from([*WHOLE_LINES, *MARKS, *ODD_LINES])
anything = st.lists(lines | st.text(max_size=80), max_size=30).map("\n".join)
wrapped_somehow = st.lists(
    st.builds(
        textwrap.fill,
        st.lists(st.sampled_from(" ".join(PARAGRAPHS).split()), min_size=1, max_size=60).map(
            " ".join
        ),
        st.integers(40, 100),
    ),
    max_size=8,
).flatmap(lambda parts: st.sampled_from(["\n", "\n\n"]).map(lambda between: between.join(parts)))


@given(anything | wrapped_somehow)
@settings(max_examples=400, deadline=None)
def test_only_newlines_are_another_character_and_none_twice(text: str) -> None:
    shown = reflowed(text)
    assert len(shown) == len(text)
    assert {(a, b) for a, b in zip(text, shown, strict=True) if a != b} <= {("\n", " ")}
    assert reflowed(shown) == shown
    if shown == text:
        assert shown is text


@given(wrapped_somehow, st.integers(1, 90))
@settings(max_examples=60, deadline=None)
def test_places_of_the_text_are_those_of_the_page(text: str, width: int) -> None:
    layout = Layout(reflowed(text), width)
    assert layout.row_of(len(text)) == layout.rows - 1
    for offset in range(len(text)):
        row, cell = layout.cell_of(offset)
        assert layout.cluster_of(offset)[0] <= offset < layout.cluster_of(offset)[1]
        assert layout.offset_at(row, cell) == layout.cluster_of(offset)[0]


# In the reader

BREAK = PROSE.index("\n")  # in the middle of a row, once lines are joined


def rows_of(reader: Reader) -> list[str]:
    spans = [reader.wrapped.visible_span(row) for row in range(reader.wrapped.rows)]
    return [reader.wrapped.text[slice(*span)] for span in spans]


async def test_a_narrow_column_is_full_to_its_end() -> None:
    async with reading(PROSE, size=(50, 20)) as session:
        width = session.reader.wrapped.width
        assert rows_of(session.reader) == "\n\n".join(
            textwrap.fill(one, width, break_on_hyphens=False) for one in PARAGRAPHS
        ).split("\n")
        session.reader.reflows = False
        await session.pilot.pause()
        assert PROSE.split("\n")[0].endswith(rows_of(session.reader)[1])
        assert session.reader.text == PROSE


async def test_what_is_selected_and_copied_is_the_text_itself() -> None:
    async with reading(PROSE, size=(50, 20)) as session:
        reader = session.reader
        reader.select(0, len(PARAGRAPHS[0]))
        assert session.selected == wrapped(paragraphs=PARAGRAPHS[:1])
        assert session.app.screen.get_selected_text() == session.selected
        assert reader.find("which year it was lost. The") == 1
        assert reader.paragraph_at(BREAK + 1) == (0, len(PARAGRAPHS[0]))


async def test_lines_are_selected_as_they_are_seen() -> None:
    async with reading(PROSE, size=(50, 20), offset=BREAK + 3) as session:
        await session.do("select_lines")
        row = session.reader.wrapped.row_of(BREAK + 3)
        assert session.selected is not None
        assert "\n" in session.selected
        assert session.selected.replace("\n", " ") == rows_of(session.reader)[row]
        assert session.selected == session.selected.strip()


async def test_the_caret_stands_on_a_joined_line_end_as_on_a_blank() -> None:
    async with reading(PROSE, size=(50, 20), offset=BREAK - 1) as session:
        reader = session.reader
        row = reader.wrapped.row_of(BREAK)
        await session.do("caret_right")
        assert reader.caret == BREAK
        await session.do("caret_right")
        assert reader.caret == BREAK + 1
        assert reader.wrapped.row_of(reader.caret) == row
        await session.do("caret_left", "line_start")
        assert reader.caret == reader.wrapped.row_start(row)
        await session.pilot.click(reader, offset=session.at(BREAK + 2))
        assert reader.caret == BREAK + 2


async def test_the_same_words_stay_on_top_when_it_is_turned_off_and_on() -> None:
    async with reading("\n\n".join([PROSE] * 9), size=(50, 12), offset=4_000) as session:
        reader = session.reader
        top, caret = reader.top_offset, reader.caret
        for reflows in (False, True):
            reader.reflows = reflows
            await session.pilot.pause()
            row = reader.wrapped.row_of(top)
            assert reader.scroll_offset.y == row
            assert reader.caret == caret


async def test_a_long_text_is_joined_and_parted_meanwhile() -> None:
    text = "\n\n".join([PROSE] * (REFLOWED_AT_ONCE // len(PROSE) + 1))
    async with reading(text, size=(50, 12)) as session:
        reader = session.reader
        for reflows in (False, True):
            rows = reader.wrapped.rows
            reader.reflows = reflows
            await _other_rows(session.pilot, reader, rows)
            assert ("\n" not in reader.wrapped.text[: len(PARAGRAPHS[0])]) is reflows
            assert reader.virtual_size.height == reader.wrapped.rows


async def _other_rows(pilot: Pilot[None], reader: Reader, rows: int) -> None:
    while reader.wrapped.rows == rows:
        await pilot.pause(0.01)
