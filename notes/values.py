"""Frozen dataclasses with slots that cost next to nothing to load.

`dataclasses` brings `inspect`, `ast` and `dis` with it (15 ms, as long as Python itself takes to
start) and compiles six methods for every class (0.9 ms each): together a third of what listing a
few notes took on the command line. What that line needs is declared with these instead. To a type
checker, and to the functions of `dataclasses`, the classes are dataclasses like any other.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    class _Field:
        """A field as it was declared; `make` gives the default where none is shared."""

        __slots__ = ("compare", "default", "make", "name", "put")

        def __init__(self, default=..., make=None, compare=True):
            self.default, self.make, self.compare = default, make, compare

    def field(*, default=..., default_factory=None, compare=True):
        """A field with more to it than a default, as `dataclasses.field`."""
        return _Field(default, default_factory, compare)

    def dataclass(*, frozen, slots):
        """Make the annotated names of a class its fields; only frozen classes with slots."""
        assert frozen and slots
        return _made

    def replace(value, /, **changes):
        """A copy of `value` with `changes`."""
        known = {each.name: getattr(value, each.name) for each in type(value)._fields}
        return type(value)(**{**known, **changes})

    def _made(declared):
        """The class again, with slots: they cannot be added to one that is there."""
        fields = tuple(_field(declared, name) for name in declared.__annotations__)
        names = tuple(each.name for each in fields)
        dropped = {*names, "__dict__", "__weakref__"}
        body = {name: kept for name, kept in vars(declared).items() if name not in dropped}
        compared = attrgetter(*(each.name for each in fields if each.compare))
        body |= {"__slots__": names, "__match_args__": names, "_fields": fields}
        body |= {"_compared": property(compared), "__qualname__": declared.__qualname__}
        made = type(declared)(declared.__name__, (_Value, *declared.__bases__), body)
        for each in fields:  # what a slot is filled with, past `__setattr__`
            each.put = getattr(made, each.name).__set__
        return made

    def _field(declared, name):
        given = vars(declared).get(name, ...)
        made = given if isinstance(given, _Field) else _Field(given)
        made.name = name
        return made

    class _Fields:
        """The fields as `dataclasses` knows them, for its `replace` and `asdict`."""

        def __get__(self, value, kind):
            import dataclasses

            like = dataclasses.make_dataclass(
                kind.__name__, [(each.name, Any, _described(each)) for each in kind._fields]
            )
            return like.__dataclass_fields__

    def _described(each):
        import dataclasses

        missing = dataclasses.MISSING
        return dataclasses.field(
            default=missing if each.default is ... or each.make else each.default,
            default_factory=each.make or missing,
            compare=each.compare,
            kw_only=True,  # or one with a default could not come before one without
        )

    class _Value:
        """What all such classes have in common."""

        __slots__ = ()
        __dataclass_fields__ = _Fields()

        def __init__(self, *given, **named):
            fields = self._fields
            for each, value in zip(fields, given, strict=False):
                each.put(self, value)
            for each in fields[len(given) :]:
                if each.name in named:
                    each.put(self, named.pop(each.name))
                elif each.make is not None:
                    each.put(self, each.make())
                elif each.default is not ...:
                    each.put(self, each.default)
                else:
                    raise TypeError(f"{type(self).__name__}: {each.name} is missing")
            if named or len(given) > len(fields):
                raise TypeError(f"{type(self).__name__}: too much is given: {named or given}")

        def __setattr__(self, name, value):
            raise AttributeError(f"{type(self).__name__} is frozen: {name}")

        def __delattr__(self, name):
            raise AttributeError(f"{type(self).__name__} is frozen: {name}")

        def __eq__(self, other):
            return (
                self._compared == other._compared if type(other) is type(self) else NotImplemented
            )

        def __hash__(self):
            return hash(self._compared)

        def __repr__(self):
            shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in self._fields)
            return f"{type(self).__qualname__}({shown})"

        def __reduce__(self):
            return type(self), tuple(getattr(self, each.name) for each in self._fields)
