"""Notes whose source was moved: they are brought back, and asked about where that is not sure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from notes.errors import UserError
from tui.line_text import visible
from tui.screens.main.indexing import Indexing
from tui.screens.main.opening import Opening
from tui.widgets.search_pane import QueryInput

if TYPE_CHECKING:
    from notes.moving import Claim
    from tui.screens.choice import Choice

LATER, ADOPT, COPY, LEAVE = "later", "adopt", "copy", "leave"


class Recovering(Opening):
    """Looks for the sources of notes that are without one."""

    @on(Indexing.Indexed)
    def read_at_last(self, event: Indexing.Indexed) -> None:
        """Once every document was read, more of them may be known again."""
        if self.has_unread and event.is_over:
            self.has_unread = False
            self.recover_later()

    @work(group="recover", exclusive=True, exit_on_error=False)
    async def recover_later(self) -> None:
        """Look again for notes of sources that were moved, once every document was read."""
        await self.recover_notes()
        self.look_again()

    async def recover_notes(self) -> None:
        """Bring back what was left elsewhere, and ask where that is not certain."""
        recovered = await self.commonplace.core(self.library.recover, reading=False)
        if recovered.lines:
            self.say(" · ".join(recovered.lines), "warning")
        if recovered.claims:
            self.ask_about(recovered.claims)

    def ask_about(self, claims: "Sequence[Claim]") -> None:
        """Ask whose notes these are, but not through what the user is doing just now."""
        is_busy = self.app.screen is not self or isinstance(self.focused, QueryInput)
        if is_busy or self.commonplace.keys.is_pending:
            self.say("Notes whose source may have been moved: gm asks about them.", "warning")
        else:
            self.decide(claims)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def action_moved_sources(self) -> None:
        """Ask about every source that may have been moved, also where it was answered before."""
        from notes.moving import Answers

        self.say("Looking for sources that were moved …")
        app = self.commonplace
        await app.core(Answers(self.library).forget)
        recovered = await app.saved(self.library.recover)
        await self.show_listing()
        if recovered.claims:
            self.decide(recovered.claims)
        else:
            self.say(" · ".join(recovered.lines) or "All notes are with their sources.")

    @work(group="ask", exclusive=True, exit_on_error=False)
    async def decide(self, claims: "Sequence[Claim]") -> None:
        """Ask about one claim after the other, and do what the user says."""
        from tui.screens.choice import ChoiceScreen

        settled: set[str] = set()
        for claim in claims:
            if settled & {claim.document, f"{claim.source}\n"}:
                continue  # by an earlier answer
            screen = ChoiceScreen(_question(claim), _choices(claim))
            answer = await self.app.push_screen_wait(screen)
            if answer is None or answer == LATER:
                self.say("Asked again at the next start; gm asks now.")
                continue
            if await self._answered(claim, answer):
                settled.add(claim.document)
                if answer == ADOPT:
                    settled.add(f"{claim.source}\n")
        if settled:
            await self._show_settled(settled)

    async def _answered(self, claim: "Claim", answer: str) -> bool:
        """Do what was answered; says whether notes were given to the document."""
        from notes.moving import Answers, adopt, as_copy

        app = self.commonplace
        if answer == LEAVE:
            await app.core(Answers(self.library).remember, claim)
            self.say("Left as it is; gm asks again.")
            return False
        given = claim if answer == ADOPT else as_copy(claim)
        try:
            standing = await app.saved(adopt, self.library, given)
        except UserError as error:
            self.say(str(error), "error")
            return False
        document = visible(claim.document)
        is_copied = answer == COPY
        done = f"{document} has its own copy of the notes" if is_copied else visible(claim.told)
        self.say(" · ".join((f"{done}.", *standing.lines)), "success")
        return True

    async def _show_settled(self, settled: set[str]) -> None:
        """Show the notes that a document was given, and their count in the list."""
        await self.show_listing()
        for pane in self.each_pane():
            if pane.current in settled:
                pane.document = None
                await self.show_document(pane.current)
        self.update_index()


def _question(claim: "Claim") -> str:
    source, document = visible(claim.source), visible(claim.document)
    number = f"{claim.quotes} note{'' if claim.quotes == 1 else 's'}"
    if claim.kind == "copy":
        return (
            f"{document} is word for word the same as {source}, which has {number}."
            " Whose are the notes?"
        )
    fit = (
        "and is what they were made on, but so is another document"
        if claim.found == claim.quotes
        else f"and {claim.found} of the {claim.quotes} quotes stand in it"
    )
    return f"{source} is gone; {number} on it are without a document. {document} has none, {fit}."


def _choices(claim: "Claim") -> "list[Choice]":
    """What can be said of a claim; the first does nothing, as a key may have come by accident."""
    from tui.screens.choice import Choice

    adopt = [Choice(ADOPT, "It is the same document: the notes move to it")]
    return [
        Choice(LATER, "Ask me later"),
        *(adopt if claim.kind != "copy" else []),
        Choice(COPY, "It is a copy: give it its own copy of the notes"),
        Choice(LEAVE, "Leave the notes where they are; do not ask again"),
    ]
