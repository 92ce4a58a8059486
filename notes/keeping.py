"""Where the notes of a library are: keeping them beside their sources, and drafts on the side."""

import contextlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notes.annotations.standing import JOURNAL
from notes.errors import NotesError, SidecarError, UserError
from notes.folder import DocumentFolder

if TYPE_CHECKING:
    from notes.annotations.drafts import Draft, Drafts
    from notes.annotations.standing import Standing
    from notes.documents.model import Document
    from notes.holdings import Listing
    from notes.notebook import Notebook


class Keeping(DocumentFolder):
    """Sees to it that every note lies beside its source, and says where one does not."""

    @cached_property
    def drafts(self) -> "Drafts":
        """The notes that were typed and not yet saved."""
        from notes.annotations.drafts import Drafts

        return Drafts(self.folders.state)

    @cached_property
    def _notebook(self) -> "Notebook":
        from notes.annotations.history_file import HistoryFile
        from notes.notebook import Notebook

        history = HistoryFile(self.folders.state, self.path_given)
        return Notebook(self.store, self.config.creator, history)

    @property
    def last_standing(self) -> "Standing":
        """Where the notes that were changed last are: beside their source, or why not."""
        return self._notebook.standing

    def standing(self, document: "Document") -> "Standing":
        """Where the notes on a document are, and what is wrong with their file."""
        return self.store.standing(document.path)

    def settle(self, document: "Document") -> "Standing":
        """Bring beside a document what a killed, refused or conflicting write left elsewhere."""
        from notes.notebook import owner_of

        standing = self.store.settle(owner_of(document))
        if standing.merged or standing.replayed:
            self._holdings.recount(document)
        return standing

    def settle_all(self) -> dict[str, "Standing"]:
        """`settle` for every document that has need of it; where each stands, by its path."""
        return self.settled()[1]

    def settled(self) -> tuple["Listing", dict[str, "Standing"]]:
        """What there is once `settle_all` is done, and what that found: one look if nothing."""
        from notes.annotations.renaming import Renaming
        from notes.gathering import kept_elsewhere

        for old, new in Renaming(self.folders.state, self.store).recover():
            self.move_drafts(old, new)
        listing = self.listing()
        wanted = {*kept_elsewhere(self.store, self.root), *listing.copied}
        found = {}
        for relative in sorted(wanted):
            # One that cannot be opened keeps what it has, where it is.
            with contextlib.suppress(NotesError):
                found[relative] = self.settle(self.open(relative))
        return self.listing() if found else listing, found

    def whereabouts(self) -> dict[str, str]:
        """Where the notes are that are not beside their documents (relative paths)."""
        found = self.store.whereabouts(self.root).items()
        return {path.relative_to(self.root).as_posix(): where for path, where in found}

    def unwritten(self) -> set[str]:
        """The documents on which a note was typed and not saved (relative paths)."""
        sources = {Path(draft.source) for draft in self.drafts.all()}
        here = (path for path in sources if path.is_relative_to(self.root))
        return {path.relative_to(self.root).as_posix() for path in here}

    def bring_drafts(self) -> tuple[str, ...]:
        """Give drafts whose source is gone to the document that is it; what was done, in lines.

        It is known by the annotation that is on it now, else by being, byte for byte, what was
        being read under the old name.
        """
        drafts = sorted(self.drafts.all(), key=lambda draft: draft.annotation is not None)
        homeless = {draft.source: draft for draft in drafts if not Path(draft.source).exists()}
        found = {}
        for source, draft in homeless.items():
            if Path(source).is_relative_to(self.root) and (new := self._home_of(draft)):
                self.move_drafts(Path(source), self.path(new))
                found[source] = new
        return tuple(f"A draft on {Path(old).name} is now with {new}" for old, new in found.items())

    def _home_of(self, draft: "Draft") -> str | None:
        if draft.annotation is not None:
            records = self.notes()
            return next((one.path for one in records if one.id == draft.annotation), None)
        sha256 = self.session.sha256_of(Path(draft.source))
        same = [one.relative for one in self.known() if sha256 and one.sha256 == sha256]
        return same[0] if len(same) == 1 else None

    def unsaved(self) -> tuple[str, ...]:
        """The documents whose notes are only in the journal, and why, in lines; tries once more."""
        found = []
        for owner in self.store.unsettled(self.root):
            if self.only is not None and owner.path.name != self.only:
                continue
            try:
                standing = self.store.settle(owner)
            except SidecarError as error:
                found.append(str(error))
                continue
            if standing.where == JOURNAL:
                name = owner.path.relative_to(self.root).as_posix()
                found.append(f"{name}: {standing.reason}")
        return tuple(found)

    def recount(self, document: "Document") -> None:
        """Bring the list's count of the notes on an open document up to date."""
        self._holdings.recount(document)

    def rename(self, relative: str, name: str) -> str:
        """Give a document another name in its folder, its notes with it; gives its new path.

        Raises `UserError`; nothing has happened then.
        """
        from notes.annotations.renaming import Renaming
        from notes.notebook import owner_of

        old = self.path(relative)
        if self.only is not None:
            raise UserError(f"only {self.only} is open; open its folder to rename it")
        if not name or name != Path(name).name or name.startswith("."):
            raise UserError(f"{name!r} is not the name of a file; give one without a folder")
        if old.suffix != Path(name).suffix:
            raise UserError(f"{name!r} has to end in {old.suffix or 'nothing'}, as it is now")
        new = old.with_name(name)
        Renaming(self.folders.state, self.store).rename(old, new)
        renamed = new.relative_to(self.root).as_posix()
        self.move_drafts(old, new)
        self._notebook.moved(old, owner_of(self.open(renamed)))
        return renamed

    def move_drafts(self, old: Path, new: Path) -> None:
        """Let what was typed and not saved go along with a source that has another path now."""

        for draft in self.drafts.of(str(old)):
            self.drafts.keep(draft._replace(source=str(new)))
            self.drafts.drop(str(old), draft.key)
