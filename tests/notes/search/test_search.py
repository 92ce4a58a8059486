"""Questions to a real index of a small library, and what is answered."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes.errors import DocumentError
from notes.search.index import SearchIndex
from notes.search.model import Answer, SourceNote, SourceText

Ask = Callable[..., Answer]


def paths(answer: Answer) -> set[str]:
    return {hit.path for hit in answer.hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("steel", {"tariffs.txt", "gone.txt"}),
        ("TARIFF", {"tariffs.txt", "axis.txt"}),
        ("tariff -steel", {"axis.txt"}),
        ("tariff steel", {"tariffs.txt"}),
        ("february OR steel", {"tariffs.txt", "axis.txt", "gone.txt"}),
        ("(february OR steel) tariff", {"tariffs.txt", "axis.txt"}),
        ('"axis of two"', {"axis.txt"}),
        ('"two axis of"', set()),
        ("to be or not to be", {"tariffs.txt"}),
        ("partner*", {"axis.txt"}),
        ("partnershp~", {"axis.txt"}),
        ("partnesrhip~", {"axis.txt"}),
        ("partnrshp~2", {"axis.txt"}),
        ("title:axis", {"axis.txt"}),
        ("title:steel", set()),
        ("author:ada steel", {"tariffs.txt"}),
        ("source:axis", {"axis.txt"}),
        ("format:txt february", {"axis.txt"}),
        ("tag:trade", {"axis.txt"}),
        ("tag:trade tariff", {"axis.txt"}),
        ("tag:trade steel", set()),
        ("tag:rhetoric", {"axis.txt"}),
        ("tag:rhetoric/w*", {"axis.txt"}),
        ("author:ada tag:trade", {"axis.txt"}),
        ("author:bob tag:trade", set()),
        ("color:yellow", {"axis.txt"}),
        ("note:beijing", {"gone.txt"}),
        ("note:capitals", set()),
        ("quote:capitals", {"axis.txt"}),
        ("strasse", {"straße.txt"}),
        ("istanbul fine cafe lodz", {"straße.txt"}),
        ("haus", {"straße.txt"}),
        ("中国人", {"中文.txt"}),
        ("人", {"中文.txt"}),
        ("贸易", {"中文.txt"}),
        ("中贸", set()),
        ("email", {"tariffs.txt"}),
        ("e-mail", {"tariffs.txt"}),
        ("mail", {"tariffs.txt"}),
        ("C++", {"code.txt"}),
        ("r&d u.s. @name", {"code.txt"}),
        ("snake", {"code.txt"}),
    ],
)
def test_finds(ask: Ask, query: str, found: set[str]) -> None:
    answer = ask(query)
    assert paths(answer) == found
    assert answer.total == len(found)
    assert found or answer.hints


def test_the_scope_leaves_out_texts_or_notes(ask: Ask) -> None:
    assert paths(ask("steel", scope="body")) == {"tariffs.txt"}
    assert paths(ask("steel", scope="notes")) == {"gone.txt"}


def test_the_word_as_typed_ranks_before_its_other_forms(index: SearchIndex) -> None:
    bodies = {"plural.txt": "the tariffs fell again", "exact.txt": "the tariff fell again"}
    index.update([_text(path, body) for path, body in bodies.items()])
    answer = index.search("tariff", load_text=bodies.get, deadline=30)
    assert [hit.path for hit in answer.hits] == ["exact.txt", "plural.txt"]


def _text(path: str, body: str, version: str = "1") -> SourceText:
    return SourceText(path, path, version, "", (), "", "txt", "", body)


def _note(name: str, **values: object) -> SourceNote:
    filled: dict[str, object] = dict(
        document_path="a.txt", version="1", quote="", note="", tags=(), color="", modified=""
    )
    filled |= {"start": None, "end": None, **values}
    return SourceNote(name, **filled)  # type: ignore[arg-type]


def test_matches_are_places_in_the_text_and_in_the_snippet(ask: Ask, texts: dict[str, str]) -> None:
    for query in ("tariff", '"axis of two"', "中国人", "strasse", "e-mail", "istanbul"):
        for hit in ask(query).hits:
            for passage in hit.passages:
                if passage.kind == "body":
                    assert passage.start == passage.matches[0][0]
                    assert passage.end == passage.matches[-1][1]
                    inside = [passage.snippet[a:b] for a, b in passage.snippet_matches]
                    assert inside == [texts[hit.path][a:b] for a, b in passage.matches]
                    assert inside


def test_a_quote_is_shown_where_it_stands(ask: Ask, texts: dict[str, str]) -> None:
    (hit,) = ask("capitals", scope="notes").hits
    (passage,) = hit.passages
    assert (passage.kind, passage.annotation) == ("quote", "n1")
    assert [texts["axis.txt"][a:b] for a, b in passage.matches] == ["capitals"]


def test_a_note_that_lost_its_place_has_none(ask: Ask) -> None:
    (hit,) = ask("note:beijing").hits
    (passage,) = hit.passages
    assert (passage.start, passage.end, passage.matches) == (None, None, ())
    assert (hit.title, hit.document) == ("gone.txt", "")
    assert passage.snippet == "Beijing answers"


def test_a_match_only_in_the_title_shows_the_title(index: SearchIndex) -> None:
    source = SourceText("a.md", "i", "1", "On Tariffs", (), "", "md", "", "A body without it.")
    index.update([source])
    (hit,) = index.search("tariffs", load_text=lambda path: source.text, deadline=30).hits
    (passage,) = hit.passages
    assert (passage.kind, passage.snippet, passage.start) == ("title", "On Tariffs", None)


def test_text_and_note_matches_add_up_in_one_hit(ask: Ask) -> None:
    answer = ask("tariff")
    hit = next(hit for hit in answer.hits if hit.path == "axis.txt")
    assert {passage.kind for passage in hit.passages} == {"body", "note"}
    assert hit.total_passages == 2
    assert answer.matches == sum(hit.total_passages for hit in answer.hits)


def test_a_document_that_cannot_be_read_is_still_found(ask: Ask) -> None:
    def unreadable(path: str) -> str:
        raise DocumentError(path)

    answer = ask("tariff", load_text=unreadable)
    assert paths(answer) == {"tariffs.txt", "axis.txt"}


def test_the_limit_bounds_the_hits_not_the_total(ask: Ask) -> None:
    answer = ask("tariff", limit=1)
    assert (len(answer.hits), answer.total) == (1, 2)


def test_says_which_word_is_nowhere_and_what_may_be_meant(ask: Ask) -> None:
    answer = ask("Tarif steel")
    assert answer.suggestion == "tariff steel"
    assert answer.hints == ("“Tarif” is not in any text or note.",)
    assert ask("адверсарии").suggestion is None


def test_says_when_the_words_are_never_together(ask: Ask) -> None:
    (hint,) = ask("steel snake").hints
    assert "no single" in hint


def test_a_search_that_nobody_wants_any_more_is_partial(ask: Ask) -> None:
    answer = ask("tariff", cancelled=lambda: True)
    assert answer.partial


def test_a_search_out_of_time_is_partial_and_says_so(index: SearchIndex) -> None:
    bodies = {f"{n}.txt": "common words here" for n in range(300)}
    sources = iter([_text(path, body) for path, body in bodies.items()])
    while batch := list(islice(sources, 100)):
        index.update(batch)
    answer = index.search("common", load_text=bodies.get, deadline=0.0)
    assert answer.partial
    assert 0 < answer.total < 300
    assert answer.hits[0].passages
    whole = index.search("common", load_text=bodies.get, deadline=60.0)
    assert (whole.total, whole.partial) == (300, False)


HOSTILE = [
    "*",
    "*a*",
    "**",
    "?*?",
    "[a-z]*",
    "bank~9",
    "[a to z]",
    " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrst"),
    " ".join(f"{letter}e*" for letter in "abcdefghijklmnopqrst"),
    "*" * 100,
    "x" * 100_000,
    ">5",
    "(" * 5_000,
    "(" * 5_000 + "a" + ")" * 5_000,
    "a b " * 4_096,
    '"',
    '"axis',
    "nofield:x",
    "date:garbage",
    "",
    "   ",
    "-",
    "--",
    "-axis",
    "title:",
    "tag:*",
    "a\x00b",
    "\ud800",
    "axis~~2",
    "axis~99999999999",
    "OR OR OR",
    "NOT",
    ")(",
    '"' + "to " * 300,
    " OR ".join(["tar*", "ax~2", '"of two"'] * 30),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_raises_or_goes_unexplained(ask: Ask, query: str) -> None:
    answer = ask(query, deadline=2.0)
    assert answer.query == query
    assert answer.hits or answer.hints


@pytest.mark.parametrize("count", [1, 2, 3])
def test_agrees_with_reading_every_text_whatever_the_segments(
    index: SearchIndex, count: int
) -> None:
    words = ("axis", "steel", "trade", "war")
    bodies = {
        f"{n}.txt": " ".join(word for bit, word in enumerate(words) if n >> bit & 1) + f" n{n}"
        for n in range(16)
    }
    sources = iter([_text(path, body) for path, body in bodies.items()])
    while batch := list(islice(sources, 16 // count)):
        index.update([_text(source.path, "old axis war") for source in batch[:2]])
        index.update(batch)

    def found(query: str) -> set[str]:
        return paths(index.search(query, limit=99, load_text=bodies.get, deadline=30))

    def reading(test: Callable[[set[str]], bool]) -> set[str]:
        return {path for path, body in bodies.items() if test(set(body.split()))}

    assert found("axis") == reading(lambda have: "axis" in have)
    assert found("axis war") == reading(lambda have: {"axis", "war"} <= have)
    assert found("axis OR war") == reading(lambda have: bool({"axis", "war"} & have))
    assert found("axis -war") == reading(lambda have: "axis" in have and "war" not in have)
    assert found("(axis OR war) -steel trade") == reading(
        lambda have: bool({"axis", "war"} & have) and "steel" not in have and "trade" in have
    )
    assert found("n1*") == {"1.txt", *(f"{n}.txt" for n in range(10, 16))}
    assert found('"axis steel"') == reading(lambda have: {"axis", "steel"} <= have)
    assert found("old") == set()


def test_all_matches_lights_every_place(filled: SearchIndex, texts: dict[str, str]) -> None:
    body = texts["tariffs.txt"]
    lit = [body[a:b] for a, b in filled.all_matches("tariff OR title:trade be", body)]
    assert lit == ["Tariffs", "tariff", "be", "be"]
    assert filled.all_matches("", body) == ()
    assert filled.all_matches("tag:trade", body) == ()
    assert filled.all_matches("tariff -steel", body) == filled.all_matches("tariff", body)


def test_all_matches_works_without_an_index(index: SearchIndex) -> None:
    assert index.all_matches("ste* -x", "Steel steel") == ((0, 5), (6, 11))


def test_all_matches_is_the_same_in_a_long_text(filled: SearchIndex, texts: dict[str, str]) -> None:
    body = texts["straße.txt"] + "\n"
    once = filled.all_matches("strasse OR idee", body)
    found = filled.all_matches("strasse OR idee", body * 10_000)
    assert len(found) == 10_000 * len(once)
    assert found[-1][1] == once[-1][1] + 9_999 * len(body)


def test_suggest_puts_unknown_words_right(filled: SearchIndex) -> None:
    assert filled.suggest("adversaires") == "adversaries"
    assert filled.suggest("adversaries") is None
    assert filled.suggest("Adversarie") is None  # a form of the word is there


def test_replaces_and_removes_by_key(index: SearchIndex) -> None:
    index.update([_text("a.txt", "old words")], [_note("n", note="old remark")])
    index.update([_text("a.txt", "new words", "2")], [_note("n", note="new remark", version="2")])
    assert (index.versions(), index.note_versions()) == ({"a.txt": "2"}, {"n": "2"})
    assert index.search("old", load_text=lambda path: None).total == 0
    assert index.search("new", load_text=lambda path: None).total == 1
    index.update((), (), ["a.txt", "never.txt"], ["n"])
    assert (index.versions(), index.note_versions()) == ({}, {})
    assert index.search("new", load_text=lambda path: None).total == 0


def test_the_same_key_twice_in_one_update_is_there_once(index: SearchIndex) -> None:
    index.update([_text("a.txt", "first"), _text("a.txt", "second", "2")])
    assert index.versions() == {"a.txt": "2"}
    assert index.search("first", load_text=lambda path: None).total == 0


def test_reports_progress_and_shows_each_commit(index: SearchIndex) -> None:
    seen: list[tuple[int, int]] = []
    sources = [_text(f"{n}.txt", f"word{n}") for n in range(3)]
    index.update(
        sources,
        on_progress=lambda done: seen.append((done, len(index.versions()))),
        commit_every_seconds=0.0,
    )
    assert seen[:3] == [(1, 1), (2, 2), (3, 3)]


def test_what_was_committed_stays_when_a_source_fails(index: SearchIndex) -> None:
    def sources() -> object:
        yield _text("a.txt", "kept")
        raise OSError("the share is gone")

    with pytest.raises(OSError, match="the share is gone"):
        index.update(sources(), commit_every_seconds=0.0)  # type: ignore[arg-type]
    assert index.versions() == {"a.txt": "1"}
    index.update([_text("b.txt", "after")])
    assert set(index.versions()) == {"a.txt", "b.txt"}
    assert index.notice is None


def test_many_updates_leave_few_segments_and_all_documents(
    index: SearchIndex, folder: Path
) -> None:
    for n in range(25):
        index.update([_text(f"{n}.txt", f"shared word{n} running"), _text("x.txt", f"x{n}")])
    segments = {file.name.split(".")[0] for file in folder.glob("v*/MAIN_*.*") if file.suffix}
    assert len(segments) <= 11
    assert index.search("shared runs", limit=99, load_text=lambda path: None).total == 25
    index.tidy(1)
    segments = {file.name.split(".")[0] for file in folder.glob("v*/MAIN_*.*") if file.suffix}
    assert len(segments) == 1
    assert index.search("shared runs", limit=99, load_text=lambda path: None).total == 25
    assert len(index.versions()) == 26


def test_names_and_texts_that_are_no_unicode_are_indexed(index: SearchIndex) -> None:
    path = "bad\udcff name\n.txt"
    index.update([_text(path, "broken \ud800 half\x00")], [_note("n\udcff", document_path=path)])
    assert index.versions() == {path: "1"}
    (hit,) = index.search("half", load_text=lambda path: "broken half", deadline=30).hits
    assert hit.path == path


def test_an_empty_text_is_indexed(index: SearchIndex) -> None:
    index.update([_text("empty.txt", "")])
    assert index.versions() == {"empty.txt": "1"}


def test_the_sample_texts_are_searchable(index: SearchIndex, shared_seeds: Path) -> None:
    bodies = {file.name: file.read_text("utf-8") for file in shared_seeds.glob("*.txt")}
    index.update([_text(path, body) for path, body in bodies.items()])
    answer = index.search("unilateral* china", load_text=bodies.get, deadline=30)
    assert answer.total >= 2
    for hit in answer.hits:
        for passage in hit.passages:
            assert all(
                bodies[hit.path][low:high].casefold().startswith(("unilateral", "china"))
                for low, high in passage.matches
            )


PIECES = [
    *'()"*~?-:#',
    *(" ", " OR ", "NOT ", "title:", "tag:", "date:", "is:lost ", "near ", "2023.."),
    *("steel", "tar", "axis", "trade", "中国", "e-mail", '"two capitals"~3'),
]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30))
def test_no_query_at_all_raises_or_gives_a_wrong_place(
    ask: Ask, texts: dict[str, str], query: str
) -> None:
    answer = ask(query)
    assert answer.hits or answer.hints
    assert not answer.partial
    for hit in answer.hits:
        for passage in hit.passages:
            for low, high in passage.matches:
                assert 0 <= low < high <= len(texts[hit.path])
            for low, high in passage.snippet_matches:
                assert 0 <= low < high <= len(passage.snippet)


def test_an_either_or_out_of_time_gives_what_there_was_time_for(index: SearchIndex) -> None:
    bodies = {f"{n}.txt": f"word{n} common" for n in range(20)}
    index.update([_text(path, body) for path, body in bodies.items()])
    looks = iter(range(1000))

    def cancelled() -> bool:
        return next(looks) > 12

    wanted = " OR ".join(f"word{n}" for n in range(20))
    answer = index.search(wanted, load_text=bodies.get, deadline=60, cancelled=cancelled)
    assert answer.partial
    assert 0 < answer.total < 20
    looks = iter(range(1000))
    excluded = index.search(
        f"common -({wanted})", load_text=bodies.get, deadline=60, cancelled=cancelled
    )
    assert (excluded.partial, excluded.total) == (True, 0)
