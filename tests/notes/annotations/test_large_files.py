"""Note files far beyond the usual: many items, long notes, offsets that no text has."""

import json
from pathlib import Path
from typing import Any

from notes.annotations.sidecar import dump, parse
from notes.annotations.store import SidecarStore
from notes.documents.model import Document
from notes.notebook import Notebook


def item(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"urn:x:{number}", "type": "Annotation", "target": {"source": "urn:x:d"}, **more}


def page(items: list[Any]) -> dict[str, Any]:
    return {"cp:format": 1, "cp:document": {"id": "urn:x:d"}, "items": items}


def at(start: Any, end: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": "Sentence"}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"target": {"source": "urn:x:d", "selector": [quote, position]}}


def test_one_bad_item_of_fifty_hides_none_and_is_kept_word_for_word(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    bad = {"id": "urn:x:7", "type": "Annotation", "target": {"selector": [{"x": 1}]}}
    items = [item(number) if number != 7 else bad for number in range(50)]
    sidecar.write_text(json.dumps(page(items)))
    assert len(notebook.placed(document)) == 49
    notebook.annotate(document, 0, 9)
    written = json.loads(sidecar.read_bytes())["items"]
    assert bad in written and len(written) == 51


def test_offsets_that_no_text_has_and_doubled_ids_are_shown_and_kept(
    notebook: Notebook, document: Document, sidecar: Path
) -> None:
    items = [
        item(1, **at(-5, -1)),
        item(2, **at(2**63, 2**64)),
        item(3, **at(9, 3)),
        item(3, **at(0, 1)),
        item(4, **at("0", 1)),
    ]
    sidecar.write_text(json.dumps(page(items)))
    assert {placed.annotation.id for placed in notebook.placed(document)} == {
        "urn:x:1",
        "urn:x:2",
        "urn:x:3",
    }
    notebook.annotate(document, 0, 9)
    written = json.loads(sidecar.read_bytes())["items"]
    assert all(one in written for one in items)


def test_a_hundred_thousand_items_are_read_and_written() -> None:
    data = json.dumps(page([item(number) for number in range(100_000)])).encode()
    found = parse(data, "x")
    assert len(found.annotations) == 100_000
    assert len(parse(dump(found), "x").annotations) == 100_000


def test_a_note_of_ten_megabytes_is_saved_and_read_back(
    notebook: Notebook, store: SidecarStore, document: Document
) -> None:
    made = notebook.annotate(document, 0, 9, note="long words " * 950_000)
    assert notebook.standing.is_beside
    loaded = store.load(document.path)
    assert loaded is not None and loaded.annotations[made.id] == made
