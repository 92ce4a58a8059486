"""The deleted notes of the library: look at them, bring them back, or let go of them for good."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from notes.library import Library
from notes.trash import Deleted, deleted_notes, purge
from tui import presenting
from tui.line_text import flat, paragraphs, visible
from tui.screens.ask_line import AskLine
from tui.screens.noting import Noting
from tui.themes import MARK_CHARACTERS
from tui.widgets.key_bar import KeyBar
from tui.widgets.notes_panel import NoteRow
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

CONFIRMED = "delete"
NOTHING = "Nothing was deleted.\n\nA note that you delete can be looked at and restored here."
LONGEST = 20_000  # code points of a quote or a note that are shown


class TrashList(RowList):
    """The deleted notes, the last one first."""

    KEY_CONTEXT = "trash"


class TrashScreen(Noting):
    """Everything that was deleted in this library and not purged."""

    DEFAULT_CSS = """
    TrashScreen { background: $ground; }
    TrashScreen #view { height: 1; padding: 0 2; margin: 1 0 0 0; background: $ground; }
    TrashScreen Horizontal { height: 1fr; margin: 1 0 0 0; background: $ground; }
    TrashScreen TrashList { width: 1fr; max-width: 60; background: $ground; padding: 0 1; }
    TrashScreen VerticalScroll { width: 1fr; background: $ground; padding: 0 2; }
    TrashScreen #whole { background: $ground; height: auto; max-width: 80; }
    TrashScreen.-narrow Horizontal { layout: vertical; }
    TrashScreen.-narrow TrashList, TrashScreen.-narrow VerticalScroll {
        width: 100%; max-width: 100%; height: 1fr;
    }
    """

    deleted: var[tuple[Deleted, ...]] = var[tuple[Deleted, ...]]((), init=False)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def compose(self) -> ComposeResult:
        """The library, the notes, the whole of one, the keys."""
        bar = TitleBar().data_bind(TrashScreen.state_text)
        bar.library_name = f"{self.library.name} · deleted notes"
        yield bar
        yield Static("", id="view")
        with Horizontal():
            yield TrashList()
            with VerticalScroll(can_focus=False):
                yield Static("", id="whole")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what was deleted."""
        self.set_focus(self.query_one(TrashList))
        self.query_one(TrashList).empty_text = "Reading the notes …"
        self.load_deleted()

    def on_descendant_focus(self) -> None:
        """Show the keys of the place."""
        self.refresh_hints()

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def load_deleted(self) -> None:
        """Read every note file, off the event loop."""
        self.deleted = await self.commonplace.core(deleted_notes, self.library)
        self._show_rows()

    @on(RowList.Highlighted)
    def another_row(self) -> None:
        """Show the whole of the note under the cursor."""
        self._show_whole()

    @on(RowList.Opened)
    def clicked(self) -> None:
        """Show the whole of the note that was clicked; nothing is restored by a mere look."""
        self._show_whole()

    @work(group="save", exit_on_error=False)
    async def action_restore_note(self) -> None:
        """Bring the note under the cursor back to its document."""
        one = self._selected()
        if one is None:
            return
        source = str(self.library.path(one.path))
        if await self.save(self.library.restore, source, one.annotation.id):
            self.praise(f"Restored to {visible(one.path)}; u deletes it again.")

    def action_purge_note(self) -> None:
        """Let go of the note under the cursor for good."""
        one = self._selected()
        if one is not None:
            self.purge((one,))

    def action_purge_all(self) -> None:
        """Let go of all deleted notes for good."""
        if self.deleted:
            self.purge(self.deleted)

    @work(group="save", exclusive=True, exit_on_error=False)
    async def purge(self, some: tuple[Deleted, ...]) -> None:
        """Purge, once the user has typed the word."""
        notes = "1 note" if len(some) == 1 else f"{len(some):,} notes"
        question = f"Type “{CONFIRMED}” to let go of {notes} for good. This cannot be taken back."
        typed = await self.app.push_screen_wait(AskLine(question))
        if typed is None or typed.strip().casefold() != CONFIRMED:
            self.say("Nothing was purged.")
            return
        gone, problems = await self.commonplace.saved(purge, self.library, some)
        await self.notes_changed()
        if problems:
            self.say("; ".join(problems), "error")
        else:
            self.say(f"{len(gone):,} gone for good.", "success")

    async def notes_changed(self) -> None:
        """Read the deleted notes again."""
        self.load_deleted()

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help()

    def _selected(self) -> Deleted | None:
        cursor = self.query_one(TrashList).cursor
        return next((one for one in self.deleted if _row_id(one) == cursor), None)

    def _show_rows(self) -> None:
        rows = self.query_one(TrashList)
        rows.empty_text = NOTHING
        today = self.library.today()
        rows.rows = tuple(
            NoteRow(
                id=_row_id(one),
                quote=one.annotation.selector.exact if one.annotation.selector else "",
                note=one.annotation.note,
                tags=one.annotation.tags,
                color=one.annotation.color,
                date=f"deleted {presenting.short_date(one.at, today)}",
                document_title=visible(one.path),
            )
            for one in self.deleted
        )
        self.query_one("#view", Static).update(
            Content.assemble(
                ("DELETED NOTES", "bold $text-primary"), (f"  {len(self.deleted):,}", "$faint")
            )
        )
        self._show_whole()

    def _show_whole(self) -> None:
        one = self._selected()
        whole = Content("") if one is None else _whole(one)
        self.query_one("#whole", Static).update(whole)


def _row_id(one: Deleted) -> str:
    """One note may have been deleted on two documents, where its file was copied."""
    return f"{one.path}\n{one.annotation.id}"


def _whole(one: Deleted) -> Content:
    """A deleted note with all that is in it."""
    annotation = one.annotation
    quote = annotation.selector.exact if annotation.selector else ""
    tags = flat(" ".join(f"#{tag}" for tag in annotation.tags))
    made, gone = (f"{moment.astimezone():%F %H:%M}" for moment in (annotation.created, one.at))
    sign = MARK_CHARACTERS.get(annotation.color, "▌")
    return Content.assemble(
        (f"{sign} {annotation.color}\n", f"$mark-{annotation.color}"),
        (paragraphs(quote[:LONGEST]) or "on the whole document", "italic"),
        (f"\n\n{paragraphs(annotation.note[:LONGEST])}" if annotation.note else "", ""),
        (f"\n\n{tags}" if tags else "", "$text-secondary"),
        (f"\n\n{visible(one.path)}\nmade {made}\ndeleted {gone}", "$faint"),
    )
