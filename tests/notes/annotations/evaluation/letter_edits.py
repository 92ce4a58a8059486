"""Edits of letters, words and lines: how a text looks, and what a bad reading makes of it."""

import re
from collections.abc import Callable

from edited import Dice, Edited, paragraphs, words


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
