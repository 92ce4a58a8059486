"""What is typed and not saved is called a draft, and nothing else, wherever it is seen."""

from pathlib import Path
from typing import Any

from tui.screens.note_editor import NoteEditor

NAMELESS = "a-text-without-a-name.txt"


async def test_a_draft_is_a_draft_everywhere_and_nothing_is_called_saved(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(NAMELESS)
        await one.keys("a")
        await one.until(lambda: isinstance(one.app.screen, NoteEditor), "the editor")
        await one.type("half a thought")
        await one.keys("escape")
        await one.until(lambda: one.main.drafts, "the draft")
        strips = one.app.screen._compositor.render_strips()
        told = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        assert one.main.standing == one.main.doubts == "1 draft"
        assert "NOTES  1 · 1 draft" in told
        assert "draft, not saved yet" in told
        assert "unsaved" not in told
        assert " saved" not in told.replace("not saved yet", "")
