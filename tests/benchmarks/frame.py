"""What all benchmarks share: sizes, rows of the table, targets, and measuring in turns."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from grounds import Grounds

_WHAT, _NUMBER, _RATIO, _TARGET = 66, 14, 9, 12  # the widths of the table's columns, in cells


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured; `characters` are those of the long text, `queries` of each kind.

    `articles` are the sizes of the libraries that are indexed beside other engines.
    """

    rounds: int
    documents: int
    articles: tuple[int, ...]
    characters: int
    keys: int
    queries: int
    beside_whoosh: bool = True

    @property
    def warm_up(self) -> int:
        """Rounds that are not counted: the first compiles and caches what is not yet."""
        return int(self.rounds > 1)


FULL = Sizes(
    rounds=7,
    documents=10_000,
    articles=(2_000, 10_000),
    characters=10_000_000,
    keys=150,
    queries=7,
)
QUICK = Sizes(rounds=1, documents=60, articles=(30,), characters=100_000, keys=5, queries=2)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a benchmark is given: how much to measure, and libraries to measure on."""

    sizes: Sizes
    grounds: "Grounds"


@dataclass(frozen=True, slots=True)
class Target:
    """What must hold: of the ratio to the reference, of the difference to it, or of the value."""

    of: Literal["ratio", "difference", "value"]
    most: float

    def is_met(self, ours: float, reference: float | None) -> bool:
        """Whether two medians keep it."""
        if self.of == "value":
            return ours <= self.most
        assert reference is not None
        measured = ours / reference if self.of == "ratio" else ours - reference
        return measured <= self.most

    def text(self, unit: str) -> str:
        """The target as the table shows it."""
        if self.of == "ratio":
            return f"<= {self.most:g}x"
        sign = "+ " if self.of == "difference" else "<= "
        return f"{sign}{self.most:g} {unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `ours` is None where nothing could be measured, and `why` says so.

    `unit` is that of both numbers. A row without a target is only shown.
    """

    what: str
    unit: str
    ours: float | None
    reference: float | None = None
    target: Target | None = None
    why: str = ""

    @classmethod
    def of(
        cls,
        what: str,
        unit: str,
        ours: Sequence[float],
        reference: Sequence[float] = (),
        target: Target | None = None,
    ) -> "Row":
        """The medians of what was measured; times are given in seconds, `unit` may be `ms`."""
        scale = 1000 if unit == "ms" else 1
        theirs = median(reference) * scale if reference else None
        return cls(what, unit, median(ours) * scale, theirs, target)

    @classmethod
    def left_out(cls, what: str, why: str) -> "Row":
        """A row that cannot be measured here."""
        return cls(what, "", None, why=why)

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the reference."""
        if self.ours is None or not self.reference:
            return None
        return self.ours / self.reference

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None or self.ours is None:
            return None
        return self.target.is_met(self.ours, self.reference)

    def line(self) -> str:
        """The row as text."""
        if self.ours is None:
            return f"{self.what:<{_WHAT}}   left out: {self.why}"
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}x"
        target = "shown" if self.target is None else self.target.text(self.unit)
        met = {None: "", True: "yes", False: "NO"}[self.is_met]
        numbers = f"{_number(self.ours, self.unit)}{_number(self.reference, self.unit)}"
        return f"{self.what:<{_WHAT}}{numbers}{ratio:>{_RATIO}}  {target:<{_TARGET}}{met}"

    def facts(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return {**asdict(self), "ratio": self.ratio, "is_met": self.is_met}


def heading() -> str:
    """The first line of the table."""
    columns = f"{'ours':>{_NUMBER}}{'reference':>{_NUMBER}}{'ratio':>{_RATIO}}"
    return f"{'what':<{_WHAT}}{columns}  {'target':<{_TARGET}}met?"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return f"{'-':>{_NUMBER}}"
    digits = 0 if value >= 100 else 1 if value >= 10 else 3
    return f"{f'{value:,.{digits}f} {unit}':>{_NUMBER}}"


def in_turns(
    rounds: int, measures: Mapping[str, Callable[[], float]], warm_up: bool = True
) -> dict[str, list[float]]:
    """Measure each thing once a round, so that a noisy moment falls on all of them alike."""
    if warm_up:
        for measure in measures.values():
            measure()
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    return taken


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long `work` takes; with `time.process_time`, how much CPU."""
    start = clock()
    work()
    return clock() - start


def p95(values: Iterable[float]) -> float:
    """What 95 of 100 values do not exceed."""
    known = list(values)
    return quantiles(known, n=20, method="inclusive")[-1] if len(known) > 1 else known[0]


Rows = Iterator[Row]
