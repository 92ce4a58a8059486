"""The note file of one source, a W3C `AnnotationPage`, as a value and as bytes."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from notes.annotations import w3c
from notes.annotations.equality import equal_but_for
from notes.annotations.indented import indented
from notes.annotations.model import Annotation, Tombstone, new_id
from notes.annotations.repeats import Repeated, refusing_repeats
from notes.errors import SidecarError

SUFFIX = ".notes.json"
FORMAT = 1
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"cp": "urn:commonplace:"}]


class CorruptSidecar(SidecarError):
    """The file is not JSON, or not the JSON of a note file; it is never overwritten."""


class ForeignSidecar(SidecarError):
    """The file is somebody else's JSON; it is left alone."""


def sidecar_path(source: Path) -> Path:
    """The note file that belongs to `source`, beside it, with the whole source name in front."""
    return source.with_name(source.name + SUFFIX)


@equal_but_for("raw")
class Fingerprint(NamedTuple):
    """What the source was when a note was written: hashes (hex), size in bytes, time seen."""

    sha256: str
    text_sha256: str
    size: int
    seen: str
    raw: Mapping[str, Any] = {}


@equal_but_for("raw")
class Sidecar(NamedTuple):
    """All that a note file holds. What is `spoiled` cannot be used and is kept word for word.

    `format` above ours means that a newer program wrote the file: it is shown and never written.
    """

    document_id: str
    file_name: str
    annotations: Mapping[str, Annotation] = {}
    tombstones: Mapping[str, Tombstone] = {}
    metadata: Mapping[str, Any] = {}
    fingerprints: tuple[Fingerprint, ...] = ()
    spoiled: tuple[Any, ...] = ()
    spoiled_tombstones: tuple[Any, ...] = ()
    format: int = FORMAT
    raw: Mapping[str, Any] = {}

    @property
    def is_newer(self) -> bool:
        """Whether a newer program wrote this file."""
        return self.format > FORMAT

    def seeing(self, fingerprint: Fingerprint) -> "Sidecar":
        """The same notes, having seen the source with this fingerprint."""
        if self.fingerprints and self.fingerprints[-1].sha256 == fingerprint.sha256:
            return self
        return self._replace(fingerprints=(*self.fingerprints, fingerprint))


def parse(data: bytes, name: str) -> Sidecar:
    """Read a note file; `name` is for messages. Raises `CorruptSidecar` or `ForeignSidecar`."""
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=refusing_repeats)
    except (ValueError, RecursionError) as error:
        raise CorruptSidecar(f"{name} is damaged ({_brief(error)}); it is left as it is") from None
    return read_page(raw, name)


def read_page(raw: object, name: str) -> Sidecar:
    """Read the JSON of a note file. Raises `CorruptSidecar` or `ForeignSidecar`."""
    if not isinstance(raw, dict) or type(raw.get("cp:format")) is not int:
        raise ForeignSidecar(f"{name} is not a note file of Commonplace; it is left as it is")
    document = raw.get("cp:document")
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        raise CorruptSidecar(
            f"{name} does not say which document it belongs to; it is left as it is"
        )
    annotations, spoiled = _read_items(raw.get("items", []))
    tombstones, spoiled_tombstones = _read_tombstones(raw.get("cp:tombstones", []))
    return read_document(Sidecar(document["id"], ""), document)._replace(
        annotations=annotations,
        tombstones=tombstones,
        spoiled=tuple(spoiled),
        spoiled_tombstones=tuple(spoiled_tombstones),
        format=raw["cp:format"],
        raw=raw,
    )


def read_document(sidecar: Sidecar, document: Mapping[str, Any]) -> Sidecar:
    """`sidecar` with what `document`, the `cp:document` of a note file, says of its source."""
    id, metadata = document.get("id"), document.get("cp:metadata")
    return sidecar._replace(
        document_id=id if isinstance(id, str) else sidecar.document_id,
        file_name=_text(document.get("cp:fileName")),
        metadata=metadata if isinstance(metadata, dict) else {},
        fingerprints=tuple(_read_fingerprints(document.get("cp:fingerprints", []))),
    )


def dump(sidecar: Sidecar) -> bytes:
    """Write a note file: stable order, one key a line, so that line-based merges go well.

    Raises `CorruptSidecar` when what was read is nested too deeply to be written again.
    """
    label = f"Notes on {sidecar.file_name}"
    raw = sidecar.raw
    items = [_item(annotation, sidecar.document_id) for annotation in _in_order(sidecar)]
    part_of = raw.get("partOf")
    named = {"id": part_of} if isinstance(part_of, str) else _mapping(part_of)
    collection = {"id": new_id(), "type": "AnnotationCollection", **named}
    written = {
        "@context": raw.get("@context", CONTEXT),
        "id": raw.get("id") or new_id(),
        "type": "AnnotationPage",
        "label": label,
        "partOf": {**collection, "label": label, "total": len(items) + len(sidecar.spoiled)},
        "startIndex": raw.get("startIndex", 0),
        "cp:format": sidecar.format,
        "cp:document": _written_document(sidecar),
        "items": [*items, *sidecar.spoiled],
    }
    buried = [
        w3c.tombstone_to_json(tombstone, sidecar.document_id)
        for _, tombstone in sorted(sidecar.tombstones.items())
    ]
    if buried or sidecar.spoiled_tombstones:
        written["cp:tombstones"] = [*buried, *sidecar.spoiled_tombstones]
    known = {*written, "cp:tombstones"}
    written |= {key: value for key, value in raw.items() if key not in known}
    try:
        text = indented(written) + "\n"
    except (RecursionError, ValueError) as error:
        raise CorruptSidecar(
            f"the notes on {sidecar.file_name} cannot be written ({_brief(error)});"
            " the file is left as it is"
        ) from None
    # A lone surrogate has no UTF-8; written as a JSON escape it survives.
    return text.encode("utf-8", "backslashreplace")


def _item(annotation: Annotation, document_id: str) -> dict[str, Any]:
    return w3c.annotation_to_json(annotation, document_id)


def _in_order(sidecar: Sidecar) -> Iterable[Annotation]:
    def place(annotation: Annotation) -> tuple[int, str]:
        return (annotation.selector.start if annotation.selector else -1, annotation.id)

    return sorted(sidecar.annotations.values(), key=place)


def _written_document(sidecar: Sidecar) -> dict[str, Any]:
    old = _mapping(sidecar.raw.get("cp:document"))
    fingerprints = [
        dict(seen.raw)
        or {
            "cp:sha256": seen.sha256,
            "cp:textSha256": seen.text_sha256,
            "cp:bytes": seen.size,
            "cp:seen": seen.seen,
        }
        for seen in sidecar.fingerprints
    ]
    junk = [seen for seen in _listed(old.get("cp:fingerprints", [])) if not isinstance(seen, dict)]
    ours = {
        "id": sidecar.document_id,
        "cp:fileName": sidecar.file_name,
        "cp:metadata": dict(sidecar.metadata),
        "cp:fingerprints": fingerprints + junk,
    }
    return ours | {key: value for key, value in old.items() if key not in ours}


def _read_items(items: object) -> tuple[dict[str, Annotation], list[Any]]:
    annotations: dict[str, Annotation] = {}
    spoiled: list[Any] = []
    for raw in _listed(items):
        read_item(raw, annotations, spoiled)
    return annotations, spoiled


def read_item(raw: Any, annotations: dict[str, Annotation], spoiled: list[Any]) -> None:
    """Add the annotation that `raw` is; what is none, or is there already, is spoiled."""
    try:
        annotation = w3c.annotation_from_json(raw)
    except w3c.Malformed:
        spoiled.append(raw)
        return
    if annotations.setdefault(annotation.id, annotation) is not annotation:
        spoiled.append(raw)


def _read_tombstones(items: object) -> tuple[dict[str, Tombstone], list[Any]]:
    found: dict[str, Tombstone] = {}
    spoiled = []
    for raw in _listed(items):
        tombstone = _read_tombstone(raw)
        if tombstone is None or tombstone.id in found:
            spoiled.append(raw)
        else:
            found[tombstone.id] = tombstone
    return found, spoiled


def _read_tombstone(raw: object) -> Tombstone | None:
    """A tombstone whose annotation is spoiled still says that its id was deleted."""
    try:
        return w3c.tombstone_from_json(raw)
    except w3c.Malformed:
        pass
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
        return None
    was = w3c.annotation_from_json({"id": raw["id"]})
    return Tombstone(was, rev=w3c.read_revision(raw), at=w3c.read_time(raw.get("cp:at")), raw=raw)


def _read_fingerprints(items: object) -> Iterable[Fingerprint]:
    for raw in _listed(items):
        if isinstance(raw, dict):
            size = raw.get("cp:bytes")
            yield Fingerprint(
                sha256=_text(raw.get("cp:sha256")),
                text_sha256=_text(raw.get("cp:textSha256")),
                size=size if isinstance(size, int) else 0,
                seen=_text(raw.get("cp:seen")),
                raw=raw,
            )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _brief(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: {error.msg}"
    if isinstance(error, Repeated):
        return str(error)
    return "nested too deeply" if isinstance(error, RecursionError) else "not UTF-8 JSON"
