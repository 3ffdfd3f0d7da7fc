"""The Today screen's figures: counted once, then kept true by what the journal says was written."""

from __future__ import annotations

import threading
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import NotFound
from matchdesk.models import (
    Definition,
    Delegation,
    Event,
    Grid,
    Organisation,
    Record,
    Slot,
)
from matchdesk.models import Session as HalfDay
from matchdesk.models import Table as Place
from matchdesk.services.checkin import SlotWatch
from matchdesk.services.events import SlotView
from matchdesk.services.statistics import watches
from matchdesk.services.statistics.counting import Counting
from matchdesk.services.statistics.followed import Followed, RowChange
from matchdesk.services.statistics.terms import terms
from matchdesk.services.statistics.today import DayBoard
from matchdesk.services.statistics.watches import Watches
from matchdesk.storage.database import Database

_ALL_ANEW: frozenset[type[Record]] = frozenset(
    {Definition, Delegation, Event, Grid, HalfDay, Organisation, Place, Slot}
)
"""What nearly everything is counted by: written rarely, and then everything is counted again."""


class LiveDay:
    """Thread-safe; the first answer reads and counts the event, the following ones what changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._followed = Followed()
        self._counting: Counting | None = None
        self._watches = Watches()

    def board(self) -> DayBoard:
        """The day as it stands; raises `NotFound` in an empty database."""
        with self._lock, self._database.reading() as session:
            counting = self._caught_up(session)
            now = self._clock.now().astimezone(counting.zone).replace(tzinfo=None)
            return self._board(session, counting, now)

    # --- inside, under the lock

    def _caught_up(self, session: Session) -> Counting:
        changes = self._followed.catch_up(session)
        counting = self._counting
        if counting is None or changes is None or any(map(_needs_all, changes)):
            self._counting = None  # should reading fail, the next answer begins anew
            counting = self._counted(session)
            self._watches = Watches()
        else:
            self._watches.forget(counting.follow(changes))
        self._counting = counting
        return counting

    def _counted(self, session: Session) -> Counting:
        rows = self._followed.rows
        days = [day for (day,) in rows[HalfDay].values()]
        if not days:
            raise NotFound("database_empty")
        ((timezone,),) = rows[Event].values()
        return Counting(rows, terms(session, min(days)), ZoneInfo(timezone))

    def _board(self, session: Session, counting: Counting, now: datetime) -> DayBoard:
        day = counting.day_at_hand(now.date())
        slots = counting.slots
        under_way, coming = watches.running(slots, now), watches.coming(slots, now)
        tables = {key: number for key, (number,) in self._followed.rows[Place].items()}

        def watch(slot: SlotView | None) -> SlotWatch | None:
            meetings = counting.meetings.in_slot(slot.key) if slot is not None else ()
            return self._watches.watch(session, slot, meetings, tables, now)

        loads = counting.loads(day)
        return DayBoard(
            now=now,
            day=counting.figures(now, day, loads),
            arrivals=counting.arrivals(),
            slots=loads,
            encounters=counting.encounters(),
            regions=counting.regions(),
            running=watch(under_way),
            coming=watch(coming),
        )


def _needs_all(change: RowChange) -> bool:
    return change.record in _ALL_ANEW and change.before != change.after
