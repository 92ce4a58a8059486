"""Values are dataclasses to all who ask, and load without that module."""

import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from notes.values import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to try things on."""

    start: int
    end: int
    note: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)
    seen: tuple[str, ...] = field(default=(), compare=False)

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Page:
    """Another one with fields of the same names."""

    start: int
    end: int
    note: str = ""


PASSAGE = Passage(3, 7, "why", {"a": 1})


def test_a_value_is_made_by_place_and_by_name_with_its_defaults() -> None:
    assert Passage(3, end=7) == Passage(start=3, end=7, note="")
    assert (Passage(3, 7).raw, Passage(3, 7).seen, PASSAGE.length) == ({}, (), 4)
    assert Passage(3, 7).raw is not Passage(3, 7).raw
    assert repr(Page(1, 2)) == "Page(start=1, end=2, note='')"


@pytest.mark.parametrize("given", [(), (1,), (1, 2, "", {}, (), 6)])
def test_what_is_missing_or_too_much_is_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="Passage"):
        Passage(*given)
    with pytest.raises(TypeError, match="nothing"):
        Passage(1, 2, nothing=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="start"):
        Passage(1, 2, start=3)  # type: ignore[misc]


def test_equality_and_hash_are_those_of_the_compared_fields() -> None:
    other = replace(PASSAGE, raw={}, seen=("x",))
    assert other == PASSAGE and hash(other) == hash(PASSAGE)
    assert replace(PASSAGE, note="") != PASSAGE
    assert Passage(1, 2) != Page(1, 2)


def test_a_value_is_frozen_and_has_nothing_but_its_fields() -> None:
    for name in ("start", "other"):
        with pytest.raises(AttributeError):
            setattr(PASSAGE, name, 1)
        with pytest.raises(AttributeError):
            delattr(PASSAGE, name)
    assert not hasattr(PASSAGE, "__dict__")


def test_a_value_survives_pickling_and_is_matched_by_place() -> None:
    assert pickle.loads(pickle.dumps(PASSAGE)).raw == {"a": 1}
    match PASSAGE:
        case Passage(start, end):
            assert (start, end) == (3, 7)


def test_the_functions_of_dataclasses_know_it() -> None:
    assert dataclasses.is_dataclass(PASSAGE)
    assert [each.name for each in dataclasses.fields(PASSAGE)] == [
        *("start", "end", "note", "raw", "seen")
    ]
    changed = dataclasses.replace(PASSAGE, note="x")
    assert (changed.note, changed.raw, type(changed)) == ("x", {"a": 1}, Passage)
    assert dataclasses.asdict(Page(1, 2)) == {"start": 1, "end": 2, "note": ""}
