"""The note file is a W3C Web Annotation page, in exactly the form that was promised."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from notes import __version__
from notes.annotations.merge import Edit
from notes.annotations.model import Annotation, Selector, new_id, now
from notes.annotations.sidecar import Fingerprint, Sidecar, dump
from notes.annotations.store import Owner, SidecarStore
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
        (replace(NOTE, note="", tags=()), ["highlighting"], []),
        (replace(NOTE, tags=()), ["highlighting", "commenting"], ["commenting"]),
        (replace(NOTE, note=""), ["highlighting", "tagging"], ["tagging", "tagging"]),
        (replace(NOTE, selector=None, tags=()), ["commenting"], ["commenting"]),
        (replace(NOTE, selector=None, note="", tags=("a",)), ["tagging"], ["tagging"]),
        (replace(NOTE, selector=None, note="", tags=()), ["bookmarking"], []),
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
    (item,) = written(replace(NOTE, selector=None))["items"]
    assert item["target"] == {"source": SOURCE}


def test_a_creator_is_a_person_with_a_name() -> None:
    (item,) = written(replace(NOTE, creator="Ada"))["items"]
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


# -- the standard's own demands --------------------------------------------------------------------

MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def is_iri(value: object) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None


def page_faults(page: dict[str, Any]) -> Iterator[str]:
    """What a page breaks of the MUST sentences of the Web Annotation Data Model, chapter 5."""
    if "http://www.w3.org/ns/anno.jsonld" not in many(page.get("@context")):
        yield "@context lacks the annotation context"
    if not is_iri(page.get("id")):
        yield "a page has one IRI"
    if "AnnotationPage" not in many(page.get("type")):
        yield "type lacks AnnotationPage"
    collection = page.get("partOf")
    if isinstance(collection, dict):
        yield from collection_faults(collection)
    elif not is_iri(collection):
        yield "a page is part of a collection"
    start = page.get("startIndex")
    if type(start) is not int or start < 0:
        yield "startIndex is a non-negative integer"
    if not isinstance(page.get("items"), list):
        yield "a page has an ordered list of items"
    for item in page["items"]:
        yield from annotation_faults(item)
    ids = [item["id"] for item in page["items"]]
    if len(set(ids)) != len(ids):
        yield "two annotations have one IRI"


def collection_faults(collection: dict[str, Any]) -> Iterator[str]:
    if not is_iri(collection.get("id")):
        yield "a collection has one IRI"
    if "AnnotationCollection" not in many(collection.get("type")):
        yield "type lacks AnnotationCollection"
    if type(collection.get("total")) is not int or collection["total"] < 0:
        yield "total is a non-negative integer"
    if not all(isinstance(label, str) for label in many(collection.get("label", ""))):
        yield "a label is text"


def annotation_faults(item: dict[str, Any]) -> Iterator[str]:
    """The same for one annotation, chapters 3 and 4."""
    if not is_iri(item.get("id")):
        yield "an annotation has one IRI"
    if "Annotation" not in many(item.get("type")):
        yield "type lacks Annotation"
    if "target" not in item or item["target"] == []:
        yield "an annotation has a target"
    if not set(many(item.get("motivation", []))) <= MOTIVATIONS:
        yield "a motivation of no standard"
    for key in ("created", "modified", "generated"):
        if key in item and not (isinstance(item[key], str) and DATE_TIME.fullmatch(item[key])):
            yield f"{key} is one xsd:dateTime with a time zone"
    if "generator" in item and not is_iri(item["generator"].get("id")):
        yield "an agent has an IRI"
    if "creator" in item and not isinstance(item["creator"].get("name"), str):
        yield "a person has a name"
    for body in many(item.get("body", [])):
        yield from body_faults(body)
    for target in many(item["target"]):
        yield from target_faults(target)
    if item.keys() & {"styleClass", "stylesheet"}:
        yield "a style class without a style sheet"


def body_faults(body: dict[str, Any]) -> Iterator[str]:
    if "TextualBody" not in many(body.get("type")):
        yield "a body with text is a TextualBody"
    if not isinstance(body.get("value"), str):
        yield "a TextualBody has one value, a string"
    if not set(many(body.get("purpose", []))) <= MOTIVATIONS:
        yield "a purpose is a motivation"
    if "format" in body and not re.fullmatch(r"\w+/[\w.+-]+", body["format"]):
        yield "a format is a media type"


def target_faults(target: dict[str, Any]) -> Iterator[str]:
    if not is_iri(target.get("source")):
        yield "a specific resource has one source, an absolute IRI"
    for selector in many(target.get("selector", [])):
        kind = selector.get("type")
        if kind == "TextQuoteSelector":
            if not isinstance(selector.get("exact"), str):
                yield "a quote has exactly one exact"
            if not all(isinstance(selector.get(key, ""), str) for key in ("prefix", "suffix")):
                yield "prefix and suffix are text"
        elif kind == "TextPositionSelector":
            places = (selector.get("start"), selector.get("end"))
            if not all(type(place) is int and place >= 0 for place in places):
                yield "start and end are non-negative integers"
        else:
            yield f"a selector of no known type: {kind}"


def test_what_a_user_does_leaves_a_page_that_meets_the_standard(
    store: SidecarStore, document: Document, owner: Owner, sidecar: Any
) -> None:
    notebook = Notebook(store, creator="Ada Lovelace")
    made = [
        notebook.annotate(document, 0, 8),
        notebook.annotate(document, 9, 18, note="*x*", tags=["a b", "中文"], color="pink"),
        notebook.annotate(document, 0, len(document.text), tags=["all"]),
    ]
    about = Annotation(new_id(), None, "On the whole.", (), "grey", now(), now())
    store.commit(owner, [Edit(None, about)])
    notebook.edit(owner, made[1].id, note="y", color="teal")
    notebook.edit(owner, made[0].id, tags=["late"])
    notebook.remove(owner, made[2].id)
    store.set_metadata(owner, {"title": "A title"})
    page = json.loads(sidecar.read_bytes())
    assert list(page_faults(page)) == []
    assert page["partOf"]["total"] == len(page["items"]) == 3
    for tombstone in page["cp:tombstones"]:
        assert list(annotation_faults(tombstone["cp:was"])) == []
    notebook.restore(owner, made[2].id)
    assert list(page_faults(json.loads(sidecar.read_bytes()))) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("@context",), "http://example.org/", "@context lacks"),
        (("partOf", "total"), "1", "total"),
        (("startIndex",), -1, "startIndex"),
        (("items", 0, "id"), "no iri", "an annotation has one IRI"),
        (("items", 0, "created"), "2026-11-21", "created"),
        (("items", 0, "created"), "2026-11-21T10:15:00", "created"),
        (("items", 0, "motivation"), ["noting"], "motivation"),
        (("items", 0, "body", 0, "value"), ["x"], "value"),
        (("items", 0, "target", "source"), "paper.txt", "absolute IRI"),
        (("items", 0, "target", "selector", 0, "exact"), None, "exact"),
        (("items", 0, "target", "selector", 1, "start"), -3, "start and end"),
        (("items", 0, "styleClass"), "yellow", "style class"),
    ],
)
def test_the_checker_sees_each_fault(path: tuple[Any, ...], value: Any, fault: str) -> None:
    page = written(NOTE)
    assert list(page_faults(page)) == []
    place: Any = page
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert any(fault in found for found in page_faults(page))
