"""Which highlight is meant where several lie over each other."""

from collections.abc import Callable, Sequence

from textual import work

from notes.annotations.model import Placed
from tui.line_text import flat, in_quotes
from tui.screens.main.opening import Opening

QUOTE = 44  # cells of a quote in a choice
_LOOKED_AT = 10 * QUOTE  # code points


class Overlapping(Opening):
    """An action on `the highlight here` asks which one, and only where there are several."""

    def highlights_over(self, start: int, end: int) -> list[Placed]:
        """The highlights that share a character with `[start, end)`, the shortest first."""
        over = [
            (one.end - one.start, one)
            for one in self.placed
            if one.start is not None and one.end is not None and one.start < end and start < one.end
        ]
        return [one for _, one in sorted(over, key=lambda found: found[0])]

    def with_one(
        self, over: Sequence[Placed], question: str, do: Callable[[Placed], object]
    ) -> bool:
        """Do something to the one of `over` that is meant; False if there is none at all."""
        if len(over) == 1:
            do(over[0])
        elif over:
            self._ask_which_one(over, question, do)
        return bool(over)

    @work(group="which", exclusive=True, exit_on_error=False)
    async def _ask_which_one(
        self, over: Sequence[Placed], question: str, do: Callable[[Placed], object]
    ) -> None:
        from tui.screens.choice import Choice, ChoiceScreen

        choices = [Choice(one.annotation.id, quoted(one), self._remark(one)) for one in over]
        chosen = await self.app.push_screen_wait(ChoiceScreen(question, choices))
        for one in over:
            if one.annotation.id == chosen:
                do(one)

    def _remark(self, placed: Placed) -> str:
        """The category, and how the note begins."""
        annotation = placed.annotation
        note = " ".join(flat(annotation.note[:_LOOKED_AT]).split())
        return " · ".join(
            part for part in (self.commonplace.legend.name(annotation.color), note) if part
        )


def quoted(placed: Placed) -> str:
    """A highlight by the beginning of its words."""
    selector = placed.annotation.selector
    words = selector.exact if selector else placed.annotation.note
    return in_quotes(" ".join(flat(words[:_LOOKED_AT]).split()), QUOTE)
