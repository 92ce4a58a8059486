"""The one registry of commands: key layer, palette, footer, help and keymap are all made from it.

A key is written as it is typed (`y`, `]`, `?`) or by its name (`space`, `enter`, `ctrl+d`, `tab`);
keys of a sequence are separated by blanks (`y c`). A command works in each of its contexts; a
widget or screen names its context in `KEY_CONTEXT`, and the key layer asks the focused widget's
context first, then its ancestors', then `app`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MOVING = ("reader", "select", "documents", "results", "panel", "all-notes", "help")
READING = ("reader", "select")
LISTS = ("documents", "results", "panel", "all-notes")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do.

    `action` is called as `action_<action>` on the nearest widget, from the focused one up to the
    application, that has it; a `counted` one gets the typed count (1 when none was typed), and one
    with an `argument` gets that. `label` is the word in the footer; without one it is not shown
    there.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    description: str
    group: str
    contexts: tuple[str, ...]
    counted: bool = False
    argument: str | None = None
    label: str | None = None


def _command(
    id: str,
    keys: str,
    description: str,
    contexts: str | Iterable[str],
    *,
    group: str,
    action: str | None = None,
    counted: bool = False,
    argument: str | None = None,
    label: str | None = None,
) -> Command:
    """Build a command; `|` separates alternative keys, the action defaults to the id's tail."""
    return Command(
        id=id,
        keys=tuple(key.strip() for key in keys.split(" | ")) if keys else (),
        action=action or id.rpartition(".")[2].replace("-", "_"),
        description=description,
        group=group,
        contexts=(contexts,) if isinstance(contexts, str) else tuple(contexts),
        counted=counted,
        argument=argument,
        label=label,
    )


def _everywhere() -> Iterable[Command]:
    group = "Everywhere"
    yield _command("app.help", "?", "Show the keys of this place", "app", group=group, label="help")
    yield _command("app.palette", "ctrl+p", "Find a command by its name", "app", group=group)
    yield _command("app.next-pane", "tab", "Go to the next pane", "app", group=group)
    yield _command("app.previous-pane", "shift+tab", "Go to the previous pane", "app", group=group)
    yield _command("app.back", "escape", "Back, close, or drop what is begun", "app", group=group)
    yield _command(
        "app.quit",
        "q | ctrl+q",
        "Close this, or quit",
        "app",
        group=group,
        action="leave",
        label="quit",
    )
    yield _command("app.undo", "u", "Undo the last change to the notes", "app", group=group)
    yield _command("app.redo", "ctrl+r", "Do the undone change again", "app", group=group)
    yield _command("app.search", "S", "Search the library", "app", group=group, label="search")
    yield _command(
        "app.all-notes", "A", "All notes of the library", "app", group=group, label="all notes"
    )
    yield _command(
        "app.theme",
        "c",
        "Change between the light and the dark theme",
        "app",
        group=group,
        action="change_theme",
    )
    yield _command("app.zen", "z", "Show nothing but the text", "app", group=group)
    yield _command("app.rescan", "f5", "Look for new and changed documents", "app", group=group)


def _moving() -> Iterable[Command]:
    group = "Moving"
    steps = (
        ("move.down", "j | down", "Down a line", "move_down"),
        ("move.up", "k | up", "Up a line", "move_up"),
        ("move.half-page-down", "ctrl+d", "Down half a page", "half_page_down"),
        ("move.half-page-up", "ctrl+u", "Up half a page", "half_page_up"),
        ("move.page-down", "ctrl+f | pagedown | space", "Down a page", "move_page_down"),
        ("move.page-up", "ctrl+b | pageup", "Up a page", "move_page_up"),
    )
    for id, keys, description, action in steps:
        yield _command(id, keys, description, MOVING, group=group, action=action, counted=True)
    yield _command(
        "move.top", "g g | ctrl+home", "To the top", MOVING, group=group, action="move_top"
    )
    yield _command(
        "move.bottom", "G | ctrl+end", "To the end", MOVING, group=group, action="move_bottom"
    )


def _caret() -> Iterable[Command]:
    group = "Moving in the text"
    steps = (
        ("reader.left", "h | left", "Left", "caret_left"),
        ("reader.right", "l | right", "Right", "caret_right"),
        ("reader.word", "w", "To the next word", "next_word"),
        ("reader.word-back", "b", "Back a word", "previous_word"),
        ("reader.word-end", "e", "To the end of the word", "word_end"),
        ("reader.sentence", ")", "To the next sentence", "next_sentence"),
        ("reader.sentence-back", "(", "Back a sentence", "previous_sentence"),
        ("reader.paragraph", "}", "To the next paragraph", "next_paragraph"),
        ("reader.paragraph-back", "{", "Back a paragraph", "previous_paragraph"),
        ("reader.section", "] ]", "To the next section", "next_section"),
        ("reader.section-back", "[ [", "Back a section", "previous_section"),
    )
    for id, keys, description, action in steps:
        contexts = ("select",) if id in ("reader.word-end", "reader.word-back") else READING
        yield _command(id, keys, description, contexts, group=group, action=action, counted=True)
    yield _command(
        "reader.line-start",
        "0 | home",
        "To the start of the line",
        READING,
        group=group,
        action="line_start",
    )
    yield _command(
        "reader.line-end",
        "$ | end",
        "To the end of the line",
        READING,
        group=group,
        action="line_end",
    )
    yield _command(
        "reader.next-match",
        "n",
        "To the next match",
        READING,
        group=group,
        action="next_match",
        counted=True,
    )
    yield _command(
        "reader.previous-match",
        "N",
        "To the previous match",
        READING,
        group=group,
        action="previous_match",
        counted=True,
    )
    yield _command("reader.find", "/", "Find in this document", READING, group=group, label="find")


def _reader() -> Iterable[Command]:
    group = "Reading"
    here = "reader"
    yield _command(
        "reader.select",
        "v",
        "Select, character by character",
        here,
        group=group,
        action="select_characters",
        label="select",
    )
    yield _command(
        "reader.select-lines", "V", "Select whole lines", here, group=group, action="select_lines"
    )
    yield _command(
        "reader.note",
        "a",
        "Write a note on the highlight or sentence here",
        here,
        group=group,
        action="note_here",
        label="note",
    )
    yield _command("reader.edit", "e", "Edit the note here", here, group=group, action="edit_here")
    yield _command(
        "reader.delete", "d d", "Delete the highlight here", here, group=group, action="delete_here"
    )
    yield _command(
        "reader.open-note",
        "enter",
        "Go to the note of the highlight here",
        here,
        group=group,
        action="open_note_here",
    )
    yield from _colors("H", here, group, "Highlight here, or recolour, in ", "color_here")
    yield _command(
        "reader.next-annotation", "] a", "To the next highlight", here, group=group, counted=True
    )
    yield _command(
        "reader.previous-annotation",
        "[ a",
        "To the previous highlight",
        here,
        group=group,
        counted=True,
    )
    yield _command(
        "reader.next-to-check", "] o", "To the next note that needs checking", here, group=group
    )
    yield _command(
        "reader.previous-to-check",
        "[ o",
        "To the previous note that needs checking",
        here,
        group=group,
    )
    yield _command(
        "reader.dim",
        "x",
        "Dim or show navigation lines and repeats",
        here,
        group=group,
        action="toggle_boilerplate",
    )
    yield _command(
        "reader.notes",
        "i",
        "Go to this document's notes",
        here,
        group=group,
        action="notes_panel",
        label="notes",
    )


def _copying() -> Iterable[Command]:
    group = "Copying"
    yield _command(
        "copy.passage",
        "y y",
        "Copy the passage here",
        ("reader", "panel", "all-notes"),
        group=group,
        action="copy_passage",
    )
    yield _command(
        "copy.citation",
        "y c",
        "Copy the citation",
        ("reader", "documents", "panel", "all-notes"),
        group=group,
        action="copy_citation",
        label="cite",
    )
    yield _command(
        "copy.quoted",
        "y q",
        "Copy the passage with its citation",
        ("reader", "panel", "all-notes"),
        group=group,
        action="copy_quoted",
    )
    yield _command(
        "copy.bibtex",
        "y b",
        "Copy the BibTeX entry",
        ("reader", "documents", "panel", "all-notes"),
        group=group,
        action="copy_bibtex",
    )
    yield _command(
        "copy.style",
        "y s",
        "Choose the citation style",
        ("reader", "documents", "panel", "all-notes"),
        group=group,
        action="choose_style",
    )
    yield _command(
        "copy.last", "y p", "Look at the last copies", "app", group=group, action="show_copies"
    )


def _selecting() -> Iterable[Command]:
    group = "Selecting"
    here = "select"
    yield _command(
        "select.sentence", "i s", "Select the sentence", here, group=group, action="select_sentence"
    )
    yield _command(
        "select.paragraph",
        "i p",
        "Select the paragraph",
        here,
        group=group,
        action="select_paragraph",
    )
    yield _command(
        "select.other-end", "o", "Go to the other end", here, group=group, action="other_end"
    )
    yield _command(
        "select.highlight",
        "enter",
        "Highlight in the last colour",
        here,
        group=group,
        action="highlight_selection",
        label="highlight",
    )
    yield from _colors("", here, group, "Highlight in ", "highlight_in")
    yield _command(
        "select.note",
        "a",
        "Highlight and write a note",
        here,
        group=group,
        action="note_selection",
        label="note",
    )
    yield _command(
        "select.tag",
        "#",
        "Highlight and tag",
        here,
        group=group,
        action="tag_selection",
        label="tag",
    )
    yield _command(
        "select.copy",
        "y",
        "Copy the selection",
        here,
        group=group,
        action="copy_selection",
        label="copy",
    )
    yield _command(
        "select.copy-quoted",
        "Y",
        "Copy the selection with its citation",
        here,
        group=group,
        action="copy_selection_quoted",
        label="copy + cite",
    )
    yield _command(
        "select.search",
        "S",
        "Search the library for the selection",
        here,
        group=group,
        action="search_selection",
    )
    yield _command(
        "select.cancel",
        "escape | v",
        "Drop the selection",
        here,
        group=group,
        action="cancel_selection",
        label="drop",
    )


def _colors(prefix: str, context: str, group: str, verb: str, action: str) -> Iterable[Command]:
    names = ("yellow", "green", "blue", "pink", "orange", "violet", "teal", "grey")
    for digit, color in enumerate(names, 1):
        keys = f"{prefix} {digit}".strip()
        yield _command(
            f"{context}.{color}",
            keys,
            verb + color,
            context,
            group=group,
            action=action,
            argument=color,
        )


def _lists() -> Iterable[Command]:
    group = "Documents"
    yield _command(
        "documents.open",
        "enter",
        "Open the document",
        "documents",
        group=group,
        action="open_row",
        label="open",
    )
    yield _command(
        "documents.filter",
        "/",
        "Filter by title, author or name",
        "documents",
        group=group,
        action="filter_documents",
        label="filter",
    )
    yield _command(
        "documents.sort",
        "s",
        "Sort by title, author, date, or progress",
        "documents",
        group=group,
        action="sort_documents",
        label="sort",
    )
    yield _command(
        "documents.show",
        "f",
        "Show all, unread, reading, done, annotated",
        "documents",
        group=group,
        action="cycle_filter",
        label="show",
    )
    group = "Search"
    yield _command(
        "search.into-results",
        "down",
        "Go to the results",
        "query",
        group=group,
        action="into_results",
        label="results",
    )
    yield _command(
        "search.submit",
        "enter",
        "Go to the first result",
        "query",
        group=group,
        action="submit_query",
        label="open",
    )
    yield _command(
        "search.suggestion",
        "ctrl+g",
        "Take the suggested spelling",
        "query",
        group=group,
        action="take_suggestion",
    )
    yield _command(
        "results.open",
        "enter",
        "Open at the passage",
        "results",
        group=group,
        action="open_row",
        label="open",
    )
    yield _command(
        "results.query",
        "/",
        "Go back to the query",
        "results",
        group=group,
        action="edit_query",
        label="query",
    )
    group = "Find in the document"
    yield _command(
        "find.accept",
        "enter | down",
        "Go to the matches",
        "find",
        group=group,
        action="accept_find",
        label="matches",
    )
    yield _command(
        "find.close", "escape", "Give up", "find", group=group, action="close_find", label="close"
    )
    group = "Last copies"
    copies = (
        ("older", "j | down", "The copy before this one", "older_copy", "older"),
        ("newer", "k | up", "The copy after this one", "newer_copy", "newer"),
        ("write", "w", "Write this copy to a file", "write_copy", "write to a file"),
    )
    for name, keys, description, action, label in copies:
        yield _command(
            f"copies.{name}",
            keys,
            description,
            "copies",
            group=group,
            action=action,
            label=label,
        )
    group = "Notes"
    notes = ("panel", "all-notes")
    yield _command(
        "notes.open",
        "enter",
        "Go to the passage",
        notes,
        group=group,
        action="open_row",
        label="passage",
    )
    yield _command(
        "notes.edit", "e", "Edit the note", notes, group=group, action="edit_note", label="edit"
    )
    yield _command(
        "notes.delete",
        "d d",
        "Delete the highlight and its note",
        notes,
        group=group,
        action="delete_note",
    )
    for digit, color in enumerate(
        ("yellow", "green", "blue", "pink", "orange", "violet", "teal", "grey"), 1
    ):
        yield _command(
            f"notes.{color}",
            f"H {digit}",
            f"Recolour {color}",
            notes,
            group=group,
            action="recolor_note",
            argument=color,
        )
    yield _command(
        "notes.filter",
        "/",
        "Filter by words",
        "all-notes",
        group=group,
        action="filter_words",
        label="words",
    )
    yield _command(
        "notes.facet",
        "f",
        "Filter by tag, colour, document, date or state",
        "all-notes",
        group=group,
        action="choose_filter",
        label="filter",
    )
    yield _command(
        "notes.clear", "F", "Show all notes again", "all-notes", group=group, action="clear_filters"
    )
    yield _command(
        "notes.sort",
        "s",
        "Sort by place, date or colour",
        "all-notes",
        group=group,
        action="sort_notes",
        label="sort",
    )
    group = "Note editor"
    yield _command(
        "editor.save",
        "ctrl+s",
        "Save the note",
        "editor",
        group=group,
        action="save_note",
        label="save",
    )
    yield _command(
        "editor.close",
        "escape",
        "Close; the draft is kept",
        "editor",
        group=group,
        action="close_editor",
        label="close",
    )
    yield _command(
        "editor.complete",
        "tab",
        "Complete the tag",
        "editor",
        group=group,
        action="complete_tag",
        label="complete tag",
    )
    yield _command(
        "editor.color",
        "ctrl+t",
        "Change the colour",
        "editor",
        group=group,
        action="next_color",
        label="colour",
    )


COMMANDS: tuple[Command, ...] = (
    *_everywhere(),
    *_moving(),
    *_caret(),
    *_reader(),
    *_selecting(),
    *_copying(),
    *_lists(),
)
BY_ID = {command.id: command for command in COMMANDS}
