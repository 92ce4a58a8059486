"""The reader by keys and by mouse, in a real app."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from notes.annotations.model import COLORS
from tui.widgets.reader import Mark, Reader

PROSE = """\
First heading

It urges both sides to widen their practical cooperation, and it names a year for it. What is being
bought with that word is oil below the market price. Nobody else will sell.

Second heading

Bilateral trade reached 244.8 billion dollars in 2024. A record that both governments quote.
"""
LONG = "\n".join(f"Paragraph {number}: " + "words and more words " * 12 for number in range(200))
HEADINGS = [(0, 13), (PROSE.index("Second"), PROSE.index("Second") + 14)]


class ReaderApp(App[None]):
    """A reader and the theme variables that it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        plain = {
            "hit": "#e8a33d",
            "hit-current": "#c87f1d",
            "faint": "#6a6053",
            "ground": "#f6f1e7",
        }
        marks = {f"{kind}-{color}": "#cfe3b4" for kind in ("highlight", "mark") for color in COLORS}
        return {**plain, **marks, "highlight-pink": "#f0c9cf"}


class Session:
    """A running reader, with what it posted."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        assert isinstance(self.app, ReaderApp)
        self.posted = self.app.posted
        self.reader = self.app.query_one(Reader)

    async def do(self, *actions: str) -> None:
        for action in actions:
            await self.app.run_action(action, self.reader)
        await self.pilot.pause()

    def at(self, offset: int) -> tuple[int, int]:
        """Where a character stands, relative to the widget."""
        row, cell = self.reader.wrapped.cell_of(offset)
        return self.reader.column_left + cell, row - self.reader.scroll_offset.y

    def last(self, kind: type[Message]) -> Message | None:
        return next((one for one in reversed(self.posted) if isinstance(one, kind)), None)

    @property
    def selected(self) -> str | None:
        selection = self.reader.selection
        return self.reader.text[slice(*selection)] if selection else None

    def rows(self) -> list[Strip]:
        return [self.reader.render_line(y) for y in range(self.reader.size.height)]


@asynccontextmanager
async def reading(
    text: str = PROSE, *, size: tuple[int, int] = (60, 20), offset: int = 0
) -> AsyncIterator[Session]:
    app = ReaderApp()

    async with app.run_test(size=size, message_hook=app.posted.append) as pilot:
        session = Session(pilot)
        session.reader.focus()
        session.reader.show(text, offset=offset, headings=HEADINGS if text == PROSE else ())
        await pilot.pause()
        yield session


async def test_rows_are_as_wide_as_the_widget_and_the_text_stands_in_the_middle() -> None:
    async with reading(size=(120, 20)) as session:
        assert all(row.cell_length == 119 for row in session.rows())
        assert session.reader.column_width == 80
        assert session.rows()[0].text.index("First") == session.reader.column_left == 19


async def test_the_column_keeps_the_margin_even_where_it_is_narrow() -> None:
    async with reading(size=(20, 5)) as session:
        assert session.reader.column_left == 2
        assert session.rows()[0].text.startswith("  First heading")


async def test_nothing_in_a_text_is_taken_for_markup_or_obeyed() -> None:
    async with reading("see [/p. 4] [red]x[/] \x1b[31m\x07 \u202e") as session:
        assert "see [/p. 4] [red]x[/] ␛[31m␇ �" in session.rows()[0].text


async def test_rows_of_wide_and_joined_characters_are_as_wide_as_the_widget() -> None:
    async with reading("中俄关系的发展 👩‍🔬 e\u0301 🇺🇦 \t x" * 8) as session:
        for row in session.rows():
            assert sum(cell_len(segment.text) for segment in row) == 59


async def test_moving_down_and_up_keeps_the_column_over_shorter_rows() -> None:
    async with reading("a long first line\nb\nanother long line") as session:
        await session.do("line_end", "move_down")
        assert session.reader.caret == 18
        await session.do("move_down")
        assert session.reader.text[session.reader.caret :] == "e"
        await session.do("move_up(2)")
        assert session.reader.caret == 16


async def test_left_and_right_go_over_the_ends_of_rows_and_over_whole_characters() -> None:
    async with reading("e\u0301a\n\nb") as session:
        visited = []
        for _ in range(4):
            visited.append(session.reader.caret)
            await session.do("caret_right")
        assert visited == [0, 2, 4, 5]
        await session.do("caret_left(3)")
        assert session.reader.caret == 0


async def test_motions_by_units_of_text_and_sections() -> None:
    async with reading() as session:
        await session.do("next_word")
        assert session.reader.caret == PROSE.index("heading")
        await session.do("next_paragraph")
        assert session.reader.caret == PROSE.index("It urges")
        await session.do("next_sentence(2)")
        assert session.reader.caret == PROSE.index("Nobody")
        await session.do("word_end")
        assert session.reader.caret == PROSE.index("Nobody") + 5
        await session.do("previous_word", "previous_sentence")
        assert session.reader.caret == PROSE.index("What is")
        await session.do("next_section")
        assert session.reader.caret == PROSE.index("Second")
        await session.do("previous_paragraph", "previous_section")
        assert session.reader.caret == 0
        await session.do("move_bottom", "line_start")
        assert session.reader.caret == session.reader.wrapped.row_start(
            session.reader.wrapped.row_of(len(PROSE) - 2)
        )


async def test_pages_carry_the_caret_and_the_ends_stop_them() -> None:
    async with reading(LONG) as session:
        reader = session.reader
        await session.do("move_down(5)", "move_page_down")
        assert reader.scroll_offset.y == 18
        assert reader.wrapped.row_of(reader.caret) == 23
        await session.do("half_page_up")
        assert reader.scroll_offset.y == 8
        await session.do("move_page_down(1000)")
        assert reader.wrapped.row_of(reader.caret) == reader.wrapped.rows - 1
        assert reader.progress == 1.0
        assert session.last(Reader.EndReached)
        await session.do("move_page_up(1000)")
        assert reader.scroll_offset.y == 0
        assert reader.wrapped.row_of(reader.caret) == 0


async def test_the_caret_keeps_context_and_far_jumps_land_a_third_down() -> None:
    async with reading(LONG) as session:
        reader = session.reader
        await session.do("move_down(17)")
        assert reader.scroll_offset.y == 1
        offset = LONG.index("Paragraph 150")
        reader.go_to(offset)
        await session.pilot.pause()
        assert reader.wrapped.row_of(offset) - reader.scroll_offset.y == 6


async def test_scrolling_tells_what_is_on_top_and_takes_the_caret_along() -> None:
    async with reading(LONG) as session:
        reader = session.reader
        reader.scroll_to(y=100, animate=False)
        await session.pilot.pause()
        told = session.last(Reader.Scrolled)
        assert isinstance(told, Reader.Scrolled)
        assert told.top_offset == reader.top_offset == reader.wrapped.row_start(100)
        assert 0 < told.progress < 1
        assert reader.wrapped.row_of(reader.caret) == 100


async def test_a_new_width_keeps_the_text_on_top_and_the_caret() -> None:
    async with reading(LONG, offset=LONG.index("Paragraph 90")) as session:
        reader = session.reader
        top, caret = reader.top_offset, reader.caret
        for width in (37, 100, 51):
            await session.pilot.resize_terminal(width, 20)
            await session.pilot.pause()
            start, end = reader.wrapped.row_span(reader.scroll_offset.y)
            assert start <= top <= end
        assert (reader.top_offset, reader.caret) == (top, caret)
        await session.pilot.resize_terminal(60, 20)
        await session.pilot.pause()
        assert reader.wrapped.row_start(reader.scroll_offset.y) == top


async def test_a_text_shown_at_an_offset_has_it_in_sight() -> None:
    async with reading(LONG, offset=LONG.index("Paragraph 120")) as session:
        assert any("Paragraph 120" in row.text for row in session.rows())


async def test_selecting_by_characters_holds_both_ends() -> None:
    async with reading() as session:
        await session.do("next_paragraph", "select_characters", "word_end", "word_end")
        assert session.reader.KEY_CONTEXT == "select"
        assert session.selected == "It urges"
        await session.do("other_end", "caret_right(3)")
        assert session.selected == "urges"
        assert session.last(Reader.SelectionChanged) is not None
        await session.do("cancel_selection")
        assert session.selected is None
        assert session.reader.KEY_CONTEXT == "reader"
        assert session.last(Reader.SelectionChanged) == Reader.SelectionChanged(None, None)


async def test_selecting_by_lines_takes_rows_as_they_are_seen() -> None:
    async with reading() as session:
        await session.do("next_paragraph", "caret_right(9)", "select_lines", "move_down")
        first = session.reader.wrapped.row_of(PROSE.index("It urges"))
        start = session.reader.wrapped.row_start(first)
        assert session.reader.selection == (
            start,
            session.reader.wrapped.visible_span(first + 1)[1],
        )


async def test_selecting_the_sentence_and_the_paragraph_here() -> None:
    async with reading(offset=PROSE.index("bought")) as session:
        await session.do("select_characters", "select_sentence")
        assert session.selected is not None
        assert session.selected.startswith("What is being\nbought")
        assert session.selected.endswith("market price.")
        await session.do("select_paragraph")
        assert session.selected.startswith("It urges")
        assert session.selected.endswith("will sell.")


async def test_a_selection_is_the_screen_s_too_and_escape_drops_it() -> None:
    async with reading("one two\ud800 three") as session:
        await session.do("select_characters", "line_end")
        assert session.app.screen.get_selected_text() == "one two? three"
        await session.pilot.press("escape")
        await session.pilot.pause()
        assert session.selected is None


async def test_a_drag_selects_exactly_what_it_goes_over_and_tells_the_passage() -> None:
    async with reading() as session:
        start, end = PROSE.index("both"), PROSE.index("practical") + len("practical")
        await session.pilot.mouse_down(Reader, offset=session.at(start))
        await session.pilot.hover(Reader, offset=session.at(end - 1))
        await session.pilot.mouse_up(Reader, offset=session.at(end - 1))
        assert session.reader.selection == (start, end)
        assert session.last(Reader.PassageSelected) == Reader.PassageSelected(start, end)
        assert session.app.screen.get_selected_text() == PROSE[start:end]
        assert session.app.mouse_captured is None


async def test_a_drag_over_blank_rows_and_past_the_end_stays_near_the_pointer() -> None:
    async with reading() as session:
        x, y = session.at(PROSE.index("It urges"))
        await session.pilot.mouse_down(Reader, offset=(x, y))
        await session.pilot.hover(Reader, offset=(x + 30, y - 1))
        await session.pilot.mouse_up(Reader, offset=(x + 30, y - 1))
        assert session.selected == "\nI"
        bottom = session.reader.size.height - 1
        await session.pilot.mouse_down(Reader, offset=session.at(PROSE.index("quote.")))
        await session.pilot.hover(Reader, offset=(x, bottom))
        await session.pilot.mouse_up(Reader, offset=(x, bottom))
        assert session.selected == "quote."


async def test_a_drag_held_past_the_edge_scrolls_on() -> None:
    async with reading(LONG, size=(60, 10)) as session:
        reader = session.reader
        reader.styles.height = 6
        await session.pilot.pause()
        await session.pilot.mouse_down(Reader, offset=session.at(0))
        await session.pilot.hover(offset=(10, 8))
        async with asyncio.timeout(10):
            while reader.scroll_offset.y < 9:
                await session.pilot.pause()
        await session.pilot.mouse_up(offset=(10, 8))
        assert reader.selection == (0, reader.wrapped.cluster_of(reader.caret)[1])
        assert reader.wrapped.row_of(reader.caret) == reader.scroll_offset.y + 5


async def test_two_clicks_select_the_word_and_three_the_sentence() -> None:
    async with reading() as session:
        place = session.at(PROSE.index("practical") + 2)
        await session.pilot.double_click(Reader, offset=place)
        assert session.selected == "practical"
        assert isinstance(session.last(Reader.PassageSelected), Reader.PassageSelected)
        await session.pilot.triple_click(Reader, offset=place)
        assert session.selected is not None
        assert session.selected.startswith("It urges")
        assert session.selected.endswith("year for it.")


async def test_a_click_puts_the_caret_and_drops_the_selection() -> None:
    async with reading() as session:
        await session.do("select_characters", "next_word(3)")
        offset = PROSE.index("Bilateral") + 3
        await session.pilot.click(Reader, offset=session.at(offset))
        assert session.reader.caret == offset
        assert session.selected is None


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


async def test_boilerplate_is_dimmed_and_can_be_shown() -> None:
    async with reading() as session:
        start = PROSE.index("Nobody")
        session.reader.show(PROSE, boilerplate=[(start, start + 6)])
        row = session.at(start)[1]

        def colour() -> object:
            strip = session.reader.render_line(row)
            return next(s.style.color for s in strip if "Nobody" in s.text and s.style)

        dimmed = colour()
        await session.do("toggle_boilerplate")
        assert colour() != dimmed
        await session.do("toggle_boilerplate")
        assert colour() == dimmed


async def test_the_caret_is_seen_only_where_the_keys_go() -> None:
    async with reading("abc") as session:
        focused = session.rows()[0]
        session.app.set_focus(None)
        await session.pilot.pause()
        assert [s.text.strip() for s in session.rows()[0] if s.text.strip()] == ["abc"]
        assert [s.text.strip() for s in focused if s.text.strip()] == ["a", "bc"]


async def test_a_new_text_drops_marks_matches_and_selection() -> None:
    async with reading() as session:
        session.reader.marks = (Mark("a", 0, 5, "pink", "▞"),)
        session.reader.find("heading")
        await session.do("select_characters", "next_word")
        session.reader.show("another", offset=3)
        await session.pilot.pause()
        assert not session.reader.marks
        assert not session.reader.matches
        assert session.selected is None
        assert session.app.screen.get_selected_text() is None
        assert session.reader.caret == 3


async def test_an_empty_text_bears_every_action() -> None:
    async with reading("") as session:
        actions = [name for name in dir(Reader) if name.startswith("action_")]
        inherited = set(dir(Widget))
        for name in actions:
            if name not in inherited:
                getattr(session.reader, name)()
        await session.pilot.click(Reader, offset=(5, 3))
        await session.pilot.double_click(Reader, offset=(5, 3))
        assert session.reader.caret == 0
        assert session.reader.selection is None


async def test_a_text_given_before_the_first_frame_is_shown() -> None:
    class Early(ReaderApp):
        def compose(self) -> ComposeResult:
            reader = Reader()
            reader.show(LONG, offset=LONG.index("Paragraph 50"))
            yield reader

    async with Early().run_test(size=(60, 20)) as pilot:
        reader = pilot.app.query_one(Reader)
        shown = "".join(reader.render_line(y).text for y in range(20))
        assert "Paragraph 50" in shown


async def test_every_reading_and_selecting_command_about_moving_is_an_action_here() -> None:
    from tui.commands import COMMANDS

    groups = ("Moving", "Moving in the text")
    for command in COMMANDS:
        here = command.group in groups and {"reader", "select"} & set(command.contexts)
        if here and command.action not in ("find", "find_word"):
            assert callable(getattr(Reader, f"action_{command.action}")), command.id
