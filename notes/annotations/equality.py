"""Equality of values that carry more than what they say."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple, TypeVar

Value = TypeVar("Value", bound=NamedTuple)


def equal_but_for(*names: str) -> Callable[[type[Value]], type[Value]]:
    """A decorator: two of the class are equal, and hash alike, whatever is in the fields `names`.

    Only values of the class itself can be equal, unlike bare tuples.
    """

    def decorated(kind: type[Value]) -> type[Value]:
        compared = attrgetter(*(name for name in kind._fields if name not in names))

        def equal(one: Value, other: object) -> bool:
            return type(other) is type(one) and bool(compared(one) == compared(other))

        methods = {
            "__eq__": equal,
            "__ne__": lambda one, other: not equal(one, other),
            "__hash__": lambda one: hash(compared(one)),
        }
        for name, method in methods.items():
            setattr(kind, name, method)
        return kind

    return decorated
