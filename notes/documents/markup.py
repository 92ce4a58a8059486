"""HTML as a flat run of tokens, in time that grows with the length of the input and no faster.

Rules are those of the WHATWG HTML standard (section 13.2.5) as far as the text depends on them.
`html.parser` is not used because an unclosed tag repeated ten thousand times keeps it busy for
many seconds, and a stray `<![` makes it raise.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+ (?P<name>=?[^\s/>=]++) (?:\s*+=\s*+(?:"(?P<double>[^"]*+)(?P<d>"?)
    |'(?P<single>[^']*+)(?P<s>'?)|(?P<bare>[^\s>]*+)))?""",
    re.VERBOSE,
)
_TAG_END = re.compile(r"[\s/]*+>")
# Elements whose content is text without tags; that of the last three is shown.
RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")
_RAW_IN_XML = ("script", "style", "title")  # there the others have markup in them
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
_SUBSET = re.compile(r"<!DOCTYPE[^\[>]*+\[[^\]]*+\]\s*+>", re.IGNORECASE)
_MOST_ATTRIBUTES = 200
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """A piece of a page (a NamedTuple: a page may have hundreds of thousands).

    `kind` is `text`, `start` or `end`; `value` is the text, or the tag's name in lower case. Who
    reads a page may put in text that the page does not have, of the kind `said`.
    """

    kind: str
    value: str
    attributes: Mapping[str, str] = _NO_ATTRIBUTES


def tokens(source: str, *, is_xml: bool = False) -> Iterator[Token]:
    """Split HTML into text and tags; entities are decoded, comments and declarations left out.

    In XHTML read as XML `<p/>` is a whole element, and names may have a prefix.
    """
    position = 0
    while position < len(source):
        opening = source.find("<", position)
        if opening < 0:
            yield _text(source[position:])
            return
        if opening > position:
            yield _text(source[position:opening])
        name = _NAME.match(source, opening + 1)
        if name:
            position, attributes = name.end() + 1, _NO_ATTRIBUTES
            if source[position - 1 : position] != ">":
                attributes, position = _attributes(source, position - 1)
            if position < 0:
                return  # the file ends within a tag
            tag = name[0].lower()
            if is_xml:
                tag = tag.rpartition(":")[2]
            yield Token("start", tag, attributes)
            if is_xml and source.startswith("/", position - 2):
                yield Token("end", tag)
            elif tag in (_RAW_IN_XML if is_xml else RAW):
                raw_end = _RAW_END[tag].search(source, position)
                yield Token("text", _raw(tag, source[position : raw_end and raw_end.start()]))
                position = raw_end.start() if raw_end else len(source)
        elif source.startswith("</", opening):
            end_tag, position = _end_tag(source, opening)
            if end_tag and is_xml:
                yield Token("end", end_tag.value.rpartition(":")[2])
            elif end_tag:
                yield end_tag
        elif source.startswith(("<!", "<?"), opening):
            character_data, position = _declaration(source, opening)
            if character_data:
                yield Token("text", character_data)
        else:
            yield Token("text", "<")
            position = opening + 1


def decode_entities(text: str) -> str:
    """Replace character references; one that no number can be made of stays as it is."""
    try:
        return unescape(text) if "&" in text else text
    except ValueError:  # more digits than an integer may have
        return text


def _text(source: str) -> Token:
    return Token("text", decode_entities(source))


def _raw(tag: str, source: str) -> str:
    return decode_entities(source) if tag in ("title", "textarea") else source


def _attributes(source: str, position: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        end = _TAG_END.match(source, position)
        if end:
            return found, end.end()
        match = _ATTRIBUTE.match(source, position)
        if match is None or match["d"] == "" or match["s"] == "":
            return found, -1
        value = match["double"] or match["single"] or match["bare"] or ""
        if len(found) < _MOST_ATTRIBUTES:
            found.setdefault(match["name"].lower(), decode_entities(value))
        position = match.end()


def _end_tag(source: str, opening: int) -> tuple[Token | None, int]:
    close = source.find(">", opening + 2)
    name = _NAME.match(source, opening + 2)
    token = Token("end", name[0].lower()) if name and close >= 0 else None
    return token, close + 1 if close >= 0 else len(source)


def _declaration(source: str, opening: int) -> tuple[str, int]:
    """Step over a comment, a doctype or a processing instruction; XHTML's CDATA is text."""
    if source.startswith("<!--", opening):
        if source.startswith((">", "->"), opening + 4):
            return "", source.index(">", opening + 4) + 1
        end = source.find("-->", opening + 4)
        return "", end + 3 if end >= 0 else len(source)
    if source.startswith("<![CDATA[", opening):
        end = source.find("]]>", opening + 9)
        if end >= 0:
            return source[opening + 9 : end], end + 3
    subset = _SUBSET.match(source, opening)
    if subset:
        return "", subset.end()
    end = source.find(">", opening + 2)
    return "", end + 1 if end >= 0 else len(source)
