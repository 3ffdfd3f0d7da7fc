"""What screens and subcommands may ask about meeting requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import MeetingStatus, OrganisationType, meeting_form
from matchdesk.models import (
    Meeting,
    MeetingRequest,
    Organisation,
    Participant,
    RequestGuest,
    Slot,
    Table,
)
from matchdesk.services.board import Snapshots
from matchdesk.services.events import live_grid
from matchdesk.services.requests.details import RequestDetails, request_details
from matchdesk.services.requests.placing import Standing
from matchdesk.services.requests.views import Placed, RequestRow, Why
from matchdesk.storage.database import Database

Who = tuple[str, str, OrganisationType]
"""A participant's name, organisation, and its type."""


class RequestQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, boards: Snapshots | None = None) -> None:
        self._database = database
        self._boards = boards or Snapshots()

    def details(self, key: str) -> RequestDetails:
        """Both sides' profiles and what was done to a request; raises `NotFound`."""
        with self._database.reading() as session:
            return request_details(session, self._boards.board(session), key)

    def rows(self) -> tuple[RequestRow, ...]:
        """Every request, in order of number, with its place or the reason why it has none."""
        with self._database.reading() as session:
            return _rows(session)

    def get(self, key: str) -> RequestRow:
        """One request; raises `NotFound`."""
        for row in self.rows():
            if row.key == key:
                return row
        raise NotFound(what="request", key=key)


def _rows(session: Session) -> tuple[RequestRow, ...]:
    people = _people(session)
    guests = _guests(session)
    meetings = _Meetings(session)
    standing = Standing(session)
    rows = []
    for request in session.scalars(select(MeetingRequest).order_by(MeetingRequest.number)):
        further = guests.get(request.id, ())
        parties = (request.requester_id, request.requested_id, *further)
        placed = meetings.placed(request)
        why = None if placed else meetings.waiting(request) or standing.why(request, parties)
        rows.append(_row(request, people, further, placed, why))
    return tuple(rows)


def _row(
    request: MeetingRequest,
    people: dict[str, Who],
    guests: Iterable[str],
    placed: Placed | None,
    why: Why | None,
) -> RequestRow:
    requester, requested = people[request.requester_id], people[request.requested_id]
    return RequestRow(
        key=request.id,
        number=request.number,
        requester_key=request.requester_id,
        requester=requester[0],
        requester_organisation=requester[1],
        requested_key=request.requested_id,
        requested=requested[0],
        requested_organisation=requested[1],
        guests=tuple(people[key][0] for key in guests),
        form=meeting_form(requester[2], requested[2]),
        priority=request.priority,
        wish=request.wish,
        mutual=request.mutual,
        status=request.status,
        source=request.source,
        message=request.message,
        placed=placed,
        why=why,
    )


def _people(session: Session) -> dict[str, Who]:
    query = select(
        Participant.id, Participant.name, Organisation.name, Organisation.type
    ).outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    return {
        key: (name, organisation or "", kind or OrganisationType.OTHER)
        for key, name, organisation, kind in session.execute(query)
    }


def _guests(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(RequestGuest)):
        found[guest.request_id].append(guest.participant_id)
    return found


class _Meeting(NamedTuple):
    key: str
    number: int
    status: MeetingStatus
    slot_id: str | None
    table_id: str | None


class _Meetings:
    """The live grid's meetings by request, and by pair for those that nobody's request made."""

    def __init__(self, session: Session) -> None:
        self._by_request: dict[str, _Meeting] = {}
        self._by_pair: dict[frozenset[str], _Meeting] = {}
        self._slots = {slot.id: slot for slot in session.scalars(select(Slot))}
        self._tables = {t.id: t.number for t in session.scalars(select(Table))}
        standing = select(
            Meeting.id,
            Meeting.number,
            Meeting.status,
            Meeting.slot_id,
            Meeting.table_id,
            Meeting.request_id,
            Meeting.first_id,
            Meeting.second_id,
        ).where(Meeting.grid_id == live_grid(session).id, Meeting.status != MeetingStatus.CANCELLED)
        waiting_first = sorted(session.execute(standing), key=lambda row: row[3] is not None)
        for key, number, status, slot, table, request, first, second in waiting_first:
            meeting = _Meeting(key, number, status, slot, table)
            if request:
                self._by_request[request] = meeting
            self._by_pair[frozenset((first, second))] = meeting

    def placed(self, request: MeetingRequest) -> Placed | None:
        meeting = self._of(request)
        if meeting is None or meeting.slot_id is None:
            return None
        slot = self._slots[meeting.slot_id]
        return Placed(
            meeting_key=meeting.key,
            meeting=meeting.number,
            status=meeting.status,
            slot=slot.number,
            day=slot.day,
            starts=slot.starts,
            table=self._tables.get(meeting.table_id or ""),
        )

    def waiting(self, request: MeetingRequest) -> Why | None:
        meeting = self._of(request)
        return Why("waiting_list", {"meeting": meeting.number}) if meeting else None

    def _of(self, request: MeetingRequest) -> _Meeting | None:
        pair = frozenset((request.requester_id, request.requested_id))
        return self._by_request.get(request.id) or self._by_pair.get(pair)
