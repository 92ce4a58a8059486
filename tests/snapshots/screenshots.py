"""Make the README's pictures from the real program and the samples: `make screenshots`."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZE = (120, 36)
PATIENCE = 60.0  # seconds for one step

READ = "united-against-unilateralism.md"
NOTES = (
    ("unilateralism and harassment", "yellow", "Whose word is it first?", ("rhetoric",)),
    ("The talks were declared a success, as such talks are.", "pink", "", ()),
    (
        "What makes it political is timing.",
        "blue",
        "Compare the figures before and after 2022.",
        ("trade", "sanctions"),
    ),
)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)


def note_down(library_path: Path) -> None:
    """Highlight some passages, as a reader would have done before."""
    from notes.library import Library

    library = Library(library_path)
    document = library.open(READ)
    for words, color, note, tags in NOTES:
        start = document.text.index(words)
        end = start + len(words)
        library.annotate(document, start, end, color=color, note=note, tags=tags)
    library.update_index()
    library.close()


async def picture(library: Path, theme: str, query: str, target: Path) -> None:
    """Show the main screen with an answer to `query` and the document with the notes."""
    from tui.app import CommonplaceApp
    from tui.screens.main.screen import MainScreen
    from tui.widgets.key_bar import KeyBar
    from tui.widgets.reader import Reader
    from tui.widgets.search_pane import QueryInput

    app = CommonplaceApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen))
        main: Any = app.screen
        app.theme = theme
        await until(lambda: not main.loading_text and main.activity is None)
        field = main.query_one(QueryInput)
        field.cursor_blink = False
        field.value = query
        await until(lambda: main.answer and main.answer.query == query)
        main.open_document(READ)
        reader = main.query_one(Reader)
        await until(lambda: main.current == READ and reader.has_focus)
        reader.go_to(reader.text.index(NOTES[-1][0]))
        main.query_one(KeyBar).drop_message()
        await pilot.pause()
        target.write_text(app.export_screenshot(title="Commonplace"), "utf-8")


def main() -> None:
    """Make one picture of each theme."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="commonplace-pictures-") as folder:
        base = Path(folder)
        os.environ["HOME"] = folder  # so that the library is called ~/papers
        for kind in ("config", "data", "state", "cache"):
            os.environ[f"COMMONPLACE_{kind.upper()}_DIR"] = str(base / kind)
        library = base / "papers"
        shutil.copytree(ROOT / "seeds", library)
        note_down(library)
        for theme, query in (("paper", "unilateral*"), ("ink", '"no limits" OR friend*')):
            target = HERE / f"readme-{theme}.svg"
            asyncio.run(picture(library, theme, query, target))
            sys.stdout.write(f"{target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
