"""Join what was found in texts and in annotations into hits, a document each, with passages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .analysis import Analyzer
from .clock import Clock
from .gathering import Candidate
from .heads import Pattern
from .matching import locate, united
from .model import Hit, Passage, PassageKind, Range, SourceNote
from .passages import Body, body_passages, note_passage, title_passage
from .patterns import NOTHING_TOLD, Told
from .schema import is_of_text, note_facts, text_facts
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Lights:
    """The patterns to light up in each kind of text, and what those in a body tell."""

    body: Sequence[Pattern]
    told: Told
    title: Sequence[Pattern]
    quote: Sequence[Pattern]
    note: Sequence[Pattern]
    tags: Sequence[Pattern]


DARK = Lights((), NOTHING_TOLD, (), (), (), ())


def hit(
    candidate: Candidate, text: str | None, lights: Lights, most: int, analyzer: Analyzer
) -> Hit:
    """The candidate with its passages; `text` is None where it cannot be read now."""
    facts = candidate.facts
    title = facts.title if facts else ""
    body = Body(text or "", lights.body, lights.told, analyzer)
    matches = body.matches() if text is not None and facts else []
    count = len(matches) + candidate.notes_found
    notes = sorted(candidate.notes, key=lambda scored: -scored[0])
    room = most - min(len(notes), most // 2 if matches else most)
    shown: list[Passage] = list(body_passages(body, matches, room)) if room else []
    for _, note in notes[: most - len(shown)]:
        shown.append(_of_note(note, text, lights, analyzer))
    if not matches and (ranges := _ranges(lights.title, title, analyzer)):
        count += 1
        shown = [title_passage(title, ranges), *shown][:most]
    return Hit(
        document=facts.id if facts else "",
        path=candidate.path,
        title=title or _name(candidate.path),
        score=candidate.score,
        passages=tuple(shown),
        total_passages=count,
    )


def _bare(candidate: Candidate) -> Hit:
    """The candidate without passages: nothing is read, and only annotations are counted."""
    path, facts, score, _, notes_found = candidate
    id, title = (facts.id, facts.title) if facts else ("", "")
    return Hit(id, path, title or _name(path), score, (), notes_found)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


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
    if not most:
        return tuple(map(_bare, candidates))
    found: list[Hit] = []
    for candidate in candidates:
        unread = candidate.facts is None or (bool(found) and clock.expired())
        text = None if unread else load_text(candidate.path)
        found.append(hit(candidate, text, lights, most, analyzer))
    return tuple(found)


def versions(snapshot: Snapshot) -> tuple[dict[str, str], dict[str, str]]:
    """The versions of all texts by path, and of all annotations by id."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for segment in snapshot.segments:
        stored = segment.stored()
        of_texts = [one for one in stored if is_of_text(one)]
        texts |= {text.path: text.version for text in text_facts(of_texts)}
        notes |= {note.id: note.version for note in map(note_facts, stored) if note}
    return texts, notes
