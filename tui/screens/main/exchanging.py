"""Notes of the whole library for other programs, and from them."""

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from notes.errors import UserError
from tui.screens.exporting import Exporting
from tui.screens.main.notes_shown import NotesShown

if TYPE_CHECKING:
    from notes.importing import Plan

_ENDINGS = (".json", ".jsonld", ".csv")
_ABOUT = "W3C or Hypothesis JSON, Readwise's CSV, or what was exported here as JSON or CSV."


class Exchanging(NotesShown, Exporting):
    """What is exported from the list of documents, and imported into it."""

    @work(group="exchange", exclusive=True, exit_on_error=False)
    async def action_export_notes(self) -> None:
        """Export all notes of the library."""
        self.export(await self.commonplace.core(self.library.notes))

    @work(group="exchange", exclusive=True, exit_on_error=False)
    async def action_import_notes(self) -> None:
        """Ask for a file, show what is in it, and take it in when told to."""
        from notes.destinations import shown
        from tui.screens.import_plan import ImportPlanScreen

        found = await self._asked_plan()
        if found is None:
            return
        path, plan = found
        if await self.app.push_screen_wait(ImportPlanScreen(shown(path), plan)):
            await self._take_in(plan)
        else:
            self.say("Nothing was imported.")

    async def _asked_plan(self) -> "tuple[Path, Plan] | None":
        """The file that the user names, and what would become of it."""
        from notes.destinations import shown, typed_path
        from notes.importing import plan_import
        from tui.screens.ask_path import AskPath

        app, session = self.commonplace, self.library.session
        folder = await app.core(session.choice, "import", "")
        typed, problem = f"{shown(Path(folder or os.path.expanduser('~')))}{os.sep}", ""
        while True:
            question = "Import notes from which file?"
            screen = AskPath(question, typed, about=_ABOUT, problem=problem, endings=_ENDINGS)
            answer: str | None = await self.app.push_screen_wait(screen)
            if answer is None:
                return None
            typed = answer
            try:
                path = typed_path(typed)
                self.say("Looking for the documents that the notes are on …")
                plan = await app.core(plan_import, self.library, path)
            except UserError as error:
                problem = str(error)
                self.say("")
                continue
            with contextlib.suppress(UserError):  # what is no more than convenient
                await app.core(session.choose, "import", str(path.parent))
            self.say("")
            return path, plan

    async def _take_in(self, plan: "Plan") -> None:
        from notes.importing import bring_in
        from tui.exchange_words import imported_line

        done = await self.save(bring_in, self.library, plan)
        if done is not None:
            self.say(imported_line(done), "warning" if done.missed else "success")
            self.load_tags()
