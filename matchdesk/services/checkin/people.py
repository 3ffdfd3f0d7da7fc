"""Reading people, delegations and next meetings the way the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from matchdesk.core.vocabulary import CheckInOutcome, GridState, MeetingStatus, ParticipantStatus
from matchdesk.models import (
    CheckIn,
    Delegation,
    Grid,
    Meeting,
    MeetingGuest,
    Organisation,
    Participant,
    Slot,
    Table,
)
from matchdesk.services.checkin.views import DelegationCount, NextMeeting, PersonView

AHEAD = (MeetingStatus.PLANNED, MeetingStatus.IN_PROGRESS)
"""A meeting in these states still takes place."""

ARRIVED = and_(CheckIn.outcome == CheckInOutcome.ADMITTED, CheckIn.undone_at.is_(None))
"""Of a person's check-ins, the one that says that they are here; there is at most one."""

_CHUNK = 500  # bound parameters in one statement; SQLite's oldest limit is 999


def person_query() -> Select[*tuple[Any, ...]]:
    """Everything a `PersonView` needs, one row a participant."""
    return (
        select(
            Participant.id,
            Participant.number,
            Participant.name,
            Participant.native_name,
            Organisation.name.label("organisation"),
            Organisation.country.label("organisation_country"),
            Participant.country,
            Participant.delegation_id,
            Delegation.name.label("delegation"),
            Participant.role,
            Participant.status,
            Participant.email,
            Participant.attention,
            CheckIn.scanned_at,
            CheckIn.desk,
        )
        .select_from(Participant)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
        .outerjoin(CheckIn, and_(CheckIn.participant_id == Participant.id, ARRIVED))
    )


def person_of(row: Row[Any]) -> PersonView:
    """A row of `person_query` as a view."""
    return PersonView(
        key=row.id,
        number=row.number,
        name=row.name,
        native_name=row.native_name,
        organisation=row.organisation or "",
        country=row.organisation_country or row.country,
        delegation_key=row.delegation_id,
        delegation=row.delegation or "",
        role=row.role,
        status=row.status,
        email=row.email,
        attention=row.attention,
        arrived_at=row.scanned_at,
        arrived_desk=row.desk or "",
    )


def person(session: Session, key: str) -> PersonView | None:
    """The participant with this key."""
    row = session.execute(person_query().where(Participant.id == key)).first()
    return person_of(row) if row else None


def people(session: Session, keys: Iterable[str]) -> dict[str, PersonView]:
    """The participants with these keys, as far as they exist."""
    wanted = list(dict.fromkeys(keys))
    found = {}
    for start in range(0, len(wanted), _CHUNK):
        query = person_query().where(Participant.id.in_(wanted[start : start + _CHUNK]))
        found.update({row.id: person_of(row) for row in session.execute(query)})
    return found


def everybody(session: Session) -> list[PersonView]:
    """All participants, by name."""
    rows = session.execute(person_query().order_by(Participant.name_key, Participant.number))
    return [person_of(row) for row in rows]


def members(session: Session, delegation: str) -> list[PersonView]:
    """A delegation's people who are expected, by name."""
    query = person_query().where(
        Participant.delegation_id == delegation,
        Participant.status == ParticipantStatus.REGISTERED,
    )
    rows = session.execute(query.order_by(Participant.name_key, Participant.number))
    return [person_of(row) for row in rows]


def delegation_count(session: Session, key: str | None) -> DelegationCount | None:
    """How complete this delegation is; None without a delegation."""
    delegation = session.get(Delegation, key) if key else None
    if delegation is None:
        return None
    return counted(delegation, members(session, delegation.id))


def counted(delegation: Delegation, expected: Sequence[PersonView]) -> DelegationCount:
    """The count of a delegation whose expected people are known."""
    missing = tuple(view for view in expected if not view.here)
    return DelegationCount(
        key=delegation.id,
        name=delegation.name,
        country=delegation.country,
        note=delegation.note,
        here=len(expected) - len(missing),
        expected=len(expected),
        missing=missing,
    )


def next_meeting(session: Session, key: str, local_now: datetime) -> NextMeeting | None:
    """The first meeting of a participant that has not ended at `local_now` (venue's wall clock)."""
    today, now = local_now.date(), local_now.time()
    guests = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    first, second = aliased(Participant), aliased(Participant)
    query = (
        select(Meeting, Slot, Table, first, second)
        .join(Grid, and_(Grid.id == Meeting.grid_id, Grid.state == GridState.LIVE))
        .join(Slot, Slot.id == Meeting.slot_id)
        .join(first, first.id == Meeting.first_id)
        .join(second, second.id == Meeting.second_id)
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(
            or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(guests)),
            Meeting.status.in_(AHEAD),
            or_(Slot.day > today, and_(Slot.day == today, Slot.ends > now)),
        )
        .order_by(Slot.number)
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    meeting, slot, table, one, two = row
    partner = person(session, two.id if one.id == key else one.id)
    assert partner is not None  # a meeting's parties exist: the database holds the reference
    return NextMeeting(
        key=meeting.id,
        number=meeting.number,
        slot=slot.number,
        day=slot.day,
        starts=slot.starts,
        table=table.number if table else None,
        zone=table.zone if table else "",
        partner=partner.name,
        partner_organisation=partner.organisation,
        partner_here=partner.here,
    )
