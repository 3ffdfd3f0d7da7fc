"""A desk's print queue: what waits, in order, and what became of it.

Printing never stands in the way of check-in: whoever arrives is put into the queue and that is all.
Somebody else (`work`, beside the window) takes one job after the other to its printer. A printer
that cannot take pages keeps its own jobs waiting, in their order, and nobody else's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import DocumentKind, PrintState, ReprintReason
from matchdesk.core.wording import label
from matchdesk.models import new_key
from matchdesk.services.printing import Printing, PrintOrder, Subject
from matchdesk.services.settings import Settings
from matchdesk.services.spooling import keeping, paper
from matchdesk.services.spooling.jobs import Jobs, unrecorded
from matchdesk.services.spooling.ports import FOLDER, FolderPrinter, PrinterPort
from matchdesk.services.spooling.views import DeskPrinting, OnPaper, Printer, PrintJob, Queued
from matchdesk.services.spooling.working import FIRST_WAIT, LONGEST_WAIT, Worker
from matchdesk.storage.database import Database


@dataclass(slots=True)
class _Jam:
    """A printer that did not take its last job, and when to ask it again."""

    until: datetime
    wait: timedelta


class PrintQueue:
    """Thread-safe, but for `work`, which one thread calls. Jobs outlive the program."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, printing: Printing
    ) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._jobs = Jobs(database, settings)
        self._printing = printing
        self._ports: dict[str, PrinterPort] = {FOLDER: FolderPrinter()}
        self._jams: dict[str, _Jam] = {}
        self._lock = threading.RLock()
        self._recovered = False
        self._listeners: list[Callable[[], object]] = []

    # --- what this desk prints

    @property
    def choices(self) -> DeskPrinting:
        """What this desk prints for whoever arrives, and where."""
        return keeping.choices(self._settings)

    def choose(self, choices: DeskPrinting) -> None:
        """Print this from now on. Jobs that wait for want of a printer get the one chosen now."""
        keeping.keep_choices(self._settings, choices)
        for job in self.jobs():
            if job.state is PrintState.WAITING and not job.printer:
                given = replace(job, printer=choices.printer(job.kind), code="", data={})
                self._jobs.exchange(job, given)
        self._tell()

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

    def listen(self, changed: Callable[[], object]) -> None:
        """Call `changed()`, in any thread, whenever a job changes."""
        self._listeners.append(changed)

    # --- putting in

    def arrived(self, participants: Sequence[str]) -> Queued:
        """Print what this desk prints on check-in for these people, given by key.

        What they hold already and still holds true is left out and told; an agenda that changed
        since it was printed is printed again.
        """
        return self.add_together(self.choices.kinds, participants)

    def add_together(
        self,
        kinds: Sequence[DocumentKind],
        participants: Sequence[str],
        reason: ReprintReason | str = "",
    ) -> Queued:
        """Put documents of several kinds for these people as one bundle, in hand-out order.

        Each kind goes to its printer; the queue shows them as one. What is on paper already and
        still holds true is left out and told, unless a `reason` says why it is printed again.
        """
        made, bundle = Queued(), new_key() if len(kinds) > 1 else ""
        for kind in kinds:
            part = self.add(kind, participants, reason=reason, renew=True, bundle=bundle)
            made = _joined(made, part)
        return made

    def add(
        self,
        kind: DocumentKind,
        participants: Sequence[str],
        *,
        reason: ReprintReason | str = "",
        printer: str = "",
        renew: bool = False,
        bundle: str = "",
    ) -> Queued:
        """Put one job for these people, given by key, at the end of the queue.

        Without a `reason` what is on paper already is left out and told in `already`; with one it
        is printed again. `renew` prints an agenda again that has changed. Without a `printer` it
        goes to the one set for the desk, and waits if there is none. `bundle` names what belongs
        together.
        """
        wanted = dict.fromkeys(participants)
        with self._lock:
            pending = self._jobs.pending(kind, wanted)
            for job in pending:
                for subject in job.subjects:
                    wanted.pop(subject.key, None)
            with self._database.reading() as session:
                names = paper.names(session, wanted)
                held = paper.held(session, kind, names)
            changed = self._changed(kind, held) if renew and not reason else frozenset()
            fresh = [k for k in names if reason or k not in held or k in changed]
            jobs: list[PrintJob] = []
            again = [key for key in fresh if key in changed]
            for keys, why in (
                ([key for key in fresh if key not in changed], str(reason)),
                (again, str(ReprintReason.CHANGED_AGENDA)),
            ):
                if keys:
                    subjects = paper.subjects(names, keys)
                    jobs.append(self._put(kind, subjects, why, printer, bundle))
        if jobs:
            self._tell()
        already = tuple(held[key] for key in names if key in held and key not in fresh)
        return Queued(tuple(jobs), already, tuple(pending))

    # --- looking

    def jobs(self) -> tuple[PrintJob, ...]:
        """Every job in its order, those that are over included; raises `StorageFault`."""
        return self._jobs.all()

    def job(self, key: str) -> PrintJob:
        """One job; raises `NotFound`."""
        return self._jobs.get(key)

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
        """Do not print it; `retry` brings it back. Raises `Conflict` if it is at the printer."""
        job = self.job(key)
        if job.state in (PrintState.PRINTING, PrintState.PRINTED):
            raise Conflict("print_job_state", state=label(job.state))
        return self._move(job, PrintState.CANCELLED)

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
        worker = Worker(self._printing, self._ports)
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
            self._tell()
            return True

        if waited:
            done = worker.prepared(job, progress, claim)
            if done is None:
                return False
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

    def _put(
        self,
        kind: DocumentKind,
        subjects: tuple[Subject, ...],
        reason: str,
        printer: str,
        bundle: str,
    ) -> PrintJob:
        choices, now = self.choices, self._clock.now()
        job = PrintJob(
            key=new_key(),
            number=0,
            kind=kind,
            subjects=subjects,
            printer=printer or choices.printer(kind),
            form=choices.form(kind),
            language=choices.language,
            state=PrintState.WAITING,
            created_at=now,
            changed_at=now,
            reason=reason,
            bundle=bundle,
        )
        return self._jobs.put(job)

    def _move(self, job: PrintJob, state: PrintState, printer: str | None = None) -> PrintJob:
        """Let the operator's word count, unless the job has moved on by itself."""
        moved = replace(
            job,
            state=state,
            printer=job.printer if printer is None else printer,
            code="",
            data={},
            next_try=None,
            changed_at=self._clock.now(),
        )
        if not self._jobs.exchange(job, moved):
            raise Conflict("print_job_state", state=label(self.job(job.key).state))
        self._tell()
        return moved

    def _changed(self, kind: DocumentKind, held: Iterable[str]) -> frozenset[str]:
        """Whose agenda is not true any more."""
        people = tuple(held)
        if kind is not DocumentKind.AGENDAS or not people:
            return frozenset()
        return self._printing.outdated(PrintOrder(kind, people=people))

    def _tell(self) -> None:
        for changed in self._listeners:
            changed()


def _joined(first: Queued, second: Queued) -> Queued:
    return Queued(
        first.jobs + second.jobs,
        first.already + second.already,
        first.pending + second.pending,
    )
