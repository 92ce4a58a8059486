"""From bytes to text: a byte order mark, else UTF-8, else the most likely old encoding, said so."""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from notes.errors import DocumentError

EMPTY = "the file is empty"

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
_PIECE = 1 << 20  # bytes
# Codecs that Python counts among the text encodings, but in which nobody writes a document.
_NOT_FOR_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})


class Decoded(NamedTuple):
    """A text with `\\n` newlines and no byte order mark, the encoding it was in, remarks on it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode a document's bytes.

    `encoding` is the user's word and is final; `declared` is what the file says of itself and is
    only tried. Raises DocumentError for binary data, and where `encoding` does not fit.
    """
    if not data:
        return Decoded("", "utf-8", (EMPTY,))
    if encoding:
        return _by_order(data, encoding)
    _refuse_signatures(data)
    marked = _by_mark(data)
    if marked:
        return marked
    wide = _wide_without_mark(data)
    if wide:
        return wide
    return _eight_bit(data, declared)


def codec_name(encoding: str) -> str | None:
    """The name Python knows a text encoding by, or None where there is no such encoding."""
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    is_text: bool = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and info.name not in _NOT_FOR_TEXT else None


def _by_order(data: bytes, encoding: str) -> Decoded:
    name = codec_name(encoding)
    if name is None:
        raise DocumentError(
            f"there is no text encoding {encoding!r}; name one like utf-8, cp1252 or koi8-r"
        )
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"byte {error.start} is not valid {name}; choose another encoding"
        ) from None
    except (ValueError, LookupError):
        raise DocumentError(f"this is not valid {name}; choose another encoding") from None
    return Decoded(_normalised(text), name)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, family, name in _MARKS:
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            if family == "utf-32":
                continue  # FF FE 00 00 may also be UTF-16 that begins with a NUL
            return _damaged(body, name)
        _refuse_controls(text)
        return Decoded(_normalised(text), name, () if text else (EMPTY,))
    return None


def _damaged(body: bytes, name: str) -> Decoded:
    text = body.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken * 50 > len(text) + 50:
        raise DocumentError("this is not text, although it begins like it; nothing to read here")
    _refuse_controls(text)
    notice = f"damaged {name}: {broken} unreadable places are shown as \ufffd"
    return Decoded(_normalised(text), name, (notice,))


def _wide_without_mark(data: bytes) -> Decoded | None:
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 8:
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
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    _refuse_controls(text)
    return Decoded(_normalised(text), name, (f"encoding guessed: {name}",))


def _eight_bit(data: bytes, declared: str | None) -> Decoded:
    nuls = sum(piece.count(0) for piece in _pieces(data))
    controls = len(data) - sum(len(piece.translate(None, _CONTROLS)) for piece in _pieces(data))
    if nuls * 50 > len(data) or controls * 10 > len(data):
        raise _binary()
    for name in _candidates(declared):
        try:
            return Decoded(_normalised(_decoded(data, name)), name)
        except (ValueError, LookupError):
            continue
    if (nuls + controls) * 50 > len(data):
        raise _binary()
    from notes.documents.detection import other_script

    try:
        name = other_script(data) or "cp1252"
        text = data.decode(name)
    except UnicodeDecodeError:
        text, name = data.decode("latin-1"), "latin-1"
    return Decoded(_normalised(text), name, (f"encoding guessed: {name}",))


def _pieces(data: bytes) -> Iterator[bytes]:
    """The data piece by piece: one call over all of it would let no other thread go on."""
    for low in range(0, len(data), _PIECE):
        yield data[low : low + _PIECE]


def _decoded(data: bytes, name: str) -> str:
    if len(data) <= _PIECE:
        return data.decode(name)
    decoder = codecs.getincrementaldecoder(name)()
    parts = [decoder.decode(piece) for piece in _pieces(data)]
    return "".join((*parts, decoder.decode(b"", True)))


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


def _normalised(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
