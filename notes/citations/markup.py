"""Text with italics while it is being composed, and its two final forms: Markdown and plain.

Inside this package italics are a pair of control characters, which `clean` keeps out of all that
comes from a source; an asterisk in a title can therefore never be taken for markup.
"""

import re
import unicodedata
from collections.abc import Iterable

ITALIC, ROMAN = "\x02", "\x03"
_FLIP = str.maketrans({ITALIC: ROMAN, ROMAN: ITALIC})
_EMPTY = re.compile(f"{ITALIC}(\\s*){ROMAN}")
_LOOSE = re.compile(f"{ITALIC}(\\s*)([^{ITALIC}{ROMAN}]*?)(\\s*){ROMAN}")
_TRAILING = re.compile(f"[{ITALIC}{ROMAN}”’»]*$")
_MARKDOWN = re.compile(r"\\([\\*])|\*")
_LIMIT = 4000  # code points of one field: a title longer than this is not a title
# Characters that turn the direction of the text around, or are nothing at all on the page.
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def clean(value: str, limit: int = _LIMIT) -> str:
    """Make `value` one safe line: no control characters or surrogates, single blanks, NFC.

    What is longer than `limit` code points is cut, with an ellipsis.
    """
    if len(value) <= limit and value.isascii() and value.isprintable():
        return " ".join(value.split())
    text = unicodedata.normalize("NFC", "".join(map(_safe, value[: limit * 2])))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _safe(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "\ufffd" if category == "Cs" else character


def italic(text: str) -> str:
    """Set `text` in italics; what was italic inside it becomes roman."""
    return f"{ITALIC}{text.translate(_FLIP)}{ROMAN}" if text else ""


def ended(text: str, mark: str = ".") -> str:
    """End `text` with `mark`, unless it ends in a full stop, question or exclamation mark already.

    A mark within closing quotation marks counts, so that `“Why?”` gets no second one.
    """
    core = _TRAILING.sub("", text)
    return text if not core or core[-1] in ".?!…" else text + mark


def sentences(parts: Iterable[str]) -> str:
    """Join the parts that are not empty as sentences, each with its full stop."""
    return " ".join(ended(part) for part in parts if part)


def commas(parts: Iterable[str]) -> str:
    """Join the parts that are not empty with commas."""
    return ", ".join(part for part in parts if part)


def words(parts: Iterable[str]) -> str:
    """Join the parts that are not empty with blanks."""
    return " ".join(part for part in parts if part)


def to_markdown(text: str) -> str:
    """Write composed `text` as Markdown: italics between asterisks, other asterisks escaped."""
    text = text.replace("\\", "\\\\").replace("*", "\\*")
    text = _LOOSE.sub(f"\\1{ITALIC}\\2{ROMAN}\\3", _EMPTY.sub("\\1", text))
    return text.replace(ITALIC, "*").replace(ROMAN, "*")


def plain(markdown: str) -> str:
    """Take the italics out of a formatted citation, for places that show asterisks as they are."""
    return _MARKDOWN.sub(lambda match: match[1] or "", markdown)
