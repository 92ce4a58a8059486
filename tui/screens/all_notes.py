"""All notes of the library in one list, filtered and sorted; Enter goes to the passage."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input, Static

from notes.annotations.model import COLORS
from notes.library import Library
from notes.review.records import NoteList, NoteRecord
from tui import presenting
from tui.line_text import flat
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.clipping import Clipping
from tui.screens.noting import Noting
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

NO_NOTES = (
    "No notes in this library yet.\n\nOpen a document, select words with v and press Enter to"
    " highlight them, or a to write a note."
)
NO_MATCH = "No note matches these filters.\n\nF shows all notes again."
STATES = {
    "check": "to be looked at",
    **presenting.STATE_WORDS,
    "exact": "in place",
    "carried": "carried along",
    "document": "on the whole document",
}
AGES = {"today": 0, "the last 7 days": 7, "the last 30 days": 30, "the last year": 365}
SORTS = ("place", "date", "color")


@dataclass(frozen=True, slots=True)
class NotesView:
    """How the notes are filtered and sorted; empty text filters nothing."""

    words: str = ""
    tag: str = ""
    color: str = ""
    path: str = ""
    state: str = ""
    age: str = ""
    sort: str = "place"

    def of(self, notes: NoteList, today: date) -> NoteList:
        """The notes that are shown, in order."""
        if self.words.strip():
            notes = notes.containing(self.words)
        notes = notes.tagged(self.tag) if self.tag else notes
        notes = notes.colored(self.color) if self.color else notes
        notes = notes.on(self.path) if self.path else notes
        notes = notes.in_state(self.state) if self.state else notes
        notes = notes.since(today - timedelta(days=AGES[self.age])) if self.age else notes
        return {"place": notes.by_place, "date": notes.by_date, "color": notes.by_color}[
            self.sort
        ]()

    @property
    def described(self) -> str:
        """The filters in a few words."""
        parts = [
            f"“{self.words.strip()}”" if self.words.strip() else "",
            f"#{self.tag}" if self.tag else "",
            self.color,
            self.path,
            STATES.get(self.state, ""),
            self.age,
            f"by {self.sort}",
        ]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """The passage that the user wants to go to, perhaps to check it."""

    path: str
    annotation: str
    to_check: bool = False


class NotesInput(Input):
    """The words that notes must hold."""

    KEY_CONTEXT = "filter"


class AllNotesList(RowList):
    """The notes."""

    KEY_CONTEXT = "all-notes"


class AllNotesScreen(Noting, Clipping):
    """Everything that was ever noted in this library; gives a `NoteTarget`, or None."""

    DEFAULT_CSS = """
    AllNotesScreen { background: $ground; }
    AllNotesScreen #view { height: 1; padding: 0 2; margin: 1 0 0 0; background: $ground; }
    AllNotesScreen NotesInput {
        border: none; height: 1; margin: 0 2; background: $surface; display: none;
    }
    AllNotesScreen NotesInput.-open { display: block; }
    AllNotesScreen AllNotesList { background: $ground; margin: 1 0 0 0; padding: 0 1; }
    """

    all_notes: var[NoteList] = var(NoteList)
    view: var[NotesView] = var(NotesView)

    def __init__(self, library: Library, view: NotesView | None = None) -> None:
        super().__init__()
        self.library = library
        self.set_reactive(AllNotesScreen.view, view or NotesView())
        self._shown: dict[str, NoteRecord] = {}
        self._is_loaded = False

    def compose(self) -> ComposeResult:
        """The library, the filters, the notes, the keys."""
        bar = TitleBar()
        bar.library_name = f"{self.library.name} · all notes"
        yield bar
        yield Static("", id="view")
        yield NotesInput(self.view.words, placeholder="words in quotes, notes, tags", compact=True)
        yield AllNotesList()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the notes of the whole library."""
        self.query_one(AllNotesList).focus()
        self.load_notes()

    def on_descendant_focus(self) -> None:
        """Show the keys of the place."""
        self.refresh_hints()

    @work(group="notes", exclusive=True, exit_on_error=False)
    async def load_notes(self) -> None:
        """Read every note file, off the event loop."""
        self.query_one(AllNotesList).empty_text = "Reading the notes …"
        notes = await self.commonplace.core(self.library.notes)
        self._is_loaded = True
        self.all_notes = notes
        self.known_tags = tuple(tag for tag, _ in notes.tag_counts())

    def watch_all_notes(self) -> None:
        """Show the notes."""
        self._arrange()

    def watch_view(self) -> None:
        """Filter and sort anew."""
        self._arrange()

    @on(Input.Changed)
    def words_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        self.view = replace(self.view, words=event.value)

    @on(Input.Submitted)
    def words_accepted(self) -> None:
        """Go to the notes that are left."""
        self.query_one(AllNotesList).focus()

    @on(RowList.Opened)
    def note_chosen(self, event: RowList.Opened) -> None:
        """Go to the passage."""
        record = self._shown.get(event.row_id)
        if record is not None:
            self.dismiss(NoteTarget(record.path, record.id))

    def action_filter_words(self) -> None:
        """Ask for words."""
        field = self.query_one(NotesInput)
        field.add_class("-open")
        field.focus()

    def action_clear_filters(self) -> None:
        """Show all notes again."""
        self.query_one(NotesInput).value = ""
        self.query_one(NotesInput).remove_class("-open")
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
            "color": [Choice(color, color) for color in COLORS],
            "path": self._document_choices(),
            "state": [Choice(state, text) for state, text in STATES.items()],
            "age": [Choice(age, age) for age in AGES],
        }
        names = {"path": "document", "age": "date", "color": "colour"}
        offered = [Choice(kind, names.get(kind, kind)) for kind, found in kinds.items() if found]
        kind = await self.app.push_screen_wait(ChoiceScreen("Filter by", offered))
        if kind is None:
            return
        question = f"Which {names.get(kind, kind)}?"
        value = await self.app.push_screen_wait(ChoiceScreen(question, kinds[kind]))
        if value is not None:
            self.view = replace(self.view, **{kind: value})

    def action_edit_note(self) -> None:
        """Edit the note under the cursor."""
        if (record := self._selected()) is not None:
            self.begin_editing(self._edit(record))

    async def _edit(self, record: NoteRecord) -> None:
        source = str(self.library.path(record.path))
        annotation = await self.commonplace.core(self.library.annotation, source, record.id)
        await self.edit_annotation(source, annotation, record.start or 0)

    def action_check_note(self) -> None:
        """Go to the passage of the note under the cursor, and check it."""
        if (record := self._selected()) is not None:
            self.dismiss(NoteTarget(record.path, record.id, to_check=True))

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        if (record := self._selected()) is not None:
            self.delete(str(self.library.path(record.path)), record.id)

    def action_recolor_note(self, color: str) -> None:
        """Recolour the note under the cursor."""
        if (record := self._selected()) is not None:
            self.recolor(str(self.library.path(record.path)), record.id, color)

    def action_copy_passage(self) -> None:
        """Copy the quote, as it reads."""
        from notes.prose import as_prose

        if (record := self._selected()) is not None:
            self.copy_text(as_prose(record.quote, 0, len(record.quote)))

    @work(group="copy", exit_on_error=False)
    async def action_copy_citation(self) -> None:
        """Copy the reference of the note's document."""
        if (record := self._selected()) is not None:
            cite = self.library.cite
            await self.clip(await self.commonplace.core(cite, record.path, self.library.style))

    @work(group="copy", exit_on_error=False)
    async def action_copy_bibtex(self) -> None:
        """Copy the BibTeX entry of the note's document."""
        if (record := self._selected()) is not None:
            await self.clip(await self.commonplace.core(self.library.cite, record.path, "bibtex"))

    @work(group="copy", exit_on_error=False)
    async def action_copy_quoted(self) -> None:
        """Copy the quote with its citation."""
        if (record := self._selected()) is not None:
            cite = self.library.cite_quote
            style = self.library.style
            text = await self.commonplace.core(cite, record.path, record.quote, style)
            await self.clip(text)

    def action_back(self) -> None:
        """From the filter to the notes; from the notes to the text."""
        field = self.query_one(NotesInput)
        if field.has_focus:
            field.value = ""
            field.remove_class("-open")
            self.query_one(AllNotesList).focus()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help()

    async def notes_changed(self) -> None:
        """Read the notes again."""
        self.load_notes()

    def _selected(self) -> NoteRecord | None:
        return self._shown.get(self.query_one(AllNotesList).cursor or "")

    def _document_choices(self) -> list[Choice]:
        titles = {record.path: record.title for record in self.all_notes}
        return [Choice(path, title) for path, title in sorted(titles.items(), key=lambda i: i[1])]

    def _arrange(self) -> None:
        if not self.is_mounted or not self._is_loaded:
            return
        today = self.library.today()
        shown = self.view.of(self.all_notes, today)
        self._shown = {record.id: record for record in shown}
        notes = self.query_one(AllNotesList)
        notes.empty_text = NO_MATCH if len(self.all_notes) else NO_NOTES
        notes.rows = tuple(presenting.library_note_row(record, today) for record in shown)
        count = (
            f"{len(shown):,}"
            if len(shown) == len(self.all_notes)
            else (f"{len(shown):,} of {len(self.all_notes):,}")
        )
        self.query_one("#view", Static).update(
            Content.assemble(
                ("ALL NOTES", "bold $text-primary"),
                (f"  {count} · {flat(self.view.described)}", "$faint"),
            )
        )
