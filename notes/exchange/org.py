"""Notes as an Org file: a heading for each document, one below it for each note."""

import re
from collections.abc import Iterable

from notes.exchange.work import Noted, Work

_NO_TAG = re.compile("[^0-9A-Za-z_@#%\u00c0-\uffff]")  # what a tag of Org may not have


def org(works: Iterable[Work]) -> str:
    """All documents in one file."""
    return "\n".join(map(_work, works))


def _work(work: Work) -> str:
    head = f"* {_line(work.title)}\n{_drawer({'CUSTOM_ID': work.key, 'SOURCE': work.path})}"
    return head + f"{work.citation}\n" + "".join(map(_note, work.notes))


def _note(note: Noted) -> str:
    title = _line(note.note or note.quote)
    title = title if len(title) <= 70 else title[:69].rstrip() + "…"
    tags = "".join(":" + _NO_TAG.sub("_", tag) for tag in note.tags)
    parts = [f"** {title}{f' {tags}:' if tags else ''}\n"]
    drawer = {"CUSTOM_ID": note.block, "COLOR": note.color, "PAGE": note.locator}
    drawer["HEADING"] = note.heading
    parts.append(_drawer(drawer))
    if note.quote:
        parts.append(f"#+begin_quote\n{_escaped(note.quote)}\n#+end_quote\n")
    if note.note:
        parts.append(_escaped(note.note) + "\n")
    if note.link:
        parts.append(f"[[{note.link}][{_description(note.place) or 'open'}]]\n")
    return "".join(parts)


def _drawer(values: dict[str, str]) -> str:
    lines = "".join(f":{name}: {_line(value)}\n" for name, value in values.items() if value)
    return f":PROPERTIES:\n{lines}:END:\n"


def _escaped(text: str) -> str:
    """Lines that Org would take for headings or keywords get its own escape, a comma."""
    return re.sub(r"(?m)^(?=\*+ |#\+|,\*|,#\+)", ",", text.replace("\r\n", "\n"))


def _description(text: str) -> str:
    """What a link shows; brackets would end it."""
    return text.translate({ord("["): "{", ord("]"): "}"})


def _line(text: str) -> str:
    return " ".join(text.split())
