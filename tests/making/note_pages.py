"""Note files as they should be, of other programs, and damaged ones."""

import json
from typing import Any

ITEM: dict[str, Any] = {
    "id": "urn:uuid:1",
    "type": "Annotation",
    "motivation": ["highlighting"],
    "created": "2026-11-21T10:15:00Z",
    "modified": "2026-11-21T10:15:00Z",
    "creator": {"type": "Person", "name": "Ada"},
    "body": [
        {"type": "TextualBody", "purpose": "commenting", "value": "v"},
        {"type": "TextualBody", "purpose": "tagging", "value": "t"},
    ],
    "target": {
        "source": "urn:uuid:0",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "text", "prefix": "some ", "suffix": "."},
            {"type": "TextPositionSelector", "start": 5, "end": 9},
        ],
    },
    "cp:color": "green",
    "cp:rev": 3,
    "cp:anchoredTo": "ab",
}
PAGE: dict[str, Any] = {
    "@context": [],
    "id": "urn:uuid:p",
    "type": "AnnotationPage",
    "label": "l",
    "partOf": {"id": "urn:uuid:c", "total": 1},
    "startIndex": 0,
    "cp:format": 1,
    "cp:document": {
        "id": "urn:uuid:0",
        "cp:fileName": "a.txt",
        "cp:metadata": {"title": "T"},
        "cp:fingerprints": [{"cp:sha256": "a", "cp:bytes": 3, "cp:seen": "x"}],
    },
    "items": [ITEM],
    "cp:tombstones": [{"id": "urn:uuid:2", "cp:rev": 2, "cp:at": "x", "cp:was": ITEM}],
}


def bytes_of(value: Any) -> bytes:
    """A JSON value as a file has it."""
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal, NaN being equal to itself."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


DAMAGED = {
    "empty": b"",
    "blank": b"\n",
    "truncated": json.dumps(PAGE).encode()[:-20],
    "nul-filled": b"\0" * 500,
    "utf-16": json.dumps(PAGE).encode("utf-16"),
    "latin-1": '{"cp:format": 1, "a": "é"}'.encode("latin-1"),
    "git markers": b"<<<<<<< ours\n" + json.dumps(PAGE).encode() + b"\n=======\n>>>>>>> theirs\n",
    "nested too deeply": b"[" * 100_000 + b"]" * 100_000,
    "number too long": b'{"cp:format": ' + b"9" * 5000 + b"}",
    "no document": b'{"cp:format": 1, "items": []}',
    "document without id": b'{"cp:format": 1, "cp:document": {"id": 5}}',
    "items twice": b'{"cp:format": 1, "cp:document": {"id": "urn:x:1"},'
    b' "items": [{"id": "urn:x:2", "target": "urn:x:3"}], "items": []}',
    "a key of an item twice": b'{"cp:format": 1, "cp:document": {"id": "urn:x:1"},'
    b' "items": [{"id": "urn:x:2", "x": 1, "x": 2}]}',
}
FOREIGN = {
    "somebody else's object": b'{"notes": ["mine"]}',
    "a list": b"[1, 2]",
    "a number": b"1",
    "null": b"null",
    "a page of another program": b'{"type": "AnnotationPage", "items": []}',
    "a format that is no number": b'{"cp:format": "1", "cp:document": {"id": "urn:x:1"}}',
    "a format that is true": b'{"cp:format": true, "cp:document": {"id": "urn:x:1"}}',
}
NEWER = {"newer": json.dumps({**PAGE, "cp:format": 99, "x:future": {"a": 1}}).encode()}
