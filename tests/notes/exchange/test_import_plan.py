"""What an import would do is known before it is done, and what was done is one step."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from notes.errors import UserError
from notes.exporting import export
from notes.importing import bring_in, import_notes, plan_import
from notes.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"On {name}\n\nOne two three. Four five six.\n", "utf-8")
    library = Library(folder)
    for name in ("a.txt", "b.txt"):
        document = library.open(name)
        start = document.text.index("two")
        library.annotate(document, start, start + 3, note=f"on {name}")
    return library


def written(tmp_path: Path, *notes: dict[str, Any], title: str = "a.txt") -> Path:
    """A file of Readwise's own columns."""
    path = tmp_path / "readwise.csv"
    rows = [f'"{n["quote"]}","{n.get("title", title)}","{n.get("note", "")}"' for n in notes]
    path.write_text("\n".join(["Highlight,Title,Note", *rows]) + "\n", "utf-8")
    return path


def test_a_plan_counts_and_writes_nothing(library: Library, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"quote": "three"},
        {"quote": "Four", "title": "b.txt"},
        {"quote": "two", "note": "on a.txt"},
        {"quote": "words that stand nowhere"},
        {"quote": "One", "title": "a book that is not here"},
    )
    before = {one: one.read_bytes() for one in library.root.iterdir()}
    plan = plan_import(library, path)
    assert (plan.added, plan.present) == (2, 1)
    assert sorted(plan.edits) == ["a.txt", "b.txt"]
    assert [missed.quote for missed in plan.homeless] == ["One"]
    assert [missed.quote for missed in plan.unplaced] == ["words that stand nowhere"]
    assert {one: one.read_bytes() for one in library.root.iterdir()} == before


def test_what_is_here_already_is_counted(library: Library, tmp_path: Path) -> None:
    export(library, "json", to=tmp_path / "ours.json")
    plan = plan_import(library, tmp_path / "ours.json")
    assert (plan.added, plan.present, plan.deleted) == (0, 2, 0)


def test_an_import_is_one_step_of_undo_also_over_several_documents(
    library: Library, tmp_path: Path
) -> None:
    path = written(tmp_path, {"quote": "three"}, {"quote": "Four", "title": "b.txt"})
    assert bring_in(library, plan_import(library, path)).added == 2
    assert len(library.notes()) == 4
    step = library.undo()
    assert step is not None and step.label == "import of 2 notes"
    assert sorted(note.quote for note in library.notes()) == ["two", "two"]
    library.redo()
    assert len(library.notes()) == 4


def test_what_was_taken_back_is_told_apart_from_what_is_here(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "ours.json"
    export(library, "json", to=path)
    for note in library.notes():
        library.remove(note.path, note.id)
    plan = plan_import(library, path)
    assert (plan.added, plan.present, plan.deleted) == (0, 0, 2)
    assert import_notes(library, path)[:2] == (0, 2)


def test_a_document_that_went_between_the_look_and_the_deed_is_told(
    library: Library, tmp_path: Path
) -> None:
    plan = plan_import(
        library, written(tmp_path, {"quote": "three"}, {"quote": "Four", "title": "b.txt"})
    )
    (library.root / "b.txt").unlink()
    done = bring_in(library, plan)
    assert done.added == 1
    assert [missed.quote for missed in done.missed] == ["Four"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "missing", "large", "latin", "bare name"])
def test_what_is_no_file_to_be_read_is_one_line(
    library: Library, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "given"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(1 << 40)
    elif kind == "latin":
        path.write_bytes("Highlight\ncafé\n".encode("latin-1"))
    elif kind == "bare name":
        path = Path("~nobody-of-that-name/notes.csv")
    with pytest.raises(UserError) as error:
        plan_import(library, path)
    assert "\n" not in str(error.value)


def test_a_column_name_without_end_is_one_line(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Highlight," + "x" * 200_000 + "\nthree\n", "utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        plan_import(library, path)


def test_what_utf8_cannot_hold_does_not_reach_the_note_file(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "page.json"
    item = {
        "id": "x",
        "text": "a lone half \ud83d and a nought \0 here",
        "tags": ["half\ud83d"],
        "target": {
            "source": "https://e.org/a.txt",
            "selector": [{"type": "TextQuoteSelector", "exact": "three"}],
        },
    }
    path.write_text(json.dumps([item]), "utf-8")
    assert import_notes(library, path).added == 1
    [note] = [note for note in library.notes() if note.quote == "three"]
    assert note.note == "a lone half ? and a nought  here"
