"""Writing a note: its text, its tags, its colour; what is typed is kept as a draft all the time."""

from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from notes.annotations.drafts import Draft
from notes.annotations.model import COLORS
from notes.annotations.tags import clean_tags, tag_being_typed, tags_in
from notes.errors import UserError
from tui.line_text import flat, in_quotes, visible
from tui.screens.outside import Outside
from tui.widgets.harmless import Harmless
from tui.widgets.key_bar import KeyBar

DRAFT_DELAY = 0.25  # seconds after the last key
HOW_TO = "Your note; #word in it becomes a tag"
BESIDE_TEXT = 4  # rows of the editor that are not text


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """What the user wrote."""

    text: str
    tags: tuple[str, ...]
    color: str


class NoteText(Harmless, TextArea):
    """The text of the note."""


class TagsInput(Harmless, Input):
    """The tags of the note."""


class NoteEditor(Outside, ModalScreen[WrittenNote | None]):
    """Asks for a note; gives a `WrittenNote`, or None when it was closed and kept as a draft."""

    KEY_CONTEXT = "editor"
    CLOSED_BY_CLICK_BESIDE = False  # a slip of the mouse must not end a thought
    DEFAULT_CSS = """
    NoteEditor { align: center bottom; background: $background 0%; }
    NoteEditor.-top { align: center top; }
    NoteEditor > Vertical {
        width: 80; max-width: 100%; height: auto; max-height: 100%;
        background: $panel; padding: 0 2; border-top: solid $rule;
    }
    NoteEditor:nocolor > Vertical {
        border-left: solid $foreground; border-right: solid $foreground; padding: 0 1;
    }
    NoteEditor.-top > Vertical { border-top: none; border-bottom: solid $rule; }
    NoteEditor #quote {
        height: 1; color: $faint; text-style: italic; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    NoteEditor TextArea {
        height: auto; min-height: 3; border: none; padding: 0 1; background: $ground; color: $text;
    }
    NoteEditor TextArea:focus { border: none; }
    NoteEditor TextArea > .text-area--placeholder { color: $faint; }
    NoteEditor #tags-line { height: 1; layout: horizontal; background: $panel; }
    NoteEditor #tags-label { width: 6; color: $faint; background: $panel; }
    NoteEditor #tags {
        border: none; height: 1; padding: 0 1; background: $ground; color: $secondary; width: 1fr;
    }
    NoteEditor #color { width: auto; max-width: 30; background: $panel; padding: 0 0 0 2; }
    NoteEditor > KeyBar { dock: bottom; }
    """

    def __init__(
        self,
        draft: Draft,
        *,
        known_tags: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        is_draft: bool = False,
    ) -> None:
        super().__init__()
        self._draft = draft
        self._color = draft.color
        self._known_tags = known_tags
        others = " ".join(tag for tag in tags if tag not in tags_in(draft.text))
        self._tags = draft.tags if is_draft else others
        self._is_draft = is_draft
        self._begun = (draft.text, self._tags, draft.color)
        self._timer: Timer | None = None
        self._warned_of = ""

    def compose(self) -> ComposeResult:
        """The quote, the text, the other tags and the colour, the keys."""
        with Vertical():
            yield Static(self._shown_quote(), id="quote", markup=False)
            yield NoteText(
                self._draft.text,
                id="text",
                soft_wrap=True,
                tab_behavior="focus",
                placeholder=HOW_TO,
            )
            with Vertical(id="tags-line"):
                yield Static("tags", id="tags-label", markup=False)
                yield TagsInput(self._tags, id="tags", compact=True)
                yield Static("", id="color", markup=False)
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Let the text grow with what is written, up to half of the screen."""
        self.query_one(TextArea).styles.max_height = max(3, event.size.height // 2 - BESIDE_TEXT)

    def on_mount(self) -> None:
        """Begin to type at the end of what is there."""
        text = self.query_one(TextArea)
        text.move_cursor(text.document.end)
        self.set_focus(text)  # at once, not `focus()`: what was typed meanwhile belongs there
        self.commonplace.editor_came()
        self._show_color()
        self.refresh_hints()
        if self._is_draft:
            self.say("This is the draft you left here.", "information")

    @on(TextArea.Changed)
    @on(Input.Changed)
    def keep_typing(self) -> None:
        """Complete tags as they are typed, and keep a draft a moment after the last key."""
        self._show_completion()
        self._warned_of = ""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DRAFT_DELAY, self._keep_draft)

    async def action_save_note(self) -> None:
        """Give the note to the caller, who drops the draft once the note is on disk."""
        if await self._is_safe("ctrl+s again saves without a draft"):
            self.dismiss(self._written())

    async def action_close_editor(self) -> None:
        """Close; what was typed stays as a draft."""
        if await self._is_safe("esc again throws the text away"):
            self.dismiss(None)

    async def before_leaving(self) -> tuple[str, ...]:
        """Put on disk what was typed last; gives why it could not be, in a line."""
        try:
            await self._store_draft()
        except UserError as error:
            return (f"What you are typing: {error}",)
        return ()

    async def _is_safe(self, otherwise: str) -> bool:
        """Put the draft on disk before the text leaves the screen.

        Where that cannot be, say so the first time, and what happens `otherwise` the second time.
        """
        if self._timer is not None:
            self._timer.stop()
        try:
            await self._store_draft()
        except UserError as error:
            if self._warned_of != otherwise:
                self._warned_of = otherwise
                self.say(f"{error}; make room, or {otherwise}.", "error")
                return False
        return True

    async def action_back(self) -> None:
        """Escape closes the editor."""
        await self.action_close_editor()

    def action_next_color(self) -> None:
        """Take the next of the eight colours."""
        self._color = COLORS[(COLORS.index(self._color) + 1) % len(COLORS)]
        self._show_color()
        self.keep_typing()

    def action_complete_tag(self) -> None:
        """Complete the tag that is being typed; where none is, go to the next field."""
        found = self._completion()
        if found is None:
            typed = self._typed_tag()
            if typed and typed.casefold() not in map(str.casefold, self._known_tags):
                self.say(f"No tag begins with #{visible(typed)} yet.")
            else:
                self.focus_next("#text, #tags")
            return
        typed, tag = found
        field = self.query_one("#tags", Input)
        if field.has_focus:
            field.value = field.value[: len(field.value) - len(typed)] + tag + " "
            field.cursor_position = len(field.value)
        else:
            self.query_one(TextArea).insert(tag[len(typed) :] + " ")

    @work(group="outside", exclusive=True, exit_on_error=False)
    async def action_edit_outside_now(self) -> None:
        """Go on with the text in the user's own editor, and then here."""
        back = await self.edit_outside(self._as_draft())
        if back is not None:
            text = self.query_one(TextArea)
            text.text = back.text
            text.move_cursor(text.document.end)

    def _completion(self) -> tuple[str, str] | None:
        """What was typed of a tag, and the known tag that it could become."""
        field = self.query_one("#tags", Input)
        typed = field.value.rpartition(" ")[2].lstrip("#") if field.has_focus else self._typed_tag()
        if not typed:
            return None
        for tag in self._known_tags:
            if tag.casefold().startswith(typed.casefold()) and tag.casefold() != typed.casefold():
                return typed, tag
        return None

    def _typed_tag(self) -> str:
        """What was typed of a tag in the text, where the cursor is in one."""
        text = self.query_one(TextArea)
        row, column = text.cursor_location
        typed = tag_being_typed(text.document.get_line(row)[:column]) if text.has_focus else None
        return typed or ""

    def _written(self) -> WrittenNote:
        text = self.query_one(TextArea).text
        others = self.query_one("#tags", Input).value.replace(",", " ").split()
        return WrittenNote(text, clean_tags((*tags_in(text), *others)), self._color)

    def _keep_draft(self) -> None:
        self.run_worker(self._store_draft(), group="drafts", exit_on_error=False)

    def _as_draft(self) -> Draft:
        text, tags = self.query_one(TextArea).text, self.query_one("#tags", Input).value
        return self._draft._replace(text=text, tags=tags, color=self._color)

    async def _store_draft(self) -> None:
        app, draft = self.commonplace, self._as_draft()
        is_new = self._is_draft or (draft.text, draft.tags, draft.color) != self._begun
        if is_new and (draft.text.strip() or draft.tags.strip()):
            await app.core(app.library.drafts.keep, draft)
        else:
            await app.core(app.library.drafts.drop, draft.source, draft.key)

    def _shown_quote(self) -> str:
        quote = " ".join(flat(self._draft.quote[:1000]).split())
        return in_quotes(quote, 130)

    def _show_completion(self) -> None:
        """What a tag could become stands in the place of the quote."""
        found = self._completion()
        text = f"tab: #{visible(found[1])}" if found else self._shown_quote()
        self.query_one("#quote", Static).update(text)

    def _show_color(self) -> None:
        legend, color = self.commonplace.legend, self._color
        mark = (legend.marks[color], f"$mark-{color}")
        shown = Content.assemble(mark, (f" {legend.described(color)}", "$text"))
        self.query_one("#color", Static).update(shown)
