"""The command line as others' programs call it: JSON, exit codes, and one clear line for errors."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notes.config import Folders
from notes.library import Library
from notes.session import Session
from tui.cli import VERBS, main

TRADE = "a-lifeline-in-trade.html"
NAMELESS = "a-text-without-a-name.txt"
COLUMN = "reading-the-axis-column.txt"
TWICE = "The figures explain part of it."
NOTE_KEYS = [
    *("id", "document", "path", "title", "quote", "note", "tags", "color", "start", "end"),
    *("state", "created", "modified", "citation"),
]

Run = Callable[..., tuple[int, str, str]]
Ask = Callable[..., Any]


@pytest.fixture
def run(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a subcommand on the samples; gives exit code, stdout and stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([arguments[0], "--library", str(sample_library), *arguments[1:]])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def ask(run: Run) -> Ask:
    """Run a subcommand that has to succeed; gives the JSON it prints."""

    def ask(*arguments: str) -> Any:
        code, out, _ = run(*arguments, "--json")
        assert code == 0
        return json.loads(out)

    return ask


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


def is_one_line(error: str) -> bool:
    return error.startswith("commonplace: ") and error.count("\n") == 1 and error[-1] == "\n"


# Reading


def test_list_gives_every_document_with_null_for_what_is_unknown(ask: Ask) -> None:
    documents = ask("list")["documents"]
    assert [document["path"] for document in documents] == sorted(d["path"] for d in documents)
    assert len(documents) == 7
    nameless = next(d for d in documents if d["path"] == NAMELESS)
    assert list(nameless) == [
        *("id", "path", "title", "authors", "date", "publisher", "url", "language", "format"),
        *("chars", "notes", "highlights", "progress"),
    ]
    assert (nameless["title"], nameless["authors"], nameless["date"]) == (None, [], None)
    assert nameless["format"] == "text"
    assert nameless["progress"] is None


def test_list_tells_how_far_a_document_was_read_and_how_many_notes_it_has(
    ask: Ask, sample_library: Path, folders: Folders
) -> None:
    Session(folders.state).stopped_at(sample_library / COLUMN, "", 100, 0.25)
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--note", "hm")
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "2")
    found = next(d for d in ask("list")["documents"] if d["path"] == COLUMN)
    assert (found["notes"], found["highlights"], found["progress"]) == (1, 2, 0.25)


def test_list_of_an_empty_folder_finds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--library", str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"documents": []}


def test_text_prints_the_text_and_nothing_else(run: Run, ask: Ask, sample_library: Path) -> None:
    text = Library(sample_library).open(TRADE).text
    assert run("text", TRADE) == (0, text, "")
    answer = ask("text", TRADE)
    assert answer["text"] == text
    assert [*answer["sections"][0]] == ["title", "level", "start", "page"]
    assert all(text[s["start"] :].startswith(s["title"]) for s in answer["sections"])


def test_control_characters_of_a_text_are_shown_one_symbol_each(
    run: Run, sample_library: Path
) -> None:
    (sample_library / "evil.txt").write_text("a\x1b]0;owned\x07 b\x9b31m\ttab\nend", "utf-8")
    assert run("text", "evil.txt")[1] == "a␛]0;owned␇ b�31m\ttab\nend"


def test_control_characters_in_names_and_messages_never_reach_the_terminal(
    run: Run, sample_library: Path
) -> None:
    (sample_library / "a\x1b[31m\nb.txt").write_text("words of a text", "utf-8")
    (sample_library / "bad\x1b[2J.txt").write_bytes(b"%PDF-1.7")
    for arguments in (["list"], ["search", "words"], ["doctor"], ["text", "bad\x1b[2J.txt"]):
        _, out, err = run(*arguments)
        assert "\x1b" not in out + err
        assert "␛" in out + err


def test_search_finds_without_a_previous_index(ask: Ask, sample_library: Path) -> None:
    answer = ask("search", "sanctions", "--limit", "2")
    assert [*answer] == ["query", "total", "took_ms", "suggestion", "results"]
    assert answer["query"] == "sanctions"
    assert answer["total"] >= len(answer["results"]) == 2
    for result in answer["results"]:
        assert [*result] == ["document", "path", "title", "score", "passages"]
        text = Library(sample_library).open(result["path"]).text
        for passage in result["passages"]:
            assert [*passage] == ["start", "end", "snippet", "matches"]
            assert all(text[s:e].lower() == "sanctions" for s, e in passage["matches"])


def test_search_sees_what_changed_since(ask: Ask, run: Run, sample_library: Path) -> None:
    assert run("search", "quincunx", "--json")[0] == 1
    (sample_library / "new.txt").write_text("A quincunx has five points.", "utf-8")
    assert [r["path"] for r in ask("search", "quincunx")["results"]] == ["new.txt"]


def test_search_in_notes_finds_a_note_only_there(ask: Ask, run: Run) -> None:
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--note", "quincunx")
    assert [r["path"] for r in ask("search", "quincunx", "--in", "notes")["results"]] == [COLUMN]
    assert run("search", "quincunx", "--in", "body")[0] == 1


def test_search_tells_notes_from_texts_and_keeps_the_shape_of_its_json(ask: Ask, run: Run) -> None:
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--note", "quincunx")
    (line,) = run("search", "quincunx")[1].splitlines()
    assert line.split("\t")[2] == "[note] quincunx"
    assert not any("[" in line.split("\t")[2][:1] for line in run("search", "oil")[1].splitlines())
    (result,) = ask("search", "quincunx")["results"]
    assert [*result] == ["document", "path", "title", "score", "passages"]
    assert [*result["passages"][0]] == ["start", "end", "snippet", "matches"]


def test_a_query_on_the_command_line_is_taken_as_it_stands(run: Run) -> None:
    assert run("search", "unilater")[0] == 1
    assert "did you mean: unilater*" in run("search", "unilater")[2]
    assert run("search", "unilater*")[0] == 0


def test_a_category_does_for_its_colour(ask: Ask, run: Run, sample_library: Path) -> None:
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--color", "green")
    with Library(sample_library) as library:
        library.choose_categories(library.categories.named("green", "Key claim"))
    for query in ("color:green", 'color:"key claim"', "color:key*"):
        assert [r["path"] for r in ask("search", query)["results"]] == [COLUMN], query
    code, _, err = run("search", "color:mauve")
    assert code == 1
    assert "mauve is none of the colours: yellow, green (Key claim), blue" in err


def test_search_that_finds_nothing_says_so_and_still_prints_json(run: Run) -> None:
    code, out, err = run("search", "zzqqxx", "--json")
    assert code == 1
    assert (json.loads(out)["total"], json.loads(out)["results"]) == (0, [])
    assert "zzqqxx" in err


def test_a_search_for_no_results_is_refused(run: Run) -> None:
    code, out, err = run("search", "trade", "--limit", "0")
    assert (code, out) == (2, "")
    assert is_one_line(err)


# Notes


def test_add_gives_the_annotation_and_it_is_on_disk(ask: Ask, sample_library: Path) -> None:
    quote = "axis of adversaries"
    made = ask(
        *("add", COLUMN, "--quote", quote, "--occurrence", "1", "--note", "see #rhetoric"),
        *("--tag", "#trade", "--tag", "big words", "--color", "green"),
    )
    assert list(made) == NOTE_KEYS
    assert made["tags"] == ["rhetoric", "trade", "big-words"]
    assert (made["quote"], made["color"], made["state"]) == (quote, "green", "exact")
    assert made["created"].endswith("Z")
    library = Library(sample_library)
    assert library.open(COLUMN).text[made["start"] : made["end"]] == quote
    assert made["citation"] == library.cite(COLUMN, "apa")
    saved = json.loads((sample_library / f"{COLUMN}.notes.json").read_text("utf-8"))
    assert [item["id"] for item in saved["items"]] == [made["id"]]
    assert ask("notes") == {"notes": [made]}


def test_a_quote_that_occurs_twice_has_to_be_told_apart(run: Run, ask: Ask) -> None:
    code, out, err = run("add", NAMELESS, "--quote", TWICE, "--json")
    assert (code, out) == (2, "")
    assert "2 times" in err
    first = ask("add", NAMELESS, "--quote", TWICE, "--occurrence", "1")
    second = ask("add", NAMELESS, "--quote", TWICE, "--occurrence", "2")
    assert first["start"] < second["start"]
    assert run("add", NAMELESS, "--quote", TWICE, "--occurrence", "3")[0] == 2
    assert run("add", NAMELESS, "--quote", TWICE, "--occurrence", "0")[0] == 2


def test_a_quote_may_be_spaced_otherwise_than_the_text(ask: Ask) -> None:
    made = ask("add", NAMELESS, "--quote", " When pressure\n  from one side ")
    assert made["quote"] == "When pressure from one side"
    assert (made["start"], made["end"]) == (0, len(made["quote"]))


def test_a_quote_that_is_nowhere_is_nothing_found(run: Run, sample_library: Path) -> None:
    code, out, err = run("add", NAMELESS, "--quote", "no such words", "--json")
    assert (code, out) == (1, "")
    assert is_one_line(err)
    assert not (sample_library / f"{NAMELESS}.notes.json").exists()
    assert run("add", NAMELESS, "--quote", "  ")[0] == 2


def test_a_note_may_begin_with_a_dash(ask: Ask) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "--- so it is")
    assert made["note"] == "--- so it is"


def test_edit_changes_only_what_was_named(ask: Ask, run: Run) -> None:
    made = ask(
        *("add", NAMELESS, "--quote", "When pressure", "--note", "first #old", "--tag", "kept")
    )
    changed = ask("edit", made["id"], "--tag", "new", "--untag", "KEPT", "--color", "blue")
    assert changed["tags"] == ["old", "new"]
    assert (changed["note"], changed["color"]) == ("first #old", "blue")
    renoted = ask("edit", made["id"].removeprefix("urn:uuid:"), "--note", "second")
    assert (renoted["note"], renoted["tags"]) == ("second", ["new"])
    assert ask("notes")["notes"] == [renoted]
    assert run("edit", made["id"])[0] == 2


def test_what_was_removed_can_be_restored(ask: Ask, run: Run) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "keep me")
    assert ask("remove", made["id"])["note"] == "keep me"
    assert run("notes", "--json")[:2] == (1, '{"notes": []}\n')
    assert run("remove", made["id"])[0] == 2
    back = ask("restore", made["id"])
    assert (back["id"], back["note"]) == (made["id"], "keep me")
    assert ask("notes")["notes"] == [back]
    assert run("restore", made["id"])[0] == 2


def test_notes_pass_all_filters(ask: Ask, run: Run) -> None:
    one = ask("add", NAMELESS, "--quote", "When pressure", "--tag", "a", "--tag", "b")
    two = ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--tag", "a")
    two = ask("edit", two["id"], "--note", "Crème", "--color", "pink")

    def found(*filters: str) -> list[str]:
        return sorted(note["id"] for note in ask("notes", *filters)["notes"])

    assert found("--tag", "A") == sorted([one["id"], two["id"]])
    assert found("--tag", "a", "--tag", "b") == [one["id"]]
    assert found("--color", "pink") == found("--text", "creme") == [two["id"]]
    assert found("--document", COLUMN) == [two["id"]]
    assert len(found("--since", "2020-01-01")) == len(found("--state", "exact")) == 2
    assert run("notes", "--since", "2999-01-01")[0] == 1
    assert run("notes", "--state", "check")[0] == 1
    for wrong in (["--since", "soon"], ["--state", "odd"], ["--color", "mud"], ["--document", "x"]):
        code, _, err = run("notes", *wrong)
        assert code == 2
        assert is_one_line(err)


def test_a_note_whose_words_are_gone_is_lost_and_has_no_place(
    ask: Ask, sample_library: Path
) -> None:
    ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / NAMELESS).write_text("Something else altogether.", "utf-8")
    (lost,) = ask("notes", "--state", "lost")["notes"]
    assert (lost["start"], lost["end"], lost["quote"]) == (None, None, "When pressure")


def test_the_notes_of_a_document_that_is_gone_are_still_listed(
    ask: Ask, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / NAMELESS).unlink()
    (note,) = ask("notes", "--document", NAMELESS)["notes"]
    assert (note["id"], note["citation"]) == (made["id"], None)


def test_a_damaged_note_file_is_named_and_hides_no_other(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / f"{COLUMN}.notes.json").write_text("{ damaged", "utf-8")
    code, out, err = run("notes", "--json")
    assert code == 0
    assert [note["id"] for note in json.loads(out)["notes"]] == [made["id"]]
    assert COLUMN in err
    assert run("notes", "--json", "-q")[2] == ""


def test_tags_are_counted_renamed_and_merged(ask: Ask, run: Run) -> None:
    assert run("tags", "--json")[:2] == (1, '{"tags": []}\n')
    ask("add", NAMELESS, "--quote", "When pressure", "--tag", "trade", "--tag", "x")
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--tag", "Trade")
    assert run("tags", "rename", "trade", "x")[0] == 2
    assert run("tags", "merge", "trade", "nowhere")[0] == 2
    assert run("tags", "rename", "nowhere", "y")[0] == 1
    assert run("tags", "rename", "trade")[0] == 2
    assert ask("tags", "rename", "trade", "commerce")["tags"][0] == {"tag": "commerce", "count": 2}
    assert ask("tags", "merge", "x", "commerce") == {"tags": [{"tag": "commerce", "count": 2}]}
    assert [note["tags"] for note in ask("notes")["notes"]] == [["commerce"], ["commerce"]]
    assert run("tags", "delete", "commerce", "x")[0] == 2
    assert run("tags", "delete", "commerce", "--json")[:2] == (1, '{"tags": []}\n')
    assert [note["tags"] for note in ask("notes")["notes"]] == [[], []]


# Citing


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
    for wrong in ("colour=red", "date=soon", "title"):
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


# Keeping


def test_index_counts_what_it_did(ask: Ask, sample_library: Path) -> None:
    (sample_library / "binary.txt").write_bytes(bytes(range(256)) * 8)
    first = ask("index")
    assert [*first] == ["documents", "added", "updated", "removed", "failed", "seconds"]
    assert (first["documents"], first["added"]) == (7, 7)
    assert [failed["path"] for failed in first["failed"]] == ["binary.txt"]
    (sample_library / NAMELESS).unlink()
    second = ask("index")
    assert (second["documents"], second["added"], second["removed"]) == (6, 0, 1)
    assert ask("index", "--rebuild")["added"] == 6


def test_doctor_finds_a_sound_library_in_order(ask: Ask) -> None:
    checks = ask("doctor")["checks"]
    assert all([*check] == ["name", "ok", "detail"] and check["ok"] is True for check in checks)


def test_doctor_has_its_own_exit_code_for_what_needs_attention(
    run: Run, sample_library: Path, folders: Folders
) -> None:
    (sample_library / f"{COLUMN}.notes.json").write_text("{ damaged", "utf-8")
    folders.config.mkdir(parents=True)
    (folders.config / "keymap.toml").write_text('"reader.nothing" = "n"', "utf-8")
    code, out, _ = run("doctor", "--json")
    assert code == 3
    wrong = {c["name"]: c["detail"] for c in json.loads(out)["checks"] if not c["ok"]}
    assert wrong.keys() == {"damaged note files", "keys"}
    assert COLUMN in wrong["damaged note files"]


# Which library, which document


def test_options_for_every_command_may_stand_before_it(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", "--library", str(sample_library), "list"]) == 0
    before = capsys.readouterr().out
    assert main(["list", f"--library={sample_library}", "--json"]) == 0
    assert capsys.readouterr().out == before


def test_the_library_is_the_one_open_last_else_the_samples(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 7
    assert (folders.data / "samples" / NAMELESS).is_file()
    (tmp_path / "own.txt").write_text("Own words.", "utf-8")
    Session(folders.state).choose("library", str(tmp_path))
    assert main(["list", "--json"]) == 0
    assert [d["path"] for d in json.loads(capsys.readouterr().out)["documents"]] == ["own.txt"]


def test_a_last_library_that_is_gone_is_not_replaced_by_another(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Session(folders.state).choose("library", str(tmp_path / "gone"))
    assert main(["list"]) == 2
    assert is_one_line(capsys.readouterr().err)


def test_a_file_may_be_named_from_here_or_absolutely(
    sample_library: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.txt").write_text("My words.", "utf-8")
    monkeypatch.chdir(elsewhere)
    for name in ("mine.txt", "./mine.txt", str(elsewhere / "mine.txt")):
        assert main(["text", name]) == 0
        assert capsys.readouterr().out == "My words."
    assert main(["text", str(sample_library / COLUMN), "--library", str(sample_library)]) == 0
    capsys.readouterr()
    assert main(["text", "mine.txt", "--library", str(sample_library)]) == 2
    assert "outside the library" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["text", "missing.txt"],
        ["text", "x" * 400],
        ["text", "."],
        ["list", "--library", "/no/such/folder"],
        ["list", "unexpected"],
        ["list", "--lib", "."],
        ["add", NAMELESS],
        ["search"],
        ["edit", "no-such-id", "--note", "x"],
        ["no-such-folder"],
        [""],
        ["--no-such-option"],
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert is_one_line(printed.err)


def test_an_unexpected_error_is_one_line_and_its_details_are_in_the_log(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(library: Library) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(Library, "complete_listing", fail)
    assert main(["list"]) == 2
    printed = capsys.readouterr()
    assert is_one_line(printed.err)
    assert str(folders.state / "errors.log") in printed.err
    assert "nobody thought of this" in (folders.state / "errors.log").read_text("utf-8")


def test_an_interrupt_has_the_exit_code_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(library: Library) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "complete_listing", interrupt)
    assert main(["list"]) == 130


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    help_text = capsys.readouterr().out
    assert help_text.startswith(f"usage: commonplace {verb} ")
    assert all(option in help_text for option in ("--library", "--json", "--quiet"))


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    help_text = capsys.readouterr().out
    assert all(f"\n  {verb} " in help_text for verb in VERBS)


# The real program


def test_the_program_prints_one_json_document_and_its_exit_code_counts(
    sample_library: Path,
) -> None:
    library = ["--library", str(sample_library), "--json"]
    made = program("add", NAMELESS, "--quote", "When pressure", *library)
    assert (made.returncode, made.stderr) == (0, "")
    listed = program("notes", *library)
    assert json.loads(listed.stdout) == {"notes": [json.loads(made.stdout)]}
    nothing = program("notes", "--tag", "none", *library)
    assert (nothing.returncode, json.loads(nothing.stdout)) == (1, {"notes": []})


def test_the_outside_samples_can_be_listed_searched_and_read(shared_seeds: Path) -> None:
    library = ["--library", str(shared_seeds), "--json"]
    documents = json.loads(program("list", *library).stdout)["documents"]
    assert len(documents) == 5
    for document in documents:
        bare = program("text", document["path"], *library[:2])
        assert (bare.returncode, len(bare.stdout)) == (0, document["chars"])
    found = program("search", "unilateral*", *library)
    assert json.loads(found.stdout)["total"] >= 1


def test_a_reader_that_has_seen_enough_is_no_error(sample_library: Path) -> None:
    (sample_library / "long.txt").write_text("words and words\n" * 100_000, "utf-8")
    command = [sys.executable, "-m", "tui", "text", "long.txt", "--library", str(sample_library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_output_that_cannot_be_written_is_one_line(sample_library: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    command = [sys.executable, "-m", "tui", "list", "--library", str(sample_library)]
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert ended.returncode == 2
    assert is_one_line(ended.stderr)


def test_output_in_a_narrow_encoding_loses_no_line(sample_library: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = program("text", COLUMN, "--library", str(sample_library), env=environment)
    text = Library(sample_library).open(COLUMN).text
    assert (ended.returncode, len(ended.stdout)) == (0, len(text))


def test_without_a_terminal_the_app_does_not_open(sample_library: Path, folders: Folders) -> None:
    ended = program(str(sample_library), stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert is_one_line(ended.stderr)
    assert not (folders.state / "session.sqlite").exists()


def test_a_dumb_terminal_is_told_so(sample_library: Path) -> None:
    main_end, other_end = pty.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tui", str(sample_library)],
            stdin=other_end,
            stdout=other_end,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TERM": "dumb"},
            timeout=60,
            check=False,
        )
    finally:
        os.close(main_end)
        os.close(other_end)
    assert ended.returncode == 2
    assert "TERM=dumb" in ended.stderr
    assert is_one_line(ended.stderr)


def test_the_trash_lists_restores_and_purges_only_with_the_words(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "secret")
    assert run("trash", "--json")[0] == 1
    ask("remove", made["id"])
    (deleted,) = ask("trash")["deleted"]
    assert (deleted["id"], deleted["path"], deleted["note"]) == (made["id"], NAMELESS, "secret")
    code, _, err = run("trash", "--purge")
    assert code == 2 and "delete them for good" in err
    ask("restore", made["id"])
    ask("remove", made["id"])
    assert run("trash", "--purge", "urn:x:none", "--confirm", "delete them for good")[0] == 2
    (purged,) = ask("trash", "--purge", "--confirm", "delete them for good")["purged"]
    assert purged["id"] == made["id"]
    assert run("restore", made["id"])[0] == 2
    sidecar = (sample_library / f"{NAMELESS}.notes.json").read_text("utf-8")
    assert "secret" not in sidecar


def test_a_colour_can_be_given_by_the_name_of_its_category(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    one = Library(sample_library)
    one.choose_categories(one.categories.named("pink", "My Claim"))
    made = ask(
        "add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--color", "my claim"
    )
    assert made["color"] == "pink"
    assert [note["id"] for note in ask("notes", "--color", "MY CLAIM")["notes"]] == [made["id"]]
    assert ask("edit", made["id"], "--color", "green")["color"] == "green"
    assert run("notes", "--color", "nothing")[0] == 2


@pytest.mark.parametrize(("typed", "code"), [("delete them for good", 0), ("yes", 2), ("", 2)])
def test_on_a_terminal_the_words_are_asked_for_and_nothing_else_purges(
    ask: Ask, sample_library: Path, typed: str, code: int
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "secret")
    ask("remove", made["id"])
    main_end, other_end = pty.openpty()
    ended = subprocess.Popen(
        [sys.executable, "-m", "tui", "trash", "--purge", "--library", str(sample_library)],
        stdin=other_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.close(other_end)
    os.write(main_end, f"{typed}\n".encode())
    _, errors = ended.communicate()
    os.close(main_end)
    assert b"1 note would be gone for good" in errors
    assert ended.returncode == code
    is_there = "secret" in (sample_library / f"{NAMELESS}.notes.json").read_text("utf-8")
    assert is_there == bool(code)
