"""Looking through a library that has not changed, beside a bare walk over the same folders."""

import os
import time
from pathlib import Path

from frame import Bench, Row, Rows, Target, in_turns, seconds

MOST = Target("ratio", 5)


def rows(bench: Bench) -> Rows:
    """Wall and CPU of one look, the catalogue being warm."""
    count = bench.sizes.documents
    ground = bench.grounds.known(count)
    library = ground.library()

    def look() -> None:
        listing = library.listing()
        if len(listing.records) != count or listing.unread:
            raise RuntimeError("the library is not as it was when it was indexed")

    def bare() -> None:
        walk(ground.path)

    try:
        for clock, name in ((time.perf_counter, "wall"), (time.process_time, "CPU")):
            taken = in_turns(
                bench.sizes.rounds * 2,
                {
                    "ours": lambda clock=clock: seconds(look, clock),  # type: ignore[misc]
                    "walk": lambda clock=clock: seconds(bare, clock),  # type: ignore[misc]
                },
            )
            what = f"scan of {count:,} unchanged documents / scandir + stat: {name}"
            yield Row.of(what, "ms", taken["ours"], taken["walk"], MOST)
    finally:
        library.close()


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
