"""Where matches stand in a text: quick, and the same as cutting the whole text up."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from notes.search.analysis import Analyzer
from notes.search.folding import fold
from notes.search.matching import Match, Pattern, locate, united
from notes.search.passages import Body, body_passages, snip, title_passage
from notes.search.patterns import Told

ANALYZER = Analyzer()


def lit(text: str, *patterns: Pattern) -> list[str]:
    return [text[match.start : match.end] for match in locate(patterns, text, ANALYZER)]


def words(*terms: str) -> Pattern:
    return Pattern(frozenset(terms))


def test_finds_words_whatever_their_case_accents_and_hyphens() -> None:
    text = "Été co-operates ETE straße e\u0301te\u0301 İSTANBUL soft\u00adly ﬁne."
    pattern = words("ete", "cooperates", "strasse", "istanbul", "softly", "fine")
    assert lit(text, pattern) == [
        "Été",
        "co-operates",
        "ETE",
        "straße",
        "e\u0301te\u0301",
        "İSTANBUL",
        "soft\u00adly",
        "ﬁne",
    ]


def test_finds_phrases_over_lines_and_punctuation() -> None:
    text = "An axis, of\nadversaries — axis of (adversaries); axis adversaries of"
    row = Pattern(rows=(("axis", "of", "adversaries"),))
    assert lit(text, row) == ["axis, of\nadversaries", "axis of (adversaries"]


def test_finds_phrases_whose_last_word_is_a_beginning() -> None:
    text = "Limited\nwarranty; a limited, (war) and a limited e-warrant. Limiting warranty."
    row = Pattern(begun=(("limited", "war"),))
    assert lit(text, row) == ["Limited\nwarranty", "limited, (war"]


def test_finds_a_run_inside_text_without_spaces() -> None:
    text = "他说中国人民，中国人"
    assert lit(text, Pattern(rows=(("中国", "国人"),))) == ["中国人", "中国人"]
    assert lit("国C语言", words("c")) == ["C"]
    assert lit(unicodedata.normalize("NFD", "한국어"), words("한국")) != []


def test_prefixes_light_whole_words() -> None:
    assert lit("unilateralism, Unilateral; lateral", Pattern(prefixes=("unilat",))) == [
        "unilateralism",
        "Unilateral",
    ]


def test_plain_words_are_found_alike_wherever_they_stand() -> None:
    pieces = ("as", "As", "is", "isle", "as-is", "is.", "is.x", "(as)", '"is"', "as,", "½as", "⑴is")
    pieces += (
        "as\u00ad",
        "a\u00ads",
        "e\u0301as",
        "as's",
        "@as",
        "as+",
        "is#",
        "is …",
        "ﬁs",
        "x_as",
    )
    text = "\n".join(" ".join((one, other)) for one in pieces for other in pieces)
    for body in (text, "".join(char for char in text if char.isascii())):
        for pattern in (words("as", "is"), Pattern(frozenset({"as"}), ("is",)), words("a", "s")):
            found = {match[:2] for match in locate([pattern], body, ANALYZER)}
            assert found == naive(pattern, body)


def test_rows_are_found_alike_whatever_stands_between_their_words() -> None:
    between = (
        " ",
        "  ",
        "\n",
        ", ",
        ". ",
        " (",
        ") ",
        "-",
        "'",
        ".",
        " - ",
        " \u2026 ",
        "\u2026 ",
        " ⓐ ",
    )
    between += (" ⑴ ", " ² ", "\u00ad ", " @", " e\u0301 ", " 中 ", "; (", '." ')
    text = " or to ".join(f"to{one}be{other}or" for one in between for other in between)
    rows = (("to", "be", "or"), ("be", "or"), ("to", "or"), ("or", "to", "be"), ("to", "b"))
    even = "".join(char for char in text if len(fold(char)) == 1 and char != "\u0301")
    for body in (f"{text} end", even, "".join(char for char in text if char.isascii())):
        for row in rows:
            for pattern in (Pattern(rows=(row,)), Pattern(begun=(row,)), Pattern(rows=rows)):
                found = {match[:2] for match in locate([pattern], body, ANALYZER)}
                assert found == naive(pattern, body), (row, pattern)


def test_a_letter_in_a_circle_is_no_word() -> None:
    assert lit("Figure ⓐ and a line", words("a")) == ["a"]


ALPHABET = "aAbc áß-'.\n中国İ\u0301\u00ad,語_c+"


@settings(max_examples=400, deadline=None)
@given(st.text(ALPHABET, max_size=80), st.text(ALPHABET, min_size=1, max_size=8), st.integers(0, 3))
def test_agrees_with_cutting_the_whole_text(text: str, typed: str, kind: int) -> None:
    row = ANALYZER.row(typed)
    if not row:
        return
    pattern = [
        words(row[0]),
        Pattern(prefixes=(row[0],)),
        Pattern(rows=(row,)),
        Pattern(begun=(row,) if len(row) > 1 else ()),
    ][kind]
    assert {match[:2] for match in locate([pattern], text, ANALYZER)} == naive(pattern, text)


def naive(pattern: Pattern, text: str) -> set[tuple[int, int]]:
    tokens = list(ANALYZER.tokens(text))
    found = {
        (token.start, token.end)
        for token in tokens
        if token.term in pattern.words
        or (pattern.prefixes and token.term.startswith(pattern.prefixes))
    }
    at: dict[tuple[str, int], tuple[int, int]] = {}
    for token in tokens:
        at.setdefault((token.term, token.position), (token.start, token.end))
    for row in pattern.rows:
        for term, position in list(at):
            steps = [at.get((other, position + n)) for n, other in enumerate(row)]
            if term == row[0] and None not in steps:
                found.add((at[term, position][0], max(step[1] for step in steps if step)))
    for *row, start in pattern.begun:
        for token in tokens:
            first = token.position - len(row)
            steps = [at.get((other, first + n)) for n, other in enumerate(row)]
            if token.term.startswith(start) and None not in steps:
                ends = [step[1] for step in steps if step]
                found.add((at[row[0], first][0], max(*ends, token.end)))
    return found


def test_overlapping_ranges_are_joined() -> None:
    assert united([(5, 9), (0, 3), (2, 4), (9, 10)]) == ((0, 4), (5, 9), (9, 10))


def test_a_snippet_is_one_clean_line_whose_marks_are_right() -> None:
    text = (
        "First one ends.\n\nThe \x1b[31mtar\u00adiff\x07\ton   steel\u202e rose. "
        + "More words. " * 40
    )
    start = text.index("tar")
    end = text.index("\x07")
    snippet, marks = snip(text, [(start, end)])
    assert [snippet[low:high] for low, high in marks] == ["tariff"]
    assert snippet.startswith("… The [31mtariff on steel rose.")
    assert snippet.endswith(" …")
    assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in snippet)
    assert len(snippet) <= 170


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 30))
def test_snippet_marks_hold_the_text_they_mark(text: str, start: int, length: int) -> None:
    start = min(start, max(len(text) - 1, 0))
    end = min(len(text), start + length)
    snippet, marks = snip(text, [(start, end)] if end > start else [])
    assert all(0 <= low < high <= len(snippet) for low, high in marks)
    marked = "".join(snippet[low:high] for low, high in marks)
    wanted = "".join(c for c in text[start:end] if unicodedata.category(c)[0] not in "CZ")
    assert "".join(c for c in marked if unicodedata.category(c)[0] not in "CZ") == wanted


def test_a_title_that_fits_into_a_snippet_is_shown_whole() -> None:
    assert (
        title_passage("4. The title. It goes on", ((3, 6),)).snippet == "4. The title. It goes on"
    )


def test_a_word_longer_than_a_snippet_is_cut() -> None:
    snippet, marks = snip("x" * 100_000, [(0, 100_000)])
    assert len(snippet) < 400
    assert marks[0] == (0, len(snippet) - 2) or marks[0][1] <= len(snippet)


def test_passages_prefer_places_with_more_of_the_query() -> None:
    text = "steel here. " + "filler " * 60 + "the tariff on steel. " + "filler " * 60 + "tariff"
    patterns = (words("steel"), words("tariff"))
    body = Body(text, patterns, Told((1.0, 1.0), frozenset()), ANALYZER)
    found = body.matches()
    (best,) = body_passages(body, found, 1)
    assert [text[low:high] for low, high in best.matches] == ["tariff", "steel"]
    assert [best.snippet[low:high] for low, high in best.snippet_matches] == ["tariff", "steel"]
    assert len(body_passages(body, found, 5)) == 3
    assert body_passages(body, [], 3) == ()
    assert isinstance(found[0], Match)


def test_what_front_matter_says_comes_last() -> None:
    text = "---\ntitle: On steel\ntags: tariff steel\n---\n\nMuch of steel.\n" + "And more. " * 40
    body = Body(text, (words("steel"), words("tariff")), Told((1, 1), frozenset()), ANALYZER)
    (best,) = body_passages(body, body.matches(), 1)
    assert best.snippet.startswith("… Much of steel")
    only = Body(text[:45], body.patterns, body.told, ANALYZER)
    assert len(body_passages(only, only.matches(), 3)) == 1


def test_common_words_are_lit_beside_others_and_not_counted() -> None:
    text = "the of the " * 50 + "here the tariff of May" + " the of" * 50
    patterns = (words("the"), words("tariff"), words("of"))
    body = Body(text, patterns, Told((0.7, 4.0, 0.7), frozenset({0, 2})), ANALYZER)
    found = body.matches()
    assert [(text[match.start : match.end], match.pattern) for match in found] == [("tariff", 1)]
    (best,) = body_passages(body, found, 3)
    assert text[best.start : best.end] == "tariff"
    lit = [best.snippet[low:high] for low, high in best.snippet_matches]
    assert lit == re.findall("the|tariff|of", best.snippet)
    assert [text[low:high] for low, high in best.matches] == lit
    assert len(body._replace(text="the of").matches()) == 2


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n\t\x00\u200b\u202e\u3000\x85é", max_size=20), st.data())
def test_a_snippet_is_one_clean_line_that_keeps_its_matches(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, marked = snip(text, [(start, end)])
    inner = line.removeprefix("… ").removesuffix(" …")
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl") for char in line)
    assert "  " not in inner and "\u3000" not in inner
    for low, high in marked:
        plain = "".join(char for char in text[start:end] if char not in "\u200b\u202e")
        assert line[low:high].split() == re.sub(r"[\x00\s]+", " ", plain).split()
