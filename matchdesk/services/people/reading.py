"""Reads people's rows and counts in one pass each; used by the queries of this topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import CheckInOutcome, MeetingStatus, RequestStatus
from matchdesk.models import (
    CheckIn,
    Delegation,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Participant,
)
from matchdesk.services.events import live_grid
from matchdesk.services.people.views import ParticipantRow

# Ten thousand are read whenever somebody arrives: columns, not records.
_ROWS = (
    select(
        Participant.id,
        Participant.number,
        Participant.name,
        Participant.native_name,
        Participant.organisation_id,
        Organisation.name,
        Participant.country,
        Participant.delegation_id,
        Delegation.name,
        Participant.role,
        Participant.status,
        Participant.email,
        Participant.languages,
    )
    .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    .outerjoin(Delegation, Delegation.id == Participant.delegation_id)
    .order_by(Participant.number)
)

CLOSED = (RequestStatus.DECLINED, RequestStatus.CANCELLED)
"""Requests in these states are not waiting for anything."""


def participant_rows(session: Session, keys: Iterable[str] | None = None) -> list[ParticipantRow]:
    """Everybody, or those of `keys`, in order of badge number."""
    wanted = None if keys is None else list(keys)
    query = _ROWS
    if wanted is not None:
        query = query.where(Participant.id.in_(wanted))
    arrived, meetings, requests = arrivals(session), meeting_counts(session), _requests(session)
    return [
        ParticipantRow(
            key,
            number,
            name,
            native,
            organisation_key,
            organisation or "",
            country,
            delegation_key,
            delegation or "",
            role,
            status,
            email,
            tuple(languages),
            arrived.get(key),
            meetings[key],
            requests[key],
        )
        for (
            key,
            number,
            name,
            native,
            organisation_key,
            organisation,
            country,
            delegation_key,
            delegation,
            role,
            status,
            email,
            languages,
        ) in session.execute(query)
    ]


def arrivals(session: Session) -> dict[str, datetime]:
    """When each participant who is here was admitted."""
    query = select(CheckIn.participant_id, CheckIn.scanned_at).where(
        CheckIn.outcome == CheckInOutcome.ADMITTED, CheckIn.undone_at.is_(None)
    )
    return {key: at for key, at in session.execute(query) if key is not None}


def meeting_counts(session: Session, only: Sequence[str] | None = None) -> Counter[str]:
    """Placed meetings of the live grid for each participant; cancelled ones do not count.

    For the few of `only`, where they are given, in a fraction of the time; others' counts mean
    nothing then.
    """
    placed = (
        Meeting.grid_id == live_grid(session).id,
        Meeting.slot_id.is_not(None),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    counts: Counter[str] = Counter()
    pairs = select(Meeting.first_id, Meeting.second_id)
    guests = select(MeetingGuest.participant_id).join(
        Meeting, Meeting.id == MeetingGuest.meeting_id
    )
    if only is not None:
        pairs = pairs.where(or_(Meeting.first_id.in_(only), Meeting.second_id.in_(only)))
        guests = guests.where(MeetingGuest.participant_id.in_(only))
    for pair in session.execute(pairs.where(*placed)):
        counts.update(pair)
    counts.update(session.scalars(guests.where(*placed)))
    return counts


def open_requests(session: Session, key: str) -> int:
    """How many requests made or received by one participant wait for something."""
    return _requests(session)[key]


def _requests(session: Session) -> Counter[str]:
    query = select(MeetingRequest.requester_id, MeetingRequest.requested_id)
    counts: Counter[str] = Counter()
    for pair in session.execute(query.where(MeetingRequest.status.not_in(CLOSED))):
        counts.update(pair)
    return counts
