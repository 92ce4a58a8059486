"""Edits of many kinds to texts of many kinds: passages are found, and nothing else in their place.

A part of what `run_anchoring.py` prints; its seeds are not those that the method was tuned on.
"""

import pytest
from anchoring_edits import COSMETIC, KINDS, NOISE
from anchoring_texts import Sample, samples
from anchoring_trial import LOST, RIGHT, WRONG, Judged, Tally, trial
from edited import Edited
from passage_edits import deleted_paragraphs, deleted_sentences, truncated_end, unrelated

from notes.annotations.anchoring import Anchor
from notes.annotations.model import CARRIED, EXACT, FOUND

SEED = 500_000
ROUNDS = range(SEED, SEED + 2)

DELETING = (deleted_paragraphs, deleted_sentences, truncated_end, unrelated)


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return list(trial(samples(), ROUNDS))


def test_there_is_enough_to_judge(judged: list[Judged]) -> None:
    assert len(KINDS) >= 25
    assert len({one.kind for one in judged}) == len(KINDS)
    assert len(judged) > 4_000


def test_passages_are_found_in_their_place(judged: list[Judged]) -> None:
    assert Tally.of(judged).share(RIGHT) >= 0.98


def test_no_other_place_is_shown(judged: list[Judged]) -> None:
    assert Tally.of(judged).share(WRONG) <= 0.002
    unlike = [one for one in judged if one.sample.kind != "contract"]
    assert Tally.of(unlike).share(WRONG) <= 0.0005


def test_appearance_and_misprints_lose_nothing(judged: list[Judged]) -> None:
    quiet = {kind.__name__ for kind in (*COSMETIC, *NOISE)}
    tally = Tally.of(one for one in judged if one.kind in quiet)
    assert tally.share(RIGHT) >= 0.99
    assert tally.counts[WRONG] == 0


def test_what_was_deleted_is_lost(judged: list[Judged]) -> None:
    more = trial(samples(), ROUNDS, passages=60, kinds=DELETING)
    tally = Tally.of([*judged, *more])
    assert tally.deleted > 1_000
    assert tally.deleted_wrong <= 0.001 * tally.deleted


def test_without_the_old_text_most_is_found_and_what_is_not_verbatim_says_so() -> None:
    tally = Tally.of(trial(samples(), range(SEED, SEED + 1), with_original=False))
    assert tally.share(RIGHT) >= 0.88
    assert tally.unflagged == 0


@pytest.mark.parametrize(
    ("anchor", "expected", "verdict"),
    [
        (Anchor(20, 36, FOUND), (20, 36), RIGHT),
        (Anchor(22, 35, CARRIED), (20, 36), RIGHT),
        (Anchor(20, 60, CARRIED), (20, 36), LOST),
        (Anchor(40, 56, EXACT), (20, 36), WRONG),
        (Anchor(20, 36, EXACT), None, WRONG),
        (None, (20, 36), LOST),
        (None, None, RIGHT),
    ],
)
def test_the_judge_is_strict(
    anchor: Anchor | None, expected: tuple[int, int] | None, verdict: str
) -> None:
    sample = Sample("twice", "Words of no weight. Words of no weight. " * 3)
    kept = 1.0 if expected else 0.0
    edited = Edited.unedited(sample.text)
    assert Judged(sample, "", edited, 20, 36, expected, kept, anchor).verdict == verdict
