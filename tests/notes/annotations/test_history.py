"""Undo and redo as two stacks of steps."""

from datetime import UTC, datetime
from pathlib import Path

from notes.annotations.history import History, Step
from notes.annotations.merge import Edit
from notes.annotations.model import Annotation

DAY = datetime(2026, 11, 21, tzinfo=UTC)
NOTE = Annotation("urn:x:1", None, "a", (), "yellow", DAY, DAY)
SOURCE = Path("paper.txt")
MADE = Edit(None, NOTE)


def test_an_empty_history_has_nothing_to_take_back() -> None:
    history = History()
    assert history.to_undo() is None
    assert history.to_redo() is None


def test_asking_what_to_undo_changes_nothing_until_it_was_undone() -> None:
    history = History()
    history.did(SOURCE, [MADE], "note")
    back = Step(SOURCE, (Edit(NOTE, None),), "note")
    assert history.to_undo() == back
    assert history.to_undo() == back
    assert history.to_redo() is None
    history.undid(back)
    assert history.to_undo() is None
    assert history.to_redo() == Step(SOURCE, (MADE,), "note")
    history.redid(Step(SOURCE, (MADE,), "note"))
    assert history.to_undo() == back
    assert history.to_redo() is None


def test_something_new_forgets_what_was_undone() -> None:
    history = History()
    history.did(SOURCE, [MADE], "note")
    history.undid(Step(SOURCE, (Edit(NOTE, None),), "note"))
    history.did(SOURCE, [MADE], "highlight")
    assert history.to_redo() is None
    step = history.to_undo()
    assert step is not None and step.label == "highlight"
