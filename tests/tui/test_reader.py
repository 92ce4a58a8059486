"""How a text is shown in the reader, whatever it is."""

from reader_app import LONG, PROSE, ReaderApp, reading
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget

from tui.widgets.reader import Mark, Reader


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
