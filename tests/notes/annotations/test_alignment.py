"""A text and its revision: what is said to be the same is, and what moved is seen to have moved."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.anchoring import reanchor
from notes.annotations.anchoring.alignment import Alignment, align
from notes.annotations.anchoring.folding import fold
from notes.annotations.anchoring.growing import common_prefix, common_suffix
from notes.annotations.anchoring.shingles import Block, joined, longest_chain
from notes.annotations.model import CARRIED, EXACT, FOUND

WORDS = ("river", "stone", "winter", "mill", "ferry", "noise", "bank", "flour", "ice", "bridge")


def prose(seed: int, paragraphs: int) -> list[str]:
    """Paragraphs of drawn words, each with some that stand nowhere else."""
    dice = random.Random(seed)
    return [
        " ".join(dice.choices(WORDS, k=30)).capitalize() + f" number{number} end{number}."
        for number in range(paragraphs)
    ]


def aligned(old: str, new: str) -> Alignment:
    return align(fold(old), fold(new))


def carried(old: str, new: str, quote: str) -> tuple[str, str] | None:
    start = old.index(quote)
    anchor = reanchor(new, quote, old[max(0, start - 64) : start], "", start, old)
    return (anchor.state, new[anchor.start : anchor.end]) if anchor else None


pieces = st.lists(st.sampled_from([*WORDS, "a", "b", ".", "\n", "\n\n", "中文"]), max_size=60)


@given(pieces, pieces, st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_blocks_are_equal_and_claim_nothing_twice(one: list[str], two: list[str], cut: int) -> None:
    old, new = " ".join(one), " ".join(one[cut:] + two + one[:cut])
    blocks = aligned(old, new).blocks
    for block in blocks:
        assert block.length > 0
        ours = fold(old).text[block.old : block.old_end]
        assert ours == fold(new).text[block.new : block.new_end]
    for key in (lambda block: block.old, lambda block: block.new):
        ordered = sorted(blocks, key=key)
        for before, after in pairwise(ordered):
            assert key(before) + before.length <= key(after)


@given(pieces, pieces, st.integers(0, 300), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_an_anchor_is_always_in_the_text(one: list[str], two: list[str], at: int, n: int) -> None:
    old, new = " ".join(one), " ".join(two)
    quote = old[at : at + n]
    anchor = reanchor(new, quote, old[max(0, at - 64) : at], old[at + n :][:64], at, old)
    if anchor is not None:
        assert 0 <= anchor.start < anchor.end <= len(new)
        assert anchor.state in (EXACT, CARRIED, FOUND)


@given(st.text("ab", max_size=200), st.text("ab", max_size=200))
def test_common_ends_are_as_long_as_they_can_be(one: str, other: str) -> None:
    head, tail = common_prefix(one, other), common_suffix(one, other, min(len(one), len(other)))
    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or head == min(len(one), len(other))
    assert one[len(one) - tail :] == other[len(other) - tail :]
    assert tail == min(len(one), len(other)) or one[-tail - 1] != other[-tail - 1]


def test_the_longest_chain_leaves_out_what_moved() -> None:
    blocks = [Block(0, 50, 5), Block(10, 0, 5), Block(20, 10, 5), Block(30, 70, 5)]
    assert longest_chain(blocks) == blocks[1:]
    assert longest_chain([]) == []


def test_overlapping_blocks_are_joined_or_cut() -> None:
    assert list(joined([Block(0, 5, 10), Block(4, 9, 10)])) == [Block(0, 5, 14)]
    cut = [Block(0, 5, 10), Block(10, 15, 4)]
    assert list(joined([Block(0, 5, 10), Block(8, 12, 6)])) == [Block(0, 5, 10), Block(11, 15, 3)]
    assert list(joined(cut)) == [Block(0, 5, 14)]


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_paragraphs_are_carried_with_what_stands_in_them(seed: int) -> None:
    old = prose(seed, 12)
    new = random.Random(seed).sample(old, len(old))
    for paragraph in old:
        quote = paragraph[20:90].strip()
        assert carried("\n\n".join(old), "\n\n".join(new), quote) in (
            (CARRIED, quote),
            (EXACT, quote),
        )


def test_a_deleted_one_of_two_clauses_is_lost_and_the_other_is_whole() -> None:
    clause = "{}. The parties shall meet in the town hall and take the minutes."
    old = "\n\n".join(clause.format(number) for number in range(1, 30))
    new = old.replace(clause.format(17) + "\n\n", "")
    assert carried(old, new, clause.format(17)) is None
    for number in (16, 18):
        whole = clause.format(number)
        found = carried(old, new, whole)
        assert found is not None
        assert found[1] == whole


def test_a_passage_keeps_its_ends_when_one_of_them_is_cut_off() -> None:
    old = "\n\n".join(prose(3, 6))
    start = old.index("number2")
    quote = old[start - 60 : start + 60]
    kept = quote[: quote.index("end2")]
    new = old.replace(quote[len(kept) :], "")
    found = carried(old, new, quote)
    assert found is not None
    assert found[1].strip() == kept.strip()


def test_what_is_inserted_beside_a_passage_is_not_in_it() -> None:
    old = "\n\n".join(prose(4, 6))
    quote = old[old.index("number3") :][:80]
    new = old.replace(quote, f"Entirely fresh words here. {quote} And more of them.")
    found = carried(old, new, quote)
    assert found is not None
    assert found[1] == quote


def test_a_figure_that_was_changed_is_to_be_checked() -> None:
    old = "The trade between them came to 245 billion in that year, they said. " + prose(5, 1)[0]
    assert carried(old, old.replace("245", "260"), "245") == (FOUND, "260")
    whole = "came to 245 billion in that year"
    assert carried(old, old.replace("245", "260"), whole) == (CARRIED, whole.replace("245", "260"))
