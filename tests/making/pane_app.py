"""An app of one pane, which keeps what the pane posts."""

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.themes import FALLBACK_VARIABLES, INK, PAPER
from tui.widgets.row_list import RowList


class PaneApp(App[None]):
    AUTO_FOCUS = ""  # nothing: a list with the focus looks otherwise

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane
        self.seen: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(FALLBACK_VARIABLES)

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.register_theme(PAPER)
        self.register_theme(INK)
        self.theme = "paper"

    def on_document_pane_document_opened(self, event: Message) -> None:
        self.seen.append(event)

    on_document_pane_document_highlighted = on_document_pane_document_opened
    on_document_pane_view_changed = on_document_pane_document_opened
    on_search_pane_query_changed = on_document_pane_document_opened
    on_search_pane_passage_opened = on_document_pane_document_opened
    on_notes_panel_note_opened = on_document_pane_document_opened
    on_notes_panel_note_highlighted = on_document_pane_document_opened
    # What must not get out of a pane:
    on_row_list_opened = on_document_pane_document_opened
    on_row_list_highlighted = on_document_pane_document_opened
    on_input_changed = on_document_pane_document_opened
    on_input_submitted = on_document_pane_document_opened

    def heading(self) -> str:
        return self.static(".heading")

    def static(self, selector: str) -> str:
        return str(self.pane.query_one(selector, Static).render())

    def lines(self) -> Sequence[str]:
        rows = self.pane.query_one(RowList)
        return [rows.render_line(y).text.strip() for y in range(rows.size.height)]
