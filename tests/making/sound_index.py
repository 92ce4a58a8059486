"""A sound index of forty texts and a note, and what the library does to mend one."""

from pathlib import Path

from notes.search.index import SearchIndex
from notes.search.model import SourceNote, SourceText

BODIES = {f"{n}.txt": f"common words and number{n} of them" for n in range(40)}
SOURCES = [
    SourceText(path, path, "1", "", (), "", "txt", "en", body) for path, body in BODIES.items()
]
NOTE = SourceNote("n", "0.txt", "1", "quote", "remark", ("tag",), "", 0, 1, "")


def inner(folder: Path) -> Path:
    """The folder of this version's index."""
    (found,) = folder.glob("v*")
    return found


def common(index: SearchIndex) -> int:
    """How many documents the word that is in all of them finds."""
    return index.search("common", load_text=BODIES.get, deadline=30).total


def notice(index: SearchIndex) -> str | None:
    """What the index has to say of itself now."""
    return index.notice


def rebuild(index: SearchIndex) -> None:
    """What the library does whenever it has looked at the folder."""
    have = index.versions()
    index.update([source for source in SOURCES if have.get(source.path) != source.version], [NOTE])


def made(folder: Path) -> None:
    """Make the index in `folder`, of two segments."""
    index = SearchIndex(folder)
    index.update(SOURCES[:20], [NOTE])
    index.update(SOURCES[20:])
    index.close()
