"""A source with its note file, and children that write to it as other programs would."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sentences import document_at

from notes.annotations.sidecar import Fingerprint
from notes.annotations.store import Owner, SidecarStore
from notes.config import Folders
from notes.documents.model import Document
from notes.notebook import Notebook

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A function that writes a source and gives it back as a document."""
    return document_at


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A source of 400 sentences in a library of its own."""
    library = tmp_path / "library"
    library.mkdir()
    return document_at(library / "paper.txt")


@pytest.fixture
def sidecar(document: Document) -> Path:
    """Where the note file of `document` lies."""
    return document.path.with_name("paper.txt.notes.json")


@pytest.fixture
def owner(document: Document) -> Owner:
    """Who the note file belongs to."""
    seen = Fingerprint(document.sha256, document.text_sha256, document.size, "2026-11-21T10:15:00Z")
    return Owner(document.path, document.id, seen)


@pytest.fixture
def store(folders: Folders) -> SidecarStore:
    """The store of this machine."""
    return SidecarStore(folders.state)


@pytest.fixture
def notebook(store: SidecarStore) -> Notebook:
    """A notebook over the store."""
    return Notebook(store)


@pytest.fixture
def other(store: SidecarStore) -> Notebook:
    """Another program with the same library open."""
    return Notebook(store)


# What every child begins with: `document` and `notebook`, as the test has them.
_PREAMBLE = """
import os, sys
from pathlib import Path
from notes.annotations.store import SidecarStore
from notes.config import Folders
from notes.documents.model import Content, Document
from notes.notebook import Notebook
folders = Folders.from_environment()
path = Path(sys.argv[1])
text = path.read_text("utf-8")
document = Document({id!r}, path, path.name, "text", {sha!r}, {sha!r}, len(text), Content(text))
notebook = Notebook(SidecarStore(folders.state))
"""

Child = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def child(document: Document) -> Iterator[Child]:
    """Start a real program that has `document` and `notebook`; it is killed when the test ends."""
    started: list[subprocess.Popen[str]] = []
    preamble = _PREAMBLE.format(id=document.id, sha=document.sha256)

    def start(script: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", preamble + script, str(document.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
