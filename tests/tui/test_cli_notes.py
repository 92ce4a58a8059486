"""Notes and tags on the command line: on disk, filtered, changed and restored."""

import json
from pathlib import Path

from command_line import COLUMN, NAMELESS, NOTE_KEYS, TWICE, Ask, Run, is_one_line

from notes.library import Library


def test_add_gives_the_annotation_and_it_is_on_disk(ask: Ask, sample_library: Path) -> None:
    quote = "axis of adversaries"
    made = ask(
        *("add", COLUMN, "--quote", quote, "--occurrence", "1", "--note", "see #rhetoric"),
        *("--tag", "#trade", "--tag", "big words", "--color", "green"),
    )
    assert list(made) == NOTE_KEYS
    assert made["tags"] == ["rhetoric", "trade", "big-words"]
    assert (made["quote"], made["color"], made["state"]) == (quote, "green", "exact")
    assert made["created"].endswith("Z")
    library = Library(sample_library)
    assert library.open(COLUMN).text[made["start"] : made["end"]] == quote
    assert made["citation"] == library.cite(COLUMN, "apa")
    saved = json.loads((sample_library / f"{COLUMN}.notes.json").read_text("utf-8"))
    assert [item["id"] for item in saved["items"]] == [made["id"]]
    assert ask("notes") == {"notes": [made]}


def test_a_quote_that_occurs_twice_has_to_be_told_apart(run: Run, ask: Ask) -> None:
    code, out, err = run("add", NAMELESS, "--quote", TWICE, "--json")
    assert (code, out) == (2, "")
    assert "2 times" in err
    first = ask("add", NAMELESS, "--quote", TWICE, "--occurrence", "1")
    second = ask("add", NAMELESS, "--quote", TWICE, "--occurrence", "2")
    assert first["start"] < second["start"]
    assert run("add", NAMELESS, "--quote", TWICE, "--occurrence", "3")[0] == 2
    assert run("add", NAMELESS, "--quote", TWICE, "--occurrence", "0")[0] == 2


def test_a_quote_may_be_spaced_otherwise_than_the_text(ask: Ask) -> None:
    made = ask("add", NAMELESS, "--quote", " When pressure\n  from one side ")
    assert made["quote"] == "When pressure from one side"
    assert (made["start"], made["end"]) == (0, len(made["quote"]))


def test_a_quote_that_is_nowhere_is_nothing_found(run: Run, sample_library: Path) -> None:
    code, out, err = run("add", NAMELESS, "--quote", "no such words", "--json")
    assert (code, out) == (1, "")
    assert is_one_line(err)
    assert not (sample_library / f"{NAMELESS}.notes.json").exists()
    assert run("add", NAMELESS, "--quote", "  ")[0] == 2


def test_a_note_may_begin_with_a_dash(ask: Ask) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "--- so it is")
    assert made["note"] == "--- so it is"


def test_edit_changes_only_what_was_named(ask: Ask, run: Run) -> None:
    made = ask(
        *("add", NAMELESS, "--quote", "When pressure", "--note", "first #old", "--tag", "kept")
    )
    changed = ask("edit", made["id"], "--tag", "new", "--untag", "KEPT", "--color", "blue")
    assert changed["tags"] == ["old", "new"]
    assert (changed["note"], changed["color"]) == ("first #old", "blue")
    renoted = ask("edit", made["id"].removeprefix("urn:uuid:"), "--note", "second")
    assert (renoted["note"], renoted["tags"]) == ("second", ["new"])
    assert ask("notes")["notes"] == [renoted]
    assert run("edit", made["id"])[0] == 2


def test_what_was_removed_can_be_restored(ask: Ask, run: Run) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure", "--note", "keep me")
    assert ask("remove", made["id"])["note"] == "keep me"
    assert run("notes", "--json")[:2] == (1, '{"notes": []}\n')
    assert run("remove", made["id"])[0] == 2
    back = ask("restore", made["id"])
    assert (back["id"], back["note"]) == (made["id"], "keep me")
    assert ask("notes")["notes"] == [back]
    assert run("restore", made["id"])[0] == 2


def test_notes_pass_all_filters(ask: Ask, run: Run) -> None:
    one = ask("add", NAMELESS, "--quote", "When pressure", "--tag", "a", "--tag", "b")
    two = ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--tag", "a")
    two = ask("edit", two["id"], "--note", "Crème", "--color", "pink")

    def found(*filters: str) -> list[str]:
        return sorted(note["id"] for note in ask("notes", *filters)["notes"])

    assert found("--tag", "A") == sorted([one["id"], two["id"]])
    assert found("--tag", "a", "--tag", "b") == [one["id"]]
    assert found("--color", "pink") == found("--text", "creme") == [two["id"]]
    assert found("--document", COLUMN) == [two["id"]]
    assert len(found("--since", "2020-01-01")) == len(found("--state", "exact")) == 2
    assert run("notes", "--since", "2999-01-01")[0] == 1
    assert run("notes", "--state", "check")[0] == 1
    for wrong in (["--since", "soon"], ["--state", "odd"], ["--color", "mud"], ["--document", "x"]):
        code, _, err = run("notes", *wrong)
        assert code == 2
        assert is_one_line(err)


def test_a_note_whose_words_are_gone_is_lost_and_has_no_place(
    ask: Ask, sample_library: Path
) -> None:
    ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / NAMELESS).write_text("Something else altogether.", "utf-8")
    (lost,) = ask("notes", "--state", "lost")["notes"]
    assert (lost["start"], lost["end"], lost["quote"]) == (None, None, "When pressure")


def test_the_notes_of_a_document_that_is_gone_are_still_listed(
    ask: Ask, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / NAMELESS).unlink()
    (note,) = ask("notes", "--document", NAMELESS)["notes"]
    assert (note["id"], note["citation"]) == (made["id"], None)


def test_a_damaged_note_file_is_named_and_hides_no_other(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    made = ask("add", NAMELESS, "--quote", "When pressure")
    (sample_library / f"{COLUMN}.notes.json").write_text("{ damaged", "utf-8")
    code, out, err = run("notes", "--json")
    assert code == 0
    assert [note["id"] for note in json.loads(out)["notes"]] == [made["id"]]
    assert COLUMN in err
    assert run("notes", "--json", "-q")[2] == ""


def test_tags_are_counted_renamed_and_merged(ask: Ask, run: Run) -> None:
    assert run("tags", "--json")[:2] == (1, '{"tags": []}\n')
    ask("add", NAMELESS, "--quote", "When pressure", "--tag", "trade", "--tag", "x")
    ask("add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--tag", "Trade")
    assert run("tags", "rename", "trade", "x")[0] == 2
    assert run("tags", "merge", "trade", "nowhere")[0] == 2
    assert run("tags", "rename", "nowhere", "y")[0] == 1
    assert run("tags", "rename", "trade")[0] == 2
    assert ask("tags", "rename", "trade", "commerce")["tags"][0] == {"tag": "commerce", "count": 2}
    assert ask("tags", "merge", "x", "commerce") == {"tags": [{"tag": "commerce", "count": 2}]}
    assert [note["tags"] for note in ask("notes")["notes"]] == [["commerce"], ["commerce"]]
    assert run("tags", "delete", "commerce", "x")[0] == 2
    assert run("tags", "delete", "commerce", "--json")[:2] == (1, '{"tags": []}\n')
    assert [note["tags"] for note in ask("notes")["notes"]] == [[], []]


def test_a_colour_can_be_given_by_the_name_of_its_category(
    ask: Ask, run: Run, sample_library: Path
) -> None:
    one = Library(sample_library)
    one.choose_categories(one.categories.named("pink", "My Claim"))
    made = ask(
        "add", COLUMN, "--quote", "axis of adversaries", "--occurrence", "1", "--color", "my claim"
    )
    assert made["color"] == "pink"
    assert [note["id"] for note in ask("notes", "--color", "MY CLAIM")["notes"]] == [made["id"]]
    assert ask("edit", made["id"], "--color", "green")["color"] == "green"
    assert run("notes", "--color", "nothing")[0] == 2
