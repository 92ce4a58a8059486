"""The bytes that come from a terminal, and those that it is sent."""

import re
from pathlib import Path

from notes_on_disk import items
from terminals import READING, Terminal

from notes.library import Library

MARKDOWN = "united-against-unilateralism.md"


def test_the_bytes_of_a_mouse_select_and_highlight(
    terminal: Terminal, sample_library: Path
) -> None:
    terminal.start(sample_library / MARKDOWN).shows(READING)
    column, row = terminal.cell("multilateralism", right_of=30)
    terminal.sends(f"\x1b[<0;{column};{row}M\x1b[<32;{column + 3};{row}M")
    terminal.sends(f"\x1b[<32;{column + 14};{row}M\x1b[<0;{column + 14};{row}m")
    terminal.shows("⏎ highlight")
    terminal.click("⏎ highlight")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    terminal.ends()
    (item,) = items(sample_library, MARKDOWN)
    assert item["target"]["selector"][0]["exact"] == "multilateralism"


def test_a_paste_into_the_editor_is_text_and_nothing_else(
    terminal: Terminal, sample_library: Path
) -> None:
    pasted = "first line\nq quits nothing\n\tand `tabs` – “quotes” stay"
    terminal.start(sample_library / MARKDOWN).shows(READING)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.tmux("set-buffer", pasted)
    terminal.tmux("paste-buffer", "-p")
    terminal.shows("quotes” stay")
    terminal.keys("C-s")
    terminal.shows("NOTES  1 here · saved")
    terminal.keys("C-q")
    terminal.ends()
    (item,) = items(sample_library, MARKDOWN)
    assert item["body"][0]["value"] == pasted


def test_without_colour_highlights_can_still_be_told_from_text(
    terminal: Terminal, sample_library: Path
) -> None:
    library = Library(sample_library)
    document = library.open(MARKDOWN)
    start = document.text.index("multilateralism")
    library.annotate(document, start, start + len("multilateralism"), color="green")
    terminal.start(sample_library / MARKDOWN, environment={"NO_COLOR": "1"}).shows("NOTES  1 here")
    styled = terminal.screen("-e")
    underlined = r"\x1b\[(?:[0-9]+;)*4(?:;[0-9]+)*m(?:\x1b\[[0-9;]+m)*"
    assert re.search(f"┃.*{underlined}multilateralism", styled), "a mark, and the words underlined"
    assert not re.search(f"{underlined}Russia", styled), "other words are not"
    assert not re.search(r"\x1b\[[0-9;]*[34]8;", without_greys(styled)), "a colour was sent"


def without_greys(styled: str) -> str:
    """The screen without the shades of grey, which are no colours."""
    grey = r"[34]8;2;(\d+);\1;\1"
    styled = re.sub(grey, "", styled)
    return re.sub(r"[34]8;5;(?:23[2-9]|24\d|25[0-5])(?=[;m])", "", styled)


HOSTILE = (
    "\x1b]0;PWNED\x07\x1b[31mred\x1b[0m \x1b[2J\x1b[?1049l \x1bP+q\x1b\\ \x9b31m\x9d0;PWNED\x9c"
    "\x1b]52;c;UFdORUQ=\x07 bell\x07 back\x08 \x0e\x0f \u202eesrever\u202c end"
)


def test_no_control_character_of_a_document_reaches_the_terminal(
    terminal: Terminal, tmp_path: Path
) -> None:
    text = f"Hostile {HOSTILE}\n\nSecond paragraph with words. {HOSTILE}\n" * 3
    (tmp_path / "plain\x1b]0;PWNED\x07.txt").write_text(text, "utf-8", newline="")
    page = f"<title>Page {HOSTILE}</title><meta name=author content='{HOSTILE}'><p>{HOSTILE}"
    (tmp_path / "page.html").write_text(page, "utf-8", newline="")
    library = Library(tmp_path)
    document = library.open("page.html")
    library.annotate(document, 0, 20, note=HOSTILE, tags=["x"])
    library.update_index()
    library.close()

    terminal.start(tmp_path).shows("2 documents")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.keys("a")
    terminal.shows("ctrl+s save")
    terminal.keys("Escape")
    terminal.shows_no_more("ctrl+s save")
    terminal.keys("Escape")
    terminal.shows("/ filter")
    terminal.keys("Down", "Enter")
    terminal.shows(READING)
    terminal.keys("S")
    terminal.types("words OR red")
    terminal.until(lambda: re.search(r"SEARCH  [1-9]", terminal.screen()), "an answer")
    terminal.keys("Enter")
    terminal.shows(READING)
    terminal.keys("A")
    terminal.shows("ALL NOTES")
    terminal.keys("C-q")
    shown = terminal.ends()
    assert "Traceback" not in shown

    sent = terminal.sent.read_bytes()
    assert "␛]0;PWNED".encode() in sent, "its escape codes are shown as symbols"
    for forbidden in (b"\x1b]0;PWNED", b"\x1b]52;c;UFdO", b"\x1b[31mred", b"\x1bP+q", b"\x9b31m"):
        assert forbidden not in sent
    assert "\x9b".encode() not in sent
    assert "\x9d".encode() not in sent
    assert "\u202e".encode() not in sent
    ours = sent[: sent.rindex(b"\x1b[?1049l")]
    ours = re.sub(rb"\x1b\]22;[a-z]+\x07", b"", ours)  # the toolkit sets the mouse pointer
    assert b"\x07" not in ours
    assert b"\x0e" not in ours
