"""What a command is, and how a table of them is written down."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notes.annotations.model import COLORS

# id, keys, action, description, label in the footer ("" for none)
Entry = tuple[str, str, str, str, str]


class Command(NamedTuple):
    """One thing the user can do.

    `action` is called as `action_<action>` on the nearest widget, from the focused one up to the
    application, that has it; a `counted` one gets the typed count (1 when none was typed), and one
    with an `argument` gets that. `label` is the word in the footer; without one it is not shown
    there. `verb` is what the description says before the argument.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    description: str
    group: str
    contexts: tuple[str, ...]
    counted: bool = False
    argument: str | None = None
    label: str | None = None
    verb: str = ""


def section(
    group: str, contexts: str | tuple[str, ...], *entries: Entry, counted: bool = False
) -> Iterator[Command]:
    """The commands of one group that work in the same contexts."""
    for id, keys, action, description, label in entries:
        yield Command(
            id=id,
            keys=tuple(key.strip() for key in keys.split(" | ")),
            action=action,
            description=description,
            group=group,
            contexts=(contexts,) if isinstance(contexts, str) else contexts,
            counted=counted,
            label=label or None,
        )


def with_argument(commands: Iterable[Command]) -> Iterator[Command]:
    """The commands, each with the last part of its id as its argument."""
    for command in commands:
        yield command._replace(argument=command.id.rpartition(".")[2])


def colors(
    prefix: str, contexts: str | tuple[str, ...], group: str, key: str, verb: str, action: str
) -> Iterator[Command]:
    """One command a colour, on the digits 1 to 8 after `key`."""
    for digit, color in enumerate(COLORS, 1):
        yield Command(
            id=f"{prefix}.{color}",
            keys=(f"{key} {digit}".strip(),),
            action=action,
            description=verb + color,
            group=group,
            contexts=(contexts,) if isinstance(contexts, str) else contexts,
            argument=color,
            verb=verb,
        )
