"""Names of persons and organisations, and the forms that styles print them in."""

from collections.abc import Mapping
from typing import Any

from notes.citations.markup import clean
from notes.citations.name_reader import is_cjk, parse_name
from notes.values import dataclass


@dataclass(frozen=True, slots=True)
class Name:
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
            found = value.get(key)
            return clean(found, 300) if isinstance(found, str) else ""

        family, given, literal = text("family"), text("given"), text("literal")
        if literal or not family:
            literal = literal or given
            return cls(literal=literal) if literal else None
        return cls(
            family,
            given,
            particle=text("non-dropping-particle"),
            suffix=text("suffix"),
            dropping=text("dropping-particle"),
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
        return " ".join(filter(None, map(_initial, self.given.split())))

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
        return " ".join(filter(None, (self.given, family, self.suffix)))

    def inverted(self, *, initials: bool = False) -> str:
        """The name under its family name: `King, Martin Luther, Jr.`, or with initials."""
        if self.literal or self.is_cjk:
            return self.direct
        given = " ".join(filter(None, (self.initials if initials else self.given, self.dropping)))
        return ", ".join(filter(None, (self.surname, given, self.suffix)))

    def abbreviated(self) -> str:
        """Initials first: `M. L. King Jr.`"""
        if self.literal or self.is_cjk:
            return self.direct
        family = _attach(self.dropping, self.surname)
        return " ".join(filter(None, (self.initials, family, self.suffix)))


def _attach(particle: str, family: str) -> str:
    if not particle or particle.endswith(("'", "’", "-")):
        return particle + family
    return f"{particle} {family}"


def _initial(given: str) -> str:
    """`Jean-Paul` -> `J.-P.`; `J.R.R.` -> `J. R. R.`; `J.` stays."""
    if given.count(".") > 1:
        return " ".join(f"{part[0]}." for part in given.split(".") if part)
    if "-" in given:
        return "-".join(f"{part[0]}." for part in given.split("-") if part)
    letter = next((character for character in given if character.isalpha()), "")
    return f"{letter}." if letter else ""
