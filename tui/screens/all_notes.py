"""All notes of the library in one list, filtered and sorted; Enter goes to the passage."""

from dataclasses import replace

from textual import on, work
from textual.reactive import var

from notes.annotations.model import COLORS
from notes.library import Library
from notes.review.records import NoteList
from tui import presenting
from tui.command import Command
from tui.note_target import NoteTarget
from tui.notes_view import AGES, SORTS, STATES, NotesView
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.clipping import Clipping
from tui.screens.exporting import Exporting
from tui.screens.filtered import FilterInput
from tui.screens.marked_notes import MarkedNotes
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row

NO_NOTES = (
    "No notes in this library yet.\n\nOpen a document, select words with v and press Enter to"
    " highlight them, or a to write a note."
)
NO_MATCH = "No note matches these filters.\n\nF shows all notes again."
NAMES = {"path": "document", "age": "date", "color": "category"}


class AllNotesList(RowList):
    """The notes."""

    KEY_CONTEXT = "all-notes"
    MARKABLE = True


class AllNotesScreen(MarkedNotes, Clipping, Exporting):
    """Everything that was ever noted in this library; gives a `NoteTarget`, or None."""

    HEADING = "all notes"
    PLACEHOLDER = "words in quotes, notes, tags"

    NOTHING = NO_NOTES
    NO_MATCH = NO_MATCH
    LIST = AllNotesList

    view: var[NotesView] = var(NotesView)

    def __init__(self, library: Library, view: NotesView | None = None) -> None:
        super().__init__(library)
        self.set_reactive(AllNotesScreen.view, view or NotesView())
        self.set_reactive(AllNotesScreen.words, self.view.words)

    def rows_of(self, content: NoteList) -> list[Row]:
        """The notes that pass the filters, in order."""
        today, legend = self.library.today(), self.commonplace.legend
        return [presenting.library_note_row(one, today, legend) for one in self._shown(content)]

    def _shown(self, content: NoteList) -> NoteList:
        return self.view.of(content, self.library.today())

    def described(self, content: NoteList) -> str:
        """How many notes there are, and which."""
        return f"{self.counted()} · {self.view.described(self.commonplace.legend)}"

    def watch_content(self) -> None:
        """Show the notes, and learn their tags."""
        super().watch_content()
        self._learn_tags()

    @work(group="tags", exclusive=True, exit_on_error=False)
    async def _learn_tags(self) -> None:
        counts = await self.commonplace.core(self.all_notes.tag_counts)
        self.known_tags = tuple(tag for tag, _ in counts)

    def watch_words(self) -> None:
        """The words are one of the filters."""
        self.view = replace(self.view, words=self.words)

    def watch_view(self) -> None:
        """Filter and sort anew."""
        self.show_rows()

    def label_of(self, command: Command) -> str:
        """Offer to check a note only where there is something to check."""
        if command.id == "notes.check":
            record = self.selected
            if record is None or not record.needs_attention:
                return ""
        return super().label_of(command)

    @on(RowList.Highlighted)
    def another_note(self) -> None:
        """What is offered depends on the note."""
        self.refresh_hints()

    @on(RowList.Opened)
    def note_chosen(self) -> None:
        """Go to the passage."""
        if (record := self.selected) is not None:
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
        self.load()
        if tag is not None:
            self.view = replace(self.view, tag=tag)

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_daily_review(self) -> None:
        """Go through what is due today; `o` there leads to the passage."""
        from tui.screens.review import ReviewScreen

        target = await self.app.push_screen_wait(ReviewScreen(self.library))
        if target is None:
            self.load()
        else:
            self.dismiss(target)

    @work(group="filter", exclusive=True, exit_on_error=False)
    async def action_categories(self) -> None:
        """Look after the categories; a chosen one filters the notes."""
        from tui.screens.categories import CategoriesScreen

        color = await self.app.push_screen_wait(CategoriesScreen(self.library))
        if color is not None:
            self.view = replace(self.view, color=color)

    def action_edit_note(self) -> None:
        """Edit the note under the cursor."""
        if (record := self.selected) is not None:
            self.begin_editing(self.edit_record(record))

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def action_edit_note_outside(self) -> None:
        """Edit the note under the cursor in the user's own editor."""
        if (record := self.selected) is not None:
            await self.edit_record_outside(record)

    def action_check_note(self) -> None:
        """Go to the passage of the note under the cursor, and check it."""
        if (record := self.selected) is not None:
            self.dismiss(NoteTarget(record.path, record.id, to_check=True))

    def action_export_notes(self) -> None:
        """Export the marked notes, or those that are shown."""
        self.export(self.chosen if self.marked else self._shown(self.all_notes))

    def action_copy_passage(self) -> None:
        """Copy the quote, as it reads."""
        from notes.prose import as_prose

        if (record := self.selected) is not None:
            self.copy_text(as_prose(record.quote, 0, len(record.quote)))

    @work(group="copy", exit_on_error=False)
    async def action_copy_citation(self) -> None:
        """Copy the reference of the note's document."""
        if (record := self.selected) is not None:
            await self.clip(await self.commonplace.core(self._reference_to, record.path))

    def _reference_to(self, path: str) -> str:
        library = self.library
        return library.cite(path, library.style, markdown=library.marks_italics)

    @work(group="copy", exit_on_error=False)
    async def action_copy_bibtex(self) -> None:
        """Copy the BibTeX entry of the note's document."""
        if (record := self.selected) is not None:
            await self.clip(await self.commonplace.core(self.library.cite, record.path, "bibtex"))

    @work(group="copy", exit_on_error=False)
    async def action_copy_quoted(self) -> None:
        """Copy the quote with its citation."""
        if (record := self.selected) is not None:
            await self.clip(await self.commonplace.core(self._quoted, record.path, record.quote))

    def _quoted(self, path: str, quote: str) -> str:
        library = self.library
        return library.cite_quote(path, quote, library.style, markdown=library.marks_italics)

    def action_back(self) -> None:
        """From the words to the notes; then drop the marks; then back to the text."""
        if self.marked and not self.query_one(FilterInput).has_focus:
            self.action_unmark_all()
        else:
            super().action_back()

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
