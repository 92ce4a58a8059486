"""What is done to a whole text at once gives what a step for each word would give."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.annotations.anchoring import Anchor, reanchor
from notes.annotations.anchoring.alignment import align
from notes.annotations.anchoring.folding import fold
from notes.annotations.anchoring.hashing import Words, have_run_in_common
from notes.annotations.anchoring.seed_index import SeedIndex
from notes.annotations.anchoring.seeds import Seed, seeds
from notes.annotations.anchoring.shingles import LARGE, WORD, Interval, common_shingles
from notes.annotations.anchoring.unlike import are_unlike
from notes.annotations.model import FOUND

PIECES = (
    "river",
    "of",
    "a",
    "x1",
    "_",
    "-",
    "é",
    "中",
    "文",
    "한글",
    "ﬁ",
    " ",
    "\n",
    "\0",
    "\1",
    "🜁",
)
texts = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
cuts = st.lists(st.integers(0, 160), max_size=6, unique=True)


def parts_of(text: str, places: Sequence[int]) -> list[Interval]:
    """Every other stretch between the places."""
    inside = sorted(place for place in places if place <= len(text))
    return list(zip(inside[::2], inside[1::2], strict=False))


def plain_runs(text: str, parts: Sequence[Interval], words: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for low, high in parts:
        spans = [match.span() for match in WORD.finditer(text, low, high)]
        ends = zip(spans, spans[words - 1 :], strict=False)
        found.update(text[start:end] for (start, _), (_, end) in ends)
    return found


def drawn(seed: int, words: int, vocabulary: int = 300) -> str:
    dice = random.Random(seed)
    return " ".join(f"{'wxyz'[n % 4]}ord{n}" for n in dice.choices(range(vocabulary), k=words))


@given(texts, cuts)
def test_words_are_those_of_the_expression(text: str, places: list[int]) -> None:
    parts = parts_of(text, places)
    expected = [match.span() for low, high in parts for match in WORD.finditer(text, low, high)]
    low = parts[0][0] if parts else 0
    words = Words(text, parts)
    found = zip((words.starts + low).tolist(), (words.ends + low).tolist(), strict=True)
    assert list(found) == expected


@given(texts, cuts, st.integers(1, 4))
def test_unique_runs_are_those_that_stand_once(text: str, places: list[int], words: int) -> None:
    parts = parts_of(text, places)
    runs = Words(text, parts).unique_runs(words)
    found = {text[start:end] for start, end in zip(runs.starts, runs.ends, strict=True)}
    assert found == {run for run, count in plain_runs(text, parts, words).items() if count == 1}


def test_shingles_of_large_texts_are_those_of_small_ones() -> None:
    old, new = drawn(1, 900), drawn(2, 300) + " " + drawn(1, 700) + " " + drawn(3, 50)
    parts = [(5, 2_003), (2_003, 4_000), (4_100, len(old))], [(0, 3_500), (3_600, len(new))]
    assert len(old) + len(new) >= LARGE
    found = common_shingles(old, new, *parts, words=3)
    assert found == sorted(found)
    assert all(old[o : o + n] == new[m : m + n] for o, m, n in found)
    ours, theirs = plain_runs(old, parts[0], 3), plain_runs(new, parts[1], 3)
    shared = {run for run in ours.keys() & theirs.keys() if ours[run] == theirs[run] == 1}
    assert shared
    assert {old[o : o + n] for o, _, n in found} == shared


def test_a_run_that_stands_often_is_still_in_common() -> None:
    one, other = ("red green blue grey " * 3) + drawn(1, 20), drawn(2, 20) + " red green blue grey"
    ours, theirs = Words(one, [(0, len(one))]), Words(other, [(0, len(other))])
    assert have_run_in_common(ours, theirs, 4)
    assert not have_run_in_common(ours, theirs, 6)


@given(texts)
def test_the_index_knows_where_every_seed_stands(text: str) -> None:
    index = SeedIndex(text)
    expected: dict[str, list[int]] = {}
    for at, seed in seeds(text):
        expected.setdefault(seed, []).append(at)
    for seed, places in expected.items():
        assert index.places(seed).tolist() == places
        assert index.count(seed) == len(places)
    assert index.count("absent") == 0


@given(texts, st.integers(0, 60), st.integers(1, 30))
def test_a_quote_is_found_wherever_it_stands(text: str, start: int, length: int) -> None:
    text += text[: len(text) // 2]
    quote = text[start : start + length].replace("\0", "").replace("\1", "")
    if quote:
        expected = [at for at in range(len(text)) if text.startswith(quote, at)]
        assert SeedIndex(text).occurrences(quote, len(text)) == expected


def test_a_quote_of_common_words_is_found_no_oftener_than_asked() -> None:
    assert SeedIndex("this and that " * 600).occurrences("s and t", 500)[-1] == 499 * 14 + 3


def plainly_voted(text: str, chosen: Sequence[Seed], quorum: float, most: int) -> list[int]:
    """The same count, a step for each vote."""
    votes: Counter[int] = Counter()
    places = {at: [place for place, seed in seeds(text) if seed == word] for at, word in chosen}
    buckets = {at: {(place - at) // 48 for place in those} for at, those in places.items()}
    for those in buckets.values():
        votes.update(those | {bucket - 1 for bucket in those})
    kept = {bucket: count for bucket, count in votes.items() if count > quorum}
    for at, those in buckets.items():
        if len(places[at]) <= 8:
            for near in (near for bucket in those for near in (bucket, bucket - 1)):
                if near in kept:
                    kept[near] += 8 // len(places[at])
    best = sorted(kept, key=lambda bucket: (-kept[bucket], bucket))[:most]
    return [bucket * 48 + 48 for bucket in best]


@pytest.mark.parametrize("seed", range(8))
def test_votes_are_counted_as_one_by_one(seed: int) -> None:
    text = drawn(seed, 800, 90)
    pattern = drawn(seed + 100, 12, 90) + text[seed * 50 : seed * 50 + 200]
    index = SeedIndex(text)
    chosen = [(at, word) for at, word in seeds(pattern) if index.count(word)]
    assert len(chosen) > 20
    for quorum in (1, 4.2, 9):
        assert index.voted(chosen, quorum, 10) == plainly_voted(text, chosen, quorum, 10)
    assert index.voted([], 0, 10) == []


def test_in_an_unlike_text_only_the_very_words_are_found() -> None:
    quote = "incorruptible ferrymen lost countless umbrellas"
    other = drawn(9, 4_000, 4_000).replace("ord", "ert")
    old, new = drawn(1, 4_000, 2_000), f"{other} {quote} {other[:9_000]}"
    old = f"{old[:20_000]} {quote} {old[20_000:]}"
    start = old.index(quote)
    sides = old[start - 64 : start], old[start + len(quote) :][:64]
    assert align(fold(old), fold(new)).is_unlike
    found = reanchor(new, quote, *sides, start, old)
    assert found == Anchor(len(other) + 1, len(other) + 1 + len(quote), FOUND)
    changed = new.replace("ferrymen", "ferryman").replace("countless", "count1ess")
    assert reanchor(changed, quote, *sides, start, old) is None


def test_a_shortened_text_is_not_unlike() -> None:
    old = drawn(1, 20_000, 2_000)
    assert not align(fold(old), fold(old[50_000:53_000])).is_unlike
    assert not align(fold(old), fold(drawn(2, 20))).is_unlike


@pytest.mark.parametrize("separator", [" ", ";", "; ", "\t"])
def test_words_with_others_between_them_are_not_unlike(separator: str) -> None:
    old = drawn(1, 10_000, 2_000)
    new = old.replace(" ", separator)
    assert not are_unlike(old, new)
    start = 30_004
    quote = old[start : start + 60]
    sides = old[start - 64 : start], old[start + 60 :][:64]
    assert reanchor(new, quote, *sides, start, old) is not None


def test_texts_without_words_that_tell_are_not_unlike() -> None:
    dice = random.Random(4)
    old, new = (" ".join(str(dice.randrange(99)) for _ in range(12_000)) for _ in range(2))
    assert not are_unlike(old, new)
