"""Whatever one program takes back and makes again, what another wrote stays."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.model import Annotation
from notes.annotations.store import SidecarStore
from notes.documents.model import Content, Document
from notes.notebook import Notebook, owner_of

MOVES = ("new", "write", "tag", "colour", "delete", "restore", "undo", "redo", "other writes")


class Desk:
    """Two notebooks on one source; `written` are the words that the other one wrote."""

    def __init__(self, folder: Path) -> None:
        source = folder / "paper.txt"
        source.write_text("some words to mark")
        content = Content("some words to mark")
        self.document = Document("urn:x:d", source, "paper.txt", "text", "a", "b", 18, content)
        self.owner = owner_of(self.document)
        self.store = SidecarStore(folder / "state")
        self.mine, self.other = Notebook(self.store), Notebook(self.store)
        self.written: list[str] = []
        self.count = 0

    def notes(self) -> list[Annotation]:
        sidecar = self.store.load(self.document.path)
        return sorted(sidecar.annotations.values(), key=lambda n: n.id) if sidecar else []

    def texts(self) -> str:
        """All that is there to be read, in the notes and in the trash."""
        sidecar = self.store.load(self.document.path)
        buried = sidecar.tombstones.values() if sidecar else ()
        return " ".join(each.note for each in (*self.notes(), *(t.annotation for t in buried)))

    def move(self, name: str, choice: int) -> None:
        self.count += 1
        notes = self.notes()
        note = notes[choice % len(notes)] if notes else None
        if name == "new":
            self.mine.annotate(self.document, 0, 4, note=f"<new {self.count}>")
        elif name in ("undo", "redo"):
            (self.mine.undo if name == "undo" else self.mine.redo)()
        elif name == "restore":
            sidecar = self.store.load(self.document.path)
            for gone in sorted(sidecar.tombstones)[:1] if sidecar else ():
                self.mine.restore(self.owner, gone)
        elif note is not None:
            self._change(name, note)

    def _change(self, name: str, note: Annotation) -> None:
        word = f"<{name} {self.count}>"
        if name == "write":
            self.mine.edit(self.owner, note.id, note=f"{note.note} {word}")
        elif name == "tag":
            self.mine.edit(self.owner, note.id, tags=[*note.tags, f"t{self.count}"])
        elif name == "colour":
            self.mine.edit(self.owner, note.id, color="pink")
        elif name == "delete":
            self.mine.remove(self.owner, note.id)
        else:
            self.other.edit(self.owner, note.id, note=f"{note.note} {word}")
            self.written.append(word)


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 3)), min_size=4, max_size=14))
@settings(max_examples=60, deadline=None)
def test_undo_and_redo_never_take_away_what_another_program_wrote(
    moves: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.move("new", 0)
        for name, choice in moves:
            there = {each.id for each in desk.notes()}
            desk.move(name, choice)
            texts = desk.texts()
            assert all(word in texts for word in desk.written)
            if name in ("write", "tag", "colour", "other writes", "new", "restore"):
                assert there <= {each.id for each in desk.notes()}


@given(st.lists(st.tuples(st.sampled_from(MOVES[:-1]), st.integers(0, 3)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_alone_every_chain_of_undo_and_redo_comes_back_to_the_same_notes(
    moves: list[tuple[str, int]],
) -> None:
    def said(desk: Desk) -> list[tuple[object, ...]]:
        return [(n.id, n.note, n.tags, n.color, n.selector) for n in desk.notes()]

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.move("new", 0)
        for name, choice in moves:
            desk.move(name, choice)
        at_the_end = said(desk)
        steps = 0
        while desk.mine.undo():
            steps += 1
        assert desk.notes() == []
        for _ in range(steps):
            desk.mine.redo()
        assert said(desk) == at_the_end
