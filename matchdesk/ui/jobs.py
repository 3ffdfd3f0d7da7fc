"""Work off the GUI thread: lanes, progress, cancel; every answer comes back in the GUI thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QObject,
    QRunnable,
    QThreadPool,
    QTimer,
    Signal,
)

from matchdesk.core.errors import Cancelled, MatchDeskError
from matchdesk.core.progress import Progress
from matchdesk.ui.crossing import Crossing

_log = logging.getLogger(__name__)

Work = Callable[[Progress], Any]


class Lane(StrEnum):
    """Work of one lane waits for its turn; lanes do not wait for each other."""

    COMMAND = "command"
    SOLVER = "solver"
    QUEUE = "queue"
    PRINTER = "printer"
    FILES = "files"
    QUERY = "query"


_THREADS = {Lane.QUERY: 2}
"""Threads of a lane; one where not said, so that commands keep their order."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come; `total` is 0 while unknown."""

    done: int
    total: int
    text: str


class Job(QObject):
    """One piece of work. Lives in the GUI thread; all signals are emitted there.

    Exactly one of `succeeded` (the result), `failed` (a `MatchDeskError`) and `cancelled` is
    emitted, then `finished`.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, title: str, lane: Lane, parent: QObject, *, visible: bool = True) -> None:
        super().__init__(parent)
        self.title, self.lane, self.visible = title, lane, visible
        self.step = Step(0, 0, "")
        self.progress = Progress()

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows if it listens."""
        self.progress.cancel()


_Answer = tuple[Job, str, object]
"""What a working thread reports of a job: how it stands (a signal's name, or "step"), and what."""


class JobRunner(QObject):
    """Runs jobs on its own thread pools. GUI thread only; `close` before the application goes.

    `started` and `ended` carry the `Job`; the status bar listens to them.
    """

    started = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, QThreadPool] = {}
        self._jobs: dict[int, Job] = {}
        self._open = True
        self._crossing = Crossing(self)
        self._crossing.arrived.connect(self._receive)

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs waiting or at work, oldest first."""
        return tuple(self._jobs.values())

    def start(
        self,
        title: str,
        work: Work,
        *,
        lane: Lane = Lane.FILES,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[MatchDeskError], object] | None = None,
        owner: QObject | None = None,
        visible: bool = True,
    ) -> Job:
        """Run `work(progress)` in `lane`; the callbacks come in the GUI thread.

        They are left out once `owner` has been destroyed. `visible` jobs show in the status bar
        with their `title`. After `close` nothing is started: the job is cancelled.
        """
        job = Job(title, lane, self, visible=visible)
        job.progress = Progress(
            lambda done, total, text: self._crossing.send((job, "step", Step(done, total, text)))
        )
        if on_done is not None:
            job.succeeded.connect(_guarded(on_done, owner))
        if on_error is not None:
            job.failed.connect(_guarded(on_error, owner))
        self._jobs[id(job)] = job
        self.started.emit(job)
        if self._open:
            self._pool(lane).start(_Runnable(job, work, self._crossing.send))
        else:
            QTimer.singleShot(0, self, lambda: self._receive((job, "cancelled", None)))
        return job

    def query(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], object],
        *,
        on_error: Callable[[MatchDeskError], object] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Read with `fn()` beside the window, quietly; `on_done(result)` in the GUI thread."""
        return self.start(
            "",
            lambda _: fn(),
            lane=Lane.QUERY,
            on_done=on_done,
            on_error=on_error,
            owner=owner,
            visible=False,
        )

    def finish(self, lane: Lane, wait: float = 10.0) -> bool:
        """Wait up to `wait` seconds for the work of `lane`, and hand out its answers."""
        ended = lane not in self._pools or self._pools[lane].waitForDone(int(wait * 1000))
        self._crossing.deliver()
        return ended

    def close(self, wait: float = 10.0) -> bool:
        """Cancel what runs and wait up to `wait` seconds in all; True if all threads ended.

        Quiet commands are not cancelled, nor is putting into the print queue: what the operator
        has entered is stored, and whoever has arrived gets a badge. Answers that
        are there by then are still handed out; those of work that does not listen are dropped.
        """
        self._open = False
        for job in self.running:
            if job.visible or job.lane not in (Lane.COMMAND, Lane.QUEUE):
                job.cancel()
        until = time.monotonic() + wait
        done = [self._ended(pool, until) for pool in self._pools.values()]
        self._crossing.deliver()
        self._crossing.close()
        return all(done)

    @staticmethod
    def _ended(pool: QThreadPool, until: float) -> bool:
        if pool.waitForDone(max(0, int((until - time.monotonic()) * 1000))):
            return True
        # A pool waits for its threads when it is destroyed: not with the screens, but at the end.
        pool.setParent(QCoreApplication.instance())
        return False

    def _pool(self, lane: Lane) -> QThreadPool:
        if lane not in self._pools:
            pool = QThreadPool(self)
            pool.setMaxThreadCount(_THREADS.get(lane, 1))
            pool.setExpiryTimeout(5_000)
            self._pools[lane] = pool
        return self._pools[lane]

    def _receive(self, answer: _Answer) -> None:
        job, what, value = answer
        if id(job) not in self._jobs:
            return
        if what == "step":
            assert isinstance(value, Step)
            job.step = value
            job.progressed.emit(value)
            return
        del self._jobs[id(job)]
        if what == "succeeded":
            job.succeeded.emit(value)
        elif what == "failed":
            job.failed.emit(value)
        else:
            job.cancelled.emit()
        job.finished.emit()
        self.ended.emit(job)
        job.deleteLater()


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Work, send: Callable[[_Answer], None]) -> None:
        super().__init__()
        self._job, self._work, self._send = job, work, send

    def run(self) -> None:
        self._send((self._job, *self._outcome()))

    def _outcome(self) -> tuple[str, object]:
        progress = self._job.progress
        try:
            progress.check()
            return "succeeded", self._work(progress)
        except Cancelled:
            return "cancelled", None
        except MatchDeskError as error:
            return "failed", error
        except Exception as error:
            _log.exception("job %r failed", self._job.title)
            return "failed", MatchDeskError("failed", code=type(error).__name__)


def _guarded(call: Callable[[Any], object], owner: QObject | None) -> Callable[[Any], object]:
    def guarded(value: Any) -> None:
        if owner is None or shiboken6.isValid(owner):
            call(value)

    return guarded


class Refresh(QObject):
    """Loads what a screen shows, merging requests that come while it loads or in quick succession.

    `load` runs beside the window and returns plain data; `show` gets it in the GUI thread.
    `loading` says True when reading starts and False when it ends.
    """

    loading = Signal(bool)
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobRunner,
        load: Callable[[], Any],
        show: Callable[[Any], object],
        parent: QObject,
        *,
        delay: int = 40,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._load, self._show = jobs, load, show
        self._busy = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._delay, self._since = delay, QElapsedTimer()
        self._timer.timeout.connect(self._start)

    def ask(self) -> None:
        """Load soon; calls that come within `delay` milliseconds of a load make one more.

        The first after a pause is answered at once: somebody is waiting for what they just did.
        """
        if self._busy:
            self._again = True
        elif not self._timer.isActive():
            calm = not self._since.isValid() or self._since.hasExpired(self._delay)
            self._timer.start(0 if calm else self._delay)

    @property
    def pending(self) -> bool:
        """Whether something is being read or soon will be."""
        return self._busy or self._timer.isActive()

    def _start(self) -> None:
        self._busy, self._again = True, False
        self._since.start()
        self.loading.emit(True)
        job = self._jobs.query(self._load, self._show, on_error=self.failed.emit, owner=self)
        job.finished.connect(self._ended)

    def _ended(self) -> None:
        self._busy = False
        self.loading.emit(False)
        if self._again:
            self.ask()
