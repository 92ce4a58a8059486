"""The panes that documents are open in, one or two side by side, and which of them is meant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, TypeVar, overload

from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.worker import Worker

from tui.screens.main.listing import Listing
from tui.widgets.reader import Reader
from tui.widgets.reading_pane import ReadingPane

T = TypeVar("T")
S = TypeVar("S", bound="Panes")
M = TypeVar("M", bound=Message)

_MEANT: ContextVar[ReadingPane | None] = ContextVar("meant", default=None)


class OfPane(Generic[T]):
    """A variable that each pane has; on the screen it is that of the pane which is meant."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, screen: None, owner: type) -> "OfPane[T]": ...

    @overload
    def __get__(self, screen: "Panes", owner: type) -> T: ...

    def __get__(self, screen: "Panes | None", owner: type) -> "OfPane[T] | T":
        return self if screen is None else getattr(screen.pane, self._name)

    def __set__(self, screen: "Panes", value: T) -> None:
        setattr(screen.pane, self._name, value)


def in_its_pane(
    handler: Callable[[S, M], None],
) -> Callable[[S, M], None]:
    """Let a handler mean the pane that its message comes from, whichever is in use."""

    @wraps(handler)
    def handled(self: S, event: M) -> None:
        with self.meaning(self.pane_of(event)):
            handler(self, event)

    return handled


class Panes(Listing):
    """What is done is done in the pane in use: the one that has the focus, or had it last.

    What takes longer stays with the pane it began in: a worker that comes back finds its own
    document, also when the user has gone to the other one meanwhile, or has closed its pane.
    """

    panes: var[tuple[ReadingPane, ...]] = var[tuple[ReadingPane, ...]](())
    """Those there are, from left to right; at least one."""
    pane_in_use: var[ReadingPane | None] = var[ReadingPane | None](None)

    @property
    def pane(self) -> ReadingPane:
        """The pane that is meant: that of the work which is being done, else the one in use."""
        meant = _MEANT.get() or self.pane_in_use
        assert meant is not None
        return meant

    @property
    def reader(self) -> Reader:
        """The text in the pane that is meant."""
        return self.pane.reader

    @contextmanager
    def meaning(self, pane: ReadingPane) -> Iterator[None]:
        """Mean this pane, in all that is called and all workers that are begun."""
        token = _MEANT.set(pane)
        try:
            yield
        finally:
            _MEANT.reset(token)

    def each_pane(self) -> Iterator[ReadingPane]:
        """Mean one pane after the other."""
        for pane in self.panes:
            with self.meaning(pane):
                yield pane

    def panes_with(self, relative: str) -> Iterator[ReadingPane]:
        """Mean each pane in which this document is open."""
        return (pane for pane in self.each_pane() if pane.current == relative)

    def pane_of(self, message: Message) -> ReadingPane:
        """The pane that a message comes from."""
        sender = message._sender
        for node in sender.ancestors_with_self if isinstance(sender, Widget) else ():
            if isinstance(node, ReadingPane):
                return node
        return self.pane

    def run_worker(self, *args: Any, **kwargs: Any) -> Worker[Any]:
        """Begin something that stays with the pane that is meant now."""
        if self.pane_in_use is None:
            return super().run_worker(*args, **kwargs)
        with self.meaning(self.pane):
            return super().run_worker(*args, **kwargs)

    def focus_text(self) -> None:
        """Go to the text, unless the user has gone to the other one meanwhile."""
        if self.pane is self.pane_in_use:
            self.reader.focus()

    def add_pane(self, pane: ReadingPane) -> ReadingPane:
        """Look at a pane that is about to be mounted to the right of the others."""
        self.panes = (*self.panes, pane)
        self.pane_in_use = self.pane_in_use or pane
        self.follow(pane)
        return pane

    def drop_pane(self, pane: ReadingPane) -> None:
        """Look no more at a pane; one of the others is in use."""
        self.panes = tuple(one for one in self.panes if one is not pane)
        if self.pane_in_use is pane:
            self.pane_in_use = self.panes[0]

    def follow(self, pane: ReadingPane) -> None:
        """Say what is to be done when a variable of a pane changes; each part has its own."""

    def when_changed(self, pane: ReadingPane, name: str, do: Callable[[], object]) -> None:
        """Do something whenever a variable of the pane is another, meaning that pane."""

        def changed() -> None:
            with self.meaning(pane):
                do()

        self.watch(pane, name, changed, init=False)
