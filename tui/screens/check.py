"""Check me: the words a note was made on beside those it may belong to now; the user decides."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from notes.annotations.anchoring.offering import Candidate
from notes.annotations.model import CONTEXT, LOST
from notes.annotations.tags import tags_in
from notes.checking import Doubt
from notes.surroundings import Passage
from tui.command import Command
from tui.differences import Part, compare
from tui.line_text import cut, flat, visible
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar

LONGEST = 1_500  # code points of a passage that are compared and shown
NOTE = 300  # cells of the note's own text
SIDE_BY_SIDE = 120  # columns from which the two passages are
AROUND = 13  # rows that are not theirs
LONGEST_SIDE = 20  # rows

FOUND_AGAIN = "The source was changed. This note was found again by its words only: is it here?"
LOST_PLACES = "Its words are gone from the text. It may belong to one of these places."
LOST_NOWHERE = "Its words are gone from the text, and nothing in it is like them."
NOTHING = "No place to offer. Choose its words in the text, or leave it as it is."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the user decided: this `place`, or, without one, to choose its words in the text."""

    place: Candidate | None = None


class CheckScreen(Dialog[Verdict | None]):
    """Shows a doubtful note as it was marked and where it may stand; gives a `Verdict`, or None."""

    KEY_CONTEXT = "check"
    DEFAULT_CSS = """
    CheckScreen > Vertical { width: 116; }
    CheckScreen #note { margin: 1 0 0 0; max-height: 3; }
    CheckScreen #sides { height: auto; background: $surface; margin: 1 1 0 1; }
    CheckScreen #sides > VerticalScroll {
        width: 1fr; height: auto; background: $ground; padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    CheckScreen #new { margin: 0 0 0 1; }
    CheckScreen #sides Static { background: $ground; height: auto; }
    CheckScreen.-normal #sides, CheckScreen.-narrow #sides { layout: vertical; }
    CheckScreen.-normal #sides > VerticalScroll, CheckScreen.-narrow #sides > VerticalScroll {
        width: 100%; margin: 0;
    }
    CheckScreen.-normal #sides > #new, CheckScreen.-narrow #sides > #new { margin: 1 0 0 0; }
    """

    def __init__(self, doubt: Doubt, text: str, name: str) -> None:
        super().__init__()
        self._doubt = doubt
        self._text = text
        self._document = name
        self._at = 0

    def compose(self) -> ComposeResult:
        """What it is about, the old words and the new, the note, the keys."""
        with Vertical():
            yield Static(self._title(), id="title")
            yield Static(self._why(), id="why", markup=False)
            with Horizontal(id="sides"):
                with VerticalScroll(id="old", can_focus=False):
                    yield Static("", id="old-text")
                with VerticalScroll(id="new", can_focus=False):
                    yield Static("", id="new-text")
            yield Static(self._note(), id="note")
            yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Let long passages scroll, so that the keys stay in sight below them."""
        sides = self.query(VerticalScroll)
        rows = event.size.height - AROUND
        if event.size.width < SIDE_BY_SIDE:
            rows //= len(sides)
        for side in sides:
            side.styles.max_height = max(2, min(LONGEST_SIDE, rows))

    def on_mount(self) -> None:
        """Show the first place."""
        self._show()
        self.refresh_hints()

    def label_of(self, command: Command) -> str:
        """Offer no place where there is none, and no other one where there is one."""
        least = {"check.accept": 1, "check.next": 2}.get(command.id, 0)
        return super().label_of(command) if len(self._doubt.places) >= least else ""

    def action_accept_place(self) -> None:
        """This is the place."""
        if self._doubt.places:
            self.dismiss(Verdict(self._doubt.places[self._at]))
        else:
            self.say(NOTHING, "warning")

    def action_choose_place(self) -> None:
        """Go to the text and choose the words there."""
        self.dismiss(Verdict())

    def action_next_place(self) -> None:
        """Show the next place it may be."""
        self._go(1)

    def action_previous_place(self) -> None:
        """Show the place before."""
        self._go(-1)

    def action_scroll_sides_down(self) -> None:
        """Show more of long passages."""
        self._scroll(1)

    def action_scroll_sides_up(self) -> None:
        """Show what was before."""
        self._scroll(-1)

    def action_help(self) -> None:
        """Show the keys of this place."""
        self.show_help()

    def _go(self, step: int) -> None:
        count = len(self._doubt.places)
        if count > 1:
            self._at = (self._at + step) % count
            self._show()
        else:
            self.say("There is no other place like it.")

    def _scroll(self, pages: int) -> None:
        for side in self.query(VerticalScroll):
            side.scroll_relative(y=pages * max(1, side.size.height - 2), animate=False)

    def _show(self) -> None:
        was, places = self._doubt.was, self._doubt.places
        if not places:
            old = [Part(one_line(was.words))]
            new = Content(NOTHING).stylize("$faint")
        else:
            place = places[self._at]
            around = max(CONTEXT, len(was.before), len(was.after))  # as much on either side
            now = Passage.of(self._text, place.start, place.end, around)
            old, changed = map(list, compare(one_line(was.words), one_line(now.words)))
            new = _passage(self._place_title(place), now, changed, "$text-success")
        self.query_one("#old-text", Static).update(
            _passage("AS IT WAS MARKED", was, old, "$text-error")
        )
        self.query_one("#new-text", Static).update(new)
        for side in self.query(VerticalScroll):
            side.scroll_home(animate=False)

    def _place_title(self, place: Candidate) -> str:
        count = len(self._doubt.places)
        where = "WHERE IT MAY BELONG" if self._doubt.state == LOST else "WHERE IT STANDS NOW"
        which = f"PLACE {self._at + 1} OF {count}" if count > 1 else where
        alike = "the same words" if place.likeness >= 1 else f"{place.likeness:.0%} alike"
        return f"{which} · {alike} · at {place.start / max(1, len(self._text)):.0%}"

    def _title(self) -> Content:
        is_lost = self._doubt.state == LOST
        words, style = (
            ("LOST ITS PLACE", "$text-error") if is_lost else ("CHECK ME", "$text-warning")
        )
        return Content.assemble(
            (words, f"bold {style}"), (f"  {visible(self._document)}", "$faint")
        )

    def _why(self) -> str:
        if self._doubt.state != LOST:
            return FOUND_AGAIN
        return LOST_PLACES if self._doubt.places else LOST_NOWHERE

    def _note(self) -> Content:
        annotation = self._doubt.annotation
        inline = tags_in(annotation.note)
        tags = " ".join(f"#{tag}" for tag in annotation.tags if tag not in inline)
        said = cut(" ".join(flat(f"{annotation.note} {tags}").split()), NOTE)
        sign = self.commonplace.legend.marks[annotation.color]
        return Content.assemble(
            (f"{sign} ", f"$mark-{annotation.color}"),
            (said, "$text") if said else ("a highlight without a note", "$faint"),
        )


def one_line(text: str) -> str:
    """As much of a passage as is shown, in one safe line."""
    line = " ".join(flat(text[: 2 * LONGEST]).split())
    return line if len(line) <= LONGEST and len(text) <= 2 * LONGEST else f"{line[:LONGEST]}…"


def _whole_words(text: str, *, at_end: bool = False) -> str:
    """One line of what stands around a passage, without the part of a word where it was cut."""
    head, _, tail = one_line(text).rpartition(" ") if at_end else one_line(text).partition(" ")
    return (head if at_end else tail) or one_line(text)


def _passage(title: str, passage: Passage, words: list[Part], style: str) -> Content:
    """The words, set off from what stands around them; those that differ are bold and coloured."""
    parts: list[Content | str | tuple[str, str]] = [(f"{title}\n", "bold $text-primary")]
    before, after = _whole_words(passage.before), _whole_words(passage.after, at_end=True)
    before += " " if passage.before[-1:].isspace() else ""
    after = (" " if passage.after[:1].isspace() else "") + after
    parts.append((f"… {before}" if before.strip() else "", "$faint"))
    parts += [(part.text, f"bold {style}" if part.differs else "bold") for part in words]
    parts.append((f"{after} …" if after.strip() else "", "$faint"))
    return Content.assemble(*parts)
