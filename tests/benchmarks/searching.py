"""Indexing and asking, beside Whoosh as it comes and SQLite's FTS5, on the same articles."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from corpus import Article, articles
from engines import Engine, Fts5, NaiveWhoosh, Ours
from frame import Bench, Row, Rows, Target, in_turns, p95, seconds
from queries import AND, COMMON, MID, OR, PHRASE, PREFIX, queries

LENGTH = 900  # words of an article
WHOOSH, FTS5 = "naive Whoosh", "SQLite FTS5"
# What indexing a document and its index may take, of the other's.
INDEXING = {WHOOSH: 1 / 3, FTS5: 1 / 0.15}
SIZE = {WHOOSH: 0.5}
ASKING = {
    WHOOSH: {COMMON: 0.2, MID: 0.35, AND: 0.2, OR: 0.2, PHRASE: 0.3, PREFIX: 0.1},
    FTS5: {COMMON: 0.1, AND: 0.3, OR: 0.3, PHRASE: 1.3, PREFIX: 0.3},
}
OPENING = {WHOOSH: 0.1}
CHANGING = Target("value", 20)  # ms of CPU
VISIBLE = Target("value", 1000)  # ms
_LEAST = 0.005  # seconds of asking again: the clock of CPU time may take as long as an answer
_MANY = 50_000  # documents from which on answers may take longer


def rows(bench: Bench) -> Rows:
    """Each number of articles in turn, then what it is like in a library of files."""
    for number in bench.sizes.articles:
        yield from _measured(bench, number)
    yield from _library(bench)


def _measured(bench: Bench, number: int) -> Rows:
    """Throughput and size, then each kind of query, opening, changing, and typing."""
    made = list(articles(number, LENGTH))
    base = bench.grounds.folder("engines")
    ours = Ours(base / "ours")
    engines: dict[str, Engine] = {"ours": ours}
    if bench.sizes.beside_whoosh:
        engines[WHOOSH] = NaiveWhoosh(base / "whoosh")
    if Fts5.is_there():
        engines[FTS5] = Fts5(base / "fts5")
    else:
        yield Row.left_out(f"anything beside {FTS5}", "this Python's SQLite is built without it")
    size = f"{number:,}"
    rounds = bench.sizes.rounds if number <= 2_000 else 1
    try:
        yield from _indexing(engines, made, size, min(rounds, 3))
        asked = queries(made, bench.sizes.queries)
        yield from _asking(engines, asked, size, bench.sizes.rounds)
        yield from _opening(engines, asked[MID], size)
        yield from _changing(ours, made, size, bench.sizes.rounds)
        yield from _typing(ours, made, asked, size, bench.sizes.rounds)
    finally:
        for engine in engines.values():
            engine.close()


def _indexing(engines: dict[str, Engine], made: list[Article], size: str, rounds: int) -> Rows:
    def build(engine: Engine) -> float:
        return seconds(lambda: engine.build(made), time.process_time) / len(made)

    measures = {name: lambda engine=engine: build(engine) for name, engine in engines.items()}
    taken = in_turns(rounds, measures, warm_up=False)
    sizes = {name: [_size(engine.folder) / 1e6] for name, engine in engines.items()}
    yield from _beside(f"{size}: index an article, CPU", "ms", taken, INDEXING)
    yield from _beside(f"{size}: size of the index", "MB", sizes, SIZE)


def _beside(what: str, unit: str, taken: dict[str, list[float]], targets: dict[str, float]) -> Rows:
    """A row for each of the others; ours is the first."""
    ours, *others = taken
    for other in others:
        target = Target("ratio", targets[other]) if other in targets else None
        yield Row.of(f"{what} / {other}", unit, taken[ours], taken[other], target)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _asking(
    engines: dict[str, Engine], asked: dict[str, list[str]], size: str, rounds: int
) -> Rows:
    for kind, some in asked.items():
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for query in some:
            measures = {
                name: lambda engine=engine: _ask(engine, query)  # noqa: B023
                for name, engine in engines.items()
            }
            for name, times in in_turns(rounds, measures).items():
                taken[name].append(median(times))
        targets = {other: of[kind] for other, of in ASKING.items() if kind in of}
        yield from _beside(f"{size}: {kind}, CPU", "ms", taken, targets)
        worst = {name: [p95(times)] for name, times in taken.items()}
        yield from _beside(f"{size}: {kind}, CPU p95", "ms", worst, {})


def _ask(engine: Engine, query: str) -> float:
    """The CPU seconds of an answer."""
    asked = 0
    until = time.perf_counter() + _LEAST
    start = time.process_time()
    while not asked or time.perf_counter() < until:
        found = engine.ask(query)
        asked += 1
    took = time.process_time() - start
    if not found:
        raise RuntimeError(f"{type(engine).__name__} finds nothing for {query}")
    return took / asked


def _opening(engines: dict[str, Engine], asked: list[str], size: str) -> Rows:
    """From closed files to the first answer, everything imported before."""

    def first(engine: Engine, query: str) -> float:
        engine.close()
        return seconds(lambda: (engine.open(), engine.ask(query)), time.process_time)

    taken: dict[str, list[float]] = {name: [] for name in engines}
    for query in asked:
        for name, engine in engines.items():
            taken[name].append(first(engine, query))
    yield from _beside(f"{size}: open and the first answer, CPU", "ms", taken, OPENING)


def _changing(ours: Ours, made: list[Article], size: str, rounds: int) -> Rows:
    """One document is added, changed and deleted; each time until a search shows it."""
    cpu: dict[str, list[float]] = {"added": [], "changed": [], "deleted": []}
    wall: dict[str, list[float]] = {name: [] for name in cpu}
    for number in range(rounds + 1):
        mark = f"mark{number}"
        for name, change in (
            ("added", lambda: ours.put(made[0], "added.txt", mark)),  # noqa: B023
            ("changed", lambda: ours.put(made[1], "added.txt", f"{mark}new")),  # noqa: B023
            ("deleted", lambda: ours.remove("added.txt")),
        ):
            start = time.perf_counter()
            cpu[name].append(seconds(change, time.process_time))
            found = ours.ask(mark if name == "added" else f"{mark}new")
            wall[name].append(time.perf_counter() - start)
            if bool(found) == (name == "deleted"):
                raise RuntimeError(f"a search does not show that a document was {name}")
    for name in cpu:
        yield Row.of(f"{size}: one document {name}, CPU", "ms", cpu[name][1:], (), CHANGING)
        yield Row.of(f"{size}: until a search shows it", "ms", wall[name][1:], (), VISIBLE)


def _typing(
    ours: Ours, made: list[Article], asked: dict[str, list[str]], size: str, rounds: int
) -> Rows:
    """Whole answers to every beginning of a word and to each kind of query, passages included."""
    texts = {one.name: one.body for one in made}.get
    typed = [query for some in asked.values() for query in some]
    typed += [word[:end] for word in asked[MID] for end in range(1, len(word))]
    typed += [f"{asked[MID][0]} {word[:end]}" for word in asked[MID][1:3] for end in range(1, 5)]
    most = 150 if len(made) >= _MANY else 50

    def answers(clock: Callable[[], float]) -> list[float]:
        return [seconds(lambda query=query: ours.typed(query, texts), clock) for query in typed]  # type: ignore[misc]

    answers(time.thread_time)
    what = f"{size}: as one types, with passages"
    wall = [took for _ in range(rounds) for took in answers(time.perf_counter)]
    yield Row.of(f"{what}, wall p95", "ms", [p95(wall)], (), _most(most))
    yield Row.of(f"{what}, wall", "ms", wall)
    cpu = [took for _ in range(rounds) for took in answers(time.thread_time)]
    yield Row.of(f"{what}, CPU p95", "ms", [p95(cpu)])
    passages = [one.body[:300] for one in made[:rounds]]
    near = [seconds(lambda text=text: ours.related(text, texts)) for text in passages]  # type: ignore[misc]
    yield Row.of(f"{size}: related passages, wall p95", "ms", [p95(near)], (), _most(50))
    counted = [seconds(lambda query=query: ours.facets(query)) for query in typed]  # type: ignore[misc]
    yield Row.of(f"{size}: facets, wall p95", "ms", [p95(counted)], (), _most(50))


def _most(milliseconds: float) -> Target:
    return Target("value", milliseconds)


def _library(bench: Bench) -> Rows:
    """Whole answers from a library, the texts read from their files."""
    count = bench.sizes.documents
    ground = bench.grounds.known(count)
    yield Row.of(
        f"read and index {count:,} short files, CPU of each", "ms", [ground.indexing / count]
    )
    library = ground.library()
    short = list(articles(count - 1, 120))
    asked = [q for kind in queries(short, bench.sizes.queries).values() for q in kind]
    try:
        first = seconds(lambda: library.search(asked[0], seconds=60))
        typed = [
            seconds(lambda query=query: library.search(query, seconds=60, typed=True))  # type: ignore[misc]
            for _ in range(bench.sizes.rounds)
            for query in asked
        ]
    finally:
        library.close()
    yield Row.of(f"open the index of {count:,} files and the first answer, wall", "ms", [first])
    what = f"as one types, {count:,} files, with passages, wall"
    yield Row.of(f"{what} p95", "ms", [p95(typed)], (), _most(50))
    yield Row.of(what, "ms", typed)
