"""Libraries with many notes, written as the program writes them, but all at once."""

import hashlib
from pathlib import Path

from notes.annotations.model import Annotation, Selector, new_id, now
from notes.annotations.sidecar import Fingerprint, Sidecar, dump, sidecar_path
from notes.documents.reading import document_id_for

_EVERY = 40  # code points from one note to the next
_LONG = 30  # code points of a quote
_SENTENCE = "The committee met again in spring, and nothing came of it but minutes. "


def with_notes(folder: Path, documents: int, notes: int) -> None:
    """Fill an empty folder with documents that have so many notes each."""
    for number in range(documents):
        path = folder / f"{number:06}.txt"
        repeated = notes * _EVERY // len(_SENTENCE) + 2
        text = f"Paper {number}\n\n" + _SENTENCE * repeated + "\n"
        path.write_text(text, "utf-8")
        sidecar_path(path).write_bytes(dump(_sidecar(path, text, notes)))


def _sidecar(path: Path, text: str, notes: int) -> Sidecar:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    made = now()
    annotations = {}
    for start in range(0, notes * _EVERY, _EVERY):
        annotation = Annotation(
            id=new_id(),
            selector=Selector.of(text, start, start + _LONG),
            note=f"What came of it in the end? See {start}.",
            tags=("minutes", f"year/{start % 7}"),
            color="green",
            created=made,
            modified=made,
            anchored_to=digest,
        )
        annotations[annotation.id] = annotation
    seen = Fingerprint(digest, digest, len(data), "2026-11-21T10:15:00Z")
    return Sidecar(document_id_for(path), path.name, annotations, fingerprints=(seen,))
