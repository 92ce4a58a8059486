"""The sample library: where it ships with the program, and the writable copy a user reads in."""

import os
from pathlib import Path

from notes.config import Folders
from notes.errors import UserError

FOLDER = "samples"  # in the data folder


def shipped_samples() -> Path:
    """The folder the samples ship in: inside an installed package, beside one in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "samples", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise UserError("the sample library is not installed; give a folder: commonplace PATH")


def sample_library(folders: Folders) -> Path:
    """The user's own copy of the samples, made when it is not there yet, never written over.

    Raises `UserError` where it cannot be made.
    """
    target = folders.data / FOLDER
    if target.is_dir():
        return target
    source = shipped_samples()
    try:
        folders.data.mkdir(parents=True, exist_ok=True)
        _copy(source, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"the sample library could not be copied to {target}: {reason}") from None
    return target


def _copy(source: Path, target: Path) -> None:
    """Copy all files at once: whoever looks sees the whole library or none."""
    import shutil
    import tempfile

    draft = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=target.parent))
    try:
        for path in sorted(source.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                # Only the bytes: what is installed may be read-only, and the copy is the user's.
                shutil.copyfile(path, draft / path.name)
        draft.chmod(0o777 & ~_umask())
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():  # else another program was quicker
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
