"""Which paragraph styles are headings, and how the lists of a document are numbered."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from notes.documents.archive import Archive
from notes.documents.xml_tree import Node, parse

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MOST_ANCESTORS = 20
_DEEPEST = 6


class Styles(NamedTuple):
    """`levels` of heading styles (1-6) by the style's id; `formats` by list and level in it.

    A format is a kind of number (`decimal`, `lowerLetter`, `bullet`) and its pattern (`%1.`).
    """

    levels: Mapping[str, int] = {}
    formats: Mapping[tuple[str, int], tuple[str, str]] = {}


def read_styles(archive: Archive, styles: str, numbering: str) -> Styles:
    """Read the parts that say so; one that is not there (an empty name) says nothing."""
    levels: dict[str, int] = {}
    formats: dict[tuple[str, int], tuple[str, str]] = {}
    if styles in archive:
        nodes = {
            node.get("styleId"): node for node in parse(archive.read(styles), styles).all("style")
        }
        levels = {id: level for id in nodes if (level := _level(nodes, id))}
    if numbering in archive:
        formats = _formats(parse(archive.read(numbering), numbering))
    return Styles(levels, formats)


def _level(nodes: Mapping[str, Node], id: str) -> int:
    """The level of a heading style, its own or that of one it is based on; 0 for another style."""
    for _ in range(_MOST_ANCESTORS):
        node = nodes.get(id)
        if node is None:
            return 0
        name, outline, base = node.first("name"), node.first("outlineLvl"), node.first("basedOn")
        named = _HEADING.match(name.get("val")) if name else None
        if named:
            return min(int(named[1]), _DEEPEST)
        if name and name.get("val").lower() == "title":
            return 1
        if outline and outline.get("val").isdigit() and int(outline.get("val")) < 9:
            return min(int(outline.get("val")) + 1, _DEEPEST)
        id = base.get("val") if base else ""
    return 0


def _formats(root: Node) -> dict[tuple[str, int], tuple[str, str]]:
    abstract = {node.get("abstractNumId"): node for node in root.all("abstractNum")}
    found = {}
    for number in root.all("num"):
        reference = number.first("abstractNumId")
        node = abstract.get(reference.get("val")) if reference else None
        for level in node.all("lvl") if node else ():
            kind, pattern = level.first("numFmt"), level.first("lvlText")
            if kind and pattern and level.get("ilvl").isdigit():
                key = number.get("numId"), int(level.get("ilvl"))
                found[key] = kind.get("val"), pattern.get("val")
    return found
