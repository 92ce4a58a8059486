"""The subcommands of the command line, a module for each group of them."""

# Each subcommand, the module in `tui.verbs` that has it, and what it does. The modules are
# imported when they are wanted: a start must not wait for what it does not use.
VERBS = {
    "list": ("reading", "list the documents"),
    "search": ("reading", "search the documents and the notes"),
    "text": ("reading", "print the text of a document"),
    "add": ("noting", "highlight a passage, with a note and tags"),
    "notes": ("noting", "list the notes, all or some"),
    "edit": ("noting", "change a note, its tags or its colour"),
    "remove": ("noting", "delete a note"),
    "restore": ("noting", "bring a deleted note back"),
    "trash": ("trash", "list the deleted notes, or let go of them"),
    "review": ("reviewing", "list the notes to go through today, or grade one"),
    "cite": ("citing", "cite a document or a passage"),
    "meta": ("citing", "show or set what is known about a document"),
    "export": ("exchanging", "write the notes for other programs"),
    "import": ("exchanging", "take in notes that other programs wrote"),
    "index": ("keeping", "bring the search index up to date"),
    "tags": ("tagging", "list the tags, rename or merge them"),
    "doctor": ("keeping", "look over a library, and mend it"),
    "merge-driver": ("merging", "join two versions of a note file, for git"),
}
