"""A damaged note file is set aside with all its bytes, and what is whole in it is read."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_pages import DAMAGED, ITEM, PAGE

from notes.annotations.salvage import salvage
from notes.annotations.sidecar import (
    CorruptSidecar,
    parse,
)
from notes.annotations.standing import Standing
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.notebook import Notebook, owner_of

SALVAGED = {
    "truncated": 1,
    "utf-16": 1,
    "git markers": 1,
    "items twice": 1,
    "a key of an item twice": 1,
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damage_is_told_apart_from_somebody_elses_file(kind: str) -> None:
    with pytest.raises(CorruptSidecar, match=r"^x\.notes\.json .*left as it is$"):
        parse(DAMAGED[kind], "x.notes.json")


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_set_aside_with_all_its_bytes_before_it_is_written(
    document: Document, store: SidecarStore, notebook: Notebook, sidecar: Path, kind: str
) -> None:
    sidecar.write_bytes(DAMAGED[kind])
    before = store.standing(document.path)
    assert before.damage and before.set_aside == ""
    assert sidecar.read_bytes() == DAMAGED[kind], "a look changes nothing"
    made = notebook.annotate(document, 0, 5, note="n")
    standing = notebook.standing
    assert standing.is_beside and standing.damage
    copy = sidecar.with_name(standing.set_aside)
    assert copy.name.startswith(f"{document.path.name}.notes.corrupt-")
    assert copy.read_bytes() == DAMAGED[kind]
    assert standing.salvaged == before.salvaged == SALVAGED.get(kind, 0)
    found = parse(sidecar.read_bytes(), "x")
    assert made.id in found.annotations
    assert len(found.annotations) == standing.salvaged + 1
    assert store.standing(document.path) == Standing()


@pytest.mark.parametrize("kind", sorted(DAMAGED))
def test_the_last_good_version_gives_back_what_the_damage_took(
    document: Document, store: SidecarStore, notebook: Notebook, sidecar: Path, kind: str
) -> None:
    first = notebook.annotate(document, 0, 5, note="first")
    second = notebook.annotate(document, 6, 9, note="second")
    sidecar.write_bytes(DAMAGED[kind])
    loaded = store.load(document.path)
    assert loaded is not None
    is_whole = kind in ("utf-16", "nul padded", "items twice", "a key of an item twice")
    assert is_whole or {first.id, second.id} <= loaded.annotations.keys()


def test_each_item_of_a_truncated_file_that_is_whole_is_read(
    document: Document, store: SidecarStore, notebook: Notebook, sidecar: Path
) -> None:
    for start in range(50):
        notebook.annotate(document, start, start + 5, note=f"note {start}")
    gone = notebook.annotate(document, 60, 65, note="deleted")
    notebook.remove(owner_of(document), gone.id)
    whole = sidecar.read_bytes()
    start_of_items = whole.index(b'"items"')
    before = 0
    for cut in range(0, len(whole), 997):
        found = salvage(whole[:cut], "urn:x:d", "paper.txt").sidecar
        items = whole[start_of_items : min(cut, whole.index(b'"cp:tombstones"'))]
        assert len(found.annotations) == items.count(b"\n    }") >= before
        assert gone.id not in found.annotations
        before = len(found.annotations)
    assert before == 50


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_another_encoding_loses_nothing(encoding: str) -> None:
    found = salvage(json.dumps(PAGE).encode(encoding), "urn:x:d", "a.txt")
    assert found.is_whole
    assert found.sidecar == parse(json.dumps(PAGE).encode(), "x")


@given(st.binary(max_size=300) | st.text('{}[]",:ab', max_size=300).map(str.encode))
def test_salvage_ends_with_something_whatever_it_is_given(data: bytes) -> None:
    assert salvage(data, "urn:x:d", "a.txt").sidecar.annotations == {}


@given(st.integers(0, 5000), st.binary(max_size=6))
@settings(max_examples=100, deadline=None)
def test_salvage_of_a_spoiled_page_never_makes_notes_up(at: int, junk: bytes) -> None:
    data = json.dumps({**PAGE, "items": [ITEM, {**ITEM, "id": "urn:uuid:9"}]}).encode()
    found = salvage(data[: at % len(data)] + junk, "urn:x:d", "a.txt").sidecar
    assert found.annotations.keys() <= {"urn:uuid:1", "urn:uuid:9"}
