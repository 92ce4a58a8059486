"""A screen whose keys come from the registry of commands, with sequences and counts."""

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from tui.command import Command
from tui.keys import ANY, Pending, Run, Unknown
from tui.short_words import SHORT_WORDS
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.app import CommonplaceApp


class CommandScreen(Screen[Any]):
    """Reads keys for all of its widgets and runs the command that they stand for.

    A context is asked for at the moment of the key: `KEY_CONTEXT` of the focused widget, then of
    its ancestors, then `app`.
    """

    KEY_CONTEXT = ""
    CLOSED_BY_CLICK_BESIDE = True

    _shows_pending = False
    _bars: tuple[KeyBar, ...] = ()

    @property
    def commonplace(self) -> "CommonplaceApp":
        """The application, by its own type."""
        return cast("CommonplaceApp", self.app)

    @property
    def reads_keys_first(self) -> bool:
        """Whether keys are this screen's before the focused widget has seen them."""
        is_ours = bool(getattr(self.focused, "KEY_CONTEXT", ""))
        return is_ours and not self._is_typing() and not hasattr(self.focused, "on_key")

    def field_for(self, key: events.Key) -> Widget | None:
        """The field in which a key moves or deletes, unless it is a command here."""
        field = self.focused
        if field is None or key.is_printable or not self._is_typing():
            return None
        is_its_own = key.key in field._bindings.key_to_bindings
        is_ours = self.commonplace.keys.knows(_name_of(key), self.key_contexts())
        return field if is_its_own and not is_ours else None

    @property
    def key_bars(self) -> tuple[KeyBar, ...]:
        """The key bars of this screen, looked for among all its widgets only once."""
        self._bars = self._bars or tuple(self.query(KeyBar))
        return self._bars

    async def on_key(self, event: events.Key) -> None:
        """Give the key to the key layer; what it does not know goes on to Textual."""
        keys = self.commonplace.keys
        self.drop_message()
        if event.key == "escape" and keys.is_pending:
            keys.drop()
            self._show_pending("")
            self._consume(event)
            return
        outcome = keys.read(_name_of(event), self.key_contexts())
        if isinstance(outcome, Unknown):
            self._show_pending("")
            if outcome.dropped:
                self._consume(event)
            return
        if isinstance(outcome, Pending):
            self._consume(event)
            self._show_pending(outcome.typed, outcome.next)
            return
        self._consume(event)
        self._show_pending("")
        await self.run(outcome)

    async def run(self, run: Run) -> None:
        """Call the action on the nearest widget that has it."""
        command = run.command
        for node in self._places():
            action = getattr(node, f"action_{command.action}", None)
            if action is None:
                continue
            result = action(*_arguments(run))
            if inspect.isawaitable(result):
                await result
            return

    async def run_command(self, command: Command) -> None:
        """Run a command that was chosen and not typed."""
        await self.run(Run(command))

    def say(self, message: str, severity: str = "information") -> None:
        """Show one line in the key bar: information, success, warning or error."""
        for bar in self.key_bars:
            bar.show_message(message, severity)

    def drop_message(self) -> None:
        """Show the hints again: a key was typed since the message came."""
        for bar in self.key_bars:
            bar.drop_message()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong in the background is said; such an event does not reach the app."""
        self.commonplace.report(event)

    async def before_leaving(self) -> tuple[str, ...]:
        """Put on disk what is not there yet; asked of every screen when the program ends.

        Gives what could not be, and why, a line each.
        """
        return ()

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, once: a second call would take the screen below away."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    async def on_click(self, event: events.Click) -> None:
        """A click beside what a modal screen shows is a way out of it, like Escape."""
        back = getattr(self, "action_back", None)
        clicked, _ = self.get_widget_at(int(event.screen_x), int(event.screen_y))
        if self.is_modal and self.CLOSED_BY_CLICK_BESIDE and clicked is self and back:
            event.stop()
            back()

    async def on_key_bar_command_chosen(self, event: KeyBar.CommandChosen) -> None:
        """A click on a hint does what its key does, also for a sequence begun by key."""
        self.commonplace.keys.drop()
        self._show_pending("")
        for command in self.commonplace.commands:
            if command.id == event.command_id:
                await self.run_command(command)

    def key_contexts(self) -> list[str]:
        """The contexts in which a key is looked up now, the nearest first.

        What works everywhere (`app`) does not work through a question or while text is typed; a
        few commands (`always`) do.
        """
        is_free = not self.is_modal and not self._is_typing()
        return [*self._own_contexts(), *(["app"] if is_free else []), "always"]

    def _own_contexts(self) -> list[str]:
        found = [str(getattr(node, "KEY_CONTEXT", "") or "") for node in self._places()]
        return list(dict.fromkeys(context for context in found if context))

    def commands_here(self) -> list[Command]:
        """The commands that this place can do, whether or not their keys are text just now."""
        commands, places = self.commonplace.commands, list(self._places())
        contexts = [*self._own_contexts(), *([] if self.is_modal else ["app"]), "always"]
        return [
            command
            for context in contexts
            for command in commands
            if context in command.contexts
            and any(hasattr(place, f"action_{command.action}") for place in places)
        ]

    def show_help(self, *, with_search: bool = False) -> None:
        """Show the keys of this place; a command that is clicked there is run here."""
        from tui.screens.help import HelpScreen

        async def run_chosen(command: Command | None) -> None:
            if command is not None:
                await self.run_command(command)

        self.app.push_screen(HelpScreen(self.commands_here(), with_search=with_search), run_chosen)

    def refresh_hints(self) -> None:
        """Show in the key bar what can be done here; the way out, and help, come last."""
        nearest: dict[str, Command] = {}  # a key does what the nearest place makes of it
        for command in self.commands_here():
            if key := self._key_for(command):
                nearest.setdefault(key, command)
        for bar in self.key_bars:
            bar.hints = tuple(
                (key_label(key), label, command.id)
                for key, command in sorted(nearest.items(), key=lambda one: _place_in_bar(one[1]))
                if (label := self.label_of(command))
            )

    def label_of(self, command: Command) -> str:
        """The word for a command in the footer; empty where it is not offered just now.

        While one types, Escape is the way out that matters.
        """
        is_way_out = command.id == "app.quit" and self._is_typing()
        return "" if is_way_out else command.label or ""

    def legend_changed(self) -> None:
        """The colours are called or marked otherwise; what is shown follows."""

    def _show_pending(self, typed: str, following: Iterable[tuple[str, Command]] = ()) -> None:
        if not typed and not self._shows_pending:  # as nearly always: the hints stay as they are
            return
        self._shows_pending = bool(typed)
        for bar in self.key_bars:
            bar.pending = typed
            if typed:
                bar.hints = tuple(
                    (key_label(keys), self._word_for(command), command.id)
                    for keys, command in following
                )
        if not typed:
            self.refresh_hints()

    def _word_for(self, command: Command) -> str:
        """A command among those that can follow a key: of a colour, what that is called."""
        is_color = command.verb and command.argument is not None
        return self.commonplace.legend.name(command.argument or "") if is_color else _short(command)

    def _places(self) -> Iterable[DOMNode]:
        yield from (self.focused or self).ancestors_with_self

    def _key_for(self, command: Command) -> str:
        """The first of its keys that reaches it, and not the text being typed; empty if none."""
        if not set(command.contexts) & set(self.key_contexts()):
            return ""
        is_typing = self._is_typing()
        return next((key for key in command.keys if len(key) > 1 or not is_typing), "")

    def _is_typing(self) -> bool:
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    @staticmethod
    def _consume(event: events.Key) -> None:
        event.stop()
        event.prevent_default()


def _name_of(event: events.Key) -> str:
    """A key as the registry writes it: the character where it is one, else its name."""
    character = event.character
    if character and character.isprintable() and character != " ":
        return character
    return event.key


def _arguments(run: Run) -> tuple[Any, ...]:
    if run.character is not None:
        return (run.character,)
    if run.command.argument is not None:
        return (run.command.argument,)
    return (run.times or 1,) if run.command.counted else ()


def _place_in_bar(command: Command) -> int:
    """What can be done here stands in the order of the registry, before the ways elsewhere."""
    return 2 if command.id == "app.help" else 1 if command.keys[0] == "escape" else 0


def _short(command: Command) -> str:
    """A command in a word or two, for a line that offers several."""
    return SHORT_WORDS.get(command.id) or command.description.lower()


_ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→"}
_SHORT = {"enter": "⏎", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup"} | _ARROWS
_SHORT |= {ANY: "{x}"}


def key_label(keys: str) -> str:
    """Keys as a reader writes them: `yc`, `⏎`, `ctrl+s`."""
    parts = [_SHORT.get(key, key) for key in keys.split()]
    return "".join(parts)
