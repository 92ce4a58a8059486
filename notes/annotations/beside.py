"""What lies beside a source where its note file should be, whatever that is."""

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from notes.annotations.durable import replace_file
from notes.annotations.sidecar import (
    CorruptSidecar,
    ForeignSidecar,
    Sidecar,
    parse,
    sidecar_path,
)
from notes.annotations.versions import Versions
from notes.errors import SidecarError

Parse = Callable[[bytes, str], Sidecar]


class Beside(NamedTuple):
    """The note file of a source as it is on the disk.

    `sidecar` is what can be read of it, None where there is none or it is not ours. `obstacle`
    says why it must not be written, `damage` what is wrong with it; of a damaged one `salvaged`
    notes could be read.
    """

    data: bytes | None = None
    sidecar: Sidecar | None = None
    obstacle: SidecarError | None = None
    damage: str = ""
    salvaged: int = 0
    is_protected: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it is a note file of ours, all of which was read."""
        return self.sidecar is not None and not self.damage and self.obstacle is None


def look_beside(source: Path, versions: Versions, parse: Parse = parse) -> Beside:
    """Read the note file of `source`; a damaged one as far as it goes, with the last good version.

    `parse` reads its bytes; it may remember what it read. Raises `SidecarError` for what is no
    regular file or cannot be read.
    """
    path = sidecar_path(source)
    try:
        # A pipe or a device would be read for ever.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SidecarError(f"{path.name} is not a regular file; it is left as it is")
        data = path.read_bytes()
    except FileNotFoundError:
        return Beside()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # no such file can be there
            return Beside()
        raise SidecarError(f"{path.name} cannot be read: {error.strerror}") from None
    try:
        sidecar = parse(data, path.name)
    except ForeignSidecar as error:
        return Beside(data, obstacle=error)
    except CorruptSidecar as error:
        found = _saved(data, source, versions)
        count = len(found.annotations)
        return Beside(data, found, _why_not_ours(found, path), damage=str(error), salvaged=count)
    is_protected = not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return Beside(data, sidecar, _why_not_ours(sidecar, path), is_protected=is_protected)


def _why_not_ours(sidecar: Sidecar, path: Path) -> SidecarError | None:
    if not sidecar.is_newer:
        return None
    return SidecarError(
        f"{path.name} was written by a newer Commonplace; update this one to write it"
    )


def _saved(data: bytes, source: Path, versions: Versions) -> Sidecar:
    """What a damaged file still says, joined with the last version that was whole."""
    from notes.annotations.merge_files import merge_sidecars
    from notes.annotations.salvage import salvage

    known = next((parse(one, source.name) for one in versions.read(sidecar_path(source))), None)
    salvaged = salvage(data, known.document_id if known else "", source.name)
    if salvaged.is_whole:
        return salvaged.sidecar
    found = merge_sidecars(None, salvaged.sidecar, known) if known else salvaged.sidecar
    return found._replace(format=1)


def set_aside(source: Path, data: bytes) -> str:
    """Keep the bytes of a damaged note file beside its source, durably; gives the copy's name.

    Raises `OSError`.
    """
    start = f"{source.name}.notes.corrupt-"
    for name in sorted(os.listdir(source.parent)):
        if name.startswith(start) and _holds(source.with_name(name), data):
            return name
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        copy = source.with_name(f"{start}{moment}{more}.json")
        if not os.path.lexists(copy):
            replace_file(copy, data)
            return copy.name
        number += 1


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == data
    except OSError:
        return False
