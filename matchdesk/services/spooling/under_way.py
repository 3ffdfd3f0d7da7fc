"""The job that is at work right now: how far it is, and how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from matchdesk.core.progress import Progress
from matchdesk.services.spooling.views import PrintJob


class UnderWay:
    """Thread-safe. `told` is called in the working thread whenever the job has come on."""

    def __init__(self, told: Callable[[], object]) -> None:
        self._told = told
        self._lock = threading.Lock()
        self._key = ""
        self._progress: Progress | None = None
        self._step = (0, 0)
        self._stopped = False

    @contextmanager
    def working_on(
        self, job: PrintJob, outer: Progress, noted: Callable[[int], object]
    ) -> Iterator[Progress]:
        """The progress of this job alone; it ends with `outer`, too.

        `noted` gets how many pages (or documents) are ready, in the working thread.
        """

        def come_on(done: int, total: int, _text: str) -> None:
            with self._lock:
                self._step = (done, total)
            noted(done)
            self._told()

        own = Progress(come_on)
        outer.when_cancelled(own.cancel)
        with self._lock:
            self._key, self._progress = job.key, own
            self._step, self._stopped = (0, 0), False
        try:
            yield own
        finally:
            with self._lock:
                self._key, self._progress = "", None

    def stop(self, key: str) -> bool:
        """Ask the job to stop; False if this window does not work on it."""
        with self._lock:
            if key != self._key or self._progress is None:
                return False
            self._stopped, progress = True, self._progress
        progress.cancel()
        return True

    @property
    def stopped(self) -> bool:
        """Whether the operator stopped the job that is, or was last, at work."""
        return self._stopped

    @property
    def reached(self) -> int:
        """How many pages (or documents) were ready when the job came to its end, however it did."""
        return self._step[0]

    def shown(self, job: PrintJob) -> PrintJob:
        """`job` with how far it is."""
        with self._lock:
            if job.key != self._key or not self._step[1]:
                return job
            return replace(job, done=self._step[0], of=self._step[1])

    def begin_again(self) -> None:
        """What is counted next are pages, no longer documents."""
        with self._lock:
            self._step = (0, 0)
