"""The errors of the core: few, named, and fit to be shown."""


class NotesError(Exception):
    """Anything that goes wrong in the core on purpose."""


class UserError(NotesError):
    """A message for the user: one line that says what is wrong and what to do."""


class DocumentError(UserError):
    """A source could not be read as a document."""


class MissingReader(DocumentError):
    """A package is needed to read this kind of document, and is not installed."""


class SidecarError(UserError):
    """A note file could not be read or written; nothing in it was changed."""


class SearchError(UserError):
    """The search index could not answer or be written."""
