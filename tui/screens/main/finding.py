"""Finding words in the open document, as they are typed."""

from textual import on, work
from textual.worker import Worker

from tui.find import MOST_MATCHES, find_all
from tui.screens.main.opening import Opening
from tui.screens.main.panes import OfPane, in_its_pane
from tui.widgets.find_bar import FindBar
from tui.widgets.reader import Reader

AT_ONCE = 100_000  # code points that are searched in a moment; more is done in a thread


class Finding(Opening):
    """The words that are lit in the text, and going from one to the next."""

    found_text = OfPane[str]()

    _finding: Worker[None] | None = None

    def action_find(self) -> None:
        """Ask for words to find in this document."""
        if self.document is not None:
            self.found_text = ""
            self.pane.find_bar.open()

    def action_find_word(self) -> None:
        """Find the word under the caret, and go to the next place where it stands."""
        reader = self.reader
        start, end = reader.word_at(reader.caret)
        if start == end:
            self.say("There is no word here.")
            return
        self._finding = self._light(reader.text[start:end])
        self._go_on(past_caret=True)

    @on(FindBar.Changed)
    @in_its_pane
    def find_words(self, event: FindBar.Changed) -> None:
        """Light what is typed, as it is typed."""
        self._finding = self._light(event.words)

    @on(FindBar.Accepted)
    @in_its_pane
    def find_accepted(self, event: FindBar.Accepted) -> None:
        """Go to the first match at or after the caret."""
        self.set_focus(self.reader)
        self._go_on(past_caret=False)

    @on(FindBar.Closed)
    @in_its_pane
    def find_closed(self, event: FindBar.Closed) -> None:
        """Back to the text, without lit words."""
        self._finding = self._light("")
        self.set_focus(self.reader)  # at once, not `focus()`: the next key belongs there

    @on(Reader.MatchReached)
    @in_its_pane
    def match_reached(self, event: Reader.MatchReached) -> None:
        """Say which of the matches this is, and when it begins again."""
        again = " · from the other end again" if event.wrapped else ""
        self.say(f"{event.index + 1:,} of {self._counted(event.total)}{again}")

    @work(group="find", exclusive=True, exit_on_error=False)
    async def _light(self, words: str) -> None:
        """Light all places of `words`, and say how many there are, and which comes next."""
        reader = self.reader
        text = reader.text
        if len(text) <= AT_ONCE:
            found = find_all(text, words, MOST_MATCHES + 1)
        else:
            found = await self.commonplace.core(find_all, text, words, MOST_MATCHES + 1)
            if reader.text is not text:
                return
        count = reader.light(found)
        upcoming = reader.upcoming_match
        if upcoming is not None:
            self.found_text = f"{upcoming + 1:,} of {self._counted(count)}"
        else:
            self.found_text = "not found" if words.strip() else ""

    @work(group="find-next", exclusive=True, exit_on_error=False)
    async def _go_on(self, *, past_caret: bool) -> None:
        """Go to a match once those of the last words are known."""
        if self._finding is not None:
            await self._finding.wait()
        reader = self.reader
        if not reader.matches:
            self.say("Not found in this document.", "warning")
        elif past_caret:
            reader.action_next_match()
        else:
            reader.action_upcoming_match()

    def _counted(self, total: int) -> str:
        more = "+" if self.reader.matches_capped else ""
        return f"{total:,}{more}"
