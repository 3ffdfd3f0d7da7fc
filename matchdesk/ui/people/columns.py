"""The columns of the participants' table, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from matchdesk.core.clock import wall_time
from matchdesk.core.text import beside
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.core.wording import label
from matchdesk.services.places import country_name, language_name
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Column
from matchdesk.ui.widgets.rows_model import folded

if TYPE_CHECKING:
    from matchdesk.services.people import ParticipantRow, PersonName, Withdrawal

HIDDEN = ("Delegation", "Role", "E-mail", "Languages", "Requests")
"""Left out at first: there is room for them on a large screen."""

STATES = {
    ParticipantStatus.REGISTERED: State.NEUTRAL,
    ParticipantStatus.CANCELLED: State.PROBLEM,
    ParticipantStatus.SUBSTITUTED: State.ATTENTION,
}


def columns(now: Callable[[], datetime], zone: Callable[[], ZoneInfo | None]) -> tuple[Column, ...]:
    """`zone` gives the venue's, in which arrivals are shown; `now` says which are of today."""
    return (
        Column("No.", lambda r: str(r.number), lambda r: r.number, width=66, right=True),
        Column("Name", both_names, lambda r: folded(r.name), width=0),
        Column("Organisation", lambda r: r.organisation, width=166, most=420),
        Column("Country", lambda r: r.country, tip=lambda r: country_name(r.country), width=70),
        Column("Delegation", lambda r: r.delegation, width=104, most=260),
        Column("Role", lambda r: label(r.role), width=130),
        Column("E-mail", lambda r: r.email, width=170, most=320),
        Column("Languages", _languages, tip=_language_names, width=92),
        Column("Here", lambda r: here(r, now(), zone()), _here_order, _here_state, width=104),
        Column("Meetings", _number("meetings"), lambda r: r.meetings, width=84, right=True,
               searched=False),
        Column("Requests", _number("requests"), lambda r: r.requests, width=84, right=True,
               searched=False),
    )  # fmt: skip


def both_names(row: ParticipantRow | PersonName | Withdrawal) -> str:
    """The name in its own script first, the Latin one beside it."""
    return beside(row.native_name, row.name, gap=" · ")


def here(row: ParticipantRow, now: datetime, zone: ZoneInfo | None) -> str:
    """Since when somebody is here, or why they are not expected."""
    if row.status is not ParticipantStatus.REGISTERED:
        return label(row.status)
    return wall_time(row.arrived_at, now, zone) if row.arrived_at else ""


def here_state(row: ParticipantRow) -> State:
    """Good for who is here; of those who are not expected what the status says, come what may."""
    expected = row.status is ParticipantStatus.REGISTERED
    return State.GOOD if expected and row.arrived_at else STATES[row.status]


def _here_state(row: ParticipantRow) -> State | None:
    missing = row.status is ParticipantStatus.REGISTERED and row.arrived_at is None
    return None if missing else here_state(row)


def _here_order(row: ParticipantRow) -> str | None:
    return row.arrived_at.isoformat() if row.arrived_at else None


def _languages(row: ParticipantRow) -> str:
    return ", ".join(row.languages)


def _language_names(row: ParticipantRow) -> str:
    return ", ".join(language_name(code) for code in row.languages)


def _number(field: str) -> Callable[[ParticipantRow], str]:
    return lambda row: str(getattr(row, field) or "")
