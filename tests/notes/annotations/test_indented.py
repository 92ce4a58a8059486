"""Note files are written as the standard library would write them, only sooner."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notes.annotations.indented import indented

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.lists(inner).map(tuple),
)


@given(values)
@example({"a": [], "b": {}, "c": [{}, [[]]], "": '\ud800\x00\x7f \u2028"\\/é🙂'})
@settings(deadline=None)
@example([float("nan"), float("-inf"), 1e400, 10**40, -0.0, True, 1, None])
def test_every_value_is_written_as_by_the_standard_library(value: Any) -> None:
    assert indented(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_what_is_nested_too_deeply_is_refused() -> None:
    nested: list[Any] = []
    for _ in range(200_000):
        nested = [nested]
    with pytest.raises(RecursionError):
        indented(nested)
