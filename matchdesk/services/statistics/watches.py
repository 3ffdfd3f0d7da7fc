"""The slot under way and the next one, from what a live screen keeps in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.services import absences
from matchdesk.services.checkin import AwaitedMeeting, PersonView, SlotWatch
from matchdesk.services.checkin.people import people
from matchdesk.services.events import SlotView
from matchdesk.services.statistics.slot_counts import Pairing


class Watches:
    """Reads each person of the two slots once, and again after they were written. Not thread-safe.

    Answers what `CheckInQueries.running_slot` and `next_slot` do, without reading the slot's
    meetings again each time.
    """

    def __init__(self) -> None:
        self._views: dict[str, PersonView] = {}

    def forget(self, persons: Iterable[str]) -> None:
        """These participants, by key, are not as they were read any more."""
        for key in persons:
            self._views.pop(key, None)

    def watch(
        self,
        session: Session,
        slot: SlotView | None,
        meetings: Sequence[Pairing],
        tables: Mapping[str, int],
        now: datetime,
    ) -> SlotWatch | None:
        """The slot with those of its `meetings` still to take place, by table; None without one.

        `tables` are numbers by key, `now` is the venue's wall clock.
        """
        if slot is None:
            return None
        ahead = [m for m in meetings if m.planned or m.status is MeetingStatus.IN_PROGRESS]
        self._read(session, {key for meeting in ahead for key in meeting.parties})
        away = absences.missing_in(session, slot.key)
        found = [self._awaited(m, tables.get(m.table or ""), away) for m in ahead]
        found.sort(key=lambda one: (one.table is None, one.table or 0, one.number))
        until = datetime.combine(slot.day, slot.starts) - now
        return SlotWatch(slot, int(until / timedelta(minutes=1)), tuple(found))

    def _read(self, session: Session, keys: set[str]) -> None:
        self._views.update(people(session, keys - self._views.keys()))

    def _awaited(
        self, meeting: Pairing, table: int | None, away: Collection[str]
    ) -> AwaitedMeeting:
        present = tuple(self._views[key] for key in meeting.parties)
        gone = [p for p in present if not p.here or p.key in away]
        missing = tuple(gone) if meeting.planned else ()
        return AwaitedMeeting(meeting.key, meeting.number, table, present, missing)


def running(slots: Sequence[SlotView], now: datetime) -> SlotView | None:
    """The slot that is under way at `now`; `slots` are in order."""
    today, time = now.date(), now.time()
    return next((s for s in slots if s.day == today and s.starts <= time < s.ends), None)


def coming(slots: Sequence[SlotView], now: datetime) -> SlotView | None:
    """The first slot that has not begun at `now`; None after the last."""
    moment: tuple[date, object] = (now.date(), now.time())
    return next((s for s in slots if (s.day, s.starts) > moment), None)
