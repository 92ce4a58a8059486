"""Where highlights begin and end: longer, shorter, joined, split, or just what is selected."""

from collections.abc import Callable, Iterable
from functools import partial

from textual import work

from notes.annotations.model import FOUND, Annotation, Placed
from tui import text_units
from tui.screens.main.highlighting import Highlighting

NONE_HERE = "There is no highlight here; ]a goes to the next."

Span = tuple[int, int]


class Shaping(Highlighting):
    """Every change here is one step on disk, and one to take back."""

    def action_end_later(self, count: int = 1) -> None:
        """Let the highlight here end some words later."""
        self._reshape_here(lambda text, span: (span[0], end_later(text, span[1], count)))

    def action_end_earlier(self, count: int = 1) -> None:
        """Let the highlight here end some words earlier."""
        self._reshape_here(lambda text, span: (span[0], end_earlier(text, span[1], count)))

    def action_start_earlier(self, count: int = 1) -> None:
        """Let the highlight here begin some words earlier."""
        self._reshape_here(
            lambda text, span: (repeated(text_units.previous_word, text, span[0], count), span[1])
        )

    def action_start_later(self, count: int = 1) -> None:
        """Let the highlight here begin some words later."""
        self._reshape_here(
            lambda text, span: (repeated(text_units.next_word, text, span[0], count), span[1])
        )

    def action_select_highlight(self) -> None:
        """Select the words of the highlight here."""
        reader = self.reader
        over = self.notes_here()

        def select(placed: Placed) -> None:
            if placed.start is not None and placed.end is not None:
                reader.select(placed.start, placed.end)

        if not self.with_one(over, "Which highlight?", select):
            self.say(NONE_HERE)

    def action_reshape_to_selection(self) -> None:
        """Let the highlight that the selection touches be just the selection."""
        span = self.reader.selection
        if span is None:
            return
        over = self.highlights_over(*span)
        reshape = partial(self._give_span, span=span)
        if not self.with_one(over, "Which highlight shall be just this?", reshape):
            self.say("The selection touches no highlight.")

    def action_join_here(self) -> None:
        """Join the highlights that overlap or touch the one here."""
        over = self.notes_here()
        if over:
            starts, ends = [one.start or 0 for one in over], [one.end or 0 for one in over]
            self.join((min(starts), max(ends)))
        else:
            self.say(NONE_HERE)

    def action_join_selection(self) -> None:
        """Join the highlights that the selection touches."""
        if (span := self.take_selection()) is not None:
            self.join(span)

    def action_split_here(self) -> None:
        """Split the highlight here in two; the second begins at the caret."""
        caret = self.reader.caret
        over = self.notes_here()
        if not self.with_one(over, "Split which?", lambda one: self.split(one, caret)):
            self.say(NONE_HERE)

    @work(group="save", exit_on_error=False)
    async def join(self, span: Span) -> None:
        """Make one highlight of those at `span`, with the notes and tags of all."""
        from notes.annotations.shaping import at_hand
        from notes.marking import join

        document = self.document
        if document is None:
            return
        near = at_hand(self.placed, document.text, span)
        if len(near) < 2:
            self.say("No other highlight overlaps or touches this one.")
        elif self._are_certain(near) and await self._saved(join, self.library, document, near):
            self.praise(f"{len(near)} highlights are one now, with all their notes. u undoes it.")

    @work(group="save", exit_on_error=False)
    async def split(self, placed: Placed, at: int) -> None:
        """Make two highlights of one."""
        from notes.marking import split_at

        document = self.document
        if document is None or not self._are_certain([placed]):
            return
        if await self._saved(split_at, self.library, document, placed, at):
            rest = " The note stays with the first." if placed.annotation.note else ""
            self.praise(f"Split in two.{rest} u undoes it.")

    @work(group="save", exit_on_error=False)
    async def reshape(self, annotation: Annotation, span: Span) -> None:
        """Let a highlight stand on other words."""
        document = self.document
        if document is None:
            return
        made = await self.save(self.library.confirm, document, annotation, *span)
        if made is not None:
            self.praise("The highlight has these words now. u gives it the old ones back.")

    async def _saved(self, work: Callable[..., None], *args: object) -> bool:
        """Make a change that has nothing to give back; whether it is on disk."""

        def made() -> bool:
            work(*args)
            return True

        return bool(await self.save(made))

    def _are_certain(self, some: Iterable[Placed]) -> bool:
        """Whether each stands where it was made; what was only found is first to be confirmed."""
        if any(one.state == FOUND for one in some):
            self.say("Its place is not certain: L shows the old words beside the new.", "warning")
            return False
        return True

    def _give_span(self, placed: Placed, span: Span) -> None:
        self.reader.action_cancel_selection()
        self.reshape(placed.annotation, span)

    def _reshape_here(self, change: Callable[[str, Span], Span]) -> None:
        """Move an end of the highlight under the caret, and the caret with that end."""
        reader = self.reader
        over = self.notes_here()

        def move(placed: Placed) -> None:
            if not self._are_certain([placed]):
                return
            before = (placed.start or 0, placed.end or 0)
            start, end = change(reader.text, before)
            if start >= end or (start, end) == before:
                self.say("It cannot be moved further.")
                return
            reader.go_to(start if start != before[0] else end - 1)
            self.reshape(placed.annotation, (start, end))

        if not self.with_one(over, "Which highlight?", move):
            self.say(NONE_HERE)


def end_later(text: str, end: int, count: int) -> int:
    """Where a passage ends that has `count` more words at its end."""
    return min(len(text), repeated(text_units.word_end, text, end - 1, count) + 1)


def end_earlier(text: str, end: int, count: int) -> int:
    """Where a passage ends that has `count` fewer words at its end, and no blank after them."""
    start = repeated(text_units.previous_word, text, end, count)
    return len(text[:start].rstrip()) if start < end else end


def repeated(step: Callable[[str, int], int], text: str, offset: int, count: int) -> int:
    """Take `step` as often as it leads further."""
    for _ in range(count):
        following = step(text, offset)
        if following == offset:
            break
        offset = following
    return offset
