"""The list of places that one can go back to, and keys that take any character."""

import pytest

from tui.commands import COMMANDS
from tui.jumps import MOST, JumpList, Place
from tui.keymap import load_keymap
from tui.keys import KeyReader, Pending, Run, clashes


def at(caret: int, document: str = "a.txt") -> Place:
    return Place(document, caret, max(0, caret - 50))


def test_going_back_and_forward_meets_the_same_places() -> None:
    jumps = JumpList()
    jumps.left(at(0))
    jumps.left(at(1000))
    jumps.left(at(1000, "b.txt"))
    here = at(5000, "b.txt")
    first = jumps.back(here)
    second = jumps.back(at(1000, "b.txt"))
    assert (first, second) == (at(1000, "b.txt"), at(1000))
    assert jumps.forward(at(1000)) == at(1000, "b.txt")
    assert jumps.forward(at(1000, "b.txt")) == here
    assert jumps.forward(here) is None


def test_a_new_jump_forgets_what_was_ahead() -> None:
    jumps = JumpList()
    jumps.left(at(0))
    assert jumps.back(at(1000)) == at(0)
    jumps.left(at(0))
    assert jumps.forward(at(3000)) is None
    assert jumps.back(at(3000)) == at(0)


def test_places_close_together_are_one() -> None:
    jumps = JumpList()
    for caret in (0, 10, 20):
        jumps.left(at(caret))
    assert jumps.back(at(1000)) == at(20)
    assert jumps.back(at(20)) is None


def test_where_one_is_already_is_no_place_to_go_to() -> None:
    jumps = JumpList()
    jumps.left(at(0))
    jumps.left(at(1000))
    assert jumps.back(at(1010)) == at(0)


def test_the_list_stays_short() -> None:
    jumps = JumpList()
    for number in range(3 * MOST):
        jumps.left(at(number * 1000))
    here, count = at(10**6), 0
    while (place := jumps.back(here)) is not None:
        here, count = place, count + 1
    assert count == MOST


def typed(*keys: str) -> Run | Pending | object:
    reader = KeyReader()
    for key in keys[:-1]:
        assert isinstance(reader.read(key, ["reader"]), Pending)
    return reader.read(keys[-1], ["reader"])


@pytest.mark.parametrize("letter", ["a", "Z", "7", "é"])
def test_a_mark_takes_whichever_character_follows(letter: str) -> None:
    run = typed("m", letter)
    assert isinstance(run, Run)
    assert (run.command.id, run.character) == ("reader.set-mark", letter)


def test_a_key_that_is_named_goes_before_one_that_is_any() -> None:
    run = typed("'", "'")
    assert isinstance(run, Run)
    assert (run.command.id, run.character) == ("reader.before-jump", None)


def test_a_key_with_a_name_is_no_character() -> None:
    assert not isinstance(typed("m", "enter"), Run | Pending)


def test_no_two_commands_want_the_same_keys() -> None:
    assert clashes(COMMANDS) == []


def test_a_key_of_the_user_s_own_says_where_the_character_goes(folders: object) -> None:
    from notes.config import Folders

    folder = Folders.from_environment().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keymap.toml").write_text(
        '"reader.set-mark" = "W <char>"\n"reader.go-to-mark" = "Q"\n"reader.dim" = "x <char>"\n',
        "utf-8",
    )
    commands, problems = load_keymap(folder)
    keys = {command.id: command.keys for command in commands}
    assert keys["reader.set-mark"] == ("W <char>",)
    assert keys["reader.go-to-mark"] == ("' <char>",)
    assert [line.partition(": ")[2] for line in problems] == [
        "the keys of 'reader.go-to-mark' have to end in <char>; the usual key stands",
        "the keys of 'reader.dim' cannot end in <char>; the usual key stands",
    ]
