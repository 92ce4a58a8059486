"""What the doctor says of each thing it looked at, in one line."""

from collections.abc import Iterable
from typing import NamedTuple

from notes.documents.visible import visible

_KINDS = 5  # of files that are no documents, which are named
_NAMED = 1_000  # how many things a line names before it only counts


class Check(NamedTuple):
    """One thing that was looked at; `detail` is a line that says what is so, and what to do."""

    name: str
    ok: bool
    detail: str


def trouble(name: str, found: Iterable[str], kind: str, todo: str) -> Check:
    """A check that is in order when nothing was `found`; of what was, everything is named."""
    things = list(found)
    return Check(name, not things, f"{some(things, kind)}: {todo}" if things else "none")


def some(things: list[str], kind: str) -> str:
    """How many there are, and each by name once."""
    distinct = list(dict.fromkeys(visible(thing) for thing in things))
    more = f" and {len(distinct) - _NAMED} more" if len(distinct) > _NAMED else ""
    return f"{counted(len(things), kind)} ({', '.join(distinct[:_NAMED])}{more})"


def passed_over(kinds: Iterable[tuple[str, int]]) -> str:
    """How many files of a folder are no documents, and of which kinds most are; or nothing."""
    most = sorted(kinds, key=lambda one: (-one[1], one[0]))
    if not most:
        return ""
    named = [f"{visible(kind)} {number:,}" for kind, number in most[:_KINDS]]
    more = ", …" if len(most) > _KINDS else ""
    total = sum(number for _, number in most)
    are = "is of a kind that is" if total == 1 else "are of kinds that are"
    return f"{total:,} other {'file' if total == 1 else 'files'} {are} not read: " + (
        ", ".join(named) + more
    )


def counted(number: int, kind: str, kinds: str = "") -> str:
    """A number and what it is the number of: `1 note`, `2 notes`."""
    return f"{number} {kind if number == 1 else kinds or kind + 's'}"
