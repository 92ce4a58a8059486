"""How a search is asked: orders and scopes in turn, narrowing words, and earlier queries."""

from tui.asked import MOST_KEPT, ORDERS, SCOPES, Asked, History, term, toggled


def test_every_order_and_scope_comes_in_turn() -> None:
    asked, seen = Asked(), []
    for _ in ORDERS:
        seen.append(asked.order)
        asked = asked.in_next_order()
    assert (seen, asked.order) == ([*ORDERS], "relevance")
    for _ in SCOPES:
        asked = asked.in_next_scope()
    assert asked.scope == "all"


def test_only_what_is_not_as_usual_is_said() -> None:
    assert Asked().described == ""
    asked = Asked("date", "notes", here=True)
    assert asked.described == "only notes · in this document · newest first"


def test_a_value_of_two_words_is_a_phrase() -> None:
    assert term("tag", "trade") == "tag:trade"
    assert term("author", 'Viktor "V" Kaspruk') == 'author:"Viktor  V  Kaspruk"'


def test_narrowing_twice_is_narrowing_no_more() -> None:
    narrowed = toggled("china trade", 'author:"A B"')
    assert narrowed == 'china trade author:"A B"'
    assert toggled(narrowed, 'author:"A B"') == "china trade"
    assert toggled("", "tag:a") == "tag:a"
    assert toggled("tag:ab", "tag:a") == "tag:ab tag:a"


def test_the_way_back_through_the_queries_ends_at_what_was_typed() -> None:
    history = History(("one", "two"))
    assert history.later("typed") is None
    assert history.earlier("typed") == "two"
    assert history.earlier("two") == "one"
    assert history.earlier("one") == "one"
    assert history.later("one") == "two"
    assert history.later("two") == "typed"
    assert history.later("typed") is None


def test_a_query_that_was_changed_begins_the_way_anew() -> None:
    history = History(("one", "two"))
    assert history.earlier("x") == "two"
    assert history.earlier("two and more") == "two"
    assert history.later("two") == "two and more"


def test_a_query_is_kept_once_and_not_for_ever() -> None:
    history = History(tuple(map(str, range(MOST_KEPT))))
    history.add("7")
    history.add("new")
    assert history.queries[-2:] == ("7", "new")
    assert (len(history.queries), history.queries[0]) == (MOST_KEPT, "1")


def test_without_queries_nothing_changes() -> None:
    assert History().earlier("typed") == "typed"
