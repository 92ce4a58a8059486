"""Documents that come, go or are renamed while the program runs are listed by themselves, and
notes that somebody else writes are found.
"""

from pathlib import Path
from typing import Any

import pytest

from notes.library import Library
from tui.screens.main import following


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one document, looked at so often that no test has to wait."""
    monkeypatch.setattr(following, "LOOK_AROUND_EVERY", 0.05)
    monkeypatch.setattr(following, "REST", 0)
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    (folder / "ice.txt").write_text("On the ice\n\nIt broke with a noise.\n", "utf-8")
    return folder


async def test_the_list_follows_the_folder(start: Any, library: Path) -> None:
    async with start(library) as one:

        def names() -> set[str]:
            return {row.id for row in one.main.documents}

        assert names() == {"ice.txt"}
        (library / "sub" / "mill.txt").write_text("On the mill\n\nIt stood.\n", "utf-8")
        await one.until(lambda: names() == {"ice.txt", "sub/mill.txt"}, "the new document")
        (library / "ice.txt").rename(library / "thaw.txt")
        await one.until(lambda: names() == {"thaw.txt", "sub/mill.txt"}, "the new name")
        (library / "sub" / "mill.txt").unlink()
        await one.until(lambda: names() == {"thaw.txt"}, "the end of one")


async def test_notes_that_another_program_writes_are_counted_and_found(
    start: Any, library: Path
) -> None:
    async with start(library) as one:
        found = one.main.library.search
        await one.until(lambda: found("noise").total == 1, "the index")
        other = Library(library)
        other.annotate(other.open("ice.txt"), 12, 20, note="vombat")
        await one.until(lambda: found("note:vombat").total == 1, "the note")
        await one.until(lambda: one.row("ice.txt").highlights == 1, "its count")


async def test_the_open_document_goes_on_under_its_new_name(start: Any, library: Path) -> None:
    async with start(library) as one:
        await one.open("ice.txt")
        await one.caret_at("noise")
        caret = one.reader.caret
        (library / "ice.txt").rename(library / "thaw.txt")
        await one.until(lambda: one.main.current == "thaw.txt", "the new name")
        await one.until(lambda: one.reader.caret == caret, "the same place")
        assert one.main.document.relative == "thaw.txt"
