"""Carrying a passage from the old text to its revision by their alignment.

All offsets are into folded texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from notes.annotations.anchoring.alignment import Alignment
from notes.annotations.anchoring.evidence import likeness
from notes.annotations.anchoring.shingles import Block

_ENOUGH = 0.5  # share of the passage that must still be there
_SOME = 0.3  # share of a long passage that may be shown to be checked
_LONG = 40  # so much of a passage speaks for itself, without neighbours
_RARELY_TWICE = 24  # so many, word for word, are seldom found twice by chance
_AROUND = 48  # code points on either side that are looked at
_NEIGHBOURS = 20  # of them that must still stand beside a short passage
_WIDEST = 1500  # code points inserted into a passage that do not yet tear it apart
_BORDER = 40  # how far beyond its ends a changed border is looked for
_MISSPELT = 3  # letters at a border that may all be others
_ALIKE = 0.4  # how like its border must be otherwise
_TORN = 12  # so few letters of a passage, far from the rest, are a coincidence
_REPLACED = 24  # longest figure or word that may be replaced outright and still be "there"


@dataclass(frozen=True, slots=True)
class Carried:
    """A place in the new text; `is_sure` unless little of the passage is left."""

    start: int
    end: int
    is_sure: bool


def carry(alignment: Alignment, start: int, end: int) -> Carried | None:
    """Where `[start, end)` of the old text went, or None where it did not go as a whole."""
    pieces = _main_piece(alignment.within(start, end), end - start)
    if not pieces:
        return _replaced(alignment, start, end)
    pieces = _without_scraps(alignment, pieces)
    kept = sum(piece.length for piece in pieces)
    share = kept / (end - start)
    beside = _beside(alignment, start, end, pieces)
    is_beside = beside >= _NEIGHBOURS or _reaches_both_ends(alignment, start, end)
    enough = share >= _ENOUGH and (kept >= _LONG or is_beside)
    if not enough and share == 1 and _is_unmistakable(alignment, start, end, pieces):
        return Carried(pieces[0].new, pieces[-1].new_end, True)
    if not enough and not (share >= _SOME and kept >= _LONG / 2 and is_beside):
        return _replaced(alignment, start, end)
    first = _start(alignment, start, pieces[0])
    last = _end(alignment, end, pieces[-1])
    return Carried(first, last, enough)


def _main_piece(blocks: Sequence[Block], length: int) -> list[Block]:
    """The blocks that still stand together in order; the most substantial group of them."""
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1][-1] if groups else None
        if last is not None and 0 <= block.new - last.new_end <= length + _WIDEST:
            groups[-1].append(block)
        else:
            groups.append([block])
    if len(groups) > 1:
        # Parts that changed places among themselves still fill one and the same stretch.
        low = min(block.new for block in blocks)
        high = max(block.new_end for block in blocks)
        if high - low <= 1.3 * length + 20:
            return [Block(blocks[0].old, low, 0), *blocks, Block(blocks[-1].old_end, high, 0)]
    return max(groups, key=lambda group: sum(block.length for block in group), default=[])


def _without_scraps(alignment: Alignment, group: list[Block]) -> list[Block]:
    """A group without what agrees by chance at its ends, far from the rest."""
    while len(group) > 1 and _is_torn(group[0], group[1]):
        first = group[0]
        before = alignment.within(max(0, first.old - _TORN), first.old)
        if first.length >= _TORN or (before and _touch(before[-1], first)):
            break
        group = group[1:]
    while len(group) > 1 and _is_torn(group[-2], group[-1]):
        last = group[-1]
        after = alignment.within(last.old_end, last.old_end + _TORN)
        if last.length >= _TORN or (after and _touch(last, after[0])):
            break
        group = group[:-1]
    return group


def _is_torn(one: Block, other: Block) -> bool:
    return other.new - one.new_end > 40 + 2 * (other.old - one.old_end)


def _touch(one: Block, other: Block) -> bool:
    return (one.old_end, one.new_end) == (other.old, other.new)


def _beside(alignment: Alignment, start: int, end: int, pieces: Sequence[Block]) -> int:
    """How many letters around the passage still stand around its new place."""
    low, high = pieces[0].new, pieces[-1].new_end
    before = alignment.within(max(0, start - _AROUND), start)
    after = alignment.within(end, end + _AROUND)
    return sum(b.length for b in before if 0 <= low - b.new_end <= 3 * _AROUND) + sum(
        b.length for b in after if 0 <= b.new - high <= 3 * _AROUND
    )


def _is_unmistakable(alignment: Alignment, start: int, end: int, pieces: Sequence[Block]) -> bool:
    """Whether a passage without its neighbours stands word for word, and once, in either text."""
    quote = alignment.old.text[start:end]
    return (
        len(quote) >= _RARELY_TWICE
        and alignment.new.text[pieces[0].new : pieces[-1].new_end] == quote
        and alignment.old.text.count(quote) == alignment.new.text.count(quote) == 1
    )


def _reaches_both_ends(alignment: Alignment, start: int, end: int) -> bool:
    return start < _NEIGHBOURS and end + _NEIGHBOURS > len(alignment.old.text)


def _start(alignment: Alignment, start: int, first: Block) -> int:
    """The new start; first letters that changed are the last before what did not."""
    missing = first.old - start
    if not missing:
        return first.new
    before = alignment.within(max(0, start - _BORDER), start)
    fence = before[-1].new_end if before and before[-1].new_end <= first.new else 0
    there = alignment.new.text[max(fence, first.new - 2 * missing - 3) : first.new]
    is_beside = before and start - before[-1].old_end <= 1 and len(there) == first.new - fence
    there = there.lstrip() if is_beside else _last_words(there, missing)
    is_kept = _is_rewritten(alignment.old.text[start : first.old], there)
    return first.new - len(there) if is_kept else _skipping(alignment.new.text, first.new)


def _end(alignment: Alignment, end: int, last: Block) -> int:
    """The new end; last letters that changed are the first after what did not."""
    missing = end - last.old_end
    if not missing:
        return last.new_end
    after = alignment.within(end, end + _BORDER)
    text = alignment.new.text
    fence = after[0].new if after and after[0].new >= last.new_end else len(text)
    there = text[last.new_end : min(fence, last.new_end + 2 * missing + 3)]
    is_beside = after and after[0].old - end <= 1 and len(there) == fence - last.new_end
    there = there.rstrip() if is_beside else _last_words(there[::-1], missing)[::-1]
    is_kept = _is_rewritten(alignment.old.text[last.old_end : end], there)
    return last.new_end + len(there) if is_kept else last.new_end


def _last_words(text: str, length: int) -> str:
    """About `length` letters from the end of `text`, cut at a blank where one is near."""
    cut = max(0, len(text) - length)
    for near in (at for step in range(4) for at in (cut - step, cut + step)):
        if near == 0 or (0 < near <= len(text) and text[near - 1] == " "):
            return text[near:]
    return text[cut:]


def _is_rewritten(old: str, new: str) -> bool:
    """Whether letters at the border of a passage are others now, rather than gone."""
    if not new:
        return False
    if len(old) <= _MISSPELT or (_has_digit(old) and _has_digit(new)):
        return True
    return likeness(old, new) >= _ALIKE


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _skipping(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _replaced(alignment: Alignment, start: int, end: int) -> Carried | None:
    """A figure for which another was put in the same place: to be checked, but not lost."""
    old, new = alignment.old.text, alignment.new.text
    if end - start > _REPLACED or not _has_digit(old[start:end]):
        return None
    before = alignment.within(max(0, start - _AROUND), start)
    after = alignment.within(end, end + _AROUND)
    if not before or not after:
        return None
    low, high = before[-1], after[0]
    is_tight = start - low.old_end <= 2 and high.old - end <= 2
    kept = sum(block.length for block in (*before, *after))
    low_end, high_start = low.new_end + start - low.old_end, high.new - (high.old - end)
    there = new[low_end:high_start]
    if not is_tight or kept < 2 * _NEIGHBOURS or not 0 < len(there) <= 2 * (end - start) + 2:
        return None
    return Carried(low_end, high_start, False) if _has_digit(there) else None
