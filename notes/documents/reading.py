"""Reading one source into a Document, whatever it turns out to be."""

import hashlib
import os
import stat
import uuid
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from notes.documents.formats import FORMATS, Format, format_to_open
from notes.documents.model import Content, Document, Field, Metadata
from notes.documents.scanning import is_within
from notes.documents.source import Progress, Source, quietly
from notes.documents.visible import visible
from notes.errors import DocumentError, MissingReader

if TYPE_CHECKING:
    from notes.documents.extractor import Extractor

LARGEST = 512 * 1024 * 1024  # bytes

_PIECE = 1 << 18  # code points
_NO_METADATA = Metadata()
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_document(
    path: Path,
    root: Path,
    document_id: str,
    overrides: Metadata = _NO_METADATA,
    encoding: str | None = None,
    *,
    extractor: "Callable[[], Extractor] | None" = None,
    on_progress: Progress = quietly,
) -> Document:
    """Read the document at `path` in the library `root`.

    `overrides` is what the user has set by hand; `encoding` likewise, else it is found out. Who
    reads more than one gives an `extractor`, made when one is needed. `on_progress` gets parts
    read, of how many.
    Raises DocumentError, one line with the name, for whatever cannot be read as a document.
    """
    relative = _relative(path, root)
    try:
        format = _format(path)
        with _opened(path, root) as file:
            size = _checked_size(file)
            if format.is_isolated(size):
                sha256, content = _extracted(file, format, encoding, extractor, on_progress)
            else:
                sha256, size, content = _read_here(file, format, encoding)
    except MissingReader as error:
        raise MissingReader(f"{visible(relative)}: {error}") from None
    except DocumentError as error:
        raise DocumentError(f"{visible(relative)}: {visible(str(error))}") from None
    except MemoryError:
        raise DocumentError(f"{visible(relative)}: too large for the memory there is") from None
    return Document(
        id=document_id,
        path=path,
        relative=relative,
        format=format.name,
        sha256=sha256,
        text_sha256=text_sha256(content.text),
        size=size,
        content=_overlaid(_named(content, path), overrides),
    )


def read_text(
    path: Path, root: Path, encoding: str | None, extractor: "Callable[[], Extractor]"
) -> str:
    """The text of the document alone, which is there sooner where it is the file itself.

    Otherwise as `read_document`.
    """
    if not _format(path).is_source:
        return read_document(path, root, "", _NO_METADATA, encoding, extractor=extractor).text
    from notes.documents.decoding import decode

    with _opened(path, root) as file:
        _checked_size(file)
        return decode(Source(file, encoding).blocks, encoding).text


def _extracted(
    file: BufferedReader,
    format: Format,
    encoding: str | None,
    extractor: "Callable[[], Extractor] | None",
    on_progress: Progress,
) -> tuple[str, Content]:
    from notes.documents.extractor import Extractor

    if extractor is not None:
        return extractor().read(file, format, encoding, on_progress)
    with Extractor() as for_this_one:
        return for_this_one.read(file, format, encoding, on_progress)


def text_sha256(text: str) -> str:
    """The hash by which an annotation knows the text it was made on."""
    digest = hashlib.sha256()
    for low in range(0, len(text), _PIECE):  # all at once would let no other thread go on
        digest.update(text[low : low + _PIECE].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def document_id_for(path: Path) -> str:
    """The `urn:uuid:` of the file at `path`: the same for the same file, as long as it stays."""
    real = os.path.realpath(path)
    return uuid.uuid5(uuid.NAMESPACE_URL, Path(real).as_uri()).urn


def _relative(path: Path, root: Path) -> str:
    base = root if root.is_dir() else root.parent
    for one, other in ((path, base), (path.absolute(), base.absolute())):
        if one.is_relative_to(other):
            return one.relative_to(other).as_posix()
    return path.name


def _format(path: Path) -> Format:
    format = format_to_open(path)
    if format is None:
        known = ", ".join(suffix for one in FORMATS for suffix in one.suffixes)
        raise DocumentError(f"files of this kind are not read; these are: {known}")
    return format


def _opened(path: Path, root: Path) -> BufferedReader:
    """An ordinary file of the library, opened for reading."""
    real, real_root = os.path.realpath(path), os.path.realpath(root)
    if not is_within(real, real_root if os.path.isdir(real_root) else os.path.dirname(real_root)):
        raise DocumentError("it leads out of the library, and such links are not followed")
    try:
        # Without O_NONBLOCK the opening of a pipe would wait for somebody to write into it.
        return open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | os.O_CLOEXEC), "rb")
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None


def _checked_size(file: BufferedReader) -> int:
    found = os.fstat(file.fileno())
    for is_kind, kind in _KINDS:
        if is_kind(found.st_mode):
            raise DocumentError(f"it is {kind}; only ordinary files are documents")
    if found.st_size > LARGEST:
        raise _too_large(found.st_size)
    return found.st_size


def _read_here(
    file: BufferedReader, format: Format, encoding: str | None
) -> tuple[str, int, Content]:
    """The SHA-256 of an open file, its size, and what its reader makes of it."""
    source = Source(file, encoding)
    try:
        content = format.reader(source)
        return source.blocks.sha256, source.blocks.size, content
    except OSError as error:
        raise _unreadable(error) from None


def _unreadable(error: OSError | ValueError) -> DocumentError:
    if isinstance(error, FileNotFoundError):
        return DocumentError("it is not there any more; F5 scans again")
    if isinstance(error, PermissionError):
        return DocumentError("you may not read it; change its permissions")
    if isinstance(error, IsADirectoryError):
        return DocumentError("it is a folder; name a file in it")
    reason = getattr(error, "strerror", None) or error
    return DocumentError(f"it could not be read ({reason}); try again")


def _too_large(size: int) -> DocumentError:
    limit = LARGEST // 1024**2
    return DocumentError(
        f"it has {size / 1024**2:,.0f} MB, and {limit} MB is the most that is read; split it"
    )


def _named(content: Content, path: Path) -> Content:
    """A text that begins with fields or a licence is called by its file's name."""
    from notes.documents.metadata import GUESSED, begins_with_fields

    if content.metadata.title or not begins_with_fields(content.text):
        return content
    name = Metadata({"title": Field(visible(path.name), GUESSED)})
    return content._replace(metadata=content.metadata.over(name))


def _overlaid(content: Content, overrides: Metadata) -> Content:
    if not overrides.fields:
        return content
    return content._replace(metadata=overrides.over(content.metadata))
