"""The jobs of one desk as its own file keeps them: read, put in, exchanged, forgotten."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from matchdesk.core.errors import NotFound
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import PrintState
from matchdesk.models import Event
from matchdesk.services.settings import Settings
from matchdesk.services.spooling import keeping
from matchdesk.services.spooling.kept_pages import KeptPages
from matchdesk.services.spooling.views import PrintJob
from matchdesk.storage.database import Database
from matchdesk.storage.spool import SpoolFile

KEPT = 200
"""Jobs that are over are shown until there are more of them than this."""

PAGES_KEPT = 30
"""So many of them can still be continued from a page."""

_OVER = (PrintState.PRINTED, PrintState.CANCELLED)


class Jobs:
    """Thread-safe. The file is opened by the first who asks; it outlives the program."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._lock = threading.Lock()
        self._file: SpoolFile | None = None
        self._place: Path | None = None
        self._known: dict[int, tuple[dict[str, Any], PrintJob]] = {}
        self.pages = KeptPages(lambda: self._path().with_suffix(".pages"))

    def all(self) -> tuple[PrintJob, ...]:
        """Every job in its order; raises `StorageFault`."""
        known, fresh = self._known, {}
        for number, row in self._spool().all():
            before = known.get(number)
            same = before is not None and before[0] is row  # what `SpoolFile.all` promises
            fresh[number] = before if same and before else (row, keeping.job(number, row))
        self._known = fresh
        return tuple(sorted((job for _row, job in fresh.values()), key=lambda one: one.moved_to))

    def get(self, key: str) -> PrintJob:
        """One job; raises `NotFound`."""
        for job in self.all():
            if job.key == key:
                return job
        raise NotFound(what=_("print job"), key=key)

    def pending(self, kind: str, keys: Collection[str]) -> list[PrintJob]:
        """Jobs of this kind that are not over yet, for any of these people."""
        return [
            job
            for job in self.all()
            if job.open and job.kind == kind and any(s.key in keys for s in job.subjects)
        ]

    def put(self, job: PrintJob) -> PrintJob:
        """`job` at the end, with its number."""
        return replace(job, number=self._spool().add(job.key, keeping.row(job)))

    def exchange(self, before: PrintJob, after: PrintJob) -> bool:
        """Store `after` if `before` is what is stored: whoever comes first is heard."""
        stored = self._spool().get(before.key)
        if stored is None or keeping.row(keeping.job(before.number, stored)) != keeping.row(before):
            return False
        return self._spool().change(before.key, stored, keeping.row(after))

    def tidy(self) -> None:
        """Forget the oldest jobs that are over and noted in the event."""
        over = [job for job in self.all() if job.state in _OVER and not unrecorded(job)]
        for job in over[:-PAGES_KEPT]:
            self.pages.drop(job.key)
        for job in over[:-KEPT]:
            self._spool().drop(job.key)

    def drive(self) -> bool:
        """Become the one window of this desk that prints; False if another is."""
        return self._spool().drive()

    def close(self) -> None:
        """Leave the file to the next who opens it."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None

    def _spool(self) -> SpoolFile:
        with self._lock:
            if self._file is None:
                self._file = SpoolFile(self._path())
            return self._file

    def _path(self) -> Path:
        if self._place is None:
            with self._database.reading() as session:
                event = session.scalars(select(Event.id)).one()
            self._place = self._settings.folder / "printing" / f"{event}.queue"
        return self._place


def unrecorded(job: PrintJob) -> bool:
    """Whether it came out and the event does not know yet."""
    return job.state is PrintState.PRINTED and not job.recorded
