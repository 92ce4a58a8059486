"""Reading PDF files, our process and everything else included, beside PDFium alone."""

import resource
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from corpus import articles
from frame import Bench, Row, Rows, Target, in_turns, seconds

from notes.documents.extractor import Extractor
from notes.documents.reading import read_document
from notes.documents.text_cache import TextCache

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "making"))

from making_pdf import Words, column, embedded_font, pdf

BARE = Path(__file__).with_name("bare_pdf.py")
DOCUMENTS = 60
PAGES = 12  # of each
_LINES = 52  # of each page
MOST = Target("ratio", 1.3)


def rows(bench: Bench) -> Rows:
    """Wall and CPU of reading all documents for the first time; then of reading them again."""
    count = max(3, DOCUMENTS * bench.sizes.rounds // 7)
    folder = bench.grounds.folder("papers")
    paths = written(folder, count)

    def ours() -> None:
        with Extractor() as extractor:
            read(paths, folder, extractor)

    def bare() -> None:
        subprocess.run((sys.executable, BARE, *paths), check=True)

    clocks: tuple[tuple[Callable[[], float], str], ...] = (
        (time.perf_counter, "wall"),
        (processor_time, "CPU"),
    )
    for clock, name in clocks:
        taken = in_turns(
            bench.sizes.rounds,
            {
                "ours": lambda clock=clock: seconds(ours, clock),  # type: ignore[misc]
                "bare": lambda clock=clock: seconds(bare, clock),  # type: ignore[misc]
            },
        )
        what = f"read {count} PDFs of {PAGES} pages / PDFium alone: {name}"
        yield Row.of(what, "ms", taken["ours"], taken["bare"], MOST)
    with Extractor(TextCache(bench.grounds.folder("texts"))) as extractor:
        read(paths, folder, extractor)
        again = in_turns(
            bench.sizes.rounds,
            {"ours": lambda: seconds(lambda: read(paths, folder, extractor), time.perf_counter)},
        )
    yield Row.of(f"read the same {count} PDFs again, from the cache", "ms", again["ours"])


def written(folder: Path, count: int) -> list[Path]:
    """`count` papers with running heads and page numbers, in lines of justified length."""
    made = []
    font = embedded_font()
    for number, article in enumerate(articles(count, 6_000)):
        lines = textwrap.wrap(article.body, 95)[: PAGES * _LINES]
        pages = [
            [
                Words(60, 815, "Journal of Examples", 8),
                *column(60, lines[page * _LINES : (page + 1) * _LINES], top=780),
                Words(300, 30, str(page + 1), 8),
            ]
            for page in range(PAGES)
        ]
        made.append(folder / f"{number}.pdf")
        made[-1].write_bytes(pdf(pages, font=font, title=article.title))
    return made


def read(paths: list[Path], folder: Path, extractor: Extractor) -> None:
    """Read every document."""
    for path in paths:
        if not read_document(path, folder, "id", extractor=lambda: extractor).text:
            raise RuntimeError(f"{path} has no text")


def processor_time() -> float:
    """The processor time of this process and of those it has ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)
