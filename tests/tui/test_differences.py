"""What differs between two passages is seen without colour, and nothing of either is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.differences import Part, compare


def marked(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts)


def plain(parts: tuple[Part, ...]) -> str:
    """The text without the signs."""
    return "".join(part.text[2:-2] if part.differs else part.text for part in parts)


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("the same words", "the same words", "the same words", "the same words"),
        ("ninety years", "eighty years", "[-ninety-] years", "{+eighty+} years"),
        ("ice went out now", "ice broke up now", "ice [-went out-] now", "ice {+broke up+} now"),
        ("all of it", "", "[-all of it-]", ""),
        ("中國與俄羅斯", "中國和俄羅斯", "中國[-與-]俄羅斯", "中國{+和+}俄羅斯"),
        ("twenty-one", "twenty-two", "twenty-[-one-]", "twenty-{+two+}"),
    ],
)
def test_words_that_differ_stand_between_signs(old: str, new: str, gone: str, come: str) -> None:
    found = compare(old, new)
    assert (marked(found[0]), marked(found[1])) == (gone, come)


@given(st.text("ab c-.中", max_size=40), st.text("ab c-.中", max_size=40))
def test_nothing_of_either_text_is_left_out(old: str, new: str) -> None:
    gone, come = compare(old, new)
    assert (plain(gone), plain(come)) == (old, new)


@pytest.mark.parametrize("old, new", [("中" * 1500, "中國" * 750), ("a " * 750, "a b " * 375)])
def test_words_that_repeat_endlessly_are_compared_at_once(old: str, new: str) -> None:
    gone, come = compare(old, new)  # what compares all repeats with all others never ends here
    assert (plain(gone), plain(come)) == (old, new)


@given(st.text("ab c-.中", max_size=40))
def test_equal_texts_have_no_signs(text: str) -> None:
    assert not any(part.differs for side in compare(text, text) for part in side)
