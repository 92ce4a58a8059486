"""Reshaping, joining, splitting and repeating highlights, by keys, in the real app."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from notes.annotations.tags import tags_in
from notes.config import Folders
from notes.library import Library
from tui.screens.choice import ChoiceList, ChoiceScreen
from tui.screens.tag_line import TagLine
from tui.widgets.key_bar import KeyBar

NAME = "paper.txt"
TEXT = "Alpha beta gamma delta. Epsilon zeta eta theta.\n\nIota kappa, lambda mu nu.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / NAME).write_text(TEXT, "utf-8")
    return folder


def add(folder: Path, words: str, note: str = "", color: str = "yellow") -> None:
    library = Library(folder)
    start = TEXT.index(words)
    document, tags = library.open(NAME), tags_in(note)
    library.annotate(document, start, start + len(words), note=note, color=color, tags=tags)
    library.close()


def words(journey: Any) -> list[str]:
    text = journey.reader.text
    return [text[one.start : one.end] for one in journey.main.placed]


def labels(journey: Any) -> dict[str, str]:
    return {hint[2]: hint[1] for hint in journey.app.screen.query_one(KeyBar).hints}


async def test_ends_are_moved_by_words_and_undo_goes_back_step_by_step(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    add(papers, "beta gamma", note="stays")
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("beta")
        for keys, expected in (
            (">", "beta gamma delta"),
            ("<", "beta gamma"),
            ("g<", "Alpha beta gamma"),
            ("2g>", "gamma"),
        ):
            await one.keys(*keys)
            await one.until(lambda e=expected: words(one) == [e], expected)
        await one.keys("<")
        assert words(one) == ["gamma"], "a highlight never becomes empty"
        for expected in ("Alpha beta gamma", "beta gamma", "beta gamma delta", "beta gamma"):
            await one.keys("u")
            await one.until(lambda e=expected: words(one) == [e], expected)
    (item,) = on_disk(papers, NAME)["items"]
    assert item["target"]["selector"][0]["exact"] == "beta gamma"
    assert item["body"][0]["value"] == "stays"


async def test_a_highlight_becomes_what_is_selected_from_it_on(start: Any, papers: Path) -> None:
    add(papers, "gamma delta")
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("Alpha")
        await one.keys("v", "w")
        assert "select.reshape" not in labels(one), "nothing is touched yet"
        await one.keys("escape")
        await one.caret_at("delta")
        await one.keys("v", "i", "h")
        await one.until(lambda: one.reader.selection, "the highlight, selected")
        assert TEXT[slice(*one.reader.selection)] == "gamma delta"
        assert labels(one)["select.reshape"] == "reshape"
        await one.keys("o", "b", "b", "equals_sign")
        await one.until(lambda: words(one) == ["Alpha beta gamma delta"], "the longer one")
        assert one.reader.selection is None


async def test_where_several_lie_over_each_other_one_is_asked_which(
    start: Any, papers: Path
) -> None:
    add(papers, "Alpha beta gamma delta.", note="the whole sentence", color="green")
    add(papers, "beta gamma", note="two words")
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("beta")
        await one.keys("H", "4")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the choice")
        shown = one.app.screen.query_one(ChoiceList)
        assert [(row.text, row.remark) for row in shown.rows] == [
            ("“beta gamma”", "yellow · two words"),
            ("“Alpha beta gamma delta.”", "green · the whole sentence"),
        ]
        await one.keys("down", "enter")
        await one.until(lambda: one.main.marks[0].color == "pink", "the outer one in pink")
        assert one.main.marks[1].color == "yellow"
        await one.keys("d", "d")
        await one.until(lambda: isinstance(one.app.screen, ChoiceScreen), "the choice again")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "nothing chosen")
        assert len(one.main.placed) == 2
        await one.keys("d", "d", "enter")
        await one.until(lambda: words(one) == ["Alpha beta gamma delta."], "one is gone")


async def test_joined_notes_are_all_there_and_split_ones_too(
    start: Any, papers: Path, on_disk: Callable[..., Any]
) -> None:
    add(papers, "Alpha beta", note="one")
    add(papers, "beta gamma", note="two")
    add(papers, "delta", note="three")
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("Alpha")
        await one.keys("J")
        await one.until(lambda: words(one) == ["Alpha beta gamma delta"], "one highlight")
        assert one.main.notes[0].note == "one\n\ntwo\n\nthree"
        assert len(on_disk(papers, NAME)["cp:tombstones"]) == 2
        await one.keys("u")
        await one.until(lambda: len(words(one)) == 3, "three again, at once")
        await one.keys("ctrl+r")
        await one.until(lambda: len(words(one)) == 1, "and joined again")
        await one.caret_at("gamma")
        await one.keys("|")
        await one.until(lambda: words(one) == ["Alpha beta", "gamma delta"], "two parts")
        assert [row.note for row in one.main.notes] == ["one\n\ntwo\n\nthree", ""]


async def test_the_last_colour_and_tags_are_gone_on_with_and_a_digit_ends_it(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("beta")
        await one.keys("v", "e", "#")
        await one.until(lambda: isinstance(one.app.screen, TagLine), "the line for tags")
        await one.type("trade")
        await one.keys("enter")
        await one.until(lambda: words(one) == ["beta"], "tagged")
        await one.caret_at("zeta")
        await one.keys("v", "e")
        assert labels(one)["select.highlight"] == "highlight #trade"
        await one.keys("enter")
        await one.until(lambda: words(one) == ["beta", "zeta"], "the next")
        await one.caret_at("kappa")
        await one.keys(".")
        await one.until(lambda: len(words(one)) == 3, "the sentence")
        assert words(one)[2] == "Iota kappa, lambda mu nu."
        assert {row.tags for row in one.main.notes} == {("trade",)}
        await one.caret_at("eta theta")
        await one.keys("v", "e", "3")
        await one.until(lambda: len(words(one)) == 4, "a plain one")
        await one.caret_at("gamma")
        await one.keys("v", "e")
        assert labels(one)["select.highlight"] == "highlight"
    async with start(papers) as two:
        assert two.main.library.last_mark == ("blue", ())


async def test_a_dot_on_a_highlight_gives_it_the_last_colour_and_tags(
    start: Any, papers: Path
) -> None:
    add(papers, "beta")
    async with start(papers) as one:
        await one.open(NAME)
        await one.caret_at("zeta")
        await one.keys("v", "e", "5")
        await one.until(lambda: len(words(one)) == 2, "an orange one")
        await one.caret_at("beta")
        await one.keys(".")
        await one.until(lambda: one.main.marks[0].color == "orange", "orange, too")
        assert len(words(one)) == 2


async def test_tags_are_completed_taken_away_and_offered_again(start: Any, papers: Path) -> None:
    add(papers, "beta", note="#draft #war")
    async with start(papers) as one:
        await one.open(NAME)
        await one.until(lambda: "draft" in one.main.known_tags, "the tags")
        await one.caret_at("beta")
        await one.keys("#")
        await one.until(lambda: isinstance(one.app.screen, TagLine), "the line for tags")
        await one.type("new -dr")
        await one.keys("tab")
        assert one.app.screen.query_one(Input).value == "new -draft "
        await one.keys("enter")
        await one.until(lambda: one.main.notes[0].tags == ("war", "new"), "the tags")
        assert one.main.notes[0].note == "draft #war"
        await one.keys("#")
        await one.until(lambda: isinstance(one.app.screen, TagLine), "the line again")
        assert "tab: #new" in str(one.app.screen.query_one("#offered").render())


async def test_a_selection_is_extended_by_every_motion_and_to_matches(
    start: Any, papers: Path
) -> None:
    async with start(papers) as one:
        await one.open(NAME)
        for keys, expected in (
            ("vl", "be"),
            ("vw", "beta g"),
            ("ve", "beta"),
            ("v$", "beta gamma delta. Epsilon zeta eta theta."),
            ("v0", "Alpha b"),
            ("v)", "beta gamma delta. E"),
            ("v(", "Alpha b"),
            ("v}", "beta gamma delta. Epsilon zeta eta theta.\n\nI"),
            ("vG", TEXT[TEXT.index("beta") :].rstrip("\n")),
            ("vgg", "Alpha b"),
            ("veb", "b"),
            ("veoh", " beta"),
            ("vis", "Alpha beta gamma delta."),
            ("vip", "Alpha beta gamma delta. Epsilon zeta eta theta."),
            ("V", "Alpha beta gamma delta. Epsilon zeta eta theta."),
        ):
            await one.caret_at("beta")
            await one.keys(*(key.replace("$", "dollar_sign") for key in keys))
            assert TEXT[slice(*one.reader.selection)] == expected, keys
            await one.keys("escape")
            assert one.reader.selection is None
        await one.caret_at("beta")
        await one.keys("v", "slash")
        await one.type("eta")
        await one.keys("enter")
        await one.until(lambda: one.reader.has_focus, "the text")
        await one.keys("n")
        found = TEXT[slice(*one.reader.selection)]
        await one.keys("n")
        further = TEXT[slice(*one.reader.selection)]
        assert found.startswith("beta")
        assert further.startswith(found)
        assert further[-1] == "e" and len(further) > len(found), "it reaches the next match"
        await one.keys("N")
        assert TEXT[slice(*one.reader.selection)] == found


async def test_what_was_only_found_is_confirmed_before_it_is_reshaped(
    start: Any, papers: Path, tmp_path: Path, on_disk: Callable[..., Any]
) -> None:
    parts = (tmp_path / "elsewhere" / part for part in ("config", "data", "state", "cache"))
    with Library(papers, folders=Folders(*parts)) as library:
        quote = "Alpha beta gamma delta. Epsilon"
        library.annotate(library.open(NAME), 0, len(quote))
        library.annotate(library.open(NAME), len(quote) + 1, len(quote) + 5)
    (papers / NAME).write_text(TEXT.replace("gamma", "gammas"), "utf-8")
    before = [item["target"] for item in on_disk(papers, NAME)["items"]]
    async with start(papers) as one:
        await one.open(NAME)
        assert "found" in [placed.state for placed in one.main.placed]
        for keys in (">", "<", "J", "|"):
            await one.caret_at("beta")
            await one.keys(keys)
            await one.until(lambda: "not certain" in one.main.query_one(KeyBar).message, keys)
    assert [item["target"] for item in on_disk(papers, NAME)["items"]] == before
