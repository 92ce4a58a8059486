"""Values that carry more than what they say are compared by what they say."""

from collections.abc import Mapping
from operator import eq, ne
from typing import NamedTuple

from notes.annotations.equality import equal_but_for


@equal_but_for("raw")
class Passage(NamedTuple):
    """A passage, and the JSON it came from."""

    start: int
    end: int
    raw: Mapping[str, object] = {}


class Page(NamedTuple):
    """Another value with the same content."""

    start: int
    end: int


def test_what_is_left_out_makes_no_difference() -> None:
    one, same, other = Passage(3, 7), Passage(3, 7, {"a": 1}), Passage(3, 8)
    assert eq(one, same) and not ne(one, same) and hash(one) == hash(same)
    assert ne(one, other) and not eq(one, other)
    assert {one, same, other} == {one, other}
    assert (one, 1) == (same, 1)


def test_only_values_of_the_class_are_equal() -> None:
    bare: tuple[int, int, Mapping[str, object]] = (3, 7, {})
    assert ne(Passage(*bare), bare) and ne(bare, Passage(*bare))
    assert Passage(3, 7) != Page(3, 7)
