"""The tags of the library: how often each is used, renaming, joining and deleting them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import on, work
from textual.reactive import var

from notes import bulk
from notes.annotations.tags import clean_tags
from notes.bulk import Outcome
from tui.line_text import Line, cut, flat, pad
from tui.screens.ask_line import AskLine
from tui.screens.choice import Choice, ChoiceScreen
from tui.screens.filtered import FilteredScreen
from tui.widgets.row_list import RowList
from tui.widgets.row_tops import Row

NO_TAGS = "No tags in this library yet.\n\nWrite #tag in a note, or select words and press #."
NO_MATCH = "No tag holds these letters. Esc shows all again."
_COUNT = 7  # cells

TagCounts = tuple[tuple[str, int], ...]


class TagRow(NamedTuple):
    """A tag and how many notes have it."""

    id: str
    uses: int

    @property
    def selectable(self) -> bool:
        """Every tag can be chosen."""
        return True

    def height(self, width: int) -> int:
        """One line."""
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        """How often it is used, and its name."""
        count = pad(f"{self.uses:,}", _COUNT, "right")
        name = cut(f"#{flat(self.id)}", width - _COUNT - 2)
        return [((count, "faint"), ("  ", ""), (name, "tag"))]


class TagList(RowList):
    """The tags."""

    KEY_CONTEXT = "tag-list"


class TagsScreen(FilteredScreen[TagCounts]):
    """Every tag that is used; gives one whose notes are to be shown, or None."""

    HEADING = "tags"
    PLACEHOLDER = "letters of a tag"
    NOTHING = NO_TAGS
    NO_MATCH = NO_MATCH
    LIST = TagList
    ROW_HEIGHT = 1

    by_name: var[bool] = var(False)

    def read(self) -> TagCounts:
        """Every tag with the number of its notes, the most used first."""
        return tuple(self.library.notes().tag_counts())

    def rows_of(self, content: TagCounts) -> list[Row]:
        """The tags with these letters."""
        wanted = self.words.strip().lstrip("#").casefold()
        found = [TagRow(tag, n) for tag, n in content if wanted in tag.casefold()]
        return sorted(found, key=lambda row: row.id.casefold()) if self.by_name else [*found]

    def described(self, content: TagCounts) -> str:
        """How many there are, and in which order."""
        shown, every = len(self.rows.rows), len(content)
        of_all = "" if shown == every else f" of {every:,}"
        return f"{shown:,}{of_all} · by {'name' if self.by_name else 'use'}"

    def watch_by_name(self) -> None:
        """Show them in the other order."""
        self.show_rows()

    @on(RowList.Opened)
    def tag_chosen(self, event: RowList.Opened) -> None:
        """Show the notes with a tag."""
        self.dismiss(event.row_id)

    def action_sort_tags(self) -> None:
        """By use, or by name."""
        self.by_name = not self.by_name

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_rename_tag(self) -> None:
        """Give the tag under the cursor another name; where that is used, ask to join the two."""
        old = self.rows.cursor
        if old is None:
            return
        question = AskLine(f"Rename #{old} on every note to", old, selected=len(old))
        typed = clean_tags([await self.app.push_screen_wait(question) or ""])
        if not typed or typed[0] == old:
            return
        new = typed[0]
        is_other = new.casefold() != old.casefold()
        used = [tag for tag, _ in self.content or () if tag.casefold() == new.casefold()]
        if is_other and used:
            new = used[0]
            choices = [Choice("join", f"Join them: every #{old} becomes #{new}")]
            asked = ChoiceScreen(f"There are notes tagged #{new} already.", choices)
            if await self.app.push_screen_wait(asked) is None:
                return
        await self._put(old, new)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_merge_tag(self) -> None:
        """Put another tag in the place of the one under the cursor."""
        old = self.rows.cursor
        others = [Choice(tag, f"#{tag}", str(n)) for tag, n in self.content or () if tag != old]
        if old is None or not others:
            self.say("It takes two tags to join them.")
            return
        new = await self.app.push_screen_wait(ChoiceScreen(f"Every #{old} becomes", others))
        if new is not None:
            await self._put(old, new)

    @work(group="tag", exclusive=True, exit_on_error=False)
    async def action_delete_tag(self) -> None:
        """Take the tag under the cursor from every note."""
        old = self.rows.cursor
        if old is not None:
            await self._change(f"#{old} is taken away:", bulk.delete_tag, self.library, old)

    async def _put(self, old: str, new: str) -> None:
        self.wanted = new
        await self._change(f"#{old} is #{new} now:", bulk.rename_tag, self.library, old, new)

    async def _change(self, done: str, work: Callable[..., Outcome], *args: object) -> None:
        outcome = await self.save(work, *args)
        if outcome is not None:
            self.show_outcome(done, outcome)
