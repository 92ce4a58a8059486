"""From a key to its painted row, while the library is being indexed and while nothing is."""

from itertools import chain

from frame import Bench, Row, Rows, Target, p95
from grounds import ROWS, Ground
from terminal import COMMONPLACE, Terminal, running

MOST = Target("ratio", 2)
_PAUSE = 0.03  # seconds between two keys, as when one is held down


def rows(bench: Bench) -> Rows:
    """The caret goes down through a text of numbered rows, over the page and then scrolling."""
    count, keys = bench.sizes.documents, bench.sizes.keys
    known = bench.grounds.known(count)
    busy: list[list[float]] = []
    idle: list[list[float]] = []
    for _ in range(min(bench.sizes.rounds, 3)):
        idle.append(read(known, keys, is_indexing=False))
        busy.append(read(bench.grounds.unknown(count), keys, is_indexing=True))
    what = f"key to paint, {count:,} documents being indexed / idle"
    yield Row.of(f"{what}: p95", "ms", list(map(p95, busy)), list(map(p95, idle)), MOST)
    yield Row.of(f"{what}: median", "ms", [*chain(*busy)], [*chain(*idle)])
    yield Row.of(f"{what}: worst", "ms", list(map(max, busy)), list(map(max, idle)))


def read(ground: Ground, keys: int, *, is_indexing: bool) -> list[float]:
    """Seconds from each key to the paint of the row it leads to."""
    ground.forget_places()
    with running((COMMONPLACE, str(ground.path)), ground.environment) as terminal:
        if is_indexing:
            terminal.until("indexing")
        else:
            terminal.until("0 documents")
            terminal.until_idle()
        terminal.press("\r")
        terminal.until("row 000001")
        terminal.watch(0.3)
        taken = [_press(terminal, number) for number in range(1, min(keys, ROWS - 1) + 1)]
        if is_indexing and keys > 20 and not _is_stale(ground):
            raise RuntimeError("the library was indexed before all keys were pressed")
    return taken


def _press(terminal: Terminal, number: int) -> float:
    terminal.press("j")
    took = terminal.until(f"row {number:06}")
    terminal.watch(_PAUSE)
    return took


def _is_stale(ground: Ground) -> bool:
    library = ground.library()
    try:
        return library.index_is_stale()
    finally:
        library.close()
