"""`cite` and `meta`: what a document is, and how it is cited."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from notes.errors import SidecarError, UserError
from tui.verbs.outcome import BAD, DONE
from tui.verbs.output import Output, complain
from tui.verbs.reading import file_argument

if TYPE_CHECKING:
    from notes.documents.identifiers import Candidate
    from notes.documents.model import Document
    from notes.library import Library


def cite_arguments(parser: ArgumentParser) -> None:
    """The documents, the style, and the passage."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="a document, by its path")
    parser.add_argument("more", metavar="FILE", nargs="*", help="more of them, for one list")
    parser.add_argument("--all", action="store_true", help="every document of the library")
    parser.add_argument(
        "--style",
        help="apa, mla, chicago, chicago-bibliography, chicago-note, harvard, ieee, bibtex,"
        " biblatex, ris, csl-json or pandoc, or a CSL file, if pandoc is installed (the one used"
        " last)",
    )
    parser.add_argument("--quote", metavar="TEXT", help="cite these words of the document")
    parser.add_argument("--page", metavar="P", help="the page, or another place in the work")
    parser.add_argument(
        "--plain", action="store_true", help="without Markdown's asterisks around italics"
    )
    parser.add_argument("--copy", action="store_true", help="copy it to the clipboard as well")


def cite(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print the reference of a document, a passage with its citation, or a bibliography."""
    style = _style(library, arguments)
    if arguments.all or arguments.more:
        text = _bibliography(library, arguments, style, out)
    elif arguments.file is None:
        raise UserError("cite which document? give its path, or --all for the whole library")
    else:
        text = _one(library, arguments, style)
    out.text({"style": style, "text": text}, text if text.endswith("\n") else text + "\n")
    return _copy(text, out) if arguments.copy else DONE


def _style(library: "Library", arguments: Namespace) -> str:
    from notes.citations import STYLES, is_csl

    style: str = (arguments.style or library.style).strip()
    if is_csl(style):
        return style
    style = style.lower()
    if style not in STYLES:
        known = ", ".join(STYLES)
        raise UserError(f"there is no citation style {style!r}; known are: {known}, FILE.csl")
    return style


def _one(library: "Library", arguments: Namespace, style: str) -> str:
    relative = library.resolve(arguments.file)
    if arguments.quote is None:
        return library.cite(relative, style, arguments.page, markdown=not arguments.plain)
    from tui.verbs.quotes import places_of

    document = library.open(relative)
    start, end = places_of(document.text, arguments.quote)[0]
    marked = not arguments.plain
    return library.cite_passage(document, start, end, style, arguments.page, markdown=marked)


def _bibliography(library: "Library", arguments: Namespace, style: str, out: Output) -> str:
    if arguments.quote is not None or arguments.page is not None:
        raise UserError("--quote and --page are about one document; name only that")
    named = [arguments.file, *arguments.more] if arguments.file else []
    wanted = None if arguments.all else [library.resolve(name) for name in named]
    text, count = library.bibliography(style, wanted, markdown=not arguments.plain)
    out.remark(f"{count} reference{'' if count == 1 else 's'}")
    return text


def _copy(text: str, out: Output) -> int:
    """Copy `text` and say which way it went; what was not copied is an error."""
    from tui.clipboard import copy

    with _terminal() as terminal:
        copied = copy(text, terminal=terminal)
    if copied.route == "none":
        complain("Not copied: no clipboard answered; the text is on the standard output.")
        return BAD
    out.remark(copied.message)
    return DONE


@contextmanager
def _terminal() -> Iterator[Callable[[str], None] | None]:
    """A way to the user's terminal that does not pass through the output; None without one."""
    try:
        terminal = open("/dev/tty", "w", encoding="utf-8")  # noqa: SIM115
    except OSError:
        yield None
        return
    with terminal:

        def send(sequence: str) -> None:
            terminal.write(sequence)
            terminal.flush()

        yield send


def meta_arguments(parser: ArgumentParser) -> None:
    """The document, and what the user knows better."""
    from notes.csl_types import CSL_TYPES

    types = [*CSL_TYPES]
    rows = (", ".join(types[start : start + 4]) for start in range(0, len(types), 4))
    parser.epilog = "types, for --set type=...:\n  " + "\n  ".join(rows)
    file_argument(parser)
    parser.add_argument(
        "--set",
        dest="settings",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="set a field; authors are parted by `and` or `;`; encoding=NAME reads the file in it",
    )
    parser.add_argument(
        "--unset", metavar="FIELD", action="append", default=[], help="forget what was set"
    )


def meta(library: "Library", arguments: Namespace, out: Output) -> int:
    """Print everything known about a document, and where it is from."""
    relative = library.resolve(arguments.file)
    try:
        sidecar = library.store.load(library.path(relative))
    except SidecarError as error:
        out.remark(str(error))
        sidecar = None
    changes = _changes(arguments, sidecar.metadata if sidecar else {})
    document = library.set_metadata(relative, changes) if changes else library.open(relative)
    by_hand = {**(sidecar.metadata if sidecar else {}), **changes}
    fields = _fields(document, by_hand.get("encoding") is not None)
    candidates = _candidates(document)
    for name, found in candidates.items():
        fields[name]["candidates"] = [{"value": one.value, "line": one.line} for one in found]
    lines = [_line(name, fact) for name, fact in fields.items()]
    lines += [
        (name, one.value, "candidate", f"line {one.line}")
        for name, found in candidates.items()
        for one in found
    ]
    out.rows(fields, lines)
    return DONE


def _candidates(document: "Document") -> "dict[str, list[Candidate]]":
    """Numbers found in the text for fields that have no value: offered, never taken."""
    from notes.documents.identifiers import identifiers

    found: dict[str, list[Candidate]] = {}
    for one in identifiers(document.text):
        if one.field not in document.metadata.fields:
            found.setdefault(one.field, []).append(one)
    return found


def _changes(arguments: Namespace, present: Mapping[str, object]) -> dict[str, object]:
    """What is to be written into the note file: a field that is not set needs no unsetting."""
    from notes.documents.settings import check_field, parse_setting

    changes: dict[str, object] = {}
    for field in arguments.unset:
        name = "encoding" if field.strip().lower() == "encoding" else check_field(field)
        if name in present:
            changes[name] = None
    for setting in arguments.settings:
        field, _, value = setting.partition("=")
        if field.strip().lower() != "encoding":
            changes |= [parse_setting(setting)]
        elif value.strip():
            changes["encoding"] = value.strip()
        else:
            raise UserError("encoding needs a value, like encoding=cp1252")
    return changes


def _fields(document: "Document", is_ordered: bool) -> dict[str, dict[str, Any]]:
    """Every field there can be; what is not known is None."""
    from notes.documents.model import FIELDS

    known = document.metadata.fields
    facts: dict[str, dict[str, Any]] = {}
    for name in FIELDS:
        field = known.get(name)
        value = list(field.value) if field and isinstance(field.value, tuple) else None
        facts[name] = {
            "value": value if value is not None else field and field.value,
            "source": field and field.source,
            "line": field and field.line,
        }
    source = "user" if is_ordered else "guessed"
    facts["encoding"] = {"value": document.content.encoding, "source": source, "line": None}
    return facts


def _line(name: str, fact: dict[str, Any]) -> tuple[object, ...]:
    value = fact["value"]
    if value is None:
        return (name, "")
    shown = "; ".join(value) if isinstance(value, list) else value
    line = "" if fact["line"] is None else f"line {fact['line']}"
    return (name, shown, fact["source"], line)


VERBS = {"cite": (cite_arguments, cite), "meta": (meta_arguments, meta)}
