"""What the user sets by hand is checked before it is kept."""

import pytest

from notes.csl_types import CSL_TYPES
from notes.documents.settings import check_field, parse_setting
from notes.errors import UserError


@pytest.mark.parametrize(
    ("setting", "kept"),
    [
        ("title= The  title = so far ", ("title", "The title = so far")),
        ("authors=Jane Doe; The Institute;", ("authors", ("Jane Doe", "The Institute"))),
        ("authors=Fox, Brian and Chet Ramey", ("authors", ("Fox, Brian", "Chet Ramey"))),
        ("editors=Smith and Sons;", ("editors", ("Smith and Sons",))),
        ("Date=2025-02", ("date", "2025-02")),
        ("date=22.02.2025", ("date", "2025-02-22")),
        ("date=22 February 2025", ("date", "2025-02-22")),
        ("original-date=circa May 1988", ("original-date", "1988-05~")),
        ("doi=https://doi.org/10.1000/182", ("doi", "10.1000/182")),
        ("url=https://example.org/a?b=c", ("url", "https://example.org/a?b=c")),
        ("language=pt-BR", ("language", "pt-BR")),
        ("key=kaspruk2025china", ("key", "kaspruk2025china")),
        ("type=Article-Journal", ("type", "article-journal")),
        ("publisher=a\x1b[31mb", ("publisher", "a[31mb")),
    ],
)
def test_a_setting(setting: str, kept: tuple[str, object]) -> None:
    assert parse_setting(setting) == kept


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("colour=red", "the fields are title, authors"),
        ("title", "write title=VALUE"),
        ("title= ", "--unset title"),
        ("authors= ; ", "--unset authors"),
        ("date=3/4/2025", "write 2025, 2025-02 or 2025-02-22"),
        ("accessed=2025-02-30", "is no date"),
        ("url=javascript:alert(1)", "https://"),
        ("doi=182", "begins with 10."),
        ("language=English please", "a code like en"),
        ("key=two words", "letters and digits"),
        ("type=nonsense", "like book, chapter, report, article-journal or webpage; `meta --help`"),
        ("\x1b[2Jx=1", "there is no field"),
    ],
)
def test_what_makes_no_sense_is_said_clearly(setting: str, complaint: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_setting(setting)
    message = str(caught.value)
    assert complaint in message
    assert message.isprintable()


def test_the_name_of_a_field_alone() -> None:
    assert check_field(" Title ") == "title"


def test_every_type_that_is_read_or_cited_can_be_set() -> None:
    from notes.bibliographies import bib_entries
    from notes.citations import csl_item, reference
    from notes.documents import html_metadata

    known = (
        *reference._KINDS,
        *csl_item._TYPES.values(),
        *bib_entries._TYPES.values(),
        *bib_entries._SUBTYPES.values(),
        *html_metadata._TYPES.values(),
    )
    assert set(known) | {"document", "webpage", "post"} == set(CSL_TYPES)
