"""The Today screen's figures, counted from rows that follow the journal."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import (
    TO_COME,
    CheckInOutcome,
    GridState,
    MeetingStatus,
    ParticipantStatus,
    Wish,
)
from matchdesk.models import (
    Agreement,
    AgreementParty,
    CheckIn,
    Delegation,
    Event,
    Grid,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Outcome,
    Participant,
    Record,
    Slot,
)
from matchdesk.models import Session as HalfDay
from matchdesk.models import Table as Place
from matchdesk.services.checkin import ArrivalCount, Arrivals, HourCount
from matchdesk.services.statistics import encounters
from matchdesk.services.statistics.encounters import Encounters, Met
from matchdesk.services.statistics.followed import Followed, Rows
from matchdesk.services.statistics.terms import Terms, terms
from matchdesk.services.statistics.today import DayBoard, DayFigures, SlotLoad
from matchdesk.storage.database import Database

_OVER = (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Person:
    country: str
    organisation: str
    delegation: str
    expected: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A meeting of the live grid that was given a slot and not cancelled."""

    key: str
    slot: str
    status: MeetingStatus
    parties: tuple[str, ...]


class LiveDay:
    """Thread-safe; the first answer reads the event, the following ones what has changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._followed = Followed()
        self._terms: Terms | None = None
        self._people: dict[str, _Person] = {}
        self._met: Encounters | None = None

    def board(self) -> DayBoard:
        """The day as it stands; raises `NotFound` in an empty database."""
        with self._lock:
            with self._database.reading() as session:
                touched = self._followed.catch_up(session)
                if touched:
                    self._renew(session, touched)
            return self._board()

    # --- inside, under the lock

    def _rows(self, record: type[Record]) -> Rows:
        return self._followed.rows[record]

    def _renew(self, session: Session, touched: frozenset[type[Record]]) -> None:
        days = [day for (day,) in self._rows(HalfDay).values()]
        if not days:
            raise NotFound("database_empty")
        self._terms = terms(session, min(days))
        if touched & {Participant, Organisation}:
            self._people = self._read_people()
        self._met = None

    def _board(self) -> DayBoard:
        assert self._terms is not None
        ((timezone,),) = self._rows(Event).values()
        zone = ZoneInfo(timezone)
        now = self._clock.now().astimezone(zone).replace(tzinfo=None)
        here, arrived = self._arrivals()
        pairings = list(self._pairings())
        if self._met is None:
            self._met = self._encounters(self._terms, pairings, arrived)
        day = self._day_at_hand(now.date())
        slots = self._slots(day, pairings, here)
        regions = {c: self._terms.regions.of(c).value for c in self._countries()}
        return DayBoard(
            now=now,
            day=self._figures(now, day, pairings, slots, arrived, here),
            arrivals=self._by_group(arrived, here, zone),
            slots=slots,
            encounters=self._met,
            regions=regions,
        )

    def _countries(self) -> set[str]:
        return {person.country for person in self._people.values() if person.country}

    def _read_people(self) -> dict[str, _Person]:
        bodies = self._rows(Organisation)
        found = {}
        for key, (status, country, body, delegation) in self._rows(Participant).items():
            found[key] = _Person(
                country=(bodies[body][1] if body in bodies else "") or country,
                organisation=body or "",
                delegation=delegation or "",
                expected=status is ParticipantStatus.REGISTERED,
                cancelled=status is ParticipantStatus.CANCELLED,
            )
        return found

    def _arrivals(self) -> tuple[set[str], dict[str, datetime]]:
        """Who is in the house now, and when whoever was admitted came."""
        here: set[str] = set()
        arrived: dict[str, datetime] = {}
        for who, outcome, at, undone, left in self._rows(CheckIn).values():
            if outcome is CheckInOutcome.ADMITTED and undone is None and who:
                arrived[who] = at
                if left is None:
                    here.add(who)
        return here, arrived

    def _pairings(self) -> Iterator[_Pairing]:
        live = next(k for k, (state,) in self._rows(Grid).items() if state is GridState.LIVE)
        guests: dict[str, list[str]] = defaultdict(list)
        for meeting, guest in self._rows(MeetingGuest).values():
            guests[meeting].append(guest)
        cancelled = MeetingStatus.CANCELLED
        for key, (grid, first, second, slot, _table, status) in self._rows(Meeting).items():
            if grid == live and slot is not None and status is not cancelled:
                yield _Pairing(key, slot, status, (first, second, *guests.get(key, ())))

    def _encounters(
        self, meant: Terms, pairings: list[_Pairing], arrived: dict[str, datetime]
    ) -> Encounters:
        people, bodies = self._people, self._rows(Organisation)
        held = meant.held

        def sectors(key: str) -> list[str]:
            body = people[key].organisation
            return bodies[body][2] if body else []

        parties: dict[str, list[str]] = defaultdict(list)
        for agreement, body in self._rows(AgreementParty).values():
            parties[agreement].append(bodies[body][1])
        counted = (k for k, (kind,) in self._rows(Agreement).items() if kind in meant.agreements)
        return encounters.counted(
            Counter(people[key].country for key in arrived if people[key].country),
            Counter(p.country for p in people.values() if p.expected and p.country),
            (
                Met(
                    tuple(people[key].country for key in p.parties),
                    tuple(sectors(key) for key in p.parties),
                    p.status in held,
                )
                for p in pairings
            ),
            (parties[key] for key in counted),
        )

    def _day_at_hand(self, today: date) -> date:
        days = sorted({day for (day,) in self._rows(HalfDay).values()})
        return today if today in days else next((d for d in days if d > today), days[-1])

    def _slots(self, day: date, pairings: list[_Pairing], here: set[str]) -> tuple[SlotLoad, ...]:
        rows = {k: row for k, row in self._rows(Slot).items() if row[1] == day}
        counts: dict[str, Counter[str]] = {key: Counter() for key in rows}
        for pairing in pairings:
            if pairing.slot in counts:
                counts[pairing.slot][pairing.status] += 1
                if pairing.status in TO_COME and not here.issuperset(pairing.parties):
                    counts[pairing.slot]["at_risk"] += 1
        tables = len(self._rows(Place))
        return tuple(
            SlotLoad(
                number=row[0],
                starts=row[2],
                ends=row[3],
                held=counts[key][MeetingStatus.HELD],
                in_progress=counts[key][MeetingStatus.IN_PROGRESS],
                planned=sum(counts[key][status] for status in TO_COME),
                at_risk=counts[key]["at_risk"],
                no_show=counts[key][MeetingStatus.NO_SHOW],
                tables=tables,
            )
            for key, row in sorted(rows.items(), key=lambda item: item[1][0])
        )

    def _figures(
        self,
        now: datetime,
        day: date,
        pairings: list[_Pairing],
        slots: tuple[SlotLoad, ...],
        arrived: dict[str, datetime],
        here: set[str],
    ) -> DayFigures:
        assert self._terms is not None
        ends = {
            key: datetime.combine(row[1], row[3])
            for key, row in self._rows(Slot).items()
            if row[1] == day
        }
        told = {meeting for (meeting,) in self._rows(Outcome).values()}
        of_day = [p for p in pairings if p.slot in ends]
        status = Counter(p.status for p in of_day)
        planned = [p for p in of_day if p.status in TO_COME]
        over = {p.key for p in planned if ends[p.slot] <= now}
        missing = sum(
            p.key not in told
            and p.status not in _OVER
            and (p.status is MeetingStatus.HELD or ends[p.slot] <= now)
            for p in of_day
        )
        risk = sum(p.key not in over and not here.issuperset(p.parties) for p in planned)
        expected = [key for key, person in self._people.items() if person.expected]
        live = next(k for k, (state,) in self._rows(Grid).items() if state is GridState.LIVE)
        return DayFigures(
            day=day,
            is_today=day == now.date(),
            expected=len(expected),
            arrived=sum(key in arrived for key in expected),
            meetings=len(of_day),
            held=status[MeetingStatus.HELD],
            in_progress=status[MeetingStatus.IN_PROGRESS],
            no_show=status[MeetingStatus.NO_SHOW],
            to_come=len(planned) - len(over),
            at_risk=risk,
            unresolved=len(over - told),
            outcomes_missing=missing,
            agreements=sum(
                kind in self._terms.agreements for (kind,) in self._rows(Agreement).values()
            ),
            participants=len(self._people),
            requests=sum(w is not Wish.NEVER_MEET for (w,) in self._rows(MeetingRequest).values()),
            waiting=sum(
                grid == live and slot is None and state is not MeetingStatus.CANCELLED
                for grid, _one, _other, slot, _table, state in self._rows(Meeting).values()
            ),
            seats=len(slots) * len(self._rows(Place)),
            busiest=max((slot.meetings for slot in slots), default=0),
        )

    def _by_group(self, arrived: dict[str, datetime], here: set[str], zone: ZoneInfo) -> Arrivals:
        names = {key: row[0] for key, row in self._rows(Delegation).items()}
        every: Counter[str] = Counter()
        present: Counter[str] = Counter()
        hours: Counter[datetime] = Counter()
        expected = {key: person for key, person in self._people.items() if person.expected}
        for key, person in expected.items():
            if person.delegation:
                every[person.delegation] += 1
                present[person.delegation] += key in here
            if key in arrived:
                local = arrived[key].astimezone(zone)
                hours[local.replace(minute=0, second=0, microsecond=0, tzinfo=None)] += 1
        return Arrivals(
            expected=len(expected),
            here=sum(key in here for key in expected),
            out=sum(key in arrived and key not in here for key in expected),
            cancelled=sum(person.cancelled for person in self._people.values()),
            by_delegation=_counts(names, present, every),
            by_organisation=(),
            by_hour=tuple(HourCount(hour, hours[hour]) for hour in sorted(hours)),
        )


def _counts(
    names: dict[str, Any], present: Counter[str], every: Counter[str]
) -> tuple[ArrivalCount, ...]:
    ordered = sorted(every, key=lambda key: names[key].casefold())
    return tuple(ArrivalCount(key, names[key], present[key], every[key]) for key in ordered)
