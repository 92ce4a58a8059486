"""Notes whose source was moved, renamed or copied outside the program, and who may have them."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from notes.annotations.anchoring import place
from notes.annotations.conflicts import is_copy_of_source
from notes.annotations.merge import Edit
from notes.annotations.model import LOST, WHOLE, new_id
from notes.annotations.sidecar import SUFFIX, Sidecar, sidecar_path
from notes.annotations.standing import Standing
from notes.documents.record import DocumentRecord
from notes.errors import DocumentError, SidecarError
from notes.library import Library
from notes.notebook import owner_of
from notes.values import dataclass, replace

SAME, SIMILAR, COPY = "same", "similar", "copy"
_FEWEST = 3  # quotes, so that it cannot be chance that they are found
_ENOUGH = 0.8  # share of them that must be found
_MOST_READ = 200  # documents that are looked through for the quotes of one note file


@dataclass(frozen=True, slots=True)
class Claim:
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


def claims(library: Library) -> tuple[Claim, ...]:
    """Every document that may be the one that homeless notes, or those of its twin, are about."""
    library.documents()
    listing = library.listing()
    free = [
        record
        for record in listing.records
        if record.sidecar is None
        and not record.error
        and not is_copy_of_source(PurePosixPath(record.relative).name)
        and library.store.load(library.path(record.relative)) is None
    ]
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


def adopt(library: Library, claim: Claim) -> Standing:
    """Give the notes to the document: moved where their source is gone, else copied.

    Copied notes get ids of their own. Raises `DocumentError` or `SidecarError`.
    """
    document = library.open(claim.document)
    owner, source = owner_of(document), library.path(claim.source)
    if claim.kind == COPY:
        sidecar = library.store.load(source)
        annotations = sidecar.annotations.values() if sidecar else ()
        edits = [
            Edit(
                None, replace(one, id=id, rev=1, lineage=(), raw={**one.raw, "id": id, "cp:rev": 1})
            )
            for one, id in ((one, new_id()) for one in annotations)
        ]
        standing = library.store.commit(owner, edits).standing
    else:
        library.store.move(source, document.path)
        standing = library.store.settle(owner, [sidecar_path(source)])
    library.recount(document)
    return standing


def adopt_certain(library: Library) -> tuple[Claim, ...]:
    """Adopt what needs no asking; gives what was adopted, to be told to the user."""
    adopted = []
    for claim in claims(library):
        if claim.is_certain:
            adopt(library, claim)
            adopted.append(claim)
    return tuple(adopted)


def _claims_on(library: Library, source: str, free: list[DocumentRecord]) -> Iterator[Claim]:
    try:
        sidecar = library.store.load(library.path(source))
    except SidecarError:
        return
    if sidecar is None:
        return
    hashes = {seen.sha256 for seen in sidecar.fingerprints[-1:]}
    texts = {seen.text_sha256 for seen in sidecar.fingerprints[-1:]}
    same = [r for r in free if r.sha256 in hashes] or [r for r in free if r.text_sha256 in texts]
    folder = PurePosixPath(source).parent
    near = [record for record in same if PurePosixPath(record.relative).parent == folder]
    best = near or same
    number = len(sidecar.annotations)
    if len(best) == 1:
        yield Claim(source, best[0].relative, SAME, number, number)
    elif best:
        yield from (Claim(source, one.relative, SIMILAR, number, number) for one in best)
    else:
        yield from _similar(library, source, sidecar, free)


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
