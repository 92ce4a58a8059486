"""Notes as Markdown that Obsidian reads, written anew without touching what the user added.

Each note is a block between two comments that name it. When the file is written again, the blocks
are brought up to date where they stand, notes that are new come behind the one before them, and
all else in the file is the user's and stays.
"""

import re
from collections.abc import Iterator, Sequence

from notes.exchange.work import Noted, Work

_BLOCK = re.compile(r"<!-- (cp-[0-9a-z]+) -->\n.*?<!-- /\1 -->\n?", re.DOTALL)
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_OURS = ("title", "authors", "date", "source", "citation-key")


def markdown(work: Work, present: str = "") -> str:
    """The file for one document; `present` is the file as it is now, empty for none."""
    present = present.replace("\r\n", "\n")
    front = _FRONT.match(present)
    kept = _kept(front[1]) if front else ""
    body = present[front.end() :] if front else present
    if not body.strip():
        body = f"\n# {_line(work.title)}\n\n{work.citation}\n\n"
    return f"---\n{_front_matter(work)}{kept}---\n{_updated(body, work.notes)}"


def _front_matter(work: Work) -> str:
    """YAML whose texts are in quotation marks, as they may be anything.

    Tags stand with the notes they are of; `tags` here are the user's, of the file.
    """
    lines = [("title", _quoted(work.title))]
    if work.authors:
        lines.append(("authors", f"[{', '.join(map(_quoted, work.authors))}]"))
    lines += [("date", _quoted(work.date))] if work.date else []
    lines.append(("source", _quoted(work.path)))
    lines.append(("citation-key", _quoted(work.key)))
    return "".join(f"{name}: {value}\n" for name, value in lines)


def _kept(front: str) -> str:
    """The lines of the user's front matter that are not ours, with what belongs to them."""
    kept, is_ours = [], False
    for line in front.split("\n"):
        name = re.match(r"([\w-]+):", line)
        if name:
            is_ours = name[1] in _OURS
        if not is_ours and line.strip():
            kept.append(line + "\n")
    return "".join(kept)


def _updated(body: str, notes: Sequence[Noted]) -> str:
    """The body with our blocks brought up to date; each new one behind its neighbour."""
    wanted = {note.block: block(note) for note in notes}
    order = [note.block for note in notes]
    there = {found[1] for found in _BLOCK.finditer(body)}
    pieces: list[str] = []
    place = 0
    first_new = list(_run_of_new(order, there, None))
    for found in _BLOCK.finditer(body):
        pieces.append(body[place : found.start()])
        place = found.end()
        name = found[1]
        if first_new and name in wanted:
            pieces += [wanted[new] + "\n" for new in first_new]
            first_new = []
        if name in wanted:
            pieces.append(wanted[name])
            pieces += ["\n" + wanted[new] for new in _run_of_new(order, there, name)]
    rest = body[place:]
    if first_new:  # none of ours was there
        joint = "" if not rest or rest.endswith("\n\n") else "\n"
        return "".join(pieces) + rest + joint + "\n".join(wanted[new] for new in first_new)
    return "".join(pieces) + rest


def _run_of_new(order: Sequence[str], there: set[str], after: str | None) -> Iterator[str]:
    """The blocks that are not there yet and follow `after` (None: the beginning) directly."""
    start = 0 if after is None else order.index(after) + 1
    for name in order[start:]:
        if name in there:
            return
        yield name


def block(note: Noted) -> str:
    """One note: the quote, what was written on it, tags and place, and a name to link to."""
    parts = []
    if note.quote:
        parts.append("\n".join(f"> {line}".rstrip() for line in _safe(note.quote).split("\n")))
    if note.note:
        parts.append(_safe(note.note))
    last = [tag for tag in _hashed(note.tags) if not _is_in(tag, note.note)]
    if note.link:
        last.append(f"[{_label(note.place) or 'open'}]({note.link})")
    elif note.place:
        last.append(_label(note.place))
    parts.append(" ".join((*last, f"^{note.block}")))
    body = "\n\n".join(parts)
    return f"<!-- {note.block} -->\n{body}\n<!-- /{note.block} -->\n"


def _hashed(tags: Sequence[str]) -> list[str]:
    return ["#" + "-".join(tag.split()) for tag in tags]


def _is_in(tag: str, text: str) -> bool:
    """Whether the user wrote the tag into the note."""
    return re.search(rf"(?<!\S){re.escape(tag)}(?![\w/-])", text) is not None


def _label(text: str) -> str:
    """Words that are no markup, as the words of a link."""
    return re.sub(r"([\\\[\]*_`<#])", r"\\\1", text)


def _safe(text: str) -> str:
    """A text cannot close our comments."""
    return text.replace("\r\n", "\n").replace("<!--", "&lt;!--")


def _line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A double-quoted YAML text on one line."""
    return '"' + _line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
