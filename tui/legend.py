"""How the colours of highlights are called and marked in a library; pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.cells import cell_len

from notes.annotations.model import COLORS
from notes.categories import Categories
from tui.command import Command
from tui.themes import MARK_CHARACTERS

# One cell each in every terminal and of different shapes, beside those that the colours have.
MARKS = (*MARK_CHARACTERS.values(), *"●■◆▲◇○△!?*+=~§")


class Legend(NamedTuple):
    """For each colour its mark in the margin, and the user's name where there is one."""

    marks: Mapping[str, str] = MARK_CHARACTERS
    names: Mapping[str, str] = {}

    @classmethod
    def of(cls, categories: Categories) -> "Legend":
        """The legend of a library's categories; a mark that cannot be drawn is not used."""
        marks = {one.color: one.mark for one in categories if is_mark(one.mark)}
        names = {one.color: one.name for one in categories if one.name}
        return cls({**MARK_CHARACTERS, **marks}, names)

    def name(self, color: str) -> str:
        """What a colour is called."""
        return self.names.get(color, color)

    def described(self, color: str) -> str:
        """The name and, where that is the user's, the colour: `claim (green)`."""
        name = self.names.get(color)
        return f"{name} ({color})" if name else color

    def free_marks(self, color: str) -> tuple[str, ...]:
        """The marks that `color` may have: those of no other colour."""
        taken = {self.marks[other] for other in COLORS if other != color}
        return tuple(mark for mark in MARKS if mark not in taken)

    def naming(self, commands: Iterable[Command]) -> tuple[Command, ...]:
        """The commands with the names of the colours that they are about."""
        return tuple(
            command._replace(description=f"{command.verb}{self.described(command.argument)}")
            if command.argument in COLORS and command.verb
            else command
            for command in commands
        )


def is_mark(text: str) -> bool:
    """Whether a text can stand in the margin: one character that is printable and one cell wide."""
    return len(text) == 1 and text.isprintable() and not text.isspace() and cell_len(text) == 1
