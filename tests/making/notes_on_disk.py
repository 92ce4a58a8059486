"""The notes of a document as they are on disk."""

import json
from pathlib import Path
from typing import Any

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


def items(library: Path, name: str) -> list[dict[str, Any]]:
    """The items of a note file, as its bytes have them."""
    found = json.loads((library / f"{name}.notes.json").read_text("utf-8"))["items"]
    assert isinstance(found, list)
    return found


def words_of(item: dict[str, Any]) -> str:
    """The words that an item of a note file is on."""
    found: str = item["target"]["selector"][0]["exact"]
    return found
