"""What somebody needs to see to say where a note belongs whose place is not certain."""

from dataclasses import dataclass

from notes.annotations.anchoring.offering import Candidate, candidate_at, candidates
from notes.annotations.model import Annotation, Placed, Selector
from notes.annotations.snapshots import Snapshots
from notes.documents.model import Document
from notes.surroundings import AROUND, Passage


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation whose place is not certain: how it was marked, and where it may stand now.

    `state` is `found` or `lost`; of one that was found the first of the `places` is where.
    """

    annotation: Annotation
    state: str
    was: Passage
    places: tuple[Candidate, ...]


def doubt(document: Document, placed: Placed, snapshots: Snapshots) -> Doubt | None:
    """What is known of a doubtful annotation; None where there is no doubt. Takes a while."""
    annotation, selector = placed.annotation, placed.annotation.selector
    if selector is None or not placed.is_doubtful:
        return None
    places = candidates(document.text, selector)
    if placed.start is not None and placed.end is not None:
        here = candidate_at(document.text, selector, placed.start, placed.end)
        others = (one for one in places if one.end <= here.start or one.start >= here.end)
        places = [here, *others]
    was = _as_marked(selector, snapshots.text(annotation.anchored_to))
    return Doubt(annotation, placed.state, was, tuple(places))


def _as_marked(selector: Selector, original: str | None) -> Passage:
    """The passage in the text it was marked in; without that, as the note file has it."""
    start, end = selector.start, selector.start + len(selector.exact)
    if original is not None and start >= 0 and original[start:end] == selector.exact:
        return Passage.of(original, start, end)
    return Passage(selector.prefix[-AROUND:], selector.exact, selector.suffix[:AROUND])
