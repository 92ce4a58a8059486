"""Answers that are remembered, as one types on: found again without a call."""

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(dict[_Key, _Value]):
    """Makes a value when it is first asked for by its key; forgets all when there are too many.

    A dictionary answers in a third of the time of `lru_cache`, and is made in a tenth.
    """

    def __init__(self, make: Callable[[_Key], _Value], most: int = 4096) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: _Key) -> _Value:
        value = self._make(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
