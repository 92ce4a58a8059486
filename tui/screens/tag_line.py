"""Typing tags in one line, completed from those in use."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from notes.annotations.tags import clean_tags
from tui.line_text import cut, visible
from tui.screens.dialog import Dialog
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar

OFFERED = 66  # cells
HOW_TO = "Blanks between tags; -tag takes one away"

TagChange = tuple[tuple[str, ...], tuple[str, ...]]


def tags_asked(text: str) -> TagChange:
    """The tags to be given and those to be taken away: `trade #war -draft`."""
    words = text.replace(",", " ").split()
    add = clean_tags(word for word in words if not word.startswith("-"))
    return add, clean_tags(word.lstrip("-") for word in words if word.startswith("-"))


def completions(text: str, known: Sequence[str]) -> list[str]:
    """The known tags that the last word could become, none that stands there already."""
    *before, last = text.replace(",", " ").split(" ")
    typed = last.lstrip("-#").casefold()
    there = {word.lstrip("-#").casefold() for word in before}
    return [
        tag
        for tag in known
        if tag.casefold().startswith(typed)
        and tag.casefold() not in there
        and tag.casefold() != typed
    ]


class TagInput(Harmless, Input):
    """Where the tags are typed."""

    KEY_CONTEXT = "tag-line"


class TagLine(Dialog[TagChange | None]):
    """Asks for tags; gives those to add and those to take away, or None."""

    CLOSED_BY_CLICK_BESIDE = False
    DEFAULT_CSS = """
    TagLine { align: center bottom; background: $background 20%; }
    TagLine > Vertical { width: 80; padding: 1 1 0 1; border-top: solid $rule; }
    TagLine .question { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    TagLine #offered { color: $faint; height: 1; }
    TagLine > KeyBar { dock: bottom; }
    """

    def __init__(self, question: str, known: Sequence[str], last: Sequence[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._known = tuple(dict.fromkeys((*last, *known)))

    def compose(self) -> ComposeResult:
        """What is tagged, the field, the tags that are offered, the keys."""
        with Vertical():
            yield Static(visible(self._question), classes="question", markup=False)
            yield TagInput("", placeholder=HOW_TO, compact=True)
            yield Static("", id="offered", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to type."""
        self.set_focus(self.query_one(TagInput))
        self._offer()
        self.refresh_hints()

    @on(Input.Changed)
    def typed(self) -> None:
        """Offer what can be completed."""
        self._offer()

    @on(Input.Submitted)
    def action_take_tags(self) -> None:
        """Give what was typed; nothing is as good as giving up."""
        add, away = tags_asked(self.query_one(TagInput).value)
        self.dismiss((add, away) if add or away else None)

    def action_complete_tag(self) -> None:
        """Take the first tag that is offered."""
        field = self.query_one(TagInput)
        found = completions(field.value, self._known)
        if found:
            before, _, last = field.value.rpartition(" ")
            sign = "-" if last.startswith("-") else ""
            field.value = f"{before} {sign}{found[0]} ".lstrip(" ")
            field.cursor_position = len(field.value)

    def _offer(self) -> None:
        found = completions(self.query_one(TagInput).value, self._known)
        words = "  ".join(f"#{visible(tag)}" for tag in found[:12])
        self.query_one("#offered", Static).update(cut(f"tab: {words}", OFFERED) if words else "")
