"""Plain text: the text is the file, decoded."""

from notes.documents.blocks import Blocks
from notes.documents.boilerplate import boilerplate
from notes.documents.decoding import decode
from notes.documents.metadata import guess_metadata
from notes.documents.model import Content


def read(data: bytes | Blocks, encoding: str | None = None) -> Content:
    """Read plain text; raises DocumentError for binary data or a wrong `encoding`."""
    decoded = decode(data, encoding)
    return Content(
        text=decoded.text,
        metadata=guess_metadata(decoded.text),
        boilerplate=boilerplate(decoded.text),
        encoding=decoded.encoding,
        notices=decoded.notices,
    )
