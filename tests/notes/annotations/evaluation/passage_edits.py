"""Edits of sentences, paragraphs and whole texts: what is put in, taken out and moved."""

import re
from array import array
from collections.abc import Sequence

from edited import NEW, Dice, Edited, paragraphs, sentences, words
from letter_edits import rewrapped, typos


def _fresh(dice: Dice, like: str, count: int = 18) -> str:
    """New words in the script of a text, in an order that is not its own."""
    vocabulary = words(like)
    chosen = [dice.choice(vocabulary) for _ in range(count)]
    is_ideographic = any("\u4e00" <= char <= "\u9fff" for char in like[:200])
    return ("" if is_ideographic else " ").join(like[a:b] for a, b in chosen) + ". "


def _some(dice: Dice, spans: Sequence[tuple[int, int]], share: float) -> list[tuple[int, int]]:
    return sorted(dice.sample(list(spans), max(1, min(len(spans), int(len(spans) * share)))))


def inserted_paragraphs(edited: Edited, dice: Dice) -> Edited:
    text = edited.text
    places = _some(dice, paragraphs(text), 0.2)
    return edited.rewritten((a, a, _fresh(dice, text, 40) + "\n\n") for a, _ in places)


def inserted_sentences(edited: Edited, dice: Dice) -> Edited:
    places = _some(dice, sentences(edited.text), 0.2)
    return edited.rewritten((a, a, _fresh(dice, edited.text)) for a, _ in places)


def inserted_words(edited: Edited, dice: Dice) -> Edited:
    places = _some(dice, words(edited.text), 0.06)
    return edited.rewritten((a, a, _fresh(dice, edited.text, 1)[:-2] + " ") for a, _ in places)


def deleted_paragraphs(edited: Edited, dice: Dice) -> Edited:
    return edited.rewritten((a, b, "") for a, b in _some(dice, paragraphs(edited.text), 0.2))


def deleted_sentences(edited: Edited, dice: Dice) -> Edited:
    return edited.rewritten((a, b, "") for a, b in _some(dice, sentences(edited.text), 0.2))


def deleted_words(edited: Edited, dice: Dice) -> Edited:
    chosen = _some(dice, words(edited.text), 0.06)
    return edited.rewritten((a, b + (edited.text[b : b + 1] == " "), "") for a, b in chosen)


def replaced_paragraphs(edited: Edited, dice: Dice) -> Edited:
    text = edited.text
    for start, end in reversed(_some(dice, paragraphs(text), 0.2)):
        edited = edited.replaced(start, end, _fresh(dice, text, 30) + "\n\n")
    return edited


def replaced_words(edited: Edited, dice: Dice) -> Edited:
    text = edited.text
    for start, end in reversed(_some(dice, words(text), 0.08)):
        edited = edited.replaced(start, end, _fresh(dice, text, 1)[:-2])
    return edited


def moved_paragraph(edited: Edited, dice: Dice) -> Edited:
    parts = paragraphs(edited.text)
    moving = parts.pop(dice.randrange(len(parts)))
    parts.insert(dice.randrange(len(parts) + 1), moving)
    return edited.ordered(parts)


def moved_and_mistyped(edited: Edited, dice: Dice) -> Edited:
    return typos(moved_paragraph(edited, dice), dice)


def moved_sentences(edited: Edited, dice: Dice) -> Edited:
    parts = sentences(edited.text)
    moving = parts.pop(dice.randrange(len(parts)))
    parts.insert(dice.randrange(len(parts) + 1), moving)
    return edited.ordered(parts)


def swapped_halves(edited: Edited, dice: Dice) -> Edited:
    parts = paragraphs(edited.text)
    cut = dice.randrange(1, len(parts))
    return edited.ordered(parts[cut:] + parts[:cut])


def reversed_sections(edited: Edited, dice: Dice) -> Edited:
    parts = paragraphs(edited.text)
    size = max(1, len(parts) // dice.randrange(3, 8))
    sections = [parts[at : at + size] for at in range(0, len(parts), size)]
    return edited.ordered([part for section in reversed(sections) for part in section])


def shuffled_paragraphs(edited: Edited, dice: Dice) -> Edited:
    parts = paragraphs(edited.text)
    dice.shuffle(parts)
    return edited.ordered(parts)


def truncated_end(edited: Edited, dice: Dice) -> Edited:
    return edited.ordered([(0, int(len(edited.text) * dice.uniform(0.4, 0.8)))])


def truncated_start(edited: Edited, dice: Dice) -> Edited:
    return edited.ordered([(int(len(edited.text) * dice.uniform(0.2, 0.6)), len(edited.text))])


def with_front_matter(edited: Edited, dice: Dice) -> Edited:
    return edited.inserted(0, "---\ntitle: A revised edition\ndate: 2026-03-04\n---\n\n")


def with_page_numbers(edited: Edited, dice: Dice) -> Edited:
    starts = [m.end() for m in re.finditer(r"\s", edited.text)]
    places = starts[:: max(1, len(starts) // 9)]
    return edited.rewritten((at, at, f"\n\nPage {n}\n\n") for n, at in enumerate(places, 2))


def copied_paragraph(edited: Edited, dice: Dice) -> Edited:
    """A copy elsewhere; the passage itself stays where it is."""
    parts = paragraphs(edited.text)
    start, end = dice.choice(parts)
    far = [a for a, b in parts if a >= end + 200 or b <= start - 200] or [len(edited.text)]
    return edited.inserted(dice.choice(far), edited.text[start:end])


def unrelated(edited: Edited, dice: Dice) -> Edited:
    fresh = "".join(_fresh(dice, edited.text, 60) for _ in range(12))
    return Edited(fresh, array("i", [NEW] * len(fresh)))


def mixed(edited: Edited, dice: Dice) -> Edited:
    kinds = (typos, inserted_sentences, deleted_words, moved_paragraph, rewrapped, replaced_words)
    for kind in dice.sample(kinds, 3):
        edited = kind(edited, dice)
    return edited
