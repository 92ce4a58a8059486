"""Any other style: a CSL file, written by pandoc's citeproc where pandoc is installed.

It takes seconds for large styles, so it is called from a worker, never on the event loop.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from notes.citations.csl_json import item
from notes.citations.reference import Reference
from notes.errors import UserError

_SECONDS = 60
_INSTALL = "install it (https://pandoc.org), or choose one of the styles that need none"
_ENTRY = re.compile(r"^:{3,} *\{#ref-[^\n]*\n(.*?)\n:{3,}$", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"\[([^\[\]]*)\]\{\.csl-[a-z-]+\}")


def format_with_csl(references: Sequence[Reference], style: str) -> str:
    """The references in the style of the CSL file at `style`, in its order, as Markdown.

    Raises UserError, one line, without pandoc or the file, or where pandoc refuses it.
    """
    path = Path(style.strip()).expanduser()
    if not path.is_file():
        raise UserError(f"there is no citation style {style}: give the path of a CSL file")
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        raise UserError(f"{path.name} needs pandoc, which is not installed; {_INSTALL}")
    with tempfile.TemporaryDirectory(prefix="commonplace-") as folder:
        items = Path(folder) / "items.json"
        # Two documents may share a key: here each is an item of its own.
        numbered = [{**item(one), "id": f"r{n}"} for n, one in enumerate(references)]
        items.write_text(json.dumps(numbered), "utf-8")
        command = (pandoc, "--citeproc", f"--csl={path}", f"--bibliography={items}", "--wrap=none")
        shown = _run((*command, "-f", "markdown", "-t", "markdown-citations-smart"))
    found = [_cleaned(entry) for entry in _ENTRY.findall(shown)]
    if not found:
        raise UserError(f"{path.name} writes nothing for this; is it a style for bibliographies?")
    return "\n\n".join(found)


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            command,
            input="---\nnocite: '@*'\n---\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UserError(f"pandoc did not answer within {_SECONDS} seconds") from None
    except OSError as error:
        raise UserError(f"pandoc could not be run: {error.strerror}") from None
    if done.returncode != 0:
        reason = " ".join(done.stderr.split())[:200]
        raise UserError(f"pandoc could not use the style: {reason}")
    return done.stdout


def _cleaned(entry: str) -> str:
    """Without the marks that pandoc's Markdown has for the parts of an entry."""
    text = " ".join(entry.split())
    while _SPAN.search(text):
        text = _SPAN.sub(r"\1", text)
    text = re.sub(r"<(https?://[^\s<>]*)>", r"\1", text)
    return re.sub(r"\\([^\w\s*\\])", r"\1", text)
