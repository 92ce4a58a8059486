"""The command line beside an interpreter that does nothing."""

import os
import sys
import time
from collections.abc import Mapping

from frame import Bench, Row, Rows, Target
from grounds import Ground
from terminal import COMMONPLACE

NOTHING = (sys.executable, "-c", "pass")
WALL, CPU = Target("ratio", 5), Target("ratio", 10)


def rows(bench: Bench) -> Rows:
    """`--help`, and the notes of the sample library as JSON."""
    ground = bench.grounds.samples()
    _annotate(ground)
    where = ("--library", str(ground.path))
    commands = {
        "python -c pass": NOTHING,
        "commonplace --help": (COMMONPLACE, "--help"),
        "commonplace notes --json, sample library": (COMMONPLACE, "notes", "--json", *where),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(bench.sizes.rounds * 3 + bench.sizes.warm_up):
        for name, command in commands.items():
            times = run(command, ground.environment)
            if turn >= bench.sizes.warm_up:
                taken[name].append(times)
    nothing = taken.pop("python -c pass")
    for name, ours in taken.items():
        for index, (clock, target) in enumerate((("wall", WALL), ("CPU", CPU))):
            mine, theirs = [one[index] for one in ours], [one[index] for one in nothing]
            yield Row.of(f"{name}: {clock}", "ms", mine, theirs, target)


def run(command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[float, float]:
    """The seconds that a command takes: wall, and CPU in user and system mode."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{' '.join(command)} ended with status {status}")
    return wall, usage.ru_utime + usage.ru_stime


def _annotate(ground: Ground) -> None:
    """A few notes on every document."""
    library = ground.library()
    for record in library.documents():
        document = library.open(record.relative)
        for start in (10, 200, 400):
            library.annotate(document, start, start + 60, note="What does it buy?", tags=["trade"])
    library.documents()
    library.close()
