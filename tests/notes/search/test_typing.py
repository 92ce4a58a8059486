"""A query that is still being typed: its last word may be the beginning of a longer one."""

from collections.abc import Callable

import pytest

from notes.search.analysis import Analyzer
from notes.search.index import SearchIndex
from notes.search.model import Answer, Reading, SourceNote, SourceText
from notes.search.parsing import parse
from notes.search.query import Not, Phrase, Prefix, Typed, TypedPhrase, Word, leaves

ANALYZER = Analyzer()
TYPED = Reading(typed=True)
BODIES = {
    "partners.txt": "China and Russia signed a paper. Russia said so, China too, Russians said so.",
    "name.txt": "In China a man named Russ sold tea, and nobody minded.",
    "rust.txt": "Nothing but rust and russet leaves here, russet and russet again.",
    "china.txt": "China alone is named in this one.",
}

Type = Callable[..., Answer]


@pytest.fixture
def type_(index: SearchIndex) -> Type:
    """Ask as one types."""
    sources = [
        SourceText(path, path, "1", "", (), "", "txt", "en", body) for path, body in BODIES.items()
    ]
    notes = [
        SourceNote("n1", "china.txt", "1", "China", "russet paper", ("trade",), "green", 0, 5, ""),
        SourceNote("n2", "name.txt", "1", "tea", "who minds?", ("trade-war",), "grey", 0, 2, ""),
    ]
    index.update(sources, notes)

    def ask(query: str, **options: object) -> Answer:
        options = {"deadline": 30.0, "load_text": BODIES.get, "reading": TYPED, **options}
        return index.search(query, **options)  # type: ignore[arg-type]

    return ask


def paths(answer: Answer) -> list[str]:
    return [hit.path for hit in answer.hits]


def last(text: str) -> object:
    root = parse(text, ANALYZER, TYPED).root
    return list(leaves(root))[-1] if root else None


@pytest.mark.parametrize("text", ["russ", "china russ", "(china russ", "a OR russ", "title:russ"])
def test_the_word_at_the_end_may_go_on(text: str) -> None:
    found = last(text)
    assert isinstance(found, Typed)
    assert (found.raw, found.start) == ("russ", "russ")


@pytest.mark.parametrize(
    "text",
    [
        "russ ",
        "russ)",
        '"russ"',
        '"china russ ',
        '"china 中国',
        '-"china russ',
        "russ*",
        "russ~",
        "ru?s",
        "russ.",
        "r",
        "is:lost",
        "中国",
    ],
)
def test_what_is_finished_or_marked_otherwise_is_read_as_it_stands(text: str) -> None:
    assert not isinstance(last(text), Typed)
    assert parse(text, ANALYZER, TYPED) == parse(text, ANALYZER)


def test_the_last_word_in_open_quotes_may_go_on() -> None:
    assert last('tea "china and Russ') == TypedPhrase(
        "china and Russ", ("china", "and", "russ"), None, False
    )
    assert last('title:"china russ') == TypedPhrase("china russ", ("china", "russ"), "title", False)
    assert last('"china r') == Phrase("china r", ("china",), None, False)
    assert last('"russ') == Prefix("russ", "russ")
    assert last('"r') == Phrase("r", ("r",), None, False)
    assert last('tag:"trade w') == Typed("trade w", (("trade w",),), "tag", "trade w")


def test_open_quotes_find_and_light_what_the_phrase_may_become(type_: Type) -> None:
    assert set(paths(type_('"and russ', scope="body"))) == {"partners.txt", "rust.txt"}
    (passage,) = type_('"and russi').hits[0].passages
    lit = [BODIES["partners.txt"][start:end] for start, end in passage.matches]
    assert lit == ["and Russia"]
    assert type_('"and russi', reading=Reading()).total == 0
    assert type_('"and russi"').total == 0
    assert paths(type_('"tea ru', scope="body")) == []
    assert type_('"tea ru', scope="body").suggestion == "tea ru"


def test_the_number_found_only_falls_while_a_phrase_is_typed(type_: Type) -> None:
    typed = '"china and russia signed"'
    totals = [type_(typed[:end]).total for end in range(len('"ch'), len(typed) + 1)]
    assert totals == sorted(totals, reverse=True)
    assert (totals[0], totals[-1]) == (3, 1)


def test_the_phrase_as_it_is_comes_before_those_it_begins(index: SearchIndex) -> None:
    bodies = {"longer.txt": "the limited warranty, a limited warranty", "own.txt": "limited war"}
    index.update(
        [SourceText(path, path, "1", "", (), "", "txt", "en", b) for path, b in bodies.items()]
    )
    found = index.search('"limited war', load_text=bodies.get, deadline=30, reading=TYPED)
    assert paths(found) == ["own.txt", "longer.txt"]


def test_one_letter_is_a_beginning_only_beside_other_words() -> None:
    assert isinstance(last("china r"), Typed)
    for text in ("r", "china OR r", "-china r"):
        assert type(last(text)) is Word


def test_one_letter_leaves_nothing_out_but_comes_first_where_it_is_a_word(
    index: SearchIndex,
) -> None:
    bodies = {"other.txt": "vitamin vitamin pills", "c.txt": "a long text on the vitamin named C"}
    index.update(
        [SourceText(path, path, "1", "", (), "", "txt", "en", b) for path, b in bodies.items()]
    )
    found = index.search("vitamin c", load_text=bodies.get, deadline=30, reading=TYPED)
    assert paths(found) == ["c.txt", "other.txt"]


def test_what_is_not_wanted_takes_away_no_more_than_it_says() -> None:
    for text in ("china -russ", "china -(tea russ", "china NOT russ"):
        root = parse(text, ANALYZER, TYPED).root
        assert any(isinstance(child, Not) for child in root.children)  # type: ignore[union-attr]
        assert root == parse(text, ANALYZER).root
    assert isinstance(last("-(china) russ"), Typed)


def test_a_beginning_is_found_and_lit_but_only_while_it_is_typed(type_: Type) -> None:
    assert paths(type_("china russi")) == ["partners.txt"]
    assert type_("china russi", reading=Reading()).total == 0
    (passage,) = type_("china russi").hits[0].passages
    lit = {BODIES["partners.txt"][start:end] for start, end in passage.matches}
    assert lit == {"China", "Russia", "Russians"}


def test_the_word_itself_comes_before_those_that_it_begins(type_: Type) -> None:
    assert paths(type_("russ"))[0] == "name.txt"
    assert set(paths(type_("russ"))) == set(BODIES)  # a note on china.txt has it
    assert paths(type_("china russ", scope="body")) == ["name.txt", "partners.txt"]


def test_the_number_found_only_falls_while_a_word_is_typed(type_: Type) -> None:
    typed = "china russians"
    totals = [type_(typed[:end]).total for end in range(len("china "), len(typed) + 1)]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == type_("china").total


def test_one_letter_lights_nothing_up_by_itself(type_: Type) -> None:
    lit = {
        BODIES[hit.path][start:end]
        for hit in type_("china r").hits
        for passage in hit.passages
        if passage.kind == "body"
        for start, end in passage.matches
    }
    assert lit == {"China"}


def test_tags_are_found_by_their_beginning(type_: Type) -> None:
    assert set(paths(type_("tag:tra"))) == {"china.txt", "name.txt"}
    assert paths(type_("tag:trade ")) == ["china.txt"]
    assert set(paths(type_("#tra"))) == {"china.txt", "name.txt"}
    assert paths(type_("#trade ")) == ["china.txt"]


def test_nothing_is_put_right_that_may_still_become_right(type_: Type) -> None:
    answer = type_("leaves russi")
    assert (answer.total, answer.suggestion) == (0, "leaves OR russi")
    assert type_("named chnia").suggestion == "named china"


def test_facets_and_matches_are_those_of_the_answer(index: SearchIndex, type_: Type) -> None:
    facets = index.facets("china russ", scope="body", deadline=30, reading=TYPED)
    assert facets["format"] == {"txt": type_("china russ", scope="body").total}
    body = BODIES["partners.txt"]
    lit = [body[start:end] for start, end in index.all_matches("russ", body, TYPED)]
    assert lit == ["Russia", "Russia", "Russians"]
    assert index.all_matches("russ", body) == ()
