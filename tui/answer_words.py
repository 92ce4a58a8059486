"""What is said of a query and its answer: how much was found, how fast, why nothing; pure."""

from collections.abc import Iterator

from tui.search_rows import SearchView

HOW_TO = 'words  "a phrase"  -not\n#tag  title:  date:2024'
NOT_ALL = "Time was up before all was looked at; a more definite word finds the rest."


def figures(answer: SearchView, room: int) -> str:
    """How much was found and, where there is room for it in so many cells, how fast."""
    found = amount(answer)
    both = f"{found} · {duration(answer.took_ms)}"
    return both if len(f"{both} …") <= room else found


def amount(answer: SearchView) -> str:
    """How many passages in how many documents.

    Passages are counted only in the documents that are shown, and what only facts were asked of has
    none: then documents alone.
    """
    documents = answer.documents
    if answer.matches and documents == len(answer.groups) and not answer.partial:
        return f"{answer.matches:,} in {documents:,}"
    return f"{documents:,} document{'' if documents == 1 else 's'}"


def duration(milliseconds: float) -> str:
    """A time in whole milliseconds, or in seconds from one second on."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{max(1, round(milliseconds))} ms"


def remarks(answer: SearchView | None, indexed: float, *, is_running: bool) -> Iterator[str]:
    """Lines on how the query was understood, and whether more may be found.

    `indexed` is how much of the library is in the index, or is being put there.
    """
    if answer is not None:
        if indexed < 1:
            yield f"The library is being indexed: {min(99, round(indexed * 100))}% so far."
        yield from answer.hints
        if answer.partial and answer.groups and not is_running:
            yield NOT_ALL


def reason(answer: SearchView | None, query: str, asked_text: str, *, is_running: bool) -> str:
    """Why no passage is shown, should none be; `asked_text` is how the query was asked."""
    if answer is not None and answer.about:
        return "Nothing else in the library says the like."
    if not query.strip():
        return HOW_TO
    if answer is None or is_running:
        return "Searching …"
    if answer.partial:
        return "Nothing found in the time there is. A more definite word finds faster."
    if asked_text:
        return f"Nothing found: {asked_text}.\nAn empty query looks everywhere again."
    if answer.hints:  # they say why
        return ""
    return "Nothing found in any document or note."
