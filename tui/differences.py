"""What differs between the words that were marked and those that stand there now: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A word, a run of blanks, or one character that is neither; ideographs are not written in words.
_IDEOGRAPHS = "\u3040-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[^\W{_IDEOGRAPHS}]+|\s+|.")
_GONE, _NEW = ("[-", "-]"), ("{+", "+}")  # as `git diff --word-diff` marks them


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; one that `differs` stands between signs, so that no colour is needed."""

    text: str
    differs: bool = False


def compare(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in parts: what is only in the old one is `[-so-]`, only in the new one `{+so+}`.

    Words are compared whole; a blank between two words that differ belongs to them.
    """
    from rapidfuzz.distance import Levenshtein  # difflib takes minutes where words repeat

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = list(Levenshtein.opcodes(before, after))
    gone = [("".join(before[s.src_start : s.src_end]), s.tag != "equal") for s in steps]
    come = [("".join(after[s.dest_start : s.dest_end]), s.tag != "equal") for s in steps]
    return tuple(_parts(gone, *_GONE)), tuple(_parts(come, *_NEW))


def _parts(runs: list[tuple[str, bool]], opening: str, closing: str) -> Iterator[Part]:
    """The runs, those that differ put between signs and joined over the blanks between them."""
    text = ""
    for at, (run, differs) in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else ("", False)
        is_between = bool(text) and not run.strip() and following[1] and following[0]
        if differs or is_between:
            text += run
            continue
        if text:
            yield Part(f"{opening}{text}{closing}", True)
            text = ""
        if run:
            yield Part(run)
    if text:
        yield Part(f"{opening}{text}{closing}", True)
