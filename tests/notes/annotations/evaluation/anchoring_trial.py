"""Judging anchoring: passages of every length in edited texts, and whether each was found."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from anchoring_edits import KINDS
from anchoring_texts import Sample
from edited import Edited

from notes.annotations.anchoring import Anchor, reanchor
from notes.annotations.model import Selector

RIGHT, WRONG, LOST = "right", "wrong", "lost"
_LENGTHS = ((3, 12), (12, 40), (40, 120), (120, 400), (400, 900))


@dataclass(frozen=True, slots=True)
class Judged:
    """One passage after one edit: what became of it (`expected`) and what was said (`anchor`)."""

    sample: Sample
    kind: str
    edited: Edited
    start: int
    end: int
    expected: tuple[int, int] | None
    kept: float
    anchor: Anchor | None

    @property
    def verdict(self) -> str:
        """`right`, `wrong` (another place, or any for what was deleted) or `lost`."""
        if self.anchor is None:
            return RIGHT if self.kept < 0.5 else LOST
        if self.expected is None:
            return WRONG
        slack = max(3, (self.end - self.start) // 10)
        low, high = self.expected
        is_near = abs(self.anchor.start - low) <= slack and abs(self.anchor.end - high) <= slack
        if is_near:
            return RIGHT
        overlap = min(self.anchor.end, high) - max(self.anchor.start, low)
        return (
            LOST if overlap > 0.5 * min(high - low, self.anchor.end - self.anchor.start) else WRONG
        )


def trial(
    samples: Iterable[Sample],
    seeds: Iterable[int],
    *,
    passages: int = 12,
    kinds: Iterable[Callable[[Edited, random.Random], Edited]] = KINDS,
    with_original: bool = True,
) -> Iterator[Judged]:
    """Edit every text in every way, and look for some passages again."""
    kinds = tuple(kinds)
    for sample in samples:
        for seed in seeds:
            for kind in kinds:
                dice = random.Random(f"{sample.name}/{kind.__name__}/{seed}")
                edited = kind(Edited.unedited(sample.text), dice)
                yield from _judge(sample, kind.__name__, edited, dice, passages, with_original)


def _judge(
    sample: Sample,
    kind: str,
    edited: Edited,
    dice: random.Random,
    passages: int,
    with_original: bool,
) -> Iterator[Judged]:
    places = {origin: at for at, origin in enumerate(edited.origins) if origin >= 0}
    for _ in range(passages):
        start, end = _passage(sample.text, dice)
        kept = [places[at] for at in range(start, end) if at in places]
        if not _is_one_piece(kept, end - start):
            continue
        share = len(kept) / (end - start)
        if 0 < share < 0.5:
            continue  # whether that passage is still there is a matter of opinion
        marked = Selector.of(sample.text, start, end)
        original = sample.text if with_original else None
        anchor = reanchor(
            edited.text, marked.exact, marked.prefix, marked.suffix, marked.start, original
        )
        expected = (kept[0], kept[-1] + 1) if kept else None
        yield Judged(sample, kind, edited, start, end, expected, share, anchor)


def _passage(text: str, dice: random.Random) -> tuple[int, int]:
    """A passage that begins and ends with a word."""
    low, high = dice.choice(_LENGTHS)
    while True:
        start = dice.randrange(max(1, len(text) - low))
        end = min(len(text), start + dice.randrange(low, high))
        while start and text[start - 1].isalnum() and text[start - 1] < "\u3040":
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end] < "\u3040":
            end += 1
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if end - start >= 3 and any(char.isalnum() for char in text[start:end]):
            return start, end


def _is_one_piece(kept: list[int], length: int) -> bool:
    """Whether what is left of a passage still stands in order and not torn far apart."""
    in_order = all(a < b for a, b in pairwise(kept))
    return not kept or (in_order and kept[-1] - kept[0] <= 2 * length + 400)


@dataclass(slots=True)
class Tally:
    """How often each verdict was given."""

    counts: Counter[str]
    deleted: int = 0
    deleted_wrong: int = 0
    unflagged: int = 0  # places found without the old text that are neither verbatim nor flagged

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> "Tally":
        """Count verdicts."""
        tally = cls(Counter())
        for one in judged:
            tally.counts[one.verdict] += 1
            if one.expected is None:
                tally.deleted += 1
                tally.deleted_wrong += one.verdict == WRONG
            if one.anchor is not None and one.anchor.state != "found":
                there = one.edited.text[one.anchor.start : one.anchor.end]
                tally.unflagged += there != one.sample.text[one.start : one.end]
        return tally

    @property
    def total(self) -> int:
        """All passages."""
        return sum(self.counts.values())

    def share(self, verdict: str) -> float:
        """The share of a verdict, 0 to 1."""
        return self.counts[verdict] / max(1, self.total)
