"""Indexing and asking, beside Whoosh as it comes and SQLite's FTS5, on the same articles."""

import time
from pathlib import Path
from statistics import median

from corpus import Article, articles
from engines import Engine, Fts5, NaiveWhoosh, Ours
from frame import Bench, Row, Rows, in_turns, p95, seconds
from queries import queries

LENGTH = 900  # words of an article
WHOOSH, FTS5 = "naive Whoosh", "SQLite FTS5"


def rows(bench: Bench) -> Rows:
    """Throughput and size, then each kind of query, then what it is like as one types."""
    made = list(articles(bench.sizes.articles, LENGTH))
    base = bench.grounds.folder("engines")
    engines: dict[str, Engine] = {"ours": Ours(base / "ours"), WHOOSH: NaiveWhoosh(base / "whoosh")}
    if Fts5.is_there():
        engines[FTS5] = Fts5(base / "fts5")
    else:
        yield Row.left_out(f"anything beside {FTS5}", "this Python's SQLite is built without it")
    try:
        yield from _indexing(engines, made, min(bench.sizes.rounds, 3))
        yield from _asking(engines, made, bench.sizes.rounds, bench.sizes.queries)
    finally:
        for engine in engines.values():
            engine.close()
    yield from _typing(bench)


def _indexing(engines: dict[str, Engine], made: list[Article], rounds: int) -> Rows:
    def build(engine: Engine) -> float:
        return len(made) / seconds(lambda: engine.build(made), time.process_time)

    measures = {name: lambda engine=engine: build(engine) for name, engine in engines.items()}
    taken = in_turns(rounds, measures, warm_up=False)
    sizes = {name: [_size(engine.folder) / 1e6] for name, engine in engines.items()}
    for what, unit, values in (
        (f"indexing {len(made):,} articles, per CPU second", "docs", taken),
        (f"index of {len(made):,} articles", "MB", sizes),
    ):
        ours, *others = values
        for other in others:
            yield Row.of(f"{what} / {other}", unit, values[ours], values[other])


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _asking(engines: dict[str, Engine], made: list[Article], rounds: int, of_each: int) -> Rows:
    for kind, asked in queries(made, of_each).items():
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for query in asked:
            measures = {
                name: lambda engine=engine: _ask(engine, query)  # noqa: B023
                for name, engine in engines.items()
            }
            for name, times in in_turns(rounds, measures).items():
                taken[name].append(median(times))
        ours, *others = taken
        for other in others:
            yield Row.of(f"query, {kind}: CPU / {other}", "ms", taken[ours], taken[other])


def _ask(engine: Engine, query: str) -> float:
    start = time.process_time()
    found = engine.ask(query)
    took = time.process_time() - start
    if not found:
        raise RuntimeError(f"{type(engine).__name__} finds nothing for {query}")
    return took


def _typing(bench: Bench) -> Rows:
    """Whole answers with their passages, the texts read from their files, on the large library."""
    count = bench.sizes.documents
    ground = bench.grounds.known(count)
    yield Row.of(
        f"read and index {count:,} short documents, per CPU second",
        "docs",
        [count / ground.indexing],
    )
    library = ground.library()
    short = list(articles(count - 1, 120))
    asked = [q for kind in queries(short, bench.sizes.queries).values() for q in kind]
    try:
        first = seconds(lambda: library.search(asked[0], seconds=60))
        typed = [
            seconds(lambda query=query: library.search(query, seconds=60))  # type: ignore[misc]
            for _ in range(bench.sizes.rounds)
            for query in asked
        ]
    finally:
        library.close()
    yield Row.of(f"open the index of {count:,} and the first answer: wall", "ms", [first])
    yield Row.of(f"as one types, {count:,} documents, with passages: p95", "ms", [p95(typed)])
    yield Row.of(f"as one types, {count:,} documents, with passages: median", "ms", typed)
