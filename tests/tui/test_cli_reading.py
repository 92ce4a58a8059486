"""Listing, reading and searching on the command line."""

import json
from pathlib import Path

import pytest
from command_line import COLUMN, NAMELESS, TRADE, Ask, Run, is_one_line

from notes.config import Folders
from notes.library import Library
from notes.session import Session
from tui.cli import main


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


def test_a_folder_among_the_words_of_a_search_is_told_how_to_be_named(
    run: Run, sample_library: Path
) -> None:
    code, _, err = run("search", str(sample_library), "sanctions")
    assert code == 1
    assert f"to search in the folder {sample_library}, write --library before it" in err
    assert "folder" not in run("search", "zzqqxx", "sanctions")[2]
    assert run("search", "q" * 900, "sanctions")[0] == 1  # no folder can be called so


def test_a_search_for_no_results_is_refused(run: Run) -> None:
    code, out, err = run("search", "trade", "--limit", "0")
    assert (code, out) == (2, "")
    assert is_one_line(err)


def test_how_many_files_are_passed_over_is_said(run: Run, sample_library: Path) -> None:
    for name in ("a.py", "b.py", "tool"):
        (sample_library / name).write_text("words")
    _, out, error = run("list")
    said = "3 other files are of kinds that are not read: .py 2, without an ending 1"
    assert said in error
    assert said not in out
    assert said in run("doctor")[1]
    assert run("list", "-q")[2] == ""
