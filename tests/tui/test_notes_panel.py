"""The panel of notes: what a row of it tells, and how it follows the reader."""

import pytest
from pane_app import PaneApp
from rich.cells import cell_len

from tui.widgets.notes_panel import NoteList, NoteRow, NotesPanel

NOTES = (
    NoteRow("n1", "It urges both sides", "What does it buy?", ("trade",), "yellow", date="today"),
    NoteRow("n2", "No [/b] limits", "", ("rhetoric",), "pink", "found", "12 Oct"),
    NoteRow("n3", "a date", "", (), "grey", "lost"),
)


def texts(row: NoteRow, width: int = 34) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in row.lines(width)]


def test_a_note_shows_quote_words_tags_and_date() -> None:
    row = NoteRow("1", "It urges\nboth sides", "Two.\n\nLines.", ("a", "b"), "green", date="3 Nov")
    assert texts(row) == ["┃It urges both sides", "  Two.", "", "  Lines.", "  #a #b  3 Nov"]
    assert row.height(34) == 6


def test_the_states_of_a_note_are_words() -> None:
    assert "  check me" in texts(NoteRow("1", "q", state="found"))
    assert "  lost its place" in texts(NoteRow("1", "q", state="lost"))
    assert "  draft, not saved yet" in texts(NoteRow("1", "q", saved=False))
    assert texts(NoteRow("1", "q", state="carried")) == ["▌q"]


def test_long_quotes_and_notes_are_cut_and_say_so() -> None:
    lines = texts(NoteRow("1", "quote " * 999, "word " * 9999, tuple("abcdef") * 9))
    assert lines[1].endswith("…")
    assert lines[7].endswith("…")
    assert len(lines) == 2 + 6 + 2


def test_a_note_on_the_whole_document_and_one_of_several_documents() -> None:
    row = NoteRow("1", "", "careful", date="1 Oct", document_title="see [/p. 4]")
    assert texts(row) == ["▌on the whole document", "  careful", "  1 Oct · see [/p. 4]"]


@pytest.mark.parametrize("width", [4, 10, 34])
def test_notes_keep_to_their_width(width: int) -> None:
    row = NoteRow("1", "中俄关系的新时代", "多边\x1b主义 a\tb", ("тег",), "no such", date="1 Oct")
    assert all(cell_len(line) <= width for line in texts(row, width))
    assert not any("\x1b" in line for line in texts(row, width))


async def test_the_panel_counts_its_notes_and_names_those_in_trouble() -> None:
    panel = NotesPanel()
    panel.notes, panel.state_text = NOTES[:1], "saved"
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        await pilot.pause()
        assert app.heading() == "NOTES  1 here · saved"
        panel.notes = (*NOTES, NoteRow("n4", "q", saved=False))
        assert app.heading() == "NOTES  4 · 1 draft · 2 to check"
        assert "▞No [/b] limits" in app.lines()


async def test_without_notes_the_panel_says_how_to_make_one() -> None:
    app = PaneApp(NotesPanel())
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.heading() == "NOTES  0 here"
        assert any(line.startswith("v selects words") for line in app.lines())


async def test_the_panel_follows_the_reader_unless_the_user_is_in_it() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        panel.current = "n3"
        assert panel.selected == "n3"
        panel.focus_list()
        await pilot.pause()
        panel.current = "n1"
        assert panel.selected == "n3"
        assert not app.seen


async def test_notes_are_highlighted_and_opened_by_their_id() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        await pilot.pause()
        panel.rows.action_move_down()
        panel.rows.action_open_row()
        await pilot.pause()
        assert app.seen == [NotesPanel.NoteHighlighted("n2"), NotesPanel.NoteOpened("n2")]
        await pilot.click(NoteList, offset=(4, 0))
        assert app.seen[-1] == NotesPanel.NoteOpened("n1")


async def test_colours_follow_the_theme() -> None:
    panel = NotesPanel()
    panel.notes = NOTES
    app = PaneApp(panel)
    async with app.run_test(size=(36, 30)) as pilot:
        grounds = []
        for theme in ("paper", "ink"):
            app.theme = theme
            await pilot.pause()
            segment = next(iter(panel.rows.render_line(5)))
            assert segment.style is not None and segment.style.bgcolor is not None
            grounds.append(segment.style.bgcolor.name)
        assert grounds == ["#efe8da", "#232220"]
