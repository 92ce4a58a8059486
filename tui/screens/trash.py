"""The deleted notes of the library: look at them, bring them back, or let go of them for good."""

from collections.abc import Sequence
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from notes.trash import Deleted, deleted_notes, purge
from tui import presenting
from tui.document_rows import fold
from tui.legend import Legend
from tui.line_text import flat, paragraphs, visible
from tui.screens.ask_line import AskLine
from tui.screens.filtered import FilteredScreen
from tui.widgets.notes_panel import NoteRow
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row

CONFIRMED = "delete"
NOTHING = "Nothing was deleted.\n\nA note that you delete can be looked at and restored here."
LONGEST = 20_000  # code points of a quote or a note that are shown


class TrashList(RowList):
    """The deleted notes, the last one first."""

    KEY_CONTEXT = "trash"


class TrashScreen(FilteredScreen[tuple[Deleted, ...]]):
    """Everything that was deleted in this library and not purged; beside it, the whole of one."""

    HEADING = "deleted notes"
    PLACEHOLDER = "words in quotes, notes, tags, names"
    NOTHING = NOTHING
    NO_MATCH = "No deleted note holds these words. Esc in the words shows all again."
    LIST = TrashList
    DEFAULT_CSS = """
    TrashScreen Horizontal { height: 1fr; margin: 1 0 0 0; background: $ground; }
    TrashScreen TrashList { width: 1fr; max-width: 60; margin: 0; }
    TrashScreen VerticalScroll { width: 1fr; background: $ground; padding: 0 2; }
    TrashScreen #whole { background: $ground; height: auto; max-width: 80; }
    TrashScreen.-narrow Horizontal { layout: vertical; }
    TrashScreen.-narrow TrashList, TrashScreen.-narrow VerticalScroll {
        width: 100%; max-width: 100%; height: 1fr;
    }
    TrashScreen.-narrow VerticalScroll { border-top: solid $rule; }
    """

    def body(self) -> ComposeResult:
        """The notes, and the whole of one."""
        with Horizontal():
            yield from super().body()
            with VerticalScroll(can_focus=False):
                yield Static("", id="whole")

    def read(self) -> tuple[Deleted, ...]:
        """What was deleted, the last first."""
        return deleted_notes(self.library)

    @property
    def deleted(self) -> tuple[Deleted, ...]:
        """What was deleted; nothing before it is read."""
        return self.content or ()

    def rows_of(self, content: tuple[Deleted, ...]) -> list[Row]:
        """The deleted notes that hold the words."""
        wanted, today = fold(self.words).split(), self.library.today()
        legend = self.commonplace.legend
        return [_row(one, today, legend) for one in content if _holds(one, wanted)]

    def described(self, content: tuple[Deleted, ...]) -> str:
        """How many there are."""
        shown = len(self.rows.rows)
        return f"{shown:,}" if shown == len(content) else f"{shown:,} of {len(content):,}"

    def rows_shown(self) -> None:
        """Show the whole of the note under the cursor, too."""
        super().rows_shown()
        self._show_whole()

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

    def _selected(self) -> Deleted | None:
        cursor = self.rows.cursor
        return next((one for one in self.deleted if _row_id(one) == cursor), None)

    def _show_whole(self) -> None:
        one = self._selected()
        whole = Content("") if one is None else _whole(one, self.commonplace.legend)
        self.query_one("#whole", Static).update(whole)


def _row_id(one: Deleted) -> str:
    """One note may have been deleted on two documents, where its file was copied."""
    return f"{one.path}\n{one.annotation.id}"


def _row(one: Deleted, today: date, legend: Legend) -> NoteRow:
    annotation = one.annotation
    return NoteRow(
        id=_row_id(one),
        quote=annotation.selector.exact if annotation.selector else "",
        note=annotation.note,
        tags=annotation.tags,
        color=annotation.color,
        mark=legend.marks[annotation.color],
        date=f"deleted {presenting.short_date(one.at, today)}",
        document_title=visible(one.path),
    )


def _holds(one: Deleted, wanted: Sequence[str]) -> bool:
    annotation = one.annotation
    quote = annotation.selector.exact if annotation.selector else ""
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    text = fold(f"{quote} {annotation.note} {tags} {one.path}") if wanted else ""
    return all(word in text for word in wanted)


def _whole(one: Deleted, legend: Legend) -> Content:
    """A deleted note with all that is in it."""
    annotation = one.annotation
    quote = annotation.selector.exact if annotation.selector else ""
    tags = flat(" ".join(f"#{tag}" for tag in annotation.tags))
    made, gone = (f"{moment.astimezone():%F %H:%M}" for moment in (annotation.created, one.at))
    return Content.assemble(
        (legend.marks[annotation.color], f"$mark-{annotation.color}"),
        (f" {legend.described(annotation.color)}\n", "$faint"),
        (paragraphs(quote[:LONGEST]) or "on the whole document", "italic"),
        (f"\n\n{paragraphs(annotation.note[:LONGEST])}" if annotation.note else "", ""),
        (f"\n\n{tags}" if tags else "", "$text-secondary"),
        (f"\n\n{visible(one.path)}\nmade {made}\ndeleted {gone}", "$faint"),
    )
