"""A path that is being typed: which names it could become. Reads folders; knows no widget."""

import os
from collections.abc import Sequence
from itertools import islice

_LOOKED_AT = 5000  # entries of one folder


def names_for(typed: str, endings: Sequence[str] | None = None) -> list[str]:
    """The names that the last part of `typed` could become, folders with a slash, in order.

    Files are those with one of `endings` (none: no files; None: every file); what is hidden is
    offered once a dot is typed, a name that nobody can type never. A folder that cannot be read has
    no names.
    """
    folder, _, begun = typed.rpartition(os.sep)
    if typed == "~":
        return ["~/"]
    place = os.path.expanduser(folder + os.sep if folder or typed.startswith(os.sep) else ".")
    try:
        with os.scandir(place) as entries:
            found = [
                entry.name + os.sep if entry.is_dir() else entry.name
                for entry in islice(entries, _LOOKED_AT)
                if entry.name.startswith(begun)
                and entry.name.isprintable()
                and (begun.startswith(".") or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):
        return []
    return sorted(name for name in found if _is_offered(name, endings))


def completed(typed: str, names: Sequence[str]) -> str:
    """`typed` with as much of its last part as all `names` have in common."""
    if typed == "~":
        return "~/"
    folder, slash, begun = typed.rpartition(os.sep)
    first, last = min(names, default=begun), max(names, default=begun)
    length = next((at for at, c in enumerate(first) if not last.startswith(c, at)), len(first))
    common = first[:length]
    return folder + slash + common if len(common) > len(begun) else typed


def _is_offered(name: str, endings: Sequence[str] | None) -> bool:
    return name.endswith(os.sep) or endings is None or name.lower().endswith(tuple(endings))
