"""Highlights and matches in the reader: painted, told apart, gone to."""

import pytest
from reader_app import PROSE, reading

from tui.widgets.reader import Mark, Reader


async def test_a_click_on_a_highlight_or_its_mark_tells_which_it_is() -> None:
    async with reading() as session:
        outer, inner = PROSE.index("It urges"), PROSE.index("both sides")
        session.reader.marks = (
            Mark("outer", outer, outer + 60, "yellow", "▌"),
            Mark("inner", inner, inner + 10, "pink", "▞", uncertain=True),
        )
        await session.pilot.pause()
        await session.pilot.click(Reader, offset=session.at(inner + 1))
        assert session.last(Reader.MarkClicked) == Reader.MarkClicked("inner")
        await session.pilot.click(Reader, offset=session.at(outer))
        assert session.last(Reader.MarkClicked) == Reader.MarkClicked("outer")
        session.posted.clear()
        await session.pilot.click(Reader, offset=session.at(PROSE.index("Bilateral")))
        assert session.last(Reader.MarkClicked) is None
        row = session.at(outer)[1]
        await session.pilot.click(Reader, offset=(session.reader.column_left - 2, row))
        assert session.last(Reader.MarkClicked) == Reader.MarkClicked("outer")


async def test_highlights_are_painted_on_their_words_with_their_marks_in_the_margin() -> None:
    async with reading() as session:
        start = PROSE.index("urges")
        session.reader.marks = (Mark("a", start, start + 5, "pink", "▞"),)
        x, y = session.at(start)
        strip = session.reader.render_line(y)
        assert strip.text[session.reader.column_left - 2] == "▞"
        highlighted = [segment for segment in strip if segment.text == "urges"]
        assert len(highlighted) == 1
        style = highlighted[0].style
        assert style is not None and style.bgcolor is not None
        assert style.bgcolor.get_truecolor().hex == "#f0c9cf"
        plain = strip.crop(x + 6, x + 7)._segments[0].style
        assert plain is not None and plain.color == style.color


async def test_where_highlights_overlap_the_inner_one_is_on_top_and_it_shows() -> None:
    async with reading() as session:
        start = PROSE.index("It urges")
        session.reader.marks = (
            Mark("a", start, start + 40, "yellow", "▌"),
            Mark("b", start + 3, start + 8, "pink", "▍"),
            Mark("c", start + 15, start + 17, "blue", "▢"),
        )
        strip = session.reader.render_line(session.at(start)[1])
        inner = next(segment.style for segment in strip if segment.text == "urges")
        assert inner is not None and inner.underline and inner.bgcolor is not None
        assert inner.bgcolor.get_truecolor().hex == "#f0c9cf"
        assert strip.text[session.reader.column_left - 2 : session.reader.column_left] == "▌+"


async def test_highlights_can_be_told_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as session:
        start = PROSE.index("urges")
        session.reader.marks = (Mark("a", start, start + 5, "pink", "▞"),)
        strip = session.reader.render_line(session.at(start)[1])
        style = next(segment.style for segment in strip if segment.text == "urges")
        assert style is not None and style.underline


async def test_going_from_highlight_to_highlight() -> None:
    async with reading() as session:
        session.reader.marks = tuple(
            Mark(word, PROSE.index(word), PROSE.index(word) + 4, "blue", "▌")
            for word in ("urges", "oil", "Bilateral")
        )
        await session.do("next_annotation(2)")
        assert session.reader.caret == PROSE.index("oil")
        await session.do("next_annotation", "next_annotation")
        assert session.reader.caret == PROSE.index("Bilateral")
        await session.do("previous_annotation")
        assert session.reader.caret == PROSE.index("oil")


async def test_finding_lights_all_places_and_goes_round_them() -> None:
    async with reading() as session:
        assert session.reader.find("HEADING") == 2
        await session.do("next_match")
        assert session.reader.caret == PROSE.index("heading")
        await session.do("next_match", "next_match")
        assert session.last(Reader.MatchReached) == Reader.MatchReached(0, 2, True)
        await session.do("previous_match")
        assert session.reader.caret == PROSE.rindex("heading")
        lit = [
            segment.style.bgcolor.get_truecolor().hex
            for y in (0, session.at(PROSE.rindex("heading"))[1])
            for segment in session.reader.render_line(y)
            if "eading" in segment.text and segment.style and segment.style.bgcolor
        ]
        assert lit == ["#e8a33d", "#c87f1d"]
        assert session.reader.find("nowhere") == 0
        assert session.reader.matches == ()


async def test_finding_says_when_there_is_more_than_it_lights() -> None:
    async with reading("a " * 12_000) as session:
        assert session.reader.find("a") == 10_000
        assert session.reader.matches_capped
        assert session.reader.find("b") == 0
        assert not session.reader.matches_capped


async def test_a_match_over_two_rows_is_lit_on_both() -> None:
    async with reading("one two three four five", size=(13, 6)) as session:
        assert session.reader.find("three four") == 1
        lit = [
            segment.text.strip()
            for row in session.rows()
            for segment in row
            if segment.style
            and segment.style.bgcolor
            and segment.style.bgcolor.get_truecolor().hex in ("#e8a33d", "#c87f1d")
        ]
        assert lit == ["three", "four"]
