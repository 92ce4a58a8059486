"""Drafts of notes: what is being typed survives Escape, a crash, and a terminal that dies."""

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from notes.annotations.durable import replace_file
from notes.errors import UserError


@dataclass(frozen=True, slots=True)
class Draft:
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
        text = json.dumps(asdict(draft), ensure_ascii=False)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(f"the draft could not be kept: {reason}") from None

    def drop(self, source: str, key: str) -> None:
        """Forget a draft: its note was saved, or thrown away on purpose."""
        with contextlib.suppress(FileNotFoundError):
            self._path(source, key).unlink()

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
                found.append(_checked(Draft(**json.loads(path.read_text("utf-8")))))
        return found

    def _folder_of(self, source: str) -> Path:
        return self._folder / _name(source)

    def _path(self, source: str, key: str) -> Path:
        return self._folder_of(source) / f"{_name(key)}.json"


def _checked(draft: Draft) -> Draft:
    """The draft, if each of its fields is what it should be; raises `TypeError`."""
    fields: dict[str, Any] = asdict(draft)
    about, offsets = fields.pop("annotation"), (fields.pop("start"), fields.pop("end"))
    texts = [*fields.values(), *([] if about is None else [about])]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a draft holds text")
    if not all(type(offset) is int for offset in offsets):
        raise TypeError("a draft stands between two offsets")
    return draft


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
