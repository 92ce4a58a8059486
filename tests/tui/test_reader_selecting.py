"""Selecting in the reader, by keys and by mouse."""

import asyncio

from reader_app import LONG, PROSE, reading

from tui.widgets.reader import Reader


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
        assert session.selected == "I"
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
