"""Who is expected and who is here, counted one person at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from matchdesk.services.checkin import ArrivalCount, Arrivals, HourCount


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant by what the day is counted by; keys and country are "" where unknown."""

    country: str
    organisation: str
    delegation: str
    expected: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """When somebody was admitted, and whether they are still in the house."""

    at: datetime
    here: bool


class House:
    """Counts that stay true: each person is taken out of them before they change, then put in.

    Not thread-safe: the reader's lock covers it. `zone` is the venue's.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.people: dict[str, Guest] = {}
        self._zone = zone
        self._visits: dict[str, Visit] = {}
        self._counts: Counter[str] = Counter()
        self._every: Counter[str] = Counter()
        self._present: Counter[str] = Counter()
        self._hours: Counter[datetime] = Counter()
        self.expected_by_country: Counter[str] = Counter()
        self.arrived_by_country: Counter[str] = Counter()

    def put(self, key: str, guest: Guest | None) -> None:
        """The participant is `guest` from now on; None: there is no such participant."""
        self._count(key, -1)
        if guest is None:
            self.people.pop(key, None)
        else:
            self.people[key] = guest
        self._count(key, 1)

    def visit(self, key: str, visit: Visit | None) -> None:
        """The participant was admitted; None: they were not, or it was undone."""
        self._count(key, -1)
        if visit is None:
            self._visits.pop(key, None)
        else:
            self._visits[key] = visit
        self._count(key, 1)

    def here(self, key: str) -> bool:
        """Whether the participant is in the house."""
        visit = self._visits.get(key)
        return visit is not None and visit.here

    @property
    def expected(self) -> int:
        """How many are expected."""
        return self._counts["expected"]

    @property
    def arrived(self) -> int:
        """How many of those expected were admitted, gone out again or not."""
        return self._counts["arrived"]

    def arrivals(self, delegations: Mapping[str, str]) -> Arrivals:
        """The counts; `delegations` are names by key."""
        ordered = sorted(
            (key for key, number in self._every.items() if number),
            key=lambda key: delegations[key].casefold(),
        )
        return Arrivals(
            expected=self.expected,
            here=self._counts["here"],
            out=self._counts["arrived"] - self._counts["here"],
            cancelled=self._counts["cancelled"],
            by_delegation=tuple(
                ArrivalCount(key, delegations[key], self._present[key], self._every[key])
                for key in ordered
            ),
            by_organisation=(),
            by_hour=tuple(HourCount(h, n) for h, n in sorted(self._hours.items()) if n),
        )

    def _count(self, key: str, sign: int) -> None:
        guest = self.people.get(key)
        if guest is None:
            return
        visit = self._visits.get(key)
        self._counts["cancelled"] += sign * guest.cancelled
        if visit is not None and guest.country:
            self.arrived_by_country[guest.country] += sign
        if not guest.expected:
            return
        here = visit is not None and visit.here
        self._counts["expected"] += sign
        self._counts["arrived"] += sign * (visit is not None)
        self._counts["here"] += sign * here
        if guest.country:
            self.expected_by_country[guest.country] += sign
        if guest.delegation:
            self._every[guest.delegation] += sign
            self._present[guest.delegation] += sign * here
        if visit is not None:
            local = visit.at.astimezone(self._zone)
            hour = local.replace(minute=0, second=0, microsecond=0, tzinfo=None)
            self._hours[hour] += sign
