"""Join what was found in texts and in annotations into hits, a document each, with passages."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .analysis import Analyzer
from .clock import Clock
from .evaluation import document_number
from .matching import Pattern, locate, united
from .model import Hit, Passage, PassageKind, Range, SourceNote
from .passages import body_passages, note_passage, title_passage
from .schema import FACTS, TextFacts


@dataclass(slots=True)
class Candidate:
    """A document that matches, by its text, by its annotations, or by both."""

    path: str
    facts: TextFacts | None = None
    score: float = 0.0
    notes: list[tuple[float, SourceNote]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lights:
    """The patterns to light up in each kind of text."""

    body: Sequence[Pattern]
    title: Sequence[Pattern]
    quote: Sequence[Pattern]
    note: Sequence[Pattern]
    tags: Sequence[Pattern]


def gather(
    searcher: Any, texts: dict[int, float], notes: dict[int, float], limit: int, clock: Clock
) -> tuple[int, list[Candidate]]:
    """How many documents match, and the best `limit` of them.

    A document's score is that of its text and of its best annotation together.
    """
    annotated: dict[str, Candidate] = {}
    for number, score in notes.items():
        note = searcher.stored_fields(number)[FACTS]
        path = note.document_path
        annotated.setdefault(path, Candidate(path)).notes.append((score, note))
        if clock.expired():
            break
    found = dict(texts)
    apart: list[Candidate] = []
    by_number: dict[int, Candidate] = {}
    for candidate in annotated.values():
        candidate.score = max(score for score, _ in candidate.notes)
        at = document_number(searcher, candidate.path)
        if at is None:
            apart.append(candidate)
        else:
            by_number[at] = candidate
            found[at] = found.get(at, 0.0) + candidate.score
    best = heapq.nlargest(max(limit, 0), found, key=lambda number: (found[number], -number))
    chosen = [_completed(by_number.get(number), number, found[number], searcher) for number in best]
    chosen = sorted([*chosen, *apart], key=lambda candidate: -candidate.score)[: max(limit, 0)]
    return len(found) + len(apart), chosen


def _completed(candidate: Candidate | None, number: int, score: float, searcher: Any) -> Candidate:
    facts = searcher.stored_fields(number)[FACTS]
    candidate = candidate or Candidate(facts.path)
    candidate.facts, candidate.score = facts, score
    return candidate


def hit(
    candidate: Candidate, text: str | None, lights: Lights, most: int, analyzer: Analyzer
) -> Hit:
    """The candidate with its passages; `text` is None where it cannot be read now."""
    facts = candidate.facts
    title = facts.title if facts else ""
    matches = locate(lights.body, text, analyzer) if text is not None and facts else []
    count = len(matches) + len(candidate.notes)
    notes = sorted(candidate.notes, key=lambda scored: -scored[0])
    room = most - min(len(notes), most // 2 if matches else most)
    shown: list[Passage] = list(body_passages(text or "", matches, room)) if room else []
    for _, note in notes[: most - len(shown)]:
        shown.append(_of_note(note, text, lights, analyzer))
    if not matches and (ranges := _ranges(lights.title, title, analyzer)):
        count += 1
        shown = [title_passage(title, ranges), *shown][:most]
    return Hit(
        document=facts.id if facts else "",
        path=candidate.path,
        title=title or candidate.path.rsplit("/", 1)[-1],
        score=candidate.score,
        passages=tuple(shown),
        total_passages=count,
    )


def _of_note(note: SourceNote, text: str | None, lights: Lights, analyzer: Analyzer) -> Passage:
    """The part of the annotation that matches: its note before its quote before its tags."""
    parts: tuple[tuple[PassageKind, str, Sequence[Pattern]], ...] = (
        ("note", note.note, lights.note),
        ("quote", note.quote, lights.quote),
        ("tag", ", ".join(note.tags), lights.tags),
    )
    for kind, shown, wanted in parts:
        if ranges := _ranges(wanted, shown, analyzer):
            return note_passage(note, kind, shown, ranges, text)
    kind = "quote" if note.quote else "note"
    return note_passage(note, kind, note.quote or note.note, (), text)


def _ranges(wanted: Sequence[Pattern], text: str, analyzer: Analyzer) -> tuple[Range, ...]:
    return united(match[:2] for match in locate(wanted, text, analyzer))


def hits(
    candidates: Iterable[Candidate],
    load_text: Callable[[str], str | None],
    lights: Lights,
    most: int,
    analyzer: Analyzer,
    clock: Clock,
) -> tuple[Hit, ...]:
    """Hits for all candidates; when time runs out, those after the first have no body passages."""
    found: list[Hit] = []
    for candidate in candidates:
        late = bool(found) and clock.expired()
        text = None if late or candidate.facts is None else load_text(candidate.path)
        found.append(hit(candidate, text, lights, most, analyzer))
    return tuple(found)


def versions(searcher: Any) -> tuple[dict[str, str], dict[str, str]]:
    """The versions of all texts by path, and of all annotations by id."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for _, stored in searcher.reader().iter_docs():
        facts = stored.get(FACTS)
        if isinstance(facts, TextFacts):
            texts[facts.path] = facts.version
        elif isinstance(facts, SourceNote):
            notes[facts.id] = facts.version
    return texts, notes
