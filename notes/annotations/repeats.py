"""JSON objects in which a key stands twice: refused while all is well, else read without loss.

JSON readers keep one of such values and drop the others without a word; a careless line-based
merge of two versions of a note file makes them.
"""

import json
from collections import Counter
from typing import Any

KEPT = "cp:repeated"  # under it lies what was under a key before its last value
_BETWEEN = "\n\n---\n\n"  # two texts of one note
_Pairs = list[tuple[str, Any]]


class Repeated(ValueError):
    """A key that an object has twice: reading only one of them would lose the other."""


def refusing_repeats(pairs: _Pairs) -> dict[str, Any]:
    """An `object_pairs_hook` for `json` that raises `Repeated`."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Repeated(f"the key {twice!r} is there twice")
    return found


def keeping_repeats(pairs: _Pairs) -> dict[str, Any]:
    """An `object_pairs_hook` for `json` that drops nothing.

    Lists under one key are joined, objects key by key, and the texts of a body. Of other values
    that differ the last one counts; those before it are kept under `cp:repeated`, by their key.
    """
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    values: dict[str, dict[str, Any]] = {}
    for name, value in pairs:
        values.setdefault(name, {}).setdefault(_canonical(value), value)
    earlier: dict[str, list[Any]] = {}
    for name, distinct in values.items():
        several = list(distinct.values())
        if all(isinstance(value, list) for value in several):
            found[name] = _together(several)
        elif len(several) > 1 and all(isinstance(value, dict) for value in several):
            found[name] = keeping_repeats([pair for one in several for pair in one.items()])
        elif name == "value" and all(isinstance(value, str) for value in several):
            found[name] = _BETWEEN.join(several)
        elif len(several) > 1:
            *earlier[name], found[name] = several
    if earlier:
        found[KEPT] = [*_listed(found.get(KEPT, [])), earlier]
    return found


def _together(lists: list[list[Any]]) -> list[Any]:
    """All items of some lists, as often as they stand in the list where they are oftenest."""
    joined: list[Any] = []
    counted: Counter[str] = Counter()
    for items in lists:
        here: Counter[str] = Counter()
        for item in items:
            text = _canonical(item)
            here[text] += 1
            if here[text] > counted[text]:
                counted[text] += 1
                joined.append(item)
    return joined


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
