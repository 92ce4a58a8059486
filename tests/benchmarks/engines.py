"""Three search engines over the same articles: ours, Whoosh as it comes, and SQLite's FTS5."""

import shutil
import sqlite3
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from corpus import Article

from notes.search.index import SearchIndex
from notes.search.model import Answer, Reading, SourceText

BEST = 10


class Engine(Protocol):
    """What is measured; `folder` holds the index and nothing else."""

    folder: Path

    def build(self, articles: Sequence[Article]) -> None:
        """Index the articles from nothing."""

    def ask(self, query: str) -> int:
        """Find the ten best documents; gives how many were found, at most ten."""

    def open(self) -> None:
        """Open the files again after `close`."""

    def close(self) -> None:
        """Let go of the files."""


class Ours:
    """The search of this program, without the passages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = SearchIndex(folder)

    def build(self, articles: Sequence[Article]) -> None:
        """Index the articles from nothing."""
        self._index.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._index = SearchIndex(self.folder)
        self._index.update(_source(one, one.name, one.body) for one in articles)
        self._index.tidy()

    def ask(self, query: str) -> int:
        """Find the ten best documents."""
        answer = self._index.search(
            query, limit=BEST, load_text=lambda path: None, deadline=60, passages_per_document=0
        )
        return len(answer.hits)

    def put(self, article: Article, name: str, mark: str) -> None:
        """Add an article, or replace the one of that name, with a word that marks it."""
        self._index.update([_source(article, name, f"{article.body} {mark}")])

    def remove(self, name: str) -> None:
        """Take an article out."""
        self._index.update((), (), [name])

    def typed(self, query: str, texts: Callable[[str], str | None]) -> Answer:
        """A whole answer with its passages, as the search pane asks for it."""
        reading = Reading(typed=True)
        return self._index.search(query, load_text=texts, deadline=60, reading=reading)

    def related(self, passage: str, texts: Callable[[str], str | None]) -> int:
        """Find the passages that say the nearest thing."""
        return len(self._index.related(passage, load_text=texts, deadline=60))

    def facets(self, query: str) -> dict[str, dict[str, int]]:
        """Count what the answer may be narrowed by."""
        return self._index.facets(query, deadline=60)

    def open(self) -> None:
        """Nothing: the first question opens them."""

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()


def _source(article: Article, name: str, body: str) -> SourceText:
    return SourceText(name, name, "1", article.title, (), "", "text", "en", body)


class NaiveWhoosh:
    """Whoosh as its tutorial has it: stemmed, the text stored, `searcher.search`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: Any = None
        self._searcher: Any = None

    def build(self, articles: Sequence[Article]) -> None:
        """Index the articles from nothing."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its escapes are those of an older Python
            from whoosh import analysis, fields, index
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        stemmed = analysis.StemmingAnalyzer()
        schema = fields.Schema(
            id=fields.ID(unique=True, stored=True),
            title=fields.TEXT(analyzer=stemmed, stored=True),
            body=fields.TEXT(analyzer=stemmed, stored=True),
        )
        self._index = index.create_in(str(self.folder), schema)
        writer = self._index.writer()
        for one in articles:
            writer.add_document(id=one.name, title=one.title, body=one.body)
        writer.commit()
        self._searcher = self._index.searcher()

    def open(self) -> None:
        """Open the files again after `close`."""
        from whoosh import index

        self._index = index.open_dir(str(self.folder))
        self._searcher = self._index.searcher()

    def ask(self, query: str) -> int:
        """Find the ten best documents."""
        from whoosh.qparser import QueryParser

        parsed = QueryParser("body", self._index.schema).parse(query)
        found: int = self._searcher.search(parsed, limit=BEST).scored_length()
        return found

    def close(self) -> None:
        """Let go of the files."""
        if self._searcher is not None:
            self._searcher.close()
            self._index.close()
            self._searcher = None


class Fts5:
    """SQLite's full-text search, stemmed, the text stored, ranked by its own BM25."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database: sqlite3.Connection | None = None

    @staticmethod
    def is_there() -> bool:
        """Whether this Python's SQLite has it."""
        database = sqlite3.connect(":memory:")
        try:
            database.execute("create virtual table probe using fts5(body)")
            return True
        except sqlite3.OperationalError:
            return False
        finally:
            database.close()

    def build(self, articles: Sequence[Article]) -> None:
        """Index the articles from nothing."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._database = sqlite3.connect(self.folder / "fts5.sqlite")
        self._database.execute(
            "create virtual table texts using fts5"
            "(id unindexed, title, body, tokenize = 'porter unicode61')"
        )
        self._database.executemany(
            "insert into texts values (?, ?, ?)", ((a.name, a.title, a.body) for a in articles)
        )
        self._database.commit()

    def open(self) -> None:
        """Open the file again after `close`."""
        self._database = sqlite3.connect(self.folder / "fts5.sqlite")

    def ask(self, query: str) -> int:
        """Find the ten best documents."""
        assert self._database is not None
        found = self._database.execute(
            "select id from texts where body match ? order by rank limit ?",
            (f"body : ({query})", BEST),
        )
        return len(found.fetchall())

    def close(self) -> None:
        """Let go of the files."""
        if self._database is not None:
            self._database.close()
