"""LaTeX in a bibliography's field as plain text: accents, dashes, quotation marks, no braces.

An own reader of forty lines: the libraries that do this bring a LaTeX parser with them, and a
field is untrusted input of which nothing has to be understood but its letters.
"""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "r": "\u030a",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "S": "§",
    "slash": "/",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
}
_ACCENT = re.compile(
    r"\\(?:([`'^~\"=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij]\b|[A-Za-z]))"
    r"|([uvHrckdb])(?:\s*\{\s*(\\?[A-Za-z])\s*\}|\s+([A-Za-z])))"
)
_PROTECTED = re.compile(r"\{((?=[^{}]*[A-Z])[^\W_](?:[^\W_]|[ .’'&-])*)\}(\w*)")
_KNOWN = re.compile(
    rf"\\[&%$#_]|\{{?(?:{_ACCENT.pattern}|\\(?:{'|'.join(_LETTERS)})\b)\}}?"
    rf"|\{{?{_PROTECTED.pattern}\}}?"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(?:\{\})?")
_ITALIC = re.compile(r"\\(?:emph|textit|textsl)\s*\{([^{}]*)\}")
_SCRIPT = re.compile(r"\\text(super|sub)script\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([&%$#_ ])")
_HELD = {"{": "\ue000", "}": "\ue001", "\\": "\ue002", "~": "\ue003"}


def plain_text(latex: str) -> str:
    """The text of a field; `\\emph` becomes CSL's `<i>`, what is not known loses its command."""
    text = _ACCENT.sub(_accented, latex)
    text = _ITALIC.sub(r"<i>\1</i>", text)
    text = _SCRIPT.sub(lambda found: f"<{found[1][:3]}>{found[2]}</{found[1][:3]}>", text)
    text = _ESCAPED.sub(r"\1", text)
    text = _COMMAND.sub(_letter, text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = text.replace("~", "\u00a0").replace("{", "").replace("}", "").replace("\\", "")
    for character, held in _HELD.items():
        text = text.replace(held, character)
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def without_latex(text: str, *, is_title: bool = False) -> str:
    """`text`, read as LaTeX if all of its braces are: `{DNA}`, `M{\\"u}ller`; others are braces.

    Items that were BibTeX once keep them. In a title what they protect keeps its capitals: CSL's
    `<span class="nocase">`.
    """
    if "{" not in text or re.search(r"[{\\]", _KNOWN.sub("", text)):
        return text
    if is_title:
        text = _PROTECTED.sub(r'<span class="nocase">\1\2</span>', text)
    return plain_text(text)


def _accented(found: re.Match[str]) -> str:
    accent = found[1] or found[4]
    letter = (found[2] or found[3] or found[5] or found[6]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])


def _letter(found: re.Match[str]) -> str:
    """The character that a command stands for; the marks of LaTeX itself are held back."""
    letter = _LETTERS.get(found[1], "")
    return _HELD.get(letter, letter)
