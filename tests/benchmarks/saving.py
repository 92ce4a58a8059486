"""A note from the call until it is durable and acknowledged, beside bare writes of the file."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from frame import Bench, Row, Rows, Target, seconds

from notes.annotations.sidecar import sidecar_path

if TYPE_CHECKING:
    from _typeshed import HasFileno

_BEFORE = 100  # notes that the document has already
OUR_OWN = Target("value", 30)


def rows(bench: Bench) -> Rows:
    """Annotations on one document, one after the other; and how much of it the disk takes."""
    ground = bench.grounds.samples()
    library = ground.library()
    document = library.open(library.documents()[0].relative)
    sidecar = sidecar_path(document.path)
    scratch = sidecar.with_name("scratch")
    ours: list[float] = []
    bare: list[float] = []
    naive: list[float] = []
    syncing: list[float] = []

    def annotate(number: int) -> None:
        start = 10 * number % (len(document.text) - 60)
        library.annotate(document, start, start + 60, note="What does it buy?", tags=["trade"])

    try:
        for number in range(_BEFORE if bench.sizes.rounds > 1 else 1):
            annotate(number)
        for number in range(bench.sizes.rounds * 5):
            with counted_sync() as synced:
                ours.append(seconds(lambda number=number: annotate(number)))  # type: ignore[misc]
            syncing.append(sum(synced))
            data = sidecar.read_bytes()
            bare.append(seconds(lambda data=data: write(scratch, data)))  # type: ignore[misc]
            page = json.loads(data)
            naive.append(seconds(lambda page=page: dumped(scratch, page)))  # type: ignore[misc]
    finally:
        library.close()
    without = [all - sync for all, sync in zip(ours, syncing, strict=True)]
    yield Row.of("annotate to durable / the same bytes written and synced", "ms", ours, bare)
    yield Row.of("annotate to durable: of which fsync", "ms", syncing)
    yield Row.of(
        "annotate to durable: of which our own / json.dump of the file",
        "ms",
        without,
        naive,
        OUR_OWN,
    )


def dumped(path: Path, page: object) -> None:
    """Write a file as a program does that does not mind losing it."""
    with path.open("w", encoding="utf-8") as file:
        json.dump(page, file, indent=2, ensure_ascii=False)


@contextmanager
def counted_sync() -> Iterator[list[float]]:
    """Collect the seconds that each `os.fsync` takes."""
    taken: list[float] = []
    sync = os.fsync

    def timed(fd: "int | HasFileno") -> None:
        start = time.perf_counter()
        sync(fd)
        taken.append(time.perf_counter() - start)

    os.fsync = timed
    try:
        yield taken
    finally:
        os.fsync = sync


def write(path: Path, data: bytes) -> None:
    """Write a file so that it outlives a loss of power."""
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
