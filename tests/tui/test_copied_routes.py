"""Copying from the real program: what its terminal is sent, what tmux holds, what it claims."""

from pathlib import Path

from terminals import READING, Terminal

from notes.library import Library
from notes.linking import link_to

VISIT = "united-against-unilateralism.md"


def cited(folder: Path) -> str:
    with Library(folder) as library:
        return library.cite(VISIT, "apa")


def test_over_ssh_the_terminal_is_sent_the_text_and_nothing_more_is_claimed(
    terminal: Terminal, sample_library: Path
) -> None:
    away = {"SSH_TTY": "/dev/pts/9", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    terminal.start(sample_library / VISIT, environment=away)
    terminal.shows(READING)
    terminal.keys("y", "c")
    terminal.shows("may or may not have taken it")
    assert terminal.copied() == [cited(sample_library)]
    assert "Copied" not in terminal.screen()


def test_a_dead_display_is_not_claimed_and_the_terminal_is_asked(
    terminal: Terminal, sample_library: Path
) -> None:
    terminal.start(sample_library / VISIT, environment={"DISPLAY": ":64999"})
    terminal.shows(READING)
    terminal.keys("y", "c")
    terminal.shows("may or may not have taken it")
    assert terminal.copied() == [cited(sample_library)]


def test_in_tmux_the_buffer_has_the_text(terminal: Terminal, sample_library: Path) -> None:
    terminal.start(sample_library / VISIT, keeps=("TMUX",))
    terminal.shows(READING)
    terminal.keys("y", "c")
    terminal.shows("Copied to the tmux buffer")
    assert terminal.tmux("show-buffer") == cited(sample_library)


def test_a_link_given_on_the_command_line_opens_its_passage(
    terminal: Terminal, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        document = library.open(VISIT)
        start = document.text.index("eightieth")
        link = link_to(library, document, start, start + 9)
    terminal.start(link, keeps=("TMUX",))
    terminal.shows("Y cite")  # something is selected
    terminal.keys("y")
    terminal.shows("Copied to the tmux buffer")
    assert terminal.tmux("show-buffer") == "eightieth"
