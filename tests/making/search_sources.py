"""Texts and notes to be indexed, bare but for what a test is about."""

from notes.search.model import SourceNote, SourceText


def source_text(path: str, body: str, version: str = "1") -> SourceText:
    """A text, whose path is also its id."""
    return SourceText(path, path, version, "", (), "", "txt", "", body)


def source_note(name: str, **values: object) -> SourceNote:
    """A note on `a.txt` that says nothing."""
    filled: dict[str, object] = dict(
        document_path="a.txt", version="1", quote="", note="", tags=(), color="", modified=""
    )
    filled |= {"start": None, "end": None, **values}
    return SourceNote(name, **filled)  # type: ignore[arg-type]
