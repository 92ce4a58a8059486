"""A key held down: from each press to the paint of the row that comes into view."""

import sys
from itertools import chain
from pathlib import Path

from frame import Bench, Row, Rows, Target, p95
from grounds import ROWS, ROWS_FILE, Ground
from terminal import COMMONPLACE, SIZE, Terminal, running

BARE_SCROLL = (sys.executable, str(Path(__file__).with_name("bare_scroll.py")))
MOST = Target("ratio", 1.5)
_DOCUMENTS = 30
_REPEAT = 0.03  # seconds between two presses of a key that is held down
_CONTEXT = 3  # rows below the caret that the reader keeps in view


def rows(bench: Bench) -> Rows:
    """The whole program beside a bare `ScrollView`, in turns, on the same lines."""
    ground = bench.grounds.known(_DOCUMENTS)
    keys = min(bench.sizes.keys, ROWS - 2 * SIZE[0])
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    for _ in range(min(bench.sizes.rounds, 3)):
        theirs.append(bare(ground, keys))
        ours.append(read(ground, keys))
    what = "a key held down, key to paint / bare ScrollView"
    yield Row.of(f"{what}: p95", "ms", list(map(p95, ours)), list(map(p95, theirs)), MOST)
    yield Row.of(f"{what}: median", "ms", [*chain(*ours)], [*chain(*theirs)])


def read(ground: Ground, keys: int) -> list[float]:
    """Seconds from each press to the paint of the next row, in the reader."""
    ground.forget_places()
    with running((COMMONPLACE, str(ground.path)), ground.environment) as terminal:
        terminal.until("0 documents")
        terminal.press("\r")
        terminal.until("row 000001")
        for number in range(1, SIZE[0]):  # until every further press scrolls
            terminal.press("j")
            terminal.until(f"row {number:06}")
        terminal.watch(0.3)
        first = SIZE[0] + _CONTEXT
        return [_press(terminal, number) for number in range(first, first + keys)]


def bare(ground: Ground, keys: int) -> list[float]:
    """The same in the least that scrolls."""
    command = (*BARE_SCROLL, str(ground.path / ROWS_FILE))
    with running(command, ground.environment) as terminal:
        terminal.until("row 000001")
        terminal.press_until("j", f"row {SIZE[0]:06}")
        first = SIZE[0] + 1
        return [_press(terminal, number) for number in range(first, first + keys)]


def _press(terminal: Terminal, number: int) -> float:
    terminal.press("j")
    took = terminal.until(f"row {number:06}")
    terminal.watch(_REPEAT)
    return took
