"""Looking through a library that has not changed, beside a bare walk over the same folders."""

import os
import time
from pathlib import Path

from frame import Bench, Row, Rows, Target, in_turns, seconds

from notes.library import Library

MOST = Target("ratio", 5)


def rows(bench: Bench) -> Rows:
    """Wall and CPU of the first look of a session, and of a later one; the catalogue is warm."""
    count = bench.sizes.documents
    ground = bench.grounds.known(count)
    opened = ground.library()

    def look(library: Library) -> None:
        listing = library.listing()
        if len(listing.records) != count or listing.unread:
            raise RuntimeError("the library is not as it was when it was indexed")

    def first() -> None:
        with ground.library() as library:
            look(library)

    measures = {
        "first": first,
        "later": lambda: look(opened),
        "walk": lambda: walk(ground.path),
    }
    try:
        for clock, name in ((time.perf_counter, "wall"), (time.process_time, "CPU")):
            taken = in_turns(
                bench.sizes.rounds * 2,
                {
                    which: lambda work=work, clock=clock: seconds(work, clock)  # type: ignore[misc]
                    for which, work in measures.items()
                },
            )
            what = f"scan of {count:,} unchanged documents / scandir + stat: {name}"
            yield Row.of(what, "ms", taken["first"], taken["walk"], MOST)
            yield Row.of(f"{what}, once more", "ms", taken["later"], taken["walk"], MOST)
    finally:
        opened.close()


def walk(folder: Path | str) -> int:
    """Look at every file below `folder`; gives how many there are."""
    count = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                count += walk(entry.path)
            else:
                entry.stat(follow_symlinks=False)
                count += 1
    return count
