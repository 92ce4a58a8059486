"""The reader beside a read-only, soft-wrapped TextArea on the same text, and beside itself."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from frame import Bench, Row, Rows, Target
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
HIGHLIGHTS = 5000


class Times:
    """What was measured of one widget, in seconds."""

    def __init__(self) -> None:
        self.opened: list[float] = []
        self.wrapped: list[float] = []


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


async def open_and_wrap(widget: Widget, load: Callable[[], object], times: Times) -> None:
    """Open a text up to its first painted page, and wrap it to a new width, and back."""
    async with OneWidget(widget).run_test(size=SIZE) as pilot:

        async def open_text() -> None:
            load()
            await settle(pilot, widget)

        async def resize() -> None:
            width = NARROWER if widget.app.size == SIZE else SIZE
            await pilot.resize_terminal(*width)
            await settle(pilot, widget)

        times.opened.append(await timed(open_text))
        times.wrapped += [await timed(resize), await timed(resize)]


async def settle(pilot: Pilot[None], widget: Widget) -> None:
    """Wait until everything that was asked for is done, and paint."""
    await pilot.pause()
    paint(widget)


async def repaint(
    text: str, rounds: int, marks: tuple[Mark, ...]
) -> tuple[list[float], list[float]]:
    """Times (CPU) of painting a page from nothing: with `marks`, and without, in turns."""
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
                start = time.thread_time()
                paint(reader)
                times[turn % 2].append(time.thread_time() - start)
    return times


def highlights(every: int) -> tuple[Mark, ...]:
    """Five thousand highlights of 20 code points, one in `every` code points."""
    return tuple(
        Mark(str(index), index * every, index * every + 20, COLORS[index % len(COLORS)], "▌")
        for index in range(HIGHLIGHTS)
    )


async def side_by_side(text: str, rounds: int) -> tuple[Times, Times]:
    """The reader and the TextArea, in turns."""
    ours, theirs = Times(), Times()
    for _ in range(rounds):
        reader = Reader()
        await open_and_wrap(reader, lambda: reader.show(text), ours)  # noqa: B023
        area = TextArea(read_only=True, soft_wrap=True)
        await open_and_wrap(area, lambda: area.load_text(text), theirs)  # noqa: B023
    return ours, theirs


def rows(bench: Bench) -> Rows:
    """Opening and wrapping a long text; painting a page with five thousand highlights."""
    text = text_of(bench.sizes.characters)
    rounds = min(bench.sizes.rounds, 3)
    ours, theirs = asyncio.run(side_by_side(text, rounds))
    sparse = asyncio.run(repaint(text, rounds * 4, highlights(every=160)))
    crowded = asyncio.run(repaint(text, rounds * 4, highlights(every=40)))
    size = f"{len(text) / 1e6:.3g} million characters"
    page = "repaint a page (CPU), 5,000 highlights"
    opening, wrapping = Target("ratio", 1 / 20), Target("ratio", 1 / 10)
    painting = Target("ratio", 1.5)
    yield Row.of(f"open {size} / TextArea", "ms", ours.opened, theirs.opened, opening)
    yield Row.of(f"wrap {size} again / TextArea", "ms", ours.wrapped, theirs.wrapped, wrapping)
    yield Row.of(f"{page}, one in two rows / none", "ms", *sparse, painting)
    yield Row.of(f"{page}, two in each row / none", "ms", *crowded, painting)
