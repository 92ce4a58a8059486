"""Naming an annotation by as much of its id as nobody else's begins with."""

from collections.abc import Iterable

from notes.errors import UserError

URN = "urn:uuid:"
SHORTEST = 4  # code points: less is a slip rather than a name
SHOWN = 4


def named_by(given: str, known: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The one of `known`, pairs of an id and a document, that `given` names; None if none is.

    A whole id comes before any that only begins so, with or without `urn:uuid:`. Raises `UserError`
    where several begin so.
    """
    begun = []
    for id, document in known:
        short = id.removeprefix(URN)
        if given in (id, short):
            return id, document
        if len(given.removeprefix(URN)) >= SHORTEST and short.startswith(given.removeprefix(URN)):
            begun.append((id, document))
    if len(begun) > 1:
        names = [f"{id.removeprefix(URN)} on {document}" for id, document in begun[:SHOWN]]
        more = f" and {len(begun) - SHOWN} more" if len(begun) > SHOWN else ""
        raise UserError(f"{given} may be {', '.join(names)}{more}; give more of the id")
    return begun[0] if begun else None
