"""What the check-in desk and the Today screen ask."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.models import Badge, Delegation
from matchdesk.services.checkin import arrivals as house
from matchdesk.services.checkin import codes, commands, people, scans
from matchdesk.services.checkin.headcount import Headcount
from matchdesk.services.checkin.roll import Roll
from matchdesk.services.checkin.search import PeopleSearch
from matchdesk.services.checkin.views import (
    Awaited,
    DelegationCount,
    NextMeeting,
    PersonView,
    RecentCheckIn,
)
from matchdesk.services.events import the_event
from matchdesk.storage.database import Database


class CheckInQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._roll = Roll(database)
        self._search = PeopleSearch(self._roll)
        self._headcount = Headcount()

    def search(self, text: str, limit: int = 20) -> tuple[PersonView, ...]:
        """People whom `text` names, best first; see `PeopleSearch.search`."""
        return self._search.search(text, limit)

    def matching(self, text: str) -> tuple[str, ...]:
        """Keys of everybody whom `text` names, best first; none for an empty text."""
        return self._search.keys(text)

    def zone(self) -> ZoneInfo:
        """The venue's time zone; raises `NotFound` in an empty database."""
        with self._database.reading() as session:
            return scans.zone(session)

    def warm(self) -> None:
        """Read ahead what `search` and `arrivals` need; for a working thread."""
        self._search.warm()
        self.arrivals()

    def holder(self, code: str) -> codes.CodeReading:
        """Whose code this is, without checking anybody in."""
        with self._database.reading() as session:
            return codes.read(session, code.strip(), the_event(session).secret)

    def person(self, key: str) -> PersonView | None:
        """The participant with this key."""
        with self._database.reading() as session:
            return people.person(session, key)

    def next_meeting(self, participant: str) -> NextMeeting | None:
        """The participant's first meeting that has not ended."""
        with self._database.reading() as session:
            return people.next_meeting(session, participant, self._local_now(session))

    def token(self, participant: str) -> str | None:
        """The token of the participant's badge, if one was issued and is valid."""
        with self._database.reading() as session:
            live = Badge.revoked_at.is_(None)
            query = select(Badge.token).where(Badge.participant_id == participant, live)
            return session.scalars(query.order_by(Badge.issued_at.desc())).first()

    def recent(self, desk: str | None = None, limit: int = 20) -> tuple[RecentCheckIn, ...]:
        """The last answers given, at `desk` or at all of them, newest first."""
        with self._database.reading() as session:
            answers = scans.last(session, desk, limit)
            keys = (row.participant_id for row in answers if row.participant_id)
            named = people.people(session, keys)
            return tuple(
                RecentCheckIn(
                    key=row.id,
                    at=row.scanned_at,
                    outcome=row.outcome,
                    desk=row.desk,
                    code=row.code,
                    person=named.get(row.participant_id or ""),
                    undone_at=row.undone_at,
                    back=row.reason == scans.BACK,
                )
                for row in answers
            )

    def arrivals(self) -> house.Arrivals:
        """Expected and arrived, by delegation, organisation and hour."""
        with self._database.reading() as session:
            zone = scans.zone(session)
        with self._roll.read(self._headcount):
            return self._headcount.arrivals(zone)

    def running_slot(self) -> house.SlotWatch | None:
        """The slot under way, with its meetings that lack somebody."""
        everybody = self._everybody()
        with self._database.reading() as session:
            return house.running_slot(session, self._local_now(session), everybody)

    def next_slot(self) -> house.SlotWatch | None:
        """The slot that comes next: who has a meeting in it and is not here yet."""
        everybody = self._everybody()
        with self._database.reading() as session:
            return house.next_slot(session, self._local_now(session), everybody)

    def awaited(self, watch: house.SlotWatch | None) -> tuple[Awaited, ...]:
        """Whom the meetings of `watch` wait for, by table, and how they can be reached."""
        if watch is None or not watch.at_risk:
            return ()
        with self._database.reading() as session:
            reach = people.contacts(session, [person.key for person in watch.missing])
        return tuple(
            Awaited(person, meeting.number, meeting.table, *reach.get(person.key, ("", "")))
            for meeting in watch.at_risk
            for person in meeting.missing
        )

    def delegation(self, named: str) -> DelegationCount:
        """A delegation by key or name; raises `NotFound`."""
        with self._database.reading() as session:
            by_key = people.delegation_count(session, named)
            if by_key is not None:
                return by_key
            found = commands.find_delegation(session, named)
            return people.counted(found, people.members(session, found.id))

    def delegations(self) -> tuple[DelegationCount, ...]:
        """All delegations by name, each with who is missing."""
        with self._database.reading() as session:
            found = sorted(session.scalars(select(Delegation)), key=lambda d: name_order(d.name))
            expected: dict[str, list[PersonView]] = defaultdict(list)
            for person in people.everybody(session) if found else ():
                if person.status is ParticipantStatus.REGISTERED and person.delegation_key:
                    expected[person.delegation_key].append(person)
            return tuple(people.counted(d, expected[d.id]) for d in found)

    def members(self, delegation: str) -> tuple[PersonView, ...]:
        """A delegation's expected people, by name; `delegation` is its key."""
        with self._database.reading() as session:
            return tuple(people.members(session, delegation))

    def _everybody(self) -> house.Everybody:
        with self._roll.read() as people:
            return dict(people)

    def _local_now(self, session: Session) -> datetime:
        return self._clock.now().astimezone(scans.zone(session)).replace(tzinfo=None)
