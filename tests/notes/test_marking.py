"""Reshaping, joining and splitting highlights on real files, each as one step."""

from pathlib import Path

import pytest

from notes.annotations.model import Placed
from notes.annotations.shaping import at_hand
from notes.errors import UserError
from notes.library import Library
from notes.marking import join, split_at

TEXT = "One two three four. Five six seven eight.\n\nNine ten, eleven twelve.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "paper.txt").write_text(TEXT, "utf-8")
    return Library(tmp_path)


def add(
    library: Library, words: str, note: str = "", tags: tuple[str, ...] = (), color: str = "yellow"
) -> None:
    start = TEXT.index(words)
    document = library.open("paper.txt")
    library.annotate(document, start, start + len(words), note=note, tags=tags, color=color)


def placed(library: Library) -> tuple[Placed, ...]:
    return library.placed(library.open("paper.txt"))


def words(library: Library) -> list[str]:
    return [TEXT[one.start : one.end] for one in placed(library)]


def test_a_highlight_is_given_other_words_and_undo_gives_the_old_ones_back(
    library: Library,
) -> None:
    add(library, "two three", note="why?")
    document = library.open("paper.txt")
    (one,) = placed(library)
    library.confirm(document, one.annotation, 4, 18)
    assert words(library) == ["two three four"]
    (now,) = placed(library)
    assert (now.annotation.id, now.annotation.note) == (one.annotation.id, "why?")
    library.undo()
    assert words(library) == ["two three"]


def test_a_place_outside_the_text_is_refused(library: Library) -> None:
    add(library, "two")
    (one,) = placed(library)
    for span in ((5, 5), (-1, 4), (0, len(TEXT) + 1)):
        with pytest.raises(UserError, match="no passage"):
            library.confirm(library.open("paper.txt"), one.annotation, *span)


def test_a_source_changed_meanwhile_is_looked_at_again(library: Library) -> None:
    add(library, "two")
    document = library.open("paper.txt")
    (one,) = placed(library)
    (library.root / "paper.txt").write_text("Zero. " + TEXT, "utf-8")
    with pytest.raises(UserError, match="changed meanwhile"):
        split_at(library, document, one, 6)


def test_joined_highlights_keep_both_texts_and_all_tags_and_come_apart_in_one_undo(
    library: Library,
) -> None:
    add(library, "two three", note="first #a", tags=("a", "B"), color="green")
    add(library, "three four", note="second", tags=("b", "c"))
    add(library, "Nine", note="elsewhere")
    before = placed(library)
    document = library.open("paper.txt")
    join(library, document, at_hand(before, TEXT, (6, 7)))
    made, other = placed(library)
    assert words(library) == ["two three four", "Nine"]
    assert made.annotation.note == "first #a\n\nsecond"
    assert made.annotation.tags == ("a", "B", "c")
    assert made.annotation.color == "green"
    assert other.annotation.note == "elsewhere"
    library.undo()
    assert [one.annotation.note for one in placed(library)] == ["first #a", "second", "elsewhere"]
    assert words(library) == ["two three", "three four", "Nine"]
    library.redo()
    assert words(library) == ["two three four", "Nine"]


def test_a_note_that_both_have_is_kept_once(library: Library) -> None:
    add(library, "two", note="same")
    add(library, "two three", note="same")
    join(library, library.open("paper.txt"), placed(library))
    assert [one.annotation.note for one in placed(library)] == ["same"]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (("four", "Five"), ["four", "Five"]),  # only a stop and a blank between them
        (("eight", "Nine"), ["eight", "Nine"]),  # only the end of a paragraph
        (("four", "six"), ["four"]),  # a word between them
        (("One two three", "three four", "Five six"), ["One two three", "three four", "Five six"]),
    ],
)
def test_what_overlaps_or_touches_is_at_hand(
    library: Library, others: tuple[str, ...], found: list[str]
) -> None:
    for one in others:
        add(library, one)
    start = TEXT.index(others[0])
    near = at_hand(placed(library), TEXT, (start, start + len(others[0])))
    assert [TEXT[one.start : one.end] for one in near] == found


def test_one_highlight_alone_cannot_be_joined(library: Library) -> None:
    add(library, "two")
    with pytest.raises(UserError, match="only one"):
        join(library, library.open("paper.txt"), placed(library))


def test_split_leaves_the_note_with_the_first_and_blanks_with_none(library: Library) -> None:
    add(library, "One two three four", note="mine", tags=("t",), color="pink")
    (one,) = placed(library)
    split_at(library, library.open("paper.txt"), one, TEXT.index("three"))
    first, second = placed(library)
    assert words(library) == ["One two", "three four"]
    assert (first.annotation.note, second.annotation.note) == ("mine", "")
    assert first.annotation.tags == second.annotation.tags == ("t",)
    assert second.annotation.color == "pink"
    library.undo()
    assert words(library) == ["One two three four"]


@pytest.mark.parametrize("at", [0, 4, 7, 30])
def test_a_cut_that_would_leave_nothing_is_refused(library: Library, at: int) -> None:
    add(library, "two")
    (one,) = placed(library)
    with pytest.raises(UserError, match="inside it"):
        split_at(library, library.open("paper.txt"), one, at)
    assert words(library) == ["two"]


def test_highlights_of_other_shape_say_anew_in_which_part_of_the_file_they_are(
    sample_library: Path,
) -> None:
    library = Library(sample_library)
    book = library.open("four-voices.epub")
    start = book.text.index("Ledgers have limits")
    library.annotate(book, start, start + 7)
    library.annotate(book, start + 8, start + 19)
    join(library, book, library.placed(book))
    (one,) = library.placed(book)
    assert named(one) == "epubcfi(/6/8!/4/2[chapter-4]/6,/1:0,/1:19)"
    split_at(library, book, one, start + 8)
    assert [named(one) for one in library.placed(book)] == [
        "epubcfi(/6/8!/4/2[chapter-4]/6,/1:0,/1:7)",
        "epubcfi(/6/8!/4/2[chapter-4]/6,/1:8,/1:19)",
    ]


def named(placed: Placed) -> str:
    assert placed.annotation.selector is not None
    return placed.annotation.selector.fragment
