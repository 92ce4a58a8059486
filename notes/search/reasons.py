"""Why a query found nothing, in as few lines as there are reasons."""

from collections.abc import Iterator, Sequence

from .expansion import Expander
from .model import Scope
from .query import Leaf, Near, Phrase, State, Word

_WHERE: dict[Scope, str] = {"all": "text or note", "body": "text", "notes": "note"}
_NOWHERE: dict[str | None, str] = {
    "title": "in any title",
    "author": "in any author's name",
    "source": "in any file's name or publisher",
    "note": "in any note",
    "quote": "in any quote of a note",
    "tag": "the tag of any note",
    "color": "the colour of any note",
    "format": "the format of any document",
    "date": "the time of any document",
}
_NONE_IS = {
    "annotated": "No document has notes.",
    "unread": "Every document was opened before.",
    "lost": "No note has lost its place.",
}
EXCLUDED = "What is taken away with - is all that has the rest."
_MOST_NAMED = 3


def missing_leaves(wanted: Sequence[Leaf], expand: Expander) -> list[Leaf]:
    """The words and patterns that stand nowhere at all."""
    return [leaf for leaf in wanted if expand.is_missing(leaf)]


def missing(leaves: Sequence[Leaf], told: Sequence[str], formats: Sequence[str]) -> list[str]:
    """Which words are nowhere, but for those of which a hint was `told`; which `formats` are."""
    untold = [leaf for leaf in leaves if not any(_tells_of(hint, leaf) for hint in told)]
    lines = list(_named(untold[:_MOST_NAMED]))
    lines += [_question(leaf) for leaf in untold[:1] if leaf.raw.endswith("?")]
    if formats and any(leaf.field == "format" for leaf in untold[:_MOST_NAMED]):
        lines.append(f"The formats here: {', '.join(formats)}.")
    return lines


def _question(leaf: Leaf) -> str:
    begun = leaf.raw.rstrip("?")
    return f"A ? at the end of a word is that of a question: {begun}* finds what begins so."


def _tells_of(hint: str, leaf: Leaf) -> bool:
    return hint.startswith(leaf.raw) or f" {leaf.raw} was read as words" in hint


def _named(leaves: Sequence[Leaf]) -> Iterator[str]:
    """One line for all words that are missing in the same places."""
    together: dict[str, list[str]] = {}
    for leaf in leaves:
        where = _NOWHERE.get(leaf.field, "in any text or note")
        together.setdefault(where, []).append(f"“{leaf.raw}”")
    for where, names in together.items():
        *others, last = dict.fromkeys(names)
        verb = "are" if others else "is"
        listed = f"{', '.join(others)} and {last}" if others else last
        yield f"{listed} {verb} not {where}."


def apart(wanted: Sequence[Leaf], scope: Scope) -> str:
    """Why nothing has all of the words, although each is somewhere."""
    where = _WHERE[scope]
    if len(wanted) > 1:
        return f"No single {where} has all of this; each part is in the library."
    (leaf,) = wanted
    if isinstance(leaf, State):
        return _NONE_IS[leaf.field]
    if isinstance(leaf, Near):
        return f"No {where} has these words so near each other."
    if isinstance(leaf, Phrase) and len(leaf.row) > 1:
        return f"No {where} has these words in this order."
    if isinstance(leaf, Word) and all(len(form) == 1 for form in leaf.forms):
        return next(_named([leaf]))  # it was in documents that are gone
    return f"No {where} has “{leaf.raw}” as it is typed."


def elsewhere(scope: Scope, is_one_document: bool) -> str:
    """Where the query was asked too narrowly."""
    if is_one_document:
        return "It is in the library, but not in this document."
    return f"It is in the library's {'texts' if scope == 'notes' else 'notes'} only."
