"""The reader beside a read-only, soft-wrapped TextArea on the same text, and beside itself.

Run it as a script for the table; `measure` gives the rows, on less text where time is short.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import TextArea

from notes.annotations.model import COLORS
from tui.widgets.reader import Mark, Reader

PARAGRAPH = (
    "It urges both sides to widen their practical cooperation, and it names a year for it. What is "
    "being bought with that word is oil below the market price, and machine tools that no one else "
    "will sell; the phrase has done a great deal of work since then.\n\n"
)
SIZE = (100, 50)
NARROWER = (70, 50)
HIGHLIGHTS = 1000


class Row(NamedTuple):
    """One line of the table; times are medians in seconds, the target is the highest ratio."""

    name: str
    ours: float
    reference: float
    ratio: float
    target: float

    @classmethod
    def of(cls, name: str, ours: list[float], reference: list[float], target: float) -> "Row":
        """Compare the medians of two series."""
        mine, theirs = median(ours), median(reference)
        return cls(name, mine, theirs, mine / theirs, target)


class OneWidget(App[None]):
    """An app that shows nothing but one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        plain = dict.fromkeys(("hit", "hit-current", "faint", "ground"), "#807040")
        marks = {f"{kind}-{color}": "#406080" for kind in ("highlight", "mark") for color in COLORS}
        return {**plain, **marks}


def text_of(size: int) -> str:
    """About `size` code points of prose."""
    return PARAGRAPH * (size // len(PARAGRAPH))


def paint(widget: Widget) -> None:
    """Render the page that is in sight."""
    widget.render_lines(Region(0, 0, *widget.size))


async def timed(step: Callable[[], Awaitable[None]]) -> float:
    """The seconds that a step takes."""
    start = time.perf_counter()
    await step()
    return time.perf_counter() - start


async def open_and_wrap(
    widget: Widget, load: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Times of opening a text up to its first painted page, and of wrapping it to a new width."""
    opened, wrapped = [], []
    async with OneWidget(widget).run_test(size=SIZE) as pilot:

        async def open_text() -> None:
            load()
            await settle(pilot, widget)

        async def resize() -> None:
            width = NARROWER if widget.app.size == SIZE else SIZE
            await pilot.resize_terminal(*width)
            await settle(pilot, widget)

        for _ in range(rounds):
            opened.append(await timed(open_text))
            wrapped += [await timed(resize), await timed(resize)]
    return opened, wrapped


async def settle(pilot: Pilot[None], widget: Widget) -> None:
    """Wait until everything that was asked for is done, and paint."""
    await pilot.pause()
    paint(widget)


async def repaint(
    text: str, rounds: int, marks: tuple[Mark, ...]
) -> tuple[list[float], list[float]]:
    """Times of painting a page from nothing: with `marks`, and without, in turns."""
    reader = Reader()
    times: tuple[list[float], list[float]] = ([], [])
    async with OneWidget(reader).run_test(size=SIZE) as pilot:
        reader.show(text)
        await pilot.pause()
        for turn in range(rounds * 2):
            reader.marks = marks if turn % 2 == 0 else ()
            await pilot.pause()
            for _ in range(5):
                reader.forget_strips()
                start = time.perf_counter()
                paint(reader)
                times[turn % 2].append(time.perf_counter() - start)
    return times


def highlights(every: int) -> tuple[Mark, ...]:
    """A thousand highlights of 20 code points, one in `every` code points."""
    return tuple(
        Mark(str(index), index * every, index * every + 20, COLORS[index % len(COLORS)], "▌")
        for index in range(HIGHLIGHTS)
    )


async def measure(size: int = 10_000_000, rounds: int = 3) -> list[Row]:
    """Measure all on a text of `size` code points."""
    text = text_of(size)
    reader = Reader()
    ours = await open_and_wrap(reader, lambda: reader.show(text), rounds)
    area = TextArea(read_only=True, soft_wrap=True)
    theirs = await open_and_wrap(area, lambda: area.load_text(text), rounds)
    sparse = await repaint(text, rounds * 4, highlights(every=160))
    crowded = await repaint(text, rounds * 4, highlights(every=40))
    return [
        Row.of(f"open {size:,} characters to the first page", ours[0], theirs[0], 1 / 20),
        Row.of(f"wrap {size:,} characters again", ours[1], theirs[1], 1 / 10),
        Row.of("repaint a page, 1,000 highlights, one in two rows", *sparse, 1.5),
        Row.of("repaint a page, 1,000 highlights, two in each row", *crowded, 1.5),
    ]


def main() -> None:
    """Print the table."""
    print(f"{'what':52} {'ours':>10} {'reference':>10} {'ratio':>8} {'target':>8}")
    for row in asyncio.run(measure()):
        times = f"{row.ours * 1000:8.1f}ms {row.reference * 1000:8.1f}ms"
        print(f"{row.name:52} {times} {row.ratio:8.3f} {row.target:8.3f}")


if __name__ == "__main__":
    main()
