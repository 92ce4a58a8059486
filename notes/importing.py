"""Taking notes from other programs into a library: each is put on the words it is about.

What finds no document or no place is told, not dropped in silence; what is there already, or was
deleted here, is not brought a second time.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notes.annotations.merge import Edit
from notes.annotations.model import COLORS, Annotation, Selector, new_id, now
from notes.annotations.tags import clean_tags
from notes.annotations.w3c import read_time
from notes.destinations import shown, typed_path
from notes.documents.model import CFI
from notes.errors import DocumentError, SidecarError, UserError
from notes.exchange.reading import Brought, read
from notes.naming_parts import with_part
from notes.notebook import clean_text

if TYPE_CHECKING:
    from notes.annotations.sidecar import Sidecar
    from notes.documents.model import Document
    from notes.library import Library


_MOST_BYTES = 1 << 28
_NO_DOCUMENT = "no document of the library is the one it is on"


class Missed(NamedTuple):
    """A note that was not taken in, and why."""

    title: str
    quote: str
    reason: str


class Plan(NamedTuple):
    """What an import would do, before anything is written.

    `edits` are the notes that come in, by document (relative path); `present` are here already,
    `deleted` were deleted here; `homeless` have no document in the library, and of `unplaced`
    the words were not found in theirs.
    """

    edits: Mapping[str, Sequence[Edit]]
    present: int
    deleted: int
    homeless: tuple[Missed, ...]
    unplaced: tuple[Missed, ...]

    @property
    def added(self) -> int:
        """How many notes come in."""
        return sum(map(len, self.edits.values()))

    @property
    def missed(self) -> tuple[Missed, ...]:
        """Those that do not come in and should."""
        return self.homeless + self.unplaced


class Imported(NamedTuple):
    """How many notes came in, how many were here already, and those that found no place."""

    added: int
    present: int
    missed: tuple[Missed, ...]


def import_notes(library: "Library", path: Path, format: str | None = None) -> Imported:
    """Bring the notes in the file at `path` into `library`; durable when it returns.

    Raises UserError for a file that cannot be read as notes.
    """
    return bring_in(library, plan_import(library, path, format))


def plan_import(library: "Library", path: Path, format: str | None = None) -> Plan:
    """Find out what the notes in the file at `path` would become; nothing is written.

    Raises UserError for a file that cannot be read as notes.
    """
    by_document: dict[str, list[Brought]] = {}
    homeless = []
    finder = _Finder(library)
    for one in read(_source(path), format):
        relative = finder.document_of(one)
        if relative is None:
            homeless.append(_missed(one, _NO_DOCUMENT))
        else:
            by_document.setdefault(relative, []).append(one)
    planned = {path: _plan(library, path, notes) for path, notes in by_document.items()}
    return Plan(
        {path: one.edits for path, one in planned.items() if one.edits},
        sum(one.present for one in planned.values()),
        sum(one.deleted for one in planned.values()),
        tuple(homeless),
        tuple(missed for one in planned.values() for missed in one.unplaced),
    )


def bring_in(library: "Library", plan: Plan) -> Imported:
    """Do what was planned, as one step of undo; durable when it returns.

    Raises UserError where no note could be written at all.
    """
    label = f"import of {plan.added:,} note{'' if plan.added == 1 else 's'}"
    failed = library.change(plan.edits, label) if plan.edits else {}
    refused = [
        Missed(path, _beginning(edit.after.selector.exact if edit.after.selector else ""), reason)
        for path, reason in failed.items()
        for edit in plan.edits[path]
        if edit.after is not None
    ]
    added = plan.added - len(refused)
    return Imported(added, plan.present + plan.deleted, (*plan.missed, *refused))


def _source(path: Path) -> str:
    path = typed_path(str(path))
    try:
        if not path.is_file() and path.exists():
            raise UserError(f"{shown(path)} is no file; name one that holds notes")
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{shown(path)} is too large to be a file of notes")
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UserError(f"{shown(path)} cannot be read: {reason}") from None


class _Planned(NamedTuple):
    """What becomes of the notes on one document."""

    edits: tuple[Edit, ...] = ()
    present: int = 0
    deleted: int = 0
    unplaced: tuple[Missed, ...] = ()


def _plan(library: "Library", relative: str, notes: Sequence[Brought]) -> _Planned:
    try:
        document = library.open(relative)
        sidecar = library.store.load(document.path)
    except (DocumentError, SidecarError) as error:
        return _Planned(unplaced=tuple(_missed(one, str(error)) for one in notes))
    known = _known(sidecar)
    ids = set(sidecar.annotations) if sidecar else set()
    deleted_ids = set(sidecar.tombstones) - ids if sidecar else set()
    edits: list[Edit] = []
    missed = []
    present = deleted = 0
    for one in notes:
        place = _place(document, one)
        if place is None:
            missed.append(_missed(one, _why_not(document, one)))
            continue
        made = _annotation(document, one, place)
        said = _said(made)
        if one.annotation in ids or said in known:
            present += 1
        elif one.annotation in deleted_ids:
            deleted += 1
        else:
            known.add(said)
            ids.add(made.id)
            edits.append(Edit(None, made))
    return _Planned(tuple(edits), present, deleted, tuple(missed))


def _place(document: "Document", one: Brought) -> tuple[int, int] | None:
    """Where the words are now; a note without any is on the whole document: `(0, 0)`."""
    from notes.annotations.anchoring import reanchor

    start, end = _passage(document, one)
    if not one.quote:
        if start < end and one.fragment_of == CFI:
            return start, end
        return (0, 0) if one.note or one.tags else None
    if document.text[one.start : one.end] == one.quote:
        return one.start, one.end
    if document.text.count(one.quote, start, end) == 1:
        start = document.text.index(one.quote, start, end)
        return start, start + len(one.quote)
    found = reanchor(document.text, one.quote, one.prefix, one.suffix, one.start or start)
    return (found.start, found.end) if found is not None else None


def _passage(document: "Document", one: Brought) -> tuple[int, int]:
    """The part of the file that a note names, if it is one of this file; else nothing."""
    from notes.documents.fragments import passage_of

    if not one.fragment or one.fragment_of != document.content.fragments_of:
        return 0, 0
    return passage_of(document.content, one.fragment) or (0, 0)


def _why_not(document: "Document", one: Brought) -> str:
    times = document.text.count(one.quote) if one.quote else 0
    if times > 1:
        return f"its words occur {times} times in the document, and nothing says which is meant"
    return "its words are not in the document"


def _annotation(document: "Document", one: Brought, place: tuple[int, int]) -> Annotation:
    start, end = place
    created = read_time(one.created.replace(" ", "T", 1)) if one.created else now()
    is_ours = one.annotation.startswith("urn:uuid:")
    made = Annotation(
        id=one.annotation if is_ours else new_id(),
        selector=Selector.of(document.text, start, end) if end else None,
        note=clean_text(one.note),
        tags=clean_tags(map(clean_text, one.tags)),
        color=one.color if one.color in COLORS else COLORS[0],
        created=created,
        modified=read_time(one.modified) if one.modified else created,
        anchored_to=document.text_sha256,
    )
    return with_part(document, made)


def _said(annotation: Annotation) -> tuple[object, ...]:
    """What tells one note from another whatever its id."""
    place = annotation.selector and (annotation.selector.start, annotation.selector.end)
    return place, annotation.note.strip(), tuple(sorted(annotation.tags))


def _known(sidecar: "Sidecar | None") -> set[tuple[object, ...]]:
    return {_said(one) for one in sidecar.annotations.values()} if sidecar else set()


def _missed(one: Brought, reason: str) -> Missed:
    return Missed(one.title or one.path or one.url, _beginning(one.quote), reason)


def _beginning(quote: str) -> str:
    return " ".join(quote.split())[:120]


class _Finder:
    """Which document a note from elsewhere is on: by id, path, address, name of file or title."""

    def __init__(self, library: "Library") -> None:
        records = library.documents()
        self._paths = {record.relative for record in records}
        self._ids = {record.document_id: record.relative for record in records}
        self._urls = {_bare(r.url): r.relative for r in records if r.url}
        self._titles: dict[str, set[str]] = {}
        for record in records:
            name = record.relative.rpartition("/")[2]
            for title in (record.title, name, name.rpartition(".")[0]):
                if title:
                    self._titles.setdefault(_letters(title), set()).add(record.relative)

    def document_of(self, one: Brought) -> str | None:
        if one.id in self._ids:
            return self._ids[one.id]
        if one.path in self._paths:
            return one.path
        if one.url and _bare(one.url) in self._urls:
            return self._urls[_bare(one.url)]
        name = one.url.rpartition("/")[2] or one.path.rpartition("/")[2]
        for title in (one.title, name):
            found = self._titles.get(_letters(title), set()) if title else set()
            if len(found) == 1:
                return next(iter(found))
        return None


def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
