"""XML from anywhere as a small tree: no entity stands for more than a few words, no other file.

Names are local ones, without their namespaces: writers of documents differ in those.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from notes.documents.xml_events import Handlers, local, read_events
from notes.errors import DocumentError

_DEEPEST = 200
_MOST_NODES = 500_000
_LONGEST_ENTITY = 100


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, its text and the elements in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator["Node"]:
        """All elements below with one of these names, in the order of the document."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, *names: str) -> "Node | None":
        """The first element below with one of these names."""
        return next(self.all(*names), None)

    def get(self, name: str) -> str:
        """An attribute, empty where it is missing."""
        return self.attributes.get(name, "")

    @property
    def words(self) -> str:
        """All text in it, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        yield self.text
        for child in self.children:
            yield from child._texts()


def parse(data: bytes, name: str) -> Node:
    """Read the file `name`; raises DocumentError for what is not well-formed, deep, or endless."""
    builder = _Builder(name)
    handlers = Handlers(builder.start, builder.end, builder.data, builder.entity)
    read_events(data, name, handlers)
    return builder.root


class _Builder:
    def __init__(self, name: str) -> None:
        self.root = Node("")
        self._name = name
        self._open = [self.root]
        self._nodes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if len(self._open) > _DEEPEST or self._nodes > _MOST_NODES:
            raise DocumentError(f"{self._name!r} in it is nested or repeated without end")
        node = Node(local(name), {local(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].text += text

    def entity(self, name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        if is_parameter or value is None or len(value) > _LONGEST_ENTITY or "&" in value:
            raise DocumentError(f"{self._name!r} in it defines entities that stand for anything")
