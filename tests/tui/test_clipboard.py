"""The clipboard, on a real X server and a real tmux where they are installed."""

import base64
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from notes.errors import UserError
from tui.clipboard import OSC52_BYTES, CopyHistory, copy, osc52, sendable

BARE = {"PATH": os.environ.get("PATH", os.defpath), "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
TEXT = "“Naïve” 中文 🙂\n\tsecond line"


def needs(*programs: str) -> None:
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def decoded(sequence: str) -> str:
    assert sequence.startswith("\x1b]52;c;") and sequence.endswith("\x07")
    return base64.b64decode(sequence[7:-1]).decode()


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of our own."""
    needs("Xvfb", "xclip")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp", "-screen", "0", "64x64x24"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = pipe.readline().strip()
    if not number:
        server.wait()
        pytest.skip("Xvfb does not start here")
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """The environment inside a tmux server of our own."""
    needs("tmux")
    folder = Path("/tmp") if len(str(tmp_path)) > 60 else tmp_path  # sockets have short names
    socket = folder / f"commonplace-{os.getpid()}.tmux"
    run = ["tmux", "-S", str(socket), "-f", "/dev/null"]
    environment = {**BARE, "TERM": "xterm-256color"}
    subprocess.run([*run, "new-session", "-d", "-s", "test", "cat"], env=environment, check=True)
    shown = subprocess.run(
        [*run, "display-message", "-p", "#{socket_path},#{pid},0"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    yield {**BARE, "TMUX": shown.stdout.strip()}
    subprocess.run([*run, "kill-server"], env=environment, check=False)
    socket.unlink(missing_ok=True)


def selection(display: str) -> str:
    read = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env={**BARE, "DISPLAY": display},
        capture_output=True,
        check=True,
    )
    return read.stdout.decode()


def tmux_buffer(environment: Mapping[str, str]) -> str:
    read = subprocess.run(
        ["tmux", "show-buffer"], env=dict(environment), capture_output=True, check=True
    )
    return read.stdout.decode()


def test_a_display_gets_the_text_and_the_tool_is_named(display: str) -> None:
    sent: list[str] = []
    done = copy(TEXT, environment={**BARE, "DISPLAY": display}, terminal=sent.append)
    assert (done.route, done.confirmed, done.message) == ("xclip", True, "Copied (xclip).")
    assert selection(display) == TEXT
    assert sent == []


def test_twenty_million_characters_reach_the_display(display: str) -> None:
    text = "0123456789" * 2_000_000
    assert copy(text, environment={**BARE, "DISPLAY": display}).confirmed
    assert selection(display) == text


def test_a_lone_surrogate_is_replaced_on_every_route(display: str, tmux: Mapping[str, str]) -> None:
    assert copy("a\ud800b", environment={**BARE, "DISPLAY": display}).confirmed
    assert selection(display) == "a\ufffdb"
    assert copy("a\udfffb", environment=tmux).confirmed
    assert tmux_buffer(tmux) == "a\ufffdb"
    assert decoded(osc52("a\ud800b")) == "a\ufffdb"


def test_a_display_that_is_dead_is_not_believed() -> None:
    needs("xclip")
    sent: list[str] = []
    done = copy(TEXT, environment={**BARE, "DISPLAY": ":64999"}, terminal=sent.append)
    assert (done.route, done.confirmed) == ("osc52", False)
    assert done.message == "Sent to the terminal (OSC 52); it may or may not have taken it."
    assert [decoded(sequence) for sequence in sent] == [TEXT]


def test_a_tool_that_takes_the_text_and_keeps_nothing_is_not_believed(
    tmp_path: Path, display: str
) -> None:
    liar = tmp_path / "xclip"
    liar.write_text('#!/bin/sh\ncase "$*" in *-o*) echo other;; *) cat >/dev/null;; esac\n')
    liar.chmod(0o755)
    environment = {**BARE, "PATH": f"{tmp_path}:{BARE['PATH']}", "DISPLAY": display}
    done = copy(TEXT, environment=environment)
    assert (done.route, done.confirmed) == ("none", False)


def test_a_tool_that_hangs_is_killed_and_the_next_route_taken(tmp_path: Path) -> None:
    fifo = tmp_path / "held"
    os.mkfifo(fifo)
    hanging = tmp_path / "xclip"
    hanging.write_text(f"#!/bin/sh\nexec tail -f /dev/null 3> {fifo}\n")
    hanging.chmod(0o755)
    environment = {**BARE, "PATH": f"{tmp_path}:{BARE['PATH']}", "DISPLAY": ":1"}
    sent: list[str] = []
    held = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert copy(TEXT, environment=environment, terminal=sent.append).route == "osc52"
        # The pipe ends when the last process that holds it does.
        ended, _, _ = select.select([held], [], [], 30)
        assert ended and os.read(held, 1) == b""
    finally:
        os.close(held)


def test_a_module_in_the_current_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    (tmp_path / "pyperclip.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    assert copy(TEXT, environment={**BARE, "DISPLAY": display}).confirmed
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("path", ["", "/nonexistent"])
def test_without_tools_or_terminal_it_says_that_nothing_was_copied(path: str) -> None:
    environment = {"PATH": path, "DISPLAY": ":64999", "TMUX": "/nonexistent,1,0"}
    done = copy(TEXT, environment=environment)
    assert (done.route, done.confirmed) == ("none", False)
    assert done.message == (
        "Not copied: no clipboard answered; the last copies are kept: see them with y p."
    )


def test_tmux_gets_the_text_and_is_read_back(tmux: Mapping[str, str]) -> None:
    done = copy(TEXT, environment=tmux)
    assert (done.route, done.confirmed, done.message) == (
        "tmux",
        True,
        "Copied to the tmux buffer.",
    )
    assert tmux_buffer(tmux) == TEXT


def test_a_display_comes_before_tmux_on_the_own_machine(
    display: str, tmux: Mapping[str, str]
) -> None:
    assert copy(TEXT, environment={**tmux, "DISPLAY": display}).route == "xclip"


def test_tmux_that_is_gone_is_not_believed(tmux: Mapping[str, str]) -> None:
    socket, _, rest = tmux["TMUX"].partition(",")
    done = copy(TEXT, environment={**tmux, "TMUX": f"{socket}.gone,{rest}"})
    assert (done.route, done.confirmed) == ("none", False)


def test_over_ssh_the_terminal_is_asked() -> None:
    sent: list[str] = []
    done = copy(TEXT, environment={**BARE, "SSH_TTY": "/dev/pts/1"}, terminal=sent.append)
    assert (done.route, done.confirmed) == ("osc52", False)
    assert [decoded(sequence) for sequence in sent] == [TEXT]


def test_over_ssh_tmux_comes_first_and_the_terminal_is_asked_too(
    tmux: Mapping[str, str],
) -> None:
    sent: list[str] = []
    environment = {**tmux, "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    done = copy(TEXT, environment=environment, terminal=sent.append)
    assert (done.route, done.confirmed) == ("tmux", True)
    assert done.message.startswith("Copied to the tmux buffer; also sent to the terminal")
    assert tmux_buffer(tmux) == TEXT
    assert sent == [osc52(TEXT) + osc52(TEXT, through_tmux=True)]


def test_over_ssh_a_display_that_answers_is_served_as_well(display: str) -> None:
    sent: list[str] = []
    environment = {**BARE, "SSH_TTY": "/dev/pts/1", "DISPLAY": display}
    done = copy("over ssh", environment=environment, terminal=sent.append)
    assert (done.route, done.confirmed) == ("xclip", True)
    assert display in done.message and "OSC 52" in done.message
    assert selection(display) == "over ssh"
    assert [decoded(sequence) for sequence in sent] == ["over ssh"]


def test_over_ssh_a_display_that_is_dead_is_not_believed() -> None:
    environment = {**BARE, "SSH_TTY": "/dev/pts/1", "DISPLAY": "localhost:64999"}
    assert copy("over ssh", environment=environment, terminal=lambda _: None).route == "osc52"


def test_a_text_too_long_for_the_terminal_is_not_sent() -> None:
    sent: list[str] = []
    fits, too_long = "é" * (OSC52_BYTES // 2), "é" * (OSC52_BYTES // 2 + 1)
    assert copy(fits, environment=BARE, terminal=sent.append).route == "osc52"
    done = copy(too_long, environment=BARE, terminal=sent.append)
    assert (done.route, len(sent)) == ("none", 1)
    assert "too long for the terminal" in done.message


def test_a_terminal_that_is_closed_or_dumb_is_not_claimed() -> None:
    def closed(_: str) -> None:
        raise OSError("gone")

    sent: list[str] = []
    assert copy(TEXT, environment=BARE, terminal=closed).route == "none"
    dumb = {**BARE, "TERM": "dumb"}
    assert copy(TEXT, environment=dumb, terminal=sent.append).route == "none"
    assert sent == []


def test_nothing_is_not_copied_over_something() -> None:
    sent: list[str] = []
    assert copy("", environment=BARE, terminal=sent.append).message == "Nothing to copy."
    assert sent == []


def test_a_pipe_for_standard_output_is_not_held(display: str) -> None:
    script = "from tui.clipboard import copy; print(copy('piped').message)"
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        env={**BARE, "DISPLAY": display},
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = child.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        raise
    assert (output, errors) == (b"Copied (xclip).\n", b"")
    assert selection(display) == "piped"


def test_controls_become_symbols_and_newlines_are_kept() -> None:
    assert sendable("a\x1b[201~b\r\nc\td\x00\x7f\x9b") == "a␛[201~b\nc\td␀␡\ufffd"


def test_importing_the_clipboard_starts_nothing_heavy() -> None:
    script = (
        "import sys, tui.clipboard;"
        "print([m for m in ('pyperclip', 'subprocess', 'textual', 'tempfile') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"


def test_the_history_keeps_the_newest_and_no_doubles() -> None:
    history = CopyHistory(3)
    for text in ("a", "b", "", "c", "a", "d"):
        history.add(text)
    assert history.texts == ("d", "a", "c")


def test_a_copy_is_written_to_a_new_file_only(tmp_path: Path) -> None:
    history = CopyHistory()
    history.add("old\ud800")
    history.add("new")
    path = tmp_path / "copy.txt"
    assert history.write_to_file(path).read_text("utf-8") == "new"
    with pytest.raises(UserError, match="exists already"):
        history.write_to_file(path, 1)
    assert path.read_text("utf-8") == "new"
    other = history.write_to_file(tmp_path / "other.txt", 1)
    assert other.read_text("utf-8") == "old\ufffd"
    with pytest.raises(UserError, match="no such copy"):
        history.write_to_file(tmp_path / "third.txt", 2)
    with pytest.raises(UserError, match="could not be written"):
        history.write_to_file(tmp_path / "missing" / "folder.txt")
