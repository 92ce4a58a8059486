"""In every state that a note file can be in, it is a page that meets the W3C's standard."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from web_annotation import annotation_faults, page_faults

from notes.annotations.merge import Edit
from notes.annotations.model import Annotation, new_id, now
from notes.annotations.placer import confirmed
from notes.annotations.sidecar import SUFFIX, dump, parse
from notes.annotations.standing import OVERLAY
from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.library import Library
from notes.moving import adopt, claims
from notes.notebook import Notebook, owner_of
from notes.trash import deleted_notes, purge

NAME = "paper.txt"
TEXT = "".join(f"Sentence {number} is about one thing only. " for number in range(60))
STAMP = "sync-conflict-20261121-101500-ABCDEFG"
Change = Callable[[Library], object]


def faults(path: Path) -> list[str]:
    """What a note file breaks, its tombstones included."""
    page = json.loads(path.read_bytes())
    found = list(page_faults(page))
    if page["partOf"]["total"] != len(page["items"]):
        found.append("the total is the number of items")
    for tombstone in page.get("cp:tombstones", []):
        found += annotation_faults(tombstone["cp:was"])
    return found


@pytest.fixture
def library(tmp_path: Path) -> Any:
    """A library of one document with a note, a highlight and a deleted note with tags."""
    root = tmp_path / "papers"
    root.mkdir()
    (root / NAME).write_text(TEXT)
    with Library(root) as library:
        document = library.open(NAME)
        library.annotate(document, 0, 10, note="a *note*", tags=["a", "ä ö"])
        library.annotate(document, 20, 30)
        gone = library.annotate(document, 40, 50, note="deleted", tags=["b"])
        library.remove(NAME, gone.id)
        yield library


def sidecar_of(library: Library) -> Path:
    return library.path(NAME + SUFFIX)


def only_a_highlight(library: Library) -> None:
    library.path("other.txt").write_text(TEXT + "Other.")
    library.annotate(library.open("other.txt"), 0, 9)


def only_metadata(library: Library) -> None:
    library.path("other.txt").write_text(TEXT + "Other.")
    library.set_metadata("other.txt", {"title": "A title", "authors": ("A", "B")})


def only_tombstones(library: Library) -> None:
    for note in library.notes():
        library.remove(NAME, note.id)


def note_on_the_whole_document(library: Library) -> None:
    about = Annotation(new_id(), None, "On the whole.", ("t",), "grey", now(), now())
    library.store.commit(owner_of(library.open(NAME)), [Edit(None, about)])


def only_tags(library: Library) -> None:
    library.annotate(library.open(NAME), 60, 70, tags=["only", "tags"])


def undone_and_redone(library: Library) -> None:
    library.undo()
    library.undo()
    library.redo()


def restored(library: Library) -> None:
    (deleted,) = deleted_notes(library)
    library.restore(NAME, deleted.annotation.id)


def purged(library: Library) -> None:
    assert len(purge(library, deleted_notes(library))[0]) == 1


def merged_with_a_conflict_copy(library: Library) -> None:
    sidecar = sidecar_of(library)
    page = json.loads(sidecar.read_bytes())
    for item in page["items"]:
        item.update({"cp:rev": 3, "cp:color": "teal", "cp:lineage": ""})
        item["body"] = [{"type": "TextualBody", "purpose": "commenting", "value": "theirs"}]
    page["items"].append({**copy.deepcopy(page["items"][0]), "id": new_id()})
    library.path(f"{NAME}.notes.{STAMP}.json").write_text(json.dumps(page))
    assert library.settle(library.open(NAME)).merged == 1
    assert any("theirs" in note.note and "a *note*" in note.note for note in library.notes())


def with_markers_of_git(library: Library) -> None:
    sidecar = sidecar_of(library)
    ours = sidecar.read_text()
    theirs = ours.replace("a *note*", "another note")
    sidecar.write_text(f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n")
    library.annotate(library.open(NAME), 80, 90)


def salvaged_from_a_truncated_file(library: Library) -> None:
    sidecar = sidecar_of(library)
    shutil.rmtree(library.folders.state)
    sidecar.write_bytes(sidecar.read_bytes()[:-400])
    library.annotate(library.open(NAME), 80, 90)
    assert len(library.notes()) == 3


def salvaged_from_a_file_with_a_repeated_key(library: Library) -> None:
    sidecar = sidecar_of(library)
    text = sidecar.read_text()
    sidecar.write_text(text.replace('"value": "a', '"value": "first", "value": "a', 1))
    library.annotate(library.open(NAME), 80, 90)
    assert any("first" in note.note for note in library.notes())


def brought_back_from_the_overlay(library: Library) -> None:
    sidecar = sidecar_of(library)
    newer = sidecar.read_bytes()
    sidecar.write_text('{"somebody": "else"}')
    library.annotate(library.open(NAME), 80, 90, note="on this machine")
    assert library.last_standing.where == OVERLAY
    sidecar.write_bytes(newer)
    assert library.settle(library.open(NAME)).replayed == 1


def moved_with_its_source(library: Library) -> None:
    library.path(NAME).rename(library.path("other.txt"))
    assert library.recover().lines
    assert not sidecar_of(library).exists()


def copied_with_its_source(library: Library) -> None:
    shutil.copy(library.path(NAME), library.path("other.txt"))
    (claim,) = claims(library)
    adopt(library, claim)


def confirmed_in_a_changed_text(library: Library) -> None:
    library.path(NAME).write_text("A new preface. " + TEXT)
    document = library.open(NAME)
    (placed, *_) = library.placed(document)
    assert placed.start is not None and placed.end is not None
    seen = placed.annotation
    new = confirmed(seen, document.text, document.text_sha256, placed.start, placed.end)
    library.store.commit(owner_of(document), [Edit(seen, new)])


def strange_characters(library: Library) -> None:
    note = '\x1b[31m \u2028 \ud83d\ude42 \U0001f642 "quoted" \\ <b>'
    library.annotate(library.open(NAME), 80, 90, note=note, tags=['"', "\\"])


STATES: tuple[Change, ...] = (
    only_a_highlight,
    only_metadata,
    only_tombstones,
    note_on_the_whole_document,
    only_tags,
    undone_and_redone,
    restored,
    purged,
    merged_with_a_conflict_copy,
    with_markers_of_git,
    salvaged_from_a_truncated_file,
    salvaged_from_a_file_with_a_repeated_key,
    brought_back_from_the_overlay,
    moved_with_its_source,
    copied_with_its_source,
    confirmed_in_a_changed_text,
    strange_characters,
)


@pytest.mark.parametrize("change", STATES)
def test_in_every_state_each_note_file_meets_the_standard(library: Library, change: Change) -> None:
    change(library)
    files = sorted(library.root.glob(f"*{SUFFIX}"))
    assert files
    for path in files:
        assert faults(path) == []
        assert dump(parse(path.read_bytes(), path.name)) == path.read_bytes()


def test_what_a_user_does_leaves_a_page_that_meets_the_standard(
    store: SidecarStore, document: Document, owner: Owner, sidecar: Any
) -> None:
    notebook = Notebook(store, creator="Ada Lovelace")
    made = [
        notebook.annotate(document, 0, 8),
        notebook.annotate(document, 9, 18, note="*x*", tags=["a b", "中文"], color="pink"),
        notebook.annotate(document, 0, len(document.text), tags=["all"]),
    ]
    about = Annotation(new_id(), None, "On the whole.", (), "grey", now(), now())
    store.commit(owner, [Edit(None, about)])
    notebook.edit(owner, made[1].id, note="y", color="teal")
    notebook.edit(owner, made[0].id, tags=["late"])
    notebook.remove(owner, made[2].id)
    store.set_metadata(owner, {"title": "A title"})
    page = json.loads(sidecar.read_bytes())
    assert list(page_faults(page)) == []
    assert page["partOf"]["total"] == len(page["items"]) == 3
    for tombstone in page["cp:tombstones"]:
        assert list(annotation_faults(tombstone["cp:was"])) == []
    notebook.restore(owner, made[2].id)
    assert list(page_faults(json.loads(sidecar.read_bytes()))) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("@context",), "http://example.org/", "@context lacks"),
        (("partOf", "total"), "1", "total"),
        (("startIndex",), -1, "startIndex"),
        (("items", 0, "id"), "no iri", "an annotation has one IRI"),
        (("items", 0, "created"), "2026-11-21", "created"),
        (("items", 0, "created"), "2026-11-21T10:15:00", "created"),
        (("items", 0, "motivation"), ["noting"], "motivation"),
        (("items", 0, "body", 0, "value"), ["x"], "value"),
        (("items", 0, "target", "source"), "paper.txt", "absolute IRI"),
        (("items", 0, "target", "selector", 0, "exact"), None, "exact"),
        (("items", 0, "target", "selector", 1, "start"), -3, "start and end"),
        (("items", 0, "styleClass"), "yellow", "style class"),
    ],
)
def test_the_checker_sees_each_fault(
    library: Library, path: tuple[Any, ...], value: Any, fault: str
) -> None:
    page = json.loads(sidecar_of(library).read_bytes())
    assert list(page_faults(page)) == []
    place: Any = page
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert any(fault in found for found in page_faults(page))
