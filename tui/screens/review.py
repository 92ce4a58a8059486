"""Daily review: one note at a time, first what it is on, then what was noted; then a grade."""

from collections.abc import Mapping
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from notes.library import Library
from notes.review.agenda import Agenda, DueNote
from notes.review.scheduling import GRADES, NEVER
from notes.surroundings import Passage
from tui.command import Command
from tui.note_target import NoteTarget
from tui.review_lines import Card, card_lines, end_lines, pause, said_lines
from tui.screens.grading import Grading, Reviewed
from tui.widgets.key_bar import KeyBar
from tui.widgets.review_card import ReviewCard
from tui.widgets.title_bar import TitleBar

WIDE, NARROW = 120, 80  # columns from which the grades are told in full, and under which in brief


class ReviewScreen(Grading):
    """Goes through what is due today; gives a `NoteTarget` to be opened, or None."""

    DEFAULT_CSS = """
    ReviewScreen { background: $ground; }
    ReviewScreen Horizontal { height: 1fr; align-horizontal: center; background: $ground; }
    ReviewScreen Vertical { width: 1fr; max-width: 84; background: $ground; }
    ReviewScreen #view {
        height: 1; padding: 0 3; margin: 1 0 0 0; background: $ground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    is_open: var[bool] = var(False)

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._outlook: Mapping[str, date] = {}
        self._around: Passage | None = None
        self._is_prepared = False

    def compose(self) -> ComposeResult:
        """Where one is, the note, the keys."""
        bar = TitleBar().data_bind(ReviewScreen.state_text)
        bar.library_name = f"{self.library.name} · daily review"
        yield bar
        with Horizontal(), Vertical():
            yield Static("", id="view")
            yield ReviewCard()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what is due."""
        self.set_focus(self.query_one(ReviewCard))
        self.load()

    @property
    def is_ready(self) -> bool:
        """Whether all is known of what is shown."""
        return self.found is not None and (self.current is None or self._is_prepared)

    def watch_found(self) -> None:
        """Show the note that comes first, or the one that is being gone through as it is now."""
        if self.found is None:
            return
        self.known_tags = self.found.tags
        is_another = self.take_up()
        if is_another:
            self.is_open, self._outlook, self._around = False, {}, None
        if self.current is not None:
            self._prepare(self.current)
        self._show(from_top=is_another)

    def show_problem(self, line: str) -> None:
        """Say in the place of a note why there is none."""
        self.query_one(ReviewCard).show(lambda width: said_lines(line, width), from_top=True)
        self.refresh_hints()

    def watch_is_open(self) -> None:
        """Show the note, or hide it."""
        self._show()

    @work(group="prepare", exclusive=True, exit_on_error=False)
    async def _prepare(self, due: DueNote) -> None:
        """Find out when the note would come again, and what stands around it in the text."""
        self._is_prepared = False
        core, today = self.commonplace.core, self.library.today()
        self._outlook = await core(self.library.review_outlook, due.record.id, today)
        self.refresh_hints()
        self._around = await core(self.library.surroundings, due.record)
        self._is_prepared = True
        self._show()

    def _show(self, *, from_top: bool = False) -> None:
        found = self.found
        if found is None or not self.is_mounted:
            return
        page = self.query_one(ReviewCard)
        if self.current is None:
            page.show(lambda width: end_lines(found.agenda, width), from_top=True)
        else:
            card = self._card(self.current, found)
            page.show(lambda width: card_lines(card, width), from_top=from_top)
        self._show_view(found.agenda)
        self.refresh_hints()

    def _card(self, current: DueNote, found: Reviewed) -> Card:
        record = current.record
        return Card(
            due=current,
            source=found.sources.get(record.path) or record.title or record.path,
            mark=self.commonplace.legend.marks[record.color],
            today=self.library.today(),
            is_open=self.is_open,
            around=self._around,
        )

    def _show_view(self, agenda: Agenda) -> None:
        said = ""
        if self.current is not None:
            said = f"  {agenda.done + 1:,} of {agenda.done + len(agenda.due):,}"
            said += "" if self.current.reviewed else " · new"
        heading = ("DAILY REVIEW", "bold $text-primary")
        self.query_one("#view", Static).update(Content.assemble(heading, (said, "$faint")))

    def label_of(self, command: Command) -> str:
        """Offer what can be done now, each grade with when the note comes again."""
        width = self.size.width
        if command.id == "review.undo":
            return super().label_of(command) if self.can_take_back else ""
        if self.current is None and command.id.startswith(("review.", "notes.")):
            return ""
        if command.argument in GRADES:
            return self._grade_label(command.argument, width) if self.is_open else ""
        if command.id == "app.help" and self.is_open and width < NARROW:
            return ""  # the four grades need the room
        labels = {"app.back": "back", "app.quit": ""}
        if self.is_open:
            labels["review.go-on"] = "good, next" if width >= WIDE else ""
        return labels.get(command.id, super().label_of(command))

    def _grade_label(self, grade: str, width: int) -> str:
        due = self._outlook.get(grade)
        if due is None:
            return grade
        again = pause(due, self.library.today(), in_words=width >= WIDE)
        return f"{grade} {again.replace(' ', '')}" if width < NARROW else f"{grade} · {again}"

    def on_resize(self) -> None:
        """How much is said of the grades depends on the room."""
        self.refresh_hints()

    def legend_changed(self) -> None:
        """Show the new marks of the colours."""
        self._show()

    @on(ReviewCard.Clicked)
    def card_clicked(self) -> None:
        """Show the note; a click grades nothing."""
        if self.current is not None:
            self.is_open = True

    async def action_go_on(self) -> None:
        """Show the note; once it is shown, go on as with `good`."""
        if self.current is not None and not self.is_open:
            self.is_open = True
        else:
            await self.grade("good")

    async def action_grade_note(self, grade: str) -> None:
        """Say how well the note was remembered, and go on to the next."""
        if self.current is not None and not self.is_open:
            self.say("Space shows the note first.")
        else:
            await self.grade(grade)

    async def action_never_again(self) -> None:
        """Let the note not come again."""
        if await self.grade(NEVER):
            self.say("This note will not come again; u takes that back.", "success")

    def action_open_passage(self) -> None:
        """Go to the passage in its document."""
        if self.current is not None:
            self.dismiss(NoteTarget(self.current.record.path, self.current.record.id))

    def action_edit_note(self) -> None:
        """Edit the note."""
        if self.current is not None:
            self.begin_editing(self.edit_record(self.current.record))

    @work(group="editor", exclusive=True, exit_on_error=False)
    async def action_edit_note_outside(self) -> None:
        """Edit the note in the user's own editor."""
        if self.current is not None:
            await self.edit_record_outside(self.current.record)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_tag_note(self) -> None:
        """Give the note tags, or take some away."""
        from notes import bulk

        if self.current is None:
            return
        record = self.current.record
        asked = await self.ask_tags("Tags for this note")
        if asked is not None:
            outcome = await self.save(bulk.retag, self.library, (record,), *asked)
            if outcome is not None:
                self.show_outcome("Tagged", outcome)

    def action_back(self) -> None:
        """Leave; what was graded is on disk."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help()
