"""Keep the files of the index whole: synced before they count, and checked before they are read.

Whoosh writes a commit's table of contents last and renames it into place. At that moment we sync
every file it stands on and write a manifest of them (`commits`), because Whoosh itself opens a
truncated posting file without complaint. The table of contents is a pickle, which only writers
read: nothing is opened that has no manifest of ours, or that belongs to another user.
"""

import contextlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import FileLock

from notes.errors import SearchError

from . import commits
from .commits import MARKER, NAME, Commit, DamagedIndexError, Listing

DAMAGED = "the search index was damaged; it is being rebuilt"
LOCK = "writing.lock"
_SETTLED = 2_000_000_000  # nanoseconds: file systems keep times to two seconds at worst
_SEGMENT = re.compile(rf"{NAME}_[0-9a-z]+\.[\w.]+")
_LEFTOVER = re.compile(rf"_{NAME}_\d+\.toc\..+|.*\.tmp|manifest_\d+\.json")
_Used = TypeVar("_Used")


class SyncedStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's storage in a folder, with the syncing and the manifest that it lacks.

    `segments` are those of the commit that comes next, for its manifest.
    """

    segments: Sequence[Any] = ()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put a file in place; before a table of contents, make sure of what it stands on."""
        folder = Path(self.folder)
        generation = commits.generation_of(newname)
        if generation >= 0:
            _write_manifest(folder, generation, oldname, self.segments)
        super().rename_file(oldname, newname, safe=safe)
        if generation >= 0:
            _sync(folder)


def _write_manifest(folder: Path, generation: int, written: str, segments: Sequence[Any]) -> None:
    synced = commits.sizes_of(folder, generation - 1)
    sizes = {commits.contents_name(generation): (folder / written).stat().st_size}
    _sync(folder / written)
    names = {segment.segment_id() for segment in segments}
    for entry in sorted(folder.iterdir()):
        if _SEGMENT.fullmatch(entry.name) and entry.name.partition(".")[0] in names:
            sizes[entry.name] = entry.stat().st_size
            if synced.get(entry.name) != sizes[entry.name]:
                _sync(entry)  # files of a segment never change: once is enough
    target = folder / commits.manifest_name(generation)
    draft = target.with_suffix(".tmp")
    draft.write_text(commits.manifest(sizes, segments), "utf-8")
    _sync(draft)
    draft.replace(target)


def _sync(path: Path) -> None:
    if os.name != "posix":
        return  # only POSIX can sync what was opened for reading
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Tell a disk that refuses (SearchError) from an index that is broken (DamagedIndexError)."""
    try:
        yield
    except (DamagedIndexError, SearchError):
        raise
    except (FileNotFoundError, EOFError) as error:
        raise DamagedIndexError(str(error)) from error
    except OSError as error:
        raise SearchError(f"the search index cannot be written: {error.strerror}") from error
    except Exception as error:  # whatever Whoosh stumbles over in its files
        raise DamagedIndexError(str(error)) from error


@contextlib.contextmanager
def writing(root: Path) -> Iterator[None]:
    """Be the one writer under `root`, or raise SearchError; the lock of a dead writer is free."""
    with refusals():
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(str(root / LOCK))
        free = lock.acquire()
    if not free:
        raise SearchError("another Commonplace is indexing; wait until it is done")
    try:
        yield
    finally:
        lock.release()


def create(folder: Path, schema: Any) -> Any:
    """Make `folder` an empty index; only under the lock."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SyncedStorage(str(folder)).create_index(schema, indexname=NAME)


class Watch:
    """What is in a folder, listed again only when it has changed.

    A folder that changed a moment ago may change again without a later time: it is listed anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._changed = -1
        self._listing = commits.NOTHING_THERE

    def listing(self) -> Listing:
        """What is in the folder now."""
        try:
            changed = os.stat(self._folder).st_mtime_ns
        except OSError:
            changed = -1
        if changed != self._changed or time.time_ns() - changed < _SETTLED:
            self._changed, self._listing = changed, commits.listing(self._folder)
        return self._listing


def open_checked(folder: Path, schema: Any) -> Any:
    """Open the index in `folder`, for writing, after checking that it is ours and whole.

    Returns None where there is none; raises DamagedIndexError where it is not whole.
    """

    def opened(commit: Commit) -> Any:
        commit.check()
        storage = SyncedStorage(str(folder))
        contents = TOC.read(storage, NAME, commit.generation, schema)
        if [segment.segment_id() for segment in contents.segments] != [
            name for name, _ in commit.segments
        ]:
            raise DamagedIndexError("its manifest is of another commit")
        return FileIndex(storage, schema=schema, indexname=NAME)

    return use_latest(folder, opened)


def use_latest(
    folder: Path, use: Callable[[Commit], _Used], listed: Listing | None = None
) -> _Used | None:
    """What `use` makes of the latest commit, tried again while commits come in between.

    `listed` is what is known of the folder. None where there is no index; raises
    DamagedIndexError where it is not whole.
    """
    place = str(folder)
    for _ in range(5):
        found, listed = listed or commits.listing(place), None
        if not found.is_there:
            return None
        if found.is_damaged:
            raise DamagedIndexError("it was found damaged, or belongs to another user")
        try:
            return use(commits.read_commit(place, found.generation))
        except Exception as error:  # whatever broken files may raise
            if commits.listing(place).generation == found.generation:
                raise DamagedIndexError(str(error)) from error
    raise DamagedIndexError("it changes faster than it can be read")


@contextlib.contextmanager
def session(root: Path, folder: Path, schema: Any) -> Iterator[tuple[Any, bool]]:
    """Hold the index in `folder` for writing, made anew if need be; and whether it was sound.

    Raises SearchError when somebody else is writing, when the disk refuses, and, leaving an empty
    index, when the index turns out to be damaged while it is written.
    """
    with writing(root):
        with refusals():
            index, sound = _open_or_create(folder, schema)
            sweep(root, folder)
        try:
            yield index, sound
        except DamagedIndexError as error:
            with refusals():
                create(folder, schema)
            raise SearchError(DAMAGED) from error


def _open_or_create(folder: Path, schema: Any) -> tuple[Any, bool]:
    try:
        return open_checked(folder, schema) or create(folder, schema), True
    except DamagedIndexError:
        return create(folder, schema), False


def discard(root: Path, folder: Path) -> bool:
    """Throw a damaged index away; where another process is writing it, mark it instead."""
    with contextlib.suppress(SearchError, OSError):
        with writing(root):
            shutil.rmtree(folder)
        return True
    with contextlib.suppress(OSError):
        (folder / MARKER).touch()
    return False


def sweep(root: Path, folder: Path) -> None:
    """Remove what dead writers and older versions of the program left; only under the lock."""
    latest = commits.listing(str(folder)).generation
    keep = {
        commits.manifest_name(latest),
        commits.manifest_name(latest - 1),
        *commits.sizes_of(folder, latest),
    }
    for entry in list(folder.iterdir()) if folder.is_dir() else []:
        is_ours = _LEFTOVER.fullmatch(entry.name) or _SEGMENT.fullmatch(entry.name)
        if is_ours and entry.name not in keep:
            _remove(entry)
    for entry in root.iterdir():
        if re.fullmatch(r"v\d+-[0-9a-f]{8}", entry.name) and entry.name != folder.name:
            _remove(entry)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            entry.unlink()
