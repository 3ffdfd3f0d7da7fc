"""The event day in a few numbers, for the Today screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.services.statistics.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of the event: meetings by what became of them, and what is still missing.

    `day` is today if there are sessions today, else the next day with sessions, else the last.
    `is_today` says which. `to_come` counts planned meetings whose slot is not over, `unresolved`
    those whose slot is over without anybody saying what became of them.
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
    unresolved: int
    outcomes_missing: int
    agreements: int
    participants: int
    requests: int
    waiting: int


def day_figures(snapshot: Snapshot) -> DayFigures:
    """The figures of the day that matters now."""
    today = snapshot.now.date()
    days = snapshot.event.days
    day = today if today in days else next((d for d in days if d > today), days[-1])
    meetings = [m for m in snapshot.scheduled() if m.day == day]
    status = Counter(m.status for m in meetings)
    planned = [m for m in meetings if m.status is MeetingStatus.PLANNED]
    unresolved = sum(m.awaits_outcome for m in planned)
    expected = snapshot.expected
    return DayFigures(
        day=day,
        is_today=day == today,
        expected=len(expected),
        arrived=sum(p.view.arrived_at is not None for p in expected),
        meetings=len(meetings),
        held=status[MeetingStatus.HELD],
        in_progress=status[MeetingStatus.IN_PROGRESS],
        no_show=status[MeetingStatus.NO_SHOW],
        to_come=len(planned) - unresolved,
        unresolved=unresolved,
        outcomes_missing=sum(m.awaits_outcome for m in meetings),
        agreements=len(snapshot.agreements),
        participants=len(snapshot.people),
        requests=len(snapshot.requests),
        waiting=sum(
            m.slot is None and m.status is not MeetingStatus.CANCELLED for m in snapshot.meetings
        ),
    )
