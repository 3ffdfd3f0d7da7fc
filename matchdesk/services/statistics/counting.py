"""Everything the day is counted by, held as counts that single records are taken out of and put in.

Nothing here goes through all meetings or people again because one of them changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from matchdesk.core.vocabulary import (
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
from matchdesk.services.checkin import Arrivals
from matchdesk.services.events import SlotView
from matchdesk.services.statistics import slot_counts
from matchdesk.services.statistics.encounters import Encounters, Met, Tally
from matchdesk.services.statistics.followed import Row, RowChange, Rows
from matchdesk.services.statistics.house import Guest, House, Visit
from matchdesk.services.statistics.slot_counts import Pairing, SlotCounts
from matchdesk.services.statistics.terms import Terms
from matchdesk.services.statistics.today import DayFigures, SlotLoad

_AGREED: frozenset[type[Record]] = frozenset({Agreement, AgreementParty})


class Counting:
    """Counts `rows`, which somebody else keeps true, by the event's terms. Not thread-safe.

    `follow` must be told of every row that changed, before anything else is asked.
    """

    def __init__(self, rows: Mapping[type[Record], Rows], meant: Terms, zone: ZoneInfo) -> None:
        self.zone = zone
        self._rows, self._meant = rows, meant
        self._live = next(k for k, (s,) in rows[Grid].items() if s is GridState.LIVE)
        self.slots = tuple(
            SlotView(key, *row) for key, row in sorted(rows[Slot].items(), key=lambda i: i[1][0])
        )
        self._days = sorted({day for (day,) in rows[HalfDay].values()})
        self._house = House(zone)
        self.meetings = SlotCounts(self._house.here)
        self._admitted: defaultdict[str, dict[str, Visit]] = defaultdict(dict)
        self._guests: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._waiting: set[str] = set()
        self._mets: dict[str, Met] = {}
        self._tally = Tally()
        self._encounters: Encounters | None = None
        self._regions: Mapping[str, str] | None = None
        self._agreements = self._requests = 0
        self._count_all()

    def follow(self, changes: Iterable[RowChange]) -> frozenset[str]:
        """Count what changed; answers the keys of participants that were written."""
        by: defaultdict[type[Record], list[RowChange]] = defaultdict(list)
        for change in changes:
            by[change.record].append(change)
        people = dict.fromkeys(change.key for change in by[Participant])
        meetings = dict.fromkeys(change.key for change in by[Meeting])
        for change in by[MeetingGuest]:
            meetings.update(dict.fromkeys(self._guest_changed(change)))
        for key in meetings:  # out, while their parties are known: somebody may be deleted
            self.meetings.put(key, None)
            self._meet(key)
        for key in people:
            self._put_person(key)
        came = [key for change in by[CheckIn] for key in self._visit_changed(change)]
        for key in meetings:
            self._put_meeting(key)
        for change in by[Outcome]:
            self._told(change.before, -1)
            self._told(change.after, 1)
        if by.keys() & _AGREED:
            self._count_agreements()
        if by[MeetingRequest]:
            self._count_requests()
        return frozenset(people) | frozenset(came)

    # --- what is asked

    def day_at_hand(self, today: date) -> date:
        """Today if the event has sessions then, else its next day, else its last."""
        days = self._days
        return today if today in days else next((d for d in days if d > today), days[-1])

    def arrivals(self) -> Arrivals:
        """How the house fills."""
        names = {key: row[0] for key, row in self._rows[Delegation].items()}
        return self._house.arrivals(names)

    def encounters(self) -> Encounters:
        """Who meets whom; the same object as long as nothing in it changed."""
        if self._encounters is None:
            bodies = self._rows[Organisation]
            parties: defaultdict[str, list[str]] = defaultdict(list)
            for agreement, body in self._rows[AgreementParty].values():
                parties[agreement].append(bodies[body][1])
            known = self._rows[Agreement].items()  # arcs name countries: no confidential ones
            counted = (
                k for k, (kind, shut) in known if kind in self._meant.agreements and not shut
            )
            self._encounters = self._tally.encounters(
                self._house.arrived_by_country,
                self._house.expected_by_country,
                (parties[key] for key in counted),
            )
        return self._encounters

    def regions(self) -> Mapping[str, str]:
        """The region of every country that somebody is from."""
        if self._regions is None:
            known = {guest.country for guest in self._house.people.values() if guest.country}
            self._regions = {c: self._meant.regions.of(c).value for c in known}
        return self._regions

    def loads(self, day: date) -> tuple[SlotLoad, ...]:
        """The day's slots in order."""
        tables = len(self._rows[Place])
        return tuple(self._load(slot, tables) for slot in self.slots if slot.day == day)

    def figures(self, now: datetime, day: date, loads: tuple[SlotLoad, ...]) -> DayFigures:
        """The day in a few numbers; `now` is the venue's wall clock."""
        to_come = at_risk = unresolved = missing = 0
        for slot in self.slots:
            counts = self.meetings.of(slot.key)
            over = datetime.combine(slot.day, slot.ends) <= now
            missing += counts[slot_counts.UNTOLD] + (counts[slot_counts.UNTOLD_OPEN] if over else 0)
            if slot.day != day:
                continue
            if over:
                unresolved += counts[slot_counts.UNTOLD_PLANNED]
            else:
                to_come += counts[slot_counts.AHEAD]
                at_risk += counts[slot_counts.AT_RISK]
        return DayFigures(
            day=day,
            is_today=day == now.date(),
            expected=self._house.expected,
            arrived=self._house.arrived,
            meetings=sum(load.meetings for load in loads),
            held=sum(load.held for load in loads),
            in_progress=sum(load.in_progress for load in loads),
            no_show=sum(load.no_show for load in loads),
            to_come=to_come,
            at_risk=at_risk,
            unresolved=unresolved,
            outcomes_missing=missing,
            agreements=self._agreements,
            participants=len(self._house.people),
            requests=self._requests,
            waiting=len(self._waiting),
            seats=len(loads) * len(self._rows[Place]),
            busiest=max((load.meetings for load in loads), default=0),
        )

    # --- inside

    def _count_all(self) -> None:
        for key, row in self._rows[MeetingGuest].items():
            self._guests[row[0]][key] = row[1]
        for key in self._rows[Participant]:
            self._house.put(key, self._guest(key))
        for key, row in self._rows[CheckIn].items():
            self._visit_changed(RowChange(CheckIn, key, None, row))
        for key in self._rows[Meeting]:
            self._put_meeting(key)
        for row in self._rows[Outcome].values():
            self._told(row, 1)
        self._count_agreements()
        self._count_requests()

    def _count_agreements(self) -> None:
        counted = self._meant.agreements
        self._agreements = sum(kind in counted for kind, _shut in self._rows[Agreement].values())
        self._encounters = None

    def _count_requests(self) -> None:
        wishes = self._rows[MeetingRequest].values()
        self._requests = sum(wish is not Wish.NEVER_MEET for (wish,) in wishes)

    def _load(self, slot: SlotView, tables: int) -> SlotLoad:
        counts = self.meetings.of(slot.key)
        return SlotLoad(
            number=slot.number,
            starts=slot.starts,
            ends=slot.ends,
            held=counts[MeetingStatus.HELD],
            in_progress=counts[MeetingStatus.IN_PROGRESS],
            planned=counts[slot_counts.AHEAD],
            at_risk=counts[slot_counts.AT_RISK],
            no_show=counts[MeetingStatus.NO_SHOW],
            tables=tables,
        )

    def _told(self, row: Row | None, sides: int) -> None:
        if row is not None:
            self.meetings.tell(row[0], sides)

    def _put_person(self, key: str) -> None:
        guest = self._guest(key)
        if guest == self._house.people.get(key):
            return
        theirs = self.meetings.of_person(key)
        self.meetings.around(theirs, lambda: self._house.put(key, guest))
        for meeting in theirs:
            self._meet(meeting)
        self._encounters = self._regions = None

    def _guest(self, key: str) -> Guest | None:
        if key not in self._rows[Participant]:
            return None
        status, country, body, delegation = self._rows[Participant][key]
        bodies = self._rows[Organisation]
        return Guest(
            country=(bodies[body][1] if body in bodies else "") or country,
            organisation=body or "",
            delegation=delegation or "",
            expected=status is ParticipantStatus.REGISTERED,
            cancelled=status is ParticipantStatus.CANCELLED,
        )

    def _visit_changed(self, change: RowChange) -> set[str]:
        """Count a check-in that was written; answers whose it was and is."""
        whose = set()
        for row, stands in ((change.before, False), (change.after, True)):
            if row is None or not row[0]:
                continue
            who, outcome, at, undone, left = row
            whose.add(who)
            if stands and outcome is CheckInOutcome.ADMITTED and undone is None:
                self._admitted[who][change.key] = Visit(at, left is None)
            else:
                self._admitted[who].pop(change.key, None)
        for who in whose:
            visit = next(reversed(self._admitted[who].values()), None)
            self._put_visit(who, visit)
        return whose

    def _put_visit(self, who: str, visit: Visit | None) -> None:
        theirs = self.meetings.of_person(who)
        self.meetings.around(theirs, lambda: self._house.visit(who, visit))
        self._encounters = None

    def _guest_changed(self, change: RowChange) -> set[str]:
        """Another party comes to a meeting or leaves it; answers the meetings."""
        if change.before is not None:
            self._guests[change.before[0]].pop(change.key, None)
        if change.after is not None:
            self._guests[change.after[0]][change.key] = change.after[1]
        return {row[0] for row in (change.before, change.after) if row is not None}

    def _put_meeting(self, key: str) -> None:
        row = self._rows[Meeting].get(key)
        self._waiting.discard(key)
        pairing = None
        if row is not None:
            grid, first, second, slot, table, status, number = row
            if grid == self._live and status is not MeetingStatus.CANCELLED:
                if slot is None:
                    self._waiting.add(key)
                else:
                    parties = (first, second, *self._guests[key].values())
                    pairing = Pairing(key, number, slot, table, status, parties)
        self.meetings.put(key, pairing)
        self._meet(key)

    def _meet(self, key: str) -> None:
        """Count for map and matrix what the meeting is now."""
        before, pairing = self._mets.get(key), self.meetings.pairings.get(key)
        met = None if pairing is None else self._met(pairing)
        if met == before:
            return
        if before is not None:
            self._tally.add(before, -1)
            del self._mets[key]
        if met is not None:
            self._tally.add(met)
            self._mets[key] = met
        self._encounters = None

    def _met(self, pairing: Pairing) -> Met:
        people, bodies = self._house.people, self._rows[Organisation]
        theirs = [people[key] for key in pairing.parties]
        return Met(
            tuple(guest.country for guest in theirs),
            tuple(bodies[g.organisation][2] if g.organisation else [] for g in theirs),
            pairing.status in self._meant.held,
        )
