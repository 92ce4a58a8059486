"""The caret of the reader, and the rows that go along with it."""

from reader_app import LONG, PROSE, reading

from tui.widgets.reader import Reader


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
