"""Where Commonplace keeps its own files, and what the user has configured."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

APP_NAME = "commonplace"
CONFIG_FILE = "config.toml"


class Folders(NamedTuple):
    """The four folders of the program; nothing of its own is kept in a library but note files.

    `config` holds what the user writes, `data` what must outlive everything (the sample library),
    `state` what this machine remembers (positions, drafts), `cache` what can be built again.
    """

    config: Path
    data: Path
    state: Path
    cache: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Folders":
        """Take the platform's folders, each overridden by its `COMMONPLACE_*_DIR` variable."""
        environ = os.environ if environment is None else environment

        def folder(kind: str) -> Path:
            override = environ.get(f"COMMONPLACE_{kind.upper()}_DIR")
            return Path(os.path.expanduser(override)) if override else _platform_folder(kind)

        return cls(folder("config"), folder("data"), folder("state"), folder("cache"))

    def as_environment(self) -> dict[str, str]:
        """The variables that give a child process the same folders."""
        kinds = ("config", "data", "state", "cache")
        return {f"COMMONPLACE_{kind.upper()}_DIR": str(getattr(self, kind)) for kind in kinds}


def _platform_folder(kind: str) -> Path:
    import platformdirs

    paths = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    found: Path = getattr(paths, f"user_{kind}_path")
    return found


class Config(NamedTuple):
    """What the user chose in `config.toml`; `problems` are the lines that were not understood."""

    style: str = "apa"
    theme: str = "paper"
    creator: str = ""
    ignore: tuple[str, ...] = ()
    review_new: int = 10
    problems: tuple[str, ...] = ()


_KINDS: Mapping[str, type] = {
    "style": str,
    "theme": str,
    "creator": str,
    "ignore": list,
    "review_new": int,
}


def load_config(folder: Path) -> Config:
    """Read `config.toml`; a setting that makes no sense is named and its default used."""
    path = folder / CONFIG_FILE
    try:
        text = path.read_text("utf-8-sig")
        import tomllib  # most users have no such file

        raw = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError, RecursionError) as error:
        return Config(problems=(f"{path}: {error}; the defaults are used",))
    values: dict[str, Any] = {}
    problems = []
    for name, value in raw.items():
        kind = _KINDS.get(name)
        if kind is None:
            problems.append(f"{path}: unknown setting {name!r}; it is ignored")
        elif not _fits(value, kind):
            problems.append(f"{path}: {name!r} has the wrong type; its default is used")
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    return Config(**values, problems=tuple(problems))


def _fits(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kind)
