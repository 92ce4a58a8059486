"""Placing the notes of a text that was edited, by kind of edit, beside looking for their words."""

import random
import sys
import time
from pathlib import Path
from typing import Any

from frame import Bench, Row, Rows, Target, seconds

from notes.annotations.anchoring import placing
from notes.annotations.model import Selector

_EDITS = Path(__file__).resolve().parents[1] / "notes" / "annotations" / "evaluation"
_MOST = 1_000_000  # characters
_A_NOTE = 1_000  # characters to each note
_LENGTHS = (5, 300)  # of quotes
_ENOUGH = 0.002  # milliseconds a character: two seconds for a megabyte


def rows(bench: Bench) -> Rows:
    """A text of a megabyte with a thousand notes; the diff and all searches are included."""
    sys.path.insert(0, str(_EDITS))
    from anchoring_edits import KINDS
    from anchoring_texts import contract, invented
    from edited import Edited

    size = min(bench.sizes.characters // 10, _MOST)
    texts = {"prose": invented(size), "contract": contract(max(2, size // 230))}
    for name, text in texts.items():
        for kind in KINDS:
            edited = kind(Edited.unedited(text), random.Random(1)).text
            yield _row(f"{name}, {kind.__name__}", text, edited, min(bench.sizes.rounds, 3))


def _row(name: str, text: str, edited: str, rounds: int) -> Row:
    dice = random.Random(2)
    starts = [dice.randrange(len(text) - _LENGTHS[1]) for _ in range(len(text) // _A_NOTE)]
    marked = [Selector.of(text, at, at + dice.randrange(*_LENGTHS)) for at in starts]
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(rounds):
        # As when a document is opened: nothing is known of it yet.
        placing.forget()
        ours.append(seconds(lambda: _placed(marked, edited, text), time.process_time))
        plain.append(seconds(lambda: [edited.find(one.exact) for one in marked]))
    what = f"re-anchor {len(marked):,} notes: {name}"
    return Row.of(what, "ms", ours, plain, Target("value", round(_ENOUGH * len(text))))


def _placed(marked: list[Selector], edited: str, text: str) -> list[Any]:
    return [
        placing.reanchor(edited, one.exact, one.prefix, one.suffix, one.start, text)
        for one in marked
    ]
