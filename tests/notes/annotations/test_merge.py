"""Two changes to one note are joined so that nobody's words are lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.annotations.merge import SEPARATOR, Edit, merge_annotation
from notes.annotations.merge_files import merge_sidecars
from notes.annotations.model import COLORS, Annotation, Selector
from notes.annotations.sidecar import Sidecar

DAY = datetime(2026, 11, 21, tzinfo=UTC)
SEEN = Annotation(
    id="urn:uuid:1",
    selector=Selector("quote", "before ", " after", 7, 12),
    note="seen",
    tags=("a", "b"),
    color="yellow",
    created=DAY,
    modified=DAY,
    raw={"id": "urn:uuid:1", "x": "seen"},
)


def later(annotation: Annotation, hours: int = 1, **changes: object) -> Annotation:
    """`annotation` changed by somebody, some hours later."""
    moment = annotation.modified + timedelta(hours=hours)
    return annotation.changed(**changes)._replace(modified=moment)


OURS = later(SEEN, note="ours")
THEIRS = later(SEEN, 2, note="theirs")


@pytest.mark.parametrize(
    ("seen", "ours", "present", "note"),
    [
        pytest.param(None, OURS, None, "ours", id="new"),
        pytest.param(SEEN, OURS, SEEN, "ours", id="we changed it"),
        pytest.param(SEEN, SEEN, THEIRS, "theirs", id="they changed it"),
        pytest.param(SEEN, OURS, THEIRS, f"ours{SEPARATOR}theirs", id="both changed it"),
        pytest.param(SEEN, OURS, OURS, "ours", id="both made the same change"),
        pytest.param(SEEN, OURS, None, "ours", id="we changed it, they deleted it"),
        pytest.param(SEEN, None, THEIRS, "theirs", id="we deleted it, they changed it"),
        pytest.param(SEEN, None, SEEN, None, id="we deleted it"),
        pytest.param(SEEN, None, None, None, id="both deleted it"),
        pytest.param(SEEN, None, later(SEEN), None, id="we deleted it, it says the same again"),
        pytest.param(None, OURS, THEIRS, f"ours{SEPARATOR}theirs", id="both brought it back"),
        pytest.param(None, OURS, OURS, "ours", id="both brought back the same"),
    ],
)
def test_what_a_change_becomes_when_it_meets_what_is_there(
    seen: Annotation | None, ours: Annotation | None, present: Annotation | None, note: str | None
) -> None:
    merged = merge_annotation(Edit(seen, ours), present)
    assert (merged.note if merged else None) == note


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("", "", ""),
        ("", "theirs", "theirs"),
        ("ours", "", "ours"),
        ("seen", "theirs", "theirs"),
        ("seen", "", ""),
        ("same", "same", "same"),
        (f"ours{SEPARATOR}theirs", "theirs", f"ours{SEPARATOR}theirs"),
        ("ours", f"ours{SEPARATOR}theirs", f"ours{SEPARATOR}theirs"),
        ("theirs", "ours", f"ours{SEPARATOR}theirs"),
    ],
)
def test_two_texts_of_one_note(ours: str, theirs: str, merged: str) -> None:
    found = merge_annotation(Edit(SEEN, later(SEEN, note=ours)), later(SEEN, note=theirs))
    assert found is not None and found.note == merged


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("ab", "ab", "ab"),
        ("abc", "ab", "abc"),
        ("abc", "abd", "abcd"),
        ("a", "abd", "ad"),
        ("a", "b", ""),
        ("", "abc", "c"),
        ("ac", "bd", "cd"),
    ],
)
def test_tags_unite_as_sets_with_removals(ours: str, theirs: str, merged: str) -> None:
    mine, other = later(SEEN, tags=tuple(ours)), later(SEEN, 2, tags=tuple(theirs))
    found = merge_annotation(Edit(SEEN, mine), other)
    assert found is not None and set(found.tags) == set(merged)
    assert found.note == "seen"


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [("green", "yellow", "green"), ("yellow", "blue", "blue"), ("green", "blue", "blue")],
)
def test_of_two_new_colours_the_later_stays(ours: str, theirs: str, merged: str) -> None:
    mine, other = later(SEEN, 1, color=ours), later(SEEN, 2, color=theirs)
    for edit, present in ((Edit(SEEN, mine), other), (Edit(SEEN, other), mine)):
        found = merge_annotation(edit, present)
        assert found is not None and found.color == merged


def test_a_change_of_colour_and_a_change_of_text_both_stay() -> None:
    found = merge_annotation(Edit(SEEN, later(SEEN, color="pink")), THEIRS)
    assert found is not None
    assert (found.color, found.note) == ("pink", "theirs")


def test_a_passage_put_elsewhere_takes_its_text_hash_along() -> None:
    moved = later(SEEN, selector=Selector("other", "", "", 0, 5), anchored_to="new")
    for edit, present in ((Edit(SEEN, moved), THEIRS), (Edit(SEEN, THEIRS), moved)):
        found = merge_annotation(edit, present)
        assert found is not None
        assert (found.selector, found.anchored_to) == (moved.selector, "new")
        assert found.note == "theirs"


def test_the_result_is_newer_than_both_and_keeps_unknown_keys() -> None:
    present = later(THEIRS, note="again")._replace(raw={"id": "urn:uuid:1", "x": "theirs"})
    for seen in (SEEN, None):
        found = merge_annotation(Edit(seen, OURS), present)
        assert found is not None
        assert found.rev > max(OURS.rev, present.rev)
        assert found.raw == present.raw


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
changes = st.fixed_dictionaries(
    {},
    optional={
        "note": words | st.sampled_from(["seen", "", "ours", f"ours{SEPARATOR}theirs"]),
        "tags": st.lists(st.sampled_from("abcd"), unique=True, max_size=4).map(tuple),
        "color": st.sampled_from(COLORS),
        "selector": st.none() | st.just(Selector("other", "", "", 0, 5)),
    },
)


@st.composite
def versions(draw: st.DrawFn) -> Annotation:
    """What somebody made of SEEN in one to three changes."""
    made = SEEN
    for _ in range(draw(st.integers(1, 3))):
        made = later(made, draw(st.integers(0, 2)), **draw(changes))
    return made


def says(annotation: Annotation) -> tuple[object, ...]:
    """All but when it was written, and the order of its tags."""
    return annotation.note, set(annotation.tags), annotation.color, annotation.selector


@given(versions(), versions(), st.booleans())
def test_it_does_not_matter_which_of_two_changes_meets_the_other(
    one: Annotation, other: Annotation, was_seen: bool
) -> None:
    seen = SEEN if was_seen else None
    left = merge_annotation(Edit(seen, one), other)
    right = merge_annotation(Edit(seen, other), one)
    assert left is not None and right is not None
    assert says(left) == says(right)


@given(versions() | st.none(), versions() | st.none(), st.booleans())
def test_no_text_that_somebody_wrote_is_ever_lost(
    ours: Annotation | None, present: Annotation | None, was_seen: bool
) -> None:
    if ours is None and (present is None or not was_seen or says(present) == says(SEEN)):
        return
    merged = merge_annotation(Edit(SEEN if was_seen else None, ours), present)
    assert merged is not None
    for each in (ours, present):
        if each is not None and (each.note != SEEN.note or not was_seen):
            assert each.note in merged.note
    if was_seen:
        kept = [set(each.tags) for each in (ours, present) if each]
        removed = {tag for tag in SEEN.tags if not all(tag in tags for tags in kept)}
        assert removed.isdisjoint(merged.tags)


@given(versions(), versions())
def test_meeting_the_same_change_again_adds_nothing(one: Annotation, other: Annotation) -> None:
    merged = merge_annotation(Edit(SEEN, one), other)
    assert merged is not None
    again = merge_annotation(Edit(SEEN, one), merged)
    assert again is not None
    assert again.note.count(SEPARATOR) <= merged.note.count(SEPARATOR)
    assert set(again.tags) == set(merged.tags)


def test_what_was_joined_is_known_to_come_from_both_so_that_a_stale_copy_changes_nothing() -> None:
    joined = merge_annotation(Edit(SEEN, OURS), THEIRS)
    assert joined is not None
    assert all(joined.descends_from(one) for one in (SEEN, THEIRS))
    shortened = later(joined, note="only this")
    stale = Sidecar("urn:x:d", "x", {THEIRS.id: THEIRS})
    merged = merge_sidecars(None, stale._replace(annotations={joined.id: shortened}), stale)
    assert merged.annotations[joined.id].note == "only this"
