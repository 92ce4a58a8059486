"""What was typed and not saved goes along with a source that was moved outside the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.annotations.drafts import Draft
from notes.library import Library

NAME = "united-against-unilateralism.md"


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as opened:
        opened.documents()
        yield opened


def draft(library: Library, annotation: str | None = None) -> Draft:
    source = str(library.path(NAME))
    kept = Draft(source, annotation, 3, 9, "quoted", "typed for an hour", "blue")
    library.drafts.keep(kept)
    return kept


def texts_on(library: Library, name: str) -> list[str]:
    return [one.text for one in library.drafts.of(str(library.path(name)))]


def test_a_draft_on_a_note_follows_the_note(library: Library) -> None:
    document = library.open(NAME)
    made = library.annotate(document, 3, 9)
    draft(library, made.id)
    library.path(NAME).rename(library.path("moved.md"))
    lines = library.recover().lines
    assert texts_on(library, "moved.md") == ["typed for an hour"]
    assert any("moved.md" in line for line in lines)


def test_a_draft_follows_also_where_the_note_file_was_moved_by_hand(library: Library) -> None:
    document = library.open(NAME)
    made = library.annotate(document, 3, 9)
    draft(library, made.id)
    for ending in ("", ".notes.json"):
        library.path(f"{NAME}{ending}").rename(library.path(f"moved.md{ending}"))
    library.recover()
    assert texts_on(library, "moved.md") == ["typed for an hour"]


def test_a_draft_on_a_bare_passage_follows_the_text(library: Library) -> None:
    document = library.open(NAME)
    library.session.stopped_at(document.path, document.sha256, 0, 0.1)
    draft(library)
    library.path(NAME).rename(library.path("moved.md"))
    library.documents()
    assert library.recover().lines == (f"A draft on {NAME} is now with moved.md",)
    assert texts_on(library, "moved.md") == ["typed for an hour"]
    assert library.recover().lines == ()


def test_a_draft_whose_source_is_nowhere_is_still_named(library: Library) -> None:
    kept = draft(library)
    library.path(NAME).unlink()
    assert library.recover().lines == ()
    assert library.drafts_here() == (kept,)
