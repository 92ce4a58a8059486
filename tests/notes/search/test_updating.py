"""What an update puts into the index, replaces and removes, and what it leaves behind."""

from pathlib import Path

import pytest
from search_sources import source_note, source_text

from notes.search.index import SearchIndex


def test_replaces_and_removes_by_key(index: SearchIndex) -> None:
    index.update([source_text("a.txt", "old words")], [source_note("n", note="old remark")])
    index.update(
        [source_text("a.txt", "new words", "2")], [source_note("n", note="new remark", version="2")]
    )
    assert (index.versions(), index.note_versions()) == ({"a.txt": "2"}, {"n": "2"})
    assert index.search("old", load_text=lambda path: None).total == 0
    assert index.search("new", load_text=lambda path: None).total == 1
    index.update((), (), ["a.txt", "never.txt"], ["n"])
    assert (index.versions(), index.note_versions()) == ({}, {})
    assert index.search("new", load_text=lambda path: None).total == 0


def test_the_same_key_twice_in_one_update_is_there_once(index: SearchIndex) -> None:
    index.update([source_text("a.txt", "first"), source_text("a.txt", "second", "2")])
    assert index.versions() == {"a.txt": "2"}
    assert index.search("first", load_text=lambda path: None).total == 0


def test_reports_progress_and_shows_each_commit(index: SearchIndex) -> None:
    seen: list[tuple[int, int]] = []
    sources = [source_text(f"{n}.txt", f"word{n}") for n in range(3)]
    index.update(
        sources,
        on_progress=lambda done: seen.append((done, len(index.versions()))),
        commit_every_seconds=0.0,
    )
    assert seen[:3] == [(1, 1), (2, 2), (3, 3)]


def test_what_was_committed_stays_when_a_source_fails(index: SearchIndex) -> None:
    def sources() -> object:
        yield source_text("a.txt", "kept")
        raise OSError("the share is gone")

    with pytest.raises(OSError, match="the share is gone"):
        index.update(sources(), commit_every_seconds=0.0)  # type: ignore[arg-type]
    assert index.versions() == {"a.txt": "1"}
    index.update([source_text("b.txt", "after")])
    assert set(index.versions()) == {"a.txt", "b.txt"}
    assert index.notice is None


def test_many_updates_leave_few_segments_and_all_documents(
    index: SearchIndex, folder: Path
) -> None:
    for n in range(25):
        index.update(
            [source_text(f"{n}.txt", f"shared word{n} running"), source_text("x.txt", f"x{n}")]
        )
    segments = {file.name.split(".")[0] for file in folder.glob("v*/MAIN_*.*") if file.suffix}
    assert len(segments) <= 11
    assert index.search("shared runs", limit=99, load_text=lambda path: None).total == 25
    index.tidy(1)
    segments = {file.name.split(".")[0] for file in folder.glob("v*/MAIN_*.*") if file.suffix}
    assert len(segments) == 1
    assert index.search("shared runs", limit=99, load_text=lambda path: None).total == 25
    assert len(index.versions()) == 26


def test_names_and_texts_that_are_no_unicode_are_indexed(index: SearchIndex) -> None:
    path = "bad\udcff name\n.txt"
    index.update(
        [source_text(path, "broken \ud800 half\x00")], [source_note("n\udcff", document_path=path)]
    )
    assert index.versions() == {path: "1"}
    (hit,) = index.search("half", load_text=lambda path: "broken half", deadline=30).hits
    assert hit.path == path


def test_an_empty_text_is_indexed(index: SearchIndex) -> None:
    index.update([source_text("empty.txt", "")])
    assert index.versions() == {"empty.txt": "1"}
