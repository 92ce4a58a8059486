"""Files that are no documents or hard to read: a clear line, or words."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from notes.annotations.drafts import Drafts
from notes.config import Folders
from tui.screens.all_notes import AllNotesScreen
from tui.screens.note_editor import NoteEditor

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = "united-against-unilateralism.md"
MEGABYTE = 1024 * 1024


async def refused(journey: Any, name: str, *reasons: str) -> None:
    """Open what cannot be opened, and find every reason in the line that is said."""
    journey.main.open_document(name)
    await journey.until(lambda: reasons[0] in journey.said, f"{reasons[0]!r} said of {name}")
    assert all(reason in journey.said for reason in reasons)
    assert journey.main.current != name


# Files that are no documents


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
async def test_a_file_that_may_not_be_read(start: Any, sample_library: Path) -> None:
    (sample_library / "secret.txt").write_text("A secret.\n")
    (sample_library / "secret.txt").chmod(0)
    async with start(sample_library) as one:
        await refused(one, "secret.txt", "you may not read it", "secret.txt")


async def test_binary_called_text_and_a_file_over_the_limit(
    start: Any, sample_library: Path
) -> None:
    (sample_library / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (sample_library / "huge.txt").touch()
    os.truncate(sample_library / "huge.txt", 600 * MEGABYTE)
    async with start(sample_library) as one:
        assert {"binary.txt", "huge.txt"} < one.listed
        await refused(one, "binary.txt", "binary.txt")
        await refused(one, "huge.txt", "600 MB", "512 MB")
        await one.open(MARKDOWN)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")


async def test_what_is_no_file_is_not_listed_and_opening_it_is_one_line(
    start: Any, sample_library: Path
) -> None:
    os.mkfifo(sample_library / "pipe.txt")
    (sample_library / "broken.txt").symlink_to("nowhere.txt")
    (sample_library / "loop.txt").symlink_to("other-loop.txt")
    (sample_library / "other-loop.txt").symlink_to("loop.txt")
    (sample_library / "folder.txt").mkdir()
    (sample_library / "round").symlink_to(sample_library, target_is_directory=True)
    (sample_library / "outside.txt").symlink_to(ROOT / "LICENSE")
    async with start(sample_library) as one:
        assert len(one.listed) == 7
        await refused(one, "pipe.txt", "it is a pipe")
        await refused(one, "broken.txt", "not there any more")
        await refused(one, "loop.txt", "loop.txt")
        await refused(one, "folder.txt", "a folder")
        await refused(one, "outside.txt", "out of the library")
        await one.open(MARKDOWN)


@pytest.mark.parametrize("name", ["pipe.txt", "loop.txt", "nowhere.txt", "binary.exe", "no\nway"])
def test_a_start_on_what_is_no_document_is_one_line(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "binary.exe").write_bytes(bytes(range(256)))
    command = (sys.executable, "-m", "tui", str(tmp_path / name))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


# Documents that are hard to read


async def test_every_command_bears_an_empty_document(start: Any, sample_library: Path) -> None:
    (sample_library / "empty.txt").touch()
    async with start(sample_library) as one:
        await one.open("empty.txt")
        for keys in ("v i s Enter", "V y", "a", "H 1", "e", "d d", "G", "] a", "y y", "y q", "y c"):
            await one.keys(*(key.replace("Enter", "enter") for key in keys.split()))
            await one.pilot.pause()
            if isinstance(one.app.screen, NoteEditor):
                await one.keys("escape")
        await one.keys("n", "N", "x", "z", "z", "u")
        assert one.main.current == "empty.txt"
        assert "went wrong" not in one.said
        await one.open(MARKDOWN)
    assert not (one.app.folders.state / "errors.log").exists()


async def test_other_encodings_are_found_out_and_a_guess_is_called_one(
    start: Any, sample_library: Path
) -> None:
    words = "Déjà vu à Zürich, naïve. "
    encodings = ("utf-16", "utf-8-sig", "latin-1")
    for encoding in encodings:
        (sample_library / f"{encoding}.txt").write_bytes((words * 20).encode(encoding))
    async with start(sample_library) as one:
        for encoding in encodings:
            await one.open(f"{encoding}.txt")
            assert words.strip() in one.reader.text
            assert ("encoding guessed" in one.said) == (encoding == "latin-1")


async def test_a_document_that_vanishes_while_it_is_open(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        (sample_library / MARKDOWN).unlink()
        await one.caret_at("Moscow")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("precious")
        await one.keys("ctrl+s")
        await one.until(lambda: one.main.state_text in ("saved", "NOT SAVED"), "an answer")
        await one.keys("f5")
        await one.until(lambda: MARKDOWN not in one.listed, "the shorter list")
        state = one.main.state_text
        folders = one.app.folders
    assert kept_somewhere(folders, sample_library, "precious"), state
    assert not (folders.state / "errors.log").exists()


def kept_somewhere(folders: Folders, library: Path, words: str) -> bool:
    files = library.glob("*.notes.json")
    drafts = Drafts(folders.state).all()
    return any(words in file.read_text("utf-8") for file in files) or any(
        words in draft.text for draft in drafts
    )


STRANGE = (
    "new\nline.txt",
    "esc\x1b]0;PWNED\x07.txt",
    "[b] [red] $x {y} `.txt",
    "invalid \udcff\udcfe.txt",
    "-rf.txt",
    " .txt",
    "\u202egnp.txt",
    "x" * 240 + ".txt",
)


async def test_strange_names_can_be_listed_read_and_noted(start: Any, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name in STRANGE:
        (library / name).write_text("Some words to read.\n")
    async with start(library) as one:
        assert one.listed == set(STRANGE)
        for name in STRANGE:
            await one.open(name)
            await one.keys("v", "i", "s", "enter")
            await one.until(lambda: one.main.placed or one.said, "the highlight, or why not")
            shown = one.shown
            assert "\x1b" not in shown
            assert "\x07" not in shown
            assert "\u202e" not in shown
        await one.keys("A")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        notes = one.app.screen.query_one("AllNotesList")
        await one.until(lambda: notes.rows, "the notes")
        folders = one.app.folders
        count = len(notes.rows)
    assert not (folders.state / "errors.log").exists()
    assert count == len(list(library.glob("*.notes.json"))) >= len(STRANGE) - 1


HOSTILE_PAGE = (
    "<html><head><title>see [/p. 4]"
    + "A" * 100_000
    + "</title><meta name=date content='not a date'>"
    "<script>alert(1)</script><base href='file:///etc/'><meta http-equiv=refresh content='0'>"
    + "</head>"
    + "<div>" * 20_000
    + "<p>Words in the deep.<img src=file:///etc/passwd><iframe src=/etc/passwd></iframe>"
    + "&#0;&#27;]0;PWNED&#7;&#xD800;&notanentity;<![CDATA[ x ]]><!-- never closed"
)


async def test_a_hostile_page_is_words(start: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HOSTILE_PAGE)
    async with start(tmp_path) as one:
        await one.open("page.html")
        assert "Words in the deep." in one.reader.text
        assert "alert(1)" not in one.reader.text
        shown = one.shown
        assert "\x1b" not in shown
        assert "root:" not in one.reader.text
