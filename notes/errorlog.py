"""Writing down errors that nobody expected, so that they can be reported."""

from pathlib import Path

NAME = "errors.log"


def log_error(state: Path, error: BaseException) -> Path:
    """Append `error`, with where it came from, to the log in the state folder; gives the file."""
    import traceback
    from datetime import datetime

    path = state / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{datetime.now().astimezone().isoformat()}\n")
        log.writelines(traceback.format_exception(error))
    return path
