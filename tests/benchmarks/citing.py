"""Copying a citation: from the key until the terminal is sent the text."""

from functools import partial

from frame import Bench, Row, Rows, Target, seconds
from grounds import Ground
from terminal import COMMONPLACE, running

from notes.citations import STYLES, format_citation
from notes.library import Library

MOST = Target("value", 50)
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


def _read_and_cite(library: Library, name: str, style: str) -> str:
    """What it takes to cite a document that has changed since it was listed."""
    return format_citation(library.reference(library.open(name)), style)


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
