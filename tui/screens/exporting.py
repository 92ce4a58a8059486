"""Exporting notes from a screen: as what, to where, and what is in the way."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from textual import work

from notes.errors import UserError
from notes.review.records import NoteRecord
from tui.line_text import visible
from tui.screens.noting import Noting

_OVER, _OTHER = "over", "other"


class Exporting(Noting):
    """Asks for a format and a path until the notes are written or the user gives up."""

    @work(group="exchange", exclusive=True, exit_on_error=False)
    async def export(self, notes: Sequence[NoteRecord]) -> None:
        """Export some notes of the library."""
        from notes import destinations

        if not notes:
            self.say("There are no notes here to export.", "warning")
            return
        app = self.commonplace
        format = await self._asked_format(len(notes))
        if format is None:
            return
        typed = destinations.shown(await app.core(destinations.proposed, self.library, format))
        problem = ""
        while (answer := await self._asked_path(format, typed, problem)) is not None:
            typed = answer
            try:
                problem = await self._export_to(notes, format, typed)
            except UserError as error:
                problem = str(error)
                self.say("")
            if not problem:
                return

    async def _export_to(self, notes: Sequence[NoteRecord], format: str, typed: str) -> str:
        """Write the notes; what the user has to be asked again for, empty when they are there."""
        from notes import destinations
        from notes.exporting import export
        from tui.exchange_words import exported_line

        app, library = self.commonplace, self.library
        path = await app.core(destinations.resolved, library, format, typed)
        in_the_way = await app.core(destinations.in_the_way, library, format, path)
        if in_the_way and not await self._may_write_over(in_the_way):
            return f"{in_the_way}; give another name."
        self.say("Exporting …")
        done = await app.core(export, library, format, to=path, notes=notes)
        with contextlib.suppress(UserError):  # it is written, whether or not that is remembered
            await app.core(destinations.remember, library, format, path)
        self.say(visible(exported_line(done, destinations.shown(path))), "success")
        return ""

    async def _asked_format(self, number: int) -> str | None:
        from notes import destinations
        from tui.exchange_words import USES, counted
        from tui.screens.choice import Choice, ChoiceScreen

        last = await self.commonplace.core(destinations.last_format, self.library)
        choices = [Choice(format, name, use) for format, (name, use) in USES.items()]
        question = f"Export {counted(number, 'note')} as"
        chosen: str | None = await self.app.push_screen_wait(ChoiceScreen(question, choices, last))
        return chosen

    async def _asked_path(self, format: str, typed: str, problem: str) -> str | None:
        from tui.exchange_words import USES
        from tui.screens.ask_path import AskPath

        is_vault = format == "markdown"
        question = f"{USES[format][0]} to which {'folder' if is_vault else 'file'}?"
        about = "A name that ends in .md is one file for all." if is_vault else ""
        endings = () if is_vault else (Path(typed).suffix,)
        screen = AskPath(question, typed, about=about, problem=problem, endings=endings)
        answer: str | None = await self.app.push_screen_wait(screen)
        return answer

    async def _may_write_over(self, in_the_way: str) -> bool:
        from tui.screens.choice import Choice, ChoiceScreen

        choices = [
            Choice(_OTHER, "Leave it, and name another"),
            Choice(_OVER, "Write the notes there all the same"),
        ]
        screen = ChoiceScreen(f"{in_the_way}.", choices)
        chosen: str | None = await self.app.push_screen_wait(screen)
        return chosen == _OVER
