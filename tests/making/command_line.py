"""The command line as others' programs call it, and what some samples are called."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

TRADE = "a-lifeline-in-trade.html"
NAMELESS = "a-text-without-a-name.txt"
COLUMN = "reading-the-axis-column.txt"
TWICE = "The figures explain part of it."
NOTE_KEYS = [
    *("id", "document", "path", "title", "quote", "note", "tags", "color", "start", "end"),
    *("state", "created", "modified", "citation"),
]

Run = Callable[..., tuple[int, str, str]]
Ask = Callable[..., Any]


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


def is_one_line(error: str) -> bool:
    """Whether an error is told as every error is."""
    return error.startswith("commonplace: ") and error.count("\n") == 1 and error[-1] == "\n"
