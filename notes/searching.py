"""The part of a library that searches: its index, and what is asked of it."""

import contextlib
import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from notes.choosing import Choosing
from notes.errors import DocumentError, SearchError
from notes.recent_texts import RecentTexts

if TYPE_CHECKING:
    from notes.indexing import Indexer, IndexReport, Progress
    from notes.search.index import SearchIndex
    from notes.search.model import Answer, Hit, Order, Reading, Scope


class Searching(Choosing):
    """What `Library` can do with a search index; it is built again whenever it is damaged."""

    @cached_property
    def search_index(self) -> "SearchIndex":
        """The search index of this library."""
        from notes.search.index import SearchIndex

        return SearchIndex(self._cache / "search")

    def _indexer(self) -> "Indexer":
        from notes.indexing import Indexer

        return Indexer(
            self._holdings, self.search_index, lambda: list(self.notes()), self._cache / "indexed"
        )

    def update_index(
        self, on_progress: "Progress | None" = None, *, rebuild: bool = False
    ) -> "IndexReport":
        """Bring the index up to date; `on_progress` gets step, done and total."""
        if rebuild:
            import shutil

            self.search_index.close()
            shutil.rmtree(self._cache / "search", ignore_errors=True)
        return self._indexer().update(on_progress)

    def index_is_stale(self) -> bool:
        """Whether something is not in the index as it is now."""
        return self._indexer().is_stale()

    @property
    def catalogue_notice(self) -> str | None:
        """What is wrong with the catalogue of documents; damage it has mended itself is not."""
        return self._catalogue.notice or None

    @property
    def index_notice(self) -> str | None:
        """What is wrong with the index, as long as it is."""
        return self.search_index.notice

    def tidy_index(self) -> bool:
        """Join the small parts of the index, for when nothing else is to do; whether it had any.

        Left to the other program where one is indexing.
        """
        with contextlib.suppress(SearchError):
            return self.search_index.tidy()
        return False

    def warm_index(self) -> None:
        """Load the engine and open the index, so that the first search need not wait for it."""
        self.search_index.warm()

    def search(
        self,
        query: str,
        limit: int = 20,
        scope: "Scope" = "all",
        seconds: float = 0.2,
        *,
        order: "Order" = "relevance",
        within: str | None = None,
        cancelled: Callable[[], bool] | None = None,
        typed: bool = False,
    ) -> "Answer":
        """The documents that answer `query`, the best first, with the passages.

        `within` is the path of the only document to look in. What is not found after `seconds`, or
        by the time it is `cancelled`, is left out, and the answer says so. Where the query is still
        being `typed`, its last word may be the beginning of a longer one.
        """
        return self.search_index.search(
            query,
            limit=limit,
            scope=scope,
            order=order,
            within=within,
            opened=self._opened,
            load_text=self._recent_texts.get,
            deadline=seconds,
            cancelled=cancelled,
            reading=self._reading(query, typed),
        )

    def facets(
        self,
        query: str,
        scope: "Scope" = "all",
        within: str | None = None,
        *,
        typed: bool = False,
    ) -> dict[str, dict[str, int]]:
        """How many documents of the answer have each author, source, format, year, tag, colour.

        By the name of the field that narrows the query to one (`date` for years).
        """
        reading = self._reading(query, typed)
        return self.search_index.facets(
            query, scope=scope, within=within, opened=self._opened, reading=reading
        )

    def related(
        self, passage: str, exclude: str | None = None, limit: int = 5
    ) -> "tuple[Hit, ...]":
        """The passages elsewhere that say the nearest thing to `passage`, one a document.

        `exclude` is the path of the passage's own document.
        """
        return self.search_index.related(
            passage, exclude=exclude, limit=limit, load_text=self._recent_texts.get
        )

    def all_matches(
        self, query: str, text: str, *, typed: bool = False
    ) -> tuple[tuple[int, int], ...]:
        """Every match of `query` in one text, in order (code points)."""
        return self.search_index.all_matches(query, text, self._reading(query, typed))

    def _reading(self, query: str, typed: bool) -> "Reading":
        """How a query is read here: colours may be called as the user calls them."""
        from notes.search.model import Reading

        if "colo" not in query.lower():
            return Reading(typed)
        own = {category.color: category.color for category in self.categories}
        called = {category.name: category.color for category in self.categories if category.name}
        return Reading(typed, own | called)

    def annotation_colors(self, answer: "Answer") -> dict[str, str]:
        """The colours of the annotations in an answer, by their id."""
        found: dict[str, str] = {}
        for hit in answer.hits:
            if any(passage.annotation for passage in hit.passages):
                sidecar = self.store.load(self.root / hit.path)
                annotations = sidecar.annotations if sidecar else {}
                found |= {id: annotation.color for id, annotation in annotations.items()}
        return found

    def _opened(self) -> list[str]:
        """The paths of the documents that were read in before."""
        root = os.fspath(self.root)
        return [os.path.relpath(source, root) for source in self.session.positions(self.root)]

    @cached_property
    def _recent_texts(self) -> RecentTexts:
        return RecentTexts(self.root, self._text_of)

    def _text_of(self, relative: str) -> str | None:
        try:
            return self._holdings.text(relative)
        except DocumentError:
            return None
