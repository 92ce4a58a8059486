"""Notes follow their words through changes of the source, on the machine that knew the old text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from notes.annotations.model import CARRIED, EXACT, FOUND, LOST, WHOLE, Selector
from notes.annotations.placer import Placer, confirmed
from notes.annotations.store import SidecarStore
from notes.config import Folders
from notes.documents.model import Document
from notes.errors import UserError
from notes.notebook import Notebook

MakeDocument = Callable[[Path, str], Document]

OLD = (
    "The river froze in November. The ferry was laid up, and the ferryman went home.\n\n"
    "In spring the ice went out with a noise like guns. Everybody came to watch.\n\n"
    "The mill stood on the left bank. It had ground flour for ninety years.\n"
)
QUOTE = "the ice went out with a noise like guns"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    return tmp_path / "library" / "river.txt"


def annotated(notebook: Notebook, document: Document, quote: str = QUOTE) -> str:
    start = document.text.index(quote)
    return notebook.annotate(document, start, start + len(quote), note="why guns?").id


def test_a_note_follows_its_words_when_they_are_rewritten(
    notebook: Notebook, make_document: MakeDocument, source: Path
) -> None:
    annotated(notebook, make_document(source, OLD))
    new = "A preface.\n\n" + OLD.replace("went out with", "broke up with").replace("guns", "guns!")
    (shown,) = notebook.placed(make_document(source, new))
    assert shown.state == CARRIED
    assert new[shown.start : shown.end] == "the ice broke up with a noise like guns"


def test_a_paragraph_that_moved_takes_its_note_along(
    notebook: Notebook, make_document: MakeDocument, source: Path
) -> None:
    annotated(notebook, make_document(source, OLD))
    first, second, third = OLD.rstrip("\n").split("\n\n")
    new = "\n\n".join((third, first, second.replace("Everybody", "Nobody")))
    (shown,) = notebook.placed(make_document(source, new))
    assert (shown.state, new[shown.start : shown.end]) == (CARRIED, QUOTE)


def test_a_deleted_paragraph_leaves_its_note_lost_not_elsewhere(
    notebook: Notebook, make_document: MakeDocument, source: Path
) -> None:
    annotated(notebook, make_document(source, OLD))
    first, _, third = OLD.split("\n\n")
    (shown,) = notebook.placed(make_document(source, f"{first}\n\n{third}"))
    assert (shown.state, shown.start, shown.end) == (LOST, None, None)
    assert shown.annotation.selector == Selector.of(OLD, OLD.index(QUOTE), OLD.index(QUOTE) + 39)


def test_a_machine_that_never_saw_the_old_text_asks_to_check(
    notebook: Notebook, make_document: MakeDocument, source: Path, tmp_path: Path
) -> None:
    annotated(notebook, make_document(source, OLD))
    elsewhere = Notebook(SidecarStore(tmp_path / "another machine"))
    new = OLD.replace("with a noise", "with the noise").replace("Everybody", "Everyone")
    (shown,) = elsewhere.placed(make_document(source, new))
    assert shown.state == FOUND
    assert new[shown.start : shown.end] == "the ice went out with the noise like guns"


def test_a_machine_that_only_looked_at_the_notes_knows_their_text_later(
    notebook: Notebook, make_document: MakeDocument, source: Path, tmp_path: Path
) -> None:
    document = make_document(source, OLD)
    annotated(notebook, document)
    elsewhere = Notebook(SidecarStore(tmp_path / "another machine"))
    assert elsewhere.placed(document)[0].state == EXACT
    new = OLD.replace("with a noise", "with the noise")
    assert elsewhere.placed(make_document(source, new))[0].state == CARRIED


def test_what_was_answered_once_is_known_without_the_text(
    notebook: Notebook, store: SidecarStore, make_document: MakeDocument, source: Path
) -> None:
    annotated(notebook, make_document(source, OLD))
    annotated(notebook, make_document(source, OLD), "The mill stood on the left bank.")
    document = make_document(source, OLD.replace("mill", "old mill"))
    sidecar = store.load(source)
    assert sidecar is not None
    annotations = tuple(sidecar.annotations.values())
    assert store.placer.remembered(annotations, document.text_sha256) is None
    placed = store.placer.place_all(annotations, document.text, document.text_sha256)
    assert store.placer.remembered(annotations, document.text_sha256) == placed
    # A change of the note asks nothing new; a change of what was marked does.
    edited = annotations[0].changed(note="other", color="green")
    assert store.placer.remembered([edited], document.text_sha256) is not None
    moved = annotations[0].changed(selector=Selector.of(OLD, 0, 9))
    assert store.placer.remembered([moved], document.text_sha256) is None


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[1]",
        b"[" * 100_000,
        b'{"method": 0, "places": {}}',
        b'{"method": 1, "places": 3}',
        None,
    ],
)
def test_damaged_answers_are_asked_again(
    notebook: Notebook,
    store: SidecarStore,
    make_document: MakeDocument,
    source: Path,
    folders: Folders,
    damage: bytes | None,
) -> None:
    annotated(notebook, make_document(source, OLD))
    document = make_document(source, "New. " + OLD)
    before = notebook.placed(document)
    (kept,) = (folders.state / "places").glob("*.json")
    if damage is None:
        damage = kept.read_bytes().replace(b'"exact"', b'"sure"').replace(b'"carried"', b"[]")
    kept.write_bytes(damage)
    assert notebook.placed(document) == before


def test_notes_keep_their_order_and_those_on_the_document_have_no_place(
    notebook: Notebook, store: SidecarStore, make_document: MakeDocument, source: Path
) -> None:
    document = make_document(source, OLD)
    for quote in ("The mill", QUOTE, "The river"):
        annotated(notebook, document, quote)
    sidecar = store.load(source)
    assert sidecar is not None
    annotations = [*sidecar.annotations.values()]
    annotations.insert(1, annotations[0].changed(selector=None))
    for text in (OLD, "Preface. " + OLD):
        changed = make_document(source, text)
        for _ in range(2):
            placed = store.placer.place_all(annotations, text, changed.text_sha256)
            assert [one.annotation for one in placed] == annotations
            assert placed[1].state == WHOLE


def test_only_a_confirmation_gives_a_note_new_words(
    notebook: Notebook, make_document: MakeDocument, source: Path, tmp_path: Path
) -> None:
    document = make_document(source, OLD)
    annotated(notebook, document)
    (shown,) = notebook.placed(document)
    new = OLD.replace("guns", "cannon")
    after = make_document(source, new)
    start = new.index("the ice")
    made = confirmed(shown.annotation, new, after.text_sha256, start, start + 41)
    assert made.selector == Selector.of(new, start, start + 41)
    assert (made.rev, made.anchored_to) == (shown.annotation.rev + 1, after.text_sha256)
    assert (made.id, made.note, made.created) == (
        shown.annotation.id,
        shown.annotation.note,
        shown.annotation.created,
    )
    assert Placer(tmp_path).place(made, new, after.text_sha256).state == EXACT


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 2), (0, 10**6)])
def test_a_place_outside_the_text_cannot_be_confirmed(
    notebook: Notebook, make_document: MakeDocument, source: Path, start: int, end: int
) -> None:
    document = make_document(source, OLD)
    annotated(notebook, document)
    (shown,) = notebook.placed(document)
    with pytest.raises(UserError, match="no passage"):
        confirmed(shown.annotation, OLD, document.text_sha256, start, end)
