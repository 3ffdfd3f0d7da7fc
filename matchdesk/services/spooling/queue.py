"""A desk's print queue: what waits, in order, and what became of it.

Printing never stands in the way of check-in: whoever arrives is put into the queue and that is all.
Somebody else (`work`, beside the window) takes one job after the other to its printer. A printer
that cannot take pages keeps its own jobs waiting, in their order, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind, PrintState
from matchdesk.core.wording import label
from matchdesk.services.printing import Printing
from matchdesk.services.settings import Settings
from matchdesk.services.spooling import paper
from matchdesk.services.spooling.intake import Intake
from matchdesk.services.spooling.jobs import unrecorded
from matchdesk.services.spooling.ordering import Step, rearranged
from matchdesk.services.spooling.ports import FOLDER, FolderPrinter, PrinterPort
from matchdesk.services.spooling.under_way import UnderWay
from matchdesk.services.spooling.views import OnPaper, Printer, PrintJob
from matchdesk.services.spooling.working import FIRST_WAIT, LONGEST_WAIT, Worker
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.printing.raster import PagePicture


_NOTED_EVERY = 5
"""Pages after which it is written down how far a job is; each time costs a moment of the disk."""


@dataclass(slots=True)
class _Jam:
    """A printer that did not take its last job, and when to ask it again."""

    until: datetime
    wait: timedelta


class PrintQueue(Intake):
    """Thread-safe, but for `work`, which one thread calls. Jobs outlive the program."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, printing: Printing
    ) -> None:
        super().__init__(database, settings, clock, printing)
        self._ports: dict[str, PrinterPort] = {FOLDER: FolderPrinter()}
        self._jams: dict[str, _Jam] = {}
        self._under_way = UnderWay(self._tell)
        self._recovered = False

    # --- printers

    def attach(self, scheme: str, port: PrinterPort) -> None:
        """Learn to reach printers of `scheme`; the window does so for the system's."""
        self._ports[scheme] = port

    def printers(self) -> tuple[Printer, ...]:
        """Every printer found, and the folders that are in use. May take a moment."""
        found = [p for port in self._ports.values() for p in port.printers()]
        choices = self.choices
        used = [choices.badge_printer, choices.paper_printer, *(j.printer for j in self.jobs())]
        known = {printer.address for printer in found}
        for address in dict.fromkeys(used):
            if address and address not in known:
                found.append(Printer(address, address.partition(":")[2]))
        return tuple(found)

    # --- looking

    def jobs(self) -> tuple[PrintJob, ...]:
        """Every job in its order, those that are over included; raises `StorageFault`."""
        return tuple(self._under_way.shown(job) for job in self._jobs.all())

    def listed(self) -> tuple[PrintJob, ...]:
        """`jobs` for a list: what is to come out names people as they are called now."""
        jobs = self.jobs()
        keys = {subject.key for job in jobs if job.open for subject in job.subjects}
        if not keys:
            return jobs
        with self._database.reading() as session:
            known = paper.called(session, keys)
        return tuple(paper.renamed(job, known) if job.open else job for job in jobs)

    def job(self, key: str) -> PrintJob:
        """One job; raises `NotFound`."""
        return self._jobs.get(key)

    def page_picture(
        self, key: str, page: int, dpi: float
    ) -> tuple[tuple[float, float], PagePicture]:
        """Size in points and picture of a page (from 1) of a job, as it was made.

        Raises `Invalid` if its pages are not kept any more.
        """
        kept = self._jobs.pages.get(key)
        if kept is None:
            raise Invalid("print_pages_gone")
        size = self._printing.page_sizes(kept)[page - 1]
        return size, self._printing.page_picture(kept, page - 1, dpi)

    def on_paper(self, kind: DocumentKind, participants: Collection[str]) -> tuple[OnPaper, ...]:
        """Who of these people holds a document of `kind` already."""
        with self._database.reading() as session:
            found = paper.held(session, kind, paper.names(session, participants))
        return tuple(found.values())

    def next_try(self) -> datetime | None:
        """When there is something to do: a moment that may be past, None if nothing waits."""
        moments = [
            self._due(job)
            for job in self.jobs()
            if (job.state is PrintState.WAITING and not self._homeless(job)) or unrecorded(job)
        ]
        return min(moments, default=None)

    # --- what the operator does

    def retry(self, key: str) -> PrintJob:
        """Try again now: a job that waits, failed, or was cancelled. Raises `Conflict`."""
        job = self.job(key)
        if job.state in (PrintState.PRINTING, PrintState.PRINTED):
            raise Conflict("print_job_state", state=label(job.state))
        self._jams.pop(job.printer, None)
        printer = job.printer or self.choices.printer(job.kind)
        return self._move(job, PrintState.WAITING, printer=printer)

    def retry_all(self) -> int:
        """Try everything that waits or failed now; returns how many jobs that are."""
        found = [j for j in self.jobs() if j.state in (PrintState.WAITING, PrintState.FAILED)]
        for job in found:
            self.retry(job.key)
        return len(found)

    def cancel(self, key: str) -> PrintJob:
        """Do not print it; `retry` brings it back, `continue_from` goes on where it was left.

        A job at its printer is stopped between two pages; what the printer has taken it may still
        print. Raises `Conflict` if it came out, or is at the printer of another window.
        """
        job = self.job(key)
        if job.state is PrintState.PRINTING and self._under_way.stop(key):
            return job
        if job.state in (PrintState.PRINTING, PrintState.PRINTED):
            raise Conflict("print_job_state", state=label(job.state))
        moved = self._move(job, PrintState.CANCELLED)
        self._under_way.stop(key)  # it may be being made
        return moved

    def move(self, keys: Collection[str], step: Step) -> int:
        """Print these earlier or later, as one; returns how many jobs changed their place.

        Only what waits can be moved; 0 if nothing of it does, or it stands there already.
        """
        changed = rearranged(self._jobs.all(), keys, step)
        done = sum(self._jobs.exchange(before, after) for before, after in changed)
        if done:
            self._tell()
        return done

    def continue_from(self, key: str, page: int, printer: str = "") -> PrintJob:
        """Print the pages of a job from `page` (1 is the first) on once more, just as they were.

        For a jam: also what came out already. It takes its turn where it stands; what the event
        knows of it stays. Raises `Conflict` while it is at the printer, `Invalid` if its pages were
        not made yet, are not kept any more, or are fewer.
        """
        job = self.job(key)
        if job.state is PrintState.PRINTING:
            raise Conflict("print_job_state", state=label(job.state))
        if not 1 <= page <= job.pages:
            raise Invalid("print_page_unknown", page=page, pages=job.pages)
        if self._jobs.pages.get(key) is None:
            raise Invalid("print_pages_gone")
        return self._move(job, PrintState.WAITING, printer or job.printer, from_page=page)

    def send_to(self, key: str, printer: str) -> PrintJob:
        """Print it on another printer, given by address; raises `Conflict` if it came out."""
        job = self.job(key)
        if job.state in (PrintState.PRINTING, PrintState.PRINTED):
            raise Conflict("print_job_state", state=label(job.state))
        return self._move(job, PrintState.WAITING, printer=printer)

    def came_out(self, key: str) -> PrintJob:
        """It is on paper after all: the operator has seen it. Raises `Conflict`."""
        job = self.job(key)
        if job.state is not PrintState.FAILED:
            raise Conflict("print_job_state", state=label(job.state))
        return self._move(job, PrintState.PRINTED)

    # --- the work beside the window

    def work(self, progress: Progress | None = None) -> int:
        """Take every job that is due to its printer; returns how many came out.

        Does nothing while another window of this desk works on the queue. Raises `Cancelled`
        between two jobs; `StorageFault` if the queue's own file cannot be read.
        """
        if not self._jobs.drive():
            return 0
        worker = Worker(self._printing, self._ports, self._jobs.pages)
        self._recover(worker)
        done = 0
        while (job := self._next()) is not None:
            (progress or Progress()).check()
            done += self._carry_out(worker, job, progress or Progress())
        return done

    def close(self) -> None:
        """Leave the queue to the next who opens it."""
        self._jobs.close()

    # --- inside: the work

    def _next(self) -> PrintJob | None:
        """The first job whose printer is free; behind a job that waits, its printer's wait."""
        now = self._clock.now()
        behind: set[str] = set()
        for job in self.jobs():
            if unrecorded(job) and self._due(job) <= now:
                return job
            if job.state is PrintState.WAITING and job.printer not in behind:
                if job.printer:  # those without one wait for the operator, not for each other
                    behind.add(job.printer)
                if self._due(job) <= now and self._reachable(job):
                    return job
        return None

    @staticmethod
    def _homeless(job: PrintJob) -> bool:
        """Whether it waits for somebody to choose a printer: there is nothing to do until then."""
        return not job.printer and bool(job.code)

    def _reachable(self, job: PrintJob) -> bool:
        if not job.printer:
            if not job.code:
                self._jobs.exchange(job, replace(job, code="printer_not_set"))
                self._tell()
            return False
        return job.printer.partition(":")[0] in self._ports

    def _carry_out(self, worker: Worker, job: PrintJob, progress: Progress) -> bool:
        """Whether `job` came out now."""
        held, waited = job, job.state is PrintState.WAITING

        def claim(taken: PrintJob) -> bool:
            """Take a waiting job to the printer, unless the operator was quicker."""
            nonlocal held
            at_work = replace(taken, state=PrintState.PRINTING, changed_at=self._clock.now(),
                              code="", data={}, next_try=None)  # fmt: skip
            if not self._jobs.exchange(held, at_work):
                return False
            held = at_work
            self._under_way.begin_again()
            self._tell()
            return True

        def noted(done: int) -> None:
            """Keep how far the printer has come: after a crash somebody has to know."""
            nonlocal held
            further = replace(held, stopped_at=_page_after(held, done))
            passed = further.stopped_at - max(held.stopped_at, held.from_page, 1)
            due = held.state is PrintState.PRINTING and passed >= _NOTED_EVERY
            if due and self._jobs.exchange(held, further):
                held = further

        if waited:
            with self._under_way.working_on(job, progress, noted) as own:
                done = worker.prepared(job, own, claim)
            if done is None:
                return False
            if self._under_way.stopped and done.state is PrintState.WAITING:
                done = replace(done, state=PrintState.CANCELLED, code="", data={})
            at_printer = held.state is PrintState.PRINTING
            if at_printer and done.state is not PrintState.PRINTED and self._under_way.reached:
                done = replace(done, stopped_at=_page_after(done, self._under_way.reached))
            held = self._settle(held, done)
        if unrecorded(held):
            held = self._settle(held, worker.recorded(held))
        return waited and held.state is PrintState.PRINTED

    def _settle(self, held: PrintJob, done: PrintJob) -> PrintJob:
        """Keep what became of a job; a printer that jams is left alone for a while."""
        now = self._clock.now()
        done = replace(done, changed_at=now)
        if done.code and done.state is not PrintState.FAILED:
            jam = self._jams.get(done.printer)
            wait = min(jam.wait * 2, LONGEST_WAIT) if jam else FIRST_WAIT
            self._jams[done.printer] = _Jam(now + wait, wait)
            done = replace(done, next_try=now + wait)
        elif done.state is PrintState.PRINTED:
            self._jams.pop(done.printer, None)
        if not self._jobs.exchange(held, done):
            return held  # the operator was quicker, and means it
        self._jobs.tidy()
        self._tell()
        return done

    def _due(self, job: PrintJob) -> datetime:
        jam = self._jams.get(job.printer)
        return jam.until if jam else job.changed_at

    def _recover(self, worker: Worker) -> None:
        """What was at the printer when the program ended came out, did not, or nobody knows."""
        if self._recovered:
            return
        for job in self.jobs():
            if job.state is PrintState.PRINTING:
                self._jobs.exchange(job, worker.after_a_crash(job))
        self._recovered = True

    # --- inside: the jobs

    def _move(
        self,
        job: PrintJob,
        state: PrintState,
        printer: str | None = None,
        from_page: int | None = None,
    ) -> PrintJob:
        """Let the operator's word count, unless the job has moved on by itself."""
        moved = replace(
            job,
            state=state,
            printer=job.printer if printer is None else printer,
            code="",
            data={},
            next_try=None,
            from_page=job.from_page if from_page is None else from_page,
            stopped_at=0 if state is PrintState.WAITING else job.stopped_at,
            changed_at=self._clock.now(),
        )
        if not self._jobs.exchange(job, moved):
            raise Conflict("print_job_state", state=label(self.job(job.key).state))
        self._tell()
        return moved


def _page_after(job: PrintJob, done: int) -> int:
    """The page that comes after `done` of those that are being printed."""
    return min(max(1, job.from_page) + done, job.pages)
