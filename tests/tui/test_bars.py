"""The title bar, the key bar and the first hint."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message

from tui.line_text import Line
from tui.themes import FALLBACK_VARIABLES
from tui.widgets.hint import LINES, FirstHint
from tui.widgets.key_bar import KeyBar, place_hints
from tui.widgets.title_bar import TitleBar

HINTS = (
    ("v", "select", "reader.select"),
    ("a", "note", "reader.note"),
    ("y c", "cite", "copy.citation"),
    ("?", "help", "app.help"),
)


class BarsApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_VARIABLES)

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield FirstHint()
        yield KeyBar()

    def on_key_bar_command_chosen(self, event: KeyBar.CommandChosen) -> None:
        self.seen.append(event)

    def on_first_hint_dismissed(self, event: FirstHint.Dismissed) -> None:
        self.seen.append(event)

    @property
    def keys(self) -> KeyBar:
        return self.query_one(KeyBar)

    @property
    def key_text(self) -> str:
        return self.keys.render_line(0).text.strip()


def words(line: Line) -> str:
    return "".join(text for text, _ in line)


def title_bar() -> TitleBar:
    bar = TitleBar()
    bar.library_name = "~/papers/sino-russia"
    bar.document_count = 1204
    bar.activity, bar.progress = "indexing", 0.71
    bar.citation_style, bar.state_text = "APA", "saved"
    return bar


async def test_the_title_bar_says_where_one_is_and_what_is_going_on() -> None:
    async with BarsApp().run_test():
        line = words(title_bar().line(110))
        assert line.startswith(
            " Commonplace › ~/papers/sino-russia · 1,204 documents · indexing ━━━━━━━━─── 71%"
        )
        assert line.endswith("APA · saved ")


@pytest.mark.parametrize("width", [*range(1, 120, 7), 20, 80])
async def test_the_title_bar_keeps_to_any_width(width: int) -> None:
    async with BarsApp().run_test():
        bar = title_bar()
        bar.library_name = "~/论文/中俄关系/\x1b[31m[/b]"
        strip_line = words(bar.line(width))
        assert cell_len(strip_line) == max(2, width)


async def test_in_a_narrow_title_bar_the_least_important_goes_first() -> None:
    async with BarsApp().run_test():
        bar = title_bar()
        assert "~/papers/…o-russia · 1,204 documents · indexing 71%" in words(bar.line(80))
        narrow = words(bar.line(60))
        assert "documents" not in narrow
        assert "indexing 71%" in narrow
        assert "saved" in narrow
        assert "~/pape" in words(bar.line(30))


async def test_the_title_bar_counts_one_document_as_one() -> None:
    async with BarsApp().run_test():
        bar = title_bar()
        bar.document_count = 1
        assert "· 1 document ·" in words(bar.line(110))


def test_hints_that_do_not_fit_give_way_but_help_stays() -> None:
    assert [p.hint[0] for p in place_hints(HINTS, 80)] == ["v", "a", "y c", "?"]
    assert [p.hint[0] for p in place_hints(HINTS, 30)] == ["v", "a", "?"]
    assert [p.hint[0] for p in place_hints(HINTS, 10)] == ["?"]
    assert place_hints(HINTS, 4) == []
    assert place_hints((), 80) == []


def test_where_room_is_short_hints_move_closer_before_one_goes() -> None:
    assert [p.hint[0] for p in place_hints(HINTS, 37)] == ["v", "a", "y c", "?"]
    with_way_out = (*HINTS[:3], ("esc", "back", "app.back"))
    assert [p.hint[0] for p in place_hints(with_way_out, 30)] == ["v", "a", "esc"]


async def test_keys_that_can_follow_but_do_not_fit_are_hinted_at() -> None:
    app = BarsApp()
    async with app.run_test(size=(40, 24)) as pilot:
        app.keys.hints, app.keys.pending = (*HINTS[:3], ("p", "passage", "x")), "y"
        await pilot.pause()
        assert app.key_text == "y …   v select   a note   y c cite …"


async def test_a_message_that_is_longer_than_the_bar_is_shown_whole_and_then_the_hints() -> None:
    app = BarsApp()
    told = "river.txt cannot be written: the disk is full; make room, or ctrl+q quits."
    async with app.run_test(size=(40, 24)) as pilot:
        app.keys.hints = HINTS
        app.keys.show_message(told, "error")
        await pilot.pause()
        rows = [app.keys.render_line(y).text.strip() for y in range(app.keys.size.height)]
        assert " ".join(rows) == told
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert (app.keys.size.height, app.key_text) == (1, told)
        await pilot.resize_terminal(40, 24)
        app.keys.drop_message()
        await pilot.pause()
        assert (app.keys.size.height, app.key_text.split()[0]) == (1, "v")


async def test_a_click_on_a_hint_chooses_its_command() -> None:
    app = BarsApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.keys.hints = HINTS
        await pilot.pause()
        assert app.key_text == "v select   a note   y c cite   ? help"
        await pilot.click(KeyBar, offset=(app.key_text.index("cite") + 1, 0))
        await pilot.click(KeyBar, offset=(70, 0))
        assert app.seen == [KeyBar.CommandChosen("copy.citation")]


async def test_a_click_that_nearly_meets_a_hint_is_meant_for_it() -> None:
    app = BarsApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.keys.hints = HINTS
        await pilot.pause()
        after = 1 + app.key_text.index("select") + len("select")
        before, end = 1 + app.key_text.index("a note"), 1 + len(app.key_text)
        for x in (0, after, before - 1, end + 1):
            await pilot.click(KeyBar, offset=(x, 0))
        chosen = [event.command_id for event in app.seen]
        assert chosen == ["reader.select", "reader.select", "reader.note", "app.help"]


async def test_typed_keys_stand_before_the_hints_and_clicks_still_meet_them() -> None:
    app = BarsApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.keys.hints, app.keys.pending = HINTS, "2y"
        await pilot.pause()
        assert app.key_text.startswith("2y …   v select")
        await pilot.click(KeyBar, offset=(app.key_text.index("note") + 1, 0))
        assert app.seen == [KeyBar.CommandChosen("reader.note")]


async def test_a_message_stands_in_place_of_the_hints_until_it_is_dropped() -> None:
    app = BarsApp()
    async with app.run_test(size=(40, 24)) as pilot:
        app.keys.hints = HINTS
        app.keys.show_message("copied [/p. 4]\n\x1b[31m", "warning")
        assert app.key_text == "copied [/p. 4] ␛[31m"
        await pilot.click(KeyBar, offset=(2, 0))
        assert app.key_text.startswith("v select")
        assert not app.seen
        app.keys.show_message("again")
        app.keys.drop_message()
        assert app.key_text.startswith("v select")


async def test_a_message_goes_by_itself_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyBar, "MESSAGE_SECONDS", 0.01)
    app = BarsApp()
    gone: list[str] = []
    async with app.run_test(size=(40, 24)) as pilot:
        app.watch(app.keys, "message", lambda text: gone.append(text), init=False)
        app.keys.show_message("copied")
        for _ in range(100):
            await pilot.pause(0.01)
            if gone[-1:] == [""]:
                break
        assert gone == ["copied", ""]


async def test_the_first_hint_has_five_lines_that_fit_and_a_click_closes_it() -> None:
    app = BarsApp()
    async with app.run_test(size=(80, 24)) as pilot:
        hint = app.query_one(FirstHint)
        assert len(LINES) == 5
        shown = [hint.render_line(y).text.rstrip() for y in range(5)]
        assert shown[0].startswith("Welcome")
        assert not any("…" in line for line in shown)
        await pilot.click(FirstHint)
        assert app.seen == [FirstHint.Dismissed()]
