"""Finding a passage again in a text that may have changed; what is not certain is said to be so."""

from dataclasses import dataclass

from notes.annotations.model import EXACT, FOUND, LOST, WHOLE, Annotation, Placed

_LONG_QUOTE = 32  # code points: so long a quote is seldom found twice by chance
_ENOUGH_CONTEXT = 0.5  # share of the context that must still stand around a place
_CLEAR_LEAD = 0.3  # by how much the best place must beat the next
_MOST_PLACES = 5_000
_MOST_CONTEXT = 256  # code points on either side; more, from a hostile file, only costs time


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage stands now (code points), and how sure that is: `exact carried found`."""

    start: int
    end: int
    state: str


def reanchor(
    text: str, quote: str, prefix: str, suffix: str, start: int, original: str | None = None
) -> Anchor | None:
    """Find `quote` in `text`, or None when no place, or no single place, has the evidence.

    Only word-for-word occurrences count, told apart by the context that stood around the passage.
    `original`, the text as it was, settles the case where nothing changed at all.
    """
    if not quote:
        return None
    prefix, suffix = prefix[-_MOST_CONTEXT:], suffix[:_MOST_CONTEXT]
    at_start = start >= 0 and text.startswith(quote, start)
    if original is not None and text == original and at_start:
        return Anchor(start, start + len(quote), EXACT)
    # With all of its context a passage is found anywhere, however common its own words are.
    whole = prefix + quote + suffix
    complete = [at + len(prefix) for at in _occurrences(text, whole, most=2)]
    places = _occurrences(text, quote, most=_MOST_PLACES)
    if len(complete) == 1 and (len(prefix) + len(suffix) >= _LONG_QUOTE or len(places) == 1):
        return Anchor(complete[0], complete[0] + len(quote), EXACT)
    if at_start and start >= len(prefix) and text.startswith(whole, start - len(prefix)):
        return Anchor(start, start + len(quote), FOUND)
    if len(places) == _MOST_PLACES:
        return None  # there may be more, so none can be called the best
    scores = {place: _context(text, place, place + len(quote), prefix, suffix) for place in places}
    best = _clear_winner(scores, len(quote))
    return None if best is None else Anchor(best, best + len(quote), FOUND)


def place(annotation: Annotation, text: str, text_sha256: str) -> Placed:
    """Say where `annotation` stands in `text`, whose SHA-256 is `text_sha256`."""
    selector = annotation.selector
    if selector is None:
        return Placed(annotation, WHOLE)
    anchor = reanchor(
        text,
        selector.exact,
        selector.prefix,
        selector.suffix,
        selector.start,
        original=text if annotation.anchored_to == text_sha256 else None,
    )
    if anchor is None:
        return Placed(annotation, LOST)
    return Placed(annotation, anchor.state, anchor.start, anchor.end)


def _occurrences(text: str, quote: str, most: int) -> list[int]:
    """The first places of `quote`, at most `most` of them; they may overlap."""
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _context(text: str, start: int, end: int, prefix: str, suffix: str) -> float:
    """The share of the context (0 to 1) that still touches the place without a gap."""
    kept = total = 0
    if prefix:
        before = text[max(0, start - len(prefix)) : start]
        kept += _common(prefix[::-1], before[::-1])
        total += len(prefix)
    if suffix:
        kept += _common(suffix, text[end : end + len(suffix)])
        total += len(suffix)
    return kept / total if total else 1.0


def _common(one: str, other: str) -> int:
    """How many code points two strings share from their beginning."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared


def _clear_winner(scores: dict[int, float], length: int) -> int | None:
    ranked = sorted(scores, key=lambda place: -scores[place])
    if not ranked:
        return None
    best = ranked[0]
    if len(ranked) == 1:
        return best if length >= _LONG_QUOTE or scores[best] >= _ENOUGH_CONTEXT else None
    leads = scores[best] - scores[ranked[1]] >= _CLEAR_LEAD
    return best if leads and scores[best] >= _ENOUGH_CONTEXT else None
