"""Placing the annotations on a document, with the old texts at hand and the answers remembered.

To carry notes into a text that changed takes a diff; as long as neither changes again, the answer
is read from a small file.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notes.annotations.model import CARRIED, EXACT, FOUND, LOST, WHOLE, Annotation, Placed, Selector
from notes.annotations.snapshots import Snapshots
from notes.errors import UserError

_METHOD = 2  # to be raised whenever another answer could be given to the same question
_STATES = (EXACT, CARRIED, FOUND, LOST)

Answer = tuple[str, int | None, int | None]


def confirmed(
    annotation: Annotation, text: str, text_sha256: str, start: int, end: int
) -> Annotation:
    """The annotation as the user saw and confirmed it at `[start, end)` of `text`.

    Only this gives new selectors: what was found is never taken for what was marked. Raises
    `UserError` for a place that is not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise UserError(f"there is no passage {start}-{end} in the text as it is now")
    return annotation.changed(selector=Selector.of(text, start, end), anchored_to=text_sha256)


class Placer:
    """Says where annotations stand now; answers for changed texts are kept in the state folder."""

    def __init__(self, state: Path) -> None:
        self.snapshots = Snapshots(state)
        self._folder = state / "places"

    def place(self, annotation: Annotation, text: str, text_sha256: str) -> Placed:
        """Where one annotation stands in `text`, whose SHA-256 is `text_sha256`."""
        return self.place_all((annotation,), text, text_sha256)[0]

    def place_all(
        self, annotations: Iterable[Annotation], text: str, text_sha256: str
    ) -> list[Placed]:
        """Where annotations stand in `text`, in their order.

        A text that has notes of its own is kept, whoever made them: it may change next.
        """
        ordered = list(annotations)
        if any(one.anchored_to == text_sha256 for one in ordered):
            self.snapshots.keep(text_sha256, text)
        remembered = self._read(text_sha256)
        placed = [self._remembered(one, text_sha256, remembered) for one in ordered]
        missing = [one for one, known in zip(ordered, placed, strict=True) if known is None]
        if not missing:
            return [one for one in placed if one is not None]
        from notes.annotations.anchoring import place_all

        new = iter(place_all(missing, text, text_sha256, self.snapshots.text))
        complete = [one or next(new) for one in placed]
        self._remember(text_sha256, remembered, complete)
        return complete

    def remembered(
        self, annotations: Iterable[Annotation], text_sha256: str
    ) -> list[Placed] | None:
        """Where annotations stand in a text that is not at hand; None unless all are known."""
        answers = self._read(text_sha256)
        placed = [self._remembered(one, text_sha256, answers) for one in annotations]
        known = [one for one in placed if one is not None]
        return known if len(known) == len(placed) else None

    def _remembered(
        self, annotation: Annotation, text_sha256: str, answers: Mapping[str, Answer]
    ) -> Placed | None:
        if annotation.selector is None:
            return Placed(annotation, WHOLE)
        if annotation.anchored_to == text_sha256:
            return None
        answer = answers.get(self._question(annotation.anchored_to, annotation.selector))
        return Placed(annotation, *answer) if answer else None

    def _remember(
        self, text_sha256: str, before: Mapping[str, Answer], placed: Sequence[Placed]
    ) -> None:
        answers = dict(before)
        for one in placed:
            selector, anchored_to = one.annotation.selector, one.annotation.anchored_to
            if selector is not None and anchored_to != text_sha256:
                answers[self._question(anchored_to, selector)] = (one.state, one.start, one.end)
        if answers == before:
            return
        from notes.annotations.durable import replace_file

        path = self._path(text_sha256)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, json.dumps({"method": _METHOD, "places": answers}).encode())

    def _read(self, text_sha256: str) -> dict[str, Answer]:
        """What was answered for a text; nothing where the file is missing, old or damaged."""
        try:
            held = json.loads(self._path(text_sha256).read_bytes())
            places = held["places"] if held["method"] == _METHOD else {}
            return {key: answer for key, value in places.items() if (answer := _answer(value))}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}

    def _question(self, anchored_to: str, selector: Selector) -> str:
        """What the answer depends on besides the text; nothing else of the note does."""
        is_known = self.snapshots.knows(anchored_to)
        quoted = [selector.exact, selector.prefix, selector.suffix, selector.start]
        asked = json.dumps([anchored_to, is_known, *quoted])
        return hashlib.sha256(asked.encode()).hexdigest()[:32]

    def _path(self, text_sha256: str) -> Path:
        name = hashlib.sha256(text_sha256.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name[:40]}.json"


def _answer(value: object) -> Answer | None:
    """An answer that makes sense: a state and a place, or `lost` and none."""
    if not isinstance(value, list) or len(value) != 3 or value[0] not in _STATES:
        return None
    state, start, end = value
    if state == LOST:
        return LOST, None, None
    are_offsets = type(start) is int and type(end) is int and 0 <= start < end
    return (state, start, end) if are_offsets else None
