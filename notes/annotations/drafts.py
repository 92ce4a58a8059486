"""Drafts of notes: what is being typed survives Escape, a crash, and a terminal that dies."""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from notes.annotations.durable import replace_file
from notes.errors import UserError

LENT = ".md"  # the text of a draft while another program has it


class Draft(NamedTuple):
    """A note that was typed and not yet saved.

    `annotation` is None for a note on a passage that is not highlighted yet; `start` and `end` are
    code points in the document's text, `quote` the words there.
    """

    source: str
    annotation: str | None
    start: int
    end: int
    quote: str
    text: str
    color: str
    tags: str = ""  # as they were typed, beside those in the text

    @property
    def key(self) -> str:
        """What the draft is about: the annotation, else the passage."""
        return self.annotation or f"{self.start}-{self.end}"


class Drafts:
    """The drafts on disk, one file each, in the state folder."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "drafts"

    def keep(self, draft: Draft) -> None:
        """Put `draft` on disk, over an older one about the same passage.

        Raises `UserError` when it could not be written.
        """
        path = self._path(draft.source, draft.key)
        text = json.dumps(_fields(draft), ensure_ascii=False)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(f"the draft could not be kept: {reason}") from None

    def drop(self, source: str, key: str) -> None:
        """Forget a draft: its note was saved, or thrown away on purpose."""
        with contextlib.suppress(OSError):
            self._lent(source, key).unlink()
        with contextlib.suppress(FileNotFoundError):
            self._path(source, key).unlink()

    def hand_out(self, draft: Draft) -> Path:
        """Put the text of `draft` into a file for another program, beside what is kept of it.

        As long as that file is there, what stands in it is the draft's text. Raises `UserError`
        when it could not be written.
        """
        self.keep(draft)
        path = self._lent(draft.source, draft.key)
        text = f"{draft.text}\n" if draft.text else ""
        try:
            replace_file(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise UserError(f"{path} cannot be written: {error.strerror or error}") from None
        return path

    def take_back(self, draft: Draft) -> str:
        """The text that another program left; it is kept as the draft's from now on."""
        path = self._lent(draft.source, draft.key)
        try:
            text = path.read_bytes().decode("utf-8-sig", "replace").rstrip()
        except OSError:  # it was deleted, or made something that is no file
            text = draft.text
        if text != draft.text.rstrip():
            self.keep(draft._replace(text=text))
        with contextlib.suppress(OSError):
            path.unlink()
        return text

    def of(self, source: str) -> list[Draft]:
        """The drafts on one source, in reading order."""
        return sorted(self._read(self._folder_of(source)), key=lambda draft: draft.start)

    def all(self) -> list[Draft]:
        """Every draft on this machine."""
        return [draft for folder in self._listed() for draft in self._read(folder)]

    def _listed(self) -> list[Path]:
        return sorted(self._folder.iterdir()) if self._folder.is_dir() else []

    def _read(self, folder: Path) -> list[Draft]:
        found = []
        for path in sorted(folder.glob("*.json")):
            # A draft that cannot be read is left alone: somebody may still want to look at it.
            with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
                draft = _checked(Draft(**json.loads(path.read_text("utf-8"))))
                found.append(_with_lent(draft, path.with_suffix(LENT)))
        return found

    def _folder_of(self, source: str) -> Path:
        return self._folder / _name(source)

    def _path(self, source: str, key: str) -> Path:
        return self._folder_of(source) / f"{_name(key)}.json"

    def _lent(self, source: str, key: str) -> Path:
        return self._path(source, key).with_suffix(LENT)


def _with_lent(draft: Draft, path: Path) -> Draft:
    """The draft with the text that was being written in another program, if it was."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace").rstrip()
    except OSError:
        return draft
    return draft._replace(text=text) if text else draft


def _fields(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__match_args__}


def _checked(draft: Draft) -> Draft:
    """The draft, if each of its fields is what it should be; raises `TypeError`."""
    fields = _fields(draft)
    about, offsets = fields.pop("annotation"), (fields.pop("start"), fields.pop("end"))
    texts = [*fields.values(), *([] if about is None else [about])]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a draft holds text")
    if not all(type(offset) is int for offset in offsets):
        raise TypeError("a draft stands between two offsets")
    return draft


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
