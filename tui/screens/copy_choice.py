"""Choosing what is copied and how, with the exact text before it is copied."""

from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea

from notes.copying import Subject, copied_form, forms_for
from notes.errors import NotesError
from notes.library import Library
from tui.screens.choice import Choice, ChoiceList
from tui.screens.copies import CopiedText
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList


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
    CopyChoiceScreen Horizontal { height: 1fr; margin: 1 0 0 0; background: $surface; }
    CopyChoiceScreen ChoiceList { width: 36; }
    CopyChoiceScreen TextArea { width: 1fr; height: 1fr; margin: 0 1 0 0; }
    CopyChoiceScreen.-narrow Horizontal { layout: vertical; }
    CopyChoiceScreen.-narrow ChoiceList { width: 1fr; height: 1fr; }
    CopyChoiceScreen.-narrow TextArea { margin: 1 1 0 1; }
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
            yield Static("", classes="question", markup=False)
            with Horizontal():
                yield ChoiceList()
                yield CopiedText("", read_only=True, soft_wrap=True, show_cursor=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the form chosen last."""
        forms = self.query_one(ChoiceList)
        forms.rows = tuple(Choice(form.name, form.label) for form in self._forms)
        forms.move_to(self._form)
        self._form = forms.cursor or ""
        forms.focus()
        self.refresh_hints()
        self.show_text()

    @on(RowList.Highlighted)
    def form_reached(self, event: RowList.Highlighted) -> None:
        """Show what it would be."""
        self._form, self._text = event.row_id, ""
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
        self.query_one(".question", Static).update(f"Copy {shown}")
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

    @on(RowList.Opened)
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
