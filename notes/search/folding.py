"""Fold words so that case, accents and typographic variants do not matter to search."""

import re
import unicodedata

LONGEST_TERM = 64

# Characters that may stand inside a word and mean nothing: soft hyphen, joiners, byte order mark.
IGNORABLE = "\u00ad\u200c\u200d\u2060\ufeff"

# Accents of the alphabetic scripts only: in others a mark is a vowel and carries the meaning.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f{IGNORABLE}]"
)
# Letters that Unicode does not decompose but that readers type without their stroke.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "\u2019": "'",
        "\u02bc": "'",
        "\uff07": "'",
        "\u2010": "-",
        "\u2011": "-",
    }
)


def fold(text: str) -> str:
    """Fold `text` for comparison: lower case, no accents, compatibility forms; may change length.

    >>> fold("Straße ﬁne Łódź")
    'strasse fine lodz'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _DROPPED.sub("", plain.translate(_LETTERS))
    return unicodedata.normalize("NFC", plain).lower()


def fold_term(word: str) -> str:
    """Fold one word into the term that is indexed, cut to a length that no index chokes on."""
    return fold(word)[:LONGEST_TERM]


def fold_label(label: str) -> str:
    """Fold a tag or colour name as one whole, its inner whitespace made single spaces."""
    return " ".join(fold(label).split())[: 4 * LONGEST_TERM]
