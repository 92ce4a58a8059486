"""Citing on the command line, and the facts that a citation is made of."""

import json
from pathlib import Path

import pytest
from command_line import COLUMN, NAMELESS, Ask, Run, is_one_line

from notes.config import Folders
from notes.library import Library


def test_cite_writes_the_reference_in_the_style_that_is_named(
    ask: Ask, run: Run, sample_library: Path, folders: Folders
) -> None:
    library = Library(sample_library)
    cited = ask("cite", COLUMN, "--style", "MLA")
    assert cited == {"style": "mla", "text": library.cite(COLUMN, "mla")}
    library.choose_style("ieee")
    assert ask("cite", COLUMN)["style"] == "ieee"
    code, out, _ = run("cite", COLUMN, "--style", "bibtex")
    assert (code, out) == (0, library.cite(COLUMN, "bibtex").rstrip("\n") + "\n")
    code, out, err = run("cite", COLUMN, "--style", "odd")
    assert (code, out) == (2, "")
    assert is_one_line(err)


def test_cite_without_asterisks(ask: Ask, sample_library: Path) -> None:
    marked = ask("cite", COLUMN, "--style", "apa")["text"]
    assert "*" in marked
    assert ask("cite", COLUMN, "--style", "apa", "--plain")["text"] == marked.replace("*", "")
    words = " ".join((sample_library / COLUMN).read_text("utf-8").split()[40:110])
    quoted = ask("cite", COLUMN, "--quote", words, "--style", "apa", "--plain")["text"]
    assert quoted.startswith(words.split()[0]) and quoted.endswith(marked.replace("*", ""))
    listed = ask("cite", "--all", "--style", "mla")["text"]
    assert ask("cite", "--all", "--style", "mla", "--plain")["text"] == listed.replace("*", "")


def test_a_date_may_be_about_a_year(ask: Ask, run: Run) -> None:
    for typed in ("c. 1988", "ca. 1988", "circa 1988", "1988~", "1988?"):
        run("meta", COLUMN, "--unset", "date")
        assert ask("meta", COLUMN, "--set", f"date={typed}")["date"]["value"] == "1988~"
        assert "(ca. 1988)" in ask("cite", COLUMN, "--style", "apa")["text"]
    assert "date = {1988~}" in ask("cite", COLUMN, "--style", "biblatex")["text"]
    assert ask("search", "date:1988")["total"] >= 1
    code, _, err = run("meta", COLUMN, "--set", "date=c. a while")
    assert code == 2 and is_one_line(err) and "c. 1988" in err


def test_cite_a_passage_with_its_page(ask: Ask, run: Run) -> None:
    text = ask("cite", COLUMN, "--quote", "axis  of adversaries", "--page", "3")["text"]
    assert text.startswith("“axis of adversaries” (The Commonplace editors, 2026, p. 3).")
    assert run("cite", COLUMN, "--quote", "not its words")[0] == 1


def test_a_copy_that_went_nowhere_is_not_called_copied(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    code, out, err = run("cite", COLUMN, "--copy")
    assert code == 2
    assert out.startswith("The Commonplace editors.")
    assert err.startswith("commonplace: Not copied")


def test_meta_tells_where_each_field_is_from(ask: Ask) -> None:
    facts = ask("meta", COLUMN)
    assert facts["title"]["source"] == "guessed"
    assert facts["title"]["line"] == 1
    assert facts["authors"]["value"] == ["The Commonplace editors"]
    assert facts["doi"] == {"value": None, "source": None, "line": None}
    assert facts["encoding"] == {"value": "utf-8", "source": "guessed", "line": None}


def test_meta_sets_and_forgets_fields_in_the_note_file(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    changed = ask("meta", NAMELESS, "--set", "title=A Title", "--set", "authors=Ann Bo; Cy Do")
    assert changed["title"] == {"value": "A Title", "source": "user", "line": None}
    assert changed["authors"]["value"] == ["Ann Bo", "Cy Do"]
    sidecar = json.loads((sample_library / f"{NAMELESS}.notes.json").read_text("utf-8"))
    assert sidecar["cp:document"]["cp:metadata"]["authors"] == ["Ann Bo", "Cy Do"]
    assert next(d for d in ask("list")["documents"] if d["path"] == NAMELESS)["title"] == "A Title"
    assert ask("meta", NAMELESS, "--unset", "title")["title"]["value"] is None
    for wrong in ("colour=red", "date=soon", "title", "type=nonsense"):
        code, out, err = run("meta", NAMELESS, "--set", wrong)
        assert (code, out) == (2, "")
        assert is_one_line(err)


def test_looking_at_metadata_writes_nothing(run: Run, sample_library: Path) -> None:
    before = sorted(sample_library.iterdir())
    assert run("meta", COLUMN)[0] == run("meta", COLUMN, "--unset", "title")[0] == 0
    assert sorted(sample_library.iterdir()) == before


def test_a_document_is_read_in_the_encoding_that_was_set(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    (sample_library / "old.txt").write_bytes("Привет из архива".encode("koi8-r"))
    assert "Привет" not in ask("text", "old.txt")["text"]
    facts = ask("meta", "old.txt", "--set", "encoding=KOI8-R")
    assert facts["encoding"] == {"value": "koi8-r", "source": "user", "line": None}
    assert ask("text", "old.txt")["text"] == "Привет из архива"
    assert run("meta", "old.txt", "--set", "encoding=ascii")[0] == 2
    assert run("meta", "old.txt", "--set", "encoding=no-such")[0] == 2
    assert ask("text", "old.txt")["text"] == "Привет из архива"


def test_an_encoding_that_no_longer_fits_can_be_unset(ask: Ask, sample_library: Path) -> None:
    old = sample_library / "old.txt"
    old.write_bytes(b"plain words")
    ask("meta", "old.txt", "--set", "encoding=ascii")
    old.write_bytes("now with é".encode())
    assert ask("meta", "old.txt", "--unset", "encoding")["encoding"]["value"] == "utf-8"
    assert ask("text", "old.txt")["text"] == "now with é"


def test_the_help_of_meta_names_every_type(run: Run) -> None:
    from notes.csl_types import CSL_TYPES

    code, out, _ = run("meta", "--help")
    assert code == 0
    assert all(kind in out.replace("\n", " ") for kind in CSL_TYPES)


def test_authors_are_typed_as_in_bibtex(ask: Ask) -> None:
    ask("meta", NAMELESS, "--set", "title=Tools", "--set", "authors=Fox, Brian and Chet Ramey")
    entry = ask("cite", NAMELESS, "--style", "bibtex")["text"]
    assert "author = {Fox, Brian and Ramey, Chet}" in " ".join(entry.split())
    ask("meta", NAMELESS, "--set", "authors={Smith and Sons}")
    assert "author = {{Smith and Sons}}" in ask("cite", NAMELESS, "--style", "bibtex")["text"]
