"""`list`, `text` and `search`: what is in the library."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from notes.errors import SearchError, UserError
from tui.verbs.outcome import DONE, NOTHING
from tui.verbs.output import Output

if TYPE_CHECKING:
    from notes.documents.model import Document
    from notes.library import Library
    from notes.search.model import Answer, Hit

SEARCH_SECONDS = 10.0  # a program that waits wants the whole answer, not the first page of it


def no_arguments(parser: ArgumentParser) -> None:
    """For a subcommand that takes only what all take."""


def list_documents(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print every document with what is known about it."""
    from notes.checks import passed_over
    from tui.verbs.rows import document_line, document_row

    listing = library.complete_listing()
    records = listing.records
    for problem in listing.problems:
        out.remark(problem)
    if others := passed_over(listing.passed_over):
        out.remark(others)
    positions = library.positions()
    places = [positions.get(record.relative) for record in records]
    rows = [
        (r, place.progress if place else None) for r, place in zip(records, places, strict=True)
    ]
    out.rows(
        {"documents": [document_row(*row) for row in rows]},
        (document_line(*row) for row in rows),
    )
    return DONE if records else NOTHING


def file_argument(parser: ArgumentParser) -> None:
    """The document that a subcommand is about."""
    parser.add_argument("file", metavar="FILE", help="a document, by its path")


def print_text(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print the text of a document, into which all offsets point."""
    relative = library.resolve(arguments.file)
    document = library.open(relative)
    for notice in document.content.notices:
        out.remark(f"{relative}: {notice}")
    out.text({"text": document.text, "sections": _sections(document)}, document.text)
    return DONE


def _sections(document: "Document") -> list[dict[str, Any]]:
    return [
        {"title": each.title, "level": each.level, "start": each.start, "page": each.page}
        for each in document.sections
    ]


def search_arguments(parser: ArgumentParser) -> None:
    """The query, how much, and in what."""
    parser.add_argument("query", metavar="QUERY", nargs="+", help='words, "a phrase", word*, ...')
    parser.add_argument(
        "--limit", metavar="N", type=int, default=20, help="the most documents (20)"
    )
    parser.add_argument(
        "--in",
        dest="scope",
        choices=("body", "notes", "all"),
        default="all",
        help="search the texts, the notes, or both (all)",
    )


def search(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print the documents that answer a query, with the passages."""
    if arguments.limit < 1:
        raise UserError(f"--limit {arguments.limit} shows nothing; give 1 or more")
    _bring_up_to_date(library, out)
    library.all_matches("", "")  # loads the engine, so that `took_ms` is the search itself
    query = " ".join(arguments.query)
    answer = library.search(query, arguments.limit, arguments.scope, SEARCH_SECONDS)
    out.rows(_answer(answer), _passages(answer))
    for hint in answer.hints:
        out.remark(hint)
    if answer.suggestion:
        out.remark(f"did you mean: {answer.suggestion}")
    if answer.partial:
        out.remark("time ran out; there may be more")
    if not answer.hits and len(arguments.query) > 1 and os.path.isdir(arguments.query[0]):
        out.remark(f"to search in the folder {arguments.query[0]}, write --library before it")
    return DONE if answer.hits else NOTHING


def _bring_up_to_date(library: "Library", out: Output) -> None:
    """Index what is new; where that cannot be done now, what is indexed can still be searched."""
    try:
        if library.index_is_stale():
            library.update_index()
    except SearchError as error:
        out.remark(f"the index is not up to date: {error}")


def _answer(answer: "Answer") -> dict[str, Any]:
    return {
        "query": answer.query,
        "total": answer.total,
        "took_ms": round(answer.took_ms, 3),
        "suggestion": answer.suggestion,
        "results": [_result(hit) for hit in answer.hits],
    }


def _result(hit: "Hit") -> dict[str, Any]:
    return {
        "document": hit.document,
        "path": hit.path,
        "title": hit.title,
        "score": hit.score,
        "passages": [
            {
                "start": passage.start,
                "end": passage.end,
                "snippet": passage.snippet,
                "matches": [list(match) for match in passage.matches],
            }
            for passage in hit.passages
        ],
    }


def _passages(answer: "Answer") -> Iterator[Sequence[object]]:
    """One line a passage: path, place, snippet; what is not of the text itself says so."""
    for hit in answer.hits:
        for passage in hit.passages:
            place = "" if passage.start is None else f"{passage.start}-{passage.end}"
            kind = "" if passage.kind == "body" else f"[{passage.kind}] "
            yield hit.path, place, kind + passage.snippet
        if not hit.passages:
            yield hit.path, "", hit.title


VERBS = {
    "list": (no_arguments, list_documents),
    "text": (file_argument, print_text),
    "search": (search_arguments, search),
}
