"""The part of a library that remembers how the user marks: colours, their names, the last tags."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from notes.annotations.model import COLORS
from notes.folder import DocumentFolder

if TYPE_CHECKING:
    from notes.categories import Categories, CategoryFile


class LastMark(NamedTuple):
    """The colour that was used last, and the tags that were given with it."""

    color: str = COLORS[0]
    tags: tuple[str, ...] = ()


class Choosing(DocumentFolder):
    """What the user chose for marking, on this machine."""

    @cached_property
    def last_mark(self) -> LastMark:
        """The colour and the tags to go on with; it may be set, and is then to be kept."""
        color = self.session.choice("color", COLORS[0])
        tags = self.session.choice(f"tags:{self.root}", [])
        known = isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
        return LastMark(color if color in COLORS else COLORS[0], tuple(tags) if known else ())

    def keep_last_mark(self) -> None:
        """Remember `last_mark` for the next time. Raises `UserError`."""
        self.session.choose("color", self.last_mark.color)
        self.session.choose(f"tags:{self.root}", list(self.last_mark.tags))

    @cached_property
    def _category_file(self) -> "CategoryFile":
        from notes.categories import CategoryFile

        return CategoryFile(self.folders.data, self.root)

    @cached_property
    def categories(self) -> "Categories":
        """What the colours stand for in this library."""
        return self._category_file.load()

    def choose_categories(self, categories: "Categories") -> None:
        """Let the colours stand for something else. Raises `UserError` where that is not kept."""
        self._category_file.save(categories)
        self.categories = categories
