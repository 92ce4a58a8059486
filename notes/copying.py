"""The forms in which a document or a passage of it can be copied."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.library import Library


class Form(NamedTuple):
    """One form: what it is called, whether it needs a passage, is in a citation style, is prose.

    In `prose` the marks of italics can be left out.
    """

    name: str
    label: str
    of_passage: bool = False
    styled: bool = False
    prose: bool = False


FORMS = (
    Form("quoted", "Passage with its citation", of_passage=True, styled=True, prose=True),
    Form("passage", "Passage alone", of_passage=True),
    Form("in-text", "Citation in the text", styled=True, prose=True),
    Form("reference", "Reference", styled=True, prose=True),
    Form("markdown", "Markdown quotation with a link", of_passage=True, styled=True),
    Form("org", "Org quotation with a link", of_passage=True, styled=True),
    Form("pandoc", "Pandoc [@key]"),
    Form("bibtex", "BibTeX"),
    Form("biblatex", "BibLaTeX"),
    Form("ris", "RIS"),
    Form("csl-json", "CSL-JSON"),
    Form("link", "Link that opens it here"),
)


class Subject(NamedTuple):
    """What is copied: a document, and the passage `[start, end)` in it, none if they are equal."""

    document: "Document"
    start: int = 0
    end: int = 0

    @property
    def has_passage(self) -> bool:
        """Whether there is a passage, or only the document."""
        return self.start < self.end

    @property
    def passage(self) -> str:
        """The words of the passage."""
        return self.document.text[self.start : self.end]


def forms_for(subject: Subject) -> tuple[Form, ...]:
    """The forms that make sense for it."""
    return tuple(form for form in FORMS if subject.has_passage or not form.of_passage)


def copied_form(library: "Library", subject: Subject, form: str, style: str) -> str:
    """The exact text that is copied in `form`."""
    return _WRITERS.get(form, _in_data_style)(library, subject, form, style)


def _locator(subject: Subject) -> str | None:
    if not subject.has_passage:
        return None
    return subject.document.locator(subject.start, subject.end)


def _passage(library: "Library", subject: Subject, form: str, style: str) -> str:
    return subject.passage


def _quoted(library: "Library", subject: Subject, form: str, style: str) -> str:
    cite, marked = library.cite_passage, library.marks_italics
    return cite(subject.document, subject.start, subject.end, style, markdown=marked)


def _in_text(library: "Library", subject: Subject, form: str, style: str) -> str:
    return _cited(library, subject, style, library.marks_italics)


def _cited(library: "Library", subject: Subject, style: str, markdown: bool) -> str:
    return library.cite_in_text(subject.document, style, _locator(subject), markdown=markdown)


def _reference(library: "Library", subject: Subject, form: str, style: str) -> str:
    marked = library.marks_italics
    return library.cite(subject.document.relative, style, markdown=marked)


def _in_data_style(library: "Library", subject: Subject, form: str, style: str) -> str:
    return library.cite(subject.document.relative, form, _locator(subject))


def _link(library: "Library", subject: Subject, form: str, style: str) -> str:
    from notes.linking import link_to

    return link_to(library, subject.document, subject.start, subject.end)


def _markdown(library: "Library", subject: Subject, form: str, style: str) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in subject.passage.strip().split("\n"))
    cited = _cited(library, subject, style, markdown=True).strip("()")
    cited = cited.replace("[", "").replace("]", "")
    return f"{lines}\n>\n> — [{cited}]({_link(library, subject, form, style)})"


def _org(library: "Library", subject: Subject, form: str, style: str) -> str:
    cited = _cited(library, subject, style, markdown=False).strip("()")
    cited = cited.replace("[", "").replace("]", "")
    link = f"[[{_link(library, subject, form, style)}][{cited}]]"
    return f"#+begin_quote\n{subject.passage.strip()}\n#+end_quote\n{link}"


_WRITERS: dict[str, Callable[["Library", Subject, str, str], str]] = {
    "passage": _passage,
    "quoted": _quoted,
    "in-text": _in_text,
    "reference": _reference,
    "markdown": _markdown,
    "org": _org,
    "link": _link,
}
