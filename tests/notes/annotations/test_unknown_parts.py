"""What other programs put into a note file comes back out, whatever is done to the notes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from notes.annotations.merge import Edit
from notes.annotations.model import Selector
from notes.annotations.sidecar import dump, parse
from notes.annotations.store import Owner, SidecarStore
from notes.documents.model import Document
from notes.notebook import Notebook

RICH_ID = "urn:uuid:0b6f0000-0000-4000-8000-00000000000a"
DEAD_ID = "urn:uuid:0b6f0000-0000-4000-8000-00000000000d"
RICH: dict[str, Any] = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"cp": "urn:commonplace:", "x": "urn:x:"}],
    "id": "urn:uuid:5d0f0000-0000-4000-8000-000000000000",
    "type": "AnnotationPage",
    "label": "Notes on paper.txt",
    "partOf": {
        "id": "urn:uuid:5d100000-0000-4000-8000-000000000000",
        "type": "AnnotationCollection",
        "label": "Notes on paper.txt",
        "total": 2,
        "x:collection": [1],
    },
    "startIndex": 7,
    "cp:format": 1,
    "cp:document": {
        "id": "urn:uuid:9c4c0000-0000-4000-8000-000000000001",
        "cp:fileName": "paper.txt",
        "cp:metadata": {"title": "Kept", "x:shelf": {"row": 3}},
        "cp:fingerprints": [{"cp:sha256": "aa", "x:finger": None}, "no fingerprint"],
        "x:document": 0.5,
    },
    "items": [
        {
            "id": RICH_ID,
            "type": ["Annotation", "x:Remark"],
            "motivation": ["highlighting", "commenting", "tagging", "questioning"],
            "created": "2020-01-01T00:00:00.123Z",
            "modified": "2020-01-01T00:00:00Z",
            "generator": {"id": "https://example.org/other", "type": "Software", "x:gen": 1},
            "creator": {"type": "Person", "name": "Ada", "x:creator": "a"},
            "body": [
                {
                    "type": "TextualBody",
                    "purpose": "commenting",
                    "value": "first",
                    "language": "en",
                    "x:body": {"deep": [True]},
                },
                {"type": "TextualBody", "purpose": "tagging", "value": "china", "x:tag": 1},
                {"type": "TextualBody", "purpose": "commenting", "value": "second"},
                {"type": "Image", "id": "https://example.org/i.png"},
                "https://example.org/linked",
            ],
            "target": {
                "source": "urn:uuid:9c4c0000-0000-4000-8000-000000000001",
                "x:target": "t",
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "Sentence", "x:quote": 1},
                    {"type": "TextPositionSelector", "start": 0, "end": 8, "x:position": 1},
                    {"type": "FragmentSelector", "value": "page=3"},
                    {"type": "FragmentSelector", "value": "page=4"},
                    "https://example.org/selector",
                ],
            },
            "cp:color": "chartreuse",
            "cp:rev": 4,
            "x:item": {"a": ["b", {"c": None}]},
        }
    ],
    "cp:tombstones": [
        {
            "id": DEAD_ID,
            "cp:rev": 3,
            "cp:at": "2020-01-02T00:00:00Z",
            "x:tombstone": 1,
            "cp:was": {"id": DEAD_ID, "x:was": "w", "cp:rev": 2, "target": "urn:x:other"},
        },
        {"x:no": "id"},
        "not a tombstone",
    ],
    "x:page": "p",
}


def every_unknown(value: Any) -> set[str]:
    """The keys of another program's, and the words only it uses, anywhere below `value`."""
    if isinstance(value, dict):
        own = {key for key in value if key.startswith("x:")}
        return own.union(*map(every_unknown, value.values()))
    if isinstance(value, list):
        return set().union(*map(every_unknown, value))
    strange = isinstance(value, str) and ("example.org" in value or value.startswith("page="))
    return {value} if strange else set()


@pytest.fixture
def page(sidecar: Path) -> dict[str, Any]:
    sidecar.write_bytes(json.dumps(RICH, indent=2, ensure_ascii=False).encode() + b"\n")
    return copy.deepcopy(RICH)


def read(sidecar: Path) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(sidecar.read_bytes())
    return page


def test_a_file_that_is_read_and_written_is_the_same_byte_for_byte() -> None:
    data = json.dumps(RICH, indent=2, ensure_ascii=False).encode() + b"\n"
    ordered = parse(data, "x")
    again = json.loads(dump(ordered))
    assert again["items"] == RICH["items"]
    assert dump(parse(dump(ordered), "x")) == dump(ordered)


@pytest.mark.parametrize(
    "change",
    [
        {"note": "rewritten"},
        {"color": "pink"},
        {"tags": ["russia"]},
        {"tags": ["china", "russia"]},
        {"note": "n", "color": "teal", "tags": []},
    ],
    ids=str,
)
@pytest.mark.usefixtures("page")
def test_a_change_keeps_every_key_it_does_not_know(
    notebook: Notebook, owner: Owner, sidecar: Path, change: dict[str, Any]
) -> None:
    before = every_unknown(read(sidecar))
    notebook.edit(owner, RICH_ID, **change)
    lost = before - every_unknown(read(sidecar))
    # The key that hangs on a tag goes with the tag that the user took away.
    assert lost == ({"x:tag"} if "china" not in change.get("tags", ["china"]) else set())


@pytest.mark.usefixtures("page")
def test_a_change_of_the_note_touches_nothing_else_of_the_item(
    notebook: Notebook, owner: Owner, sidecar: Path
) -> None:
    notebook.edit(owner, RICH_ID, note="rewritten")
    (item,) = read(sidecar)["items"]
    (was,) = copy.deepcopy(RICH["items"])
    assert item.pop("modified") != was.pop("modified")
    assert (item.pop("cp:rev"), was.pop("cp:rev")) == (5, 4)
    assert len(item.pop("cp:lineage").split()) == 1
    bodies, old = item.pop("body"), was.pop("body")
    assert bodies[0] == {**old[0], "value": "rewritten"}
    assert bodies[1:] == old[1:]
    assert item == was


@pytest.mark.usefixtures("page")
def test_delete_and_restore_bring_back_the_whole_item(
    notebook: Notebook, owner: Owner, sidecar: Path
) -> None:
    notebook.remove(owner, RICH_ID)
    tombstones = {t["id"]: t for t in read(sidecar)["cp:tombstones"] if "id" in t}
    assert tombstones[RICH_ID]["cp:was"] == RICH["items"][0]
    notebook.restore(owner, RICH_ID)
    (item,) = read(sidecar)["items"]
    assert item.pop("cp:lineage")
    assert item == RICH["items"][0] | {"modified": item["modified"], "cp:rev": 6}


@pytest.mark.usefixtures("page")
def test_undo_brings_back_the_whole_item(notebook: Notebook, owner: Owner, sidecar: Path) -> None:
    notebook.edit(owner, RICH_ID, note="", tags=["other"])
    assert every_unknown(read(sidecar)["items"][0]) < every_unknown(RICH["items"][0])
    notebook.undo()
    (item,) = read(sidecar)["items"]
    assert item.pop("cp:lineage")
    assert item == RICH["items"][0] | {"modified": item["modified"], "cp:rev": item["cp:rev"]}


@pytest.mark.usefixtures("page")
def test_a_chain_of_undoing_brings_back_the_whole_item(
    notebook: Notebook, owner: Owner, sidecar: Path
) -> None:
    notebook.edit(owner, RICH_ID, note="")
    notebook.edit(owner, RICH_ID, color="pink")
    notebook.remove(owner, RICH_ID)
    for _ in range(3):
        notebook.undo()
    (item,) = read(sidecar)["items"]
    assert item.pop("cp:lineage")
    assert item == RICH["items"][0] | {"modified": item["modified"], "cp:rev": item["cp:rev"]}


@pytest.mark.usefixtures("page")
def test_undo_keeps_what_another_program_wrote_beside_our_keys(
    notebook: Notebook, owner: Owner, sidecar: Path
) -> None:
    notebook.edit(owner, RICH_ID, color="pink")
    page = read(sidecar)
    page["items"][0]["x:item"] = "theirs"
    sidecar.write_text(json.dumps(page))
    notebook.undo()
    (item,) = read(sidecar)["items"]
    assert (item["x:item"], item["cp:color"]) == ("theirs", "yellow")


def test_metadata_and_a_new_note_leave_the_rest_of_the_file_as_it_was(
    store: SidecarStore,
    notebook: Notebook,
    document: Document,
    owner: Owner,
    sidecar: Path,
    page: dict[str, Any],
) -> None:
    store.set_metadata(owner, {"title": None, "authors": ["Ada"]})
    notebook.annotate(document, 9, 12)
    now = read(sidecar)
    assert now["items"][0] == page["items"][0]
    assert now["cp:tombstones"] == page["cp:tombstones"]
    assert now["cp:document"]["cp:metadata"] == {"x:shelf": {"row": 3}, "authors": ["Ada"]}
    for seen in page["cp:document"]["cp:fingerprints"]:
        assert seen in now["cp:document"]["cp:fingerprints"]
    for key in ("@context", "id", "startIndex", "x:page"):
        assert now[key] == page[key]
    assert now["partOf"] == {**page["partOf"], "total": 2}
    assert every_unknown(page) == every_unknown(now)


@pytest.mark.usefixtures("page")
def test_a_passage_put_elsewhere_keeps_selectors_and_keys_of_others(
    store: SidecarStore, owner: Owner, document: Document, sidecar: Path
) -> None:
    loaded = store.load(document.path)
    assert loaded is not None
    annotation = loaded.annotations[RICH_ID]
    moved = annotation.changed(selector=Selector.of(document.text, 9, 10))
    store.commit(owner, [Edit(annotation, moved)])
    target = read(sidecar)["items"][0]["target"]
    quote, position, *others = target["selector"]
    assert (quote["exact"], position["start"], position["end"]) == (document.text[9:10], 9, 10)
    assert (quote["x:quote"], position["x:position"], target["x:target"]) == (1, 1, "t")
    assert others == RICH["items"][0]["target"]["selector"][2:]


@pytest.mark.parametrize(
    "foreign",
    [
        {"id": "urn:x:1", "type": "Annotation", "target": "https://example.org/page"},
        {"id": "urn:x:1", "target": ["https://example.org/a", "https://example.org/b"]},
        {"id": "urn:x:1", "body": "https://example.org/b", "target": "https://example.org/page"},
        {"id": "urn:x:1", "body": {"type": "TextualBody", "value": "no purpose"}, "target": {}},
        {"id": "urn:x:1", "bodyValue": "short form", "target": "https://example.org/page"},
        {
            "id": "urn:x:1",
            "motivation": "commenting",
            "body": {"type": "TextualBody", "value": "v", "purpose": "commenting"},
            "target": [{"source": "https://example.org/s", "selector": {"type": "CssSelector"}}],
        },
        {
            "id": "urn:x:1",
            "target": {
                "source": "https://example.org/s",
                "selector": {"type": "TextQuoteSelector", "exact": "Sentence"},
            },
        },
    ],
    ids=range(7),
)
def test_an_annotation_of_another_program_survives_even_when_it_is_edited(
    notebook: Notebook,
    document: Document,
    owner: Owner,
    sidecar: Path,
    page: dict[str, Any],
    foreign: dict[str, Any],
) -> None:
    page["items"].append(foreign)
    sidecar.write_text(json.dumps(page))
    notebook.annotate(document, 3, 9)
    assert foreign in read(sidecar)["items"]
    notebook.edit(owner, "urn:x:1", tags=["mine"])
    (item,) = (each for each in read(sidecar)["items"] if each["id"] == "urn:x:1")
    assert item["target"] == foreign["target"]
    bodies = foreign.get("body", [])
    for body in bodies if isinstance(bodies, list) else [bodies]:
        assert body in item["body"]
    assert item.get("bodyValue") == foreign.get("bodyValue")
    notebook.remove(owner, "urn:x:1")
    notebook.restore(owner, "urn:x:1")
    (item,) = (each for each in read(sidecar)["items"] if each["id"] == "urn:x:1")
    assert item["target"] == foreign["target"]


BAD_ITEMS: list[Any] = [
    None,
    7,
    "text",
    [],
    {},
    {"id": 5},
    {"id": "urn:x:fragment", "target": {"selector": {"type": "FragmentSelector", "value": "p"}}},
    {"id": "urn:x:typed", "target": {"selector": [{"type": ["TextQuoteSelector"]}]}},
    {"id": "urn:x:real", "target": {"selector": [{"type": "TextQuoteSelector", "exact": 1}]}},
    {
        "id": "urn:x:float",
        "target": {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "Sentence"},
                {"type": "TextPositionSelector", "start": 0.5, "end": True},
            ]
        },
    },
]


def test_bad_items_are_kept_word_for_word_and_hide_none_of_the_good_ones(
    notebook: Notebook, document: Document, sidecar: Path, page: dict[str, Any]
) -> None:
    page["items"] += BAD_ITEMS
    sidecar.write_text(json.dumps(page))
    assert [p.annotation.id for p in notebook.placed(document)] == [RICH_ID]
    notebook.annotate(document, 3, 9)
    now = read(sidecar)
    for bad in BAD_ITEMS:
        assert bad in now["items"]
    assert now["partOf"]["total"] == len(now["items"]) == len(BAD_ITEMS) + 2


def test_of_items_with_one_id_the_first_is_shown_and_all_are_kept(
    notebook: Notebook, document: Document, owner: Owner, sidecar: Path, page: dict[str, Any]
) -> None:
    twin = {"id": RICH_ID, "x:twin": 1, "target": "https://example.org/"}
    dead_twin = {"id": DEAD_ID, "cp:was": {"id": DEAD_ID, "x:dead": "twin"}}
    page["items"].append(twin)
    page["cp:tombstones"].append(dead_twin)
    sidecar.write_text(json.dumps(page))
    assert [p.annotation.note for p in notebook.placed(document)] == ["first"]
    notebook.edit(owner, RICH_ID, note="changed")
    now = read(sidecar)
    assert twin in now["items"]
    assert dead_twin in now["cp:tombstones"]
    assert [each["x:item"] for each in now["items"] if "x:item" in each] == [
        RICH["items"][0]["x:item"]
    ]


def test_a_colour_of_another_program_can_be_changed_for_one_of_ours(
    notebook: Notebook, document: Document, owner: Owner, sidecar: Path, page: dict[str, Any]
) -> None:
    assert notebook.placed(document)[0].annotation.color == "yellow"
    notebook.edit(owner, RICH_ID, color="green")
    assert read(sidecar)["items"][0]["cp:color"] == "green"


def test_the_label_follows_the_name_of_the_source(
    notebook: Notebook, document: Document, sidecar: Path, page: dict[str, Any]
) -> None:
    page["cp:document"]["cp:fileName"] = page["label"] = "old name.txt"
    sidecar.write_text(json.dumps(page))
    notebook.annotate(document, 3, 9)
    now = read(sidecar)
    assert now["label"] == now["partOf"]["label"] == "Notes on paper.txt"
    assert now["cp:document"]["cp:fileName"] == "paper.txt"
