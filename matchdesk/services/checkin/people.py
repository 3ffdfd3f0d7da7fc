"""Reading people, delegations and next meetings the way the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Row,
    Select,
    and_,
    bindparam,
    case,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import (
    TO_COME,
    DocumentKind,
    GridState,
    MeetingStatus,
    ParticipantStatus,
)
from matchdesk.models import (
    CheckIn,
    Delegation,
    Grid,
    Meeting,
    MeetingGuest,
    Organisation,
    Participant,
    PrintRecord,
    Slot,
    Table,
)
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.checkin.views import DelegationCount, NextMeeting, PersonView
from matchdesk.storage.rows import rows

AHEAD = (*TO_COME, MeetingStatus.IN_PROGRESS)
"""A meeting in these states still takes place."""

ARRIVED = and_(CheckIn.outcome == literal_column("'admitted'"), CheckIn.undone_at.is_(None))
"""Of a person's check-ins, the one that says that they are here; there is at most one.

The word stands in the statement itself, not beside it: only then SQLite sees beforehand that the
index `one_arrival` serves, and need not plan the statement again each time.
"""

_CHUNK = 500  # bound parameters in one statement; SQLite's oldest limit is 999
_BY_NAME = (in_letter_order(Participant.name_key), Participant.number)


Query = Select[*tuple[Any, ...]]


def _columns() -> tuple[Any, ...]:
    """The columns of a `PersonView`, in the order of `person_of`."""
    return (
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
        CheckIn.left_at,
    )


@cache
def person_query() -> Query:
    """Everything a `PersonView` needs, one row a participant.

    Built once: putting the statement together takes longer than running it.
    """
    return (
        select(*_columns())
        .select_from(Participant)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
        .outerjoin(CheckIn, and_(CheckIn.participant_id == Participant.id, ARRIVED))
    )


def person_of(row: Row[Any]) -> PersonView:
    """A row of `person_query` as a view; taken apart by place, for there may be thousands."""
    (
        key,
        number,
        name,
        native_name,
        organisation,
        organisation_country,
        country,
        delegation_key,
        delegation,
        role,
        status,
        email,
        attention,
        arrived_at,
        desk,
        left_at,
    ) = tuple(row)
    return PersonView(
        key,
        number,
        name,
        native_name,
        organisation or "",
        organisation_country or country,
        delegation_key,
        delegation or "",
        role,
        status,
        email,
        attention,
        arrived_at,
        desk or "",
        left_at,
    )


def person(session: Session, key: str) -> PersonView | None:
    """The participant with this key."""
    row = rows(session, _one_person(), key=key).first()
    return person_of(row) if row else None


@cache
def _one_person() -> Query:
    return person_query().where(Participant.id == bindparam("key"))


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
    found = session.execute(person_query().order_by(*_BY_NAME))
    return [person_of(row) for row in found]


def members(session: Session, delegation: str) -> list[PersonView]:
    """A delegation's people who are expected, by name."""
    return [person_of(row) for row in rows(session, _members(), key=delegation).all()]


@cache
def _members() -> Query:
    expected = (
        Participant.delegation_id == bindparam("key"),
        Participant.status == ParticipantStatus.REGISTERED,
    )
    return person_query().where(*expected).order_by(*_BY_NAME)


def delegation_count(session: Session, key: str | None) -> DelegationCount | None:
    """How complete this delegation is; None without a delegation."""
    delegation = rows(session, _delegation(), key=key).first() if key else None
    if delegation is None:
        return None
    return counted(delegation, members(session, delegation.id))


@cache
def _delegation() -> Query:
    columns = (Delegation.id, Delegation.name, Delegation.country, Delegation.note)
    return select(*columns).where(Delegation.id == bindparam("key"))


def counted(delegation: Delegation | Row[Any], expected: Sequence[PersonView]) -> DelegationCount:
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
    moment = {"today": local_now.date(), "now": local_now.time()}
    row = rows(session, _meetings_ahead(), key=key, **moment).first()
    if row is None:
        return None
    return NextMeeting(
        key=row.id,
        number=row.number,
        slot=row.slot,
        day=row.day,
        starts=row.starts,
        table=row.table,
        zone=row.zone or "",
        partner=row.partner,
        partner_organisation=row.organisation or "",
        partner_here=row.arrived is not None and row.left_at is None,
    )


@cache
def _meetings_ahead() -> Query:
    key: BindParameter[str] = bindparam("key")
    today: BindParameter[date] = bindparam("today")
    now: BindParameter[time] = bindparam("now")
    guests = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == key)
    partner = case((Meeting.first_id == key, Meeting.second_id), else_=Meeting.first_id)
    return (
        select(
            Meeting.id,
            Meeting.number,
            Slot.number.label("slot"),
            Slot.day,
            Slot.starts,
            Table.number.label("table"),
            Table.zone,
            Participant.name.label("partner"),
            Organisation.name.label("organisation"),
            CheckIn.scanned_at.label("arrived"),
            CheckIn.left_at,
        )
        .join(Grid, and_(Grid.id == Meeting.grid_id, Grid.state == GridState.LIVE))
        .join(Slot, Slot.id == Meeting.slot_id)
        .join(Participant, Participant.id == partner)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .outerjoin(CheckIn, and_(CheckIn.participant_id == Participant.id, ARRIVED))
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(
            or_(Meeting.first_id == key, Meeting.second_id == key, Meeting.id.in_(guests)),
            Meeting.status.in_(AHEAD),
            or_(Slot.day > today, and_(Slot.day == today, Slot.ends > now)),
        )
        .order_by(Slot.number)
        .limit(1)
    )


def contacts(session: Session, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Telephone and e-mail of those of `keys` who did not refuse that their data are shared."""
    columns = (Participant.id, Participant.phone, Participant.email)
    willing = Participant.consent_sharing.is_not(False)
    found = {}
    for start in range(0, len(keys), _CHUNK):
        wanted = Participant.id.in_(keys[start : start + _CHUNK])
        for row in session.execute(select(*columns).where(wanted, willing)):
            found[row.id] = (row.phone, row.email)
    return found


def last_printed(session: Session, key: str) -> dict[DocumentKind, datetime]:
    """When each kind of document was last printed for a participant."""
    return {row.kind: row.at for row in rows(session, _printed(), key=key)}


@cache
def _printed() -> Query:
    key: BindParameter[str] = bindparam("key")
    return (
        select(PrintRecord.kind, PrintRecord.at)
        .where(PrintRecord.participant_id == key)
        .order_by(PrintRecord.at)
    )
