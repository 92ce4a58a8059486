"""Bookmarks: a letter, a place, and what becomes of it when the text changes."""

from pathlib import Path

import pytest

from notes.bookmarks import Bookmark, Bookmarks
from notes.config import Folders
from notes.state_file import StateFile

BOOK, OTHER = Path("/library/book.txt"), Path("/library/other.txt")
TEXT = "One thing. " * 30 + "The passage that matters stands here. " + "And so on. " * 30


@pytest.fixture
def bookmarks(folders: Folders) -> Bookmarks:
    return Bookmarks(StateFile(folders.state))


def test_a_letter_stands_for_one_place_in_each_document(bookmarks: Bookmarks) -> None:
    bookmarks.put(BOOK, "a", TEXT, 20)
    bookmarks.put(BOOK, "a", TEXT, 330)
    bookmarks.put(BOOK, "A", TEXT, 5)
    bookmarks.put(OTHER, "a", TEXT, 7)
    assert [(one.name, one.offset) for one in bookmarks.of(BOOK, TEXT)] == [("A", 5), ("a", 330)]
    assert [(one.name, one.offset) for one in bookmarks.of(OTHER, TEXT)] == [("a", 7)]
    assert bookmarks.of(Path("/library/none.txt"), TEXT) == ()


def test_it_goes_along_with_its_words(bookmarks: Bookmarks) -> None:
    place = TEXT.index("The passage")
    bookmarks.put(BOOK, "a", TEXT, place)
    changed = "Something new before it. " + TEXT
    (found,) = bookmarks.of(BOOK, changed)
    assert (changed.startswith("The passage", found.offset), found.certain) == (True, True)


def test_of_repeated_words_the_nearest_to_the_old_place_is_taken(bookmarks: Bookmarks) -> None:
    words = "the same words again and again, without an end to them; "
    text = words * 10
    bookmarks.put(BOOK, "a", text, 5 * len(words))
    (found,) = bookmarks.of(BOOK, "xx" + text)
    assert found.offset == 5 * len(words) + 2


def test_where_its_words_are_gone_it_says_so(bookmarks: Bookmarks) -> None:
    bookmarks.put(BOOK, "a", TEXT, 340)
    (found,) = bookmarks.of(BOOK, "Nothing of it is left.")
    assert (found.certain, found.offset) == (False, 21)
    (empty,) = bookmarks.of(BOOK, "")
    assert (empty.certain, empty.offset) == (False, 0)


def test_at_the_very_end_and_in_an_empty_text_it_holds(bookmarks: Bookmarks) -> None:
    bookmarks.put(BOOK, "e", TEXT, len(TEXT) - 1)
    bookmarks.put(OTHER, "a", "", 0)
    assert bookmarks.of(BOOK, TEXT)[0] == Bookmark("e", len(TEXT) - 1, TEXT[-1])
    assert bookmarks.of(OTHER, "")[0].certain
