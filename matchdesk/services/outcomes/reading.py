"""Reading meetings, outcomes and agreements from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import MeetingStatus, OrganisationType, meeting_form
from matchdesk.models import (
    Agreement,
    AgreementParty,
    Meeting,
    MeetingGuest,
    Organisation,
    Outcome,
    Participant,
    Partnership,
    Slot,
    Table,
)
from matchdesk.services.events import live_grid, the_event
from matchdesk.services.outcomes.views import AgreementView, MeetingView, OutcomeView, PartyView

OVER = (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)
"""Nothing can have come of a meeting in these states."""


def local_now(session: Session, clock: Clock) -> datetime:
    """The venue's wall clock."""
    zone = ZoneInfo(the_event(session).timezone)
    return clock.now().astimezone(zone).replace(tzinfo=None)


def find_meeting(session: Session, named: int | str) -> Meeting:
    """A meeting of the live grid by its number, or any by its key; raises `NotFound`."""
    text = str(named).strip().removeprefix("#")
    if text.isascii() and text.isdigit():
        grid = live_grid(session).id
        query = select(Meeting).where(Meeting.grid_id == grid, Meeting.number == int(text))
        found = session.scalars(query).first()
    else:
        found = session.scalars(select(Meeting).where(Meeting.id == text)).first()
    if found is None:
        raise NotFound(what="meeting", key=named)
    return found


def find_agreement(session: Session, named: int | str) -> Agreement:
    """An agreement by its number or key; raises `NotFound`."""
    text = str(named).strip().removeprefix("#")
    number = text.isascii() and text.isdigit()
    column = Agreement.number == int(text) if number else Agreement.id == text
    found = session.scalars(select(Agreement).where(column)).first()
    if found is None:
        raise NotFound(what="agreement", key=named)
    return found


def party_keys(session: Session, meetings: Sequence[Meeting]) -> dict[str, tuple[str, ...]]:
    """Keys of everybody who takes part, by meeting."""
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(MeetingGuest)):
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
                agreements=tuple(agreements[meeting.id]),
                awaits_outcome=not told and _is_over(meeting, slot, now),
            )
        )
    return tuple(views)


def agreement_views(session: Session, agreements: Iterable[Agreement]) -> tuple[AgreementView, ...]:
    """The agreements as screens show them."""
    parties: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    query = select(AgreementParty, Organisation).join(
        Organisation, Organisation.id == AgreementParty.organisation_id
    )
    for party, body in session.execute(query.order_by(Organisation.name)):
        named = (body.id, body.name, body.country, party.signatory)
        parties[party.agreement_id].append(named)
    numbers = {row.id: row.number for row in session.execute(select(Meeting.id, Meeting.number))}
    acronyms = {p.id: p.acronym for p in session.scalars(select(Partnership))}
    return tuple(
        AgreementView(
            key=row.id,
            number=row.number,
            type=row.type,
            status=row.status,
            topic=row.topic,
            parties=tuple(parties[row.id]),
            meeting=numbers.get(row.meeting_id or ""),
            partnership=acronyms.get(row.partnership_id or "", ""),
            opened_on=row.opened_on,
            status_on=row.status_on,
            follow_up_on=row.follow_up_on,
            confidential=row.confidential,
            note=row.note,
        )
        for row in agreements
    )


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
            )
        )
    for told in found.values():
        told.sort(key=lambda outcome: (outcome.told_by_key is not None, outcome.told_by))
    return found


def _agreement_numbers(session: Session) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    query = select(Agreement.meeting_id, Agreement.number).order_by(Agreement.number)
    for meeting, number in session.execute(query):
        if meeting is not None:
            found[meeting].append(number)
    return found


def _no_shows(meeting: Meeting, parties: tuple[str, ...]) -> tuple[str, ...]:
    if meeting.status is not MeetingStatus.NO_SHOW:
        return ()
    return (meeting.no_show_id,) if meeting.no_show_id else parties


def _is_over(meeting: Meeting, slot: Slot | None, now: datetime) -> bool:
    if meeting.status in OVER or slot is None:
        return False
    ended = datetime.combine(slot.day, slot.ends) <= now
    return ended or meeting.status is MeetingStatus.HELD
