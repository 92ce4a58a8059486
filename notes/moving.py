"""Notes whose source was moved, renamed or copied outside the program, and who may have them."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from notes.annotations.anchoring import place
from notes.annotations.conflicts import is_copy_of_source
from notes.annotations.merge import Edit
from notes.annotations.model import LOST, WHOLE, Annotation, new_id
from notes.annotations.sidecar import SUFFIX, Sidecar, sidecar_path
from notes.annotations.standing import Standing
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, NotesError, SidecarError, UserError
from notes.gathering import kept_elsewhere
from notes.library import Library
from notes.notebook import owner_of

if TYPE_CHECKING:
    from notes.documents.model import Document

SAME, SIMILAR, COPY = "same", "similar", "copy"
_FEWEST = 3  # quotes, so that it cannot be chance that they are found
_ENOUGH = 0.8  # share of them that must be found
_MOST_ANSWERS = 500  # that are remembered of a library
_MOST_READ = 200  # documents that are looked through for the quotes of one note file


class Claim(NamedTuple):
    """A document without notes, and the notes at `source` that may be its own (relative paths).

    `kind` is `same` (the source is gone and this is it, byte for byte or word for word: may be
    adopted unasked), `similar` (gone; `found` of its `quotes` are in this one: ask) or `copy` (the
    source is still there, and so are its notes: ask).
    """

    source: str
    document: str
    kind: str
    quotes: int = 0
    found: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether the notes may be adopted without asking."""
        return self.kind == SAME

    @property
    def told(self) -> str:
        """That the notes were adopted, in a line."""
        return f"The notes on {self.source} are now with {self.document}"


def claims(library: Library, *, reading: bool = True) -> tuple[Claim, ...]:
    """Every document that may be the one that homeless notes, or those of its twin, are about.

    Documents that were never read are read first, which may take long, or left out.
    """
    listing = library.listing()
    sidecars = [*(r.sidecar for r in listing.records), *(f.sidecar for f in listing.unread)]
    if not listing.orphans and not any(sidecars):
        return ()  # there are no notes: nothing has to be read to know that
    if reading and listing.unread:
        library.documents()
        listing = library.listing()
    free = _free(library, listing.records)
    found: list[Claim] = []
    for orphan in listing.orphans:
        found += _claims_on(library, orphan.removesuffix(SUFFIX), free)
    taken = {claim.document for claim in found}
    twins = {record.sha256: record for record in listing.records if record.sidecar is not None}
    for record in free:
        twin = twins.get(record.sha256)
        if twin is not None and record.relative not in taken:
            found.append(Claim(twin.relative, record.relative, COPY, twin.highlights))
    return tuple(found)


def _free(library: Library, records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """The documents that have no notes and may have some."""
    elsewhere = kept_elsewhere(library.store, library.root)
    return [
        record
        for record in records
        if record.sidecar is None
        and record.sha256
        and not record.error
        and not is_copy_of_source(PurePosixPath(record.relative).name)
        and record.relative not in elsewhere
    ]


def adopt(library: Library, claim: Claim) -> Standing:
    """Give the notes to the document: moved where their source is gone, else copied.

    Copied notes get ids of their own. Raises `UserError`; also where the source came back or the
    document has got notes of its own since the claim was made, for then nobody asked about that.
    """
    document = library.open(claim.document)
    owner, source = owner_of(document), library.path(claim.source)
    if library.store.load(document.path) is not None:
        raise UserError(f"{claim.document} has notes of its own by now; nothing was changed")
    if claim.kind != COPY and os.path.lexists(source):
        raise UserError(f"{claim.source} is there again; its notes stay with it")
    if claim.kind == COPY:
        sidecar = library.store.load(source)
        annotations = sidecar.annotations.values() if sidecar else ()
        edits = [Edit(None, _copied(one, owner.document_id)) for one in annotations]
        standing = library.store.commit(owner, edits).standing
    else:
        library.store.move(source, document.path)
        library.move_drafts(source, document.path)
        standing = library.store.settle(owner, [sidecar_path(source)])
    library.recount(document)
    return standing


def _copied(annotation: Annotation, document_id: str) -> Annotation:
    """The annotation as one of its own, on another document."""
    raw = {**annotation.raw, "id": new_id(), "cp:rev": 1}
    if isinstance(raw.get("target"), dict):
        raw["target"] = {**raw["target"], "source": document_id}
    return annotation._replace(id=raw["id"], rev=1, lineage=(), raw=raw)


def as_copy(claim: Claim) -> Claim:
    """The claim of a document that gets copies of the notes, which stay where they are."""
    return claim._replace(kind=COPY)


def adopt_certain(library: Library) -> tuple[Claim, ...]:
    """Adopt what needs no asking; gives what was adopted, to be told to the user."""
    return adopted(library, claims(library))


def adopted(library: Library, claimed: Iterable[Claim]) -> tuple[Claim, ...]:
    """Adopt those of the claims that need no asking; one that cannot be stays as it is."""
    done = []
    for claim in claimed:
        if claim.is_certain:
            with contextlib.suppress(NotesError):
                adopt(library, claim)
                done.append(claim)
    return tuple(done)


def adopt_beside(library: Library, document: "Document") -> Claim | None:
    """Give a document without notes those in its folder that are certainly about it."""
    folder = document.path.parent
    try:
        names = set(os.listdir(folder))
    except OSError:
        return None
    gone = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    sources = [name for name in sorted(gone) if name not in names]
    if not sources or library.store.load(document.path) is not None:
        return None
    free = _free(library, library.known())
    for source in sources:
        relative = folder.joinpath(source).relative_to(library.root).as_posix()
        sidecar = _homeless(library, relative)
        for claim in _same(relative, sidecar, free) if sidecar else ():
            if claim.is_certain and claim.document == document.relative:
                return next(iter(adopted(library, [claim])), None)
    return None


class Answers:
    """What the user said of claims that were not certain, so that none is asked about twice."""

    def __init__(self, library: Library) -> None:
        self._session = library.session
        self._name = f"claims:{library.root}"

    def open(self, claimed: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims that are not certain and that nobody has answered."""
        known = self._known()
        return tuple(c for c in claimed if not c.is_certain and _answered(c) not in known)

    def remember(self, claim: Claim) -> None:
        """Do not ask about this claim again."""
        self._session.choose(self._name, [*self._known(), _answered(claim)][-_MOST_ANSWERS:])

    def forget(self) -> None:
        """Ask about all of them again."""
        self._session.choose(self._name, [])

    def _known(self) -> list[list[str]]:
        found = self._session.choice(self._name, [])
        return found if isinstance(found, list) else []


def _answered(claim: Claim) -> list[str]:
    return [claim.source, claim.document, claim.kind]


def _homeless(library: Library, source: str) -> Sidecar | None:
    """The notes whose source is gone; None where there are none that can be read."""
    try:
        return library.store.load(library.path(source))
    except SidecarError:
        return None


def _claims_on(library: Library, source: str, free: list[DocumentRecord]) -> Iterator[Claim]:
    sidecar = _homeless(library, source)
    if sidecar is not None:
        same = list(_same(source, sidecar, free))
        yield from same or _similar(library, source, sidecar, free)


def _same(source: str, sidecar: Sidecar, free: list[DocumentRecord]) -> Iterator[Claim]:
    """The documents that are byte for byte, or word for word, what the notes were made on."""
    hashes = {seen.sha256 for seen in sidecar.fingerprints[-1:]}
    texts = {seen.text_sha256 for seen in sidecar.fingerprints[-1:]}
    same = [r for r in free if r.sha256 in hashes] or [r for r in free if r.text_sha256 in texts]
    folder = PurePosixPath(source).parent
    near = [record for record in same if PurePosixPath(record.relative).parent == folder]
    best = near or same
    kind = SAME if len(best) == 1 else SIMILAR
    number = len(sidecar.annotations)
    yield from (Claim(source, one.relative, kind, number, number) for one in best)


def _similar(
    library: Library, source: str, sidecar: Sidecar, free: Iterable[DocumentRecord]
) -> Iterator[Claim]:
    """The documents in which most of the quotes are found."""
    quoted = [one for one in sidecar.annotations.values() if one.selector is not None]
    if len(quoted) < _FEWEST:
        return
    folder = PurePosixPath(source).parent
    near_first = sorted(free, key=lambda r: PurePosixPath(r.relative).parent != folder)
    for record in near_first[:_MOST_READ]:
        try:
            document = library.open(record.relative)
        except DocumentError:
            continue
        placed = (place(one, document.text, document.text_sha256) for one in quoted)
        found = sum(1 for one in placed if one.state not in (LOST, WHOLE))
        if found >= _ENOUGH * len(quoted):
            yield Claim(source, record.relative, SIMILAR, len(quoted), found)
