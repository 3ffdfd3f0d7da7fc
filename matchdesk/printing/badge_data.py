"""What a badge shows of one person."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.core.vocabulary import Role
from matchdesk.printing.agenda_data import AgendaData


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One badge, in words ready for paper; an empty text takes no room.

    `key` names the badge in reports (a participant's id); `country_code` is ISO 3166 alpha-2 and,
    with `language` (BCP 47), decides whose shape of ideographs is used; `event_line` holds dates
    and city; `table` is one that is kept for the person's organisation; `token` goes into the QR
    code as it stands; `agenda` stands on the back of folded badges.
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
    table: str = ""
    event_name: str = ""
    event_line: str = ""
    language: str = ""
    agenda: AgendaData | None = None
