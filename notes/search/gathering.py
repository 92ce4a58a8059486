"""Join what was found in texts and in annotations into documents, choose the best, count facets.

A document's score is that of its text and of its best annotation together.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .arrays import Array
from .found import Found, any_of, at, only
from .model import Order, SourceNote
from .schema import AUTHOR_NAME, DATE, PATH, SOURCE_NAME, TextFacts
from .snapshot import Snapshot

_MOST_NOTES = 64  # annotations of one document that are read to be shown; all are counted
_YEAR = 4
_ROWS = 16
_FEW = 200  # scores that are ordered as fast as looked through
_FOREMOST = 10_000.0  # above what a document scores otherwise


class Candidate(NamedTuple):
    """A document that matches, by its text, by its annotations, or by both.

    Of its annotations that match, `notes_found`, the best are here with their scores.
    """

    path: str
    facts: TextFacts | None
    score: float
    notes: Sequence[tuple[float, SourceNote]] = ()
    notes_found: int = 0


class United(NamedTuple):
    """The texts that match by themselves or by an annotation, the annotations that match, and
    those of them whose text is not indexed, by its path."""

    documents: Found
    notes: Found
    orphans: dict[str, Found]


def unite(snapshot: Snapshot, texts: Found, notes: Found, within: str | None) -> United:
    """All that was found; `within` leaves only one document, named by its path."""
    if within is None and not len(notes.ids):
        return United(texts, notes, {})
    owners = snapshot.owners[notes.ids]
    known = at(notes, owners >= 0)
    orphans = _orphans(snapshot, at(notes, owners < 0))
    if within is not None:
        number = snapshot.document(PATH, within)
        here = np.zeros(snapshot.count, bool)
        if number is not None:
            here[number] = True
        texts, owned = only(texts, here), here[snapshot.owners[known.ids]]
        known = at(known, owned)
        orphans = {path: found for path, found in orphans.items() if path == within}
    best = _best_of_each(snapshot.owners[known.ids], known.scores)
    return United(any_of([texts, best], snapshot.count), known, orphans)


def foremost(united: United, texts: Found) -> United:
    """The same, those of the `texts` before all others."""
    documents = united.documents
    scores = documents.scores + _FOREMOST * np.isin(documents.ids, texts.ids)
    return united._replace(documents=Found(documents.ids, scores))


def _orphans(snapshot: Snapshot, notes: Found) -> dict[str, Found]:
    paths: dict[str, list[int]] = {}
    for place, number in enumerate(notes.ids.tolist()):
        note = snapshot.note(number)
        if note is not None:
            paths.setdefault(note.document_path, []).append(place)
    return {path: at(notes, places) for path, places in paths.items()}


def _best_of_each(owners: Array, scores: Array) -> Found:
    """Each owner once, with its highest score."""
    order = np.lexsort((-scores, owners))
    owners, scores = owners[order], scores[order]
    first = np.ones(len(owners), bool)
    first[1:] = owners[1:] != owners[:-1]
    return at(Found(owners, scores), first)


def choose(snapshot: Snapshot, united: United, limit: int, order: Order) -> list[Candidate]:
    """The first `limit` documents in the order that is asked for."""
    first = _first(snapshot, united.documents, limit, order)
    numbers, scores = first.ids.tolist(), first.scores.tolist()
    found = [
        Candidate(facts.path, facts, score)
        for facts, score in zip(snapshot.texts(numbers), scores, strict=True)
    ]
    if len(united.notes.ids):
        owners = snapshot.owners[united.notes.ids]
        found = [
            _with_notes(snapshot, candidate, at(united.notes, owners == number))
            for candidate, number in zip(found, numbers, strict=True)
        ]
    if not united.orphans and order == "relevance":
        return found
    apart = [
        _with_notes(snapshot, Candidate(path, None, float(notes.scores.max())), notes)
        for path, notes in united.orphans.items()
    ]
    if order == "relevance":
        found = sorted([*found, *apart], key=lambda candidate: -candidate.score)
    else:
        found += sorted(apart, key=lambda candidate: candidate.path)
    return found[:limit]


def _with_notes(snapshot: Snapshot, candidate: Candidate, notes: Found) -> Candidate:
    """The candidate with the best of its annotations."""
    best = np.lexsort((notes.ids, -notes.scores))[:_MOST_NOTES]
    scored = zip(notes.scores[best].tolist(), notes.ids[best].tolist(), strict=True)
    shown = [(score, note) for score, number in scored if (note := snapshot.note(number))]
    return candidate._replace(notes=shown, notes_found=len(notes.ids))


def _first(snapshot: Snapshot, found: Found, limit: int, order: Order) -> Found:
    ids, scores = found
    if order == "date":
        ranking = np.lexsort((ids, -scores, -snapshot.ranks(DATE)[ids]))
    elif order == "position":
        ranking = np.argsort(snapshot.ranks(PATH)[ids], kind="stable")
    else:
        if limit < len(scores) - _FEW:
            found = at(found, scores >= _reached(scores, limit))
        ranking = (-found.scores).argsort(kind="stable")  # the numbers ascend
    return at(found, ranking[:limit])


def _reached(scores: Array, limit: int) -> Any:
    """A score that at least `limit` of the scores reach, and few more.

    Where they are many, the best of each column of a table tell: there are fewer to be ordered.
    """
    if not limit:
        return np.inf
    columns = len(scores) // _ROWS
    if columns > limit:
        scores = scores[: columns * _ROWS].reshape(_ROWS, columns).max(axis=0)
    ordered = scores.copy()
    ordered.partition(len(ordered) - limit)
    return ordered.item(-limit)


def facets(snapshot: Snapshot, united: United) -> dict[str, dict[str, int]]:
    """How many of the documents have each author, source, format and year, tag and colour.

    Tags and colours are those of the annotations that match, so that narrowing by one keeps them.
    """
    documents = np.zeros(snapshot.count, bool)
    documents[united.documents.ids] = True
    notes = np.zeros(snapshot.count, bool)
    notes[united.notes.ids] = True
    itself = np.arange(snapshot.count)
    years: dict[str, int] = {}
    for date, count in _counted(snapshot, DATE, documents, itself).items():
        years[date[:_YEAR]] = years.get(date[:_YEAR], 0) + count
    return {
        "author": _counted(snapshot, AUTHOR_NAME, documents, itself),
        "source": _counted(snapshot, SOURCE_NAME, documents, itself),
        "format": _counted(snapshot, "format", documents, itself),
        "date": years,
        "tag": _counted(snapshot, "tag", notes, snapshot.owners),
        "color": _counted(snapshot, "color", notes, snapshot.owners),
    }


def _counted(snapshot: Snapshot, field: str, wanted: Array, owners: Array) -> dict[str, int]:
    """For each label the number of different owners of the wanted index documents that have it."""
    names: dict[str, int] = {}
    pairs = [np.zeros(0, np.int64)]
    for segment in snapshot.segments:
        postings = segment.fields.get(field)
        if postings is None:
            continue
        ids = postings.ids.astype(np.int64) + segment.offset
        kept = wanted[ids]
        numbers = [names.setdefault(name, len(names)) for name in postings.words()]
        number = np.array(numbers, np.int64)  # of none of them it would be a float
        labels = np.repeat(number, postings.counts)[kept]
        pairs.append(labels * snapshot.count + owners[ids[kept]])
    labels = np.unique(np.concatenate(pairs)) // max(snapshot.count, 1)
    counts = np.bincount(labels, minlength=len(names)).tolist()
    return {name: counts[number] for name, number in names.items() if counts[number]}
