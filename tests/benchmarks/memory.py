"""The memory of an open library, beside that of a bare Textual application."""

from frame import Bench, Row, Rows, Target
from terminal import BARE_APP, COMMONPLACE, FIRST_FRAME, NOT_LINUX, ON_LINUX, running

MORE = Target("difference", 120)


def rows(bench: Bench) -> Rows:
    """Resident memory when all is quiet; then with a document open, and after a search."""
    count = bench.sizes.documents
    what = f"memory, {count:,} documents"
    if not ON_LINUX:
        yield Row.left_out(what, NOT_LINUX)
        return
    ground = bench.grounds.known(count)
    bare: list[float] = []
    states: dict[str, list[float]] = {"open, idle": [], "a document open": [], "searched": []}
    for _ in range(min(bench.sizes.rounds, 3)):
        with running(BARE_APP, bench.grounds.environment()) as terminal:
            terminal.until(FIRST_FRAME)
            terminal.until_idle()
            bare.append(terminal.memory())
        ground.forget_places()
        with running((COMMONPLACE, str(ground.path)), ground.environment) as terminal:
            terminal.until(f"{count:,} documents")
            terminal.until_idle()
            states["open, idle"].append(terminal.memory())
            terminal.press("\r")
            terminal.until("row 000001")
            terminal.until_idle()
            states["a document open"].append(terminal.memory())
            terminal.press("S")
            terminal.watch(0.2)
            terminal.press("row")
            terminal.until_idle()
            states["searched"].append(terminal.memory())
    for state, taken in states.items():
        target = MORE if state == "open, idle" else None
        yield Row.of(f"{what}, {state}", "MB", taken, bare, target)
