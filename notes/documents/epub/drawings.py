"""Where the words in a drawing (SVG) begin a new line: there is no space between its texts."""

from collections.abc import Iterable, Iterator

from notes.documents.markup import Token

_NOTHING = frozenset(("", "0", "0em", "0px", "0%"))


def in_lines(page: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a page, with a new line (kind `said`) where a drawing has one.

    Each `text` is a line, and in it each `tspan` that goes back and down.
    """
    is_text = has_words = False
    height = ""
    for token in page:
        if token.kind == "text":
            has_words = has_words or (is_text and not token.value.isspace())
        elif token.value == "svg":
            is_text, has_words, height = False, False, ""
        elif token.kind == "end" and token.value == "text":
            is_text = False
        elif token.kind == "start" and token.value in ("text", "tspan"):
            is_text = True
            at = token.attributes.get("y", height)
            if has_words and (token.value == "text" or at != height or _goes_down(token)):
                has_words = False
                yield Token("said", "\r")
            height = at
        yield token


def _goes_down(token: Token) -> bool:
    return "x" in token.attributes and token.attributes.get("dy", "").strip() not in _NOTHING
