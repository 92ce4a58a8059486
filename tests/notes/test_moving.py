"""Notes find their source again when it was moved or renamed, and are never taken from another."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes.annotations import renaming
from notes.annotations.drafts import Draft
from notes.annotations.sidecar import SUFFIX
from notes.errors import UserError
from notes.library import Library
from notes.moving import (
    COPY,
    SAME,
    SIMILAR,
    Answers,
    Claim,
    adopt,
    adopt_certain,
    as_copy,
    claims,
)

NAMELESS = "a-text-without-a-name.txt"
QUOTES = 5


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    with Library(sample_library) as library:
        yield library


@pytest.fixture
def ids(library: Library) -> set[str]:
    """The notes on the text without a name."""
    document = library.open(NAMELESS)
    words = range(0, QUOTES * 60, 60)
    return {library.annotate(document, at, at + 40, note=f"n{at}").id for at in words}


def notes_on(library: Library, relative: str) -> set[str]:
    return {note.id for note in library.notes() if note.path == relative}


def test_notes_follow_a_source_that_was_moved(library: Library, ids: set[str]) -> None:
    (library.root / "below").mkdir()
    library.path(NAMELESS).rename(library.root / "below" / "essay.txt")
    expected = Claim(NAMELESS, "below/essay.txt", SAME, QUOTES, QUOTES)
    assert claims(library) == (expected,)
    assert adopt_certain(library) == (expected,)
    assert notes_on(library, "below/essay.txt") == ids
    assert not library.path(NAMELESS + SUFFIX).exists()
    assert claims(library) == ()


def test_a_source_that_was_renamed_and_edited_is_asked_for(library: Library, ids: set[str]) -> None:
    text = library.path(NAMELESS).read_text("utf-8")
    library.path(NAMELESS).unlink()
    (library.root / "essay.txt").write_text(f"A preface of my own.\n\n{text}", "utf-8")
    (claim,) = claims(library)
    assert (claim.document, claim.kind, claim.quotes) == ("essay.txt", SIMILAR, QUOTES)
    assert claim.found >= 0.8 * QUOTES
    assert adopt_certain(library) == ()
    assert adopt(library, claim).is_beside
    assert notes_on(library, "essay.txt") == ids


def test_a_copy_is_asked_for_and_steals_nothing(library: Library, ids: set[str]) -> None:
    shutil.copy(library.path(NAMELESS), library.root / "copy.txt")
    before = library.path(NAMELESS + SUFFIX).read_bytes()
    (claim,) = claims(library)
    assert (claim.source, claim.document, claim.kind) == (NAMELESS, "copy.txt", COPY)
    assert adopt_certain(library) == ()
    assert notes_on(library, "copy.txt") == set()
    adopt(library, claim)
    assert library.path(NAMELESS + SUFFIX).read_bytes() == before
    copied = notes_on(library, "copy.txt")
    assert len(copied) == QUOTES and not copied & ids
    page = json.loads((library.root / f"copy.txt{SUFFIX}").read_bytes())
    assert {item["target"]["source"] for item in page["items"]} == {page["cp:document"]["id"]}
    assert page["cp:document"]["id"] not in before.decode()
    assert notes_on(library, NAMELESS) == ids


def test_of_two_equal_sources_none_gets_the_notes_unasked(library: Library, ids: set[str]) -> None:
    shutil.copy(library.path(NAMELESS), library.root / "one.txt")
    library.path(NAMELESS).rename(library.root / "two.txt")
    assert {(c.document, c.kind) for c in claims(library)} == {
        ("one.txt", SIMILAR),
        ("two.txt", SIMILAR),
    }


def test_a_conflict_copy_of_the_source_has_no_claim(library: Library, ids: set[str]) -> None:
    name = "a-text-without-a-name.sync-conflict-20261121-101500-ABCDEFG.txt"
    shutil.copy(library.path(NAMELESS), library.root / name)
    assert claims(library) == ()
    library.path(NAMELESS).unlink()
    assert claims(library) == ()


def test_the_notes_of_a_deleted_source_stay_listed(library: Library, ids: set[str]) -> None:
    library.path(NAMELESS).unlink()
    assert claims(library) == ()
    assert notes_on(library, NAMELESS) == ids


def test_renaming_takes_the_notes_along_and_undo_still_works(
    library: Library, ids: set[str]
) -> None:
    assert library.rename(NAMELESS, "essay.txt") == "essay.txt"
    assert notes_on(library, "essay.txt") == ids
    assert not library.path(NAMELESS).exists()
    assert not library.path(NAMELESS + SUFFIX).exists()
    library.undo()
    assert len(notes_on(library, "essay.txt")) == QUOTES - 1


@pytest.mark.parametrize("name", ["../x.txt", "", ".x.txt", "a/b.txt", "essay.md"])
def test_a_name_that_is_none_is_refused(library: Library, ids: set[str], name: str) -> None:
    with pytest.raises(UserError):
        library.rename(NAMELESS, name)
    assert notes_on(library, NAMELESS) == ids


def test_a_document_that_is_the_whole_library_keeps_its_name(library: Library) -> None:
    with (
        Library(library.path(NAMELESS)) as alone,
        pytest.raises(UserError, match="open its folder"),
    ):
        alone.rename(NAMELESS, "essay.txt")
    assert library.path(NAMELESS).exists()


@pytest.mark.parametrize("suffix", ["", SUFFIX])
def test_nothing_that_is_there_is_replaced(library: Library, ids: set[str], suffix: str) -> None:
    (library.root / f"essay.txt{suffix}").write_text("{}")
    with pytest.raises(UserError, match="is there already"):
        library.rename(NAMELESS, "essay.txt")
    assert notes_on(library, NAMELESS) == ids
    assert (library.root / f"essay.txt{suffix}").read_text() == "{}"


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_rename_that_was_killed_is_finished_or_had_not_begun(
    library: Library, ids: set[str], monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    real, calls = os.rename, 0

    def rename(*paths: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise Killed
        real(*paths)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", rename)
        patch.setattr(renaming, "sync_folder", killed)
        with pytest.raises(Killed):
            library.rename(NAMELESS, "essay.txt")
    library.settle_all()
    assert notes_on(library, NAMELESS if nth == 1 else "essay.txt") == ids
    assert library.settle_all() == {}


def test_an_answer_is_remembered_and_can_be_asked_for_again(
    library: Library, ids: set[str]
) -> None:
    shutil.copy(library.path(NAMELESS), library.root / "copy.txt")
    answers, found = Answers(library), claims(library)
    assert answers.open(found) == found
    answers.remember(found[0])
    with Library(library.root) as later:
        assert Answers(later).open(claims(later)) == ()
        shutil.copy(library.path(NAMELESS), library.root / "another.txt")
        assert [c.document for c in Answers(later).open(claims(later))] == ["another.txt"]
        Answers(later).forget()
        assert len(Answers(later).open(claims(later))) == 2


def test_a_document_gets_copies_of_homeless_notes_which_stay(
    library: Library, ids: set[str]
) -> None:
    text = library.path(NAMELESS).read_text("utf-8")
    library.path(NAMELESS).unlink()
    (library.root / "essay.txt").write_text(f"A preface of my own.\n\n{text}", "utf-8")
    before = library.path(NAMELESS + SUFFIX).read_bytes()
    (claim,) = claims(library)
    adopt(library, as_copy(claim))
    assert library.path(NAMELESS + SUFFIX).read_bytes() == before
    copied = notes_on(library, "essay.txt")
    assert len(copied) == QUOTES and not copied & ids


def test_nothing_is_adopted_that_is_no_longer_as_it_was_asked(
    library: Library, ids: set[str]
) -> None:
    text = library.path(NAMELESS).read_text("utf-8")
    library.path(NAMELESS).unlink()
    (library.root / "essay.txt").write_text(f"A preface of my own.\n\n{text}", "utf-8")
    (claim,) = claims(library)
    library.path(NAMELESS).write_text(text, "utf-8")
    with pytest.raises(UserError, match="there again"):
        adopt(library, claim)
    library.path(NAMELESS).unlink()
    own = library.annotate(library.open("essay.txt"), 0, 9)
    with pytest.raises(UserError, match="notes of its own"):
        adopt(library, claim)
    assert notes_on(library, NAMELESS) == ids
    assert notes_on(library, "essay.txt") == {own.id}


def test_opening_adopts_what_certainly_belongs_to_the_document(
    library: Library, ids: set[str]
) -> None:
    library.path(NAMELESS).rename(library.root / "essay.txt")
    library.documents()
    document, lines = library.open_settled("essay.txt")
    assert lines == (f"The notes on {NAMELESS} are now with essay.txt",)
    assert {placed.annotation.id for placed in library.placed(document)} == ids
    assert library.open_settled("essay.txt")[1] == ()


def test_opening_adopts_nothing_where_two_documents_could_claim_it(
    library: Library, ids: set[str]
) -> None:
    shutil.copy(library.path(NAMELESS), library.root / "one.txt")
    library.path(NAMELESS).rename(library.root / "two.txt")
    library.documents()
    assert library.open_settled("one.txt")[1] == ()
    assert notes_on(library, NAMELESS) == ids


def test_opening_takes_in_the_conflict_copies_beside_it(library: Library, ids: set[str]) -> None:
    before = library.path(NAMELESS + SUFFIX).read_bytes()
    more = library.annotate(library.open(NAMELESS), 400, 440)
    name = f"{NAMELESS}.notes.sync-conflict-20261121-101500-ABCDEFG.json"
    (library.root / name).write_bytes(before)
    document, lines = library.open_settled(NAMELESS)
    assert lines == ("1 conflict copy taken in",)
    assert not (library.root / name).exists()
    assert {one.annotation.id for one in library.placed(document)} == ids | {more.id}


def test_drafts_follow_a_document_that_is_renamed(library: Library, ids: set[str]) -> None:
    old = str(library.path(NAMELESS))
    library.drafts.keep(Draft(old, None, 3, 9, "quote", "half a thought", "yellow"))
    library.rename(NAMELESS, "essay.txt")
    (draft,) = library.drafts.of(str(library.path("essay.txt")))
    assert draft.text == "half a thought"
    assert library.drafts.of(old) == []
