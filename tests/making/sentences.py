"""A source of 400 sentences that can be told apart, read as a document."""

import hashlib
from pathlib import Path

from notes.documents.model import Content, Document

TEXT = "".join(f"Sentence {number} speaks of axis of adversaries. " for number in range(400))


def document_at(path: Path, text: str = TEXT) -> Document:
    """Write `text` to `path` and read it as a document."""
    data = text.encode("utf-8", "surrogatepass")
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        "urn:uuid:9c4c0000-0000-4000-8000-000000000001",
        path,
        path.name,
        "text",
        digest,
        digest,
        len(data),
        Content(text),
    )
