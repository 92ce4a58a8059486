"""The one registry of commands: key layer, palette, footer, help and keymap are all made from it.

A key is written as it is typed (`y`, `]`, `?`) or by its name (`space`, `enter`, `ctrl+d`, `tab`);
keys of a sequence are separated by blanks (`y c`), alternative keys by ` | `. A command works in
each of its contexts; a widget or screen names its context in `KEY_CONTEXT`, and the key layer asks
the focused widget's context first, then its ancestors', then `app` (unless a question is asked or
text is typed), then `always`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from notes.annotations.model import COLORS

LISTS = ("documents", "results", "panel", "all-notes", "trash", "tag-list", "category-list")
MOVING = ("reader", "select", *LISTS, "help")
READING = ("reader", "select")
NOTES = ("panel", "all-notes")

# id, keys, action, description, label in the footer ("" for none)
Entry = tuple[str, str, str, str, str]


class Command(NamedTuple):
    """One thing the user can do.

    `action` is called as `action_<action>` on the nearest widget, from the focused one up to the
    application, that has it; a `counted` one gets the typed count (1 when none was typed), and one
    with an `argument` gets that. `label` is the word in the footer; without one it is not shown
    there. `verb` is what the description says before the argument.
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
    verb: str = ""


def _section(
    group: str, contexts: str | tuple[str, ...], *entries: Entry, counted: bool = False
) -> Iterator[Command]:
    """The commands of one group that work in the same contexts."""
    for id, keys, action, description, label in entries:
        yield Command(
            id=id,
            keys=tuple(key.strip() for key in keys.split(" | ")),
            action=action,
            description=description,
            group=group,
            contexts=(contexts,) if isinstance(contexts, str) else contexts,
            counted=counted,
            label=label or None,
        )


def _colors(
    prefix: str, contexts: str | tuple[str, ...], group: str, key: str, verb: str, action: str
) -> Iterator[Command]:
    """One command a colour, on the digits 1 to 8 after `key`."""
    for digit, color in enumerate(COLORS, 1):
        yield Command(
            id=f"{prefix}.{color}",
            keys=(f"{key} {digit}".strip(),),
            action=action,
            description=verb + color,
            group=group,
            contexts=(contexts,) if isinstance(contexts, str) else contexts,
            argument=color,
            verb=verb,
        )


# fmt: off
COMMANDS: tuple[Command, ...] = (
    *_section(
        "Everywhere",
        "always",
        ("app.help", "?", "help", "Show the keys of this place", "help"),
        ("app.palette", "ctrl+p", "palette", "Find a command by its name", ""),
        ("app.next-pane", "tab", "next_pane", "Go to the next pane", ""),
        ("app.previous-pane", "shift+tab", "previous_pane", "Go to the previous pane", ""),
        ("app.quit", "q | ctrl+q", "leave", "Close this, or quit", "quit"),
        ("app.back", "escape", "back", "Back, close, or drop what is begun", ""),
        ("app.rescan", "f5", "rescan", "Scan again for new, changed and moved documents", ""),
        ("app.stop-reading", "f6", "stop_reading", "Stop reading and indexing; F5 goes on", ""),
    ),
    *_section(
        "Everywhere",
        "app",
        ("app.undo", "u", "undo", "Undo the last change to the notes", ""),
        ("app.redo", "ctrl+r", "redo", "Do the undone change again", ""),
        ("app.changed", "g u", "go_to_change", "Go to the document in which u undid something", ""),
        ("app.search", "S", "search", "Search the library", "search"),
        ("app.all-notes", "A", "all_notes", "All notes of the library", "all notes"),
        ("app.tags", "T", "tags", "The tags: rename, join, delete", ""),
        ("app.categories", "C", "categories", "The categories: what the colours stand for", ""),
        ("app.recent", "R", "recent", "Documents read last", ""),
        ("app.trash", "g t", "show_trash", "Deleted notes: look, restore, let go of them", ""),
        ("app.moved", "g m", "moved_sources", "Ask whose the notes of moved sources are", ""),
        ("app.theme", "c", "change_theme", "Change between the light and the dark theme", ""),
        ("app.beside", "ctrl+w v", "open_beside", "Open this document beside the text, or the one in the list", ""),
        ("app.other-pane", "ctrl+w w", "other_pane", "Go to the other one of two documents", ""),
        ("app.close-pane", "ctrl+w c", "close_pane", "Close this one of two documents", ""),
        ("app.zen", "z", "zen", "Show nothing but the text", ""),
        ("app.suspend", "ctrl+z", "suspend_process", "Stop here and go back to the shell; fg goes on", ""),
        ("page.spacing", "g s", "change_line_spacing", "Leave a blank line after each row, or none", ""),
    ),
    *_section(
        "Moving",
        MOVING,
        ("move.down", "j | down", "move_down", "Down a line", ""),
        ("move.up", "k | up", "move_up", "Up a line", ""),
        ("move.half-page-down", "ctrl+d", "half_page_down", "Down half a page", ""),
        ("move.half-page-up", "ctrl+u", "half_page_up", "Up half a page", ""),
        ("move.page-down", "ctrl+f | pagedown", "move_page_down", "Down a page", ""),
        ("move.page-up", "ctrl+b | pageup", "move_page_up", "Up a page", ""),
        counted=True,
    ),
    *_section(
        "Moving",
        MOVING,
        ("move.top", "g g | ctrl+home", "move_top", "To the top", ""),
        ("move.bottom", "G | ctrl+end", "move_bottom", "To the end", ""),
    ),
    *_section(
        "Moving",
        tuple(place for place in MOVING if place not in ("all-notes", "results")),
        ("move.page-on", "space", "move_page_down", "Down a page", ""),
        counted=True,
    ),
    *_section(
        "Moving",
        ("reader", *LISTS, "help"),
        ("move.page-back", "b", "move_page_up", "Up a page", ""),
        counted=True,
    ),
    *_section(
        "Moving in the text",
        READING,
        ("reader.left", "h | left", "caret_left", "Left", ""),
        ("reader.right", "l | right", "caret_right", "Right", ""),
        ("reader.word", "w | ctrl+right", "next_word", "To the next word", ""),
        ("reader.word-before", "B | ctrl+left", "previous_word", "Back a word (b alone: while selecting)", ""),
        counted=True,
    ),
    *_section(
        "Moving in the text",
        "select",
        ("reader.word-back", "b", "previous_word", "Back a word", ""),
        ("reader.word-end", "e", "word_end", "To the end of the word", ""),
        counted=True,
    ),
    *_section(
        "Moving in the text",
        READING,
        ("reader.sentence", ")", "next_sentence", "To the next sentence", ""),
        ("reader.sentence-back", "(", "previous_sentence", "Back a sentence", ""),
        ("reader.paragraph", "}", "next_paragraph", "To the next paragraph", ""),
        ("reader.paragraph-back", "{", "previous_paragraph", "Back a paragraph", ""),
        ("reader.section", "] ]", "next_section", "To the next section", ""),
        ("reader.section-back", "[ [", "previous_section", "Back a section", ""),
        counted=True,
    ),
    *_section(
        "Moving in the text",
        READING,
        ("reader.line-start", "0 | home", "line_start", "To the start of the line", ""),
        ("reader.line-end", "$ | end", "line_end", "To the end of the line", ""),
    ),
    *_section(
        "Moving in the text",
        READING,
        ("reader.next-match", "n", "next_match", "To the next match", ""),
        ("reader.previous-match", "N", "previous_match", "To the previous match", ""),
        counted=True,
    ),
    *_section(
        "Moving in the text",
        READING,
        ("reader.find", "/", "find", "Find in this document", "find"),
        ("reader.find-word", "*", "find_word", "Find the word here again", ""),
    ),
    *_section(
        "Reading",
        "reader",
        ("reader.select", "v", "select_characters", "Select, character by character", "select"),
        ("reader.select-lines", "V", "select_lines", "Select whole lines", ""),
        ("reader.note", "a", "note_here", "Write a note on the highlight or sentence here", "note"),
        ("reader.edit", "e", "edit_here", "Edit the note here", ""),
        ("reader.edit-outside", "E", "edit_here_outside", "Edit the note here in $EDITOR", ""),
        ("reader.tag", "#", "tag_here", "Tag the highlight here", ""),
        ("reader.repeat", ".", "repeat_mark", "The last colour and tags again, on the highlight or sentence here", ""),
        ("reader.delete", "d d", "delete_here", "Delete the highlight here", ""),
        ("reader.open-note", "enter", "open_note_here", "Go to the note here, or follow the link", ""),
        ("reader.open-outside", "o", "open_outside", "Open the document in the system's program", ""),
        ("reader.follow", "g f", "follow_reference", "Go to the footnote or place referred to here, or back", ""),
    ),
    *_colors("reader", "reader", "Reading", "H", "Highlight here, or recolour, in ", "color_here"),
    *_section(
        "Reshaping highlights",
        "reader",
        ("reader.longer", ">", "end_later", "The highlight here ends a word later", ""),
        ("reader.shorter", "<", "end_earlier", "It ends a word earlier", ""),
        ("reader.from-earlier", "g <", "start_earlier", "It begins a word earlier", ""),
        ("reader.from-later", "g >", "start_later", "It begins a word later", ""),
        counted=True,
    ),
    *_section(
        "Reshaping highlights",
        "reader",
        ("reader.join", "J", "join_here", "Join it with those that overlap or touch it", ""),
        ("reader.split", "|", "split_here", "Split it where the caret is", ""),
    ),
    *_section(
        "Reading",
        "reader",
        ("reader.next-annotation", "] a", "next_annotation", "To the next highlight", ""),
        ("reader.previous-annotation", "[ a", "previous_annotation", "To the previous highlight", ""),
        ("reader.next-link", "] l", "next_link", "To the next link", ""),
        ("reader.previous-link", "[ l", "previous_link", "To the link before", ""),
        counted=True,
    ),
    *_section(
        "Reading",
        ("reader", "panel", "documents"),
        ("reader.next-to-check", "] o", "next_to_check", "To the next note that needs checking", ""),
        ("reader.previous-to-check", "[ o", "previous_to_check", "To the previous note that needs checking", ""),
    ),
    *_section(
        "Reading",
        "reader",
        ("reader.check", "L", "check_here", "Check the note here: old words beside new", ""),
        ("reader.statistics", "s", "statistics", "What was read and marked, this week and before", ""),
        ("reader.dim", "x", "toggle_boilerplate", "Dim or show navigation lines and repeats", ""),
        ("reader.related", "r", "related", "Find what else says the like of this paragraph", ""),
        ("reader.metadata", "M", "edit_metadata", "See and edit what is known of this document", ""),
        ("reader.notes", "i", "notes_panel", "Go to the notes of this document", "notes"),
        ("reader.rename", "f2", "rename_document", "Rename the document; its notes go with it", ""),
    ),
    *_section(
        "Going to places",
        "reader",
        ("reader.contents", "t", "contents", "Contents: headings and pages", ""),
        ("reader.set-mark", "m <char>", "set_mark", "Set a mark here, named by a letter", ""),
        ("reader.go-to-mark", "' <char>", "go_to_mark", "Go to the mark of a letter", ""),
        ("reader.before-jump", "' '", "jump_before", "Go to before the last jump, and here again", ""),
        ("reader.follow-link", "g x", "follow_link", "Follow the link here, or the next in the line", ""),
        ("reader.back", "ctrl+o | backspace", "jump_back", "Back to where the last jump began", ""),
        ("reader.forward", "g i", "jump_forward", "Forward again", ""),
    ),
    *_section(
        "The page",
        "reader",
        ("page.wider", "+", "wider_text", "Make the text wider", ""),
        ("page.narrower", "-", "narrower_text", "Make the text narrower", ""),
        counted=True,
    ),
    *_section(
        "The page",
        "reader",
        ("page.usual", "=", "usual_text_width", "Make the text as wide as usual", ""),
    ),
    *_section(
        "Selecting",
        "select",
        ("select.highlight-here", "i h", "select_highlight", "Select the highlight here", ""),
        ("select.other-end", "o", "other_end", "Go to the other end", ""),
        ("select.highlight", "enter | .", "highlight_selection", "Highlight with the last colour and tags", "highlight"),
        ("select.reshape", "=", "reshape_to_selection", "Let the highlight here be just the selection", "reshape"),
        ("select.join", "J", "join_selection", "Join the highlights that the selection touches", "join"),
    ),
    *_colors("select", "select", "Selecting", "", "Highlight in ", "highlight_in"),
    *_section(
        "Selecting",
        "select",
        ("select.note", "a", "note_selection", "Highlight and write a note", "note"),
        ("select.tag", "#", "tag_selection", "Highlight and tag", "tag"),
        ("select.copy", "y", "copy_selection", "Copy the selection", "copy"),
        ("select.copy-quoted", "Y", "copy_selection_quoted", "Copy the selection with its citation", "cite"),
        ("select.copy-raw", "g y", "copy_selection_raw", "Copy the selection with its line breaks and hyphens", ""),
        ("select.attach", "L", "attach_selection", "Put a note that needs checking here", ""),
        ("select.search", "S", "search_selection", "Search the library for the selection", ""),
        ("select.related", "r", "related", "Find what else says the like", ""),
        ("select.cancel", "escape | v", "cancel_selection", "Drop the selection", "drop"),
        ("select.sentence", "i s", "select_sentence", "Select the sentence", "sentence"),
        ("select.paragraph", "i p", "select_paragraph", "Select the paragraph", "paragraph"),
    ),
    *_section(
        "Documents",
        "documents",
        ("documents.open", "enter", "open_row", "Open the document", "open"),
        ("documents.filter", "/", "filter_documents", "Filter by title, author or name", "filter"),
        ("documents.sort", "s", "sort_documents", "Sort by title, author, date, or progress", "sort"),
        ("documents.metadata", "e | M", "edit_metadata", "See and edit what is known of it", "metadata"),
        ("documents.show", "f", "cycle_filter", "Show the unread only, then those in reading, done, annotated, all", "show"),
        ("documents.rename", "f2", "rename_document", "Rename the document; its notes go with it", "rename"),
    ),
    *_section(
        "Search",
        "query",
        ("search.into-results", "down", "later_query", "Go to the results", "results"),
        ("search.earlier", "up", "earlier_query", "Bring back an earlier query", ""),
        ("search.submit", "enter", "submit_query", "Go to the first result", "open"),
        ("search.suggestion", "ctrl+g", "take_suggestion", "Take the suggested spelling", ""),
    ),
    *_section(
        "Search",
        "results",
        ("results.open", "enter", "open_row", "Open at the passage", "open"),
        ("results.preview", "space", "preview_row", "Show the passage and stay here", "look"),
        ("results.query", "/", "edit_query", "Go back to the query", "query"),
        ("results.facets", "f", "facets", "Narrow to a tag, author, year, colour …", "narrow"),
        ("results.sort", "s", "sort_results", "Sort by relevance, date or place", "sort"),
        ("results.scope", "o", "search_scope", "In texts and notes, notes, or texts", ""),
        ("results.here", "d", "search_here", "Only in the open document, or in all", ""),
        ("results.save", "*", "save_search", "Save this search, or forget it", ""),
        ("results.saved", "p", "saved_searches", "Ask a saved search again", ""),
    ),
    *_section(
        "Find in the document",
        "find",
        ("find.accept", "enter | down", "accept_find", "Go to the matches", "matches"),
        ("find.close", "escape", "close_find", "Give up", "close"),
    ),
    *_section(
        "Choosing",
        "pick",
        ("pick.take", "enter", "take_pick", "Take this one", "take"),
        ("pick.page-down", "pagedown", "pick_page_down", "Down a page", ""),
        ("pick.page-up", "pageup", "pick_page_up", "Up a page", ""),
    ),
    *_section(
        "Choosing",
        "pick",
        ("pick.down", "down | ctrl+n", "pick_down", "Down a line", "down"),
        ("pick.up", "up", "pick_up", "Up a line", "up"),
        counted=True,
    ),
    *_section(
        "Choosing",
        ("choice", "metadata"),
        ("choice.take", "enter", "select", "Take this one", "take"),
        ("choice.down", "j | down", "cursor_down", "Down a line", "down"),
        ("choice.up", "k | up", "cursor_up", "Up a line", "up"),
    ),
    *_section(
        "Check me",
        "check",
        ("check.accept", "enter", "accept_place", "This is the place", "this is it"),
        ("check.choose", "m | L", "choose_place", "Choose its words in the text", "choose in the text"),
        ("check.next", "n | j | down", "next_place", "The next place it may be", "next place"),
        ("check.previous", "N | k | up", "previous_place", "The place before", ""),
        ("check.more", "space | pagedown", "scroll_sides_down", "More of long passages", ""),
        ("check.less", "b | pageup", "scroll_sides_up", "Back in long passages", ""),
        ("check.leave", "escape", "back", "Leave the note as it is", "leave"),
    ),
    *_section(
        "Check me",
        "placing",
        ("placing.here", "enter | L", "attach_selection", "Put the note on the selected words", "put it here"),
        ("placing.leave", "escape", "leave_placing", "Leave the note as it is", "leave it"),
    ),
    *_section(
        "A line of text",
        "line",
        ("line.take", "enter", "take_line", "Take what was typed", "take"),
        ("line.close", "escape", "back", "Give up", "give up"),
    ),
    *_section(
        "Leaving",
        "leaving",
        ("leaving.stay", "escape", "back", "Stay, and mend it", "stay"),
    ),
    *_section(
        "Deleted notes",
        "trash",
        ("trash.restore", "enter | r", "restore_note", "Restore the note to its document", "restore"),
        ("trash.purge", "d d", "purge_note", "Let go of the note for good", "purge"),
        ("trash.purge-all", "d a", "purge_all", "Let go of all deleted notes for good", ""),
        ("trash.filter", "/", "filter_words", "Filter by words", "words"),
    ),
    *_section(
        "Last copies",
        "copies",
        ("copies.older", "j | down", "older_copy", "The copy before this one", "older"),
        ("copies.newer", "k | up", "newer_copy", "The copy after this one", "newer"),
        ("copies.write", "w", "write_copy", "Write this copy to a file", "write to a file"),
    ),
    *_section(
        "Choosing a copy",
        "copy-choice",
        ("copy.next-style", "right | l", "next_style", "The next citation style", "style"),
        ("copy.previous-style", "left | h", "previous_style", "The citation style before", ""),
    ),
    *_section(
        "Metadata",
        "metadata",
        ("metadata.forget", "d d", "unset_field", "Forget what was set by hand", "forget"),
    ),
    *_section(
        "Metadata",
        "value",
        ("metadata.keep", "enter", "keep_value", "Keep the value", "keep"),
        ("metadata.drop", "escape", "back", "Leave it as it was", "drop"),
    ),
    *_section(
        "Notes",
        NOTES,
        ("notes.open", "enter", "open_row", "Go to the passage", "passage"),
        ("notes.edit", "e", "edit_note", "Edit the note", "edit"),
        ("notes.edit-outside", "E", "edit_note_outside", "Edit the note in $EDITOR", ""),
        ("notes.tag", "#", "tag_note", "Give tags, or take some away", "tag"),
        ("notes.check", "L", "check_note", "Check the note: old words beside new", "check"),
        ("notes.delete", "d d", "delete_note", "Delete the highlight and its note", ""),
    ),
    *_colors("notes", NOTES, "Notes", "H", "Recolour ", "recolor_note"),
    *_section(
        "Notes",
        "all-notes",
        ("notes.mark", "space", "mark_note", "Mark the note and go to the next; # H dd are then for all marked", "mark, next"),
        ("notes.mark-all", "ctrl+a", "mark_all", "Mark all notes that are shown, or none", ""),
        ("notes.filter", "/", "filter_words", "Filter by words", "words"),
        ("notes.facet", "f", "choose_filter", "Filter by tag, colour, document, date or state", "filter"),
        ("notes.clear", "F", "clear_filters", "Show all notes again", ""),
        ("notes.sort", "s", "sort_notes", "Sort by place, date or colour", "sort"),
    ),
    *_section(
        "Tags",
        "tag-list",
        ("tags.show", "enter", "open_row", "Show the notes with the tag", "notes"),
        ("tags.filter", "/", "filter_words", "Filter by letters", "filter"),
        ("tags.rename", "r", "rename_tag", "Rename the tag on every note", "rename"),
        ("tags.merge", "m", "merge_tag", "Put another tag in its place", "merge"),
        ("tags.delete", "d d", "delete_tag", "Take the tag from every note", "delete"),
        ("tags.sort", "s", "sort_tags", "Sort by use, or by name", "sort"),
    ),
    *_section(
        "Categories",
        "category-list",
        ("categories.show", "enter", "open_row", "Show the notes of the category", "notes"),
        ("categories.rename", "r", "rename_category", "Say what the colour stands for", "name"),
        ("categories.mark", "m", "mark_category", "Choose its mark in the margin", "mark"),
        ("categories.filter", "/", "filter_words", "Filter by letters", ""),
    ),
    *_section(
        "Typing tags",
        "tag-line",
        ("tag-line.take", "enter", "take_tags", "Take what was typed", "take"),
        ("tag-line.complete", "tab", "complete_tag", "Complete the tag", "complete"),
        ("tag-line.close", "escape", "back", "Give up", "give up"),
    ),
    *_section(
        "Note editor",
        "editor",
        ("editor.save", "ctrl+s", "save_note", "Save the note", "save"),
        ("editor.close", "escape", "close_editor", "Close; the draft is kept", "keep as draft"),
        ("editor.complete", "tab", "complete_tag", "Complete the tag", "complete tag"),
        ("editor.color", "ctrl+t", "next_color", "Change the colour", "colour"),
        ("editor.outside", "ctrl+o", "edit_outside_now", "Go on in $EDITOR", ""),
    ),
    *_section(
        "Copying",
        ("reader", "panel", "all-notes"),
        ("copy.passage", "y y", "copy_passage", "Copy the passage here", ""),
    ),
    *_section(
        "Copying",
        ("reader", "panel"),
        ("copy.passage-raw", "y r", "copy_passage_raw", "Copy the passage with its line breaks and hyphens", ""),
    ),
    *_section(
        "Copying",
        ("reader", "documents", "panel", "all-notes"),
        ("copy.citation", "y c", "copy_citation", "Copy the citation", "cite"),
    ),
    *_section(
        "Copying",
        ("reader", "panel", "all-notes"),
        ("copy.quoted", "y q", "copy_quoted", "Copy the passage with its citation", ""),
    ),
    *_section(
        "Copying",
        ("reader", "documents", "panel", "all-notes"),
        ("copy.bibtex", "y b", "copy_bibtex", "Copy the BibTeX entry", ""),
        ("copy.style", "y s", "choose_style", "Choose the citation style", ""),
    ),
    *_section(
        "Copying",
        ("reader", "documents", "panel"),
        ("copy.choose", "Y", "choose_copy", "Choose what to copy and see it first", ""),
        ("copy.link", "y l", "copy_link", "Copy a link that opens this passage", ""),
    ),
    *_section(
        "Copying",
        "app",
        ("copy.last", "y p", "show_copies", "Look at the last copies", ""),
    ),
)
# fmt: on
# A command in a word or two, where it is one of several that can follow a key.
SHORT: dict[str, str] = {
    "copy.passage": "passage",
    "copy.citation": "citation",
    "copy.quoted": "passage + citation",
    "copy.bibtex": "BibTeX",
    "copy.style": "style",
    "copy.last": "last copies",
}
BY_ID = {command.id: command for command in COMMANDS}
