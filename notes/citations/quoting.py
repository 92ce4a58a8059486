"""Quotation marks: straight to curly, marks within marks, and punctuation at the closing mark."""

import re

from notes.citations.markup import ITALIC, ROMAN, ended

DOUBLE, SINGLE, NONE = ("“", "”"), ("‘", "’"), ("", "")
APOSTROPHE = "’"
_OPENS_AFTER = f" \t\n([{{-–—/“‘\u00a0{ITALIC}"
_CURLED = re.compile("[\"'‘]")
_DIGITS_ELIDED = re.compile(r"['‘](?=\d\ds?\b)")
_ELIDED = re.compile(r"(?<!\w)['‘](?=(?:tis|twas|em|cause|til|n)\b)", re.IGNORECASE)
_CLOSING = re.compile(f"({ROMAN}?)([”’{ROMAN}{ITALIC}]*)$")


def curl(text: str) -> str:
    """Turn straight quotation marks and apostrophes into typographic ones."""
    if not _CURLED.search(text):
        return text
    text = _ELIDED.sub(APOSTROPHE, _DIGITS_ELIDED.sub(APOSTROPHE, text))
    out: list[str] = []
    for place, character in enumerate(text):
        if character in "\"'":
            before = out[-1] if out else " "
            after = text[place + 1 : place + 2]
            opens = before in _OPENS_AFTER and bool(after) and not after.isspace()
            pair = DOUBLE if character == '"' else SINGLE
            out.append(pair[0] if opens else pair[1])
        else:
            out.append(character)
    return "".join(out)


def nested(text: str, outer: tuple[str, str] = DOUBLE) -> str:
    """Rewrite the quotation marks in `text` for a place between `outer` marks: they alternate.

    Apostrophes stay; a mark without its partner is written as if the partner had been there.
    """
    text = curl(text)
    pairs = (SINGLE, DOUBLE) if outer == DOUBLE else (DOUBLE, SINGLE)
    open_marks: list[str] = []
    out: list[str] = []
    for place, character in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if (
            character == "„"
            or (character == "“" and open_marks[-1:] != ["„"])
            or (character == "‘" and not before.isalnum())
        ):
            out.append(pairs[len(open_marks) % 2][0])
            open_marks.append(character)
        elif character in "”“" or (character == "’" and _closes(text, place, open_marks, after)):
            if open_marks:
                open_marks.pop()
            out.append(pairs[len(open_marks) % 2][1])
        else:
            out.append(character)
    return "".join(out)


def _closes(text: str, place: int, open_marks: list[str], after: str) -> bool:
    """Tell a closing single mark from an apostrophe (`it’s`, `the leaders’ plan`)."""
    if open_marks[-1:] != ["‘"] or after.isalnum():
        return False
    if text[place - 1 : place] not in ("s", "S") or not after.isspace():
        return True
    rest = text[place + 1 :]
    later = re.search(r"’(?!\w)", rest)
    opening = rest.find("‘")
    return later is None or 0 <= opening < later.start()


def quoted(text: str, outer: tuple[str, str] = DOUBLE) -> str:
    """Put `text` between `outer` marks, its own marks changed."""
    return outer[0] + nested(text, outer) + outer[1] if text else ""


def closed(text: str, mark: str) -> str:
    """Put `mark`, a full stop or comma, inside the closing quotation marks, the American way.

    A full stop is left out after another end mark; a comma is not.
    """
    found = _CLOSING.search(text)
    # The mark goes inside the quotation marks, but behind italics that end just before them.
    head, tail = (text[: found.end(1)], found[2]) if found else (text, "")
    if tail and not re.search("[“‘]", head):  # an apostrophe, or the end of italics
        head, tail = text, ""
    if mark == "." and ended(head) == head:
        return text
    return head + mark + tail


def unpaired(text: str) -> str:
    """Drop an opening mark at the start of `text` that nothing in it closes."""
    text = curl(text)
    for start, end in (DOUBLE, SINGLE):
        if text.startswith(start) and end not in text[1:]:
            return text[1:].lstrip()
    return text
