"""Metadata that the user sets by hand, as `field=value`, checked before it is kept."""

import re

from notes.csl_types import CSL_TYPES
from notes.documents.dates import parse_date
from notes.documents.model import DATE_FIELDS, FIELDS, NAME_FIELDS
from notes.documents.typed_names import names_typed
from notes.documents.visible import tidy, visible
from notes.errors import UserError

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_KEY = re.compile(r"[^\s{}%#,\\~\"'=()\[\]@]+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def parse_setting(setting: str) -> tuple[str, str | tuple[str, ...]]:
    """Read `field=value`; authors by `;` or `and`. Raises UserError for what makes no sense.

    >>> parse_setting("authors=Viktor Kaspruk; Jane Doe")
    ('authors', ('Viktor Kaspruk', 'Jane Doe'))
    """
    name, equals, value = setting.partition("=")
    name = check_field(name)
    if not equals:
        raise UserError(f"{visible(setting)!r} is no setting; write {name}=VALUE")
    return name, check_value(name, value)


def check_field(name: str) -> str:
    """Return the name of a field as it is kept; raises UserError where there is no such field."""
    name = name.strip().lower()
    if name not in FIELDS:
        raise UserError(f"there is no field {visible(name)!r}; the fields are {', '.join(FIELDS)}")
    return name


def check_value(name: str, value: str) -> str | tuple[str, ...]:
    """Return the value of a field as it is kept; raises UserError with what is expected."""
    if name in NAME_FIELDS:
        people = names_typed(value)
        if not people:
            raise UserError(f"{name} needs a name; take the field away with --unset {name}")
        return people
    value = tidy(value)
    if not value:
        raise UserError(f"{name} needs a value; take the field away with --unset {name}")
    if name in DATE_FIELDS:
        return _checked_date(name, value)
    if name == "type":
        return _checked_type(value)
    if name == "doi":
        value = _DOI_PREFIX.sub("", value, count=1)
        _require(_DOI.fullmatch(value), name, value, "it begins with 10., like 10.1000/182")
    elif name == "url":
        _require(re.fullmatch(r"https?://\S+", value), name, value, "it begins with https://")
    elif name == "language":
        _require(_LANGUAGE.fullmatch(value), name, value, "write a code like en or pt-BR")
    elif name == "key":
        _require(_KEY.fullmatch(value), name, value, "write letters and digits like kaspruk2025")
    return value


def _checked_date(name: str, value: str) -> str:
    date = parse_date(value)
    if date is None:
        expected = "write 2025, 2025-02 or 2025-02-22, and c. 1988 for about that year"
        raise UserError(f"{name}: {value!r} is no date; {expected}")
    return date


def _checked_type(value: str) -> str:
    if value.lower() not in CSL_TYPES:
        some = "book, chapter, report, article-journal or webpage"
        raise UserError(
            f"type: {value!r} is none of CSL's types, like {some}; `meta --help` names them all"
        )
    return value.lower()


def _require(match: object, name: str, value: str, expected: str) -> None:
    if not match:
        raise UserError(f"{name}: {value!r} does not look like one; {expected}")
