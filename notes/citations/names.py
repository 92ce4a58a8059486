"""Names of persons and organisations, and the forms that styles print them in."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from notes.citations.csl_item import text_of
from notes.citations.markup import clean
from notes.citations.name_reader import (
    PARTICLES,
    SUFFIX,
    is_cjk,
    is_shouted,
    parse_name,
    softened_family,
    softened_given,
)

_SUFFIXES = {"jr": "Jr.", "sr": "Sr."}


class Name(NamedTuple):
    """A person, or with `literal` an organisation (or a person known by one name).

    `particle` stays with the family name (van Gogh); `dropping` goes behind the given name when
    the name is inverted (Humboldt, Alexander von).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    dropping: str = ""

    @classmethod
    def from_csl(cls, value: Any) -> "Name | None":
        """Read a CSL name, or a name written out; None for what says nothing."""
        if isinstance(value, str):
            value = parse_name(value)
        if not isinstance(value, Mapping):
            return None

        def text(key: str) -> str:
            return clean(text_of(value, key), 300) if isinstance(value.get(key), str) else ""

        family, given, literal = text("family"), text("given"), text("literal") or text("name")
        if literal or not family:
            literal = literal or given
            return cls(literal=literal) if literal else None
        family, suffix = _without_suffix(family, text("suffix"))
        given, suffix = _without_suffix(given, suffix)
        given, trailing = _without_particle(given)
        if given and is_shouted(family):
            family, given = softened_family(family), softened_given(given)
        return cls(
            family,
            given,
            particle=text("non-dropping-particle"),
            suffix=_SUFFIXES.get(suffix.rstrip(".").lower(), suffix),
            dropping=text("dropping-particle") or trailing,
        )

    @property
    def surname(self) -> str:
        """What the name is sorted and cited under: `van Gogh`, `World Bank`, `习近平`."""
        if self.literal or self.is_cjk:
            return self.direct
        return _attach(self.particle, self.family)

    @property
    def initials(self) -> str:
        """The given names as initials: `J.-P.`, `M. L.`"""
        parts = self.given.split()
        small = len(parts) > 1  # a small word in given names (`Maria del Carmen`) has no initial
        return " ".join(
            filter(None, (_initial(part) for part in parts if not (small and part in PARTICLES)))
        )

    @property
    def is_cjk(self) -> bool:
        """True for a name in Chinese, Japanese or Korean script: family first, nothing between."""
        return bool(self.family) and is_cjk(self.family + self.given)

    @property
    def direct(self) -> str:
        """The name in reading order: `Vincent van Gogh`, `Martin Luther King Jr.`"""
        if self.literal:
            return self.literal
        if self.is_cjk:
            return self.family + self.given
        family = _attach(self.dropping, _attach(self.particle, self.family))
        return " ".join(filter(None, (self._spaced, family, self.suffix)))

    @property
    def _spaced(self) -> str:
        """The given names; of those that are initials each with its full stop and a blank."""
        return " ".join(map(_with_blanks, self.given.split()))

    def inverted(self, *, initials: bool = False, tight: bool = False) -> str:
        """The name under its family name: `King, Martin Luther, Jr.`, or with initials.

        `tight` initials have no blanks between them (`M.L.`).
        """
        if self.literal or self.is_cjk:
            return self.direct
        given = self.initials if initials else self._spaced
        given = given.replace(". ", ".") if tight else given
        given = " ".join(filter(None, (given, self.dropping)))
        return ", ".join(filter(None, (self.surname, given, self.suffix)))

    def abbreviated(self, *, tight: bool = False) -> str:
        """Initials first: `M. L. King Jr.`, or `tight` `M.L. King Jr.`"""
        if self.literal or self.is_cjk:
            return self.direct
        family = _attach(self.dropping, self.surname)
        initials = self.initials.replace(". ", ".") if tight else self.initials
        return " ".join(filter(None, (initials, family, self.suffix)))


def _attach(particle: str, family: str) -> str:
    if not particle or particle.endswith(("'", "’", "-")):
        return particle + family
    return f"{particle} {family}"


def _without_suffix(part: str, suffix: str) -> tuple[str, str]:
    """`King, Jr.` or `John, III` in one field, as catalogues have it: the name and its suffix."""
    head, _, tail = part.rpartition(" ")
    if suffix or not head or not SUFFIX.fullmatch(tail):
        return part, suffix
    return head.rstrip(","), tail


def _without_particle(given: str) -> tuple[str, str]:
    """`Ludwig van` -> `Ludwig` and `van`: particles at the end of given names are no names."""
    parts = given.split()
    count = len(parts)
    while count > 1 and parts[count - 1] in PARTICLES:
        count -= 1
    return " ".join(parts[:count]), " ".join(parts[count:])


def _with_blanks(given: str) -> str:
    """`A.A.` -> `A. A.`, `C` -> `C.`; whatever is no initial stays as it is."""
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}", given):
        return given.replace(".", ". ").strip()
    if _is_initials(given):
        return _initial(given)
    return f"{given}." if len(given) == 1 and given.isupper() else given


def _is_initials(given: str) -> bool:
    """True for `JRR`, as catalogues of medicine have names."""
    return given.isupper() and given.isascii() and given.isalpha() and len(given) in (2, 3)


def _initial(given: str) -> str:
    """`Jean-Paul` -> `J.-P.`, `Ji-woo` -> `J.`, `J.R.R.` and `JRR` -> `J. R. R.`; `J.` stays.

    Names in a script without capitals have no initials.
    """
    if given.upper() == given.lower() and given[:1].isalpha():
        return given
    if "-" in given:
        parts = [part for part in given.split("-") if part[:1].isalpha()]
        shown = [part for n, part in enumerate(parts) if n == 0 or part[0].isupper()]
        return "-".join(f"{part[0]}." for part in shown)
    if given.count(".") > 1:
        return " ".join(f"{part[0]}." for part in given.split(".") if part)
    if _is_initials(given):
        return " ".join(f"{letter}." for letter in given)
    letter = next((c for c in given if c.isalpha() and unicodedata.category(c) != "Lm"), "")
    return f"{letter}." if letter else ""
