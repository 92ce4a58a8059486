"""A date is taken where it is clear, and never made up."""

import pytest

from notes.documents.dates import date_line, date_to_type, is_iso_date, parse_date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("22 February, 2025 Saturday", "2025-02-22"),
        ("9:25 09.05.2025 •", "2025-05-09"),
        ("Saturday, February 22, 2025 at 6:52 pm", "2025-02-22"),
        ("Published: 22nd of February 2025 | 18:52 GMT", "2025-02-22"),
        ("2025-02-22", "2025-02-22"),
        ("2025-02-22T18:52:07+02:00", "2025-02-22"),
        ("2025/2/3", "2025-02-03"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("May 2025", "2025-05"),
        ("2025, 9 May", None),
        ("le 3 mars 2024", None),
        ("3 mars 2024", "2024-03-03"),
        ("Dienstag, 4. März 2025", "2025-03-04"),
        ("3 de marzo de 2024", "2024-03-03"),
    ],
)
def test_a_line_of_nothing_but_date_time_and_weekday(line: str, date: str | None) -> None:
    assert date_line(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "05/09/2025",
        "22/02/2025",
        "18:52",
        "2025",
        "2025, Saturday",
        "22 February",
        "31 February 2025",
        "45.13.2025",
        "Putin with Xi Jinping in Kremlin, May 8, 2025",
        "The talks of 8 May 2025",
        "",
        "9" * 60,
        "May " * 30,
    ],
)
def test_no_date_where_day_month_or_meaning_is_unclear(line: str) -> None:
    assert date_line(line) is None


def test_a_date_field_may_hold_a_year_alone() -> None:
    assert parse_date(" 1984 ") == "1984"
    assert parse_date("3/4/2025") is None


@pytest.mark.parametrize(
    "written",
    ["c. 1988", "c.1988", "ca. 1988", "circa 1988", "about 1988", "1988?", "[1988?]", "1988 (ca.)"],
)
def test_about_a_year(written: str) -> None:
    assert parse_date(written) == "1988~"
    assert date_to_type("1988~") == "c. 1988"
    assert date_to_type("1988") == "1988"
    assert parse_date("cairo 1988") is None


@pytest.mark.parametrize("value", ["2025", "2025-02", "2024-02-29"])
def test_iso_dates_of_any_precision(value: str) -> None:
    assert is_iso_date(value)


@pytest.mark.parametrize(
    "value", ["25", "2025-2", "2025-13", "2025-02-30", "2025-02-22T10", "٢٠٢٥"]
)
def test_what_is_no_iso_date(value: str) -> None:
    assert not is_iso_date(value)
