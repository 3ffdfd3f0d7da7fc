"""What a badge can show, and the registry of its fields: a new field is one new row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One badge, in words ready for paper; an empty text takes no room.

    `key` names the badge in reports (a participant's id); `country_code` is ISO 3166 alpha-2 and,
    with `language` (BCP 47), decides whose shape of ideographs is used; `event_line` holds dates
    and city; `token` goes into the QR code as it stands.
    """

    key: str
    name: str
    token: str
    native_name: str = ""
    organisation: str = ""
    country: str = ""
    country_code: str = ""
    delegation: str = ""
    role: Role = Role.DELEGATE
    role_label: str = ""
    partnership: str = ""
    languages: tuple[str, ...] = ()
    number: str = ""
    event_name: str = ""
    event_line: str = ""
    language: str = ""


def _delegation(badge: BadgeData) -> str:
    """A delegation named after its country is said once, by the country."""
    return "" if fold(badge.delegation) == fold(badge.country) else badge.delegation


def _partnership(badge: BadgeData) -> str:
    """A partnership that travels as a delegation of its own name is said once."""
    same = fold(badge.partnership) == fold(badge.delegation)
    return "" if same else badge.partnership


FIELDS: dict[str, Callable[[BadgeData], str]] = {
    "name": lambda badge: badge.name,
    "native_name": lambda badge: "" if badge.native_name == badge.name else badge.native_name,
    "organisation": lambda badge: badge.organisation,
    "country": lambda badge: badge.country,
    "country_code": lambda badge: badge.country_code.upper(),
    "delegation": _delegation,
    "role": lambda badge: badge.role_label,
    "partnership": _partnership,
    "languages": lambda badge: " · ".join(badge.languages),
    "number": lambda badge: badge.number,
    "event_name": lambda badge: badge.event_name,
    "event_line": lambda badge: badge.event_line,
}
"""The texts a template can place, by name."""
