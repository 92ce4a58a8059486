"""Any JSON where a note file should be: read or refused in one line, and nothing of it is lost."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from note_pages import PAGE, bytes_of, same

from notes.annotations.anchoring import place
from notes.annotations.merge import Edit
from notes.annotations.pending import with_edits
from notes.annotations.sidecar import (
    Sidecar,
    dump,
    parse,
)
from notes.errors import SidecarError

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
