"""Whatever lies where a note file should be: one clear line at worst, and nothing of it is lost."""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.anchoring import place
from notes.annotations.merge import Edit
from notes.annotations.pending import with_edits
from notes.annotations.salvage import salvage
from notes.annotations.sidecar import (
    CorruptSidecar,
    ForeignSidecar,
    Sidecar,
    dump,
    parse,
)
from notes.annotations.standing import OVERLAY, Standing
from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.errors import SidecarError
from notes.notebook import Notebook, owner_of

ITEM: dict[str, Any] = {
    "id": "urn:uuid:1",
    "type": "Annotation",
    "motivation": ["highlighting"],
    "created": "2026-11-21T10:15:00Z",
    "modified": "2026-11-21T10:15:00Z",
    "creator": {"type": "Person", "name": "Ada"},
    "body": [
        {"type": "TextualBody", "purpose": "commenting", "value": "v"},
        {"type": "TextualBody", "purpose": "tagging", "value": "t"},
    ],
    "target": {
        "source": "urn:uuid:0",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "text", "prefix": "some ", "suffix": "."},
            {"type": "TextPositionSelector", "start": 5, "end": 9},
        ],
    },
    "cp:color": "green",
    "cp:rev": 3,
    "cp:anchoredTo": "ab",
}
PAGE: dict[str, Any] = {
    "@context": [],
    "id": "urn:uuid:p",
    "type": "AnnotationPage",
    "label": "l",
    "partOf": {"id": "urn:uuid:c", "total": 1},
    "startIndex": 0,
    "cp:format": 1,
    "cp:document": {
        "id": "urn:uuid:0",
        "cp:fileName": "a.txt",
        "cp:metadata": {"title": "T"},
        "cp:fingerprints": [{"cp:sha256": "a", "cp:bytes": 3, "cp:seen": "x"}],
    },
    "items": [ITEM],
    "cp:tombstones": [{"id": "urn:uuid:2", "cp:rev": 2, "cp:at": "x", "cp:was": ITEM}],
}

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 2**63, 10**300, -(10**300)])
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(
        ["", "TextQuoteSelector", "commenting", "0001-01-01T00:00:00+14:00", "\ud800"]
    )
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything inside a JSON value."""
    children = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    below = [found for key, child in children for found in places_in(child, (*path, key))]
    return [*([path] if path else []), *below]


@st.composite
def twisted_pages(draw: st.DrawFn) -> Any:
    """A good page with one to three of its parts taken away or replaced by anything at all."""
    page = copy.deepcopy(PAGE)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places_in(page) or [("items",)]))
        parent: Any = page
        for step in path[:-1]:
            parent = parent[step]
        if draw(st.booleans()):
            parent[path[-1]] = draw(values)
        elif isinstance(parent, dict):
            parent.pop(path[-1], None)
        else:
            parent.append(draw(values))
    return page


def bytes_of(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal, NaN being equal to itself."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def each_is_in(some: list[Any], others: list[Any]) -> bool:
    left = [json.dumps(other, sort_keys=True) for other in others]
    for value in some:
        text = json.dumps(value, sort_keys=True)
        if text not in left:
            return False
        left.remove(text)
    return True


@given(values)
def test_any_json_is_read_or_refused_in_one_line(value: Any) -> None:
    try:
        parse(bytes_of(value), "x.notes.json")
    except SidecarError as error:
        assert str(error).startswith("x.notes.json ")
        assert "\n" not in str(error)


@given(st.binary() | st.binary().map(lambda b: json.dumps(PAGE).encode()[: len(b) * 20] + b))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        parse(data, "x.notes.json")
    except SidecarError as error:
        assert "\n" not in str(error)


@given(twisted_pages())
@settings(max_examples=300, deadline=None)
def test_nothing_of_a_twisted_page_is_lost_when_it_is_written_again(page: Any) -> None:
    try:
        sidecar = parse(bytes_of(page), "x")
    except SidecarError:
        return
    data = dump(sidecar)
    assert dump(parse(data, "x")) == data
    again = json.loads(data)
    for key in ("items", "cp:tombstones"):
        was = page.get(key, [])
        assert each_is_in(was if isinstance(was, list) else [was], again.get(key, []))
    for key in set(page) - {"type", "label", "partOf", "cp:document", "items", "cp:tombstones"}:
        if key != "id":
            assert same(page[key], again[key])


@given(twisted_pages(), st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_notes_of_a_twisted_page_can_be_shown_changed_deleted_and_restored(
    page: Any, note: str
) -> None:
    try:
        sidecar = parse(bytes_of(page), "x")
    except SidecarError:
        return
    for annotation in sidecar.annotations.values():
        shown = place(annotation, "some text. and more text.", "ab")
        if shown.start is not None and shown.end is not None and annotation.selector:
            words = "some text. and more text."[shown.start : shown.end]
            assert words == annotation.selector.exact
        annotation.modified.astimezone()
        edited = _through(sidecar, Edit(annotation, annotation.changed(note=note, tags=("new",))))
        now = edited.annotations[annotation.id]
        assert "new" in now.tags
        assert now.note == note or not note
        gone = _through(edited, Edit(now, None))
        assert gone.tombstones[annotation.id].annotation == now
        back = gone.tombstones[annotation.id]
        revived = _through(gone, Edit(None, back.annotation.changed()))
        assert revived.annotations[annotation.id].note == now.note
        assert each_is_in(list(sidecar.spoiled), list(revived.spoiled))


def _through(sidecar: Sidecar, edit: Edit) -> Sidecar:
    """The sidecar after `edit`, written and read again."""
    return parse(dump(with_edits(sidecar, [edit])), "x")


DAMAGED = {
    "empty": b"",
    "blank": b"\n",
    "truncated": json.dumps(PAGE).encode()[:-20],
    "nul-filled": b"\0" * 500,
    "utf-16": json.dumps(PAGE).encode("utf-16"),
    "latin-1": '{"cp:format": 1, "a": "é"}'.encode("latin-1"),
    "git markers": b"<<<<<<< ours\n" + json.dumps(PAGE).encode() + b"\n=======\n>>>>>>> theirs\n",
    "nested too deeply": b"[" * 100_000 + b"]" * 100_000,
    "number too long": b'{"cp:format": ' + b"9" * 5000 + b"}",
    "no document": b'{"cp:format": 1, "items": []}',
    "document without id": b'{"cp:format": 1, "cp:document": {"id": 5}}',
    "items twice": b'{"cp:format": 1, "cp:document": {"id": "urn:x:1"},'
    b' "items": [{"id": "urn:x:2", "target": "urn:x:3"}], "items": []}',
    "a key of an item twice": b'{"cp:format": 1, "cp:document": {"id": "urn:x:1"},'
    b' "items": [{"id": "urn:x:2", "x": 1, "x": 2}]}',
}
SALVAGED = {
    "truncated": 1,
    "utf-16": 1,
    "git markers": 1,
    "items twice": 1,
    "a key of an item twice": 1,
}
FOREIGN = {
    "somebody else's object": b'{"notes": ["mine"]}',
    "a list": b"[1, 2]",
    "a number": b"1",
    "null": b"null",
    "a page of another program": b'{"type": "AnnotationPage", "items": []}',
    "a format that is no number": b'{"cp:format": "1", "cp:document": {"id": "urn:x:1"}}',
    "a format that is true": b'{"cp:format": true, "cp:document": {"id": "urn:x:1"}}',
}
NEWER = {"newer": json.dumps({**PAGE, "cp:format": 99, "x:future": {"a": 1}}).encode()}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damage_is_told_apart_from_somebody_elses_file(kind: str) -> None:
    with pytest.raises(CorruptSidecar, match=r"^x\.notes\.json .*left as it is$"):
        parse(DAMAGED[kind], "x.notes.json")


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
