"""Copying passages and citations, with a message that says which way they went."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.reactive import var

from notes.errors import UserError
from tui.screens.clipping import Clipping
from tui.screens.main.annotating import Annotating
from tui.screens.main.listing import Listing
from tui.text_units import sentence_at
from tui.widgets.document_list import DocumentList
from tui.widgets.notes_panel import NoteList
from tui.widgets.search_pane import SearchPane

if TYPE_CHECKING:
    from notes.copying import Subject

STYLE_NAMES = {
    "apa": "APA",
    "mla": "MLA",
    "chicago": "Chicago",
    "chicago-bibliography": "Chicago, bibliography",
    "chicago-note": "Chicago, note",
    "harvard": "Harvard",
    "ieee": "IEEE",
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
    "pandoc": "pandoc [@key]",
}


class Copying(Annotating, Clipping):
    """What can be copied from the place one is in: the text, a note, a row of the documents."""

    citation_style: var[str] = var("")

    @property
    def style(self) -> str:
        """The citation style in use."""
        return self.library.style

    @on(Listing.Listed)
    @work(group="load-style", exit_on_error=False)
    async def load_style(self) -> None:
        """Once the documents are there, load the style: the first copy must not be late."""
        await self.commonplace.core(lambda: self.library.load_style(self.style))

    def begin(self) -> None:
        """Show the style from the start."""
        super().begin()
        self._show_style()

    def action_copy_passage(self) -> None:
        """Copy the highlight or sentence here, or the quote of the note, as it reads."""
        passage = self._passage_here()
        if passage is not None:
            self.copy_prose(*passage)

    def action_copy_passage_raw(self) -> None:
        """Copy the passage here with its line breaks and hyphens, as the file has it."""
        passage = self._passage_here()
        if passage is not None and self.document is not None:
            self.copy_text(self.document.text[passage[0] : passage[1]])

    def action_copy_quoted(self) -> None:
        """Copy the passage here with its citation."""
        passage = self._passage_here()
        if passage is not None:
            self.copy_quoted(*passage)

    @work(group="copy", exit_on_error=False)
    async def action_copy_found(self) -> None:
        """Copy what was found with its citation."""
        target = self.query_one(SearchPane).target
        if target is not None:
            await self.clip(await self.commonplace.core(self._found, target))

    def _found(self, target: SearchPane.PassageOpened) -> str:
        """The quote of a note, or the sentences in which a passage stands, with the citation."""
        from notes.copying import Subject, copied_form

        document = self.library.open(target.path)
        if target.start is None or target.end is None:
            raise UserError("this result is no passage of a text; open it and copy from there")
        start, end = target.start, target.end
        if target.annotation is None:
            start = sentence_at(document.text, start)[0]
            end = sentence_at(document.text, max(start, end - 1))[1]
        return copied_form(self.library, Subject(document, start, end), "quoted", self.style)

    def action_copy_selection(self) -> None:
        """Copy the selected words, as they read."""
        if (span := self.take_selection()) is not None:
            self.copy_prose(*span)

    def action_copy_selection_raw(self) -> None:
        """Copy the selection with its line breaks and hyphens, as the file has it."""
        if self.document is not None and (span := self.take_selection()) is not None:
            self.copy_text(self.document.text[slice(*span)])

    def action_copy_selection_quoted(self) -> None:
        """Copy the selected words with their citation."""
        if (span := self.take_selection()) is not None:
            self.copy_quoted(*span)

    def action_copy_citation(self) -> None:
        """Copy the reference of the document here."""
        self.copy_citation(self.style)

    def action_copy_bibtex(self) -> None:
        """Copy the BibTeX entry of the document here."""
        self.copy_citation("bibtex")

    @work(group="copy", exit_on_error=False)
    async def copy_citation(self, style: str) -> None:
        """Copy the reference of the document here in `style`."""
        relative = self.document_here
        if relative is None:
            self.say("Open a document first, or go to one in the list.", "warning")
            return
        await self.clip(await self.commonplace.core(self._reference_to, relative, style))

    def _reference_to(self, relative: str, style: str) -> str:
        return self.library.cite(relative, style, markdown=self.library.marks_italics)

    @work(group="copy", exit_on_error=False)
    async def copy_prose(self, start: int, end: int) -> None:
        """Copy a passage of the open document with whole words, and blanks for line breaks."""
        from notes.prose import as_prose

        document = self.document
        if document is not None:
            await self.clip(await self.commonplace.core(as_prose, document.text, start, end))

    @work(group="copy", exit_on_error=False)
    async def copy_quoted(self, start: int, end: int) -> None:
        """Copy a passage of the open document with its citation."""
        document = self.document
        if document is not None:
            from notes.copying import Subject, copied_form

            subject = Subject(document, start, end)
            form = self.commonplace.core(copied_form, self.library, subject, "quoted", self.style)
            await self.clip(await form)

    @work(group="copy", exclusive=True, exit_on_error=False)
    async def action_copy_link(self) -> None:
        """Copy a link that opens the document here at its passage."""
        subject = await self._subject()
        if subject is not None:
            from notes.copying import copied_form

            form = self.commonplace.core(copied_form, self.library, subject, "link", self.style)
            await self.clip(await form)

    @work(group="copy", exclusive=True, exit_on_error=False)
    async def action_choose_copy(self) -> None:
        """Choose form and style, with the text to be seen, and copy it."""
        subject = await self._subject()
        if subject is None:
            return
        from tui.screens.copy_choice import ChosenCopy, CopyChoiceScreen

        form = str(await self.commonplace.core(self.library.session.choice, "copy", ""))
        screen = CopyChoiceScreen(self.library, subject, form, self.style, _prose_styles())
        chosen: ChosenCopy | None = await self.app.push_screen_wait(screen)
        if chosen is None:
            return
        await self.clip(chosen.text)
        await self.commonplace.core(self.library.session.choose, "copy", chosen.form)
        if chosen.style != self.style:
            await self.commonplace.core(self.library.choose_style, chosen.style)
            self._show_style()

    async def _subject(self) -> "Subject | None":
        """What is copied from here: a row of the documents, or the passage in the text."""
        from notes.copying import Subject

        relative = self.document_here
        if relative is None:
            self.say("Open a document first, or go to one in the list.", "warning")
            return None
        if self.document is None or relative != self.document.relative:
            return Subject(await self.commonplace.core(self.library.open, relative))
        if self.focused is self.query_one(DocumentList):
            return Subject(self.document)
        passage = self._passage_here()
        return Subject(self.document, *(passage or (0, 0)))

    @work(group="copy", exclusive=True, exit_on_error=False)
    async def action_choose_style(self) -> None:
        """Choose the style of citations, here and from now on."""
        from notes.citations import STYLES  # not at the start: the styles take a while to load
        from tui.screens.choice import Choice, ChoiceScreen

        choices = [Choice(style, STYLE_NAMES.get(style, style)) for style in STYLES]
        screen = ChoiceScreen("Citation style", choices, self.style)
        style = await self.app.push_screen_wait(screen)
        if style is not None:
            await self.commonplace.core(self.library.choose_style, style)
            self._show_style()

    def _show_style(self) -> None:
        # A CSL file is known by its name: the bar has no room for its folder.
        style = self.style
        name = style.rpartition("/")[2].removesuffix(".csl")
        self.citation_style = STYLE_NAMES.get(style, name)

    def _passage_here(self) -> tuple[int, int] | None:
        """The passage of the note under the cursor, of the highlight here, or the sentence."""
        if self.document is None:
            return None
        reader = self.reader
        if isinstance(self.focused, NoteList):
            placed = self.note_by_id(self._selected_note())
        else:
            placed = next(iter(self.notes_here()), None)
        if placed is not None and placed.start is not None and placed.end is not None:
            return placed.start, placed.end
        if isinstance(self.focused, NoteList):
            self.say(
                "This note lost its place; its words cannot be cited from the text.", "warning"
            )
            return None
        return reader.sentence_at(reader.caret)


def _prose_styles() -> dict[str, str]:
    """The styles of sentences, by name; data formats are forms of their own."""
    from notes.citations import STYLES

    return {name: style.label for name, style in STYLES.items() if style.prose}
