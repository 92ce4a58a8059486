"""Escape and the key after it, which a terminal hands over as alt and that key.

No command has alt, and none may be given it: where a field does not know such a key either, it is
Escape and the key.
"""

from typing import Any, NamedTuple, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.events import Key
from textual.screen import Screen

ESCAPE = "\x1b"
ALT = "alt+"
# What a field does on these, by the names that it knows them by: the words of a shell's line.
IN_FIELDS = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}
_PRINTABLE = {chr(code): chr(code) for code in range(0x21, 0x7F)}
# `ESC [` and `ESC O` begin what terminals write for other keys, `ESC TAB` is their shift+tab.
_LEFT_ALONE = ("[", "O", "\t", ESCAPE)


class _AltKey(NamedTuple):
    """A key with alt, in the form in which Textual's table has its keys."""

    value: str


def _named() -> dict[str, str]:
    """The names of the keys that are a single character to the terminal, by that character."""
    named = {
        sequence: keys[0].value
        for sequence, keys in ANSI_SEQUENCES_KEYS.items()
        if len(sequence) == 1 and sequence.isascii() and isinstance(keys, tuple)
    }
    return {**named, **_PRINTABLE}


_CHARACTERS = {name: character for character, name in _named().items()}


def learn_alt_keys() -> None:
    """Let Textual's parser know alt with every key of one character.

    What it does not know it holds back for a tenth of a second together with whatever follows, and
    of alt and a punctuation mark it gives the mark alone.
    """
    table = cast("dict[str, Any]", ANSI_SEQUENCES_KEYS)
    for character, name in _named().items():
        if character not in _LEFT_ALONE:
            table[ESCAPE + character] = (_AltKey(ALT + name),)


def apart(event: Key) -> tuple[Key, Key] | None:
    """Escape and the key that was typed after it, or None where it is no such key."""
    before, alt, name = event.key.partition(ALT)
    if before or not alt:
        return None
    character = event.character or _CHARACTERS.get(name)
    if character is None:
        return None
    return Key("escape", ESCAPE), Key(name if name in _CHARACTERS else character, character)


def typed_as(event: Key, screen: Screen[Any]) -> tuple[Key, ...]:
    """The keys that one event stands for where the focus is now."""
    found = apart(event)
    if found is None:
        return (event,)
    known = screen.active_bindings
    if event.key in known:
        return (event,)
    in_field = IN_FIELDS.get(event.key)
    return (Key(in_field, None),) if in_field in known else found
