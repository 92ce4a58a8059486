"""JSON with one key a line, as `json.dumps(value, indent=2, ensure_ascii=False)` writes it.

The encoder of the standard library does without its C part when it indents; a note file is written
with every note, and this takes a third of the time.
"""

import json
from collections.abc import Callable
from json.encoder import encode_basestring as quoted
from typing import Any

_NAMES = {None: "null", True: "true", False: "false"}
_STEP = "  "


def indented(value: Any) -> str:
    """The text of a JSON value; raises `RecursionError` for one that is nested too deeply."""
    pieces: list[str] = []
    _write(value, "\n", pieces.append)
    return "".join(pieces)


def _write(value: Any, newline: str, put: Callable[[str], object]) -> None:
    if isinstance(value, str):
        put(quoted(value))
    elif value is None or isinstance(value, bool):
        put(_NAMES[value])
    elif isinstance(value, dict) and value:
        before = "{" + newline + _STEP
        for key, child in value.items():
            put(f"{before}{quoted(key)}: ")
            _write(child, newline + _STEP, put)
            before = "," + newline + _STEP
        put(newline + "}")
    elif isinstance(value, (list, tuple)) and value:
        before = "[" + newline + _STEP
        for child in value:
            put(before)
            _write(child, newline + _STEP, put)
            before = "," + newline + _STEP
        put(newline + "]")
    else:
        put(json.dumps(value))  # a number, or something empty
