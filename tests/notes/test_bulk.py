"""Changes to many notes at once: one step of undo, whatever they are on."""

from pathlib import Path

import pytest

from notes import bulk
from notes.annotations.history_file import HistoryFile
from notes.errors import UserError
from notes.library import Library
from notes.review.records import NoteRecord


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{name}: one two three\n", "utf-8")
    library = Library(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        document = library.open(name)
        library.annotate(document, 0, 5, note=f"see #Trade in {name}", tags=("Trade", "x"))
        library.annotate(document, 7, 10, tags=("other",), color="blue")
    return library


def records(library: Library) -> tuple[NoteRecord, ...]:
    return library.notes().by_place()


def tags(library: Library) -> dict[str, int]:
    return dict(library.notes().tag_counts())


def test_many_notes_are_recoloured_and_one_undo_takes_it_all_back(library: Library) -> None:
    before = [one.color for one in records(library)]
    outcome = bulk.recolor(library, records(library), "pink")
    assert outcome == bulk.Outcome(6)
    assert {one.color for one in records(library)} == {"pink"}
    step = library.undo()
    assert step is not None
    assert step.label == "recolouring of 6 notes"
    assert [one.color for one in records(library)] == before
    library.redo()
    assert {one.color for one in records(library)} == {"pink"}


def test_what_is_so_already_is_not_written_again(library: Library) -> None:
    blue = [one for one in records(library) if one.color == "blue"]
    before = (library.root / "a.txt.notes.json").read_bytes()
    assert bulk.recolor(library, blue, "blue").changed == 0
    assert (library.root / "a.txt.notes.json").read_bytes() == before


def test_many_notes_are_deleted_and_come_back_in_another_session(library: Library) -> None:
    before = records(library)
    assert bulk.remove(library, before[:5]).changed == 5
    assert len(records(library)) == 1
    again = Library(library.root)
    again.undo()
    assert [(one.id, one.note, one.tags) for one in records(again)] == [
        (one.id, one.note, one.tags) for one in before
    ]
    third = Library(library.root)
    third.redo()
    assert len(records(third)) == 1


def test_tags_are_given_and_taken_from_the_text_too(library: Library) -> None:
    bulk.retag(library, records(library), ["new"], ["trade"])
    assert tags(library) == {"new": 6, "x": 3, "other": 3}
    assert {one.note for one in records(library) if one.note} == {
        f"see Trade in {name}.txt" for name in "abc"
    }


def test_a_note_whose_source_is_gone_is_named_and_the_others_are_changed(
    library: Library,
) -> None:
    found = records(library)
    (library.root / "b.txt").unlink()
    outcome = bulk.recolor(library, found, "green")
    assert outcome.changed == 4
    (problem,) = outcome.problems
    assert "b.txt" in problem


def test_a_tag_is_renamed_everywhere_in_one_step(library: Library) -> None:
    outcome = bulk.rename_tag(library, "trade", "commerce")
    assert outcome.changed == 3
    assert tags(library) == {"commerce": 3, "x": 3, "other": 3}
    assert records(library)[0].note == "see #commerce in a.txt"
    library.undo()
    assert tags(library) == {"Trade": 3, "x": 3, "other": 3}
    assert records(library)[0].note == "see #Trade in a.txt"


def test_every_spelling_of_a_tag_is_renamed(library: Library) -> None:
    library.annotate(library.open("a.txt"), 2, 6, note="and #trade", tags=("trade",))
    assert tags(library) == {"Trade": 4, "x": 3, "other": 3}
    assert bulk.rename_tag(library, "Trade", "commerce").changed == 4
    assert tags(library) == {"commerce": 4, "x": 3, "other": 3}


def test_two_tags_become_one(library: Library) -> None:
    bulk.rename_tag(library, "Trade", "x")
    assert tags(library) == {"x": 3, "other": 3}


def test_a_deleted_tag_leaves_the_notes_and_their_words(library: Library) -> None:
    assert bulk.delete_tag(library, "#trade").changed == 3
    assert tags(library) == {"x": 3, "other": 3}
    assert records(library)[0].note == "see Trade in a.txt"


def test_tags_that_are_none_are_refused(library: Library) -> None:
    with pytest.raises(UserError, match="no note has"):
        bulk.delete_tag(library, "never")
    with pytest.raises(UserError, match="needs a name"):
        bulk.rename_tag(library, "Trade", " # ")


def test_a_long_history_never_cuts_a_step_into_halves(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notes.annotations.history_file._LARGEST", 9_000)
    for color in ("pink", "green", "teal", "grey"):
        bulk.recolor(library, records(library), color)
    history, _ = HistoryFile(library.folders.state, library.root).load()
    assert 0 < len(history.done) < 4
    assert all(len(step.parts) == 3 for step in history.done)
