"""Postings as arrays: written, read, looked up and joined like lists and dictionaries would be."""

import io
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from notes.search.analysis import Analyzer
from notes.search.arrays import ArrayFile, ArrayFileError, tight, write_arrays
from notes.search.inverting import ChunkNumbers, inverted, inverted_labels, occurrences
from notes.search.merging import Part, merged
from notes.search.near_terms import near_terms
from notes.search.postings import FieldPostings, Inverted

Listed = dict[str, dict[int, list[int]]]  # term -> document -> positions
ANALYZER = Analyzer()
SAME_FOLDER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "be", "be-a", "C++", "e-e", "é", "中国人", "x"]), max_size=8),
    max_size=6,
)


def written(folder: Path, postings: Inverted) -> FieldPostings:
    with (folder / "field.inv").open("wb") as file:
        write_arrays(file, dict(postings.arrays("f")), {})
    return FieldPostings(ArrayFile(folder / "field.inv"), "f", postings.often is not None)


def of_terms(folder: Path, terms: list[str]) -> FieldPostings:
    return written(folder, inverted_labels([(term.encode(), 0) for term in terms]))


def inverted_texts(texts: list[str]) -> Inverted:
    numbers = ChunkNumbers(ANALYZER)
    parts = [(number, 0, numbers.numbers(text)) for number, text in enumerate(texts)]
    return inverted(occurrences(parts, numbers.tables()), numbers.terms)


def listed(postings: Inverted) -> Listed:
    assert postings.often is not None and postings.places is not None
    found: Listed = {}
    posting = place = 0
    for term, count in zip(postings.terms, postings.counts.tolist(), strict=True):
        for _ in range(count):
            often = int(postings.often[posting])
            positions = postings.places[place : place + often].tolist()
            found.setdefault(term.decode(), {})[int(postings.ids[posting])] = positions
            posting, place = posting + 1, place + often
    assert (posting, place) == (len(postings.ids), len(postings.places))
    return found


def by_hand(texts: Mapping[int, str]) -> Listed:
    found: Listed = {}
    for number, text in texts.items():
        for term, positions in ANALYZER.positions(text)[0].items():
            found.setdefault(term, {})[number] = sorted(positions)
    return found


@SAME_FOLDER
@given(TEXTS)
def test_texts_are_inverted_as_a_dictionary_would(words: list[list[str]]) -> None:
    texts = [" ".join(some) for some in words]
    if any(texts):
        assert listed(inverted_texts(texts)) == by_hand(dict(enumerate(texts)))


@SAME_FOLDER
@given(TEXTS, TEXTS, st.sets(st.integers(0, 5)), st.sampled_from([1, 3, 1000]))
def test_joined_postings_are_those_of_the_texts_that_are_left(
    tmp_path: Path,
    first: list[list[str]],
    second: list[list[str]],
    deleted: set[int],
    at_once: int,
) -> None:
    parts, left, after = [], {}, 0
    for name, words in (("one", first), ("two", second)):
        texts = [" ".join(some) for some in words]
        if not any(texts):
            continue
        (tmp_path / name).mkdir(exist_ok=True)
        numbers = np.full(len(texts), -1)
        for number in set(range(len(texts))) - deleted:
            numbers[number] = after
            left[after] = texts[number]
            after += 1
        parts.append(Part(written(tmp_path / name, inverted_texts(texts)), numbers))
    if parts:
        assert listed(merged(parts, at_once)) == by_hand(left)


@SAME_FOLDER
@given(
    st.sets(st.text(alphabet="abcé\U0001f600", max_size=3), min_size=1), st.text("abcd", max_size=3)
)
def test_terms_are_found_as_in_a_sorted_list(tmp_path: Path, terms: set[str], wanted: str) -> None:
    postings = of_terms(tmp_path, sorted(terms))
    ordered, term = sorted(one.encode() for one in terms), wanted.encode()
    assert postings.terms() == ordered
    assert postings.find(term) == (ordered.index(term) if term in ordered else -1)
    assert postings.first_from(term) == bisect_left(ordered, term)
    low, high = postings.starting(term)
    assert postings.terms(low, high) == [one for one in ordered if one.startswith(term)]


ALIKE = "such-a-long-beginning-of-a-word"  # longer than what is kept of a head


@pytest.mark.parametrize("count", [1, 63, 64, 65, 129, 400])
def test_terms_that_begin_alike_are_told_apart_in_many_blocks(tmp_path: Path, count: int) -> None:
    some = {f"{ALIKE}{number * 7 % count:03}" for number in range(count)}
    terms = sorted(some | {"a", "b", ALIKE[:10], ALIKE[:16], ALIKE, "such-b", "z", "é"})
    postings = of_terms(tmp_path, terms)
    ordered = [term.encode() for term in terms]
    for number, term in enumerate(ordered):
        assert postings.find(term) == number
        assert postings.find(term + b"!") == -1
        assert postings.first_from(term + b"\x01") == number + 1
    for start in (b"", b"such", ALIKE.encode(), ALIKE[:16].encode(), f"{ALIKE}1".encode(), b"zz"):
        begun = [term for term in ordered if term.startswith(start)]
        low, high = postings.starting(start)
        assert postings.terms(low, high) == begun
        for most in (1, 5, 64, 1000):
            assert postings.terms_starting(start, most) == begun[:most]


@pytest.mark.parametrize("distance", [1, 2])
@pytest.mark.parametrize("word", ["bank", "ab", "a", "tarif", "éclair"])
def test_near_terms_are_those_that_reading_them_all_finds(
    tmp_path: Path, word: str, distance: int
) -> None:
    letters = "abéfiknrt"
    some = {word[:place] + more + word[place + cut :] for place in range(len(word) + 1)
            for more in ("", *letters, "xy") for cut in (0, 1, 2)}  # fmt: skip
    terms = sorted(some | {"abnk", "bnak", "zzz", "ba\U0001f600k", "\U0001f600é中"} - {""})
    postings = of_terms(tmp_path, terms)
    near = near_terms(postings, word, distance)
    assert near == {
        term: OSA.distance(word, term) for term in terms if OSA.distance(word, term) <= distance
    }


def test_numbers_take_the_least_room_that_holds_them() -> None:
    for most, size in ((255, 1), (256, 2), (65_536, 4), (2**32, 8)):
        assert tight(np.array([0, most])).itemsize == size
    assert tight(np.zeros(0, np.int64)).itemsize == 1


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.uint32, np.uint64, np.ulonglong])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_numbers_of_any_width_are_read_one_by_one(tmp_path: Path, kind: type, count: int) -> None:
    values = np.arange(count).astype(kind) + kind(np.iinfo(kind).max - 9)
    with (tmp_path / "arrays").open("wb") as file:
        write_arrays(file, {"some": values}, {})
    read = ArrayFile(tmp_path / "arrays")
    assert list(read.numbers("some")) == read["some"].tolist() == values.tolist()


def test_an_array_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    write_arrays(file, {"a": np.arange(10), "none": np.zeros(0)}, {"fact": [1, "é"]})
    whole, path = file.getvalue(), tmp_path / "arrays"
    path.write_bytes(whole)
    read = ArrayFile(path)
    assert (read["a"].tolist(), len(read["none"]), read.facts) == (
        list(range(10)),
        0,
        {"fact": [1, "é"]},
    )
    with pytest.raises(KeyError):
        read["b"]
    with pytest.raises(KeyError):
        read.numbers("b")
    for spoiled in (b"", whole[:-1], whole[8:], whole[:-30] + whole[-29:], b"x" * len(whole)):
        path.write_bytes(spoiled)
        with pytest.raises(ArrayFileError):
            ArrayFile(path)
