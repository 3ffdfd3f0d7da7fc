"""Reading meetings and their outcomes from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import MeetingStatus, OrganisationType, meeting_form
from matchdesk.models import (
    Agreement,
    AgreementMeeting,
    Event,
    Meeting,
    MeetingGuest,
    Organisation,
    Outcome,
    Participant,
    Slot,
    Table,
)
from matchdesk.services.events import live_grid, the_event
from matchdesk.services.outcomes.views import MeetingView, OutcomeView, PartyView
from matchdesk.storage.rows import rows

OVER = (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)
"""Nothing can have come of a meeting in these states."""

_ZONE = select(Event.timezone)


def local_now(session: Session, clock: Clock) -> datetime:
    """The venue's wall clock."""
    found = rows(session, _ZONE).scalar() or the_event(session).timezone
    zone = ZoneInfo(found)
    return clock.now().astimezone(zone).replace(tzinfo=None)


def find_meeting(session: Session, named: int | str) -> Meeting:
    """A meeting of the live grid by its number, or any by its key; raises `NotFound`."""
    text = str(named).strip().removeprefix("#")
    if text.isascii() and text.isdigit():
        grid = live_grid(session).id
        query = select(Meeting).where(Meeting.grid_id == grid, Meeting.number == int(text))
        found = session.scalars(query).first()
    else:
        found = session.get(Meeting, text)
    if found is None:
        raise NotFound(what="meeting", key=named)
    return found


def party_keys(session: Session, meetings: Sequence[Meeting]) -> dict[str, tuple[str, ...]]:
    """Keys of everybody who takes part, by meeting."""
    guests: dict[str, list[str]] = defaultdict(list)
    query = select(MeetingGuest)
    if len(meetings) == 1:  # asked of each of many meetings that are marked together
        query = query.where(MeetingGuest.meeting_id == meetings[0].id)
    for guest in session.scalars(query):
        guests[guest.meeting_id].append(guest.participant_id)
    return {m.id: (m.first_id, m.second_id, *guests[m.id]) for m in meetings}


def live_meetings(session: Session) -> Select[Meeting]:
    """The live grid's meetings, in order of slot and table; those that wait come last."""
    return (
        select(Meeting)
        .outerjoin(Slot, Slot.id == Meeting.slot_id)
        .outerjoin(Table, Table.id == Meeting.table_id)
        .where(Meeting.grid_id == live_grid(session).id)
        .order_by(Slot.number.is_(None), Slot.number, Table.number, Meeting.number)
    )


def meeting_views(
    session: Session, meetings: Sequence[Meeting], now: datetime
) -> tuple[MeetingView, ...]:
    """The meetings as screens show them; `now` is the venue's wall clock."""
    parties = party_keys(session, meetings)
    people = _people(session)
    slots = {slot.id: slot for slot in session.scalars(select(Slot))}
    tables = {row.id: row.number for row in session.execute(select(Table.id, Table.number))}
    outcomes = _outcomes(session, {key: view.name for key, (view, _) in people.items()})
    agreements = _agreement_numbers(session)
    views = []
    for meeting in meetings:
        slot = slots.get(meeting.slot_id or "")
        sides = [people[key] for key in parties[meeting.id]]
        told = tuple(outcomes[meeting.id])
        views.append(
            MeetingView(
                key=meeting.id,
                number=meeting.number,
                slot=slot.number if slot else None,
                day=slot.day if slot else None,
                starts=slot.starts if slot else None,
                ends=slot.ends if slot else None,
                table=tables.get(meeting.table_id or ""),
                parties=tuple(view for view, _ in sides),
                form=meeting_form(sides[0][1], sides[1][1]),
                status=meeting.status,
                no_show_keys=_no_shows(meeting, parties[meeting.id]),
                outcomes=told,
                agreements=tuple(agreements.get(meeting.id, ())),
                awaits_outcome=not told and _is_over(meeting, slot, now),
            )
        )
    return tuple(views)


def _people(session: Session) -> dict[str, tuple[PartyView, OrganisationType]]:
    """Everybody with the type of their organisation; without one they count as a business."""
    query = select(
        Participant.id,
        Participant.number,
        Participant.name,
        Participant.native_name,
        Participant.organisation_id,
        Participant.country,
        Organisation.name.label("organisation"),
        Organisation.country.label("organisation_country"),
        Organisation.type,
    ).outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    return {
        row.id: (
            PartyView(
                key=row.id,
                number=row.number,
                name=row.name,
                native_name=row.native_name,
                organisation_key=row.organisation_id,
                organisation=row.organisation or "",
                country=row.organisation_country or row.country,
            ),
            row.type or OrganisationType.OTHER,
        )
        for row in session.execute(query)
    }


def _outcomes(session: Session, names: dict[str, str]) -> dict[str, list[OutcomeView]]:
    found: dict[str, list[OutcomeView]] = defaultdict(list)
    for row in session.scalars(select(Outcome)):
        found[row.meeting_id].append(
            OutcomeView(
                key=row.id,
                told_by_key=row.participant_id,
                told_by=names.get(row.participant_id or "", ""),
                rating=row.rating,
                note=row.note,
                next_step=row.next_step,
                score=row.score,
                topic=row.topic,
            )
        )
    for told in found.values():
        told.sort(key=lambda outcome: (outcome.told_by_key is not None, outcome.told_by))
    return found


def _agreement_numbers(session: Session) -> dict[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for meeting, number in session.execute(select(Agreement.meeting_id, Agreement.number)):
        if meeting is not None:
            found[meeting].add(number)
    further = select(AgreementMeeting.meeting_id, Agreement.number).join(
        Agreement, Agreement.id == AgreementMeeting.agreement_id
    )
    for meeting, number in session.execute(further):
        found[meeting].add(number)
    return {meeting: sorted(numbers) for meeting, numbers in found.items()}


def _no_shows(meeting: Meeting, parties: tuple[str, ...]) -> tuple[str, ...]:
    if meeting.status is not MeetingStatus.NO_SHOW:
        return ()
    return (meeting.no_show_id,) if meeting.no_show_id else parties


def _is_over(meeting: Meeting, slot: Slot | None, now: datetime) -> bool:
    if meeting.status in OVER or slot is None:
        return False
    ended = datetime.combine(slot.day, slot.ends) <= now
    return ended or meeting.status is MeetingStatus.HELD
