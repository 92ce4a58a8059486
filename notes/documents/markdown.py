"""Markdown: the text is the source itself; headings are its sections, front matter its metadata."""

import re
from collections.abc import Iterator

from notes.documents.blocks import Blocks
from notes.documents.boilerplate import LONGEST_TEXT, boilerplate, merged
from notes.documents.decoding import decode
from notes.documents.front_matter import FrontMatter, read_front_matter
from notes.documents.metadata import GUESSED, guess_metadata
from notes.documents.model import Content, Field, Metadata, Section, Span

# Parsing costs about two seconds a million code points of dense headings.
_LONGEST_OUTLINE = 4_000_000
_MAY_BE_HEADING = re.compile(r"^[ >*+\d.)\t-]*(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_HEAD_SIZE = 20_000
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\](?:\([^()\s]*(?:\s\"[^\"]*\")?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(data: bytes | Blocks, encoding: str | None = None) -> Content:
    """Read Markdown; raises DocumentError for binary data or a wrong `encoding`."""
    decoded = decode(data, encoding)
    text = decoded.text
    front = read_front_matter(text)
    notices = decoded.notices + front.notices
    sections: tuple[Section, ...] = ()
    if len(text) <= _LONGEST_OUTLINE:
        sections = tuple(_sections(text, front.end))
    else:
        notices += ("too long for an outline of its headings",)
    guessed = _guessed(text, front, sections)
    shown_front = (Span(0, front.end),) if front.end else ()
    return Content(
        text=text,
        sections=sections,
        metadata=front.metadata.over(guessed),
        boilerplate=merged(shown_front, _body_boilerplate(text, front.end)),
        encoding=decoded.encoding,
        notices=notices,
    )


def plain_heading(source: str) -> str:
    """A heading without its Markdown marks: emphasis, code, links, escapes."""
    bare = _EMPHASIS.sub("", _LINK.sub(lambda link: link["text"], source))
    return " ".join(_ESCAPE.sub(r"\1", bare).split())


def _sections(text: str, body: int) -> Iterator[Section]:
    if not _MAY_BE_HEADING.search(text, body):
        return
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").disable(["inline", "reference"])
    starts = _line_starts(text, body)
    tokens = parser.parse(text[body:])
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            title = plain_heading(tokens[number + 1].content)
            yield Section(title, int(token.tag[1:]), starts[token.map[0]])


def _line_starts(text: str, body: int) -> list[int]:
    starts = [body]
    position = text.find("\n", body)
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _guessed(text: str, front: FrontMatter, sections: tuple[Section, ...]) -> Metadata:
    """Guess from the body as it reads without marks; a first-level heading is the title."""
    first_line = text.count("\n", 0, front.end) + 1
    head_end = front.end + _HEAD_SIZE
    head = "\n".join(map(_unmarked, text[front.end : head_end].split("\n")))
    rest = text[head_end:] if len(text) <= _LONGEST_OUTLINE else ""  # it would be copied twice
    guessed = guess_metadata(head + rest, first_line)
    heading = next((s for s in sections if s.level == 1 and s.title), None)
    if heading is None:
        return guessed
    line = text.count("\n", 0, heading.start) + 1
    title = Field(heading.title, GUESSED, line)
    return guessed._replace(fields={**guessed.fields, "title": title})


def _unmarked(line: str) -> str:
    """A line of the head as it reads: without the marks of a heading, a quotation, emphasis."""
    return line.strip(" \t").lstrip("#>").rstrip("#").strip(" \t").strip("*_")


def _body_boilerplate(text: str, body: int) -> Iterator[Span]:
    if len(text) - body > LONGEST_TEXT:  # or it would be copied for nothing
        return
    for span in boilerplate(text[body:] if body else text):
        yield Span(span.start + body, span.end + body)
