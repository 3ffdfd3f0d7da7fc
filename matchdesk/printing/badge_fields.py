"""The texts a badge can show: a new one is one more small class here, and nothing else.

Designer, printing and imported templates read the same registry.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, TypeVar

from matchdesk.core.text import fold
from matchdesk.printing.badge_data import BadgeData

FREE_TEXT = "text"
"""The field whose words stand in the template itself."""


class Field(ABC):
    """One text of a badge. `key` is its name in templates."""

    key: ClassVar[str]

    @abstractmethod
    def text(self, badge: BadgeData) -> str:
        """What `badge` shows; empty takes no room."""


_Kind = TypeVar("_Kind", bound=Field)

FIELDS: dict[str, Field] = {}
"""Every field by its key, in the order of choosing."""


def registered(kind: type[_Kind]) -> type[_Kind]:
    """Class decorator: make the field known."""
    FIELDS[kind.key] = kind()
    return kind


@registered
class Name(Field):
    """The name in Latin letters, or as it was given."""

    key = "name"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.name


@registered
class NativeName(Field):
    """The name in the person's own script, where that is another one."""

    key = "native_name"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return "" if badge.native_name == badge.name else badge.native_name


@registered
class Organisation(Field):
    """Whom the person speaks for."""

    key = "organisation"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.organisation


@registered
class Country(Field):
    """The country's name in the language of the paper."""

    key = "country"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.country


@registered
class CountryCode(Field):
    """Two letters after ISO 3166."""

    key = "country_code"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.country_code.upper()


@registered
class Delegation(Field):
    """The delegation; one named after its country is said once, by the country."""

    key = "delegation"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return "" if fold(badge.delegation) == fold(badge.country) else badge.delegation


@registered
class RoleName(Field):
    """Such as delegate, speaker or interpreter."""

    key = "role"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.role_label


@registered
class PartnershipName(Field):
    """The partnership; one that travels as a delegation of its own name is said once."""

    key = "partnership"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        same = fold(badge.partnership) == fold(badge.delegation)
        return "" if same else badge.partnership


@registered
class Languages(Field):
    """The languages the person speaks."""

    key = "languages"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return " · ".join(badge.languages)


@registered
class Number(Field):
    """The badge number, and whether the person does not want to be photographed."""

    key = "number"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.number


@registered
class TableKept(Field):
    """The table that is kept for the person's organisation."""

    key = "table"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.table


@registered
class EventName(Field):
    """The event."""

    key = "event_name"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.event_name


@registered
class EventLine(Field):
    """Days and place of the event."""

    key = "event_line"

    def text(self, badge: BadgeData) -> str:
        """What the class says."""
        return badge.event_line
