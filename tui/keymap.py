"""The user's own keys: `keymap.toml`, checked against the registry of commands.

A line is `"reader.note" = "n"`; several keys are separated by ` | `, those of a sequence by blanks;
`<char>` at the end of one stands for whichever character is typed there.
"""

import re
from pathlib import Path

from tui.command import Command
from tui.commands import BY_ID, COMMANDS
from tui.keys import ANY, clashes

KEYMAP_FILE = "keymap.toml"
_NAMED = (
    r"(?:(?:ctrl|shift)\+)*(?:[a-z]|space|enter|escape|tab|backspace|delete|insert|home|end"
    r"|pageup|pagedown|up|down|left|right|f(?:[1-9]|1[0-2]))"
)


def load_keymap(folder: Path) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """The commands with the user's keys, and a line for everything that was not understood."""
    path = folder / KEYMAP_FILE
    try:
        text = path.read_text("utf-8")
        import tomllib  # most users have no such file

        wanted = tomllib.loads(text)
    except FileNotFoundError:
        return COMMANDS, ()
    except (OSError, ValueError, RecursionError) as error:
        return COMMANDS, (f"{path}: {error}; the usual keys are used",)
    commands, problems = dict(BY_ID), []
    for name, keys in _flattened(wanted):
        line = _line_of(text, name)
        problem = _problem(name, keys)
        if problem is None:
            changed = BY_ID[name]._replace(keys=tuple(k.strip() for k in str(keys).split(" | ")))
            tried = {**commands, name: changed}
            found = [clash for clash in clashes(tried.values()) if name in clash]
            problem = f"clashes: {found[0]}" if found else None
            commands = commands if found else tried
        if problem is not None:
            problems.append(f"{path}, line {line}: {problem}; the usual key stands")
    return tuple(commands.values()), tuple(problems)


def _flattened(table: dict[str, object], above: str = "") -> list[tuple[str, object]]:
    """`[reader] note = "n"` and `"reader.note" = "n"` say the same."""
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        full = f"{above}.{name}" if above else name
        found += _flattened(value, full) if isinstance(value, dict) else [(full, value)]
    return found


def _problem(name: str, keys: object) -> str | None:
    if name not in BY_ID:
        return f"there is no command {name!r}"
    if not isinstance(keys, str) or not keys.strip():
        return f"the key of {name!r} must be text"
    for written in keys.split(" | "):
        *before, last = written.split() or [""]
        if (last == ANY) != _takes_any(BY_ID[name]):
            also = "have to" if last != ANY else "cannot"
            return f"the keys of {name!r} {also} end in {ANY}"
        for key in before if last == ANY else (*before, last):
            if not (len(key) == 1 or re.fullmatch(_NAMED, key)):
                return f"{key!r} is not the name of a key"
    return None


def _takes_any(command: Command) -> bool:
    return any(keys.split()[-1] == ANY for keys in command.keys)


def _line_of(text: str, name: str) -> int:
    words = name.split(".")
    # The whole name, or what is left of it under a `[table]`.
    written = "|".join(re.escape(".".join(words[at:])) for at in range(len(words)))
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*["']?(?:{written})["']?\s*=""", line):
            return number
    return 1
