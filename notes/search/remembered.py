"""Answers that are remembered, as one types on."""

from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(dict[_Key, _Value]):
    """What was found, by what was asked; forgets all when there are too many.

    `lru_cache` on a method would hold the object in a circle, and with it its mapped files, until
    the garbage is collected.
    """

    def keep(self, key: _Key, value: _Value, most: int = 4096) -> _Value:
        """Remember a value; gives it back."""
        if len(self) >= most:
            self.clear()
        self[key] = value
        return value
