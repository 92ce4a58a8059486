"""The names in a bibliography's field, written so that they are read again as they were meant."""

import re
from collections.abc import Iterator

from notes.citations import parse_name
from notes.citations.latex_text import plain_text

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def split_people(written: str) -> Iterator[str]:
    """The names between `and`, still LaTeX; in braces it is part of a name. `others` is dropped."""
    start = 0
    ends = [found.span() for found in _AND.finditer(written)]
    for begin, end in [*ends, (len(written), len(written))]:
        name = written[start:begin].strip()
        if begin < len(written) and name.count("{") > name.count("}"):
            continue
        if name and name.lower() != "others":
            yield name
        start = end


def display_name(latex: str) -> str:
    """`Kaspruk, Viktor` as `Viktor Kaspruk`, where that is read back as the same name.

    Else it stays inverted (`García Márquez, Gabriel`); a name in braces is an organisation.
    """
    text = plain_text(latex)
    meant = parse_name(text)
    if latex.startswith("{") and latex.endswith("}"):
        return text if meant.get("literal") == text else f"{{{text}}}"
    if "," not in text or "literal" in meant:
        return text
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    direct = " ".join(filter(None, (meant.get(part, "") for part in parts)))
    return direct if parse_name(direct) == meant else text
