"""How a subcommand can end: the exit codes, and the error that means that nothing was found."""

from notes.errors import UserError

DONE, NOTHING, BAD, ATTENTION, INTERRUPTED = 0, 1, 2, 3, 130


class NothingFoundError(UserError):
    """What was asked for is not there; the message says what was looked for and where."""
