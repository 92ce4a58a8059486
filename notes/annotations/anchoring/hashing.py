"""Words and runs of words of a large text, found and hashed for the whole text at once.

A megabyte has 200,000 words; what is done to each of them is done in numpy. Runs count as equal
when they are of one length and their 64-bit hashes agree.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from notes.annotations.anchoring.shingles import LETTER, WORD, Interval

Places = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_INVERSE = pow(_BASE, -1, 1 << 64)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_IN_WORD, _ALONE = 1, 2  # what a character is: a part of a word, or a word by itself


class Runs(NamedTuple):
    """Runs of words, sorted by their hashes, and where they begin and end."""

    hashes: Hashes
    starts: Places
    ends: Places


class Words:
    """The words of disjoint, sorted parts of a text; none crosses from one part into another."""

    def __init__(self, text: str, parts: Sequence[Interval]) -> None:
        # What lies before and behind all of the parts is not read.
        self._low, high = (parts[0][0], parts[-1][1]) if parts else (0, 0)
        text = text[self._low : high]
        self.codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        bounds = np.array(parts, np.int64).reshape(-1, 2) - self._low
        kinds = _kinds(text)[self.codes]
        kinds[~_inside(bounds, len(kinds))] = 0
        self.starts, self.ends = _spans(kinds, bounds)
        self._part = np.searchsorted(bounds[:, 0], self.starts, "right")
        self._sums = _prefix_sums(self.codes)

    def hashes(self, starts: Places, ends: Places) -> Hashes:
        """A hash of each stretch `[start, end)` of the parts, wherever it is."""
        sums = self._sums[ends] - self._sums[starts]
        hashes: Hashes = sums * _powers(_INVERSE, len(self._sums))[starts]
        return hashes

    def runs(self, words: int) -> Runs:
        """All runs of so many words."""
        count = max(0, len(self.starts) - words + 1)
        is_whole = self._part[:count] == self._part[len(self._part) - count :]
        starts = self.starts[:count][is_whole]
        ends = self.ends[len(self.ends) - count :][is_whole]
        hashes = self.hashes(starts, ends)
        order = np.argsort(hashes)
        return Runs(hashes[order], starts[order] + self._low, ends[order] + self._low)

    def unique_runs(self, words: int) -> Runs:
        """The runs of so many words that stand once."""
        runs = self.runs(words)
        is_new = np.ones(len(runs.hashes) + 1, np.bool_)
        np.not_equal(runs.hashes[1:], runs.hashes[:-1], out=is_new[1:-1])
        is_single = is_new[1:] & is_new[:-1]
        return Runs(runs.hashes[is_single], runs.starts[is_single], runs.ends[is_single])


def common_runs(ours: Runs, theirs: Runs) -> NDArray[np.int64]:
    """Rows of old start, new start and length of the runs in both, sorted by old start."""
    if not len(theirs.hashes):
        return np.empty((0, 3), np.int64)
    at = np.minimum(np.searchsorted(theirs.hashes, ours.hashes), len(theirs.hashes) - 1)
    lengths = ours.ends - ours.starts
    is_common = theirs.hashes[at] == ours.hashes
    is_common &= (theirs.ends - theirs.starts)[at] == lengths
    rows: NDArray[np.int64] = np.column_stack((ours.starts, theirs.starts[at], lengths))
    rows = rows[is_common]
    return rows[np.argsort(rows[:, 0])]


def have_run_in_common(ours: Words, theirs: Words, words: int) -> bool:
    """Whether any run of so many words stands in both."""
    return bool(np.isin(ours.runs(words).hashes, theirs.runs(words).hashes).any())


def _kinds(text: str) -> NDArray[np.uint8]:
    """What each character up to the highest of a text is to its words."""
    alphabet = "".join(sorted(set(text)))
    kinds = np.zeros(ord(alphabet[-1]) + 1 if alphabet else 0, np.uint8)
    kinds[[ord(char) for char in WORD.findall(" ".join(alphabet))]] = _ALONE
    kinds[[ord(char) for char in LETTER.findall(alphabet)]] = _IN_WORD
    return kinds


def _inside(bounds: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which characters are in one of the parts."""
    steps = np.zeros(length + 1, np.int8)
    np.add.at(steps, bounds[:, 0], 1)
    np.add.at(steps, bounds[:, 1], -1)
    return np.cumsum(steps[:-1], dtype=np.int8).astype(np.bool_)


def _spans(kinds: NDArray[np.uint8], bounds: NDArray[np.int64]) -> tuple[Places, Places]:
    """Where words begin and end; they are cut at the bounds of the parts."""
    in_word = np.zeros(len(kinds) + 2, np.bool_)
    np.equal(kinds, _IN_WORD, out=in_word[1:-1])
    cuts = np.zeros(len(kinds) + 1, np.bool_)
    cuts[bounds] = True
    before, here = in_word[:-1], in_word[1:]
    begins = here & (~before | cuts)
    ends_of_letters = np.flatnonzero(before & (~here | cuts))
    begins[:-1] |= kinds == _ALONE
    starts = np.flatnonzero(begins)
    ends = starts + 1
    ends[here[starts]] = ends_of_letters
    return starts, ends


def _prefix_sums(codes: NDArray[np.uint32]) -> Hashes:
    """The hash of all that stands before each place."""
    mixed = (codes.astype(np.uint64) + np.uint64(1)) * _SPREAD
    mixed ^= mixed >> np.uint64(31)
    mixed *= _powers(_BASE, len(mixed))
    sums = np.zeros(len(mixed) + 1, np.uint64)
    np.cumsum(mixed, out=sums[1:])
    return sums


def _powers(base: int, count: int) -> Hashes:
    """The first powers of `base`, modulo 2**64."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, out=powers)
