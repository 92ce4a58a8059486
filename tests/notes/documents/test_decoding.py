"""Bytes become text the same way every time, or are refused in one line."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.documents.decoding import Decoded, decode
from notes.errors import DocumentError

SAMPLE = "Пекін і Москва: «ось»\nligne é\n"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, name: str) -> None:
    assert decode(mark + SAMPLE.encode(name)) == Decoded(SAMPLE, name)


def test_utf8_needs_no_guess() -> None:
    assert decode(SAMPLE.encode()) == Decoded(SAMPLE, "utf-8")


def test_french_windows_text_is_guessed_and_said_to_be() -> None:
    text = "L\u2019été à Noël \u2013 \u0153uvre"
    assert decode(text.encode("cp1252")) == Decoded(text, "cp1252", ("encoding guessed: cp1252",))


def test_bytes_that_windows_1252_lacks_make_it_latin_1() -> None:
    decoded = decode(b"caf\xe9 \x81 au lait, s'il vous pla\xeet")
    assert decoded.encoding == "latin-1"
    assert decoded.text == "café \x81 au lait, s'il vous plaît"


def test_utf16_without_a_mark_is_recognised() -> None:
    decoded = decode("Ten plain words, saved by an old editor.".encode("utf-16-le"))
    assert decoded.text.startswith("Ten plain words")
    assert decoded.notices == ("encoding guessed: utf-16-le",)


def test_the_users_encoding_is_final() -> None:
    assert decode("Тютчев".encode("koi8-r"), "koi8-r") == Decoded("Тютчев", "koi8-r")
    with pytest.raises(DocumentError, match="byte 3 is not valid utf-8"):
        decode(b"caf\xe9", "utf-8")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "unicode_escape", "idna", "a\0b"])
def test_what_is_no_text_encoding_is_refused_by_name(name: str) -> None:
    with pytest.raises(DocumentError, match="there is no text encoding"):
        decode(b"words", name)


def test_newlines_become_one_kind_and_other_separators_stay() -> None:
    decoded = decode("a\r\nb\rc\n\u2028d\x0ce\x85f\u2029".encode())
    assert decoded.text == "a\nb\nc\n\u2028d\x0ce\x85f\u2029"


def test_a_stray_control_character_keeps_its_place() -> None:
    text = "A line with a bell \x07 and a NUL \x00 and \x1b[31mcolour\x1b[0m in it, " + "word " * 20
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00" * 50,
        b"text\x00\x00\x00\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        b"%PDF-1.7\n" + b"words " * 100,
        b"PK\x03\x04 a word processor's file",
        codecs.BOM_UTF16_LE + "".join(map(chr, range(1, 31))).encode("utf-16-le") * 40,
        b"\xff\xfe" + b"\x00\xd8" * 60,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not text"):
        decode(data)


def test_a_utf16_file_cut_in_half_a_character_is_read_and_said_to_be_damaged() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "some words".encode("utf-16-le") + b"x")
    assert decoded.text == "some words\ufffd"
    assert "damaged" in decoded.notices[0]


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_BE])
def test_nothing_is_a_valid_empty_text_with_a_notice(data: bytes) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.notices) == ("", ("the file is empty",))


@given(st.binary(max_size=400), st.sampled_from([None, "utf-16", "utf-7", "cp1252", "gb18030"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_text_without_carriage_returns_or_refused(
    data: bytes, encoding: str | None
) -> None:
    try:
        decoded = decode(data, encoding)
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert "\r" not in decoded.text
        assert decode(data, encoding) == decoded


@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs", "Cc"])))
@settings(max_examples=100, deadline=None)
def test_utf8_text_comes_back_as_it_is(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text.removeprefix("\ufeff")


RUSSIAN = "Президент прибыл в Москву на празднование годовщины. Стороны договорились о торговле. "
GREEK = "Ο πρόεδρος έφτασε στη Μόσχα για τον εορτασμό της επετείου του τέλους του πολέμου. "
JAPANESE = "主席は記念日を祝うためにモスクワに到着した。両国は貿易の分野で協力に合意した。"
CHINESE = "主席抵达莫斯科参加战争结束纪念活动。双方同意在贸易和能源领域进一步合作。"
FRENCH = (
    "Le président est arrivé à Moscou pour l’anniversaire : une coopération âprement négociée. "
)
SWEDISH = "Båda sidor kom överens om ökat samarbete på många områden, även försvar. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        *((text, "cp1252") for text in (FRENCH, SWEDISH)),
    ],
)
@pytest.mark.parametrize("times", [1, 3_000])
def test_old_encodings_are_guessed_and_said_to_be(text: str, encoding: str, times: int) -> None:
    found = decode((text * times).encode(encoding))
    assert found.text == text * times
    assert found.notices == (f"encoding guessed: {found.encoding}",)


def test_a_few_foreign_letters_among_latin_ones_are_no_reason_to_guess_otherwise() -> None:
    found = decode(("Mostly English words, with a £ and an é, as they are. " * 5).encode("cp1252"))
    assert found.encoding == "cp1252"
