"""What comes into a desk's print queue: arrivals, wishes at the counter, whole orders."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from matchdesk.core.clock import Clock
from matchdesk.core.vocabulary import DocumentKind, PrintState, ReprintReason
from matchdesk.models import new_key
from matchdesk.services.printing import Printing, PrintOrder, Subject
from matchdesk.services.settings import Settings
from matchdesk.services.spooling import keeping, paper
from matchdesk.services.spooling.jobs import Jobs
from matchdesk.services.spooling.views import DeskPrinting, PrintJob, Queued
from matchdesk.storage.database import Database


class Intake:
    """The half of the queue that puts jobs in. Thread-safe."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, printing: Printing
    ) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._jobs = Jobs(database, settings)
        self._printing = printing
        self._lock = threading.RLock()
        self._listeners: list[Callable[[], object]] = []

    @property
    def choices(self) -> DeskPrinting:
        """What this desk prints for whoever arrives, and where."""
        return keeping.choices(self._settings)

    def choose(self, choices: DeskPrinting) -> None:
        """Print this from now on. Jobs that wait for want of a printer get the one chosen now."""
        keeping.keep_choices(self._settings, choices)
        for job in self._jobs.all():
            if job.state is PrintState.WAITING and not job.printer:
                given = replace(job, printer=choices.printer(job.kind), code="", data={})
                self._jobs.exchange(job, given)
        self._tell()

    def listen(self, changed: Callable[[], object]) -> None:
        """Call `changed()`, in any thread, whenever a job changes or comes on."""
        self._listeners.append(changed)

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
                    jobs.append(self._put(self._job(kind, subjects, why, printer, bundle)))
        if jobs:
            self._tell()
        already = tuple(held[key] for key in names if key in held and key not in fresh)
        return Queued(tuple(jobs), already, tuple(pending))

    def add_order(
        self, order: PrintOrder, printer: str = "", setup: Mapping[str, str] | None = None
    ) -> PrintJob:
        """Put what was chosen on the Print screen at the end of the queue, as one job.

        For whom is settled now, what their pages say when their turn comes. Raises as
        `Printing.whom`, `Invalid` if that is nobody.
        """
        settled, subjects = self._printing.whom(order)
        with self._lock:
            plain = self._job(order.kind, subjects, "", printer, "")
            form = order.form or plain.form
            job = self._put(
                replace(
                    plain,
                    form=form,
                    language=order.language,
                    order=replace(settled, form=form),
                    setup=dict(setup or {}),
                )
            )
        self._tell()
        return job

    # --- inside

    def _job(
        self,
        kind: DocumentKind,
        subjects: tuple[Subject, ...],
        reason: str,
        printer: str,
        bundle: str,
    ) -> PrintJob:
        choices, now = self.choices, self._clock.now()
        return PrintJob(
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

    def _put(self, job: PrintJob) -> PrintJob:
        """At the end, also behind those that were moved there."""
        last = max((one.moved_to[0] for one in self._jobs.all()), default=0.0)
        stored = self._jobs.put(job)
        if stored.number > last:
            return stored
        behind = replace(stored, place=last + 1)
        return behind if self._jobs.exchange(stored, behind) else stored

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
