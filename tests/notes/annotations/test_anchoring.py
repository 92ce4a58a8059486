"""A note is shown on the words it was made on, or said to have lost them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.anchoring import Anchor, place, reanchor
from notes.annotations.model import CARRIED, EXACT, FOUND, LOST, WHOLE, Annotation, Placed, Selector

DAY = datetime(2026, 11, 21, tzinfo=UTC)
LINES = "".join(
    f"Clause {number}: the parties shall meet every {number * 7} days.\n" for number in range(80)
)


def annotation(selector: Selector | None, anchored_to: str = "old") -> Annotation:
    return Annotation("urn:x:1", selector, "", (), "yellow", DAY, DAY, anchored_to=anchored_to)


def again(new: str, old: str, quote: str, *, nth: int = 0, original: bool = False) -> Anchor | None:
    """Mark the nth `quote` of `old` and look for it in `new`."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    marked = Selector.of(old, start, start + len(quote))
    return reanchor(
        new, marked.exact, marked.prefix, marked.suffix, start, old if original else None
    )


@pytest.mark.parametrize("original", [True, False])
def test_in_an_unchanged_text_every_passage_is_where_it_was(original: bool) -> None:
    for quote in ("Clause 0", "the parties shall meet every 77 days", "259"):
        start = LINES.index(quote)
        assert again(LINES, LINES, quote, original=original) == Anchor(
            start, start + len(quote), EXACT
        )


def test_a_passage_moves_with_the_text_before_it() -> None:
    new = "A preface was added.\n" + LINES
    start = new.index("every 77 days")
    assert again(new, LINES, "every 77 days") == Anchor(start, start + 13, EXACT)
    start = new.index("Clause 0")
    assert again(new, LINES, "Clause 0") == Anchor(start, start + 8, EXACT)


def test_a_passage_whose_surroundings_changed_is_to_be_checked() -> None:
    quote = "the parties shall meet every 77 days"
    new = LINES.replace("Clause 12:", "Section 12a, which is new:").replace("Clause 11:", "XI.")
    start = new.index(quote)
    assert again(new, LINES, quote) == Anchor(start, start + len(quote), FOUND)


def test_twins_are_told_apart_by_what_stands_around_them() -> None:
    old = "".join(
        f"Chapter {n} opens here. No limits, they said. Chapter {n} ends.\n" for n in "ABC"
    )
    new = "Entirely new words at the top.\n" + old
    for nth in range(3):
        start = -1
        for _ in range(nth + 1):
            start = new.index("No limits", start + 1)
        assert again(new, old, "No limits", nth=nth) == Anchor(start, start + 9, EXACT)


def test_twins_with_the_same_surroundings_are_not_guessed_at() -> None:
    block = "This paragraph is repeated word for word in the whole of the scraped page. " * 3
    old = block * 4
    new = "x" + block * 4
    assert again(new, old, "word for word", nth=5) is None


def test_a_common_word_is_found_by_its_context_however_often_it_is_there() -> None:
    old = "of the " * 4000 + "Here and only here of course it matters. " + "of the " * 4000
    start = old.index("of course")
    marked = Selector.of(old, start, start + 2)
    new = "Preface. " + old
    anchor = reanchor(new, marked.exact, marked.prefix, marked.suffix, start)
    assert anchor == Anchor(start + 9, start + 11, EXACT)


def test_a_common_word_with_changed_context_is_not_guessed_at() -> None:
    old = "of the " * 4000 + "Here and only here of course it matters. " + "of the " * 4000
    start = old.index("of course")
    marked = Selector.of(old, start, start + 2)
    new = old.replace("Here and only here", "There").replace("course it", "route")
    assert reanchor(new, marked.exact, marked.prefix, marked.suffix, start) is None


@pytest.mark.parametrize("quote", ["every 77 days", "77", "parties shall meet every 77"])
def test_a_passage_that_was_deleted_is_lost(quote: str) -> None:
    line = LINES.splitlines(keepends=True)[11]
    assert quote in line
    for original in (True, False):
        assert again(LINES.replace(line, ""), LINES, quote, original=original) is None
    assert again(LINES.replace(line, "Struck out.\n"), LINES, quote, original=True) is None


def test_a_short_quote_elsewhere_is_no_evidence() -> None:
    old = "At first they met in Paris, in the spring, and signed. Nothing more is known of it."
    new = "A different text, about trains. One of them goes to Paris on Sundays, late at night."
    assert again(new, old, "Paris") is None


def test_nothing_is_found_in_an_empty_text_or_for_an_empty_quote() -> None:
    assert reanchor("", "quote", "", "", 0) is None
    assert reanchor("text", "", "te", "xt", 2) is None
    assert reanchor("text", "", "", "", 2, "text") is None


@pytest.mark.parametrize("start", [-1, -(10**30), 10**9, 10**30])
@pytest.mark.parametrize("original", [None, LINES])
def test_a_start_outside_the_text_is_no_place(start: int, original: str | None) -> None:
    at = LINES.index("every 77 days")
    marked = Selector.of(LINES, at, at + 13)
    assert reanchor(LINES, marked.exact, marked.prefix, marked.suffix, start, original) == Anchor(
        at, at + 13, EXACT
    )
    assert reanchor(LINES, "not there", "", "", start, original) is None
    assert reanchor("aaaa", "aaaa", "", "", start, "aaaa") == Anchor(0, 4, EXACT)


@pytest.mark.parametrize(
    ("start", "end"), [(5, -1), (5, 10**9), (5, 5), (5, 2), (-4, 9), (10**9, 10**9), (0, 0)]
)
@pytest.mark.parametrize("exact", ["text", ""])
def test_offsets_that_make_no_sense_never_mark_other_words(
    start: int, end: int, exact: str
) -> None:
    text = "some text."
    shown = place(annotation(Selector(exact, "some ", ".", start, end), "now"), text, "now")
    if not exact:
        assert (shown.state, shown.start, shown.end) == (LOST, None, None)
    else:
        assert (shown.start, shown.end) == (5, 9)


def test_a_note_on_the_whole_document_has_no_place() -> None:
    note = annotation(None)
    assert place(note, "any text", "now") == Placed(note, WHOLE)


def test_offsets_into_another_text_are_not_believed() -> None:
    text = "Paris then. " + "x" * 200 + " Paris now, at last."
    marked = Selector("Paris", "x" * 30 + " ", " now, at last.", 0, 5)
    shown = place(annotation(marked, "another"), text, "now")
    assert (shown.state, shown.start) == (EXACT, 213)


alphabet = st.text(st.sampled_from("ab \n"), max_size=40)


@given(
    alphabet,
    st.text(st.sampled_from("ab \n"), max_size=4),
    alphabet,
    alphabet,
    st.integers(-5, 60),
    st.none() | alphabet,
    st.booleans(),
)
@settings(max_examples=400)
def test_what_is_said_to_be_exact_has_the_words_of_the_quote(
    text: str, quote: str, prefix: str, suffix: str, start: int, original: str | None, same: bool
) -> None:
    found = reanchor(text, quote, prefix, suffix, start, text if same else original)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.state in (EXACT, CARRIED, FOUND)
        assert found.state != EXACT or text[found.start : found.end] == quote != ""
    hash_now = "now" if same else "other"
    selector = Selector(quote, prefix, suffix, start, start + len(quote))
    shown = place(annotation(selector, "now"), text, hash_now)
    if shown.start is not None and shown.end is not None:
        assert shown.state != EXACT or text[shown.start : shown.end] == quote
    else:
        assert (shown.state, shown.end) == (LOST, None)


@given(alphabet, st.integers(0, 39), st.integers(1, 8))
def test_every_passage_of_an_unchanged_text_is_exact(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    if quote:
        marked = Selector.of(text, start, start + len(quote))
        shown = place(annotation(marked, "now"), text, "now")
        assert (shown.state, shown.start, shown.end) == (EXACT, start, start + len(quote))


def test_a_thousand_notes_in_a_changed_text_of_a_million_characters() -> None:
    old = "".join(
        f"{n}. The parties shall meet in town {n % 97}, and no other.\n" for n in range(19_000)
    )
    assert len(old) > 1_000_000 - 100_000
    new = "New first line.\n" + old
    step = len(old) // 1000
    for start in range(0, step * 1000, step):
        marked = Selector.of(old, start, start + 40)
        shown = place(annotation(marked), new, "new")
        assert (shown.state, shown.start) == (EXACT, start + 16)


@pytest.mark.parametrize("quote", ["The first paragraph is about pumps.", "about valves, second."])
def test_of_two_short_lookalikes_that_changed_places_each_is_itself(quote: str) -> None:
    first, second = "The first paragraph is about pumps.", "The one paragraph about valves, second."
    old, new = f"{first}\n\n{second}\n", f"{second}\n\n{first}\n"
    found = again(new, old, quote, original=True)
    assert found is None or new[found.start : found.end] == quote


def test_a_short_passage_alone_at_the_other_end_is_carried_there() -> None:
    first, second = "The first paragraph is about pumps.", "The second paragraph is about valves."
    old, new = f"{first}\n\n{second}\n", f"{second}\n\n{first}\n"
    assert again(new, old, second, original=True) == Anchor(0, len(second), CARRIED)
