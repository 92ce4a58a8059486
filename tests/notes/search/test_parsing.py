"""What is understood of a query, what is said about the rest, and that nothing makes it stumble."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.search.analysis import Analyzer
from notes.search.model import Reading
from notes.search.parsing import MOST_TERMS, parse, parse_by_grammar
from notes.search.query import (
    And,
    Dates,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    State,
    Wildcard,
    Word,
    leaves,
)

ANALYZER = Analyzer()


def read(text: str) -> Query:
    return parse(text, ANALYZER)


def word(raw: str, field: str | None = None) -> Word:
    return Word(raw, ((raw,),), field)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("axis", word("axis")),
        ("axis power", And((word("axis"), word("power")))),
        ("axis AND power", And((word("axis"), word("power")))),
        ("a OR b c", Or((word("a"), And((word("b"), word("c")))))),
        ("(a OR b) c", And((Or((word("a"), word("b"))), word("c")))),
        ("a -b", And((word("a"), Not(word("b"))))),
        ("NOT b a", And((Not(word("b")), word("a")))),
        ("a -(b c)", And((word("a"), Not(And((word("b"), word("c"))))))),
        ("a -(-b)", And((word("a"), word("b")))),
        ('"axis of"', Phrase("axis of", ("axis", "of"))),
        ("“axis of”", Phrase("axis of", ("axis", "of"))),
        ('"axis of', Phrase("axis of", ("axis", "of"), is_closed=False)),
        ("tra*", Prefix("tra*", "tra")),
        ("format:md", Word("md", (("md",), ("markdown",)), "format")),
        ("bank~", Fuzzy("bank~", "bank", 1)),
        ("bank~2", Fuzzy("bank~2", "bank", 2)),
        ("title:axis", word("axis", "title")),
        ('title:"axis of"', Phrase("axis of", ("axis", "of"), "title")),
        ("title:(a b)", And((word("a", "title"), word("b", "title")))),
        ("Tags:trade", word("trade", "tag")),
        ('tag:"Axis  of"', Word("Axis  of", (("axis of",),), "tag")),
        ("e-mail", Word("e-mail", (("email",), ("e", "mail")))),
        ("#Trade", Word("#Trade", (("trade",),), "tag")),
        ("#trade/steel,", Word("#trade/steel", (("trade/steel",),), "tag")),
        ("#tra*", Prefix("#tra*", "tra", "tag")),
        ("axis -#trade", And((word("axis"), Not(Word("#trade", (("trade",),), "tag"))))),
        ('"#trade"', Phrase("#trade", ("#trade",))),
        ("note:#trade", Word("#trade", (("#trade",),), "note")),
        ("#1", word("#1")),
        ("C#", Word("C#", (("c#",),))),
        ("中国人", Word("中国人", (("中国", "国人"),))),
        ("why?", Word("why?", (("why",),))),
        ("ta?iff", Wildcard("ta?iff", "ta?iff")),
        ("Un*ISM*", Wildcard("Un*ISM*", "un*ism*")),
        ('"axis power"~3', Near("axis power", ("axis", "power"), 3)),
        ('near "axis power"', And((word("near"), Phrase("axis power", ("axis", "power"))))),
        ('near "axis power"~3', Near("axis power", ("axis", "power"), 3)),
        ('"axis of power"~', Near("axis of power", ("axis", "of", "power"), 5)),
        ('"a b c"~1', Near("a b c", ("a", "b", "c"), 2)),
        ('"axis"~3', Phrase("axis", ("axis",))),
        ("date:2023", Dates("date:2023", "2023", "2023~")),
        ("date:2023..2025-6", Dates("date:2023..2025-6", "2023", "2025-06~")),
        ("date:2023..", Dates("date:2023..", "2023", "~")),
        ("date:..2023", Dates("date:..2023", "", "2023~")),
        ('date:"2023-05-17"', Dates("date:2023-05-17", "2023-05-17", "2023-05-17~")),
        ("Before:2024", Dates("before:2024", "", "2024")),
        ("after:2024", Dates("after:2024", "2024~", "~")),
        ("is:Unread", State("is:Unread", "unread")),
    ],
)
def test_understands(text: str, root: Node) -> None:
    assert read(text) == Query(text, root)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Type a word"),
        ("nofield:x", "nofield: is not a field"),
        ("*", "no letters"),
        ("x*", "at least 2 letters"),
        ("t?riff", "at least 2 letters"),
        ("t*riff", "at least 2 letters"),
        ("date:garbage", "date: needs a date, like 2024"),
        ("date:2023-13", "needs a date"),
        ("date:..", "needs a date"),
        ("before:2023..2024", "before: needs a date"),
        ("is:odd", "is: knows annotated, unread, lost"),
        (">5", "plain words"),
        ("bank~9", "2 letters at most"),
        ("ab~", "3 letters or more"),
        ("-axis", "takes away"),
        ("-a -b", "takes away"),
        ("a OR -b", "left out"),
        ("a)", "left out"),
        ("()", "no word"),
        ("(" * 60 + "a", "deeper than 50"),
        ("a" * 2000, "1024 characters"),
        ("ab " * 100, "first 64 words"),
    ],
)
def test_says_what_it_did_not_understand(text: str, hint: str) -> None:
    assert any(hint in line for line in read(text).hints)


def test_what_is_no_date_and_no_state_stays_text() -> None:
    assert read("date:garbage").root == Word("date:garbage", (("date", "garbage"),))
    assert read("is:odd").root == Word("is:odd", (("is", "odd"),))
    assert read("date:garbage").hints == (
        "date: needs a date, like 2024 or 2023..2025; date:garbage was read as words.",
    )


def test_an_unknown_field_stays_text() -> None:
    assert read("nofield:x").root == Word("nofield:x", (("nofield", "x"),))


def test_the_number_of_terms_is_capped_over_the_whole_query() -> None:
    for text in ("ab cd " * 80, '"' + "ab " * 300, "中" * 900, "ab* cd~~ " * 50):
        found = sum(
            len(leaf.row if isinstance(leaf, Phrase) else leaf.forms[-1])
            if isinstance(leaf, Phrase | Word)
            else 1
            for leaf in leaves(read(text).root)
        )
        assert found <= MOST_TERMS


def test_what_is_left_of_a_phrase_still_typed_is_no_beginning() -> None:
    root = parse("ab " * 62 + '"cd ef gh', ANALYZER, Reading(typed=True)).root
    assert list(leaves(root))[-1] == Phrase("cd ef gh", ("cd", "ef"), None, False)


PIECES = st.sampled_from(
    [
        *'()"*~?-:[]^\\|+@#',
        " ",
        "OR ",
        "NOT ",
        "AND",
        "title:",
        "tag:",
        "date:",
        "is:",
        "2023..",
        "near ",
        "x:",
        "ab",
        "中国",
        "é",
        "1",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_anything_typed_is_read_as_a_sound_tree_or_explained(text: str) -> None:
    query = read(text)
    assert query.root is not None or query.hints
    assert not isinstance(query.root, Not)
    check(query.root)


def check(node: Node | None) -> None:
    """Groups are never empty, and exclusion stands beside something that is wanted."""
    if isinstance(node, Or):
        assert len(node.children) > 1
        assert not any(isinstance(child, Not) for child in node.children)
    if isinstance(node, And):
        assert len(node.children) > 1
        assert not all(isinstance(child, Not) for child in node.children)
    if isinstance(node, And | Or):
        for child in node.children:
            check(child.child if isinstance(child, Not) else child)


PLAIN = st.lists(st.sampled_from(["steel", "a", "OR", "AND", "NOT", "Or", "near", "C", "2024"]))


@given(PLAIN, st.sampled_from([" ", "  ", "\t"]), st.booleans(), st.sampled_from(["", " "]))
def test_plain_words_are_read_as_the_grammar_reads_them(
    words: list[str], blank: str, typed: bool, behind: str
) -> None:
    text, reading = blank.join(words) + behind, Reading(typed=typed)
    for one in (text, f'"{text}"'):
        assert parse(one, ANALYZER, reading) == parse_by_grammar(one, ANALYZER, reading)
