"""Links in a text: finding them, and saying where one leads; nothing is ever fetched."""

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from notes.documents.model import Document, Hyperlink, Section
from notes.documents.visible import visible

WEB = ("http", "https", "mailto")  # what may be handed to the system's program
_PIECE = 1 << 18  # code points searched at a time: other threads get their turn in between
_MOST = 100_000
_LONGEST = 2_000  # code points of an address

_BARE = re.compile(
    r"(?:https?://|mailto:|www\.(?=\w))[^\s<>\"“”«»]{1,2000}|10\.\d{4,9}/[^\s<>\"“”«»]{1,300}",
    re.IGNORECASE,
)
_SIGNS = ("://", "mailto:", "www.", "10.")  # what there is in every address
_SCHEMES = ("https", "http")
_TRAILING = ".,;:!?'’\"”»*_`"
_MARKDOWN = re.compile(
    r"(?<!\\)(?:\[\[(?P<page>[^\[\]|\n]{1,300})(?:\|(?P<shown>[^\[\]\n]{1,300}))?\]\]"
    r"|\[(?P<text>(?:[^\[\]\\]|\\.){1,1000})\]"
    r"(?:\(\s{0,9}(?P<address><[^<>\n]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?)"
    r"(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,9}\)|\[(?P<label>[^\[\]\n]{0,300})\])"
    r"|<(?P<auto>(?:https?|mailto):[^\s<>]{1,2000})>)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?<![^\n ])\[([^\[\]\n]{1,300})\]:[ \t]+<?([^\s<>]{1,2000})>?")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_PAGE = "[["  # before the name of a page, as wikis and many notebooks write it
_SUFFIXES = ("", ".md", ".markdown", ".txt", ".html")


class Destination(NamedTuple):
    """Where a link leads: to an `address` of the web, or to `path`, a document of the library.

    `name` is that of a place in the document, else empty. Where it leads nowhere, `reason` is one
    line that says why.
    """

    address: str = ""
    path: str = ""
    name: str = ""
    reason: str = ""


def links_of(document: Document) -> tuple[Hyperlink, ...]:
    """Every link in a document, in order and apart: those the file has, and addresses as text."""
    found = list(document.content.hyperlinks)
    if document.format == "markdown":
        found += _markdown(document.text)
    found += _bare(document.text)
    found.sort(key=lambda link: link.start)  # stable: of two at one place the first kind is kept
    apart: list[Hyperlink] = []
    for link in found[:_MOST]:
        if not apart or link.start >= apart[-1].end:
            apart.append(link)
    return tuple(apart)


def destination(address: str, document: Document, paths: Collection[str]) -> Destination:
    """Where `address`, written in `document`, leads; `paths` are the documents of the library.

    A relative address that is no file of the library is one beside the page's own address, if
    that is known.
    """
    if len(address) > _LONGEST or any(ord(one) < 0x20 or ord(one) == 0x7F for one in address):
        return Destination(reason="this is no address that can be followed")
    scheme = None if address.startswith(_PAGE) else _SCHEME.match(address)
    if scheme and scheme[1].lower() in WEB and " " not in address:
        return Destination(address=address)
    if scheme:
        return Destination(reason=f"links of this kind ({scheme[1]}:) are not followed")
    path, _, name = address.partition("#")
    if not path:
        return Destination(path=document.relative, name=unquote(name))
    found = _in_library(unquote(path.partition("?")[0]), document.relative, paths)
    if found:
        return Destination(path=found, name=unquote(name))
    if beside := _on_the_web(address, document.metadata.text("url") or ""):
        return Destination(address=beside)
    named = visible(unquote(path).removeprefix(_PAGE))
    return Destination(reason=f"there is no document {named} in this library")


def place_of(document: Document, name: str) -> int | None:
    """Where the place of that name begins in a document (code point); None where there is none.

    A name is one that the file gives, a heading, or a heading as web sites make names of it.
    """
    if not name:
        return None
    if name in document.content.names:
        return document.content.names[name]
    wanted = name.strip().casefold()
    for number, slug in _slugs(document.sections):
        if wanted in (slug, document.sections[number].title.casefold()):
            return document.sections[number].start
    return None


def _slugs(sections: tuple[Section, ...]) -> Iterator[tuple[int, str]]:
    """Each heading's name in lower case, a number after one that was there before."""
    known: dict[str, int] = {}
    for number, section in enumerate(sections):
        slug = _NOT_IN_SLUG.sub("", section.title.casefold()).replace(" ", "-")
        count = known.get(slug, 0)
        known[slug] = count + 1
        yield number, f"{slug}-{count}" if count else slug


def _on_the_web(address: str, page: str) -> str:
    """An address beside that of the page it stands on, if that is one of the web; else empty."""
    try:
        found = urljoin(page, address) if urlsplit(page).scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def _in_library(path: str, relative: str, paths: Collection[str]) -> str | None:
    """The document that a path leads to from the one at `relative`; a page also by its name."""
    if path.startswith(_PAGE):
        wanted = path.removeprefix(_PAGE).strip().casefold()
        stems = ((one.rpartition("/")[2].rpartition(".")[0].casefold(), one) for one in paths)
        named = [one for stem, one in stems if wanted == stem]
        exact = [one for one in paths if one.rpartition(".")[0].casefold() == wanted]
        return next(iter(sorted(exact or named, key=lambda one: (one.count("/"), one))), None)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(relative), path))
    if path.startswith("/") or joined.startswith("../"):
        return None
    return next((joined + suffix for suffix in _SUFFIXES if joined + suffix in paths), None)


def _markdown(text: str) -> Iterator[Hyperlink]:
    labels: dict[str, str] | None = None
    for match in _matches(_MARKDOWN, text, ("[", "<http", "<mailto")):
        if match["page"] is not None:
            group = "shown" if match["shown"] else "page"
            yield Hyperlink(match.start(group), match.end(group), f"{_PAGE}{match['page']}")
        elif match["auto"] is not None:
            yield Hyperlink(match.start("auto"), match.end("auto"), match["auto"])
        elif match["address"] is not None:
            address = match["address"].strip("<>")
            if address:
                yield Hyperlink(match.start("text"), match.end("text"), address)
        else:
            if labels is None:
                labels = {_label(m[1]): m[2] for m in _matches(_LABEL, text, ("[",))}
            wanted = labels.get(_label(match["label"] or match["text"]))
            if wanted:
                yield Hyperlink(match.start("text"), match.end("text"), wanted)


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _bare(text: str) -> Iterator[Hyperlink]:
    end = 0
    for start in _beginnings(text):
        match = _BARE.match(text, start) if start >= end else None
        if match is None or text[start - 1 : start].isalnum():
            continue
        written = _without_trailing(match[0])
        address = written
        if written[:4].lower() == "www.":
            address = f"https://{written}"
        elif written.startswith("10."):
            address = f"https://doi.org/{written}"
        end = start + len(written)
        yield Hyperlink(start, end, address)


def _beginnings(text: str) -> Iterator[int]:
    """Where an address may begin, in order."""
    for low in range(0, len(text), _PIECE):
        found = set()
        for sign in _SIGNS:
            for place in _places(text, sign, low, low + _PIECE):
                before = text[max(0, place - 5) : place].lower()
                scheme = next((s for s in _SCHEMES if before.endswith(s)), "")
                found.add(place - len(scheme) if sign == "://" else place)
        yield from sorted(found)


def _places(text: str, sign: str, low: int, high: int) -> Iterator[int]:
    """Where `sign` begins from `low` to `high`."""
    place = text.find(sign, low, high + len(sign) - 1)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1, high + len(sign) - 1)


def _without_trailing(address: str) -> str:
    """An address without the punctuation of the sentence that it ends."""
    while address:
        last = address[-1]
        opening = {")": "(", "]": "[", "}": "{"}.get(last)
        if last in _TRAILING or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _matches(
    pattern: re.Pattern[str], text: str, signs: Collection[str]
) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, apart, where one of the `signs` that it begins with stands."""
    end = 0
    for low in range(0, len(text), _PIECE):
        for start in sorted({p for sign in signs for p in _places(text, sign, low, low + _PIECE)}):
            match = pattern.match(text, start) if start >= end else None
            if match:
                end = match.end()
                yield match
