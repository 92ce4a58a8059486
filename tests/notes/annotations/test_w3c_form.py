"""The note file is a W3C Web Annotation page, in exactly the form that was promised."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from notes import __version__
from notes.annotations.model import Annotation, Selector
from notes.annotations.sidecar import Fingerprint, Sidecar, dump
from notes.annotations.store import Owner
from notes.documents.model import Document
from notes.notebook import Notebook

MADE = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
CHANGED = datetime(2026, 11, 21, 10, 20, 31, tzinfo=UTC)
SOURCE = "urn:uuid:9c4c0000-0000-4000-8000-000000000001"
NOTE = Annotation(
    id="urn:uuid:0b6f0000-0000-4000-8000-000000000002",
    selector=Selector("axis of adversaries", "China-Russia: ", " is a phrase", 39, 58),
    note="Compare with *Smith*.",
    tags=("china", "trade/steel"),
    color="yellow",
    created=MADE,
    modified=CHANGED,
    rev=2,
    anchored_to="ab" * 32,
)


def written(*annotations: Annotation) -> dict[str, Any]:
    seen = Fingerprint("aa" * 32, "ab" * 32, 48213, "2026-11-21T10:15:00Z")
    sidecar = Sidecar(
        SOURCE, "paper.txt", {each.id: each for each in annotations}, fingerprints=(seen,)
    )
    page: dict[str, Any] = json.loads(dump(sidecar))
    return page


def test_the_page_has_the_promised_keys_in_their_order() -> None:
    page = written(NOTE)
    assert list(page) == [
        "@context",
        "id",
        "type",
        "label",
        "partOf",
        "startIndex",
        "cp:format",
        "cp:document",
        "items",
    ]
    page_id, collection_id = page.pop("id"), page["partOf"].pop("id")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", page_id)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", collection_id)
    assert page_id != collection_id
    del page["items"]
    assert page == {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"cp": "urn:commonplace:"}],
        "type": "AnnotationPage",
        "label": "Notes on paper.txt",
        "partOf": {"type": "AnnotationCollection", "label": "Notes on paper.txt", "total": 1},
        "startIndex": 0,
        "cp:format": 1,
        "cp:document": {
            "id": SOURCE,
            "cp:fileName": "paper.txt",
            "cp:metadata": {},
            "cp:fingerprints": [
                {
                    "cp:sha256": "aa" * 32,
                    "cp:textSha256": "ab" * 32,
                    "cp:bytes": 48213,
                    "cp:seen": "2026-11-21T10:15:00Z",
                }
            ],
        },
    }


def test_a_note_with_tags_is_written_word_for_word_as_promised() -> None:
    assert json.dumps(written(NOTE)["items"], indent=1) == json.dumps(
        [
            {
                "id": NOTE.id,
                "type": "Annotation",
                "motivation": ["highlighting", "commenting", "tagging"],
                "created": "2026-11-21T10:15:00Z",
                "modified": "2026-11-21T10:20:31Z",
                "generator": {
                    "id": "urn:commonplace:app",
                    "type": "Software",
                    "name": f"Commonplace {__version__}",
                },
                "body": [
                    {
                        "type": "TextualBody",
                        "purpose": "commenting",
                        "format": "text/markdown",
                        "value": "Compare with *Smith*.",
                    },
                    {"type": "TextualBody", "purpose": "tagging", "value": "china"},
                    {"type": "TextualBody", "purpose": "tagging", "value": "trade/steel"},
                ],
                "target": {
                    "source": SOURCE,
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": "axis of adversaries",
                            "prefix": "China-Russia: ",
                            "suffix": " is a phrase",
                        },
                        {"type": "TextPositionSelector", "start": 39, "end": 58},
                    ],
                },
                "cp:color": "yellow",
                "cp:rev": 2,
                "cp:anchoredTo": "ab" * 32,
            }
        ],
        indent=1,
    )


@pytest.mark.parametrize(
    ("annotation", "motivation", "purposes"),
    [
        (NOTE._replace(note="", tags=()), ["highlighting"], []),
        (NOTE._replace(tags=()), ["highlighting", "commenting"], ["commenting"]),
        (NOTE._replace(note=""), ["highlighting", "tagging"], ["tagging", "tagging"]),
        (NOTE._replace(selector=None, tags=()), ["commenting"], ["commenting"]),
        (NOTE._replace(selector=None, note="", tags=("a",)), ["tagging"], ["tagging"]),
        (NOTE._replace(selector=None, note="", tags=()), ["bookmarking"], []),
    ],
)
def test_motivations_and_bodies_follow_what_the_annotation_holds(
    annotation: Annotation, motivation: list[str], purposes: list[str]
) -> None:
    (item,) = written(annotation)["items"]
    assert item["motivation"] == motivation
    assert [body["purpose"] for body in item.get("body", [])] == purposes
    assert ("body" in item) == bool(purposes)


def test_a_note_on_the_whole_document_has_a_target_without_selector() -> None:
    (item,) = written(NOTE._replace(selector=None))["items"]
    assert item["target"] == {"source": SOURCE}


def test_a_creator_is_a_person_with_a_name() -> None:
    (item,) = written(NOTE._replace(creator="Ada"))["items"]
    assert item["creator"] == {"type": "Person", "name": "Ada"}
    assert "creator" not in written(NOTE)["items"][0]


def test_a_deleted_note_leaves_all_of_itself_in_its_tombstone(
    document: Document, notebook: Notebook, owner: Owner, sidecar: Any
) -> None:
    made = notebook.annotate(document, 0, 8, note="whole", tags=["kept"])
    (item,) = json.loads(sidecar.read_bytes())["items"]
    notebook.remove(owner, made.id)
    page = json.loads(sidecar.read_bytes())
    (tombstone,) = page["cp:tombstones"]
    assert page["items"] == []
    assert list(tombstone) == ["id", "cp:rev", "cp:at", "cp:was"]
    assert tombstone["id"] == made.id
    assert tombstone["cp:rev"] == 2
    assert tombstone["cp:was"] == item


def test_items_are_in_reading_order_whatever_order_they_were_made_in(
    document: Document, notebook: Notebook, sidecar: Any
) -> None:
    for start in (300, 5, 120, 5, 77):
        notebook.annotate(document, start, start + 4)
    items = json.loads(sidecar.read_bytes())["items"]
    places = [(item["target"]["selector"][1]["start"], item["id"]) for item in items]
    assert places == sorted(places)
    assert [start for start, _ in places] == [5, 5, 77, 120, 300]


def test_the_file_is_readable_text_one_key_a_line_with_a_final_newline(
    document: Document, notebook: Notebook, sidecar: Any
) -> None:
    notebook.annotate(document, 0, 4, note="Ἑλλάς 中文 🙂")
    text = sidecar.read_text("utf-8")
    assert '          "value": "Ἑλλάς 中文 🙂"\n' in text
    assert text.endswith("}\n") and not text.endswith("\n\n")
