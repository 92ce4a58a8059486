"""Two short documents and what became of one: for notes whose place is not certain any more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from notes.config import Folders
from notes.library import Library

RIVER, MILL = "river.txt", "the-mill.txt"
QUOTE = "the ice went out with a noise like guns"
OLD = (
    "The river froze in November. The ferry was laid up, and the ferryman went home.\n\n"
    f"In spring {QUOTE}. Everybody came to watch.\n\n"
    "The mill stood on the left bank. It had ground flour for ninety years.\n"
)
REWRITTEN = (
    "A wholly new beginning, which was never there before, stands at the head of this page.\n\n"
    "When the thaw came the ice broke up with the noise of guns. The whole town watched it.\n\n"
    "A later spring, they say, had no noise at all, and nobody thought of guns.\n"
)
FLOUR = "It had ground flour for ninety years"
MILL_TEXT = f"On the mill\n\nBy Ruth Adler\n\n{FLOUR}, and its wheel was never still.\n"


def mark(papers: Path, name: str, quote: str, folders: Folders | None = None) -> None:
    """A note on `quote`, made by another run of the program."""
    with Library(papers, folders=folders) as library:
        document = library.open(name)
        start = document.text.index(quote)
        library.annotate(document, start, start + len(quote), note="why?", tags=("ice",))


def mark_elsewhere(papers: Path, name: str, quote: str, tmp_path: Path) -> None:
    """A note from a machine whose old texts are not known here."""
    parts = (tmp_path / "elsewhere" / part for part in ("config", "data", "state", "cache"))
    mark(papers, name, quote, Folders(*parts))


def target(on_disk: Callable[..., Any], papers: Path, name: str = RIVER) -> Any:
    """What the one note on a document is on, as its note file has it."""
    (item,) = on_disk(papers, name)["items"]
    return item["target"]


def words_on_disk(on_disk: Callable[..., Any], papers: Path, name: str = RIVER) -> str:
    """The words that the one note on a document is on."""
    found: str = target(on_disk, papers, name)["selector"][0]["exact"]
    return found
