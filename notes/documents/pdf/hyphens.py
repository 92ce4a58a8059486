"""Words divided at the end of a line, put together again."""

from collections.abc import Iterable

from notes.documents.pdf.lines import SOFT

_MARKS = ".,;:!?()[]{}\"'“”‘’«»„…"


class Hyphens:
    """Knows the words of a document, and so what a divided word is without the division.

    `long-` and `term` are `long-term` where the document writes it so elsewhere, `inter-` and
    `national` are `international`; in doubt the hyphen was that of the line.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        lines = list(lines)
        has_divided = any(line.endswith((SOFT, "-", "\u00ad")) for line in lines)
        self._words = frozenset(" ".join(lines).lower().split()) if has_divided else frozenset()

    def divided(self, before: str, after: str) -> tuple[str, bool]:
        """The line `before` as it goes into the text, and whether `after` joins without a blank."""
        is_divided = before.endswith((SOFT, "\u00ad")) or (
            before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()
        )
        if not is_divided:
            return before, False
        stem = before[:-1]
        head, tail = _last(stem), _first(after)
        if f"{head}-{tail}" in self._words and f"{head}{tail}" not in self._words:
            return f"{stem}-", True
        return stem, True


def _last(stem: str) -> str:
    return stem.rsplit(None, 1)[-1].lower().strip(_MARKS) if stem.strip() else ""


def _first(line: str) -> str:
    return line.split(None, 1)[0].lower().strip(_MARKS) if line.strip() else ""
