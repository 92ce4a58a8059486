"""The key layer: single keys, sequences (`y c`) and counts (`5 j`), looked up in the registry.

Textual has no sequences, so keys are read here and not by its bindings. Pure: no Textual import.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.command import Command
from tui.commands import COMMANDS

Keys = tuple[str, ...]

MOST_COUNT = 9_999
ANY = "<char>"  # in a key sequence: whichever character is typed there


class Run(NamedTuple):
    """A command was typed; `times` is None when no number was typed before it.

    `character` is the one that stood for `<char>` in its keys, if they have that.
    """

    command: Command
    times: int | None = None
    character: str | None = None


class Pending(NamedTuple):
    """A sequence or a count was begun: `typed` is what to show, `next` what can follow."""

    typed: str
    next: tuple[tuple[str, Command], ...] = ()


class Unknown(NamedTuple):
    """The key means nothing here; `dropped` is the sequence that it ended."""

    dropped: str = ""


class KeyTable:
    """For each context, the commands by their keys."""

    def __init__(self) -> None:
        self.contexts: dict[str, dict[Keys, Command]] = {}

    @classmethod
    def of(cls, commands: Iterable[Command] = COMMANDS) -> "KeyTable":
        """Build the table; where two commands claim one key in one context, the first has it."""
        table = cls()
        for command in commands:
            for context in command.contexts:
                for keys in command.keys:
                    known = table.contexts.setdefault(context, {})
                    known.setdefault(tuple(keys.split()), command)
        return table

    def exact(self, context: str, keys: Keys) -> Command | None:
        """The command that `keys` stand for in `context`; a named last key before any other."""
        known = self.contexts.get(context, {})
        return known.get(keys) or (known.get((*keys[:-1], ANY)) if len(keys[-1]) == 1 else None)

    def following(self, context: str, keys: Keys) -> list[tuple[str, Command]]:
        """What can be typed after `keys` in `context`, and the command it leads to."""
        return [
            (" ".join(known[len(keys) :]), command)
            for known, command in self.contexts.get(context, {}).items()
            if len(known) > len(keys) and known[: len(keys)] == keys
        ]


class KeyReader:
    """Reads keys one by one and says what they mean in the contexts of the moment."""

    def __init__(self, table: KeyTable | None = None) -> None:
        self.table = table or KeyTable.of()
        self._typed: Keys = ()
        self._count = ""

    @property
    def is_pending(self) -> bool:
        """Whether a sequence or a count was begun."""
        return bool(self._typed or self._count)

    def drop(self) -> None:
        """Forget what was begun."""
        self._typed, self._count = (), ""

    def read(self, key: str, contexts: Sequence[str]) -> Run | Pending | Unknown:
        """Take one key; the first context that knows what was typed so far decides."""
        if self._count and self._is_count(key):  # before `0`, which is also a command
            self._count += key
            return Pending(self._count)
        typed = (*self._typed, key)
        for context in contexts:
            if command := self.table.exact(context, typed):
                return self._run(command, typed)
            if self.table.following(context, typed):
                self._typed = typed
                return Pending(self._count + "".join(typed), self._followers(contexts))
        if self._is_count(key):
            self._count += key
            return Pending(self._count)
        dropped = self._count + "".join(self._typed)
        self.drop()
        return Unknown(dropped)

    def knows(self, key: str, contexts: Sequence[str]) -> bool:
        """Whether a key means something in one of the contexts, or after what was begun."""
        table, keys = self.table, (key,)
        return self.is_pending or any(
            table.exact(context, keys) or table.following(context, keys) for context in contexts
        )

    def _run(self, command: Command, typed: Keys) -> Run:
        count = min(int(self._count), MOST_COUNT) if self._count else None
        self.drop()
        named = " ".join(typed) in command.keys
        return Run(command, count, None if named else typed[-1])

    def _is_count(self, key: str) -> bool:
        return not self._typed and key.isascii() and key.isdigit() and len(self._count) < 5

    def _followers(self, contexts: Sequence[str]) -> tuple[tuple[str, Command], ...]:
        found: dict[str, Command] = {}
        for context in contexts:
            for keys, command in self.table.following(context, self._typed):
                found.setdefault(keys, command)
        return tuple(found.items())


def clashes(commands: Iterable[Command] = COMMANDS) -> list[str]:
    """Every pair of commands that want the same keys, or one's keys at the start of the other's."""
    found = []
    claims: dict[str, list[tuple[Keys, Command]]] = {}
    for command in commands:
        for context in command.contexts:
            for keys in (tuple(written.split()) for written in command.keys):
                for other, rival in claims.setdefault(context, []):
                    shorter = min(len(keys), len(other))
                    if keys[:shorter] == other[:shorter] and rival.id != command.id:
                        found.append(f"{' '.join(keys)}: {command.id} and {rival.id} ({context})")
                claims[context].append((keys, command))
    return found
