"""Two versions of one note file become one, the same on every machine, with nobody's words lost."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.merge import SEPARATOR
from notes.annotations.merge_files import common_ancestor, merge_sidecars
from notes.annotations.model import Annotation, Selector, Tombstone
from notes.annotations.sidecar import Fingerprint, Sidecar, dump, parse

DAY = datetime(2026, 11, 21, tzinfo=UTC)
PLACE = Selector("quote", "before ", " after", 7, 12)
FIRST = Annotation("urn:uuid:1", PLACE, "first", ("a", "b"), "yellow", DAY, DAY)
PAGE = {"id": "urn:uuid:p", "partOf": {"id": "urn:uuid:c"}}


def file_of(*items: Annotation | Tombstone, **more: Any) -> Sidecar:
    """A note file as it is read from the disk."""
    alive = {one.id: one for one in items if isinstance(one, Annotation)}
    dead = {one.id: one for one in items if isinstance(one, Tombstone)}
    made = Sidecar("urn:uuid:d", "paper.txt", alive, dead, raw=PAGE, **more)
    return parse(dump(made), "x")


def later(annotation: Annotation, hours: int = 1, **changes: object) -> Annotation:
    return annotation.changed(**changes)._replace(
        modified=annotation.modified + timedelta(hours=hours)
    )


def deleted(annotation: Annotation) -> Tombstone:
    return Tombstone(annotation, annotation.rev + 1, annotation.modified)


def texts(sidecar: Sidecar) -> list[str]:
    return sorted(one.note for one in sidecar.annotations.values())


def named(name: str) -> Annotation:
    return FIRST._replace(id=f"urn:uuid:{name}", note=name)


OURS = later(FIRST, note="ours")
THEIRS = later(FIRST, 2, note="theirs")
BOTH = [f"ours{SEPARATOR}theirs"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param([FIRST], [FIRST, named("x")], [FIRST, named("y")], ["first", "x", "y"]),
        pytest.param([FIRST], [OURS], [FIRST], ["ours"], id="one changed it"),
        pytest.param(None, [OURS], [FIRST], ["ours"], id="a stale copy, by its lineage"),
        pytest.param([FIRST], [OURS], [THEIRS], BOTH, id="both changed it"),
        pytest.param(None, [OURS], [THEIRS], BOTH, id="both changed it, nothing known"),
        pytest.param([FIRST], [deleted(FIRST)], [FIRST], [], id="deletion and a stale copy"),
        pytest.param(None, [deleted(FIRST)], [FIRST], [], id="the same, nothing known"),
        pytest.param(None, [deleted(OURS)], [FIRST], [], id="deletion and an older copy"),
        pytest.param([FIRST], [deleted(FIRST)], [THEIRS], ["theirs"], id="edit beats deletion"),
        pytest.param(None, [deleted(OURS)], [THEIRS], ["theirs"], id="edit, other text deleted"),
        pytest.param([FIRST], [FIRST], [], ["first"], id="gone without a tombstone"),
        pytest.param(None, [deleted(OURS)], [deleted(THEIRS)], [], id="both deleted it"),
    ],
)
def test_what_becomes_of_a_note_in_two_versions(
    base: list[Annotation] | None,
    ours: Sequence[Annotation | Tombstone],
    theirs: Sequence[Annotation | Tombstone],
    expected: list[str],
) -> None:
    old = None if base is None else file_of(*base)
    merged = merge_sidecars(old, file_of(*ours), file_of(*theirs))
    assert texts(merged) == expected
    assert not merged.annotations.keys() & merged.tombstones.keys()


def test_tags_unite_with_removals_where_the_common_state_is_known() -> None:
    ours, theirs = later(FIRST, tags=("a", "b", "c")), later(FIRST, 2, tags=("a", "d"))
    merged = merge_sidecars(file_of(FIRST), file_of(ours), file_of(theirs))
    assert set(merged.annotations[FIRST.id].tags) == {"a", "c", "d"}
    unknown = merge_sidecars(None, file_of(ours), file_of(theirs))
    assert set(unknown.annotations[FIRST.id].tags) == {"a", "b", "c", "d"}


def test_the_common_state_is_found_among_old_versions_by_lineage() -> None:
    mine = later(later(FIRST, note="mine"), note="mine again")
    theirs = later(FIRST, 2, note="theirs")
    versions = [file_of(FIRST), file_of(later(FIRST, note="mine"))]
    base = common_ancestor(versions, file_of(mine), file_of(theirs))
    assert base is not None and base.annotations == {FIRST.id: FIRST}
    assert common_ancestor([file_of(named("x"))], file_of(mine), file_of(theirs)) is None


def test_metadata_and_unknown_keys_merge_key_by_key() -> None:
    base = file_of(metadata={"title": "old", "date": "1", "url": "u"})
    ours = base._replace(metadata={"title": "ours", "date": "1", "url": "u"})
    theirs = base._replace(metadata={"title": "old", "date": "2"}, raw={**base.raw, "x:y": 1})
    merged = merge_sidecars(base, ours, theirs)
    assert merged.metadata == {"title": "ours", "date": "2"}
    assert parse(dump(merged), "x").raw["x:y"] == 1


def test_every_fingerprint_and_every_bad_item_is_kept_once() -> None:
    seen = [Fingerprint(name, name, 1, f"2026-11-2{name}T00:00:00Z") for name in "123"]
    ours = file_of(fingerprints=(seen[0], seen[2]), spoiled=(7, {"a": 1}))
    theirs = file_of(fingerprints=(seen[0], seen[1]), spoiled=({"a": 1}, 8))
    merged = merge_sidecars(None, ours, theirs)
    assert [one.sha256 for one in merged.fingerprints] == ["1", "2", "3"]
    assert sorted(map(str, merged.spoiled)) == sorted(map(str, (7, {"a": 1}, 8)))


changes = st.fixed_dictionaries(
    {},
    optional={
        "note": st.sampled_from(["", "first", "one", "two", "three"]),
        "tags": st.lists(st.sampled_from("abcd"), unique=True, max_size=3).map(tuple),
        "color": st.sampled_from(["yellow", "pink", "green"]),
    },
)


@st.composite
def versions(draw: st.DrawFn, most: int = 3) -> Sidecar:
    """What a machine made of a file with two notes."""
    items: list[Annotation | Tombstone] = []
    for start in (FIRST, named("2")):
        made = start
        for _ in range(draw(st.integers(0, most))):
            made = later(made, draw(st.integers(0, 2)), **draw(changes))
        items.append(deleted(made) if draw(st.integers(0, 3)) == 0 else made)
    for name in draw(st.lists(st.sampled_from("xyz"), unique=True, max_size=2)):
        items.append(named(name))
    return file_of(*items)


BASE = file_of(FIRST, named("2"))
bases = st.sampled_from([None, BASE])


@given(bases, versions(), versions())
@settings(max_examples=80, deadline=None)
def test_it_does_not_matter_which_version_is_ours(
    base: Sidecar | None, one: Sidecar, other: Sidecar
) -> None:
    assert dump(merge_sidecars(base, one, other)) == dump(merge_sidecars(base, other, one))


@given(bases, versions(), versions())
@settings(max_examples=80, deadline=None)
def test_merging_again_changes_nothing(base: Sidecar | None, one: Sidecar, other: Sidecar) -> None:
    merged = parse(dump(merge_sidecars(base, one, other)), "x")
    assert dump(merge_sidecars(None, merged, merged)) == dump(merged)
    for each in (one, other):
        again = merge_sidecars(None, merged, each)
        assert _said(dump(again)) == _said(dump(merged))


def _said(data: bytes) -> bytes:
    """What a note file says; meeting an older state again may only tell it more of its ancestry."""
    return re.sub(rb'"cp:lineage": "[^"]*"', b"", data)


@given(st.permutations([0, 1, 2]), versions(), versions(), versions())
@settings(max_examples=60, deadline=None)
def test_three_machines_say_the_same_in_whatever_order_they_meet(
    order: list[int], one: Sidecar, two: Sidecar, three: Sidecar
) -> None:
    everyone = [one, two, three]
    first, second, third = (everyone[at] for at in order)
    left = merge_sidecars(None, merge_sidecars(None, one, two), three)
    right = merge_sidecars(None, merge_sidecars(None, first, second), third)
    # In whatever order: once all have met what the others made of it, they agree.
    assert dump(merge_sidecars(None, left, right)) == dump(merge_sidecars(None, right, left))
    known = [{*each.annotations, *each.tombstones} for each in (left, right)]
    assert known[0] == known[1]


@given(bases, versions(), versions())
@settings(max_examples=80, deadline=None)
def test_no_text_is_lost_that_was_not_deleted_or_written_over(
    base: Sidecar | None, one: Sidecar, other: Sidecar
) -> None:
    merged = merge_sidecars(base, one, other)
    for mine, yours in ((one, other), (other, one)):
        for id, annotation in mine.annotations.items():
            is_superseded = any(
                known.descends_from(annotation)
                for known in (yours.annotations.get(id), _buried(yours, id))
                if known is not None
            )
            is_as_before = annotation.note in (FIRST.note, "2")
            found = merged.annotations.get(id) or _buried(merged, id)
            assert found is not None
            if not is_superseded and not is_as_before and annotation.note:
                assert annotation.note in found.note or id in merged.tombstones


def _buried(sidecar: Sidecar, id: str) -> Annotation | None:
    tombstone = sidecar.tombstones.get(id)
    return tombstone.annotation if tombstone else None


def test_two_states_that_differ_in_the_order_of_their_tags_merge_alike_on_all_machines() -> None:
    one, other = (file_of(FIRST._replace(tags=tags, raw={})) for tags in (("a", "b"), ("b", "a")))
    assert one.annotations["urn:uuid:1"].digest == other.annotations["urn:uuid:1"].digest
    ours, theirs = merge_sidecars(None, one, other), merge_sidecars(None, other, one)
    assert [each.tags for each in ours.annotations.values()] == [
        each.tags for each in theirs.annotations.values()
    ]
