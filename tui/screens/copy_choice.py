"""Choosing what is copied and how, with the exact text before it is copied."""

from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from notes.copying import Subject, copied_form, forms_for
from notes.errors import NotesError
from notes.library import Library
from tui.screens.choice import ChoiceList
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar


class ChosenCopy(NamedTuple):
    """What was chosen: the text to copy, and the form and style to begin with next time."""

    text: str
    form: str
    style: str


class CopyChoiceScreen(Dialog[ChosenCopy | None]):
    """Forms at the left, the text as it will be copied at the right; gives what was chosen."""

    KEY_CONTEXT = "copy-choice"
    DEFAULT_CSS = """
    CopyChoiceScreen > Vertical { width: 100; height: 22; }
    CopyChoiceScreen #style { height: 1; color: $primary; text-style: bold; background: $panel; }
    CopyChoiceScreen Horizontal { height: 1fr; margin: 1 0; background: $panel; }
    CopyChoiceScreen ChoiceList {
        width: 34; height: 1fr; text-wrap: nowrap; text-overflow: ellipsis;
    }
    CopyChoiceScreen TextArea {
        width: 1fr; height: 1fr; border: none; padding: 0 1; background: $ground; color: $text;
    }
    """

    def __init__(
        self, library: Library, subject: Subject, form: str, style: str, styles: dict[str, str]
    ) -> None:
        super().__init__()
        self._library = library
        self._subject = subject
        self._forms = forms_for(subject)
        self._form = form
        self._style = style
        self._styles = styles
        self._text = ""

    def compose(self) -> ComposeResult:
        """The style, the forms, the text, the keys."""
        with Vertical():
            yield Static("", id="style", markup=False)
            with Horizontal():
                yield ChoiceList(*(Option(form.label) for form in self._forms))
                yield TextArea("", read_only=True, soft_wrap=True)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the form chosen last."""
        names = [form.name for form in self._forms]
        options = self.query_one(OptionList)
        options.highlighted = names.index(self._form) if self._form in names else 0
        options.focus()
        self.refresh_hints()

    @on(OptionList.OptionHighlighted)
    def form_reached(self, event: OptionList.OptionHighlighted) -> None:
        """Show what it would be."""
        self._form = self._forms[event.option_index].name
        self.show_text()

    @work(group="preview", exclusive=True, exit_on_error=False)
    async def show_text(self) -> None:
        """Write the text as it will be copied."""
        self._text = ""
        form = next(one for one in self._forms if one.name == self._form)
        style = self._styles.get(self._style, self._style)
        marked = "between asterisks" if self._library.marks_italics else "not shown"
        shown = f"in {style}   ← → another style" if form.styled else "the same in every style"
        shown += f"   i italics {marked}" if form.prose else ""
        self.query_one("#style", Static).update(f"Copy {shown}")
        try:
            text = await self.commonplace.core(
                copied_form, self._library, self._subject, self._form, self._style
            )
        except NotesError as error:
            self.query_one(TextArea).text = ""
            self.say(str(error), "error")
            return
        self._text = text
        self.query_one(TextArea).text = text

    def action_next_style(self) -> None:
        """The style after this one."""
        self._turn(1)

    def action_previous_style(self) -> None:
        """The style before this one."""
        self._turn(-1)

    @work(group="italics", exclusive=True, exit_on_error=False)
    async def action_turn_italics(self) -> None:
        """With asterisks around italics or without, now and from now on."""
        marked = self._library.marks_italics
        await self.commonplace.core(self._library.mark_italics, not marked)
        self.show_text()

    def _turn(self, step: int) -> None:
        styles = list(self._styles)
        place = styles.index(self._style) if self._style in styles else -step
        self._style = styles[(place + step) % len(styles)]
        self.show_text()

    @on(OptionList.OptionSelected)
    def form_chosen(self) -> None:
        """Copy what is shown; what is still being written is waited for."""
        self.take()

    @work(group="take", exclusive=True, exit_on_error=False)
    async def take(self) -> None:
        """Give the text of the form and style that are chosen."""
        text = self._text or await self.commonplace.core(
            copied_form, self._library, self._subject, self._form, self._style
        )
        self.dismiss(ChosenCopy(text, self._form, self._style))
