"""Journeys: choosing what is copied, putting metadata right, following a link."""

import json
from pathlib import Path
from typing import Any

from textual.widgets import Input, TextArea

from notes.documents.model import FIELDS
from notes.library import Library
from notes.linking import link_to, read_link
from tui.screens.all_notes import AllNotesScreen
from tui.screens.copy_choice import CopyChoiceScreen
from tui.screens.metadata import MetadataScreen
from tui.screens.picking import PickScreen
from tui.widgets.search_pane import SearchPane

COLUMN = "reading-the-axis-column.txt"
VISIT = "united-against-unilateralism.md"


async def test_what_is_copied_is_seen_before_and_chosen_again_the_next_time(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(VISIT)
        await one.caret_at("eightieth")
        await one.keys("Y")
        await one.until(lambda: isinstance(one.app.screen, CopyChoiceScreen), "the choice")
        screen = one.app.screen
        shown = screen.query_one(TextArea)
        await one.until(lambda: "(" in shown.text, "the preview")
        await one.keys("j", "j", "right")
        await one.until(lambda: shown.text.startswith("(The Commonplace editors"), "MLA in text")
        seen = shown.text
        await one.keys("enter")
        await one.until(lambda: len(one.app.copies) == 1, "the copy")
        assert one.app.copies.texts[0] == seen
        await one.until(lambda: one.main.style == "mla", "the style")

        await one.keys("Y")
        await one.until(lambda: isinstance(one.app.screen, CopyChoiceScreen), "the choice")
        shown = one.app.screen.query_one(TextArea)
        await one.until(lambda: shown.text == seen, "the form chosen last")
        await one.keys("escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        assert len(one.app.copies) == 1


async def test_italics_are_left_out_where_asterisks_would_be_in_the_way(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(VISIT)
        await one.caret_at("eightieth")
        await one.keys("y", "c")
        await one.until(lambda: len(one.app.copies) == 1, "the copy")
        marked = one.app.copies.texts[0]
        assert marked.count("*") == 2
        await one.keys("Y")
        await one.until(lambda: isinstance(one.app.screen, CopyChoiceScreen), "the choice")
        shown = one.app.screen.query_one(TextArea)
        await one.keys("j", "j", "j", "i")
        await one.until(lambda: shown.text == marked.replace("*", ""), "the plain reference")
        await one.keys("enter")
        await one.until(lambda: len(one.app.copies) == 2, "the plain copy")
    async with start(sample_library) as one:
        await one.open(VISIT)
        await one.keys("y", "c")
        await one.until(lambda: len(one.app.copies) == 1, "the copy of the next day")
        assert one.app.copies.texts[0] == marked.replace("*", "")


async def test_a_link_opens_its_passage_again(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.open(VISIT)
        await one.caret_at("eightieth")
        await one.keys("y", "l")
        await one.until(lambda: len(one.app.copies) == 1, "the copy")
        link = one.app.copies.texts[0]
        start_of, end = one.reader.sentence_at(one.reader.caret)
    async with start(sample_library, link=read_link(link)) as one:
        await one.until(lambda: one.main.current == VISIT, "the document")
        await one.until(lambda: one.reader.selection == (start_of, end), "the passage")


async def test_a_link_whose_document_is_gone_says_so(start: Any, sample_library: Path) -> None:
    with Library(sample_library) as library:
        link = link_to(library, library.open(VISIT), 0, 5)
    (sample_library / VISIT).unlink()
    async with start(sample_library, link=read_link(link)) as one:
        from tui.widgets.key_bar import KeyBar

        bar = one.main.query_one(KeyBar)
        await one.until(lambda: "not in the library" in bar.message, "the news")


async def test_metadata_is_put_right_by_hand_and_from_a_candidate(
    start: Any, sample_library: Path, on_disk: Any
) -> None:
    path = sample_library / COLUMN
    text = path.read_text("utf-8")
    path.write_text(text + "\nAlso as doi:10.1000/axis.2025\n", "utf-8")
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        screen = one.app.screen
        fields = screen.fields
        await one.until(lambda: fields.rows[-1].value == "10.1000/axis.2025", "the candidate")
        await one.keys("enter")
        field = screen.query_one(Input)
        await one.until(lambda: field.has_focus and field.value.startswith("Reading"), "the title")
        field.value = "The Column"
        await one.keys("enter")
        await one.until(lambda: fields.rows[0].value == "The Column", "it")
        assert (
            on_disk(sample_library, COLUMN)["cp:document"]["cp:metadata"]["title"] == "The Column"
        )
        await one.keys("G", "enter")
        await one.until(
            lambda: "10.1000/axis.2025" in str(one.main.library.open(COLUMN).metadata.text("doi")),
            "the DOI",
        )
        await one.until(lambda: fields.has_focus, "the list")
        await one.keys("escape")
        await one.until(lambda: one.main.heading == "The Column", "the heading")
        assert any(row.title == "The Column" for row in one.main.documents)

        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        await one.keys("d", "d")
        await one.until(
            lambda: one.main.library.open(COLUMN).metadata.fields["title"].source == "guessed",
            "the title as it was",
        )


async def test_about_when_a_source_was_made_is_typed_as_one_writes_it(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        field = one.app.screen.query_one(Input)
        await one.keys("j", "j", "enter")
        await one.until(lambda: field.has_focus, "the field")
        field.value = "c. 1988"
        await one.keys("enter")
        await one.until(lambda: not field.has_focus, "the value")
        assert "(ca. 1988)" in one.main.library.cite(COLUMN, "apa")
        fields = one.app.screen.fields
        await one.until(lambda: fields.rows[2].value == "c. 1988", "the date as it is shown")


async def test_an_organisation_called_this_and_that_is_offered_as_it_has_to_be_typed(
    start: Any, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        library.set_metadata(COLUMN, {"authors": ("Smith and Sons",)})
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        await one.keys("j", "enter")
        field = one.app.screen.query_one(Input)
        await one.until(lambda: field.has_focus, "the field")
        assert field.value == "Smith and Sons;"
        field.value = "Smith and Sons; John Doe"
        await one.keys("enter")
        await one.until(
            lambda: one.main.library.open(COLUMN).metadata.authors == ("Smith and Sons", "John Doe")
        )


async def test_the_type_is_chosen_out_of_those_there_are(
    start: Any, sample_library: Path, on_disk: Any
) -> None:
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        await one.keys(*["j"] * FIELDS.index("type"), "enter")
        await one.until(lambda: isinstance(one.app.screen, PickScreen), "the types")
        await one.type("newspaper")
        await one.keys("enter")
        await one.until(
            lambda: one.main.library.open(COLUMN).metadata.text("type") == "article-newspaper",
            "the type",
        )
        found = on_disk(sample_library, COLUMN)["cp:document"]["cp:metadata"]
        assert found["type"] == "article-newspaper"


async def test_a_value_that_is_none_is_refused_and_stays_to_be_put_right(
    start: Any, sample_library: Path
) -> None:
    async with start(sample_library) as one:
        await one.open(COLUMN)
        await one.keys("M")
        await one.until(lambda: isinstance(one.app.screen, MetadataScreen), "the fields")
        await one.keys("j", "j", "enter")
        field = one.app.screen.query_one(Input)
        await one.until(lambda: field.has_focus, "the field")
        field.value = "last Tuesday"
        await one.keys("enter")
        from tui.widgets.key_bar import KeyBar

        bar = one.app.screen.query_one(KeyBar)
        await one.until(lambda: "is no date" in bar.message, "the complaint")
        assert field.has_focus and field.value == "last Tuesday"
        await one.keys("escape", "escape")
        await one.until(lambda: one.app.screen is one.main, "the text")
        assert not list(sample_library.glob("*.notes.json"))


def test_json_is_what_meta_gives(sample_library: Path, capsys: Any) -> None:
    from tui.cli import main

    path = sample_library / COLUMN
    path.write_text(path.read_text("utf-8") + "\ndoi:10.1000/axis.2025\n", "utf-8")
    assert main(["meta", COLUMN, "--library", str(sample_library), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["doi"]["value"] is None
    assert [one["value"] for one in facts["doi"]["candidates"]] == ["10.1000/axis.2025"]


async def test_what_was_found_is_copied_from_the_results_with_its_citation(
    start: Any, sample_library: Path
) -> None:
    with Library(sample_library) as library:
        document = library.open(VISIT)
        at = document.text.index("eightieth")
        library.annotate(document, at, at + 9, note="how very zymotic")
        library.update_index()
    async with start(sample_library) as one:
        for query, words in (("eightieth", document.text[at - 20 : at + 9]), ("zymotic", None)):
            await one.keys("S")
            one.main.query_one(SearchPane).text = query
            await one.until(lambda: one.main.answer and one.main.answer.query == query, "it")  # noqa: B023
            before = len(one.app.copies)
            await one.keys("down", "y", "q")
            await one.until(lambda: len(one.app.copies) > before, "the copy")  # noqa: B023
            copied = one.app.copies.texts[0]
            assert "Commonplace editors" in copied
            assert (words in copied) if words else copied.startswith("“eightieth”")


async def test_a_key_of_all_notes_does_something(start: Any, sample_library: Path) -> None:
    async with start(sample_library) as one:
        await one.keys("A")
        notes = await one.in_front(AllNotesScreen)
        places = list(notes.rows.ancestors_with_self)
        for command in one.app.commands:
            if "all-notes" in command.contexts:
                assert any(hasattr(place, f"action_{command.action}") for place in places), command
