"""Texts that differ in appearance only fold to the same, and every letter knows where it stood."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.anchoring.folding import fold

texts = st.text(
    st.sampled_from('aB ßéﬁİ\n\t-‐–—\u00ad.…“"’\u0301\u200b中文，ㄱ각ᄀ\u1161\u0640ا\x00\ud800')
    | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two  words", "two\nwords"),
        ("non\u00a0breaking", "non breaking"),
        ("“double” and ‘single’", "\"double\" and 'single'"),
        ("a – b — c", "a - b -- c"),
        ("and so on…", "and so on..."),
        ("ﬁne ﬂow eﬃcient", "fine flow efficient"),
        ("Élan naïve", "elan naive"),
        (unicodedata.normalize("NFD", "Élan naïve"), "Élan naïve"),
        ("STRASSE", "Straße"),
        ("hy-\nphen", "hyphen"),
        ("hy\u00adphen", "hyphen"),
        ("hy\u00ad\n  phen", "hyphen"),
        ("well-known", "well-\nknown"),
        ("zero\u200bwidth", "zerowidth"),
        ("中文的\n文章", "中文的文章"),
        ("ＡＢＣ，１２", "abc,12"),
        (unicodedata.normalize("NFD", "한국어"), "한국어"),
        ("كتـــاب", "كتاب"),
        ("كِتَاب", "كتاب"),
        ("σοφός", "ΣΟΦΟΣ"),
        ("Ёлка", "елка"),
    ],
)
def test_appearance_is_folded_away(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("word", "ward"), ("a b", "ab"), ("10-12", "1012"), ("Vor- und", "Vorund"), ("1.5", "15")],
)
def test_what_is_written_otherwise_stays_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@given(texts)
@settings(max_examples=300, deadline=None)
def test_maps_lead_back_and_forth(text: str) -> None:
    folded = fold(text)
    origins = [folded.origin(index) for index in range(len(folded.text) + 1)]
    assert origins == sorted(origins)
    assert origins[-1] == len(text)
    for index, origin in enumerate(origins[:-1]):
        assert 0 <= origin < len(text)
        assert folded.origin(folded.index(origin)) == origin
        assert folded.origin_end(index + 1) > origin
    for offset in range(len(text) + 1):
        at = folded.index(offset)
        assert at == len(folded.text) or folded.origin(at) >= offset
        assert at == 0 or folded.origin(at - 1) < offset


@given(texts)
@settings(max_examples=300, deadline=None)
def test_folded_texts_hold_no_controls(text: str) -> None:
    folded = fold(text).text
    assert not any(char < " " or char == "\x7f" for char in folded)


def test_a_letter_keeps_its_combining_marks() -> None:
    text = "cafe\u0301 noir"
    folded = fold(text)
    assert folded.text == "cafe noir"
    assert text[folded.origin(0) : folded.origin_end(4)] == "cafe\u0301"
    assert folded.span(0, 5) == (0, 4)


def test_a_ligature_is_one_letter_of_the_source() -> None:
    folded = fold("a ﬁne")
    assert folded.text == "a fine"
    assert [folded.origin(at) for at in range(6)] == [0, 1, 2, 2, 3, 4]
    assert folded.origin_end(3) == 3
