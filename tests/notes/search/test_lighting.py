"""All places of a query in a text that is open, for the reader to light."""

from notes.search.index import SearchIndex


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
