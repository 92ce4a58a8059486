"""What lies where a note file should be and is not ours to write: told in a line, and untouched."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from note_pages import FOREIGN, NEWER, PAGE, same

from notes.annotations.sidecar import (
    ForeignSidecar,
    parse,
)
from notes.annotations.standing import OVERLAY, Standing
from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook


@pytest.mark.parametrize("kind", FOREIGN)
def test_somebody_elses_file_is_known_as_such(kind: str) -> None:
    with pytest.raises(ForeignSidecar, match=r"^x\.notes\.json .*left as it is$"):
        parse(FOREIGN[kind], "x.notes.json")


@pytest.mark.parametrize("kind", [*FOREIGN, *NEWER])
def test_a_file_that_is_not_ours_to_write_is_never_touched_and_new_notes_are_kept_elsewhere(
    document: Document,
    owner: Owner,
    store: SidecarStore,
    notebook: Notebook,
    sidecar: Path,
    kind: str,
) -> None:
    data = (FOREIGN | NEWER)[kind]
    sidecar.write_bytes(data)
    os.utime(sidecar, ns=(1, 1))
    made = notebook.annotate(document, 0, 5, note="n")
    assert notebook.standing.where == OVERLAY
    assert sidecar.name in notebook.standing.reason
    notebook.edit(owner, made.id, note="changed")
    store.set_metadata(owner, {"title": "t"})
    loaded = store.load(document.path)
    assert loaded is not None
    assert loaded.annotations[made.id].note == "changed"
    assert loaded.metadata["title"] == "t"
    assert len(loaded.annotations) == (2 if kind in NEWER else 1)
    notebook.remove(owner, made.id)
    notebook.restore(owner, made.id)
    assert sidecar.read_bytes() == data
    assert sidecar.stat().st_mtime_ns == 1
    assert sorted(each.name for each in sidecar.parent.iterdir()) == [
        document.path.name,
        sidecar.name,
    ]
    sidecar.unlink()
    assert store.settle(owner).is_beside
    assert store.standing(document.path) == Standing()
    assert parse(sidecar.read_bytes(), "x").annotations.keys() == {made.id}


def test_the_notes_of_a_newer_program_are_shown(
    document: Document, notebook: Notebook, sidecar: Path
) -> None:
    sidecar.write_bytes(NEWER["newer"])
    assert [placed.annotation.note for placed in notebook.placed(document)] == ["v"]


def test_a_byte_order_mark_is_no_damage(
    document: Document, notebook: Notebook, sidecar: Path
) -> None:
    sidecar.write_bytes(b"\xef\xbb\xbf" + json.dumps(PAGE).encode())
    assert len(notebook.placed(document)) == 1


def test_what_can_be_read_but_not_written_again_is_refused_and_untouched(
    document: Document, notebook: Notebook, sidecar: Path
) -> None:
    refused = 0
    for depth in (*range(300, 1500, 100), 5_000, 20_000, 200_000):  # Pythons differ
        nested = "[" * depth + "]" * depth
        data = json.dumps({**PAGE, "x": 0}).replace('"x": 0', f'"x": {nested}')
        sidecar.write_text(data)
        notebook.annotate(document, 0, 5, note="n")
        standing = notebook.standing
        if standing.damage or not standing.is_beside:
            kept = sidecar.with_name(standing.set_aside) if standing.set_aside else sidecar
            assert kept.read_text() == data
            refused += 1
    assert refused > 0


def test_lone_surrogates_and_numbers_beyond_json_survive(
    document: Document, notebook: Notebook, sidecar: Path
) -> None:
    strange = r'{"a": "\ud800", "\udfff": [NaN, -Infinity, 1e-400, 123456789012345678901234567890]}'
    data = json.dumps({**PAGE, "x": 0}).replace('"x": 0', f'"x": {strange}')
    sidecar.write_text(data)
    notebook.annotate(document, 0, 5, note="n")
    assert same(json.loads(sidecar.read_text())["x"], json.loads(strange))


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop of links"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(
    document: Document, notebook: Notebook, sidecar: Path, kind: str
) -> None:
    make: dict[str, Callable[[], object]] = {
        "folder": sidecar.mkdir,
        "pipe": lambda: os.mkfifo(sidecar),
        "device": lambda: sidecar.symlink_to("/dev/zero"),
        "loop of links": lambda: sidecar.symlink_to(sidecar.name),
    }
    make[kind]()
    with pytest.raises(SidecarError, match=sidecar.name):
        notebook.placed(document)
    with pytest.raises(SidecarError, match=sidecar.name):
        notebook.annotate(document, 0, 5)


def test_a_source_whose_note_file_would_have_too_long_a_name_can_still_be_read(
    document: Document, notebook: Notebook, make_document: Any
) -> None:
    long = make_document(document.path.with_name("n" * 250 + ".txt"))
    assert notebook.placed(long) == ()
    made = notebook.annotate(long, 0, 5)
    assert notebook.standing.where == OVERLAY
    assert "name too long" in notebook.standing.reason
    assert [placed.annotation for placed in notebook.placed(long)] == [made]
    assert list(long.path.parent.glob(".commonplace-*")) == []
