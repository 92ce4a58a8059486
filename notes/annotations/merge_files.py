"""Joining two versions of a whole note file by the ids of its annotations: a pure function.

The result does not depend on which of the two is called ours, so that all machines that meet the
same two versions come to the same file.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from notes.annotations.merge import content, unite
from notes.annotations.model import Annotation, Tombstone
from notes.annotations.sidecar import Fingerprint, Sidecar

_EMPTY: Mapping[str, Any] = {}
# Of the page as it was read, what `dump` writes anew from the values.
_WRITTEN = ("items", "cp:tombstones", "cp:document", "label", "cp:format")


def merge_sidecars(base: Sidecar | None, ours: Sidecar, theirs: Sidecar) -> Sidecar:
    """Join two versions of a note file; `base` is what both came from, where that is known.

    Additions unite; an edit beats a deletion, and a deletion an unchanged copy; where both wrote
    one note, both texts stay. A copy that is known to be an ancestor (by its lineage) gives way.
    """
    later, earlier = sorted((ours, theirs), key=_rank, reverse=True)
    annotations, tombstones = _merged_items(base, later, earlier)
    raw = _raw_page(base, later, earlier)
    return later._replace(
        document_id=_one(
            base.document_id if base else None, later.document_id, earlier.document_id
        ),
        file_name=_one(base.file_name if base else None, later.file_name, earlier.file_name),
        annotations=annotations,
        tombstones=tombstones,
        metadata=_merged_mapping(base.metadata if base else _EMPTY, later, earlier),
        fingerprints=_fingerprints(later, earlier),
        spoiled=_all_of(later.spoiled, earlier.spoiled),
        spoiled_tombstones=_all_of(later.spoiled_tombstones, earlier.spoiled_tombstones),
        format=max(later.format, earlier.format),
        raw=raw,
    )


def merge_all(versions: Iterable[Sidecar]) -> Sidecar | None:
    """Join any number of versions of which no common ancestor is known; None for none."""
    merged: Sidecar | None = None
    for version in versions:
        merged = version if merged is None else merge_sidecars(None, merged, version)
    return merged


def common_ancestor(versions: Iterable[Sidecar], ours: Sidecar, theirs: Sidecar) -> Sidecar | None:
    """What both are known to have come from, put together of the older `versions`; None: nothing.

    A lineage holds digests only; the states themselves are in the versions that were kept.
    """
    found: dict[str, Annotation] = {}
    for version in versions:
        for id, annotation in version.annotations.items():
            one, other = _last(ours, id), _last(theirs, id)
            if one is None or other is None:
                continue
            is_older = id not in found or found[id].rev < annotation.rev
            if is_older and one.descends_from(annotation) and other.descends_from(annotation):
                found[id] = annotation
    return Sidecar(ours.document_id, ours.file_name, annotations=found) if found else None


def _last(sidecar: Sidecar, id: str) -> Annotation | None:
    buried = sidecar.tombstones.get(id)
    return sidecar.annotations.get(id) or (buried.annotation if buried else None)


def _merged_items(
    base: Sidecar | None, later: Sidecar, earlier: Sidecar
) -> tuple[dict[str, Annotation], dict[str, Tombstone]]:
    annotations: dict[str, Annotation] = {}
    tombstones: dict[str, Tombstone] = {}
    for id in sorted(_ids(later) | _ids(earlier)):
        old = _last(base, id) if base else None
        merged = _merged_item(old, _state(later, id), _state(earlier, id))
        if isinstance(merged, Tombstone):
            tombstones[id] = merged
        elif merged is not None:
            annotations[id] = merged
    return annotations, tombstones


def _ids(sidecar: Sidecar) -> set[str]:
    return {*sidecar.annotations, *sidecar.tombstones}


def _state(sidecar: Sidecar, id: str) -> Annotation | Tombstone | None:
    """What one version says of an id: an annotation that is there is not deleted."""
    return sidecar.annotations.get(id) or sidecar.tombstones.get(id)


def _merged_item(
    base: Annotation | None,
    one: Annotation | Tombstone | None,
    other: Annotation | Tombstone | None,
) -> Annotation | Tombstone | None:
    if one is None or other is None:
        return one or other
    if isinstance(one, Tombstone):
        if isinstance(other, Tombstone):
            return _merged_tombstone(one, other)
        return _alive_or_dead(base, other, one)
    if isinstance(other, Tombstone):
        return _alive_or_dead(base, one, other)
    return _merged_annotation(base, one, other)


def _alive_or_dead(
    base: Annotation | None, annotation: Annotation, tombstone: Tombstone
) -> Annotation | Tombstone:
    """An annotation that the deletion did not know of lives on; a stale copy stays deleted."""
    if annotation.rev > tombstone.rev:
        return annotation
    buried = tombstone.annotation
    is_untold = not annotation.lineage and content(annotation) == content(buried)
    if buried.descends_from(annotation) or is_untold:
        return tombstone
    if base is not None and content(annotation) == content(base):
        return _knowing(tombstone, annotation)
    outlived = annotation._replace(rev=tombstone.rev + 1)
    return outlived.descending([annotation, tombstone.annotation])


def _merged_tombstone(one: Tombstone, other: Tombstone) -> Tombstone:
    later, earlier = sorted((one, other), key=_tombstone_rank, reverse=True)
    if later.annotation.descends_from(earlier.annotation):
        return later
    return _knowing(later, earlier.annotation)


def _knowing(tombstone: Tombstone, annotation: Annotation) -> Tombstone:
    """The same deletion, which from now on is of this state of the annotation too."""
    buried = tombstone.annotation
    rev = max(buried.rev, annotation.rev) + 1
    known = buried._replace(rev=rev).descending([buried, annotation])
    return tombstone._replace(annotation=known, rev=max(tombstone.rev, rev) + 1)


def _merged_annotation(base: Annotation | None, one: Annotation, other: Annotation) -> Annotation:
    later, earlier = sorted((one, other), key=_annotation_rank, reverse=True)
    if later.digest == earlier.digest:
        return _with_unknown_keys(later.descending([earlier]), earlier)
    if later.descends_from(earlier):
        return later
    if earlier.descends_from(later):
        return earlier
    if base is not None and content(base) in (content(earlier), content(later)):
        # What was changed wins, and has to be newer than what it wins over.
        changed = later if content(earlier) == content(base) else earlier
        return changed._replace(rev=later.rev + 1).descending([earlier, later])
    if content(earlier) == content(later):
        return _with_unknown_keys(later, earlier)
    united = unite(base, earlier, later)
    return _with_unknown_keys(united.descending([earlier, later]), earlier)


def _with_unknown_keys(annotation: Annotation, other: Annotation) -> Annotation:
    missing = {key: value for key, value in other.raw.items() if key not in annotation.raw}
    foreign = {k: v for k, v in missing.items() if not k.startswith("cp:") and k != "body"}
    return annotation._replace(raw={**annotation.raw, **foreign}) if foreign else annotation


def _annotation_rank(annotation: Annotation) -> tuple[Any, ...]:
    raw = _canonical(annotation.raw)
    # A digest does not tell in which order the tags stand.
    said = annotation.digest, annotation.tags
    return annotation.rev, annotation.modified, *said, annotation.lineage, raw


def _tombstone_rank(tombstone: Tombstone) -> tuple[Any, ...]:
    return tombstone.rev, tombstone.at, *_annotation_rank(tombstone.annotation)


def _rank(sidecar: Sidecar) -> tuple[Any, ...]:
    """Some order of two versions, the same on every machine."""
    revisions = sum(one.rev for one in sidecar.annotations.values())
    revisions += sum(one.rev for one in sidecar.tombstones.values())
    digests = sorted(one.digest for one in sidecar.annotations.values())
    return sidecar.format, revisions, digests, _canonical(sidecar.raw), sidecar.file_name


def _one(base: str | None, later: str, earlier: str) -> str:
    if base is not None and later == base:
        return earlier or later
    return later or earlier


def _merged_mapping(base: Mapping[str, Any], later: Sidecar, earlier: Sidecar) -> Mapping[str, Any]:
    return _three_way(base, later.metadata, earlier.metadata)


def _three_way(
    base: Mapping[str, Any], later: Mapping[str, Any], earlier: Mapping[str, Any]
) -> dict[str, Any]:
    """Key by key: who changed something wins, where both did the later; absent is a value too."""
    merged = {}
    for key in dict.fromkeys((*later, *earlier)):
        absent = object()
        old, new, other = (side.get(key, absent) for side in (base, later, earlier))
        chosen = other if new is absent and old is absent else new
        if old is not absent and _same(new, old, absent):
            chosen = other
        if chosen is not absent:
            merged[key] = chosen
    return merged


def _same(one: object, other: object, absent: object) -> bool:
    if one is absent or other is absent:
        return one is other
    return _canonical(one) == _canonical(other)


def _raw_page(base: Sidecar | None, later: Sidecar, earlier: Sidecar) -> Mapping[str, Any]:
    """What of the page we do not know, key by key; of the document's part likewise."""
    pages = [dict(one.raw) if one else {} for one in (base, later, earlier)]
    documents = [page.get("cp:document") for page in pages]
    known = [one if isinstance(one, dict) else {} for one in documents]
    others = [{k: v for k, v in page.items() if k not in _WRITTEN} for page in pages]
    merged = _three_way(others[0], others[1], others[2])
    if any(known):
        merged["cp:document"] = _three_way(known[0], known[1], known[2])
    return merged


def _fingerprints(later: Sidecar, earlier: Sidecar) -> tuple[Fingerprint, ...]:
    """Every state of the source that was seen, once, by the time it was seen."""
    if not earlier.fingerprints or later.fingerprints == earlier.fingerprints:
        return later.fingerprints
    found: dict[str, Fingerprint] = {}
    for seen in sorted((*later.fingerprints, *earlier.fingerprints), key=_when_seen):
        found.pop(seen.sha256, None)
        found[seen.sha256] = seen
    return tuple(found.values())


def _when_seen(fingerprint: Fingerprint) -> tuple[str, str, str]:
    return fingerprint.seen, fingerprint.sha256, _canonical(fingerprint.raw)


def _all_of(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Everything that is in either, as often as it is in the one where it is oftener."""
    left = [_canonical(value) for value in one]
    more = []
    for value in other:
        text = _canonical(value)
        if text in left:
            left.remove(text)
        else:
            more.append(value)
    together = (*one, *more)
    return tuple(sorted(together, key=_canonical)) if more else one


def _canonical(value: object) -> str:
    if isinstance(value, Mapping):
        value = dict(value)
    try:
        return json.dumps(value, sort_keys=True)
    except (RecursionError, ValueError):  # nested too deeply to be written
        return ""
