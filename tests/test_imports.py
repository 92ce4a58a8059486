"""What may be imported when: the core knows no terminal, and a start waits for nothing unused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notes.holdings import Listing

ROOT = Path(__file__).resolve().parent.parent
TERMINAL = {"textual", "rich", "pyperclip"}
COLUMN = "reading-the-axis-column.txt"
HEAVY = TERMINAL | {"whoosh", "yaml", "markdown_it", "asyncio", "numpy", "fsrs"}


def imported_by(code: str) -> set[str]:
    """The top-level modules that are there after `code` ran in a fresh interpreter."""
    return {name.partition(".")[0] for name in modules_after(code)}


def modules_after(code: str) -> set[str]:
    """The modules that are there after `code` ran in a fresh interpreter."""
    report = "import sys; sys.stderr.write('\\n'.join(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env=dict(os.environ),
        check=True,
    )
    return set(ended.stderr.split("\n"))


def modules_of_the_core() -> list[str]:
    paths = sorted((ROOT / "notes").rglob("*.py"))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]


def test_no_module_of_the_core_imports_the_terminal() -> None:
    modules = [name.removesuffix(".__init__") for name in modules_of_the_core()]
    assert len(modules) > 50
    loaded = imported_by(
        f"import warnings; warnings.simplefilter('ignore'); import {', '.join(modules)}"
    )
    assert not loaded & TERMINAL


@pytest.mark.parametrize("module", ["notes", "notes.library", "notes.doctor", "tui.cli"])
def test_importing_is_cheap(module: str) -> None:
    loaded = imported_by(f"import {module}")
    assert not loaded & (HEAVY | {"sqlite3", "uuid"} - ({"uuid"} if "." in module else set()))


def test_a_warm_search_has_loaded_what_its_first_query_may_need(tmp_path: Path) -> None:
    opened = (
        f"from notes.search.index import SearchIndex; index = SearchIndex(Path({str(tmp_path)!r}))"
    )
    loaded = modules_after(f"from pathlib import Path; {opened}; index.warm()")
    assert {"whoosh.fields", "numpy", "rapidfuzz.process"} <= loaded


def test_importing_the_facade_of_search_does_not_load_whoosh() -> None:
    check = (
        "import sys, notes.search, notes.search.model, notes.search.index;"
        "from pathlib import Path; notes.search.index.SearchIndex(Path('nowhere'));"
        "sys.exit(any(name.startswith('whoosh') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def run(*arguments: str) -> str:
    return f"from tui.cli import main; main({list(arguments)!r})"


def test_help_needs_nothing_but_the_parser() -> None:
    loaded = imported_by(run("--help"))
    assert not loaded & (HEAVY | {"sqlite3", "dataclasses", "json", "pathlib"})


def test_listing_notes_loads_neither_the_interface_nor_the_search(sample_library: Path) -> None:
    loaded = imported_by(run("notes", "--json", "--library", str(sample_library)))
    assert "sqlite3" in loaded
    assert not loaded & HEAVY
    add = ["add", COLUMN, "--quote", "axis of adversaries"]
    loaded = imported_by(run(*add, "--occurrence", "1", "--library", str(sample_library)))
    assert not loaded & HEAVY
    loaded = imported_by(run("notes", "--json", "--library", str(sample_library)))
    assert not loaded & HEAVY


@pytest.mark.parametrize("verb", ["notes", "tags", "list"])
def test_what_is_listed_often_loads_only_what_it_shows(verb: str, sample_library: Path) -> None:
    library = ("--library", str(sample_library))
    add = ["add", COLUMN, "--quote", "axis of adversaries"]
    imported_by(run(*add, "--occurrence", "1", *library))
    for first in ("list", "notes"):  # from now on documents and references are known
        imported_by(run(first, "--json", *library))
    loaded = modules_after(run(verb, "--json", *library))
    assert "notes.library" in loaded
    assert not loaded & {"dataclasses", "inspect", "secrets", "random", "tempfile", "shutil"}
    unneeded = {"notes.citations", "notes.search", "notes.annotations.anchoring"}
    unneeded |= {"notes.annotations.conflicts", "notes.annotations.merge_files"}
    assert not loaded & (unneeded | {"notes.documents.reading", "notes.notebook", "tui.commands"})


def test_listing_what_is_due_needs_no_scheduler(sample_library: Path) -> None:
    library = ("--library", str(sample_library))
    add = ["add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1"]
    imported_by(run(*add, *library))
    loaded = imported_by(run("review", "--json", *library))
    assert "sqlite3" in loaded
    assert not loaded & HEAVY


def test_listing_notes_looks_through_the_library_once(
    sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from notes.holdings import Holdings
    from tui.cli import main

    looks = []
    listing = Holdings.listing

    def counted(holdings: Holdings) -> Listing:
        looks.append(1)
        return listing(holdings)

    where = ["--library", str(sample_library)]
    main(["add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", *where])
    main(["list", *where])
    monkeypatch.setattr(Holdings, "listing", counted)
    assert main(["notes", "--json", *where]) == 0
    assert len(looks) == 1
    assert main(["list", "--json", *where]) == 0
    assert len(looks) == 2


def test_reading_a_text_loads_no_other_format(sample_library: Path) -> None:
    name = "a-text-without-a-name.txt"
    loaded = imported_by(run("text", name, "--library", str(sample_library)))
    assert not loaded & (HEAVY | {"html"})


def test_reading_a_pdf_loads_little_but_pdfium() -> None:
    code = f"""
import notes.documents.extraction_worker
from notes.documents.content_json import content_to_json
from notes.documents.formats import BY_NAME
from notes.documents.source import Source
with open({str(ROOT / "seeds" / "counting-a-friendship.pdf")!r}, "rb") as file:
    content_to_json(BY_NAME["pdf"].reader(Source(file)))
"""
    loaded = modules_after(code)
    assert "pypdfium2" in loaded
    others = {"dataclasses", "inspect", "statistics", "decimal", "hashlib"}
    assert not (others - modules_after("import pypdfium2")) & loaded
    assert not {"notes.documents.blocks", "notes.documents.decoding"} & loaded


def test_a_start_imports_no_screen_that_is_not_shown() -> None:
    code = "import sys, tui.cli, tui.opening, tui.app; print('\\n'.join(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    later = {"all_notes", "note_editor", "choice", "copies", "help", "review", "grading"}
    assert not later & {name.removeprefix("tui.screens.") for name in shown}
    assert not {
        "argparse",
        "textual.widgets._text_area",
        "tomllib",
        "notes.citations.styles",
        "notes.annotations.anchoring",
    } & {*shown}


def test_citing_starts_no_other_program_and_reads_no_other_bibliography(
    sample_library: Path,
) -> None:
    name = "a-text-without-a-name.txt"
    code = f"""
from notes.library import Library
with Library({str(sample_library)!r}) as library:
    library.cite({name!r}, "apa")
"""
    assert not imported_by(code) & (HEAVY | {"subprocess", "tempfile", "shutil", "csv"})
