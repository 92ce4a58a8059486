"""From bytes to text: a byte order mark, else UTF-8, else the most likely old encoding, said so."""

import codecs
import contextlib
from io import IncrementalNewlineDecoder
from typing import NamedTuple

from notes.documents.assembling import assembled
from notes.documents.blocks import Blocks
from notes.documents.source import EMPTY
from notes.errors import DocumentError

# The longer mark first: a UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or a word processor's file)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old word processor's file"),
)
# C0 controls and DEL, without those that text files really have: tab, newlines, form feed,
# vertical tab, backspace (overstrike) and escape (colours in logs).
_CONTROLS = bytes(c for c in (*range(1, 0x20), 0x7F) if c not in b"\t\n\v\f\r\b\x1b")
# Codecs that Python counts among the text encodings, but in which nobody writes a document.
_NOT_FOR_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


class Decoded(NamedTuple):
    """A text with `\\n` newlines and no byte order mark, the encoding it was in, remarks on it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(
    data: bytes | Blocks, encoding: str | None = None, declared: str | None = None
) -> Decoded:
    """Decode a document's bytes.

    `encoding` is the user's word and is final; `declared` is what the file says of itself and is
    only tried. Raises DocumentError for binary data, and where `encoding` does not fit.
    """
    blocks = Blocks.of(data) if isinstance(data, bytes) else data
    if not blocks.head:
        return Decoded("", "utf-8", (EMPTY,))
    if encoding:
        return _by_order(blocks, encoding)
    _refuse_signatures(blocks.head)
    return _by_mark(blocks) or _wide_without_mark(blocks) or _eight_bit(blocks, declared)


def codec_name(encoding: str) -> str | None:
    """The name Python knows a text encoding by, or None where there is no such encoding."""
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    is_text: bool = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and info.name not in _NOT_FOR_TEXT else None


def _by_order(blocks: Blocks, encoding: str) -> Decoded:
    name = codec_name(encoding)
    if name is None:
        raise DocumentError(
            f"there is no text encoding {encoding!r}; name one like utf-8, cp1252 or koi8-r"
        )
    try:
        return Decoded(_decoded(blocks, name), name)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"byte {error.start} is not valid {name}; choose another encoding"
        ) from None
    except (ValueError, LookupError):
        raise DocumentError(f"this is not valid {name}; choose another encoding") from None


def _by_mark(blocks: Blocks) -> Decoded | None:
    for mark, family, name in _MARKS:
        if not blocks.head.startswith(mark):
            continue
        try:
            text = _decoded(blocks, name, len(mark))
        except UnicodeDecodeError:
            if family == "utf-32":
                continue  # FF FE 00 00 may also be UTF-16 that begins with a NUL
            return _damaged(blocks, name, len(mark))
        _refuse_controls(text)
        return Decoded(text, name, () if text else (EMPTY,))
    return None


def _damaged(blocks: Blocks, name: str, skipped: int) -> Decoded:
    text = _decoded(blocks, name, skipped, "replace")
    broken = text.count("\ufffd")
    if broken * 50 > len(text) + 50:
        raise DocumentError("this is not text, although it begins like it; nothing to read here")
    _refuse_controls(text)
    notice = f"damaged {name}: {broken} unreadable places are shown as \ufffd"
    return Decoded(text, name, (notice,))


def _wide_without_mark(blocks: Blocks) -> Decoded | None:
    sample = blocks.head
    if blocks.size % 2 or len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 5 > half * 2 and even * 50 <= half:
        name = "utf-16-le"
    elif even * 5 > half * 2 and odd * 50 <= half:
        name = "utf-16-be"
    else:
        return None
    try:
        text = _decoded(blocks, name)
    except UnicodeDecodeError:
        return None
    _refuse_controls(text)
    return Decoded(text, name, (f"encoding guessed: {name}",))


def _eight_bit(blocks: Blocks, declared: str | None) -> Decoded:
    nuls = controls = 0
    for block in blocks:
        nuls += block.count(0)
        controls += len(block) - len(block.translate(None, _CONTROLS))
    size = blocks.size
    if nuls * 50 > size or controls * 10 > size:
        raise _binary()
    for name in _candidates(declared):
        try:
            return Decoded(_decoded(blocks, name), name)
        except (ValueError, LookupError):
            continue
    if (nuls + controls) * 50 > size:
        raise _binary()
    return _guessed(blocks)


def _guessed(blocks: Blocks) -> Decoded:
    from notes.documents.detection import is_of_another_script, other_script

    name = other_script(next(iter(blocks)))
    if name is not None:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            text = _decoded(blocks, name)
            if is_of_another_script(text):
                return Decoded(text, name, (f"encoding guessed: {name}",))
    try:
        text, name = _decoded(blocks, "cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, name = _decoded(blocks, "latin-1"), "latin-1"
    return Decoded(text, name, (f"encoding guessed: {name}",))


def _decoded(blocks: Blocks, name: str, skipped: int = 0, errors: str = "strict") -> str:
    """The text without a mark, with `\\n` newlines. Raises UnicodeDecodeError, LookupError."""
    characters = codecs.getincrementaldecoder(name)(errors)
    lines = IncrementalNewlineDecoder(characters, translate=True)
    pieces: list[str] = []
    place = 0  # bytes
    try:
        for block in blocks:
            given = block if place else block[skipped:]
            pieces.append(lines.decode(given))
            place += len(block)
        pieces.append(lines.decode(b"", final=True))
    except UnicodeDecodeError as error:
        error.start += place - len(characters.getstate()[0])
        raise
    pieces[0] = pieces[0].removeprefix("\ufeff")
    return assembled(pieces)


def _candidates(declared: str | None) -> tuple[str, ...]:
    name = codec_name(declared) if declared else None
    if name is None or name.startswith(("utf-16", "utf-32")):
        return ("utf-8",)  # a wide encoding could not have been read far enough to declare itself
    # What calls itself Latin-1 or ASCII on the web is windows-1252 (WHATWG Encoding, section 4.2).
    return ("utf-8" if name == "ascii" else "cp1252" if name == "iso8859-1" else name, "utf-8")


def _refuse_signatures(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"this is {kind}, not text; give it its proper ending")


def _refuse_controls(text: str) -> None:
    sample = text[:65536]
    controls = sum(1 for c in sample if c < " " and c not in "\t\n\v\f\r\b\x1b")
    if controls * 10 > len(sample):
        raise _binary()


def _binary() -> DocumentError:
    return DocumentError("this is binary data, not text; give it its proper ending, or remove it")
