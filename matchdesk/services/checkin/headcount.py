"""How the house fills, counted one person at a time: a scan changes a handful of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from matchdesk.core.text import fold
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.services.checkin.arrivals import ArrivalCount, Arrivals, HourCount
from matchdesk.services.checkin.views import PersonView

_Group = tuple[str, str]
"""Key and name of a delegation or organisation."""


class Headcount:
    """Follows the roll, whose lock covers it."""

    def __init__(self) -> None:
        self._people: Mapping[str, PersonView] = {}
        self._zone: ZoneInfo | None = None
        self.fill({})

    def fill(self, people: Mapping[str, PersonView]) -> None:
        """Count these people and nobody else."""
        self._people = people
        self._counts: Counter[str] = Counter()
        self._delegations, self._organisations = _Groups(), _Groups()
        for person in people.values():
            self._count(person, 1)
        self._count_hours()

    def replace(self, gone: Iterable[PersonView], come: Iterable[PersonView]) -> None:
        """Count people as they are now."""
        for person in gone:
            self._count(person, -1)
            self._count_hour(person, -1)
        for person in come:
            self._count(person, 1)
            self._count_hour(person, 1)

    def arrivals(self, zone: ZoneInfo) -> Arrivals:
        """The counts as they stand; hours are those of `zone`'s clock."""
        if zone != self._zone:
            self._zone = zone
            self._count_hours()
        return Arrivals(
            expected=self._counts["expected"],
            here=self._counts["here"],
            out=self._counts["out"],
            cancelled=self._counts["cancelled"],
            by_delegation=self._delegations.rows(),
            by_organisation=self._organisations.rows(),
            by_hour=tuple(HourCount(h, n) for h, n in sorted(self._hours.items()) if n),
        )

    def _count(self, person: PersonView, sign: int) -> None:
        counts = self._counts
        counts["cancelled"] += sign * (person.status is ParticipantStatus.CANCELLED)
        if person.status is not ParticipantStatus.REGISTERED:
            return
        here = person.here
        counts["expected"] += sign
        counts["here"] += sign * here
        counts["out"] += sign * (person.left_at is not None)
        delegation = (person.delegation_key or "", person.delegation)
        self._delegations.count(delegation, sign, here=here)
        self._organisations.count((person.organisation, person.organisation), sign, here=here)

    def _count_hours(self) -> None:
        self._hours: Counter[datetime] = Counter()
        for person in self._people.values():
            self._count_hour(person, 1)

    def _count_hour(self, person: PersonView, sign: int) -> None:
        if person.arrived_at is None or self._zone is None:
            return
        if person.status is ParticipantStatus.REGISTERED:
            local = person.arrived_at.astimezone(self._zone)
            self._hours[local.replace(minute=0, second=0, microsecond=0, tzinfo=None)] += sign


class _Groups:
    """Counts by group. Rows are kept until their figures change: there may be thousands."""

    def __init__(self) -> None:
        self._every: Counter[_Group] = Counter()
        self._here: Counter[_Group] = Counter()
        self._rows: dict[_Group, ArrivalCount] = {}
        self._order: list[_Group] | None = None

    def count(self, group: _Group, sign: int, *, here: bool) -> None:
        """One of `group` more or less; people without a group are left out."""
        if not group[1]:
            return
        before = self._every[group]
        self._every[group] += sign
        self._here[group] += sign * here
        self._rows.pop(group, None)
        if not before or not self._every[group]:
            self._order = None

    def rows(self) -> tuple[ArrivalCount, ...]:
        """The groups that expect somebody, by name."""
        if self._order is None:
            there = (group for group, number in self._every.items() if number)
            self._order = sorted(there, key=lambda group: (fold(group[1]), group[1]))
        return tuple(self._rows.get(group) or self._row(group) for group in self._order)

    def _row(self, group: _Group) -> ArrivalCount:
        made = ArrivalCount(*group, self._here[group], self._every[group])
        self._rows[group] = made
        return made
