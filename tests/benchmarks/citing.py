"""Citations: from the key until the terminal is sent the text, and the writing alone."""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from frame import Bench, Row, Rows, Target, seconds
from grounds import Ground
from terminal import COMMONPLACE, running

from notes.citations import STYLES, Reference, format_citation
from notes.citations.listing import bibliography
from notes.library import Library

MOST, ONE, LIST = Target("value", 50), Target("value", 1), Target("value", 2)
_ITEMS = Path(__file__).resolve().parents[1] / "notes" / "citations" / "cases.json"
_TO_CLIPBOARD = "\x1b]52;"  # how a terminal is asked to take a text (OSC 52)


def rows(bench: Bench) -> Rows:
    """In the running application, the first time and later; and the formatting alone."""
    ground = bench.grounds.samples()
    first: list[float] = []
    later: list[float] = []
    for _ in range(min(bench.sizes.rounds, 3)):
        taken = copies(ground, bench.sizes.rounds + 1)
        first.append(taken[0])
        later += taken[1:]
    yield Row.of("copy citation, key to clipboard sequence", "ms", later, target=MOST)
    yield Row.of("copy citation, the first of a session", "ms", first, target=MOST)
    library = ground.library()
    name = library.documents()[0].relative
    ways = {
        "what is known looked up and formatted": library.cite,
        "the document read first": partial(_read_and_cite, library),
    }
    for way, cite in ways.items():
        times = [
            seconds(partial(cite, name, style))
            for _ in range(bench.sizes.rounds)
            for style in STYLES
        ]
        yield Row.of(f"copy citation: {way}, all styles", "ms", times)
    library.close()
    yield from written(bench)


def _read_and_cite(library: Library, name: str, style: str) -> str:
    """What it takes to cite a document that has changed since it was listed."""
    return format_citation(library.reference(library.open(name)), style)


def written(bench: Bench) -> Rows:
    """One citation from its CSL-JSON item, and a bibliography of five thousand."""
    items = json.loads(_ITEMS.read_text("utf-8"))
    chosen = [case["item"] for case in items]
    one = [
        cpu_seconds(lambda item=item, style=style: cite(item, style))  # type: ignore[misc]
        for _ in range(bench.sizes.rounds + bench.sizes.warm_up)
        for style in STYLES
        for item in chosen
    ]
    counted = one[len(STYLES) * len(chosen) * bench.sizes.warm_up :]
    yield Row.of("cite one reference, all kinds and styles (CPU)", "ms", counted, target=ONE)
    count = min(5_000, bench.sizes.documents)
    many = [
        {**chosen[number % len(chosen)], "title": f"On the number {number}"}
        for number in range(count)
    ]
    for style in ("apa", "chicago", "bibtex"):
        times = [
            cpu_seconds(lambda style=style: bibliography(map(read, many), style))  # type: ignore[misc]
            for _ in range(min(bench.sizes.rounds, 3))
        ]
        yield Row.of(
            f"bibliography of {count:,} references, {style} (CPU)", "s", times, target=LIST
        )


def cpu_seconds(work: Callable[[], object]) -> float:
    """What it costs: other programs that run meanwhile do not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def cite(item: dict[str, Any], style: str) -> str:
    """What one call costs, reading included."""
    return format_citation(read(item), style, "12")


def read(item: dict[str, Any]) -> Reference:
    """A reference from its item."""
    return Reference.from_csl_json(item)


def copies(ground: Ground, times: int) -> list[float]:
    """Seconds from the keys to the sequence, for each of several copies in one session."""
    with running((COMMONPLACE, str(ground.path)), ground.environment) as terminal:
        terminal.until("5 documents")
        terminal.watch(0.5)
        taken = []
        for _ in range(times):
            terminal.press("yc")
            taken.append(terminal.until(_TO_CLIPBOARD))
            terminal.watch(0.1)
    return taken
