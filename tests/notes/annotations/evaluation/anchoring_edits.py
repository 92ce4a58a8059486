"""Edits that know where every letter of the old text went.

An edited text is a list of spans, each either old letters (perhaps written otherwise) or new ones;
what became of a passage can then be read off, without looking for it.
"""

import random
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

NEW = -1  # the origin of a letter that was not in the old text
Dice = random.Random


@dataclass(frozen=True, slots=True)
class Edited:
    """A text and, for each of its letters, the offset in the old text from which it comes."""

    text: str
    origins: "array[int]"

    @classmethod
    def unedited(cls, text: str) -> "Edited":
        """The old text itself."""
        return cls(text, array("i", range(len(text))))

    def rewritten(self, changes: Iterable[tuple[int, int, str]]) -> "Edited":
        """Replace intervals; letters are paired from the left, and what is over is new or gone."""
        pieces: list[str] = []
        origins = array("i")
        at = 0
        for start, end, words in sorted(changes):
            if start < at:
                continue
            pieces += (self.text[at:start], words)
            origins.extend(self.origins[at:start])
            paired = min(end - start, len(words))
            origins.extend(self.origins[start : start + paired])
            origins.extend([NEW] * (len(words) - paired))
            at = end
        pieces.append(self.text[at:])
        origins.extend(self.origins[at:])
        return Edited("".join(pieces), origins)

    def inserted(self, at: int, words: str) -> "Edited":
        """Put new words in."""
        return self.rewritten([(at, at, words)])

    def deleted(self, start: int, end: int) -> "Edited":
        """Take words out."""
        return self.rewritten([(start, end, "")])

    def replaced(self, start: int, end: int, words: str) -> "Edited":
        """Put words in the place of others that are gone."""
        return self.deleted(start, end).inserted(start, words)

    def ordered(self, parts: Sequence[tuple[int, int]]) -> "Edited":
        """Only these intervals, in this order."""
        origins = array("i")
        for start, end in parts:
            origins.extend(self.origins[start:end])
        return Edited("".join(self.text[start:end] for start, end in parts), origins)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs (or lines, where there are no blank ones), each with the break behind it."""
    found = [match.span() for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*(?:\n\s*\n|\Z|\n\Z)", text)]
    if len(found) < 4:
        found = [match.span() for match in re.finditer(r"[^\n]+\n*", text)]
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences, each with the blank behind it."""
    return [m.span() for m in re.finditer(r"[^.!?。！？\n]{12,}?[.!?。！？]+[»”\"]?\s*", text)]


@lru_cache(maxsize=2)  # new words are drawn from a text again and again
def words(text: str) -> list[tuple[int, int]]:
    """The words; an ideograph is one."""
    return [m.span() for m in re.finditer(r"[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]", text)]


def _letters(
    text: str, dice: Dice, rate: float, write: Callable[[str], str]
) -> list[tuple[int, int, str]]:
    places = [at for at, char in enumerate(text) if char.isalpha()]
    chosen = dice.sample(places, max(1, int(len(places) * rate)))
    return [(at, at + 1, write(text[at])) for at in chosen]


def typos(edited: Edited, dice: Dice, rate: float = 0.01) -> Edited:
    alphabet = sorted({char for char in edited.text if char.isalpha()})[:400]

    def mistyped(char: str) -> str:
        return dice.choice(("", char * 2, dice.choice(alphabet), char + dice.choice(alphabet)))

    return edited.rewritten(_letters(edited.text, dice, rate, mistyped))


def scanned(edited: Edited, dice: Dice, rate: float = 0.03) -> Edited:
    looks = {
        "l": "1",
        "o": "0",
        "e": "c",
        "m": "rn",
        "i": "l",
        "h": "b",
        "u": "ii",
        "s": "5",
        "и": "н",
        "о": "с",
        "ا": "ل",
        "日": "曰",
        "未": "末",
        "ν": "υ",
        "α": "ο",
    }
    alphabet = sorted({char for char in edited.text if char.isalpha()})[:400]

    def misread(char: str) -> str:
        return looks.get(char) or dice.choice(alphabet)

    return edited.rewritten(_letters(edited.text, dice, rate, misread))


def noisy_scan(edited: Edited, dice: Dice) -> Edited:
    return scanned(edited, dice, 0.07)


def split_words(edited: Edited, dice: Dice) -> Edited:
    inside = [m.start() + 1 for m in re.finditer(r"(?=\w\w)", edited.text)]
    chosen = dice.sample(inside, max(1, len(inside) // 60))
    return edited.rewritten((at, at, " ") for at in chosen)


def rewrapped(edited: Edited, dice: Dice) -> Edited:
    width = dice.choice((34, 52, 66, 80))
    changes, column = [], 0
    for match in re.finditer(r"(\s+)|(\S+)", edited.text):
        if match[1] is None:
            column += len(match[2])
        elif match[1].count("\n") > 1:
            column = 0
        elif column >= width:
            changes.append((*match.span(), "\n"))
            column = 0
        elif match[1] != " ":
            changes.append((*match.span(), " "))
    return edited.rewritten(changes)


def wrapped_anywhere(edited: Edited, dice: Dice) -> Edited:
    width = dice.choice((20, 30, 40))
    changes, column = [], 0
    for at, char in enumerate(edited.text):
        column = 0 if char == "\n" else column + 1
        if column >= width and ("\u4e00" <= char <= "\u9fff" or char == " "):
            changes.append((at, at + 1, "\n") if char == " " else (at, at, "\n"))
            column = 0
    return edited.rewritten(changes)


def hyphenated(edited: Edited, dice: Dice) -> Edited:
    long = [span for span in words(edited.text) if span[1] - span[0] >= 6]
    if not long:
        return rewrapped(edited, dice)
    chosen = dice.sample(long, max(1, len(long) // 12))
    return edited.rewritten((a + (b - a) // 2, a + (b - a) // 2, "-\n") for a, b in chosen)


def soft_hyphens(edited: Edited, dice: Dice) -> Edited:
    long = [span for span in words(edited.text) if span[1] - span[0] >= 6]
    return edited.rewritten((a + (b - a) // 2, a + (b - a) // 2, "\u00ad") for a, b in long)


def blanks(edited: Edited, dice: Dice) -> Edited:
    spaces = [m.start() for m in re.finditer(" ", edited.text)]
    chosen = dice.sample(spaces, len(spaces) // 4)
    return edited.rewritten((at, at + 1, dice.choice(("  ", "\u00a0", "\t"))) for at in chosen)


def retyped(edited: Edited, dice: Dice) -> Edited:
    pairs = {
        '"': "“",
        "'": "’",
        "-": "–",
        "“": '"',
        "”": '"',
        "’": "'",
        "—": "--",
        "«": "“",
        "»": "”",
        "，": ",",
    }
    return edited.rewritten(
        (at, at + 1, pairs[char]) for at, char in enumerate(edited.text) if char in pairs
    )


def decomposed(edited: Edited, dice: Dice) -> Edited:
    import unicodedata

    return edited.rewritten(
        (at, at + 1, unicodedata.normalize("NFD", char))
        for at, char in enumerate(edited.text)
        if unicodedata.normalize("NFD", char) != char
    )


def unaccented(edited: Edited, dice: Dice) -> Edited:
    import unicodedata

    changes = []
    for at, char in enumerate(edited.text):
        plain = "".join(
            c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)
        )
        if plain != char:
            changes.append((at, at + 1, plain))
    return edited.rewritten(changes)


def ligatures(edited: Edited, dice: Dice) -> Edited:
    pairs = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
    found = re.finditer("ffi|fi|fl|ff", edited.text)
    return edited.rewritten((*match.span(), pairs[match.group()]) for match in found)


def shouted(edited: Edited, dice: Dice) -> Edited:
    chosen = [p for p in paragraphs(edited.text) if dice.random() < 0.3]
    return edited.rewritten(
        (at, at + 1, edited.text[at].upper())
        for start, end in chosen
        for at in range(start, end)
        if edited.text[at].upper() != edited.text[at]
    )


def renumbered_years(edited: Edited, dice: Dice) -> Edited:
    found = list(re.finditer(r"\d+", edited.text))
    chosen = [m for m in found if dice.random() < 0.5]
    return edited.rewritten(
        (*m.span(), "".join(dice.choice("0123456789") for _ in m.group())) for m in chosen
    )


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


COSMETIC = (
    rewrapped,
    wrapped_anywhere,
    hyphenated,
    soft_hyphens,
    blanks,
    retyped,
    decomposed,
    unaccented,
    ligatures,
    shouted,
)
NOISE = (typos, scanned, noisy_scan, split_words)
OTHERS = (
    renumbered_years, inserted_paragraphs, inserted_sentences, inserted_words, deleted_paragraphs,
    deleted_sentences, deleted_words, replaced_paragraphs, replaced_words, moved_paragraph,
    moved_and_mistyped, moved_sentences, swapped_halves, reversed_sections, shuffled_paragraphs,
    truncated_end, truncated_start, with_front_matter, with_page_numbers, copied_paragraph,
    unrelated, mixed,
)  # fmt: skip
KINDS = (*COSMETIC, *NOISE, *OTHERS)
