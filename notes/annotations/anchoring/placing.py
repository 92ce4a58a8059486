"""Where annotations stand in a text as it is now."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from notes.annotations.anchoring.model import Anchor
from notes.annotations.model import EXACT, FOUND, LOST, WHOLE, Annotation, Placed

if TYPE_CHECKING:
    from notes.annotations.anchoring.revision import Revision
    from notes.annotations.anchoring.searching import Finder

_LEAST_CONTEXT = 24  # code points of equal context that speak for an unmoved passage
_LONG_QUOTE = 32  # code points: so long a quote is seldom found twice by chance
_MOST_CONTEXT = 256  # code points on either side; more, from a hostile file, only costs time

OldText = Callable[[str], str | None]


def reanchor(
    text: str, quote: str, prefix: str, suffix: str, start: int, original: str | None = None
) -> Anchor | None:
    """Find `quote` in `text`, or None when no place, or no single place, has the evidence.

    `start` is its offset in `original`, the text as it was, and around it stood `prefix` and
    `suffix`. With the original the passage is carried over by a diff; without it, or where the
    passage is not in it, quote and context alone are looked for.
    """
    if not quote or not text:
        return None
    if original is not None and start >= 0 and original.startswith(quote, start):
        if text == original:
            return Anchor(start, start + len(quote), EXACT)
        return _revision(original, text).anchor(start, start + len(quote))
    prefix, suffix = prefix[-_MOST_CONTEXT:], suffix[:_MOST_CONTEXT]
    return _unchanged(text, quote, prefix, suffix, start) or _searched(
        text, quote, prefix, suffix, start
    )


def place(
    annotation: Annotation, text: str, text_sha256: str, old_text: OldText | None = None
) -> Placed:
    """Say where `annotation` stands in `text`, whose SHA-256 is `text_sha256`.

    `old_text` gives the text of another SHA-256 where it is still known.
    """
    return place_all((annotation,), text, text_sha256, old_text)[0]


def place_all(
    annotations: Iterable[Annotation],
    text: str,
    text_sha256: str,
    old_text: OldText | None = None,
) -> list[Placed]:
    """Place many annotations on one text, in their order; each old text is asked for once."""
    originals: dict[str, str | None] = {text_sha256: text}
    placed = []
    for one in annotations:
        if one.anchored_to not in originals:
            originals[one.anchored_to] = old_text(one.anchored_to) if old_text else None
        placed.append(_placed(one, text, originals[one.anchored_to]))
    return placed


def forget() -> None:
    """Let go of the texts that were compared last, which take some memory."""
    _revision.cache_clear()
    _finder.cache_clear()


def _placed(annotation: Annotation, text: str, original: str | None) -> Placed:
    selector = annotation.selector
    if selector is None:
        return Placed(annotation, WHOLE)
    anchor = reanchor(
        text, selector.exact, selector.prefix, selector.suffix, selector.start, original
    )
    if anchor is None:
        return Placed(annotation, LOST)
    return Placed(annotation, anchor.state, anchor.start, anchor.end)


def _unchanged(text: str, quote: str, prefix: str, suffix: str, start: int) -> Anchor | None:
    """The passage with all of its context, word for word, at one place only or where it was."""
    whole = prefix + quote + suffix
    first = text.find(whole)
    if first < 0:
        return None
    is_single = text.find(whole, first + 1) < 0
    at = first + len(prefix)
    context = len(prefix) + len(suffix)
    if is_single and (context >= _LONG_QUOTE or text.count(quote) == 1):
        return Anchor(at, at + len(quote), EXACT)
    begin = start - len(prefix)
    if begin >= 0 and text.startswith(whole, begin) and context >= _LEAST_CONTEXT:
        return Anchor(start, start + len(quote), FOUND)
    return None


def _searched(text: str, quote: str, prefix: str, suffix: str, start: int) -> Anchor | None:
    from notes.annotations.anchoring.evidence import Pattern

    finder = _finder(text)
    near = finder.folded.index(min(max(0, start), len(text)))
    found = finder.find(Pattern.of(prefix, quote, suffix), near)
    if found is None:
        return None
    origin = finder.folded
    return Anchor(origin.origin(found.start), origin.origin_end(found.end), FOUND)


# Passages are asked for one by one, most of them of the same texts.
@lru_cache(maxsize=2)
def _revision(old: str, new: str) -> "Revision":
    from notes.annotations.anchoring.revision import Revision

    return Revision(old, new)


@lru_cache(maxsize=2)
def _finder(text: str) -> "Finder":
    from notes.annotations.anchoring.folding import fold
    from notes.annotations.anchoring.searching import Finder

    return Finder(fold(text))
