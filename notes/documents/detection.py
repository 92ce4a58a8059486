"""Old encodings of scripts other than the Latin one, told from the bytes.

A detector is right about these, of which nearly every letter is a byte above ASCII: 16 of 16
encodings of Russian, Ukrainian, Greek, Hebrew, Arabic, Chinese, Japanese and Korean. About Western
texts, where few bytes are, it is not: French, Swedish and English in windows-1252 became
windows-1250. So it is asked only about the former, and its answer counts only where it is one.
"""

import unicodedata

_SAMPLE = 200_000  # bytes
_FEWEST = 0.25  # of the letters, that are not ASCII
_LOOKED_AT = 2_000  # letters
_ASCII_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
_ASCII = bytes(range(0x80))


def other_script(data: bytes) -> str | None:
    """What the beginning of a text in a script that is not Latin is likely encoded in.

    None where it is Latin, or in doubt. Whether it is so shows `is_of_another_script`.
    """
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:  # not within a letter of several bytes
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    high = len(sample.translate(None, _ASCII))
    ascii_letters = len(sample) - len(sample.translate(None, _ASCII_LETTERS))
    if high < _FEWEST * (high + ascii_letters):
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(sample).best()
    return best.encoding if best is not None else None


def is_of_another_script(text: str) -> bool:
    """Whether the letters that are not ASCII are hardly ever Latin ones."""
    letters = [c for c in text[: 10 * _LOOKED_AT] if c > "\x7f" and c.isalpha()][:_LOOKED_AT]
    latin = sum(1 for c in letters if unicodedata.name(c, "").startswith("LATIN"))
    return latin * 5 < len(letters)
