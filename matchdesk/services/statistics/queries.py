"""What the Report and Today screens, and every export of figures, ask."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Invalid
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Term
from matchdesk.services.statistics import combining, meanings, reporting, snapshot
from matchdesk.services.statistics.figures import Figure
from matchdesk.services.statistics.live import LiveDay
from matchdesk.services.statistics.meanings import Definition
from matchdesk.services.statistics.reporting import Report
from matchdesk.services.statistics.snapshot import Snapshot
from matchdesk.services.statistics.terms import Meaning, terms
from matchdesk.services.statistics.today import DayBoard, DayFigures
from matchdesk.storage import journal, opening
from matchdesk.storage.database import Database


class StatisticsQueries:
    """Thread-safe; every call answers for the event as it stands, in one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._live = LiveDay(database, clock)
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, datetime], Snapshot] | None = None
        self._reported: tuple[Snapshot, Report] | None = None

    def figures(
        self, *, private: bool = False, day: date | None = None, others: Sequence[Path] = ()
    ) -> tuple[Figure, ...]:
        """All figures, in the order in which a report shows them; of one `day` alone if given.

        Confidential agreements and people who refused to share their data are counted, but their
        names are withheld from the rows unless `private` (for the organisers' own screen).
        `others` are files of further events, counted together with this one.
        """
        whole = combining.together(self._snapshots(others, Progress()))
        taken = whole if day is None else combining.on_day(whole, day)
        return reporting.figures(taken, private=private)

    def report(
        self,
        *,
        private: bool = False,
        others: Sequence[Path] = (),
        progress: Progress | None = None,
    ) -> Report:
        """The whole report on this event, or on it and the events in the files `others`.

        Other events' files are read from a copy and stay as they are. Raises `StorageFault` for a
        file that is no event, `Invalid` for an event named twice, `Cancelled`.
        """
        snapshots = self._snapshots(others, progress or Progress())
        last = self._reported  # one value, for another thread may put another there
        known = last is not None and last[0] is snapshots[0] and last[1].private is private
        if last is not None and known and not others:
            return last[1]
        made = reporting.report(snapshots, private=private)
        if not others:
            self._reported = snapshots[0], made
        return made

    def day(self) -> DayFigures:
        """The event day in a few numbers."""
        return self._live.board().day

    def board(self) -> DayBoard:
        """The event day in numbers and charts; quick, see `LiveDay`."""
        return self._live.board()

    def definitions(self) -> tuple[Definition, ...]:
        """How the report's words are meant; belongs beside every report."""
        with self._database.reading() as session:
            taken = terms(session, snapshot.first_day(session))
        return meanings.definitions(taken)

    def meanings(self) -> Mapping[Term, Meaning]:
        """What each word is made of at this event, to be edited."""
        with self._database.reading() as session:
            return dict(terms(session, snapshot.first_day(session)).meanings)

    def _snapshots(self, others: Sequence[Path], progress: Progress) -> list[Snapshot]:
        total = len(others) + 1
        progress.step(0, total, _("Reading the event"))
        taken = [self._own()]
        for number, path in enumerate(others, 1):
            progress.step(number, total, path.name)
            taken.append(self._read(path))
        seen: dict[str, str] = {}
        for one, name in zip(taken, ("", *map(str, others)), strict=True):
            if one.event.key in seen:
                raise Invalid("event_twice", name=one.event.name, file=name)
            seen[one.event.key] = name
        return taken

    def _read(self, path: Path) -> Snapshot:
        """Another event, read from a copy: its file may be older than this program."""
        with tempfile.TemporaryDirectory(prefix="matchdesk-") as folder:
            copy = opening.open_copy(path, Path(folder))
            try:
                return self._taken(copy)
            finally:
                copy.close()

    def _own(self) -> Snapshot:
        """This event; as it was read last, if nothing was changed and the minute is the same.

        The four formats of a report, and the screen beside them, then say the same and cost one
        reading.
        """
        with self._lock, self._database.reading() as session:
            now = self._clock.now()
            moment = journal.last_number(session), now.replace(second=0, microsecond=0)
            if self._kept is None or self._kept[0] != moment:
                self._kept = self._reported = None  # freed before as much is read again
                self._kept = moment, snapshot.take(session, now)
            return self._kept[1]

    def _taken(self, database: Database) -> Snapshot:
        with database.reading() as session:
            return snapshot.take(session, self._clock.now())
