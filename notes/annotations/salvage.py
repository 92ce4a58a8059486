"""What can still be read of a damaged note file, item by item: pure functions of its bytes."""

import codecs
import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from notes.annotations import w3c
from notes.annotations.markers import sides
from notes.annotations.merge_files import common_ancestor, merge_sidecars
from notes.annotations.model import Annotation, Tombstone
from notes.annotations.repeats import keeping_repeats
from notes.annotations.sidecar import Sidecar, parse, read_document, read_item, read_page
from notes.errors import SidecarError

_WORK = 64  # how many times over the text may be looked at, so that a hostile one ends
_DELETED = re.compile(r'"cp:was"\s*:\s*\Z')


class Salvaged(NamedTuple):
    """The notes that were found in a damaged file; `is_whole` when nothing of it is missing."""

    sidecar: Sidecar
    is_whole: bool = False


def salvage(data: bytes, document_id: str, file_name: str) -> Salvaged:
    """Read whatever is whole in `data`, which `parse` refused as damaged."""
    text = _decoded(data)
    apart = sides(text.encode("utf-8", "surrogatepass"))
    if apart is not None:
        merged = _merged_sides(apart, file_name)
        if merged is not None:
            return Salvaged(merged, is_whole=True)
    try:
        # Only its encoding was wrong, there were NULs around it, or a key stood twice.
        page = json.loads(text.strip("\0 \r\n\t\ufeff"), object_pairs_hook=keeping_repeats)
        return Salvaged(read_page(page, file_name), is_whole=True)
    except (SidecarError, ValueError, RecursionError):
        return Salvaged(_item_by_item(text, document_id, file_name))


def _merged_sides(apart: tuple[bytes, bytes, bytes | None], name: str) -> Sidecar | None:
    try:
        ours, theirs = parse(apart[0], name), parse(apart[1], name)
    except SidecarError:
        return None
    base: Sidecar | None = None
    if apart[2] is not None:
        # Where lines that both sides share were taken out of a conflict, the common side is not
        # what it was: only states that both are known to descend from are believed.
        with contextlib.suppress(SidecarError):
            base = common_ancestor([parse(apart[2], name)], ours, theirs)
    return merge_sidecars(base, ours, theirs)


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:200]
    if len(head) > 3 and head[1::2].count(0) * 2 > len(head[1::2]) and head[0]:
        return data.decode("utf-16-le", "replace")
    if len(head) > 3 and head[0::2].count(0) * 2 > len(head[0::2]) and head[1]:
        return data.decode("utf-16-be", "replace")
    return data.decode("utf-8", "replace")


def _item_by_item(text: str, document_id: str, file_name: str) -> Sidecar:
    found = Sidecar(document_id, file_name)
    annotations: dict[str, Annotation] = {}
    tombstones: dict[str, Tombstone] = {}
    spoiled: list[Any] = []
    for raw, is_deleted in _objects(text):
        if "cp:fingerprints" in raw or "cp:fileName" in raw:
            found = read_document(found, raw)
        elif _reads_as_tombstone(raw):
            tombstone = w3c.tombstone_from_json(raw)
            tombstones.setdefault(tombstone.id, tombstone)
        elif is_deleted:
            _bury(raw, tombstones)
        elif isinstance(raw.get("id"), str) and "target" in raw:
            read_item(raw, annotations, spoiled)
    alive = annotations.keys() - tombstones.keys()
    kept = {id: one for id, one in annotations.items() if id in alive or _is_newer(one, tombstones)}
    buried = {id: one for id, one in tombstones.items() if id not in kept}
    return found._replace(annotations=kept, tombstones=buried, spoiled=tuple(spoiled))


def _is_newer(annotation: Annotation, tombstones: dict[str, Tombstone]) -> bool:
    return annotation.rev > tombstones[annotation.id].rev


def _reads_as_tombstone(raw: Any) -> bool:
    if "cp:was" not in raw:
        return False
    try:
        w3c.tombstone_from_json(raw)
    except w3c.Malformed:
        return False
    return True


def _bury(raw: Any, tombstones: dict[str, Tombstone]) -> None:
    """Of a tombstone that was cut off there may be left what it was the tombstone of."""
    try:
        annotation = w3c.annotation_from_json(raw)
    except w3c.Malformed:
        return
    buried = Tombstone(annotation, rev=annotation.rev + 1, at=annotation.modified)
    tombstones.setdefault(annotation.id, buried)


def _objects(text: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every JSON object that is whole and of a kind that we know, and whether it was deleted."""
    decoder = json.JSONDecoder(object_pairs_hook=keeping_repeats)
    work, at = _WORK * len(text) + 1_000_000, text.find("{")
    while at >= 0 and work > 0:
        end = at + 1
        try:
            value, stop = decoder.raw_decode(text, at)
            work -= stop - at
            if isinstance(value, dict) and _is_known(value):
                yield value, bool(_DELETED.search(text, max(0, at - 40), at))
                end = stop
        except json.JSONDecodeError as error:
            work -= max(1, error.pos - at)
        except (RecursionError, ValueError):
            work -= 100_000
        at = text.find("{", end)


def _is_known(value: dict[str, Any]) -> bool:
    return "target" in value or "cp:was" in value or "cp:fileName" in value
