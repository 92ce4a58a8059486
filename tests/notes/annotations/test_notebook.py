"""Making, changing and deleting notes: always on disk first."""

import json

import pytest
from disks import largest_file
from notes_on_disk import notes, on_disk
from sentences import TEXT, document_at

from notes.annotations.model import EXACT, FOUND, LOST
from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.errors import NotesError, UserError
from notes.notebook import Notebook, owner_of


def test_a_document_without_notes_has_no_note_file(document: Document, notebook: Notebook) -> None:
    assert notebook.placed(document) == ()
    assert list(document.path.parent.iterdir()) == [document.path]


def test_what_is_annotated_is_on_disk_as_it_was_given_back(
    document: Document, notebook: Notebook, store: SidecarStore
) -> None:
    made = notebook.annotate(
        document, 9, 18, note="line\r\none\rtwo\0  \n", tags=["#cold war", "b"], color="teal"
    )
    assert made.note == "line\none\ntwo"
    assert made.tags == ("cold-war", "b")
    assert made.color == "teal"
    assert made.selector is not None and made.selector.exact == TEXT[9:18]
    assert made.anchored_to == document.text_sha256
    assert on_disk(store, document).annotations == {made.id: made}


def test_a_creator_is_written_when_there_is_one(
    document: Document, store: SidecarStore, notebook: Notebook
) -> None:
    assert Notebook(store, creator="Ada").annotate(document, 0, 5).creator == "Ada"
    assert notebook.annotate(document, 0, 5).creator == ""


def test_notes_are_given_in_reading_order_with_where_they_stand(
    document: Document, notebook: Notebook
) -> None:
    for start in (400, 9, 200):
        notebook.annotate(document, start, start + 8)
    placed = notebook.placed(document)
    assert [(each.start, each.end, each.state) for each in placed] == [
        (9, 17, EXACT),
        (200, 208, EXACT),
        (400, 408, EXACT),
    ]


def test_notes_follow_a_source_that_was_edited_or_say_that_they_are_lost(
    document: Document, notebook: Notebook
) -> None:
    notebook.annotate(document, 0, 10, note="kept")
    gone = TEXT.index("Sentence 20 speaks")
    notebook.annotate(document, gone, gone + 18, note="gone")
    edited = document_at(
        document.path, "A preface. " + TEXT.replace("Sentence 20 speaks", "It tells")
    )
    placed = {each.annotation.note: each for each in notebook.placed(edited)}
    kept = placed["kept"]
    assert kept.start is not None and edited.text[kept.start : kept.end] == TEXT[:10]
    assert kept.state in (EXACT, FOUND)
    assert (placed["gone"].state, placed["gone"].start) == (LOST, None)


@pytest.mark.parametrize(
    ("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)]
)
def test_a_passage_that_is_none_is_refused(
    document: Document, notebook: Notebook, start: int, end: int
) -> None:
    with pytest.raises(UserError, match="no passage"):
        notebook.annotate(document, start, end)
    assert list(document.path.parent.iterdir()) == [document.path]


def test_an_unknown_colour_is_refused_and_the_known_are_named(
    document: Document, notebook: Notebook, owner: Owner
) -> None:
    with pytest.raises(UserError, match="'mauve' is not a colour; take one of yellow"):
        notebook.annotate(document, 0, 5, color="mauve")
    made = notebook.annotate(document, 0, 5)
    with pytest.raises(UserError, match="mauve"):
        notebook.edit(owner, made.id, color="mauve")


@pytest.mark.parametrize("what", ["edit", "remove", "restore"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_note_that_is_not_there_is_an_error(
    document: Document, notebook: Notebook, owner: Owner, what: str, is_new: bool
) -> None:
    if not is_new:
        notebook.annotate(document, 0, 5)
    with pytest.raises(UserError, match="urn:uuid:none"):
        getattr(notebook, what)(owner, "urn:uuid:none")


def test_a_change_touches_only_what_it_names(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 5, note="n", tags=["t"], color="pink")
    changed = notebook.edit(owner, made.id, note=" other \n")
    assert (changed.note, changed.tags, changed.color) == (" other", ("t",), "pink")
    changed = notebook.edit(owner, made.id, tags=["x", "#X", "y z"])
    assert (changed.note, changed.tags, changed.rev) == (" other", ("x", "y-z"), 3)
    changed = notebook.edit(owner, made.id, color="grey", note="")
    assert (changed.note, changed.color) == ("", "grey")
    assert on_disk(store, document).annotations == {made.id: changed}


def test_a_deleted_note_is_in_the_trash_and_comes_back_whole(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 5, note="n", tags=["t"], color="pink")
    assert notebook.remove(owner, made.id) == made
    sidecar = on_disk(store, document)
    assert sidecar.annotations == {}
    assert sidecar.tombstones[made.id].annotation == made
    with pytest.raises(UserError):
        notebook.edit(owner, made.id, note="x")
    back = notebook.restore(owner, made.id)
    assert (back.note, back.tags, back.color, back.selector) == ("n", ("t",), "pink", made.selector)
    assert back.rev > sidecar.tombstones[made.id].rev
    assert on_disk(store, document).tombstones == {}
    with pytest.raises(UserError, match="not among the deleted"):
        notebook.restore(owner, made.id)


def test_a_note_that_is_there_is_not_restored_over(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 5, note="old")
    notebook.remove(owner, made.id)
    path = document.path.with_name("paper.txt.notes.json")
    page = json.loads(path.read_bytes())
    page["items"] = [{**page["cp:tombstones"][0]["cp:was"], "cp:rev": 9, "x:by": "a merge of git"}]
    path.write_text(json.dumps(page))
    before = path.read_bytes()
    with pytest.raises(UserError, match="not among the deleted"):
        notebook.restore(owner, made.id)
    assert path.read_bytes() == before
    notebook.edit(owner, made.id, note="newer")
    notebook.remove(owner, made.id)
    assert on_disk(store, document).tombstones[made.id].annotation.note == "newer"


def test_a_stale_tombstone_gives_way_to_the_note_that_is_deleted_now(
    document: Document, notebook: Notebook, owner: Owner, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 0, 5, note="the latest text")
    path = document.path.with_name("paper.txt.notes.json")
    page = json.loads(path.read_bytes())
    page["cp:tombstones"] = [{"id": made.id, "cp:rev": 5, "cp:was": {"id": made.id}}]
    path.write_text(json.dumps(page))
    notebook.remove(owner, made.id)
    tombstone = on_disk(store, document).tombstones[made.id]
    assert (tombstone.annotation.note, tombstone.rev) == ("the latest text", 6)


def test_a_change_that_was_begun_before_another_was_saved_is_merged_with_it(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    seen = notebook.annotate(document, 0, 8, note="at first", tags=["a"])
    other.edit(owner, seen.id, note="theirs", tags=["a", "b"])
    merged = notebook.edit(owner, seen.id, seen=seen, note="mine", tags=[])
    assert "mine" in merged.note and "theirs" in merged.note
    assert merged.tags == ("b",)


def test_a_change_outlives_a_deletion_that_came_in_between(
    document: Document, notebook: Notebook, other: Notebook, owner: Owner, store: SidecarStore
) -> None:
    seen = notebook.annotate(document, 0, 8, note="at first")
    other.remove(owner, seen.id)
    kept = notebook.edit(owner, seen.id, seen=seen, note="mine")
    assert notes(store, document) == ["mine"]
    assert on_disk(store, document).tombstones == {}
    assert kept.rev > seen.rev + 1
    notebook.undo()
    assert notes(store, document) == []


def test_every_error_is_one_line_for_the_user(document: Document, notebook: Notebook) -> None:
    with largest_file(16), pytest.raises(NotesError) as caught:
        notebook.annotate(document, 0, 8)
    assert str(caught.value).count("\n") == 0
    assert "File too large" in str(caught.value)


def test_who_meets_the_change_of_another_program_is_told(
    document: Document, notebook: Notebook, store: SidecarStore
) -> None:
    made = notebook.annotate(document, 9, 18, note="first")
    owner = owner_of(document)
    other = Notebook(store)
    other.edit(owner, made.id, note="theirs", seen=made)
    assert other.standing.lines == ()
    notebook.edit(owner, made.id, note="mine", seen=made)
    assert notebook.standing.united == 1
    assert notebook.standing.lines == ("1 note changed elsewhere meanwhile: both are kept",)
    now = on_disk(store, document).annotations[made.id]
    assert "mine" in now.note and "theirs" in now.note
    notebook.edit(owner, made.id, note="again", seen=now)
    assert notebook.standing.united == 0
