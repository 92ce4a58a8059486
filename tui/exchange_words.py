"""What is said of exports and imports. Pure: no Textual import."""

from collections.abc import Iterator

from notes.exporting import Exported
from notes.importing import Imported, Missed, Plan
from tui.line_text import Line, flat, in_quotes, wrap

USES = {  # a format, what it is called, and what it is for in a few words
    "markdown": ("Markdown", "a file for each document, kept up to date"),
    "org": ("Org", "one file for Emacs"),
    "csv": ("CSV", "a row a note: spreadsheets, Readwise"),
    "json": ("JSON", "everything, to be imported elsewhere"),
    "w3c": ("W3C", "web annotations, for other programs"),
    "ris": ("RIS", "sources with their notes: Zotero, EndNote"),
    "anki": ("Anki", "cards to learn by"),
    "matrix": ("Matrix", "documents by tags, for a survey"),
}
_SHOWN = 300  # notes that found no place, of which each has a line
_QUOTE = 40  # cells


def counted(number: int, one: str) -> str:
    """`1 note`, `2,000 notes`."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def exported_line(done: Exported, where: str) -> str:
    """How much was exported, and where it is."""
    on = f"{counted(done.notes, 'note')} on {counted(done.documents, 'document')}"
    return f"{on} exported to {where}."


def imported_line(done: Imported) -> str:
    """How much came in, and how much did not."""
    them = "it" if done.added == 1 else "them"
    took = f"{counted(done.added, 'note')} imported. u takes {them} back."
    return took + (f" {len(done.missed):,} found no place." if done.missed else "")


def plan_lines(plan: Plan, width: int) -> list[Line]:
    """What an import would do in counts, then each note that finds no place, and why."""
    lines: list[Line] = [((text, ink),) for text, ink in _counts(plan, width)]
    for heading, some in (
        ("No document here", plan.homeless),
        ("No place in the document", plan.unplaced),
    ):
        if some:
            lines += [(), ((heading, "heading"),)]
            for missed in some[:_SHOWN]:
                lines += _missed(missed, width, with_reason=some is plan.unplaced)
            if len(some) > _SHOWN:
                lines.append(((f"and {len(some) - _SHOWN:,} more", "faint"),))
    return lines


def _counts(plan: Plan, width: int) -> Iterator[tuple[str, str]]:
    on = counted(len(plan.edits), "document")
    told = [
        (plan.added, f"to come in, on {on}" if plan.added else "to come in", "strong"),
        (plan.present, "here already", "text"),
        (plan.deleted, "deleted here; gt shows the deleted", "text"),
        (len(plan.homeless), "on no document of this library", "text"),
        (len(plan.unplaced), "without a place in their document", "text"),
    ]
    column = max(len(f"{number:,}") for number, _, _ in told)
    for number, text, ink in told:
        if number or ink == "strong":
            first, *rest = wrap(text, max(1, width - column - 2))
            yield f"{number:>{column},}  {first}", ink
            yield from ((" " * (column + 2) + line, ink) for line in rest)


def _missed(missed: Missed, width: int, *, with_reason: bool) -> list[Line]:
    quote = in_quotes(flat(missed.quote), _QUOTE) if missed.quote else "no words"
    reason = f": {missed.reason}" if with_reason else ""
    text = f"{quote} · {missed.title or 'no title'}{reason}"
    first, *rest = wrap(flat(text), max(1, width - 2), 4)
    return [((first, "text"),), *((("  " + line, "text"),) for line in rest)]
