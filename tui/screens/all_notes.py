"""All notes of the library in one list, filtered and sorted; Enter goes to the passage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual import on, work
from textual.reactive import var

from notes.annotations.model import COLORS
from notes.library import Library
from notes.review.records import NoteRecord
from tui import presenting
from tui.commands import Command
from tui.notes_view import AGES, SORTS, STATES, NotesView
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.clipping import Clipping
from tui.screens.filtered import FilterInput
from tui.screens.marked_notes import MarkedNotes
from tui.widgets.row_list import RowList

NO_NOTES = (
    "No notes in this library yet.\n\nOpen a document, select words with v and press Enter to"
    " highlight them, or a to write a note."
)
NO_MATCH = "No note matches these filters.\n\nF shows all notes again."
NAMES = {"path": "document", "age": "date", "color": "category"}


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """The passage that the user wants to go to, perhaps to check it."""

    path: str
    annotation: str
    to_check: bool = False


class AllNotesList(RowList):
    """The notes."""

    KEY_CONTEXT = "all-notes"
    MARKABLE = True


class AllNotesScreen(MarkedNotes, Clipping):
    """Everything that was ever noted in this library; gives a `NoteTarget`, or None."""

    HEADING = "all notes"
    PLACEHOLDER = "words in quotes, notes, tags"

    view: var[NotesView] = var(NotesView)

    def __init__(self, library: Library, view: NotesView | None = None) -> None:
        super().__init__(library)
        self.set_reactive(AllNotesScreen.view, view or NotesView())
        self._shown: dict[str, NoteRecord] = {}
        self._is_loaded = False

    def make_list(self) -> RowList:
        """The list of notes."""
        return AllNotesList()

    def label_of(self, command: Command) -> str:
        """Offer to check a note only where there is something to check."""
        record = self.selected()
        if command.id == "notes.check" and not (record and record.needs_attention):
            return ""
        return super().label_of(command)

    @on(RowList.Highlighted)
    def another_note(self) -> None:
        """What is offered depends on the note."""
        self.refresh_hints()

    def first_words(self) -> str:
        """The words that were filtered by before."""
        return self.view.words

    def on_mount(self) -> None:
        """Read the notes of the whole library."""
        self.set_focus(self.rows)
        self.query_one(FilterInput).set_class(bool(self.view.words), "-open")
        self.load_notes()

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def load_notes(self) -> None:
        """Read every note file, off the event loop."""
        self.rows.empty_text = "Reading the notes …"
        notes = await self.commonplace.core(self.library.notes)
        self._is_loaded = True
        self.all_notes = notes
        self.keep_marks()
        self.known_tags = tuple(tag for tag, _ in notes.tag_counts())

    async def notes_changed(self) -> None:
        """Read the notes again."""
        self.load_notes()

    def watch_all_notes(self) -> None:
        """Show the notes."""
        self._arrange()

    def watch_view(self) -> None:
        """Filter and sort anew."""
        self._arrange()

    def legend_changed(self) -> None:
        """Show the new names and marks of the colours."""
        self._arrange()

    def filter_by(self, words: str) -> None:
        """Show the notes that hold these words."""
        self.view = replace(self.view, words=words)

    @on(RowList.Opened)
    def note_chosen(self, event: RowList.Opened) -> None:
        """Go to the passage."""
        record = self._shown.get(event.row_id)
        if record is not None:
            self.dismiss(NoteTarget(record.path, record.id))

    def action_clear_filters(self) -> None:
        """Show all notes again."""
        self.drop_words()
        self.view = NotesView(sort=self.view.sort)

    def action_sort_notes(self) -> None:
        """Sort by place, date, colour, in turn."""
        following = SORTS[(SORTS.index(self.view.sort) + 1) % len(SORTS)]
        self.view = replace(self.view, sort=following)

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_choose_filter(self) -> None:
        """Choose what to filter by, then the value."""
        kinds = {
            "tag": [Choice(tag, f"#{tag}", str(n)) for tag, n in self.all_notes.tag_counts()],
            "color": self._category_choices(),
            "path": self._document_choices(),
            "state": [Choice(state, text) for state, text in STATES.items()],
            "age": [Choice(age, age) for age in AGES],
        }
        offered = [Choice(kind, NAMES.get(kind, kind)) for kind, found in kinds.items() if found]
        kind = await self.app.push_screen_wait(ChoiceScreen("Filter by", offered))
        if kind is None:
            return
        question = f"Which {NAMES.get(kind, kind)}?"
        value = await self.app.push_screen_wait(ChoiceScreen(question, kinds[kind]))
        if value is not None:
            self.view = replace(self.view, **{kind: value})

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_tags(self) -> None:
        """Look after the tags; a chosen one filters the notes."""
        from tui.screens.tags import TagsScreen

        tag = await self.app.push_screen_wait(TagsScreen(self.library))
        self.load_notes()
        if tag is not None:
            self.view = replace(self.view, tag=tag)

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_categories(self) -> None:
        """Look after the categories; a chosen one filters the notes."""
        from tui.screens.categories import CategoriesScreen

        color = await self.app.push_screen_wait(CategoriesScreen(self.library))
        if color is not None:
            self.view = replace(self.view, color=color)

    def action_edit_note(self) -> None:
        """Edit the note under the cursor."""
        if (record := self.selected()) is not None:
            self.begin_editing(self._edit(record))

    async def _edit(self, record: NoteRecord) -> None:
        source = str(self.library.path(record.path))
        annotation = await self.commonplace.core(self.library.annotation, source, record.id)
        await self.edit_annotation(source, annotation, record.start or 0)

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def action_edit_note_outside(self) -> None:
        """Edit the note under the cursor in the user's own editor."""
        if (record := self.selected()) is not None:
            source = str(self.library.path(record.path))
            annotation = await self.commonplace.core(self.library.annotation, source, record.id)
            await self.edit_annotation_outside(source, annotation, record.start or 0)

    def action_check_note(self) -> None:
        """Go to the passage of the note under the cursor, and check it."""
        if (record := self.selected()) is not None:
            self.dismiss(NoteTarget(record.path, record.id, to_check=True))

    def action_copy_passage(self) -> None:
        """Copy the quote, as it reads."""
        from notes.prose import as_prose

        if (record := self.selected()) is not None:
            self.copy_text(as_prose(record.quote, 0, len(record.quote)))

    @work(group="copy", exit_on_error=False)
    async def action_copy_citation(self) -> None:
        """Copy the reference of the note's document."""
        if (record := self.selected()) is not None:
            cite = self.library.cite
            await self.clip(await self.commonplace.core(cite, record.path, self.library.style))

    @work(group="copy", exit_on_error=False)
    async def action_copy_bibtex(self) -> None:
        """Copy the BibTeX entry of the note's document."""
        if (record := self.selected()) is not None:
            await self.clip(await self.commonplace.core(self.library.cite, record.path, "bibtex"))

    @work(group="copy", exit_on_error=False)
    async def action_copy_quoted(self) -> None:
        """Copy the quote with its citation."""
        if (record := self.selected()) is not None:
            cite = self.library.cite_quote
            style = self.library.style
            text = await self.commonplace.core(cite, record.path, record.quote, style)
            await self.clip(text)

    def action_back(self) -> None:
        """From the words to the notes; then drop the marks; then back to the text."""
        if self.marked and not self.query_one(FilterInput).has_focus:
            self.action_unmark_all()
        else:
            super().action_back()

    def selected(self) -> NoteRecord | None:
        """The note under the cursor."""
        return self._shown.get(self.rows.cursor or "")

    def shown_ids(self) -> Iterable[str]:
        """The notes that pass the filters."""
        return self._shown

    def _category_choices(self) -> list[Choice]:
        legend = self.commonplace.legend
        used = [record.color for record in self.all_notes]
        return [
            Choice(
                color, f"{legend.marks[color]} {legend.described(color)}", f"{used.count(color):,}"
            )
            for color in COLORS
            if color in used
        ]

    def _document_choices(self) -> list[Choice]:
        titles = {record.path: record.title for record in self.all_notes}
        return [Choice(path, title) for path, title in sorted(titles.items(), key=lambda i: i[1])]

    def _arrange(self) -> None:
        if not self.is_mounted or not self._is_loaded:
            return
        today, legend = self.library.today(), self.commonplace.legend
        shown = self.view.of(self.all_notes, today)
        self._shown = {record.id: record for record in shown}
        self.rows.empty_text = NO_MATCH if len(self.all_notes) else NO_NOTES
        self.rows.rows = tuple(presenting.library_note_row(one, today, legend) for one in shown)
        self.show_counts()

    def show_counts(self) -> None:
        """Say how many notes are shown and how many are marked."""
        shown, everything = len(self._shown), len(self.all_notes)
        parts = [f"{shown:,}" if shown == everything else f"{shown:,} of {everything:,}"]
        if self.marked:
            hidden = len(self.marked - self._shown.keys())
            parts.append(
                f"{len(self.marked):,} marked{f', {hidden:,} not shown' if hidden else ''}"
            )
        self.show_view(" · ".join((*parts, self.view.described(self.commonplace.legend))))
