"""Machines that share a folder through a synchroniser: what was acknowledged is never lost."""

import errno
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from notes.annotations import durable
from notes.annotations.conflicts import copies_beside
from notes.annotations.model import Annotation
from notes.annotations.renaming import Renaming
from notes.annotations.sidecar import Sidecar, parse, sidecar_path
from notes.annotations.store import SidecarStore
from notes.documents.model import Content, Document
from notes.notebook import Notebook, owner_of

TEXT = "Some words to mark, and some more of them."
machines = st.integers(0, 2)
choices = st.integers(0, 5)


class Killed(BaseException):
    """The program ends here, without another word."""


class Machine:
    """A folder with one source, and a state folder, which no synchroniser touches."""

    def __init__(self, folder: Path, number: int) -> None:
        self.state = folder / f"state {number}"
        self.source = folder / f"machine {number}" / "paper.txt"
        self.source.parent.mkdir()
        self.source.write_text(TEXT)
        self.restart()

    def restart(self) -> None:
        self.store = SidecarStore(self.state)
        self.notebook = Notebook(self.store)

    @property
    def document(self) -> Document:
        content = Content(TEXT)
        return Document("urn:x:d", self.source, self.source.name, "text", "a", "b", 42, content)

    @property
    def file(self) -> Path:
        return sidecar_path(self.source)

    def bytes(self) -> bytes | None:
        return self.file.read_bytes() if self.file.exists() else None

    def sidecar(self) -> Sidecar:
        return self.store.load(self.source) or Sidecar("", "")

    def notes(self) -> list[Annotation]:
        return sorted(self.sidecar().annotations.values(), key=lambda note: note.id)

    def texts(self) -> str:
        """All the notes that are here, those in conflict copies too."""
        copies = [parse(path.read_bytes(), "x") for path in copies_beside(self.source)]
        found = [note for one in (self.sidecar(), *copies) for note in one.annotations.values()]
        return " ".join(note.note for note in found)


class Replicas(RuleBasedStateMachine):
    """Each change adds a word to a note; only a deletion by somebody who saw it may lose it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.words: set[str] = set()
        self.deleted: set[str] = set()
        self.count = 0
        self.shared: dict[frozenset[int], bytes | None] = {}

    @initialize()
    def begin(self) -> None:
        self.machines = [Machine(self.folder, number) for number in range(3)]
        for _ in range(2):
            self.add(0)
        for other in (1, 2):
            self.sync(0, other, True)

    def teardown(self) -> None:
        try:
            if hasattr(self, "machines"):
                self.all_meet()
        finally:
            shutil.rmtree(self.folder)

    def word(self) -> str:
        self.count += 1
        return f"<{self.count}>"

    @rule(at=machines)
    def add(self, at: int) -> None:
        word = self.word()
        self.machines[at].notebook.annotate(self.machines[at].document, 0, 4, note=word)
        self.words.add(word)

    @rule(at=machines, which=choices, tag=st.sampled_from("abc"))
    def edit(self, at: int, which: int, tag: str) -> None:
        machine, word = self.machines[at], self.word()
        notes = machine.notes()
        if notes:
            note = notes[which % len(notes)]
            owner = owner_of(machine.document)
            tags = [*note.tags, tag]
            machine.notebook.edit(owner, note.id, note=f"{note.note} {word}", tags=tags)
            self.words.add(word)

    @rule(at=machines, which=choices)
    def delete(self, at: int, which: int) -> None:
        machine = self.machines[at]
        notes = machine.notes()
        if notes:
            gone = machine.notebook.remove(owner_of(machine.document), notes[which % len(notes)].id)
            self.deleted |= {word for word in self.words if word in gone.note}

    @rule(one=machines, other=machines, which=choices, deletes=st.booleans(), wins=st.booleans())
    def change_apart(self, one: int, other: int, which: int, deletes: bool, wins: bool) -> None:
        """Both machines change what may be the same note, and then meet."""
        for _ in range(1 + which % 2):
            self.edit(one, which, "a")
        if deletes:
            self.delete(other, which)
        else:
            self.edit(other, which, "b")
        self.sync(one, other, wins)
        self.settle(other)

    @rule(at=machines, is_after=st.booleans())
    def kill(self, at: int, is_after: bool) -> None:
        machine, word = self.machines[at], self.word()
        real = durable.replace_file

        def killed(path: Path, data: bytes) -> None:
            if is_after:
                real(path, data)
            raise Killed

        with mock.patch.object(durable, "replace_file", killed):
            try:
                machine.notebook.annotate(machine.document, 0, 4, note=word)
            except Killed:
                machine.restart()
        self.words.add(word)  # never acknowledged, but it was in the journal

    @rule(at=machines, which=choices)
    def disk_fails(self, at: int, which: int) -> None:
        def failing(path: Path, data: bytes) -> None:
            raise OSError(errno.EIO, "broken")

        with mock.patch.object(durable, "replace_file", failing):
            if which % 2:
                self.add(at)
            else:
                self.edit(at, which, "d")

    @rule(at=machines)
    def settle(self, at: int) -> None:
        machine = self.machines[at]
        machine.store.settle(owner_of(machine.document))

    @rule(name=st.sampled_from(["paper.txt", "essay.txt", "notes.txt"]))
    def rename(self, name: str) -> None:
        for machine in self.machines:
            if machine.source.name != name:
                new = machine.source.with_name(name)
                for number, copy in enumerate(copies_beside(machine.source)):
                    copy.rename(_conflict_name(new, number + self.count))
                Renaming(machine.state, machine.store).rename(machine.source, new)
                machine.source = new

    @rule(one=machines, other=machines, does_win=st.booleans())
    def sync(self, one: int, other: int, does_win: bool) -> None:
        """What a synchroniser does: the newer file, or in a conflict one of them and a copy."""
        if one == other:
            return
        pair = frozenset((one, other))
        here, there = self.machines[one], self.machines[other]
        mine, theirs, last = here.bytes(), there.bytes(), self.shared.get(pair)
        if mine in (theirs, last):
            self.shared[pair] = last if mine != theirs else mine
            return
        assert mine is not None
        self.count += 1
        if theirs == last or theirs is None:
            there.file.write_bytes(mine)
        elif does_win:
            _conflict_name(there.source, self.count).write_bytes(theirs)
            there.file.write_bytes(mine)
        else:
            _conflict_name(there.source, self.count).write_bytes(mine)
        self.shared[pair] = mine

    @invariant()
    def no_word_is_lost(self) -> None:
        if hasattr(self, "machines"):
            texts = " ".join(machine.texts() for machine in self.machines)
            assert {word for word in self.words if word not in texts} <= self.deleted

    def all_meet(self) -> None:
        for _ in range(4):
            for one in range(3):
                for other in range(3):
                    self.settle(one)
                    self.sync(one, other, True)
                    self.settle(other)
        self.no_word_is_lost()
        said = [
            sorted((n.id, n.note, tuple(sorted(n.tags))) for n in machine.notes())
            for machine in self.machines
        ]
        assert said[0] == said[1] == said[2]
        texts = self.machines[0].texts()
        assert {word for word in self.words if word not in texts} <= self.deleted


def _conflict_name(source: Path, number: int) -> Path:
    stamp = f"20261121-{number % 1_000_000:06}"
    return source.with_name(f"{source.name}.notes.sync-conflict-{stamp}-ABCDEFG.json")


Replicas.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestReplicas: Callable[..., object] = Replicas.TestCase
