"""The styles a reference can be written in, and the ways to write it: listed, in a text, quoted."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from notes.citations.locators import labelled
from notes.citations.markup import clean, ended, plain, to_markdown
from notes.citations.quoting import SINGLE, curl, quoted
from notes.citations.reference import Reference
from notes.errors import UserError

_ADDRESS = re.compile(r"((?:https?://|www\.|doi: )\S+)")


class Style(NamedTuple):
    """A style: what it is called, and where it is written.

    `module` has `bibliography(reference)` and `in_text(reference, locator)`. `located` styles take
    a locator in the reference itself; `prose` ones are sentences with italics, others data or
    markup. `keyed` ones have a citation key in them. A quotation of more than `block_words` words
    is set as a block.
    """

    label: str
    module: str
    prose: bool = True
    located: bool = False
    keyed: bool = False
    block_words: int = 40


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "apa": Style("APA 7", "apa"),
        "mla": Style("MLA 9", "mla", located=True, block_words=50),
        "chicago": Style("Chicago 18, author-date", "chicago", located=True, block_words=100),
        "chicago-bibliography": Style(
            "Chicago 18, bibliography", "chicago_bibliography", located=True, block_words=100
        ),
        "chicago-note": Style("Chicago 18, note", "chicago_note", located=True, block_words=100),
        "harvard": Style("Harvard (Cite Them Right)", "harvard", located=True),
        "ieee": Style("IEEE", "ieee", located=True),
        "bibtex": Style("BibTeX", "bibtex", prose=False, keyed=True),
        "biblatex": Style("BibLaTeX", "biblatex", prose=False, keyed=True),
        "ris": Style("RIS", "ris", prose=False),
        "csl-json": Style("CSL-JSON", "csl_json", prose=False, keyed=True),
        "pandoc": Style("Pandoc [@key]", "pandoc", prose=False, located=True, keyed=True),
    }
)


def is_csl(style: str) -> bool:
    """True for the path of a CSL file, as against the name of a style."""
    return style.strip().lower().endswith(".csl")


def find_style(name: str) -> Style:
    """The style called `name`; raises UserError with the known names for another."""
    style = STYLES.get(name.strip().lower()) if isinstance(name, str) else None
    if style is None:
        known = ", ".join(STYLES)
        raise UserError(f"There is no citation style {clean(str(name), 60)!r}; known are: {known}.")
    return style


def format_citation(reference: Reference, style: str, locator: str | None = None) -> str:
    """Write `reference` in `style`, italics in Markdown (`plain` takes them out).

    `locator` is a place in the work, `12` or `p. 12` or `para. 4`. It stands where the style has
    pages; APA's list has no room for it, so that it follows in parentheses; BibTeX, RIS and
    CSL-JSON, which describe the whole work, leave it out. Raises UserError for an unknown style.
    """
    chosen = find_style(style)
    module = _load(chosen)
    place = _locator(locator)
    if chosen.located:
        text: str = module.bibliography(reference, place)
    else:
        text = module.bibliography(reference)
        if place and chosen.prose:
            text = f"{text} ({labelled(place, chosen.module)})"
    return to_markdown(_typographic(text)) if chosen.prose else text


def in_text(reference: Reference, style: str, locator: str | None = None) -> str:
    """The citation for a running text: `(Kaspruk, 2025, p. 3)`, `(Kaspruk 3)`, `[@key, p. 3]`."""
    chosen = find_style(style)
    text: str = _load(chosen).in_text(reference, _locator(locator))
    return to_markdown(text) if chosen.prose else text


def passage_citation(
    quote: str,
    reference: Reference,
    style: str,
    locator: str | None = None,
    *,
    markdown: bool = True,
) -> str:
    """The passage with its citation, ready for a draft, and the reference as a last paragraph.

    A short passage is one line in the style's quotation marks, those inside it changed, its full
    stop moved behind the citation; a long one is a Markdown block quotation with its own marks and
    paragraphs. Pandoc citations come without the reference, which is in a bibliography file.
    Without `markdown` there are no marks for blocks and italics.
    """
    chosen = find_style(style)
    markdown = markdown or not chosen.prose
    written = str if markdown else plain
    cited = written(in_text(reference, style, locator))
    paragraphs = [line for line in map(_line, quote.splitlines()) if line]
    if len(" ".join(paragraphs).split()) > chosen.block_words:
        passage = f"{_block(paragraphs, markdown)} {cited}"
    else:
        outer = SINGLE if chosen.module == "harvard" else ("“", "”")
        passage = ended(f"{written(_run_in(' '.join(paragraphs), outer))} {cited}")
    if chosen.module == "pandoc":
        return passage
    return f"{passage}\n\n{written(format_citation(reference, style))}"


def _run_in(text: str, outer: tuple[str, str]) -> str:
    """`“Text”`, to be followed by its citation."""
    text = text.removesuffix(".") if not text.endswith("..") else text
    return to_markdown(quoted(text.rstrip(" ,;:"), outer))


def _block(paragraphs: Sequence[str], markdown: bool) -> str:
    if not markdown:
        return "\n\n".join(paragraphs)
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)


def _typographic(text: str) -> str:
    """Curly apostrophes also in what is no title: `Master’s thesis`; addresses stay as they are."""
    if "'" not in text:
        return text
    return "".join(
        part if place % 2 else curl(part) for place, part in enumerate(_ADDRESS.split(text))
    )


def _line(line: str) -> str:
    """One paragraph of a passage as it is, but safe to send anywhere."""
    return clean(line, 1_000_000)


def _locator(locator: str | None) -> str:
    return clean(locator, 100) if isinstance(locator, str) else ""


def _load(style: Style) -> ModuleType:
    """Import a style when it is first used: a session uses one or two of them."""
    from importlib import import_module

    return import_module(f"notes.citations.{style.module}")
