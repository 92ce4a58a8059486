"""A key that stands twice in a note file, wherever: both values are kept, and it is said."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.repeats import KEPT, Repeated, keeping_repeats, refusing_repeats
from notes.annotations.sidecar import parse
from notes.annotations.standing import OVERLAY
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.notebook import Notebook, owner_of

HERE = "place of the second value"


def page_of(sidecar: Path, notebook: Notebook, document: Document) -> Any:
    """A page as the program writes it, with two notes and a tombstone."""
    notebook.annotate(document, 0, 8, note="first", tags=["a"], color="pink")
    notebook.annotate(document, 9, 18, note="second")
    gone = notebook.annotate(document, 20, 25, note="third")
    notebook.remove(owner_of(document), gone.id)
    return json.loads(sidecar.read_bytes())


def doubled(page: Any, path: tuple[Any, ...], second: Any) -> bytes:
    """The page with the key at the end of `path` once more, after it, with a value of its own."""
    page = copy.deepcopy(page)
    parent = page
    for step in path[:-1]:
        parent = parent[step]
    pairs: dict[str, Any] = {}
    for key, value in parent.items():
        pairs[key] = value
        if key == path[-1]:
            pairs[HERE] = second
    parent.clear()
    parent.update(pairs)
    text = json.dumps(page).replace(json.dumps(HERE), json.dumps(path[-1]))
    with pytest.raises(Repeated):
        json.loads(text, object_pairs_hook=refusing_repeats)
    return text.encode()


NEW_ITEM = {"id": "urn:x:new", "type": "Annotation", "target": {"source": "urn:x:d"}}
PLACES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "all items": (("items",), [NEW_ITEM]),
    "all tombstones": (("cp:tombstones",), [{"id": "urn:x:new", "cp:was": NEW_ITEM}]),
    "the document": (("cp:document",), {"id": "urn:x:other", "cp:metadata": {"title": "Mine"}}),
    "a fact": (("cp:document", "cp:metadata"), {"title": "Another"}),
    "a body": (("items", 0, "body"), [{"type": "TextualBody", "value": "another body"}]),
    "a text": (("items", 0, "body", 0, "value"), "another text"),
    "a colour": (("items", 0, "cp:color"), "green"),
    "a revision": (("items", 0, "cp:rev"), 7),
    "a target": (("items", 0, "target"), {"source": "urn:x:elsewhere"}),
    "a quote": (("items", 0, "target", "selector", 0, "exact"), "other words"),
    "an id": (("items", 0, "id"), "urn:x:another-id"),
    "what was deleted": (("cp:tombstones", 0, "cp:was"), {**NEW_ITEM, "x": "another"}),
}


def leaves(value: Any) -> list[str]:
    """Every scalar of a JSON value, as JSON."""
    if isinstance(value, dict):
        return [leaf for child in value.values() for leaf in leaves(child)]
    if isinstance(value, list):
        return [leaf for child in value for leaf in leaves(child)]
    return [json.dumps(value)]


@pytest.mark.parametrize("place", PLACES)
def test_a_repeated_key_drops_nothing_and_is_said(
    notebook: Notebook, store: SidecarStore, document: Document, sidecar: Path, place: str
) -> None:
    path, second = PLACES[place]
    page = page_of(sidecar, notebook, document)
    data = doubled(page, path, second)
    sidecar.write_bytes(data)
    assert repr(path[-1]) in store.standing(document.path).damage
    made = notebook.annotate(document, 30, 40, note="new")
    assert notebook.standing.is_beside and notebook.standing.damage
    assert sidecar.with_name(notebook.standing.set_aside).read_bytes() == data
    written = sidecar.read_text("utf-8")
    found = parse(written.encode(), "x")
    assert made.id in found.annotations
    for leaf in (*leaves(page["items"]), *leaves(page["cp:tombstones"]), *leaves(second)):
        assert leaf.strip('"') in written
    assert not store.standing(document.path).damage


def test_a_newer_format_that_stands_beside_ours_is_not_ours_to_write(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    data = doubled(page_of(sidecar, notebook, document), ("cp:format",), 99)
    sidecar.write_bytes(data)
    notebook.annotate(document, 30, 40, note="new")
    assert notebook.standing.where == OVERLAY
    assert sidecar.read_bytes() == data
    assert len(notebook.placed(document)) == 3


def test_two_texts_of_one_note_are_both_shown(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    page = page_of(sidecar, notebook, document)
    sidecar.write_bytes(doubled(page, PLACES["a text"][0], "another text"))
    notes = {placed.annotation.note for placed in notebook.placed(document)}
    assert notes == {"first\n\n---\n\nanother text", "second"}


def test_a_truncated_file_with_a_repeated_key_gives_what_is_whole(
    notebook: Notebook, store: SidecarStore, document: Document, sidecar: Path
) -> None:
    page = page_of(sidecar, notebook, document)
    data = doubled(page, PLACES["a text"][0], "another text")
    sidecar.write_bytes(data[: data.index(b"cp:tombstones")])
    assert any("another text" in p.annotation.note for p in notebook.placed(document))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "value", KEPT]), values), max_size=8))
def test_every_value_under_every_key_is_somewhere(pairs: list[tuple[str, Any]]) -> None:
    kept = keeping_repeats(pairs)
    together = json.dumps(kept)
    for _, value in pairs:
        for leaf in leaves(value):
            assert leaf.strip('"') in together
    assert kept.keys() <= {name for name, _ in pairs} | {KEPT}


def test_many_repeats_are_read_in_one_go() -> None:
    pairs = [("x", number) for number in range(50_000)]
    lists: list[tuple[str, Any]] = [("items", list(range(50_000))), ("items", list(range(60_000)))]
    assert len(keeping_repeats(pairs)[KEPT][0]["x"]) == 49_999
    assert len(keeping_repeats(lists)["items"]) == 60_000
