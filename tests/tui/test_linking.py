"""Following links in the text, by keys and by mouse; what leaves the program is asked about."""

import stat
from pathlib import Path
from typing import Any

import pytest

from tui.screens.choice import ChoiceScreen

FILLER = "And so it goes on for a while.\n\n" * 60


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    (library / "sub").mkdir(parents=True)
    (library / "index.md").write_text(
        "# Index\n\nSee [the page](sub/page.html#deep), [nothing](gone.md), "
        "[a script](javascript:alert) and https://a.org/x?y=1.\n",
        "utf-8",
    )
    (library / "sub" / "page.html").write_text(
        f"<main><p>{FILLER}<h2 id=deep>A deep heading</h2><p>{FILLER}"
        "<p><a href='../index.md'>Back</a>",
        "utf-8",
    )
    return library


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real program of the system's name that writes down what it was given."""
    programs, told = tmp_path / "programs", tmp_path / "told"
    programs.mkdir()
    program = programs / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" > {told}.new && mv {told}.new {told}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    monkeypatch.setenv("DISPLAY", ":99")
    return told


def said(one: Any) -> str:
    return str(one.main.key_bars[0].message)


async def test_links_lead_to_documents_and_headings_and_back(start: Any, linked: Path) -> None:
    async with start(linked) as one:
        await one.open("index.md")
        await one.until(lambda: len(one.reader.links) == 4, "the links")
        await one.keys("]", "l")
        assert one.reader.text.startswith("the page", one.reader.caret)
        await one.keys("enter")
        await one.until(lambda: one.main.current == "sub/page.html", "the other document")
        await one.until(lambda: one.reader.caret, "the heading")
        assert one.reader.text.startswith("A deep heading", one.reader.caret)
        await one.keys("backspace", "backspace")
        await one.until(lambda: one.main.current == "index.md", "back again")
        assert one.reader.text.startswith("the page", one.reader.caret)
        await one.until(lambda: len(one.reader.links) == 4, "the links")
        await one.keys("]", "l", "g", "x")
        await one.until(lambda: "no document gone.md" in said(one), "one line")
        await one.keys("]", "l", "g", "x")
        await one.until(lambda: "(javascript:) are not followed" in said(one), "one line")
        row, cell = one.reader.wrapped.cell_of(one.reader.text.index("the page") + 3)
        await one.pilot.click(one.reader, offset=(one.reader.column_left + cell, row))
        await one.until(lambda: one.main.current == "sub/page.html", "what was clicked")


async def test_an_address_is_opened_outside_only_when_asked_to(
    start: Any, linked: Path, opened: Path
) -> None:
    async with start(linked) as one:
        await one.open("index.md")
        await one.until(lambda: len(one.reader.links) == 4, "the links")
        await one.caret_at("https://")
        await one.keys("enter")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the question")
        await one.keys("escape")
        assert not opened.exists()
        await one.keys("g", "x")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the question")
        await one.keys("enter")
        await one.until(lambda: one.app.copies.texts == ("https://a.org/x?y=1",), "the copy")
        await one.keys("g", "x")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the question")
        await one.keys("j", "enter")
        await one.until(opened.exists, "the program")
        assert opened.read_text() == "https://a.org/x?y=1\n"
        opened.unlink()
        await one.keys("o")
        await one.until(opened.exists, "the program")
        assert opened.read_text() == f"{linked / 'index.md'}\n"


async def test_without_a_program_or_a_desktop_it_is_one_line(
    start: Any, linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start(linked) as one:
        await one.open("index.md")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("DISPLAY", ":99")
        await one.keys("o")
        await one.until(lambda: "no program to open it with" in said(one), "one line")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
            monkeypatch.delenv(name, raising=False)
        await one.keys("o")
        await one.until(lambda: "no desktop here" in said(one), "one line")
