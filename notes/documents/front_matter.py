"""YAML front matter of a Markdown file, read as plain text values."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from notes.documents.dates import parse_date
from notes.documents.model import Field, Metadata
from notes.documents.names import MOST_AUTHORS, given_first, split_authors
from notes.documents.plain_yaml import compose
from notes.documents.visible import tidy

if TYPE_CHECKING:
    import yaml

FRONT_MATTER = "front matter"
_LARGEST = 64 * 1024
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEYS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "creator": "authors",
    "by": "authors",
    "date": "date",
    "published": "date",
    "issued": "date",
    "publisher": "publisher",
    "site": "publisher",
    "container": "container",
    "container-title": "container",
    "journal": "container",
    "url": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
    "type": "type",
    "doi": "doi",
    "isbn": "isbn",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "page": "pages",
    "edition": "edition",
    "place": "place",
    "publisher-place": "place",
    "accessed": "accessed",
    "key": "key",
    "citekey": "key",
}
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class FrontMatter(NamedTuple):
    """The front matter of a text: `end` is the offset behind it, 0 where there is none."""

    end: int = 0
    metadata: Metadata = Metadata()
    notices: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Read the YAML between `---` lines at the start; what cannot be read becomes a notice."""
    first = text[: text.find("\n") + 1]
    if first.rstrip() != "---" or not first.startswith("---"):
        return FrontMatter()
    closing = _END.search(text, len(first), len(first) + _LARGEST)
    if closing is None:
        return FrontMatter()
    import yaml

    end = min(closing.end() + 1, len(text))
    try:
        # A blank for the opening line keeps the line numbers those of the document.
        fields, is_mapping = _fields("\n" + text[len(first) : closing.start()])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(end, notices=(_complaint(error),))
    return FrontMatter(end, Metadata(fields)) if is_mapping else FrontMatter()


def _fields(source: str) -> tuple[dict[str, Field], bool]:
    import yaml

    root = compose(source)
    if root is None:
        return {}, True
    if not isinstance(root, yaml.MappingNode):
        return {}, False  # a text between two rules, not front matter
    fields: dict[str, Field] = {}
    for key, value in root.value:
        name = _KEYS.get(str(key.value).strip().lower()) if _is_scalar(key) else None
        found = _value(name, value) if name else None
        if name and found and name not in fields:
            fields[name] = Field(found, FRONT_MATTER, key.start_mark.line + 1)
    return fields, True


def _is_scalar(node: "yaml.Node") -> bool:
    return isinstance(node.value, str)


def _value(name: str, node: "yaml.Node") -> str | tuple[str, ...] | None:
    if name == "authors":
        return tuple(dict.fromkeys(_authors(node)))[:MOST_AUTHORS] or None
    if not _is_scalar(node):
        return None
    value = tidy(node.value)
    if value in _NOTHING:
        return None
    if name in ("date", "accessed"):
        return parse_date(value)
    return value


def _authors(node: "yaml.Node") -> Iterator[str]:
    """Names from `A B`, `A B and C D`, `[A B, C D]` or `[{name: A B}, {given: C, family: D}]`."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if node.value not in _NOTHING:
            yield from split_authors(node.value)
    elif isinstance(node, yaml.MappingNode):
        yield from _person(node)
    else:
        for item in node.value[:MOST_AUTHORS]:
            if isinstance(item, yaml.ScalarNode):
                yield from filter(None, [given_first(item.value)])
            elif isinstance(item, yaml.MappingNode):
                yield from _person(item)


def _person(node: "yaml.MappingNode") -> Iterator[str]:
    parts = {k.value: tidy(v.value) for k, v in node.value if _is_scalar(k) and _is_scalar(v)}
    name = parts.get("name") or parts.get("literal")
    if not name:
        name = " ".join(filter(None, (parts.get("given"), parts.get("family"))))
    if name:
        yield given_first(name)


def _complaint(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" at line {mark.line + 1}" if mark else ""
    reason = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    if isinstance(error, RecursionError):
        reason = "it is nested too deeply"
    return tidy(f"front matter not read{where}: {reason}", 200)
