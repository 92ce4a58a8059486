"""Tags as they are typed."""

import pytest

from notes.annotations.tags import clean_tags, tag_being_typed, tags_in


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        ("no tags", ()),
        ("#trade", ("trade",)),
        ("On #trade and #steel, then #trade again.", ("trade", "steel")),
        ("#one\n#two\t#three", ("one", "two", "three")),
        ("(#a) [#b] {#c} x,#d x;#e", ("a", "b", "c", "d", "e")),
        ("#trade/steel-2025 #v2.1 #end.", ("trade/steel-2025", "v2.1", "end")),
        ("#中文 #Ἑλλάς #crème #имя", ("中文", "Ἑλλάς", "crème", "имя")),
        ("C# a#b page#3", ()),
        ("#1 #2025", ()),
        ("#1st #q3", ("1st", "q3")),
        ("# Heading\n## Second", ()),
        ("https://example.org/#part", ()),
        ("##double", ()),
        ("#", ()),
        ("#Trade #trade", ("Trade", "trade")),
    ],
)
def test_tags_in_the_text_of_a_note(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("", None),
        ("word", None),
        ("#", ""),
        ("see #", ""),
        ("see #tr", "tr"),
        ("see #trade/st", "trade/st"),
        ("see #trade ", None),
        ("see #trade\n", None),
        ("C#", None),
        ("(#中", "中"),
        ("#one #two", "two"),
    ],
)
def test_the_tag_being_typed(text: str, beginning: str | None) -> None:
    assert tag_being_typed(text) == beginning


@pytest.mark.parametrize(
    ("tags", "cleaned"),
    [
        ([], ()),
        (["trade"], ("trade",)),
        (["#trade", " trade ", "Trade"], ("trade",)),
        (["Trade", "trade"], ("Trade",)),
        (["cold war", " two\t words\n"], ("cold-war", "two-words")),
        (["", " ", "#", "# "], ()),
        (["b", "a"], ("b", "a")),
        (["Straße", "STRASSE"], ("Straße",)),
        (["C#"], ("C#",)),
    ],
)
def test_names_of_tags_are_cleaned(tags: list[str], cleaned: tuple[str, ...]) -> None:
    assert clean_tags(tags) == cleaned


def test_a_hostile_text_is_read_in_one_go() -> None:
    assert tags_in("#" + "1." * 100_000) == ()
    assert tags_in(" #1" * 50_000) == ()
    assert tag_being_typed("#a" * 50_000) is None
