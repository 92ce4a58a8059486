"""What is uncertain is laid before the user, and only the user's word changes it."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from river import OLD, QUOTE, REWRITTEN, RIVER

from notes.annotations.drafts import Draft
from notes.annotations.merge import Edit
from notes.annotations.model import EXACT, FOUND, LOST, Annotation, Placed, Selector, now
from notes.annotations.sidecar import SUFFIX
from notes.annotations.standing import JOURNAL
from notes.checking import Doubt
from notes.config import Folders
from notes.documents.model import Document
from notes.errors import UserError
from notes.library import Library
from notes.notebook import owner_of
from notes.surroundings import AROUND


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / RIVER).write_text(OLD, "utf-8")
    with Library(tmp_path / "papers") as library:
        yield library


def mark(library: Library, quote: str = QUOTE) -> None:
    document = library.open(RIVER)
    start = document.text.index(quote)
    library.annotate(document, start, start + len(quote), note="why guns?", color="blue")


def changed(library: Library, text: str) -> tuple[Document, Placed]:
    library.path(RIVER).write_text(text, "utf-8")
    document = library.open(RIVER)
    (placed,) = library.placed(document)
    return document, placed


def doubt_of(library: Library, text: str) -> tuple[Document, Doubt]:
    document, placed = changed(library, text)
    doubt = library.doubt(document, placed)
    assert doubt is not None
    return document, doubt


def item(library: Library) -> dict[str, Any]:
    (found,) = json.loads(library.path(f"{RIVER}{SUFFIX}").read_text("utf-8"))["items"]
    assert isinstance(found, dict)
    return found


def test_a_lost_note_is_offered_the_places_most_like_it(library: Library) -> None:
    mark(library)
    document, doubt = doubt_of(library, REWRITTEN)
    assert doubt.state == LOST
    assert doubt.was.words == QUOTE
    assert doubt.was.before.endswith("went home.\n\nIn spring ")
    best = doubt.places[0]
    assert "ice broke up with the noise of guns" in document.text[best.start : best.end]
    assert 0.4 < best.likeness < 1


def test_places_do_not_overlap_and_the_likest_comes_first(library: Library) -> None:
    mark(library)
    lines = [f"In spring the ice went out with a noise like {w}. So it was." for w in ("a", "be")]
    document, doubt = doubt_of(library, "\n\n".join((*lines, "Nothing else is like it at all.")))
    spans = sorted((one.start, one.end) for one in doubt.places)
    assert len(spans) >= 2
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "noise like" in document.text[slice(*spans[0])]


def test_a_note_without_anything_like_it_is_offered_nothing(library: Library) -> None:
    mark(library)
    _, doubt = doubt_of(library, "一切都变了。\n")
    assert doubt.places == ()


def test_what_was_marked_is_told_from_the_note_file_where_the_old_text_is_not_known(
    library: Library, tmp_path: Path, folders: Folders
) -> None:
    mark(library)
    library.path(RIVER).write_text(OLD.replace("a noise", "the noise"), "utf-8")
    elsewhere = Folders(folders.config, tmp_path / "d", tmp_path / "s", tmp_path / "c")
    with Library(library.root, folders=elsewhere) as other:
        document = other.open(RIVER)
        (placed,) = other.placed(document)
        doubt = other.doubt(document, placed)
    assert doubt is not None
    assert (doubt.state, doubt.was.words) == (FOUND, QUOTE)
    assert len(doubt.was.before) == 64 < AROUND
    assert (doubt.places[0].start, doubt.places[0].end) == (placed.start, placed.end)


def test_of_what_is_certain_there_is_no_doubt(library: Library) -> None:
    mark(library)
    document, placed = changed(library, "A preface.\n\n" + OLD)
    assert library.doubt(document, placed) is None


def test_nothing_is_written_until_it_is_confirmed_and_undo_takes_it_back(library: Library) -> None:
    mark(library)
    before = library.path(f"{RIVER}{SUFFIX}").read_bytes()
    document, doubt = doubt_of(library, REWRITTEN)
    assert library.path(f"{RIVER}{SUFFIX}").read_bytes() == before
    old = item(library)

    best = doubt.places[0]
    library.confirm(document, doubt.annotation, best.start, best.end)
    words, position = item(library)["target"]["selector"]
    assert words["exact"] == document.text[best.start : best.end]
    assert (position["start"], position["end"]) == (best.start, best.end)
    assert item(library)["cp:anchoredTo"] == document.text_sha256
    assert item(library)["cp:color"] == "blue"
    assert library.placed(document)[0].state == EXACT

    step = library.undo()
    assert step is not None and QUOTE[:20] in step.label
    assert item(library)["target"] == old["target"]
    assert item(library)["cp:anchoredTo"] == old["cp:anchoredTo"]
    assert library.placed(document)[0].state == LOST
    library.redo()
    assert library.placed(document)[0].state == EXACT


def test_a_place_in_a_text_that_was_changed_meanwhile_is_refused(library: Library) -> None:
    mark(library)
    document, doubt = doubt_of(library, REWRITTEN)
    library.path(RIVER).write_text("Again.\n\n" + REWRITTEN, "utf-8")
    old = item(library)
    with pytest.raises(UserError, match="changed meanwhile"):
        library.confirm(document, doubt.annotation, 0, 10)
    assert item(library) == old


def test_a_note_edited_meanwhile_keeps_both_the_edit_and_the_place(library: Library) -> None:
    mark(library)
    document, doubt = doubt_of(library, REWRITTEN)
    library.edit(RIVER, doubt.annotation.id, note="because they burst", color="pink")
    best = doubt.places[0]
    library.confirm(document, doubt.annotation, best.start, best.end)
    assert item(library)["target"]["selector"][1]["start"] == best.start
    assert item(library)["body"][0]["value"] == "because they burst"
    assert item(library)["cp:color"] == "pink"


# Where the notes are


def test_what_is_only_in_the_journal_is_named_with_the_reason_and_tried_again(
    library: Library, tmp_path: Path
) -> None:
    document = library.open(RIVER)
    away = tmp_path / "away"
    library.root.rename(away)
    library.store.commit(owner_of(document), [Edit(None, made(document))])
    assert library.whereabouts() == {RIVER: JOURNAL}
    (line,) = library.unsaved()
    assert line.startswith("river.txt: No such file")
    away.rename(library.root)
    assert library.unsaved() == ()
    assert library.whereabouts() == {}
    assert item(library)["id"] == "urn:uuid:1"


def test_a_note_that_is_being_written_is_named_with_its_document(library: Library) -> None:
    source = str(library.path(RIVER))
    library.drafts.keep(Draft(source, None, 0, 5, "quote", "half a thought", "yellow"))
    library.drafts.keep(Draft("/elsewhere/river.txt", None, 0, 5, "quote", "other", "yellow"))
    assert library.unwritten() == {RIVER}


def made(document: Document) -> Annotation:
    selector = Selector.of(document.text, 0, 9)
    return Annotation("urn:uuid:1", selector, "n", (), "yellow", now(), now())
