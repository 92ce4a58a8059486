"""Taking back and making again: never what another program wrote, never what was not saved."""

from typing import Any

import pytest
from disks import largest_file
from notes_on_disk import notes, on_disk
from sentences import document_at

from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook


def test_every_step_is_taken_back_and_made_again(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    def state() -> dict[str, tuple[Any, ...]]:
        found = on_disk(store, document).annotations.values()
        return {each.id: (each.note, each.tags, each.color, each.selector) for each in found}

    first = notebook.annotate(document, 0, 8, note="one")
    states = [{}, state()]
    notebook.annotate(document, 20, 28, tags=["t"])
    states.append(state())
    notebook.edit(owner, first.id, note="two", color="blue")
    states.append(state())
    notebook.remove(owner, first.id)
    states.append(state())
    notebook.restore(owner, first.id)
    states.append(state())
    for _ in range(2):
        for expected in reversed(states[:-1]):
            assert notebook.undo() is not None
            assert state() == expected
        assert notebook.undo() is None
        for expected in states[1:]:
            assert notebook.redo() is not None
            assert state() == expected
        assert notebook.redo() is None


def test_a_new_change_ends_the_redoing(document: Document, notebook: Notebook) -> None:
    notebook.annotate(document, 0, 8)
    notebook.undo()
    notebook.annotate(document, 20, 28)
    assert notebook.redo() is None


def test_what_is_undone_says_what_it_was(document: Document, notebook: Notebook) -> None:
    notebook.annotate(document, 0, 8, note="n")
    step = notebook.undo()
    assert step is not None
    assert (step.label, step.source) == ("note of “Sentence”", document.path)


def test_an_undone_creation_lies_in_the_trash_and_is_made_again_under_its_id(
    document: Document, notebook: Notebook, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="n")
    notebook.undo()
    assert on_disk(store, document).tombstones[made.id].annotation == made
    notebook.redo()
    sidecar = on_disk(store, document)
    assert sidecar.tombstones == {}
    assert sidecar.annotations[made.id].rev > made.rev


def test_undo_spans_documents(document: Document, notebook: Notebook, store: SidecarStore) -> None:
    second = document_at(document.path.with_name("second.txt"))
    notebook.annotate(document, 0, 8, note="first")
    notebook.annotate(second, 0, 8, note="second")
    notebook.undo()
    assert (notes(store, document), notes(store, second)) == (["first"], [])
    notebook.undo()
    assert (notes(store, document), notes(store, second)) == ([], [])


def test_undo_of_a_creation_spares_what_another_program_wrote_into_it(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="mine")
    other.edit(owner, made.id, note="theirs")
    notebook.undo()
    assert notes(store, document) == ["theirs"]
    for step in (notebook.redo, notebook.undo, notebook.redo, notebook.undo):
        step()
        assert notes(store, document) == ["theirs"]


def test_undo_of_a_change_keeps_what_another_program_wrote_after_it(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="at first")
    notebook.edit(owner, made.id, note="mine", color="pink")
    other.edit(owner, made.id, note="theirs", tags=["their-tag"])
    notebook.undo()
    (found,) = on_disk(store, document).annotations.values()
    assert "theirs" in found.note and "at first" in found.note
    assert (found.color, found.tags) == ("yellow", ("their-tag",))


def test_undo_of_a_merged_change_leaves_what_the_other_wrote(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    seen = notebook.annotate(document, 0, 8, note="at first")
    other.edit(owner, seen.id, note="theirs")
    notebook.edit(owner, seen.id, seen=seen, note="mine")
    (note,) = notes(store, document)
    assert "mine" in note and "theirs" in note
    notebook.undo()
    assert notes(store, document) == ["theirs"]
    notebook.redo()
    assert notes(store, document) == [note]


def test_redo_of_a_deletion_spares_what_was_written_since_and_so_does_its_undo(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="mine")
    notebook.remove(owner, made.id)
    notebook.undo()
    other.edit(owner, made.id, note="theirs")
    notebook.redo()
    assert notes(store, document) == ["theirs"]
    notebook.undo()
    assert notes(store, document) == ["theirs"]


def test_undo_of_a_deletion_meets_a_note_that_was_restored_and_rewritten(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="mine", tags=["a"])
    notebook.remove(owner, made.id)
    other.restore(owner, made.id)
    other.edit(owner, made.id, note="theirs", tags=["b"])
    notebook.undo()
    (found,) = on_disk(store, document).annotations.values()
    assert "mine" in found.note and "theirs" in found.note
    assert set(found.tags) == {"a", "b"}


def test_undo_of_a_creation_that_another_program_deleted_can_be_redone(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="mine")
    other.remove(owner, made.id)
    notebook.undo()
    assert notes(store, document) == []
    assert on_disk(store, document).tombstones[made.id].annotation.note == "mine"
    notebook.redo()
    assert notes(store, document) == ["mine"]


def test_the_history_never_tells_of_what_was_not_saved(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 8, note="one")
    with largest_file(16):
        for attempt in (
            lambda: notebook.annotate(document, 20, 28),
            lambda: notebook.edit(owner, made.id, note="two"),
            lambda: notebook.remove(owner, made.id),
            notebook.undo,
        ):
            with pytest.raises(SidecarError):
                attempt()
    assert notes(store, document) == ["one"]
    assert notebook.redo() is None
    notebook.undo()
    assert notes(store, document) == []
    with largest_file(16), pytest.raises(SidecarError):
        notebook.redo()
    assert notebook.undo() is None
    notebook.redo()
    assert notes(store, document) == ["one"]
