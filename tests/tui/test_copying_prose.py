"""What a reader copies is whole words; the text as the file has it on request."""

from pathlib import Path
from typing import Any

RAW = "It urges both sides to widen their coop-\neration, and it names a year."
PROSE = "It urges both sides to widen their cooperation, and it names a year."


async def test_a_passage_is_copied_as_it_reads_or_as_it_stands(start: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{RAW}\n\nAnother paragraph.\n", "utf-8")
    async with start(tmp_path) as one:
        await one.open("a.txt")

        async def copied(*keys: str) -> str:
            one.app.copies.add("nothing yet")
            await one.keys(*keys)
            await one.until(lambda: one.app.copies.texts[0] != "nothing yet", "a copy")
            return one.app.copies.texts[0]

        assert await copied("y", "y") == PROSE
        assert await copied("y", "r") == RAW
        assert await copied("v", "i", "p", "y") == PROSE
        assert await copied("v", "i", "p", "g", "y") == RAW
        assert PROSE[:-1] in await copied("y", "q")
