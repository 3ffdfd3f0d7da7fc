"""The event day in a few numbers and charts, for the Today screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from matchdesk.services.checkin import Arrivals, SlotWatch
from matchdesk.services.statistics.encounters import Encounters


@dataclass(frozen=True, slots=True)
class SlotLoad:
    """One slot of the day: meetings by what became of them, and how many `tables` there are.

    `at_risk` of the `planned` ones lack somebody who is not here.
    """

    number: int
    starts: time
    ends: time
    held: int
    in_progress: int
    planned: int
    at_risk: int
    no_show: int
    tables: int

    @property
    def meetings(self) -> int:
        """All of them."""
        return self.held + self.in_progress + self.planned + self.no_show


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of the event: meetings by what became of them, and what is still missing.

    `day` is today if there are sessions today, else the next day with sessions, else the last.
    `is_today` says which. `to_come` counts planned meetings whose slot is not over, `at_risk`
    those of them of which somebody is not here, `unresolved` planned ones whose slot is over
    without anybody saying what became of them. `outcomes_missing` are those of all days: what was
    not written down yesterday still is to be. `seats` are table × slot of the day.
    """

    day: date
    is_today: bool
    expected: int
    arrived: int
    meetings: int
    held: int
    in_progress: int
    no_show: int
    to_come: int
    at_risk: int
    unresolved: int
    outcomes_missing: int
    agreements: int
    participants: int
    requests: int
    waiting: int
    seats: int
    busiest: int

    @property
    def utilisation(self) -> int:
        """Per cent of the day's tables in all its slots that have a meeting."""
        return round(100 * self.meetings / self.seats) if self.seats else 0


@dataclass(frozen=True, slots=True)
class DayBoard:
    """Everything Today shows of the day. `now` is the venue's wall clock.

    `regions` has the region (a value of `Region`) of every country that somebody is from.
    `running` is the slot under way, `coming` the next one.
    """

    now: datetime
    day: DayFigures
    arrivals: Arrivals
    slots: tuple[SlotLoad, ...]
    encounters: Encounters
    regions: Mapping[str, str]
    running: SlotWatch | None
    coming: SlotWatch | None

    @property
    def tables(self) -> int:
        """How many there are."""
        return max((slot.tables for slot in self.slots), default=0)
