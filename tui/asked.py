"""How a search is asked, besides its words: pure values that the pane shows and the screen uses."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

Order = Literal["relevance", "date", "position"]
Scope = Literal["all", "notes", "body"]

ORDERS: dict[Order, str] = {
    "relevance": "best first",
    "date": "newest first",
    "position": "by place",
}
SCOPES: dict[Scope, str] = {"all": "texts and notes", "notes": "only notes", "body": "only texts"}
MOST_KEPT = 100  # queries that are remembered

# What a search is narrowed by, in the order it is offered: the query's field and its name.
FACETS = {
    "tag": "tag",
    "author": "author",
    "source": "source",
    "date": "year",
    "color": "colour",
    "format": "format",
}


T = TypeVar("T")


class Asked(NamedTuple):
    """The order of an answer, what is looked in, and whether only the open document is."""

    order: Order = "relevance"
    scope: Scope = "all"
    here: bool = False

    def in_next_order(self) -> "Asked":
        """Ask for the next order."""
        return self._replace(order=_after(self.order, [*ORDERS]))

    def in_next_scope(self) -> "Asked":
        """Ask in texts and notes, in notes, or in texts."""
        return self._replace(scope=_after(self.scope, [*SCOPES]))

    @property
    def everywhere(self) -> "Asked":
        """Ask in all texts and notes, in the same order."""
        return Asked(self.order)

    @property
    def described(self) -> str:
        """What is not as usual, in a few words; empty where all is."""
        usual = Asked()
        parts = (
            SCOPES[self.scope] if self.scope != usual.scope else "",
            "in this document" if self.here else "",
            ORDERS[self.order] if self.order != usual.order else "",
        )
        return " · ".join(part for part in parts if part)


def term(field: str, value: str) -> str:
    """The word of a query that narrows it to one value of a field."""
    words = value.replace('"', " ").strip()
    return f'{field}:"{words}"' if " " in words else f"{field}:{words}"


def toggled(query: str, narrowing: str) -> str:
    """The query with `narrowing` at its end, or without it where it has it already."""
    padded = f" {query.strip()} "
    if f" {narrowing} " in padded:
        return padded.replace(f" {narrowing} ", " ", 1).strip()
    return f"{padded.strip()} {narrowing}".strip()


class History:
    """The queries that found something, the newest last, and the one being looked at."""

    def __init__(self, queries: tuple[str, ...] = ()) -> None:
        self.queries = queries
        self._place = len(queries)
        self._typed = ""

    def add(self, query: str) -> None:
        """Keep a query that was used, once."""
        kept = [one for one in self.queries if one != query]
        self.queries = (*kept, query)[-MOST_KEPT:]
        self._place = len(self.queries)

    def earlier(self, typed: str) -> str:
        """The query before; `typed` comes back at the end of the way."""
        if self._place == len(self.queries) or typed != self.queries[self._place]:
            self._place, self._typed = len(self.queries), typed
        self._place = max(0, self._place - 1)
        return self.queries[self._place] if self.queries else typed

    def later(self, typed: str) -> str | None:
        """The query after, or what was typed; None where no earlier one is being looked at."""
        if self._place >= len(self.queries) or typed != self.queries[self._place]:
            return None
        self._place += 1
        return self.queries[self._place] if self._place < len(self.queries) else self._typed


def _after(value: T, values: Sequence[T]) -> T:
    return values[(values.index(value) + 1) % len(values)]
