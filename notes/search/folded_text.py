"""Whole texts folded at once, to look for the beginnings of terms in them; the last are kept."""

import re
import threading
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from .folding import fold

_MANY = 90  # different characters, from which on one pass over the text is quicker than so many
_MOST = 16_000_000  # code points of all the texts that are kept, folded
# Characters that may fold together with their neighbours: always, or unless already composed.
_HALF_WIDTH = re.compile("[\uff66-\uff9f]")
_COMPOSING = re.compile("[\u0900-\u0dff\u1000-\u11ff\u3099\u309a]")


class FoldedText:
    """A text folded character by character, and the way back to the original's code points."""

    def __init__(self, text: str) -> None:
        self._places: list[int] = []
        self._lags: list[int] = []
        self.text = text.lower() if text.isascii() else self._fold(text)

    def _fold(self, text: str) -> str:
        changed = {char: fold(char) for char in set(text) if not char.isascii()}
        changed = {char: plain for char, plain in changed.items() if plain != char}
        uneven = [char for char, plain in changed.items() if len(plain) != 1]
        if uneven:
            self._note(text, changed, re.compile(f"[{''.join(map(re.escape, uneven))}]"))
        if len(changed) > _MANY:
            text = text.translate({ord(char): plain for char, plain in changed.items()})
        else:
            for char, plain in changed.items():
                text = text.replace(char, plain)
        return text.lower()  # only ASCII is still in capitals, so that no length changes

    def _note(self, text: str, changed: dict[str, str], uneven: re.Pattern[str]) -> None:
        steps = [(found.end(), len(changed[found[0]]) - 1) for found in uneven.finditer(text)]
        self._lags = list(accumulate(step for _, step in steps))
        self._places = [end + lag for (end, _), lag in zip(steps, self._lags, strict=True)]

    @property
    def is_even(self) -> bool:
        """Whether each character is one of the original."""
        return not self._places

    def original(self, place: int) -> int:
        """The code point of the original that stands at `place` of the folded text."""
        if not self._places:
            return place
        number = bisect_right(self._places, place)
        return place - self._lags[number - 1] if number else place


class FoldedTexts:
    """Remembers the texts that were folded last: each key typed asks for most of them again."""

    def __init__(self) -> None:
        self._known: dict[str, FoldedText | None] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, text: str) -> FoldedText | None:
        """The text folded; None where its characters cannot be folded one by one."""
        with self._lock:
            if text in self._known:
                folded = self._known[text] = self._known.pop(text)  # now the last
                return folded
        folded = None if _folds_together(text) else FoldedText(text)
        with self._lock:
            if text not in self._known:
                self._known[text] = folded
                self._size += len(text)
            while self._size > _MOST:
                oldest = next(iter(self._known))
                del self._known[oldest]
                self._size -= len(oldest)
        return folded


def _folds_together(text: str) -> bool:
    if text.isascii():
        return False
    return bool(_HALF_WIDTH.search(text)) or bool(
        _COMPOSING.search(text) and not unicodedata.is_normalized("NFC", text)
    )
