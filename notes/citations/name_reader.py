"""Reading a name as it stands in a document: which of its words is the family name?"""

import re
import unicodedata
from collections.abc import Sequence

from notes.citations.markup import clean

_PARTICLES = """
von van der den de del della di da du des dos das la le ter ten zu zur el al bin ibn af av
"""
_CHINESE = """
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin He Gao Liang Zheng Luo Song
Xie Tang Han Cao Deng Xiao Feng Zeng Cheng Cai Peng Pan Yuan Dong Yu Su Ye Lu Wei Jiang Tian Du Ding
Shen Fan Fu Zhong Wen Hua Mao Xi Hou Qin
"""
_KOREAN = """
Kim Lee Park Choi Jung Jeong Kang Cho Moon Yoon Han Ahn Ban Roh Shin Song Hwang
"""
PARTICLES = frozenset(_PARTICLES.split())
_CHINESE_SURNAMES = frozenset(_CHINESE.split())
_KOREAN_SURNAMES = frozenset(_KOREAN.split())
SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr|Esq)\.?|I{2,3}|IV|VI{0,3}", re.IGNORECASE)
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D|M\.?D|MBE|OBE)\.?$")
_WORD = re.compile(r"[^\W\d_]+")
_NO_INITIALS = re.compile(r"[^\W\d_]{4,}|\b(?=\w*[AEIOUY])[A-Z]{3}\b")
_SCOTS = re.compile(r"Mc([a-z])(?=[a-z]{2})")
_ORGANISATION = re.compile(
    r"\b(?:institutes?|institution|university|universit\w+|college|school|agency|ministry|department|office"
    r"|committee|commission|council|association|society|foundation|cent(?:er|re)|company|inc|ltd|llc|gmbh"
    r"|corporation|corp|bank|group|press|editors?|editorial|newsroom|staff|team|news|times|journal|reuters"
    r"|bureau|union|nations|organi[sz]ation|government|parliament|board|network|federation|library|museum"
    r"|academy|laboratory|think tank|service|party|project|desk|reporters?|correspondents?)\b",
    re.IGNORECASE,
)
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiou]|[aeiou]{2,3}|[aeiou]{1,3}ng?|er)"
_TWO_SYLLABLES = re.compile(f"{_SYLLABLE}(?:[-'’]?{_SYLLABLE})", re.IGNORECASE)
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")


def parse_name(written: str) -> dict[str, str]:
    """Read a name as it stands in a document, and return it as a CSL-JSON name.

    Braces or a word such as *University* make it an organisation (`literal`); `Family, Given`,
    particles, suffixes, and family-first Chinese and Korean names are understood. An empty dict
    means that there was no name.
    """
    text = clean(written, 300).strip(" ,;")
    if text.startswith("{") and text.endswith("}"):
        text = text.strip("{} ")
        return {"literal": text} if text else {}
    text = _DEGREE.sub("", text)
    if not text:
        return {}
    if "," in text:
        inverted = _parse_inverted([part.strip() for part in text.split(",")])
        if inverted:
            return inverted
    if _ORGANISATION.search(text) or " and " in text or "&" in text:
        return {"literal": text}
    tokens = text.split()
    if len(tokens) == 1 or is_cjk(text):
        return {"literal": text}
    return _parse_direct(tokens)


def _parse_inverted(parts: Sequence[str]) -> dict[str, str]:
    """Read `Family, Given`, `Family, Given, Jr.`, `Family, Jr., Given`, `Given Family, Jr.`"""
    parts = [part for part in parts if part]
    suffixes = [part for part in parts[1:] if SUFFIX.fullmatch(part)]
    rest = [part for part in parts if part not in suffixes]
    if len(rest) == 1 and suffixes:
        name = _parse_direct([*rest[0].split(), suffixes[0]])
    elif len(rest) == 2 and not _ORGANISATION.search(rest[0]):
        name = _split_particle(rest[0].split())
        name["given"] = rest[1]
        if suffixes:
            name["suffix"] = suffixes[0]
    else:
        return {"literal": ", ".join(parts)} if len(rest) > 1 else {}
    return name


def _parse_direct(tokens: list[str]) -> dict[str, str]:
    """Read `Given (particle) Family (suffix)`."""
    suffix = tokens.pop() if len(tokens) > 2 and SUFFIX.fullmatch(tokens[-1]) else ""
    if len(tokens) == 1:
        name = {"family": tokens[0]}
    elif len(tokens) == 2 and _family_first(*tokens):
        name = {"family": tokens[0], "given": tokens[1]}
    else:
        start = len(tokens) - 1
        while start > 1 and tokens[start - 1].lower() in PARTICLES:
            start -= 1
        name = _split_particle(tokens[start:])
        name["given"] = " ".join(tokens[:start])
    return {**name, "suffix": suffix} if suffix else name


def _split_particle(tokens: list[str]) -> dict[str, str]:
    """Part lower-case particles from the family name; a capital one (Van Buren) belongs to it."""
    count = 0
    while count < len(tokens) - 1 and tokens[count] in PARTICLES:
        count += 1
    name = {"family": " ".join(tokens[count:])}
    if count:
        name["non-dropping-particle"] = " ".join(tokens[:count])
    return name


def _family_first(first: str, second: str) -> bool:
    """True for `Xi Jinping`, `Wang Qi`, `Kim Jong-un`: romanised names in their own order."""
    if first in _KOREAN_SURNAMES and _KOREAN_GIVEN.fullmatch(second):
        return True
    if first not in _CHINESE_SURNAMES:
        return False
    if _TWO_SYLLABLES.fullmatch(second):
        return True
    return second not in _CHINESE_SURNAMES and bool(re.fullmatch(_SYLLABLE, second, re.IGNORECASE))


def is_cjk(text: str) -> bool:
    """True if all letters of `text` are Chinese, Japanese or Korean."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
        for letter in letters
    )


def is_shouted(family: str) -> bool:
    """True for a family name in capitals, as catalogues and French title pages have it."""
    return family.isupper() and len(family) > 1


def softened_family(name: str) -> str:
    """`O'BRIEN` as `O'Brien`, `VAN DER MEER` as `van der Meer`, `MCDONALD` as `McDonald`."""
    parts = _WORD.sub(lambda found: found[0].capitalize(), name).split()
    small = [part.lower() if part.lower() in PARTICLES else part for part in parts[:-1]]
    return _SCOTS.sub(lambda found: f"Mc{found[1].upper()}", " ".join((*small, *parts[-1:])))


def softened_given(name: str) -> str:
    """`JOHN M.` as `John M.`; what cannot be spoken are initials (`JRR`)."""
    if not name.isupper():
        return name
    return _NO_INITIALS.sub(lambda found: found[0].capitalize(), name)
