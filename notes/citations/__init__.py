"""Citations: a reference from CSL-JSON, written in the styles that researchers use."""

from notes.citations.evidence import names_in
from notes.citations.keys import citation_key
from notes.citations.markup import plain
from notes.citations.name_reader import parse_name
from notes.citations.names import Name
from notes.citations.reference import Reference
from notes.citations.styles import (
    STYLES,
    find_style,
    format_citation,
    in_text,
    is_csl,
    passage_citation,
)

__all__ = [
    "STYLES",
    "Name",
    "Reference",
    "citation_key",
    "find_style",
    "format_citation",
    "in_text",
    "is_csl",
    "names_in",
    "parse_name",
    "passage_citation",
    "plain",
]
