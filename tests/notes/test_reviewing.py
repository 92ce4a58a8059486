"""Daily review of a library: what was graded is known wherever the note goes."""

from datetime import timedelta
from pathlib import Path

import pytest

from notes.config import Folders, load_config
from notes.library import Library
from notes.review.scheduling import NEVER

TEXT = "On mills\n\nThe wheel was never still. It had ground flour for ninety years.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "mill.txt").write_text(TEXT, "utf-8")
    with Library(folder) as library:
        document = library.open("mill.txt")
        for words in ("wheel", "flour"):
            start = document.text.index(words)
            library.annotate(document, start, start + len(words), note=f"on {words}")
    return folder


def due(library: Library, days: int = 0) -> list[str]:
    agenda = library.agenda(library.notes(), library.today() + timedelta(days=days))
    return [one.record.note for one in agenda.due]


def test_a_graded_note_comes_again_on_its_day_and_is_known_under_another_name(
    papers: Path, tmp_path: Path
) -> None:
    with Library(papers) as library:
        first, _ = library.agenda(library.notes(), library.today()).due
        foretold = library.review_outlook(first.record.id, library.today())
        review = library.review(first.record.id, "good", library.today())
        assert review.due == foretold["good"]
        library.rename("mill.txt", "wheels.txt")
    papers = papers.rename(tmp_path / "elsewhere")
    with Library(papers) as library:
        other = "on flour" if first.record.note == "on wheel" else "on wheel"
        assert due(library) == [other]
        assert review.due is not None
        days = (review.due - library.today()).days
        assert first.record.note not in due(library, days - 1)
        assert first.record.note in due(library, days)
    assert sorted(path.name for path in papers.iterdir()) == ["wheels.txt", "wheels.txt.notes.json"]


def test_a_deleted_note_does_not_come_and_one_told_off_comes_back_by_undo(papers: Path) -> None:
    with Library(papers) as library:
        one, other = library.notes()
        library.remove(one.path, one.id)
        assert due(library) == [other.note]
        library.review(other.id, NEVER, library.today())
        assert due(library) == [] == due(library, 1000)
        assert library.take_back_review({one.id}) is None
        taken = library.take_back_review({one.id, other.id})
        assert taken is not None and taken.note == other.id
        assert due(library) == [other.note]


def test_how_many_new_ones_come_is_configured(papers: Path, folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text("review_new = 1\n", "utf-8")
    with Library(papers) as library:
        assert len(due(library)) == 1
    for wrong in ("true", "-1", '"many"', "1.5"):
        (folders.config / "config.toml").write_text(f"review_new = {wrong}\n", "utf-8")
        config = load_config(folders.config)
        assert config.review_new == 10
        assert "review_new" in config.problems[0]
