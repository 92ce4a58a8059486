"""The application: themes, keys, and which screen is shown; everything else is elsewhere."""

import asyncio
import contextlib
import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from notes.config import Config, Folders, load_config
from notes.errors import UserError
from notes.library import Library
from notes.linking import Link
from tui.clipboard import CopyHistory
from tui.endings import watch_for_endings
from tui.keymap import load_keymap
from tui.keys import KeyReader, KeyTable
from tui.legend import Legend
from tui.queues import until_read
from tui.quick_escape import learn_alt_keys, typed_as
from tui.screens.base import CommandScreen, key_label
from tui.screens.main.screen import MainScreen
from tui.themes import FALLBACK_VARIABLES, INK, PAPER, fallback_variables

P = ParamSpec("P")
T = TypeVar("T")

LEAVE_NOW = "ctrl+q"  # quits from anywhere, also while text is typed
HELD_AT_MOST = 3.0  # seconds that a key waits for an editor, or for the keys before it


class CommonplaceApp(App[None]):
    """Commonplace over one library."""

    TITLE = "Commonplace"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide"), (160, "-vast")]  # noqa: RUF012
    BINDINGS = [Binding(LEAVE_NOW, "leave_now", "Quit", show=False, priority=True)]  # noqa: RUF012
    NOTIFICATION_TIMEOUT = 6.0

    def __init__(
        self,
        path: Path,
        *,
        folders: Folders | None = None,
        config: Config | None = None,
        first_run: bool = False,
        link: Link | None = None,
    ) -> None:
        learn_alt_keys()
        super().__init__()
        self.folders, state_problems = with_usable_state(folders or Folders.from_environment())
        self.config = config or load_config(self.folders.config)
        self.library = Library(path, folders=self.folders, config=self.config)
        self.first_run = first_run
        self._usual_commands, keymap_problems = load_keymap(self.folders.config)
        self._learn_legend()
        self.link = link  # the passage to open first
        self.copies = CopyHistory()
        self._saving = asyncio.Lock()
        self.editor_coming: asyncio.Event | None = None  # while one was asked for and is not there
        self._was_told = False  # of what is unsaved, and asked whether to quit
        self.register_theme(PAPER)
        self.register_theme(INK)
        self.problems = (*self.config.problems, *keymap_problems, *state_problems)
        self.theme = self._wanted_theme()  # before the first frame, or all is styled twice

    async def on_event(self, event: events.Event) -> None:
        """Read a key before the next one is looked at, so that a burst of them goes right.

        Textual hands each key to the widget that has the focus when the key comes, which in `S`
        and a word is still the list when the word begins.
        """
        is_typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if is_typed and self.editor_coming is not None:
            with contextlib.suppress(TimeoutError):  # what is typed meanwhile belongs there
                await asyncio.wait_for(self.editor_coming.wait(), HELD_AT_MOST)
        if is_typed and isinstance(event, events.Key):
            for key in typed_as(event, self.screen) if self._screen_stacks else (event,):
                await self._read(key)
        else:
            await super().on_event(event)

    async def _read(self, key: events.Key) -> None:
        screen = self.screen_stack[-1] if self._screen_stacks else None
        if not isinstance(screen, CommandScreen) or key.key == LEAVE_NOW:
            await super().on_event(key)
            return
        if screen.reads_keys_first:
            with screen._context():
                await screen.on_key(key)
            if key._stop_propagation:
                return
        if field := screen.field_for(key):
            # Letters are in the field's own queue; this would come back here through those of all
            # that the field is in, and letters that were typed after it would overtake it.
            await until_read(field, HELD_AT_MOST)
            screen.drop_message()
            await self._check_bindings(key.key)
            return
        left = screen.focused if key.key == "escape" else None
        await super().on_event(key)
        if left is not None:
            await until_read(left, HELD_AT_MOST)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our style sheets use, for themes that do not have it."""
        return {**FALLBACK_VARIABLES, **super().get_theme_variable_defaults()}

    def get_css_variables(self) -> dict[str, str]:
        """Give foreign themes marks and highlights that can be read on their ground."""
        variables = super().get_css_variables()
        theme = self.current_theme
        if theme.name in (PAPER.name, INK.name):
            return variables
        variables = {**variables, **fallback_variables(theme)}
        self.theme_variables = variables  # what our inks are made of
        return variables

    def get_default_screen(self) -> Screen[Any]:
        """The library's screen; pushed on an empty one, all would be styled twice."""
        widths = (name for least, name in self.HORIZONTAL_BREAKPOINTS if self.size.width >= least)
        return MainScreen(self.library, classes=[*widths][-1])

    def on_ready(self) -> None:
        """The first frame is there: look for garbage again, but not among what the start made."""
        watch_for_endings(self)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _learn_legend(self) -> None:
        self.legend = Legend.of(self.library.categories)
        self.commands = self.legend.naming(self._usual_commands)
        self.keys = KeyReader(KeyTable.of(self.commands))

    def show_legend(self) -> None:
        """Call and mark the colours as the library does now, on every screen."""
        self._learn_legend()
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.legend_changed()

    def on_unmount(self) -> None:
        """Let go of the library's files."""
        self.library.close()

    def _wanted_theme(self) -> str:
        wanted = self.library.session.choice("theme", self.config.theme)
        if wanted in self.available_themes:
            return str(wanted)
        self.problems += (f"there is no theme {wanted!r}; paper is used",)
        return PAPER.name

    async def core(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something of the core in a thread, so that the interface goes on meanwhile."""
        return await asyncio.to_thread(work, *args, **kwargs)

    async def saved(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something of the core that writes notes: one after the other, in order."""
        async with self._saving:
            return await asyncio.to_thread(work, *args, **kwargs)

    def editor_came(self) -> None:
        """Let the keys go on that were typed while an editor was coming."""
        if self.editor_coming is not None:
            self.editor_coming.set()
            self.editor_coming = None

    def write_to_terminal(self, sequence: str) -> None:
        """Send an escape sequence of our own (never a document's) to the terminal."""
        self.call_from_thread(self._write, sequence)

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers: the registry's commands that work on this screen."""
        if not isinstance(screen, CommandScreen):
            return
        for command in dict.fromkeys(screen.commands_here()):
            keys = " or ".join(map(key_label, command.keys))

            def run(command: Any = command) -> None:
                screen.run_worker(screen.run_command(command), exit_on_error=False)

            yield SystemCommand(command.description, f"{command.group} · {keys}", run)
        for name in sorted(self.available_themes):
            yield SystemCommand(f"Theme: {name}", "Everywhere", lambda name=name: self.wear(name))

    def wear(self, theme: str) -> None:
        """Change to `theme` and remember it."""
        self.theme = theme
        self.run_worker(self.core(self.library.session.choose, "theme", theme))

    def action_change_theme(self) -> None:
        """Go from the light theme to the dark one, or back."""
        before = self.theme
        self.wear(PAPER.name if self.current_theme.dark else INK.name)
        if before in (PAPER.name, INK.name):
            self.say(f"The theme is {self.theme} now. c changes it back to {before}.")
        else:
            self.say(f"The theme is {self.theme} now. ctrl+p finds {before} again.")

    def action_palette(self) -> None:
        """Open the command palette."""
        self.action_command_palette()

    async def action_leave_now(self) -> None:
        """Quit from anywhere, once everything is on disk."""
        unsaved: list[str] = []
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                unsaved += await screen.before_leaving()
        if unsaved and not self._was_told:
            self._warn_of(unsaved)
        else:
            self.exit()

    def _warn_of(self, unsaved: list[str]) -> None:
        """Ask whether to quit with notes that are not where they should be."""
        from tui.screens.leaving import LeavingScreen

        def decided(quits: bool | None) -> None:
            self._was_told = False
            if quits:
                self.exit()

        self._was_told = True
        self.push_screen(LeavingScreen(unsaved), decided)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """An error of the application's own workers is one line, too."""
        self.report(event)

    def report(self, event: Worker.StateChanged) -> None:
        """Turn an error in the background into one line."""
        error = event.worker.error
        if event.state != WorkerState.ERROR or error is None:
            return
        if isinstance(error, UserError):
            self.say(str(error), severity="error")
        else:
            self.say(f"Something went wrong; {self._logged(error)}", severity="error")

    def _logged(self, error: BaseException) -> str:
        try:
            return f"the details are in {self.library.log_error(error)}"
        except OSError:
            return f"the details could not be written down: {error}"

    def say(self, message: str, *, severity: str = "information") -> None:
        """Show one line to the user on the screen that is in front."""
        screen = self.screen
        if isinstance(screen, CommandScreen):
            screen.say(message, severity)


def with_usable_state(folders: Folders) -> tuple[Folders, tuple[str, ...]]:
    """The folders, with a temporary one for the state where that cannot be used, and a warning."""
    from notes.session import Session

    try:
        Session(folders.state).choice("theme")
    except UserError as error:
        from tempfile import mkdtemp

        state = Path(mkdtemp(prefix="commonplace-"))
        return folders._replace(state=state), (f"{error}; drafts and places are in {state}",)
    return folders, ()
