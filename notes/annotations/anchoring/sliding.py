"""Moving the seam of an insertion or a deletion to where a writer would have made it.

Where "a b a b" lost one "a b", a diff may cut anywhere; people cut between paragraphs, sentences
and words, and a note on the second sentence must not begin in the first.
"""

from collections.abc import Iterable

from notes.annotations.anchoring.folding import Folded
from notes.annotations.anchoring.shingles import Block

_FARTHEST = 400  # code points a seam is moved at most
_SENTENCE_ENDS = '.!?。！？;؟"'


def slide(old: Folded, new: Folded, chain: Iterable[Block]) -> list[Block]:
    """A chain whose insertions and deletions begin where a paragraph, sentence or word does."""
    blocks = [block for block in sorted(chain) if block.length]
    for number in range(1, len(blocks)):
        before, after = blocks[number - 1], blocks[number]
        if after.old == before.old_end and after.new > before.new_end:
            shift = _best_shift(new, before.new_end, after.new, before.length, after.length)
        elif after.new == before.new_end and after.old > before.old_end:
            shift = _best_shift(old, before.old_end, after.old, before.length, after.length)
        else:
            continue
        blocks[number - 1] = before._replace(length=before.length + shift)
        blocks[number] = Block(after.old + shift, after.new + shift, after.length - shift)
    return [block for block in blocks if block.length > 0]


def _best_shift(text: Folded, start: int, end: int, left: int, right: int) -> int:
    """By how much to move the only-here `[start, end)`, so that it is the same text still."""
    back = 0
    while (
        back < min(left - 1, _FARTHEST) and text.text[start - 1 - back] == text.text[end - 1 - back]
    ):
        back += 1
    ahead = 0
    while ahead < min(right - 1, _FARTHEST) and text.text[start + ahead] == text.text[end + ahead]:
        ahead += 1
    if not back and not ahead:
        return 0
    shifts = range(-back, ahead + 1)
    return max(shifts, key=lambda shift: (_seam(text, start + shift, end + shift), -abs(shift)))


def _seam(text: Folded, start: int, end: int) -> int:
    return _rank(text, start) + _rank(text, end)


def _rank(text: Folded, at: int) -> int:
    """How likely something begins at `at`: a paragraph 5, a line 4, a sentence 3, a word 1."""
    if at <= 0 or at >= len(text.text):
        return 5
    if text.text[at - 1] != " ":
        return 2 if text.text[at - 1] in _SENTENCE_ENDS and text.text[at] != " " else 0
    blank = text.source[text.origin(at - 1) : text.origin(at)]
    if "\n" in blank:
        return 5 if blank.count("\n") > 1 else 4
    return 3 if at > 1 and text.text[at - 2] in _SENTENCE_ENDS else 1
