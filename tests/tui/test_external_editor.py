"""Which editor is started, and what is said where there is none."""

from pathlib import Path

import pytest

from notes.errors import UserError
from tui.external_editor import editor_command, run_editor


def test_visual_comes_before_editor_and_arguments_are_kept() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"VISUAL": "", "EDITOR": "'my editor' -x"}) == ["my editor", "-x"]


@pytest.mark.parametrize(
    ("environment", "said"), [({}, "set VISUAL or EDITOR"), ({"EDITOR": "'vi"}, r"\$EDITOR")]
)
def test_no_editor_is_one_line(environment: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        editor_command(environment)


def test_an_editor_that_fails_or_is_not_there_is_named(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    run_editor(["touch"], note)
    assert note.exists()
    with pytest.raises(UserError, match="sh ended with code 4"):
        run_editor(["sh", "-c", "exit 4"], note)
    with pytest.raises(UserError, match="sh ended with signal 9"):
        run_editor(["sh", "-c", "kill -9 $$"], note)
    with pytest.raises(UserError, match="nowhere could not be started"):
        run_editor([str(tmp_path / "nowhere")], note)
