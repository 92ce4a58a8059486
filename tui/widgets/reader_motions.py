"""The reader's motions: by rows and pages, units of text, sections, highlights and matches."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message

from tui import text_units
from tui.widgets.reader_view import ReaderView


class ReaderMotions(ReaderView, can_focus=True, inherit_bindings=False):
    """Every motion of the registry; a count repeats it, and the ends of the text stop it."""

    @dataclass
    class MatchReached(Message, namespace="reader"):
        """The caret went to match `index` of `total`, perhaps around an end of the text."""

        index: int
        total: int
        wrapped: bool

    # Rows and pages

    def action_move_down(self, count: int = 1) -> None:
        """Go down by rows as seen."""
        self._go_to_row(self.wrapped.row_of(self.caret) + count)

    def action_move_up(self, count: int = 1) -> None:
        """Go up by rows as seen."""
        self.action_move_down(-count)

    def action_half_page_down(self, count: int = 1) -> None:
        """Go down by half pages."""
        self._turn(count * max(1, self.page_rows // 2))

    def action_half_page_up(self, count: int = 1) -> None:
        """Go up by half pages."""
        self.action_half_page_down(-count)

    def action_move_page_down(self, count: int = 1) -> None:
        """Go down by pages; two rows stay in sight."""
        self._turn(count * max(1, self.page_rows - 2))

    def action_move_page_up(self, count: int = 1) -> None:
        """Go up by pages; two rows stay in sight."""
        self.action_move_page_down(-count)

    def action_move_top(self) -> None:
        """Go to the beginning of the text."""
        self.jump_to(0)

    def action_move_bottom(self) -> None:
        """Go to the end of the text."""
        self.jump_to(self._last_in_row(self.wrapped.row_of(max(0, len(self.text) - 1))))

    def _turn(self, rows: int) -> None:
        """Move page and caret together, so that the caret stays where the eye is."""
        row = self.wrapped.row_of(self.caret)
        self._scroll_to_row(self._top_row() + rows)
        self._go_to_row(row + rows)

    # Characters and units of text

    def action_caret_left(self, count: int = 1) -> None:
        """Go left, and on from the start of a row to the end of the one above."""
        self._repeat(self._left_of, count)

    def action_caret_right(self, count: int = 1) -> None:
        """Go right, and on from the end of a row to the start of the one below."""
        self._repeat(self._right_of, count)

    def action_line_start(self) -> None:
        """Go to the start of the row."""
        self.go_to(self.wrapped.row_start(self.wrapped.row_of(self.caret)))

    def action_line_end(self) -> None:
        """Go to the last visible character of the row."""
        self.go_to(self._last_in_row(self.wrapped.row_of(self.caret)))

    def action_next_word(self, count: int = 1) -> None:
        """Go to the start of the next word."""
        self._repeat_unit(text_units.next_word, count)

    def action_previous_word(self, count: int = 1) -> None:
        """Go to the start of this word, or of the one before."""
        self._repeat_unit(text_units.previous_word, count)

    def action_word_end(self, count: int = 1) -> None:
        """Go to the end of this word, or of the next."""
        self._repeat_unit(text_units.word_end, count)

    def action_next_sentence(self, count: int = 1) -> None:
        """Go to the start of the next sentence."""
        self._repeat_unit(text_units.next_sentence, count)

    def action_previous_sentence(self, count: int = 1) -> None:
        """Go to the start of this sentence, or of the one before."""
        self._repeat_unit(text_units.previous_sentence, count)

    def action_next_paragraph(self, count: int = 1) -> None:
        """Go to the start of the next paragraph."""
        self._repeat_unit(text_units.next_paragraph, count)

    def action_previous_paragraph(self, count: int = 1) -> None:
        """Go to the start of this paragraph, or of the one before."""
        self._repeat_unit(text_units.previous_paragraph, count)

    def _repeat_unit(self, step: Callable[[str, int], int], count: int) -> None:
        self._repeat(lambda offset: step(self.text, offset), count)

    def _repeat(self, step: Callable[[int], int], count: int) -> None:
        offset = self.caret
        for _ in range(count):
            following = step(offset)
            if following == offset:
                break
            offset = following
        self.go_to(offset)

    def _left_of(self, offset: int) -> int:
        row = self.wrapped.row_of(offset)
        start = self.wrapped.row_start(row)
        if offset > start:
            return min(self._nearest(offset - 1), self._last_in_row(row))
        return self._last_in_row(row - 1) if row else offset

    def _right_of(self, offset: int) -> int:
        row = self.wrapped.row_of(offset)
        if offset < self._last_in_row(row):
            return self.wrapped.cluster_of(offset)[1]
        below = row + 1 < self.wrapped.rows and self.wrapped.row_start(row + 1)
        return below if below and below < len(self.text) else offset

    # Landmarks

    def action_next_section(self, count: int = 1) -> None:
        """Go to the next heading."""
        self._to_landmark(self._headings.starts, count)

    def action_previous_section(self, count: int = 1) -> None:
        """Go to the heading before."""
        self._to_landmark(self._headings.starts, -count)

    def action_next_annotation(self, count: int = 1) -> None:
        """Go to the next highlight."""
        self._to_landmark([mark.start for mark in self._mark_index.marks], count)

    def action_previous_annotation(self, count: int = 1) -> None:
        """Go to the highlight before."""
        self._to_landmark([mark.start for mark in self._mark_index.marks], -count)

    def action_next_link(self, count: int = 1) -> None:
        """Go to the next link."""
        self._to_landmark(self._link_index.starts, count)

    def action_previous_link(self, count: int = 1) -> None:
        """Go to the link before."""
        self._to_landmark(self._link_index.starts, -count)

    def _to_landmark(self, starts: Sequence[int], steps: int) -> None:
        """Go on by `steps` among the offsets `starts`, as far as there are any."""
        ahead = starts[bisect_right(starts, self.caret) :]
        behind = starts[: bisect_left(starts, self.caret)]
        if steps > 0 and ahead:
            self.jump_to(ahead[min(steps, len(ahead)) - 1])
        elif steps < 0 and behind:
            self.jump_to(behind[max(steps, -len(behind))])

    # Matches

    @property
    def upcoming_match(self) -> int | None:
        """Which match is at the caret or the first after it, from 0; None without matches."""
        starts = self._match_index.starts
        return bisect_left(starts, self.caret) % len(starts) if starts else None

    def action_upcoming_match(self) -> None:
        """Go to the match at the caret or the first after it."""
        self._to_match(bisect_left(self._match_index.starts, self.caret))

    def action_next_match(self, count: int = 1) -> None:
        """Go to the next match, from the last one to the first."""
        self._to_match(bisect_right(self._match_index.starts, self.caret) + count - 1)

    def action_previous_match(self, count: int = 1) -> None:
        """Go to the match before, from the first one to the last."""
        self._to_match(bisect_left(self._match_index.starts, self.caret) - count)

    def _to_match(self, index: int) -> None:
        total = len(self._match_index.starts)
        if not total:
            return
        self.current_match = index % total
        self.forget_strips()
        self.jump_to(self._match_index.starts[self.current_match])
        self.post_message(
            self.MatchReached(self.current_match, total, wrapped=not 0 <= index < total)
        )
