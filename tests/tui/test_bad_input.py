"""What bad input gets: a clear line, and nothing lost."""

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from notes.annotations.drafts import Drafts
from notes.config import Folders
from tui.screens.all_notes import AllNotesScreen
from tui.screens.help import HelpScreen
from tui.screens.note_editor import NoteEditor
from tui.widgets.document_list import DocumentList
from tui.widgets.key_bar import KeyBar
from tui.widgets.search_pane import QueryInput

ROOT = Path(__file__).resolve().parents[2]
MARKDOWN = "united-against-unilateralism.md"
MEGABYTE = 1024 * 1024


def said(journey: Any) -> str:
    """The line at the foot of the screen."""
    found: str = journey.app.screen.query_one(KeyBar).message
    return found


def listed(journey: Any) -> set[str]:
    """The documents in the list."""
    return {row.id for row in journey.main.query_one(DocumentList).rows}


def screen_text(journey: Any) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text for strip in journey.app.screen._compositor.render_strips())


async def refused(journey: Any, name: str, *reasons: str) -> None:
    """Open what cannot be opened, and find every reason in the line that is said."""
    journey.main.open_document(name)
    await journey.until(lambda: reasons[0] in said(journey), f"{reasons[0]!r} said of {name}")
    assert all(reason in said(journey) for reason in reasons)
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
        assert {"binary.txt", "huge.txt"} < listed(one)
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
        assert len(listed(one)) == 7
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
        assert "went wrong" not in said(one)
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
            assert ("encoding guessed" in said(one)) == (encoding == "latin-1")


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
        await one.until(lambda: MARKDOWN not in listed(one), "the shorter list")
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
        assert listed(one) == set(STRANGE)
        for name in STRANGE:
            await one.open(name)
            await one.keys("v", "i", "s", "enter")
            await one.until(lambda: one.main.placed or said(one), "the highlight, or why not")
            shown = screen_text(one)
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
        shown = screen_text(one)
        assert "\x1b" not in shown
        assert "root:" not in one.reader.text


# Note files that are not what they should be

FOREIGN = {"@context": "http://example.org/x.jsonld", "type": "Sketch", "items": "none"}


KEPT = ("saved", "not beside the file")
UNUSABLE = {
    "broken": "{ broken",
    "list": "[]",
    "null": "null",
    "foreign": json.dumps(FOREIGN),
    "no text": "\udcff",
    "deep": "[" * 100_000,
}


async def test_note_files_that_cannot_be_used_are_named_and_not_a_byte_of_them_is_lost(
    start: Any, sample_library: Path
) -> None:
    for name, content in UNUSABLE.items():
        (sample_library / f"{name}.txt").write_text("Some words to read.\n")
        sidecar = sample_library / f"{name}.txt.notes.json"
        sidecar.write_text(content, "utf-8", errors="surrogateescape")
    before = {path.read_bytes() for path in sample_library.glob("*.notes.json")}
    assert len(before) == len(UNUSABLE)
    async with start(sample_library) as one:
        for name in UNUSABLE:
            note_file = f"{name}.txt.notes.json"
            await one.open(f"{name}.txt")
            await one.until(lambda f=note_file: f in said(one), f"the news of {name}")
            await one.keys("v", "i", "s", "enter")
            await one.until(lambda: one.main.placed, f"the highlight on {name}")
            await one.until(lambda: one.main.state_text in KEPT, f"where the notes of {name} are")
    assert before <= {path.read_bytes() for path in sample_library.glob("*.notes.*")}
    async with start(sample_library) as two:
        for name in UNUSABLE:
            await two.open(f"{name}.txt")
            await two.until(lambda: two.main.placed, f"the highlight on {name}")


async def test_notes_of_a_newer_version_are_shown_and_never_written(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.keys("v", "i", "s", "enter")
        await one.saved()
    sidecar = sample_library / f"{MARKDOWN}.notes.json"
    page = json.loads(sidecar.read_text("utf-8"))
    newer = page | {"cp:format": page["cp:format"] + 1, "cp:future": {"kept": True}}
    sidecar.write_text(json.dumps(newer), "utf-8")
    before = sidecar.read_bytes()
    async with start(sample_library) as two:
        await two.open(MARKDOWN)
        await two.until(lambda: "newer" in said(two), "the news")
        await two.until(lambda: len(two.main.placed) == 1, "the note that is there")
        await two.caret_at("Moscow")
        await two.keys("v", "w", "2")
        await two.until(lambda: two.main.state_text == "not beside the file", "where it is")
        assert len(two.main.placed) == 2
    assert sidecar.read_bytes() == before


# Queries, settings, sizes

HANGING = (
    "*",
    "?*?*?*?*",
    "a*b*c*d*e*f*",
    "(" * 300,
    '"' + "a " * 400,
    "a~ " * 200,
    "NOT NOT NOT NOT x",
    "title:" * 100,
    "\\" * 50 + "[(*",
    "a OR " * 150,
    "[a TO z]",
    "\u202e\u0000\ud83d",
)


async def test_no_query_holds_the_program_up(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.keys("S")
        field = one.main.query_one(QueryInput)
        for query in HANGING:
            field.value = query
            await one.pilot.pause()
            shown = field.value
            await one.until(
                lambda q=shown: one.main.answer is not None and one.main.answer.query == q,
                f"an answer to {query[:20]!r}",
            )
            assert "went wrong" not in said(one)
        field.value = "unilateralism"
        await one.until(lambda: one.main.answer.query == field.value, "the last answer")
        assert one.main.answer.matches
        folders = one.app.folders
    assert not (folders.state / "errors.log").exists()


async def test_broken_settings_are_named_and_the_usual_ones_used(
    start: Any, sample_library: Path, folders: Folders
) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text('style = "apa"\ntheme = [broken\n')
    (folders.config / "keymap.toml").write_text('[reader]\nnote = "n"\n"no.such" = "x"\n')
    async with start(sample_library, size=(120, 36)) as one:
        problems = [note.message for note in one.app._notifications]
        config, clash, unknown = problems
        assert "config.toml" in config
        assert "line 2" in config
        assert "keymap.toml, line 2" in clash
        assert "keymap.toml, line 3" in unknown
        assert "no.such" in unknown
        await one.until(lambda: len(one.main.query("Toast")) == 3, "the news on the screen")
        await one.open(MARKDOWN)
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the usual key")
        assert one.app.theme == "paper"


@pytest.mark.parametrize("content", ["[" * 5_000, "x = 1", "\udcff"])
async def test_no_settings_keep_the_program_from_starting(
    start: Any, sample_library: Path, folders: Folders, content: str
) -> None:
    folders.config.mkdir(parents=True)
    for name in ("config.toml", "keymap.toml"):
        (folders.config / name).write_text(content, "utf-8", errors="surrogateescape")
    async with start(sample_library) as one:
        named = " ".join(note.message for note in one.app._notifications)
        assert "config.toml" in named
        assert "keymap.toml" in named
        await one.open(MARKDOWN)


async def test_the_smallest_terminal_has_room_for_every_screen(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library, size=(20, 5)) as one:
        await one.open(MARKDOWN)
        await one.caret_at("Moscow")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        text = one.app.screen.query_one(TextArea)
        assert text.size.height > 0, "the text that is typed can be seen"
        await one.type("small")
        await one.keys("ctrl+s")
        await one.saved()
        await one.keys("?")
        await one.until(lambda: isinstance(one.app.screen, HelpScreen), "help")
        assert one.app.screen.query_one("HelpText").size.height > 0
        await one.keys("escape", "A")
        await one.until(lambda: isinstance(one.app.screen, AllNotesScreen), "all notes")
        await one.keys("q")
        await one.until(lambda: one.app.screen is one.main, "the text")
    assert on_disk(sample_library, MARKDOWN)["items"][0]["body"][0]["value"] == "small"


# A full disk


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow: to a program, the same as a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_on_a_full_disk_what_was_typed_stays_on_the_screen(
    start: Any, sample_library: Path, on_disk: Callable[..., Any]
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.until(lambda: one.main.activity is None, "the end of indexing")
        await one.caret_at("Moscow")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        with full_disk():
            await one.type("precious")
            await one.until(lambda: "could not be kept" in said(one), "the bad news")
            await one.keys("ctrl+s")
            await one.until(lambda: "make room" in said(one), "what can be done")
            assert one.app.screen.query_one(TextArea).text == "precious"
            await one.keys("escape")
            await one.until(lambda: "make room" in said(one), "what can be done")
        assert isinstance(one.app.screen, NoteEditor)
        await one.type(" words")
        await one.keys("ctrl+s")
        await one.saved()
    assert on_disk(sample_library, MARKDOWN)["items"][0]["body"][0]["value"] == "precious words"


async def test_on_a_full_disk_a_note_that_was_sent_off_is_with_the_last_copies(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(MARKDOWN)
        await one.until(lambda: not one.main.library.index_is_stale(), "the index")
        await one.until(lambda: one.main.activity is None, "the end of indexing")
        await one.caret_at("Moscow")
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        with full_disk():
            await one.type("precious")
            await one.keys("ctrl+s")
            await one.until(lambda: "make room" in said(one), "what can be done")
            await one.keys("ctrl+s")
            await one.until(lambda: one.main.state_text == "NOT SAVED", "the bad news")
            await one.until(lambda: "precious" in one.app.copies.texts, "the text")
            await one.keys("q")
            await one.until(lambda: one.app._exit, "the end")
    assert not list(sample_library.glob("*.notes.json"))
    assert not [name for name in os.listdir(sample_library) if name.startswith(".")]
