"""The keys of the place one is in, straight from the registry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from tui.command import Command
from tui.line_text import Line, cut, pad, wrap
from tui.screens.base import key_label
from tui.screens.dialog import Dialog
from tui.widgets.scrolled_lines import ScrolledLines

KEY_WIDTH = 17  # cells of the column of keys, and of the one where there is little room
NARROW_KEYS = 13
ROOMY = 64  # cells of a line from which the wide column is used
HOW_TO = "Keys here · a click runs one · ctrl+p finds by name · esc closes"

SEARCH_SYNTAX = (
    ("two words", "both must be there; the last may go on until a space"),
    ('"a phrase"', 'these words in order; "the last may beg*"'),
    ("one OR other", "either; (groups) with round brackets"),
    ("-word", "without it"),
    ("pre*  wom?n", "words that begin so, words with gaps"),
    ("word~", "words spelt nearly so"),
    ('"two words"~5', "near each other, in any order"),
    ("title: author:", "only in titles, or authors"),
    ("source: format:", "only in file names and publishers; a format"),
    ("#tag note: color:", "only notes with the tag, text, colour or category"),
    ("date:2023..2025", "of these years; before:2024-06  after:2023"),
    ("is:annotated", "with notes; is:unread  is:lost"),
)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A key and what it does; the name of a group has no key, and few lines are no command."""

    key: str
    text: str
    command: Command | None = None


class HelpText(ScrolledLines):
    """Lines of keys and what they do; a click on a line chooses its command."""

    KEY_CONTEXT = "help"

    @dataclass
    class CommandChosen(Message):
        """The line of a command was clicked."""

        command: Command

    def __init__(self, lines: Sequence[HelpLine]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        self._shown: list[HelpLine] = []  # what each row is of

    def lines_at(self, width: int) -> Sequence[Line]:
        """Groups' names, keys and what they do, in as many rows as each takes."""
        rows = [(line, row) for line in self._lines for row in _rows_of(line, width)]
        self._shown = [line for line, _ in rows]
        return [row for _, row in rows]

    def on_click(self, event: events.Click) -> None:
        """Choose the command of the line."""
        event.stop()
        offset = event.get_content_offset(self)
        index = offset.y + self.scroll_offset.y if offset is not None else len(self._shown)
        command = self._shown[index].command if index < len(self._shown) else None
        if command is not None:
            self.post_message(self.CommandChosen(command))


def _rows_of(line: HelpLine, width: int) -> Iterator[Line]:
    """A line of the help in as many rows as it takes, the keys at the left of the first."""
    if not line.key:
        yield ((cut(line.text, width), "key"),)
        return
    column = KEY_WIDTH if width >= ROOMY else NARROW_KEYS
    keys = wrap(line.key, column - 1)
    texts = wrap(line.text, max(1, width - column))
    for key, text in zip_longest(keys, texts, fillvalue=""):
        yield (pad(key, column), "strong"), (text, "text")


class HelpScreen(Dialog[Command | None]):
    """Shows the commands of the place from where it was called; gives the one that was clicked."""

    DEFAULT_CSS = """
    HelpScreen > Vertical { width: 80; height: 90%; }
    HelpScreen.-narrow > Vertical { height: 100%; }
    HelpScreen #how-to { color: $faint; }
    """

    def __init__(self, commands: Sequence[Command], *, with_search: bool = False) -> None:
        super().__init__()
        self._commands = tuple(dict.fromkeys(commands))
        self._with_search = with_search

    def compose(self) -> ComposeResult:
        """The list, under a line that says how to leave it."""
        with Vertical():
            yield Static(HOW_TO, id="how-to")
            yield HelpText(_help_lines(self._commands, with_search=self._with_search))

    def on_mount(self) -> None:
        """Let the keys scroll the text."""
        self.query_one(HelpText).focus()

    def on_help_text_command_chosen(self, event: HelpText.CommandChosen) -> None:
        """Close, and let the place below do it."""
        self.dismiss(event.command)

    def action_help(self) -> None:
        """`?` closes what it opened."""
        self.dismiss(None)


def _help_lines(commands: Sequence[Command], *, with_search: bool) -> list[HelpLine]:
    """The commands by their groups. The place one is in comes first."""
    lines: list[HelpLine] = []
    if with_search:
        lines.append(HelpLine("", "What can be typed in the search"))
        lines += [HelpLine(typed, meaning) for typed, meaning in SEARCH_SYNTAX]
        lines.append(HelpLine(" ", ""))
    groups = dict.fromkeys(command.group for command in commands)
    # How to move is in everybody's fingers; what else can be done here is what one looks for.
    for group in sorted(groups, key=lambda name: name.startswith("Moving")):
        lines.append(HelpLine("", group))
        for command in commands:
            if command.group == group and command.keys:
                keys = " ".join(key_label(keys) for keys in command.keys)
                lines.append(HelpLine(keys, command.description, command))
        lines.append(HelpLine(" ", ""))
    return lines
