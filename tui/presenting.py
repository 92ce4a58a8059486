"""From what the core knows to what widgets show: pure functions, no widget and no file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from notes.annotations.drafts import Draft
from notes.annotations.model import FOUND, LOST, Placed
from notes.annotations.standing import JOURNAL, OVERLAY, SAVED
from notes.documents.model import Document
from notes.documents.record import DocumentRecord
from notes.review.records import NoteRecord
from notes.session import Position
from tui.document_rows import DocumentRow
from tui.legend import Legend
from tui.search_rows import SearchGroup, SearchPassage, SearchView
from tui.widgets.notes_panel import NoteRow
from tui.widgets.reader import Mark

if TYPE_CHECKING:
    from notes.search.model import Answer, Hit

ABOUT = 60  # characters of a passage by which what is related to it is headed
STATE_WORDS = {FOUND: "check me", LOST: "lost its place"}
DRAFT = "draft"
WHERE = {
    SAVED: "saved",
    OVERLAY: "not beside the file",
    JOURNAL: "unsaved: only on this machine",
}
CHARACTERS_A_MINUTE = 1_300  # of English prose: about 230 words
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def row_states(whereabouts: Mapping[str, str], unwritten: Iterable[str]) -> dict[str, str]:
    """What the list says of documents whose notes are not all saved beside them, by their path."""
    found = {relative: WHERE[where] for relative, where in whereabouts.items()}
    return dict.fromkeys(unwritten, DRAFT) | found


def state_line(placed: Iterable[Placed], drafts: Sequence[Draft], where: str) -> str:
    """What is not as usual with the notes of a document, in one line; empty when all is."""
    states = [one.state for one in placed]
    found, lost = states.count(FOUND), states.count(LOST)
    parts = [
        where,
        f"{found} {STATE_WORDS[FOUND]}" if found else "",
        f"{lost} lost {'its' if lost == 1 else 'their'} place" if lost else "",
        drafts_counted(len(drafts)),
    ]
    return " · ".join(part for part in parts if part)


def drafts_counted(number: int) -> str:
    """How many drafts there are: what was typed and not saved; empty where there are none."""
    return f"{number:,} {DRAFT}{'' if number == 1 else 's'}" if number else ""


def document_row(record: DocumentRecord, position: Position | None, state: str = "") -> DocumentRow:
    """One row of the document list; `state` says where its notes are, if not beside it."""
    return DocumentRow(
        id=record.relative,
        title=record.title,
        opening=record.opening,
        authors=short_authors(record.authors),
        year=record.date[:4],
        highlights=record.highlights,
        notes=record.notes,
        attention=record.attention,
        lost=record.lost,
        state=state,
        progress=position.progress if position else 0.0,
        error=record.error or None,
        format=record.format,
        date=record.date,
        recent=position.opened if position else 0.0,
    )


def short_authors(authors: tuple[str, ...]) -> str:
    """Family names as a list has room for them: `Kaspruk`, `Kaspruk & Li`, `Kaspruk et al.`."""
    names = [_family(name) for name in authors]
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def _family(name: str) -> str:
    from notes.citations import parse_name

    parsed = parse_name(name)
    return str(parsed.get("family") or parsed.get("literal") or name)


def bylines(document: Document) -> tuple[str, ...]:
    """Who wrote it, where, when; then the same for less and less room."""
    metadata = document.metadata
    authors, published = ", ".join(metadata.authors), "n.d."
    where = metadata.text("container") or metadata.text("publisher") or ""
    year = metadata.date[:4] if metadata.date else published
    if metadata.date:
        published = long_date(metadata.date)
    forms = (
        (authors, where, published),
        (authors, published),
        (short_authors(metadata.authors), published),
        (short_authors(metadata.authors), year),
    )
    lines = (" · ".join(part for part in form if part) for form in forms)
    return tuple(dict.fromkeys(lines))


def reading_time(document: Document, progress: float, offset: int = 0) -> str:
    """How long it takes to read, how far one is in it, on which page: `12 min · 41% · p. 3`."""
    minutes = max(1, round(len(document.text) / CHARACTERS_A_MINUTE))
    page = document.locator(offset, offset + 1)
    parts = (f"{minutes} min", f"{round(progress * 100)}%", page)
    return " · ".join(part for part in parts if part)


def headings(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of the headings in the text; pages have none."""
    for section in document.sections:
        if section.level:
            end = document.text.find("\n", section.start)
            yield section.start, end if end >= 0 else len(document.text)


def long_date(iso: str) -> str:
    """`2025-02-22` as `22 Feb 2025`, `1988~` as `c. 1988`; what is not so stays as it is."""
    if iso.endswith("~"):
        return f"c. {long_date(iso.rstrip('~'))}"
    parts = iso.split("-")
    if len(parts) < 2 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return iso
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) > 2 and parts[2].isdigit() else month


def short_date(moment: datetime, today: date) -> str:
    """`today`, `yesterday`, `3 Nov`, or with its year `12 Oct 2024`; local time."""
    return date_name(moment.astimezone().date(), today)


def date_name(day: date, today: date) -> str:
    """A day as `short_date` writes it."""
    if (today - day).days in (0, 1):
        return ("today", "yesterday")[(today - day).days]
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def day_of(seconds: float, today: date) -> str:
    """The day of a time in seconds since the epoch, as `short_date` writes it."""
    return short_date(datetime.fromtimestamp(seconds, UTC), today)


def mark(placed: Placed, legend: Legend) -> Mark | None:
    """The highlight of an annotation in the text, or None where it has no place there."""
    if placed.start is None or placed.end is None:
        return None
    annotation = placed.annotation
    return Mark(
        id=annotation.id,
        start=placed.start,
        end=placed.end,
        color=annotation.color,
        mark_char=legend.marks[annotation.color],
        uncertain=placed.state == FOUND,
    )


def marks(placed: Iterable[Placed], legend: Legend) -> tuple[Mark, ...]:
    """The highlights of a document."""
    return tuple(found for one in placed if (found := mark(one, legend)) is not None)


def note_rows(
    placed: Iterable[Placed], drafts: Iterable[Draft], today: date, legend: Legend
) -> tuple[NoteRow, ...]:
    """The rows of the notes panel in reading order; a draft that was left is shown as one."""
    left = {draft.key: draft for draft in drafts}
    rows = []
    for one in placed:
        row = note_row(one, today, legend)
        draft = left.pop(row.id, None)
        rows.append((_start(one), row._replace(note=draft.text, saved=False) if draft else row))
    rows += [(draft.start, _draft_row(draft, legend)) for draft in left.values()]
    return tuple(row for _, row in sorted(rows, key=lambda found: found[0]))


def _start(placed: Placed) -> int:
    selector = placed.annotation.selector
    return placed.start if placed.start is not None else selector.start if selector else -1


def _draft_row(draft: Draft, legend: Legend) -> NoteRow:
    return NoteRow(
        id=draft.key,
        quote=draft.quote,
        note=draft.text,
        color=draft.color,
        mark=legend.marks.get(draft.color, ""),
        saved=False,
    )


def note_row(placed: Placed, today: date, legend: Legend) -> NoteRow:
    """One row of the notes panel."""
    annotation = placed.annotation
    return NoteRow(
        id=annotation.id,
        quote=annotation.selector.exact if annotation.selector else "",
        note=annotation.note,
        tags=annotation.tags,
        color=annotation.color,
        mark=legend.marks[annotation.color],
        category=legend.names.get(annotation.color, ""),
        state=placed.state,
        date=short_date(annotation.modified, today),
    )


def library_note_row(record: NoteRecord, today: date, legend: Legend) -> NoteRow:
    """One row of the screen with all notes."""
    return NoteRow(
        id=record.id,
        quote=record.quote,
        note=record.note,
        tags=record.tags,
        color=record.color,
        mark=legend.marks[record.color],
        category=legend.names.get(record.color, ""),
        state=record.state,
        date=short_date(record.modified, today),
        document_title=record.title,
    )


def search_view(answer: "Answer", colors: Mapping[str, str], legend: Legend) -> SearchView:
    """An answer as the search pane shows it; `colors` are those of annotations, by their id."""
    groups = _groups(answer.hits, colors, legend)
    return SearchView(
        query=answer.query,
        documents=answer.total,
        matches=answer.matches,
        took_ms=answer.took_ms,
        partial=answer.partial,
        hints=answer.hints,
        suggestion=answer.suggestion,
        groups=groups,
    )


def related_view(passage: str, hits: "Sequence[Hit]") -> SearchView:
    """What says the like of a passage, as the search pane shows it."""
    return SearchView(
        query="",
        documents=len(hits),
        matches=sum(len(hit.passages) for hit in hits),
        took_ms=0.0,
        groups=_groups(hits, {}, Legend()),
        about=" ".join(passage.split())[:ABOUT],
    )


def _groups(
    hits: "Sequence[Hit]", colors: Mapping[str, str], legend: Legend
) -> tuple[SearchGroup, ...]:
    names = names_of_namesakes({hit.path: hit.title for hit in hits})
    return tuple(
        SearchGroup(
            title=hit.title,
            path=hit.path,
            name=names.get(hit.path, ""),
            found=hit.total_passages,
            passages=tuple(
                SearchPassage(
                    start=passage.start,
                    end=passage.end,
                    snippet=passage.snippet,
                    snippet_matches=passage.snippet_matches,
                    kind="note" if passage.annotation else "body",
                    color=colors.get(passage.annotation or ""),
                    mark=legend.marks.get(colors.get(passage.annotation or "", ""), ""),
                    annotation=passage.annotation,
                )
                for passage in hit.passages
            ),
        )
        for hit in hits
    )


def names_of_namesakes(titles: Mapping[str, str]) -> dict[str, str]:
    """What tells documents of the same title apart, by their paths: the file's name.

    Where that is the same too, it is the whole path.
    """
    looks = {path: " ".join(title.split()).casefold() for path, title in titles.items()}
    shown = Counter(looks.values())
    names = {path: path.rpartition("/")[2] for path in titles if shown[looks[path]] > 1}
    called = Counter((looks[path], name) for path, name in names.items())
    return {path: name if called[looks[path], name] == 1 else path for path, name in names.items()}
