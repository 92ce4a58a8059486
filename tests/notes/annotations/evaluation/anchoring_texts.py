"""The texts that the evaluation edits: ours in five scripts, made ones, and outside samples."""

import random
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[4] / "shared" / "seeds"

_PARTS = ("pumps", "valves", "filters", "gauges", "bearings", "seals", "cables", "motors")
_CITIES = ("Lyon", "Turin", "Ghent", "Bergen", "Porto", "Graz", "Gdansk", "Malmo", "Bilbao")
_SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
    "to",
    "vi",
    "zu",
    "cha",
    "dre",
    "fli",
    "gro",
    "sta",
    "pel",
    "mur",
    "tin",
    "dal",
    "wen",
    "qua",
    "hos",
]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text by name; `kind` is prose, repeating, contract (lookalikes) or long."""

    name: str
    text: str
    kind: str = "prose"


def samples(*, long: bool = False, outside_in: Path = SEEDS) -> list[Sample]:
    """Every text there is on this machine; the one of a million characters on request."""
    own = [Sample(path.stem, path.read_text("utf-8")) for path in sorted(HERE.glob("texts/*.txt"))]
    outside = [
        _outside(path.stem[:3], path.read_text("utf-8", "replace").replace("\r\n", "\n"))
        for path in sorted(outside_in.glob("*.txt"))
    ]
    made = [Sample("contract", contract(260), "contract")]
    if long:
        made.append(Sample("long", invented(1_000_000), "long"))
    return own + outside + made


def _outside(name: str, text: str) -> Sample:
    """A text; where whole paragraphs repeat, nobody can say which is which once shuffled."""
    paragraphs = [line.strip() for line in text.splitlines() if len(line.strip()) > 80]
    return Sample(name, text, "repeating" if len(set(paragraphs)) < len(paragraphs) else "prose")


def contract(clauses: int) -> str:
    """Clauses that differ in a figure, a town or a ware only."""
    dice = random.Random(260)
    lines = ["SUPPLY AGREEMENT"]
    for number in range(1, clauses + 1):
        part, city = dice.choice(_PARTS), dice.choice(_CITIES)
        lines.append(
            f"{number}. The Supplier shall deliver to the Buyer at {city} not fewer than "
            f"{dice.randrange(10, 400)} {part} in each calendar month, and the Buyer shall pay the "
            f"price within {dice.choice((14, 21, 30, 45, 60))} days of the delivery."
        )
    return "\n\n".join(lines) + "\n"


def invented(length: int) -> str:
    """Prose of invented words in the proportions of a language: few words often, many seldom."""
    dice = random.Random(10**6)
    words = [
        "".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(9000)
    ]
    weights = [1 / (rank + 4) for rank in range(len(words))]
    drawn = iter(dice.choices(words, weights, k=length // 4))
    pieces: list[str] = []
    size = 0
    while size < length:
        paragraph = []
        for _ in range(dice.randrange(3, 9)):
            sentence = [next(drawn) for _ in range(dice.randrange(5, 24))]
            if dice.random() < 0.2:
                sentence[dice.randrange(len(sentence))] = str(dice.randrange(2, 3000))
            paragraph.append(" ".join(sentence).capitalize() + ".")
        pieces.append(" ".join(paragraph) + "\n\n")
        size += len(pieces[-1])
    return "".join(pieces)
