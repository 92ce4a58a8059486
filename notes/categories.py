"""What the colours of highlights stand for in one library: a name and a mark for each.

They are kept in the data folder of this machine, by the library's path: nothing but note files is
ever written into a library, and in those a colour is a colour for whoever reads them.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from notes.annotations.model import COLORS
from notes.errors import UserError

LONGEST_NAME = 24  # code points


class Category(NamedTuple):
    """One colour: the user's name for it, and the mark in the margin; empty for the usual ones."""

    color: str
    name: str = ""
    mark: str = ""


class Categories:
    """The categories of a library, in the order of the colours."""

    def __init__(self, by_color: Mapping[str, Category] | None = None) -> None:
        self._by_color: Mapping[str, Category] = by_color or {}

    def __iter__(self) -> Iterator[Category]:
        return (self[color] for color in COLORS)

    def __getitem__(self, color: str) -> Category:
        return self._by_color.get(color) or Category(color)

    def name(self, color: str) -> str:
        """What a colour is called: the user's name, else its own."""
        return self[color].name or color

    def color(self, name: str) -> str:
        """The colour that `name` stands for; a name that is none comes back as it is."""
        wanted = name.strip().casefold()
        return next((one.color for one in self if one.name.casefold() == wanted), name)

    def named(self, color: str, name: str) -> "Categories":
        """With another name for a colour; an empty one gives back its own.

        Raises `UserError` for a name that another colour has.
        """
        clean = " ".join(name.split())[:LONGEST_NAME]
        clean = "" if clean.casefold() == color else clean
        taken = {self.name(one.color).casefold() for one in self if one.color != color}
        if clean.casefold() in taken | (set(COLORS) - {color}):
            raise UserError(f"{clean!r} is the name of another colour already")
        return self._with(Category(color, clean, self[color].mark))

    def marked(self, color: str, mark: str) -> "Categories":
        """With another mark for a colour, one character; an empty one gives back the usual."""
        return self._with(Category(color, self[color].name, mark[:1]))

    def _with(self, category: Category) -> "Categories":
        return Categories({**self._by_color, category.color: category})


class CategoryFile:
    """The categories of the library at `root`, in the folder `data`."""

    def __init__(self, data: Path, root: Path) -> None:
        self._root = os.path.realpath(root)
        key = hashlib.sha256(os.fsencode(self._root)).hexdigest()[:24]
        self._path = data / "categories" / f"{key}.json"

    def load(self) -> Categories:
        """What was chosen; a file that cannot be read counts as none."""
        try:
            raw = json.loads(self._path.read_bytes())
            chosen = raw["categories"].items()
            found = [Category(c, _text(one, "name"), _text(one, "mark")) for c, one in chosen]
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return Categories()
        return Categories({one.color: one for one in found if one.color in COLORS})

    def save(self, categories: Categories) -> None:
        """Keep `categories`. Raises `UserError` where that cannot be."""
        from notes.annotations.durable import replace_file

        chosen = {c.color: {"name": c.name, "mark": c.mark} for c in categories if c.name or c.mark}
        said = {"library": os.fsdecode(os.fsencode(self._root)), "categories": chosen}
        text = json.dumps(said, ensure_ascii=True, indent=2)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, text.encode("utf-8") + b"\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(f"the categories could not be kept: {reason}") from None


def _text(category: Mapping[str, object], key: str) -> str:
    value = category.get(key, "")
    return value if isinstance(value, str) else ""
