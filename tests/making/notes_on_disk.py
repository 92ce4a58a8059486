"""The notes of a document, as the store finds them on disk."""

from notes.annotations.sidecar import Sidecar
from notes.annotations.store import SidecarStore
from notes.documents.model import Document


def on_disk(store: SidecarStore, document: Document) -> Sidecar:
    """The note file of a document that has one."""
    sidecar = store.load(document.path)
    assert sidecar is not None
    return sidecar


def notes(store: SidecarStore, document: Document) -> list[str]:
    """The words of its notes."""
    return [each.note for each in on_disk(store, document).annotations.values()]
