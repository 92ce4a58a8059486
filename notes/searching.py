"""The part of a library that searches: its index, and what is asked of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from notes.errors import DocumentError
from notes.folder import DocumentFolder

if TYPE_CHECKING:
    from notes.indexing import Indexer, IndexReport, Progress
    from notes.search.index import SearchIndex
    from notes.search.model import Answer, Scope


class Searching(DocumentFolder):
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

    def search(
        self, query: str, limit: int = 20, scope: "Scope" = "all", seconds: float = 0.2
    ) -> "Answer":
        """The documents that answer `query`, the best first, with the passages.

        What is not found after `seconds` is left out, and the answer says so.
        """
        return self.search_index.search(
            query, limit=limit, scope=scope, load_text=self._text_of, deadline=seconds
        )

    def all_matches(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        """Every match of `query` in one text, in order (code points)."""
        return self.search_index.all_matches(query, text)

    def annotation_colors(self, answer: "Answer") -> dict[str, str]:
        """The colours of the annotations in an answer, by their id."""
        found: dict[str, str] = {}
        for hit in answer.hits:
            if any(passage.annotation for passage in hit.passages):
                sidecar = self.store.load(self.root / hit.path)
                annotations = sidecar.annotations if sidecar else {}
                found |= {id: annotation.color for id, annotation in annotations.items()}
        return found

    def _text_of(self, relative: str) -> str | None:
        try:
            return self._holdings.open(relative).text
        except DocumentError:
            return None
