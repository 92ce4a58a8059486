"""The real clipboard: what is copied in the program is read back by another."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tui.widgets.key_bar import KeyBar

MARKDOWN = "united-against-unilateralism.md"
NEEDED = ("Xvfb", "xclip")


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An X server of its own, which the program takes for the user's."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not here: {', '.join(missing)}")
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", "64x64x8", "-nolisten", "tcp")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            number = server.stdout.readline().strip().decode()
            if not number:
                pytest.skip("Xvfb does not start here")
            for name in ("TMUX", "SSH_TTY", "SSH_CONNECTION", "WAYLAND_DISPLAY"):
                monkeypatch.delenv(name, raising=False)
            monkeypatch.setenv("DISPLAY", f":{number}")
            yield f":{number}"
        finally:
            server.terminate()


def clipboard(display: str) -> str:
    """What another program gets when it pastes."""
    command = ("xclip", "-selection", "clipboard", "-out", "-display", display)
    done = subprocess.run(command, capture_output=True, timeout=20)
    return done.stdout.decode("utf-8")


async def test_a_copied_citation_can_be_pasted_elsewhere(
    start: Any, sample_library: Path, display: str
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("y", "c")
        bar = one.main.query_one(KeyBar)
        await one.until(lambda: bar.message, "the news")
        assert bar.message.startswith("Copied (xclip).")
        expected = one.main.library.cite(MARKDOWN, "apa")
        assert clipboard(display) == expected
        assert "Commonplace" in expected

        await one.caret_at("eightieth")
        await one.keys("v", "w", "Y")
        await one.until(lambda: len(one.app.copies) == 2, "the passage")
        await one.until(lambda: bar.message.startswith("Copied (xclip)."), "the news")
        start_ = one.reader.text.index("eightieth")
        end = one.reader.text.index("anniversary", start_) + 1
        passage = one.main.library.cite_passage(one.main.document, start_, end, "apa")
        assert clipboard(display) == passage


async def test_without_a_clipboard_the_program_says_so_and_keeps_the_text(
    start: Any, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("y", "c")
        bar = one.main.query_one(KeyBar)
        await one.until(lambda: bar.message, "the news")
        assert "Copied" not in bar.message
        assert one.app.copies.texts[0] == one.main.library.cite(MARKDOWN, "apa")
