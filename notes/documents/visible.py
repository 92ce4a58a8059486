"""Text from outside made fit for one line of a message: no control character survives."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_PICTURES |= {code: "\ufffd" for code in (*range(0x80, 0xA0), *range(0xD800, 0xE000))}
# Line and paragraph separators, and the marks that turn the direction of what follows.
_PICTURES |= {code: "\ufffd" for code in (*range(0x2028, 0x202F), *range(0x2066, 0x206A))}


def visible(text: str) -> str:
    """Show control characters as symbols, and what cannot be written at all as U+FFFD."""
    return text.translate(_PICTURES)


def tidy(value: str, limit: int = 1000) -> str:
    """Make a metadata value of `value`: one line, single blanks, valid Unicode, `limit` long."""
    line = " ".join(value[: limit * 4].split())
    return "".join(c for c in line if not _unwanted(c))[:limit].strip()


def _unwanted(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
