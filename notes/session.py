"""What this machine remembers between sessions: where one was reading, and small choices."""

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

from notes.state_file import StateFile, source_key


class Position(NamedTuple):
    """Where reading stopped.

    `offset` is the code point at the top of the page, `caret` that of the caret, `progress` the
    largest share that was read (0 to 1), `opened` the time in seconds since the epoch.
    """

    offset: int = 0
    progress: float = 0.0
    opened: float = 0.0
    caret: int = 0


class Session:
    """Places and choices, in the state file of this machine."""

    def __init__(self, state: Path) -> None:
        self.file = StateFile(state)

    def position(self, source: Path, sha256: str = "") -> Position | None:
        """Where `source` was being read; a file that was moved is known by its hash."""
        rows = self.file.run(
            "select offset, progress, opened, caret from positions"
            " where source = ?1 or (sha256 = ?2 and ?2 <> '')"
            " order by source = ?1 desc, opened desc limit 1",
            (source_key(source), sha256),
        )
        return Position(*rows[0]) if rows else None

    def sha256_of(self, source: Path) -> str:
        """The hash of what was last read at `source`; empty where nothing was."""
        rows = self.file.run("select sha256 from positions where source = ?", (source_key(source),))
        return str(rows[0][0] or "") if rows else ""

    def positions(self, root: Path) -> dict[str, Position]:
        """Every remembered place under `root`, by the source's absolute path."""
        folder = source_key(root).rstrip("/") + "/"
        rows = self.file.run(
            "select source, offset, progress, opened, caret from positions"
            " where substr(source, 1, ?) = ? or source = ?",
            (len(folder), folder, source_key(root)),
        )
        return {source: Position(*rest) for source, *rest in rows}

    def positions_in(self, root: Path) -> dict[str, Position]:
        """Every remembered place under `root`, by the source's path relative to it."""
        start = len(source_key(root).rstrip("/")) + 1
        return {source[start:]: place for source, place in self.positions(root).items()}

    def stopped_at(
        self, source: Path, sha256: str, offset: int, progress: float, caret: int | None = None
    ) -> None:
        """Remember where `source` is being read."""
        self.file.run(
            "insert or replace into positions values (?1, ?2, ?3, max(?4, coalesce("
            "(select progress from positions where source = ?1 and sha256 = ?2), 0)), ?5, ?6)",
            (
                source_key(source),
                sha256,
                offset,
                progress,
                time.time(),
                offset if caret is None else caret,
            ),
        )

    def choice(self, name: str, default: Any = None) -> Any:
        """A small thing the user chose before, such as the citation style."""
        rows = self.file.run("select value from choices where name = ?", (name,))
        return json.loads(rows[0][0]) if rows else default

    def choose(self, name: str, value: Any) -> None:
        """Remember a small choice; `value` is anything that JSON can hold."""
        self.file.run(
            "insert into choices values (?1, ?2)"
            " on conflict (name) do update set value = ?2 where value is not ?2",
            (name, json.dumps(value)),
        )
