"""What is said of a query that finds nothing, or less than was meant."""

import pytest

from notes.search.analysis import Analyzer
from notes.search.index import SearchIndex
from notes.search.model import Reading, Scope, SourceNote, SourceText
from notes.search.parsing import parse

COLORS = {"yellow": "yellow", "green": "green", "grey": "grey", "Key Claim": "green"}
BODY = "The enclosed quote was a tariff on steel. #Tariff"


@pytest.fixture
def small(index: SearchIndex) -> SearchIndex:
    notes = [
        SourceNote("n1", "a.txt", "1", "steel", "why?", ("trade",), "green", 35, 40, ""),
        SourceNote("n2", "a.txt", "1", "quote", "who?", (), "grey", 13, 18, ""),
    ]
    index.update([SourceText("a.txt", "a", "1", "", (), "", "txt", "en", BODY)] * 1, notes)
    index.update([SourceText("b.txt", "b", "1", "", (), "", "txt", "en", BODY)])
    return index


def hints(index: SearchIndex, query: str, **reading: object) -> tuple[str, ...]:
    return index.search(
        query,
        load_text=lambda path: BODY,
        deadline=30,
        reading=Reading(**reading),  # type: ignore[arg-type]
    ).hints


def test_an_unclosed_quotation_is_not_put_right(small: SearchIndex) -> None:
    for typed in (False, True):
        answer = small.search(
            '"unclosed quote', load_text=lambda path: BODY, deadline=30, reading=Reading(typed)
        )
        assert (answer.total, answer.suggestion) == (0, None)
    assert small.search('"enclosed quote', load_text=lambda path: BODY).total == 2
    assert small.suggest('"unclosed quote"') == '"enclosed quote"'


@pytest.mark.parametrize(
    "query", ["color:green", 'color:"key claim"', "colour:GREEN", "color:key*"]
)
def test_a_colour_is_found_by_its_name_and_by_what_it_stands_for(
    small: SearchIndex, query: str
) -> None:
    answer = small.search(
        query, load_text=lambda path: BODY, deadline=30, reading=Reading(colors=COLORS)
    )
    shown = [passage.annotation for hit in answer.hits for passage in hit.passages]
    assert (shown, answer.hints) == (["n1"], ())


def test_a_colour_that_is_none_is_answered_with_those_there_are(small: SearchIndex) -> None:
    assert hints(small, "color:mauve", colors=COLORS) == (
        "mauve is none of the colours: yellow, green (Key Claim), grey.",
    )
    assert hints(small, "color:yellow", colors=COLORS) == (
        "“yellow” is not the colour of any note.",
    )


def test_the_beginning_of_a_colour_is_enough_while_it_is_typed(small: SearchIndex) -> None:
    answer = small.search(
        "color:gr", load_text=lambda path: BODY, deadline=30, reading=Reading(True, COLORS)
    )
    shown = {passage.annotation for hit in answer.hits for passage in hit.passages}
    assert (shown, answer.hints) == ({"n1", "n2"}, ())
    assert not parse("color:k", Analyzer(), Reading(True, COLORS)).hints


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("title:steel", "“steel” is not in any title."),
        ("author:steel", "“steel” is not in any author's name."),
        ("note:steel", "“steel” is not in any note."),
        ("quote:tariff", "“tariff” is not in any quote of a note."),
        ("tag:war", "“war” is not the tag of any note."),
        ("#war", "“#war” is not the tag of any note."),
        (
            "date:abc",
            "date: needs a date, like 2024 or 2023..2025; date:abc was read as words.",
        ),
        ("date:2015", "“date:2015” is not the time of any document."),
        ("is:lost", "No note has lost its place."),
        ("cheese", "“cheese” is not in any text or note."),
    ],
)
def test_says_where_a_word_is_missing(small: SearchIndex, query: str, said: str) -> None:
    assert hints(small, query) == (said,)


def test_says_which_formats_there_are(small: SearchIndex) -> None:
    missing = "“pdf” is not the format of any document."
    assert hints(small, "format:pdf") == (missing, "The formats here: txt.")


@pytest.mark.parametrize(
    ("query", "typed", "said", "better"),
    [
        ("stee tarif", False, "“stee” and “tarif” are not in any text or note.", "steel tariff"),
        ("encl tarif", True, "“encl” is not in any text or note.", "encl* tarif"),
        ("enclosed stele", False, "“stele” is not in any text or note.", "enclosed steel"),
        (
            '"tariff enclosed"',
            False,
            "No text or note has these words in this order.",
            "tariff enclosed",
        ),
        ('"enclosed tariff"~2', False, "No text or note has these words so near each other.", None),
        ("B.txt", False, "“B.txt” is not in any text or note.", "source:B.txt"),
        ("b.txt steel", True, "“b.txt” is not in any text or note.", "source:b.txt steel"),
        ("why who", False, "No single text or note has all of this", "why OR who"),
    ],
)
def test_what_is_offered_in_place_of_nothing_finds_something(
    small: SearchIndex, query: str, typed: bool, said: str, better: str | None
) -> None:
    answer = small.search(query, load_text=lambda path: BODY, reading=Reading(typed), deadline=30)
    assert answer.total == 0
    (hint,) = answer.hints
    assert hint.startswith(said)
    assert answer.suggestion is not None
    assert answer.suggestion == better or better is None
    found = small.search(answer.suggestion, load_text=lambda path: BODY, reading=Reading(typed))
    assert found.total


def test_says_where_else_it_is_when_looked_for_too_narrowly(small: SearchIndex) -> None:
    def hints_in(query: str, scope: Scope) -> tuple[str, ...]:
        return small.search(query, load_text=lambda path: BODY, deadline=30, scope=scope).hints

    assert hints_in("why", "body") == ("It is in the library's notes only.",)
    assert hints_in("enclosed", "notes") == ("It is in the library's texts only.",)


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("tarif", "tariff"),
        ("enclo", "enclo*"),
        ("quote enclo", "quote enclo*"),
        ("tag:tra", "tag:tra*"),
        ("tag:trad", "tag:trade"),
        ("#trad", "#trade"),
        ("steel #tariff", 'steel "#tariff"'),
        ("en", None),
        ("date:tarif", None),
        ("before:tarif", None),
        ("is:tarif", None),
        ("color:gren", None),
        ("format:tzt", None),
        ("date:tarif stel", "date:tarif steel"),
        ("http://enclo.org", None),
    ],
)
def test_a_word_that_is_only_a_beginning_is_offered_as_one(
    small: SearchIndex, query: str, better: str | None
) -> None:
    assert small.suggest(query) == better


def test_a_question_mark_is_told_from_a_gap(small: SearchIndex) -> None:
    assert hints(small, "tarif?") == (
        "“tarif?” is not in any text or note.",
        "A ? at the end of a word is that of a question: tarif* finds what begins so.",
    )
    assert hints(small, "tariff?") == ()


def test_what_is_taken_away_is_named_as_the_reason(small: SearchIndex) -> None:
    taken = ("What is taken away with - is all that has the rest.",)
    assert hints(small, "enclosed -tariff") == taken
    assert hints(small, "steel tariff -enclosed") == taken


def test_a_word_of_documents_that_are_gone_is_nowhere(small: SearchIndex) -> None:
    small.update([SourceText("c.txt", "c", "1", "", (), "", "txt", "en", "blixword here")])
    small.update((), (), ["c.txt"])
    assert hints(small, "blixword") == ("“blixword” is not in any text or note.",)


def test_words_may_be_any_number_of_words_apart(small: SearchIndex) -> None:
    for distance in (10, 1000, 123456789):
        asked = f'"enclosed steel"~{distance}'
        assert small.search(asked, load_text=lambda path: BODY, deadline=30).total == 2


def test_a_phrase_may_end_in_the_beginning_of_a_word(small: SearchIndex) -> None:
    for query, total in (('"enclosed quo*"', 2), ('"quote enclos*"', 0), ('"enclo*"', 2)):
        answer = small.search(query, load_text=lambda path: BODY, deadline=30)
        assert answer.total == total
        if total:
            assert answer.hits[0].passages[0].matches, query
