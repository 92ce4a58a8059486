"""Text for lists and bars, measured in terminal cells: cut, padded, wrapped, made safe to show."""

from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

Line = tuple[tuple[str, str], ...]  # pieces of one line: text, name of a style

ELLIPSIS = "…"
_LONGEST = 8192  # code points of one line that are ever looked at

_SYMBOLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "␡",
    **dict.fromkeys(range(0x80, 0xA0), "�"),
    0xAD: "-",
    # These reorder what stands around them, on the whole line: see Unicode TR 36, 2.4.
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�"),
    0x2028: "␤",
    0x2029: "␤",
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    0xFEFF: "�",
}
_BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_IN_NOTES = {code: symbol for code, symbol in _SYMBOLS.items() if code != 0x0A} | {0x09: "    "}


def visible(text: str) -> str:
    """Show every control character as a symbol, one code point for one."""
    return text if text.isprintable() else text.translate(_SYMBOLS)


def flat(text: str) -> str:
    """Make one safe line of `text`: line ends and tabs become blanks; offsets stay as they were."""
    return text if text.isprintable() else text.translate(_BLANKS).translate(_SYMBOLS)


def paragraphs(text: str) -> str:
    """Make `text` safe to wrap: its line ends stay (as `\\n`), tabs become four blanks."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_IN_NOTES)


def in_quotes(text: str, width: int) -> str:
    """The first `width` cells of `text` in quotation marks; marks that it begins with are one."""
    words = text.strip().lstrip("“”„«\"'‘’").rstrip("… ")
    is_whole = cell_len(words) <= width - 2
    return cut(f"“{words.rstrip('”»') if is_whole else cut(words, width - 2)}”", width)


def cut(text: str, width: int) -> str:
    """Shorten `text` to at most `width` cells, with `…` where something is missing at the end."""
    if width <= 0:
        return ""
    shown = text[:_LONGEST]
    if len(shown) == len(text) and cell_len(shown) <= width:
        return text
    return _first_cells(shown, width - 1).rstrip() + ELLIPSIS


def cut_middle(text: str, width: int) -> str:
    """Shorten `text` to `width` cells at most, `…` in the middle: both ends of a path count."""
    if len(text) <= _LONGEST and cell_len(text) <= width:
        return text
    if width < 3:
        return cut(text, width)
    head = width // 2
    tail = _last_cells(text[-_LONGEST:], width - head - 1)
    return _first_cells(text[:_LONGEST], head) + ELLIPSIS + tail


def pad(text: str, width: int, align: str = "left") -> str:
    """Bring `text` to exactly `width` cells, by cutting it or by adding blanks."""
    shown = cut(text, width)
    blanks = " " * (width - cell_len(shown))
    return blanks + shown if align == "right" else shown + blanks


def wrap(text: str, width: int, limit: int | None = None) -> list[str]:
    """Break `text` into lines of at most `width` cells; what `limit` leaves out is a final `…`."""
    lines: list[str] = []
    for start, end in wrap_spans(text, width):
        if limit is not None and len(lines) == limit:
            lines[-1] = _first_cells(lines[-1], width - 1).rstrip() + ELLIPSIS
            break
        lines.append(text[start:end])
    return lines


def wrap_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the code points `[start, end)` of each line of `text` broken to `width` cells.

    Lines break at line ends, at blanks, around wide characters, and inside a word only where it
    is longer than a line. Blanks at a break belong to no line.
    """
    width = max(1, width)
    start = 0
    while True:
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        paragraph = text[start:end]
        if paragraph.isascii():
            yield from _wrap_ascii(text, start, end, width)
        else:
            yield from ((start + a, start + b) for a, b in _wrap_wide(paragraph, width))
        if newline < 0:
            return
        start = newline + 1


def _wrap_ascii(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Break one paragraph in which every character is one cell wide."""
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        stop = blank
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop <= start:
            blank = stop = start + width
            yield start, stop
        else:
            yield start, stop
        start = blank
        while start < end and text[start] == " ":
            start += 1
        if start == end:
            return
    yield start, end


def _wrap_wide(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break one paragraph whose characters may be of any width."""
    graphemes = split_graphemes(text)[0]
    first = index = used = 0
    breakable = -1
    while index < len(graphemes):
        start, _end, cells = graphemes[index]
        if used + cells <= width:
            used += cells
            index += 1
            if cells > 1 or text[start] == " ":
                breakable = index
            continue
        stop = max(index, first + 1)
        if text[start] != " " and cells < 2 and breakable > first:
            stop = breakable
        begin = graphemes[first][0]
        edge = graphemes[stop][0] if stop < len(graphemes) else len(text)
        yield begin, begin + len(text[begin:edge].rstrip(" "))
        first = stop
        while first < len(graphemes) and text[graphemes[first][0]] == " ":
            first += 1
        index, used, breakable = first, 0, -1
    if first < len(graphemes):
        yield graphemes[first][0], len(text)


def _first_cells(text: str, width: int) -> str:
    """As many whole characters from the start of `text` as fit in `width` cells."""
    if text.isascii():
        return text[: max(0, width)]
    used = 0
    for start, _end, cells in split_graphemes(text)[0]:
        used += cells
        if used > width:
            return text[:start]
    return text


def _last_cells(text: str, width: int) -> str:
    """As many whole characters from the end of `text` as fit in `width` cells."""
    used = 0
    for _start, end, cells in reversed(split_graphemes(text)[0]):
        used += cells
        if used > width:
            return text[end:]
    return text
