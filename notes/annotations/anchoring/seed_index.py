"""Where the words of a text stand, and by them where a passage may begin.

The words of a passage vote: each for the places that are as far before its own as it stands in the
passage. Votes of a whole text are counted at once, in numpy.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from notes.annotations.anchoring.hashing import Places, Words
from notes.annotations.anchoring.seeds import IDEOGRAPH, LEAST, Seed, seeds

_MOST_CHECKED = 400  # places of a word that are tried before the text is searched
_BUCKET = 48  # code points within which votes are for one place
_RARE = 8  # places of a word so rare that its votes count for more


class SeedIndex:
    """The places of all seeds of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        words = Words(text, [(0, len(text))])
        starts, ends = seed_bounds(words)
        hashes = words.hashes(starts, ends)
        order = np.lexsort((starts, hashes))
        self._places, hashes = starts[order], hashes[order]
        is_first = np.ones(len(hashes), np.bool_)
        is_first[1:] = hashes[1:] != hashes[:-1]
        firsts = np.flatnonzero(is_first)
        spans = zip(starts[order[firsts]].tolist(), ends[order[firsts]].tolist(), strict=True)
        ranges = pairwise((*firsts.tolist(), len(hashes)))
        self._ranges = dict(zip((text[start:end] for start, end in spans), ranges, strict=True))

    def places(self, seed: str) -> Places:
        """Where a seed stands, in order."""
        low, high = self._ranges.get(seed, (0, 0))
        return self._places[low:high]

    def count(self, seed: str) -> int:
        """How often a seed stands in the text."""
        low, high = self._ranges.get(seed, (0, 0))
        return high - low

    def occurrences(self, quote: str, most: int) -> list[int]:
        """The first places where a quote stands word for word."""
        # A word at either end may be a part of another one in the text.
        inner = [one for one in seeds(quote) if one[0] > 0 and one[0] + len(one[1]) < len(quote)]
        if inner:
            at, seed = min(inner, key=lambda one: self.count(one[1]))
            if self.count(seed) <= _MOST_CHECKED:
                begins = (self.places(seed) - at).tolist()
                return [
                    begin for begin in begins if begin >= 0 and self._text.startswith(quote, begin)
                ]
        places: list[int] = []
        begin = self._text.find(quote)
        while begin >= 0 and len(places) < most:
            places.append(begin)
            begin = self._text.find(quote, begin + 1)
        return places

    def voted(self, chosen: Sequence[Seed], quorum: float, most: int) -> list[int]:
        """Where a passage with these seeds may begin, what most speaks for first.

        A place needs the votes of more seeds than the `quorum`.
        """
        places = [self.places(seed) for _, seed in chosen]
        if not places:
            return []
        sizes = [len(those) for those in places]
        # No bucket is under 0.
        shift = max(at for at, _ in chosen) // _BUCKET + 2
        begins = np.concatenate(places) - np.repeat([at for at, _ in chosen], sizes)
        buckets = begins // _BUCKET + shift
        votes = np.bincount(_cast(buckets, np.repeat(np.arange(len(sizes)), sizes)))
        at = 0
        for size in sizes:
            if size <= _RARE:  # the rarer a word the more it tells
                for bucket in set(buckets[at : at + size].tolist()):
                    for near in (bucket, bucket - 1):
                        votes[near] += _RARE // size if votes[near] > quorum else 0
            at += size
        best = np.flatnonzero(votes > quorum)
        best = best[np.argsort(-votes[best], kind="stable")][:most]
        return [(bucket - shift) * _BUCKET + _BUCKET for bucket in best.tolist()]


def _cast(buckets: Places, seeds: Places) -> Places:
    """The votes: of each seed one for each of its buckets and for each of those before."""
    is_new = np.ones(len(buckets), np.bool_)
    is_new[1:] = (buckets[1:] != buckets[:-1]) | (seeds[1:] != seeds[:-1])
    buckets, seeds = buckets[is_new], seeds[is_new]
    is_apart = np.ones(len(buckets), np.bool_)
    is_apart[1:] = (buckets[1:] != buckets[:-1] + 1) | (seeds[1:] != seeds[:-1])
    return np.concatenate((buckets, buckets[is_apart] - 1))


def seed_bounds(words: Words) -> tuple[Places, Places]:
    """Where the seeds among the words of a text begin and end."""
    starts, ends = words.starts, words.ends
    is_long = ends - starts >= LEAST
    is_seed = is_long | (words.codes[starts] >= ord(IDEOGRAPH))
    two = np.minimum(starts + 2, len(words.codes))
    return starts[is_seed], np.where(is_long, ends, two)[is_seed]
