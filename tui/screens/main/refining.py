"""Asking a search otherwise: narrowed, sorted, saved, asked again, or by a passage itself."""

from functools import cached_property

from textual import on, work

from notes.errors import UserError
from tui import presenting
from tui.asked import FACETS, SCOPES, Asked, History, term, toggled
from tui.screens.main.searching import Searching
from tui.widgets.search_pane import SearchPane

RELATED = 12  # passages that are shown
MOST_SAVED = 200


class Refining(Searching):
    """What can be done to a query besides typing it; each machine keeps its own for a library."""

    @cached_property
    def history(self) -> History:
        """The queries that were used, also in earlier sessions."""
        return History(tuple(self._kept("queries")))

    # Otherwise asked

    def action_sort_results(self) -> None:
        """The best first, the newest first, or by place."""
        self._ask(self.asked.in_next_order())

    def action_search_scope(self) -> None:
        """In texts and notes, only in notes, only in texts."""
        self._ask(self.asked.in_next_scope())

    def action_search_here(self) -> None:
        """Only in the open document, or in the whole library again."""
        if self.document is None:
            self.say("No document is open.", "warning")
            return
        self._ask(self.asked._replace(here=not self.asked.here))

    def _ask(self, asked: Asked) -> None:
        self.asked = asked
        self.say(asked.described or f"{SCOPES['all']}, the best first")
        self.search_library(self.query_one(SearchPane).text)

    @work(group="facets", exclusive=True, exit_on_error=False)
    async def action_facets(self) -> None:
        """Narrow the query to a tag, author, source, year, colour or format of what was found."""
        from tui.screens.picking import Pick, PickScreen

        pane = self.query_one(SearchPane)
        query = pane.text
        counted = await self.commonplace.core(
            self.library.facets, query, *self._where(), typed=True
        )
        picks = [
            Pick(term(field, value), f"{name:<7} {value}", f"{count:,}")
            for field, name in FACETS.items()
            for value, count in sorted(
                counted.get(field, {}).items(), key=lambda each: (-each[1], each[0])
            )
        ]
        if not picks:
            self.say("There is nothing to narrow this by.", "warning")
            return
        chosen = await self.app.push_screen_wait(PickScreen("Narrow to", picks))
        if chosen is not None:
            pane.text = f"{toggled(query, chosen)} "  # the label is whole

    # Kept

    @on(SearchPane.PassageOpened)
    def query_used(self, event: SearchPane.PassageOpened) -> None:
        """A query that led somewhere is kept."""
        query = self.query_one(SearchPane).text.strip()
        if query:
            self.history.add(query)
            self._keep("queries", list(self.history.queries))

    def action_earlier_query(self) -> None:
        """The query that was used before."""
        pane = self.query_one(SearchPane)
        pane.text = self.history.earlier(pane.text)

    def action_later_query(self) -> None:
        """The query that was used after, then what was typed."""
        pane = self.query_one(SearchPane)
        later = self.history.later(pane.text)
        if later is not None:
            pane.text = later

    def action_save_search(self) -> None:
        """Keep the query, to be asked again; one that is kept is forgotten."""
        query = self.query_one(SearchPane).text.strip()
        if not query:
            self.say("There is no search to save.", "warning")
            return
        saved = self._kept("searches")
        if query in saved:
            self._keep("searches", [one for one in saved if one != query])
            self.say(f"Forgotten: {query}")
        else:
            self._keep("searches", [*saved, query][-MOST_SAVED:])
            self.say(f"Saved: {query} · p shows the saved searches", "success")

    @work(group="facets", exclusive=True, exit_on_error=False)
    async def action_saved_searches(self) -> None:
        """Ask a saved search again."""
        from tui.screens.picking import Pick, PickScreen

        saved = self._kept("searches")
        if not saved:
            self.say("No search is saved yet; * saves the one in the search field.", "warning")
            return
        picks = [Pick(one, one) for one in reversed(saved)]
        chosen = await self.app.push_screen_wait(PickScreen("Saved searches", picks))
        if chosen is not None:
            self.query_one(SearchPane).text = chosen

    def _kept(self, name: str) -> list[str]:
        kept = self.library.session.choice(f"{name}:{self.library.root}", [])
        return [str(one) for one in kept] if isinstance(kept, list) else []

    def _keep(self, name: str, values: list[str]) -> None:
        self.run_worker(self._put(f"{name}:{self.library.root}", values), exit_on_error=False)

    async def _put(self, name: str, values: list[str]) -> None:
        try:
            await self.commonplace.core(self.library.session.choose, name, values)
        except UserError as error:
            self.say(f"{error}; it is forgotten at the end", "warning")

    # By a passage

    @work(group="search", exclusive=True, exit_on_error=False)
    async def action_related(self) -> None:
        """What else in the library says the like of the selected words, or of this paragraph."""
        reader = self.reader
        document = self.document
        if document is None:
            return
        start, end = reader.selection or reader.paragraph_at(reader.caret)
        passage = document.text[start:end]
        if not passage.strip():
            self.say("There are no words here to look for.", "warning")
            return
        reader.action_cancel_selection()
        pane = self.query_one(SearchPane)
        pane.clear()
        hits = await self.commonplace.core(
            self.library.related, passage, exclude=document.relative, limit=RELATED
        )
        self.answer = presenting.related_view(passage, hits)
        if hits:
            pane.results.focus()
