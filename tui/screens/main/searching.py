"""Searching the library as one types, and going through what was found."""

import asyncio
from threading import Event

from textual import on, work
from textual.reactive import var

from tui import presenting
from tui.asked import Asked, Scope
from tui.screens.main.indexing import Indexing
from tui.screens.main.opening import Opening
from tui.search_rows import SearchView
from tui.widgets.search_pane import QueryInput, SearchPane

DEBOUNCE = 0.06  # seconds after the last key
RESULTS = 50
TIMES = (0.2, 2.0)  # seconds for an answer, and for a whole one where the first was partial


class Searching(Opening):
    """The query and its answer; what of it is lit in the text."""

    answer: var[SearchView | None] = var[SearchView | None](None)
    searching: var[bool] = var(False)
    asked: var[Asked] = var(Asked)
    asked_text: var[str] = var("")

    _is_warm = False

    @on(SearchPane.QueryChanged)
    def query_changed(self, event: SearchPane.QueryChanged) -> None:
        """Search for what is typed now; an older search is dropped.

        Once nothing is typed any more, the next search is one of everything again.
        """
        if not event.text.strip():
            self.asked = self.asked.everywhere
        self.search_library(event.text)

    @work(group="warm", exit_on_error=False)
    async def warm_search(self) -> None:
        """Load the search while the query is still being thought of."""
        if not self._is_warm:
            self._is_warm = True
            await self.commonplace.core(self.library.warm_index)

    @work(group="search", exclusive=True, exit_on_error=False)
    async def search_library(self, query: str) -> None:
        """Show the answer to `query`, unless another was asked meanwhile."""
        if not query.strip():
            self.answer, self.searching = None, False
            return
        self.searching = True
        try:
            await asyncio.sleep(DEBOUNCE)
            await self._answer(query)
        finally:
            self.searching = False
        if self.library.index_notice:
            self.say(f"{self.library.index_notice}.", "warning")
            self.update_index()

    @on(Indexing.Indexed)
    def more_is_indexed(self, event: Indexing.Indexed) -> None:
        """Ask again for what is shown: what has been indexed since may answer it, too.

        Before the end not while somebody goes through the results, which may come in another order;
        nor where a search takes all the time there is.
        """
        pane, answer = self.query_one(SearchPane), self.answer
        if not pane.text.strip():
            return
        if event.is_over and self.searching:
            self.search_library(pane.text)
        elif event.is_over or not (
            self.searching or pane.results.has_focus or answer is None or answer.partial
        ):
            self.search_again(pane.text)

    @work(group="search", exclusive=True, exit_on_error=False)
    async def search_again(self, query: str) -> None:
        """Put a new answer in the place of the one that is shown, without a word."""
        await self._answer(query)

    async def _answer(self, query: str) -> None:
        """Show what is found in a moment, and all of it where that was only a part."""
        is_over = Event()
        try:
            for seconds in TIMES:
                if not await self._search(query, seconds, is_over):
                    break
        finally:
            is_over.set()  # a search that was overtaken would take its time from the next

    async def _search(self, query: str, seconds: float, is_over: Event) -> bool:
        """Show what is found in so many seconds; says whether something had to be left out."""
        app = self.commonplace
        scope, within = self._where()
        answer = await app.core(
            self.library.search,
            query,
            limit=RESULTS,
            scope=scope,
            seconds=seconds,
            order=self.asked.order,
            within=within,
            cancelled=is_over.is_set,
            typed=True,
        )
        colors = {placed.annotation.id: placed.annotation.color for placed in self.placed}
        colors |= await app.core(self.library.annotation_colors, answer)
        self.answer = presenting.search_view(answer, colors, self.commonplace.legend)
        return answer.partial

    def _where(self) -> tuple[Scope, str | None]:
        """What is looked in, and the only document that is, if it is one."""
        here = self.document.relative if self.asked.here and self.document else None
        return self.asked.scope, here

    def watch_asked(self) -> None:
        """Say beside the answer how it was asked for."""
        self.asked_text = self.asked.described

    @on(SearchPane.PassageOpened)
    def passage_opened(self, event: SearchPane.PassageOpened) -> None:
        """Open a passage with all matches of the query lit."""
        query = self.answer.query if self.answer is not None else ""
        self.open_passage(event.path, event.start, event.annotation, query, event.is_preview)

    @work(group="open", exclusive=True, exit_on_error=False)
    async def open_passage(
        self, path: str, start: int | None, annotation: str | None, query: str, is_preview: bool
    ) -> None:
        """Show the passage first, then light the matches: finding them takes longer."""
        await self.show_document(path, at=start, annotation=annotation, goes_there=not is_preview)
        document = self.document
        if document is None or document.relative != path or not query:
            return
        app = self.commonplace
        matches = await app.core(self.library.all_matches, query, document.text, typed=True)
        if self.document is document:  # and not another one, opened meanwhile
            self.reader.matches = tuple(matches)

    def action_search_selection(self) -> None:
        """Search the library for the selected words."""
        if self.document is None or (span := self.take_selection()) is None:
            return
        words = " ".join(self.document.text[slice(*span)].replace('"', " ").split())
        self.query_one(SearchPane).text = f'"{words}"'
        self.query_one(QueryInput).focus()
