"""What an agenda shows, and how two agendas are told to be the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class EntryKind(StrEnum):
    """What a stretch of the day holds."""

    MEETING = "meeting"
    BREAK = "break"
    PLENARY = "plenary"  # or a reception: what one goes to, unlike a break
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Partner:
    """One person met."""

    name: str
    native_name: str = ""
    organisation: str = ""
    country: str = ""
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One stretch of a day. `start` and `end` carry their zone.

    `title` names a break or plenary, or says why somebody is away in free time, which may span many
    slots; `slot` (of a meeting) counts from 1; `zone` is the table's, or where a plenary takes
    place; `offers` and `needs` are the partner's, in short; `form` is C2C, C2B or B2B.
    """

    kind: EntryKind
    start: datetime
    end: datetime
    title: str = ""
    slot: int | None = None
    partners: tuple[Partner, ...] = ()
    table: str = ""
    zone: str = ""
    form: str = ""
    offers: str = ""
    needs: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day of one participant, its entries in order."""

    date: date
    entries: tuple[AgendaEntry, ...]


class ChangeKind(StrEnum):
    """What became of a meeting or entry of the programme since the agenda was last printed.

    One that is `CHANGED` stands where it stood, with other details.
    """

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """One line of the slip: `start` and `table` are the present ones, `was_…` the old paper’s.

    A meeting that is gone has only the old ones, a new one only the present ones. An entry of the
    programme has a `title` instead of a partner, and an end and a place. `details` says what else
    changed about a meeting that stands.
    """

    kind: ChangeKind
    partner: Partner
    start: datetime | None = None
    table: str = ""
    was_start: datetime | None = None
    was_table: str = ""
    title: str = ""
    end: datetime | None = None
    was_end: datetime | None = None
    place: str = ""
    was_place: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class AgendaData:
    """One participant's agenda, in words ready for paper.

    `key` names the agenda in reports (the participant's id); `timezone` is the event's (IANA);
    `language` (BCP 47) tells whose ideographs the name takes, `speaks` in whose words the page is
    set if the caller offers several. `version` and `printed_at` (with its zone) stand on every
    page. `token` makes the QR code by which the desk finds the participant, `room_plan` says where
    the tables are, `changes` make the slip: what the paper of version `instead_of` does not say.
    """

    key: str
    name: str
    event_name: str
    timezone: str
    days: tuple[AgendaDay, ...]
    version: int
    printed_at: datetime
    native_name: str = ""
    organisation: str = ""
    country: str = ""
    country_code: str = ""
    venue: str = ""
    city: str = ""
    language: str = ""
    twelve_hour: bool = False
    speaks: str = ""
    token: str = ""
    room_plan: str = ""
    changes: tuple[AgendaChange, ...] = ()
    instead_of: int = 0


_NOT_SAID = (*("version", "printed_at", "speaks", "token", "room_plan", "changes", "instead_of"),)


def fingerprint(agenda: AgendaData) -> str:
    """The same 64 hexadecimal digits for agendas that say the same, whenever they are printed.

    Only what is said counts: not version and time of printing, nor in which words, by which clock
    and with which code. Stable over runs and machines.
    """
    content = _fields(agenda)
    for name in _NOT_SAID:
        del content[name]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=_written)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _written(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one, too: the zone's offset is part of it
        return value.isoformat()
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    # `dataclasses.asdict` copies every value deeply: eight times slower over a whole event.
    return {field.name: getattr(value, field.name) for field in fields(value)}
