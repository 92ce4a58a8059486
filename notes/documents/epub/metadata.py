"""What the package of an EPUB says of the book (Dublin Core, with the refinements of EPUB 3)."""

import re
from collections.abc import Iterator

from notes.documents.dates import parse_date
from notes.documents.model import Field, Metadata
from notes.documents.names import MOST_AUTHORS, given_first
from notes.documents.visible import tidy
from notes.documents.xml_tree import Node

EMBEDDED = "embedded"
_NOT_AUTHORS = frozenset(("edt", "trl", "ill", "nrt", "bkp", "pbl", "cov", "ctb", "dsr"))
_ISBN = re.compile(r"(?:urn:)?(?:isbn[: ]*)?((?:97[89])?\d{9}[\dXx])", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def metadata_from(package: Node) -> Metadata:
    """The fields that the `metadata` of a package gives."""
    refined = _refinements(package)
    fields: dict[str, Field] = {"type": Field("book", EMBEDDED)}
    found: dict[str, str | tuple[str, ...]] = {
        "title": _title(package, refined),
        "authors": tuple(_authors(package, refined))[:MOST_AUTHORS],
        "date": _date(package),
        "publisher": _text(package, "publisher"),
        "language": _text(package, "language"),
        **_identifiers(package),
    }
    for name, value in found.items():
        if value:
            fields[name] = Field(value, EMBEDDED)
    return Metadata(fields)


def _refinements(package: Node) -> dict[tuple[str, str], str]:
    """What `<meta refines="#id" property="p">` says: by id and property."""
    return {
        (meta.get("refines").lstrip("#"), meta.get("property")): meta.words
        for meta in package.all("meta")
        if meta.get("refines")
    }


def _text(package: Node, name: str) -> str:
    return next(filter(None, (tidy(node.words) for node in package.all(name))), "")


def _title(package: Node, refined: dict[tuple[str, str], str]) -> str:
    """The main title, with its subtitle where that is told apart."""
    titles = [node for node in package.all("title") if node.words]
    kinds = {id(node): refined.get((node.get("id"), "title-type"), "") for node in titles}
    main = next((n for n in titles if kinds[id(n)] == "main"), titles[0] if titles else None)
    subtitle = next((n for n in titles if kinds[id(n)] == "subtitle"), None)
    if main is None or subtitle is None or main is subtitle:
        return tidy(main.words) if main else ""
    return tidy(f"{main.words}: {subtitle.words}")


def _authors(package: Node, refined: dict[tuple[str, str], str]) -> Iterator[str]:
    for node in package.all("creator"):
        role = node.get("role") or refined.get((node.get("id"), "role"), "")
        name = given_first(tidy(node.words))
        if name and role not in _NOT_AUTHORS:
            yield name


def _date(package: Node) -> str:
    """When it was published; the date it was last modified is another matter."""
    dates = [node for node in package.all("date") if node.words]
    dates.sort(key=lambda node: node.get("event") not in ("publication", "original-publication"))
    for node in dates:
        value = parse_date(node.words) or parse_date(node.words[:10])
        if value and node.get("event") not in ("modification", "creation"):
            return value
    return ""


def _identifiers(package: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in (*package.all("identifier"), *package.all("source")):
        words = tidy(node.words)
        isbn = _ISBN.fullmatch(words.replace("-", ""))
        doi = _DOI.fullmatch(words)
        if isbn:
            found.setdefault("isbn", isbn[1].upper())
        elif doi:
            found.setdefault("doi", doi[1])
    return found
