"""One meeting, as far as anything is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import ProfileSide, RequestStatus
from matchdesk.core.wording import intent
from matchdesk.models import (
    JournaledChange,
    JournaledSet,
    Meeting,
    MeetingRequest,
    Participant,
    Profile,
    ProfileLine,
)
from matchdesk.scheduling import conflicts
from matchdesk.services.agenda.elsewhere import elsewhere, hindrances
from matchdesk.services.agenda.past import past_slots
from matchdesk.services.agenda.reading import people_of
from matchdesk.services.agenda.views import (
    AskedFor,
    GridPerson,
    HistoryLine,
    MeetingDetails,
    PartyDetails,
)
from matchdesk.services.board import Board
from matchdesk.services.outcomes.reading import find_meeting, meeting_views, party_keys
from matchdesk.services.people.reading import meeting_counts

_MOST_LINES = 30


def meeting_details(
    session: Session, board: Board, named: int | str, now: datetime
) -> MeetingDetails:
    """Everything about one meeting; `now` is the venue's wall clock. Raises `NotFound`."""
    meeting = find_meeting(session, named)
    parties = party_keys(session, [meeting])[meeting.id]
    people = people_of(session, board, parties)
    standing = board.meetings.get(meeting.id)
    moves = standing is not None and not standing.fixed
    past = past_slots(board, now)
    places = elsewhere(board, standing, past) if standing is not None and moves else ()
    waits = standing is not None and standing.slot is None
    return MeetingDetails(
        outcome=meeting_views(session, [meeting], now)[0],
        locked=meeting.locked,
        parties=party_details(session, parties, people),
        asked=_asked(session, meeting, board.names.people),
        faults=board.faults.get(meeting.id, ()),
        flaws=_flaws(board, meeting),
        history=history_of(session, meeting.id),
        elsewhere=places,
        hindrances=hindrances(board, standing, past) if standing is not None and waits else (),
    )


def party_details(
    session: Session, keys: tuple[str, ...], people: Mapping[str, GridPerson]
) -> tuple[PartyDetails, ...]:
    """Profiles of the participants `keys`, in their order."""
    counts = meeting_counts(session, keys)
    lines: dict[tuple[str, ProfileSide], list[str]] = defaultdict(list)
    query = (
        select(Profile.participant_id, ProfileLine.side, ProfileLine.text)
        .join(ProfileLine, ProfileLine.profile_id == Profile.id)
        .where(Profile.participant_id.in_(keys))
        .order_by(ProfileLine.position)
    )
    for key, side, text in session.execute(query):
        lines[key, side].append(text)
    rows = {
        row.id: row for row in session.scalars(select(Participant).where(Participant.id.in_(keys)))
    }
    return tuple(
        PartyDetails(
            person=people[key],
            job_title=rows[key].job_title,
            languages=tuple(rows[key].languages),
            offers=tuple(lines[key, ProfileSide.OFFER]),
            needs=tuple(lines[key, ProfileSide.NEED]),
            meetings=counts[key],
        )
        for key in keys
    )


def _asked(session: Session, meeting: Meeting, names: Mapping[str, str]) -> tuple[AskedFor, ...]:
    """The requests of the pair that stand, and the one it was made for."""
    pair = (meeting.first_id, meeting.second_id)
    standing = MeetingRequest.status.in_((RequestStatus.ACCEPTED, RequestStatus.PENDING))
    both = MeetingRequest.requester_id.in_(pair) & MeetingRequest.requested_id.in_(pair)
    query = select(MeetingRequest).where(
        or_(MeetingRequest.id == meeting.request_id, both & standing)
    )
    return tuple(
        AskedFor(
            key=row.id,
            number=row.number,
            requester=names.get(row.requester_id, ""),
            requested=names.get(row.requested_id, ""),
            priority=row.priority,
            wish=row.wish,
            mutual=row.mutual,
            message=row.message,
        )
        for row in session.scalars(query.order_by(MeetingRequest.number))
    )


def _flaws(board: Board, meeting: Meeting) -> tuple[str, ...]:
    """Soft rules broken where it stands."""
    placement = board.standing.get(meeting.id)
    if placement is None:
        return ()
    found = conflicts.clashes_of(board.problem, board.near(placement), placement)
    return tuple(board.names.sentence(v) for v in found if not v.hard)


def history_of(session: Session, key: str, entity: str = "meeting") -> tuple[HistoryLine, ...]:
    """What was done to one record, newest first."""
    touched = select(JournaledChange.number).where(
        JournaledChange.entity == entity, JournaledChange.key == key
    )
    query = select(JournaledSet).where(JournaledSet.number.in_(touched))
    heads = session.scalars(query.order_by(JournaledSet.number.desc()).limit(_MOST_LINES))
    return tuple(
        HistoryLine(
            head.number, head.at, intent(head.intent, head.detail), head.operator, head.desk
        )
        for head in heads
    )
