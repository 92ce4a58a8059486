"""The package of an EPUB: where it is, what is in it, and in which order it is read."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from notes.documents.archive import Archive, resolved
from notes.documents.epub.cfi import escaped
from notes.documents.xml_tree import Node, parse
from notes.errors import DocumentError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_READ = frozenset(
    ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml", "text/plain")
)
_ENDINGS = (".xhtml", ".html", ".htm")
_PACKAGE_TYPE = "application/oebps-package+xml"
# Fonts may be obfuscated (EPUB 3.3, section 4.3); anything else that is encrypted is a lock.
_OBFUSCATIONS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MOST_FALLBACKS = 20
_MOST_TIMES = 20  # that one file is read: past that it is no refrain, but made to have no end


class Item(NamedTuple):
    """A file of the package; `place` is its step in a canonical fragment identifier."""

    id: str
    path: str
    kind: str
    properties: frozenset[str]
    fallback: str
    place: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether it has text, by its kind, or by its name where the kind is a careless one."""
        return self.kind in _READ or self.path.lower().endswith(_ENDINGS)


class Package(NamedTuple):
    """What an EPUB is made of: its files by id, those to be read in order, its metadata.

    A file stands in `spine` as often as it is read; `unread` places have none that can be read.
    """

    path: str
    items: dict[str, Item]
    spine: tuple[Item, ...]
    unread: int
    metadata: Node
    contents: str  # the navigation document, "" where there is none
    old_contents: str  # the NCX of EPUB 2


def read_package(archive: Archive) -> Package:
    """Find the package of an EPUB and read it; raises DocumentError where nothing can be read."""
    path = _package_path(archive)
    root = parse(archive.read(path), path).first("package")
    if root is None:
        raise DocumentError("it is damaged: what should be its package is something else")
    items = {item.id: item for item in _manifest(root, path)}
    spine_node = root.first("spine")
    if spine_node is None:
        raise DocumentError("it is damaged: it does not say in which order it is read")
    number = [child.name for child in root.children].index("spine") + 1
    places = list(_spine(spine_node, items, f"/{2 * number}"))
    spine = tuple(item for item in places if item)
    if not spine:
        said = "there is nothing in it to be read: its chapters are missing, or of another kind"
        raise DocumentError(said)
    _refuse_locked(archive, spine)
    old = items.get(spine_node.get("toc")) or _of_kind(items, "application/x-dtbncx+xml")
    nav = next((item for item in items.values() if "nav" in item.properties), None)
    return Package(
        path=path,
        items=items,
        spine=spine,
        unread=len(places) - len(spine),
        metadata=root.first("metadata") or Node("metadata"),
        contents=nav.path if nav and nav.path in archive else "",
        old_contents=old.path if old and old.path in archive else "",
    )


def _package_path(archive: Archive) -> str:
    """The default rendition: the first root file of the right kind."""
    if _CONTAINER not in archive:
        raise DocumentError("this is no EPUB: it does not say where its package is")
    roots = list(parse(archive.read(_CONTAINER), _CONTAINER).all("rootfile"))
    for root in roots:
        path = resolved(root.get("full-path"), "")[0]
        if root.get("media-type") in (_PACKAGE_TYPE, "") and path in archive:
            return path
    raise DocumentError("it is damaged: its package is not where it says")


def _manifest(root: Node, path: str) -> Iterator[Item]:
    for node in root.all("item"):
        where, _ = resolved(node.get("href"), path)
        yield Item(
            id=node.get("id"),
            path=where,
            kind=node.get("media-type").strip().lower(),
            properties=frozenset(node.get("properties").split()),
            fallback=node.get("fallback"),
        )


def _spine(node: Node, items: dict[str, Item], step: str) -> Iterator[Item | None]:
    """What is read at each place of the spine; None where nothing can be."""
    times: Counter[str] = Counter()
    for number, reference in enumerate(node.all("itemref"), 1):
        item = _readable(items, reference.get("idref"))
        if item is None:
            yield None
            continue
        times[item.path] += 1
        if times[item.path] <= _MOST_TIMES:
            id = reference.get("id")
            place = f"{step}/{2 * number}" + (f"[{escaped(id)}]" if id else "")
            yield item._replace(place=place)


def _readable(items: dict[str, Item], id: str) -> Item | None:
    """The item of that id, or the first of its fallbacks, that can be read.

    Scripts are not run, so what is written without any comes first (EPUB Reading Systems 3.3 has
    it so for programs like this one).
    """
    chain: list[Item] = []
    while id and id in items and len(chain) < _MOST_FALLBACKS:
        chain.append(items[id])
        id = items[id].fallback
    readable = [item for item in chain if item.is_readable and item.path]
    unscripted = [item for item in readable if "scripted" not in item.properties]
    return next(iter(unscripted or readable), None)


def _of_kind(items: dict[str, Item], kind: str) -> Item | None:
    return next((item for item in items.values() if item.kind == kind), None)


def _refuse_locked(archive: Archive, spine: tuple[Item, ...]) -> None:
    if _ENCRYPTION not in archive:
        return
    locked = set()
    for data in parse(archive.read(_ENCRYPTION), _ENCRYPTION).all("EncryptedData"):
        method, reference = data.first("EncryptionMethod"), data.first("CipherReference")
        if reference and (method is None or method.get("Algorithm") not in _OBFUSCATIONS):
            locked.add(resolved(reference.get("URI"), "")[0])
    if any(item.path in locked for item in spine):
        raise DocumentError(
            "it is locked by its seller (DRM), and can only be read with their program"
        )
