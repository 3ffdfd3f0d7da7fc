"""What the queue shows as one: the documents somebody wished for together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import DocumentKind, PrintState
from matchdesk.core.wording import paper

if TYPE_CHECKING:
    from matchdesk.services.printing import Subject
    from matchdesk.services.spooling import PrintJob

_WORST = (
    PrintState.FAILED,
    PrintState.PRINTING,
    PrintState.WAITING,
    PrintState.PRINTED,
    PrintState.CANCELLED,
)
_NAMED = (DocumentKind.BADGES, DocumentKind.AGENDAS, DocumentKind.TABLE_SIGNS)
_ONE = {DocumentKind.BADGES: "Badge", DocumentKind.AGENDAS: "Agenda"}


@dataclass(frozen=True)
class QueueLine:
    """Jobs of one bundle, or a single job; it stands as the one that needs most attention."""

    jobs: tuple[PrintJob, ...]

    @property
    def key(self) -> str:
        """The first job's key."""
        return self.jobs[0].key

    @property
    def number(self) -> int:
        """The first job's place in the queue."""
        return self.jobs[0].number

    @cached_property
    def worst(self) -> PrintJob:
        """The job that needs most attention."""
        return min(self.jobs, key=lambda job: (_WORST.index(job.state), not job.why))

    @property
    def state(self) -> PrintState:
        """How the worst job stands."""
        return self.worst.state

    @property
    def open(self) -> bool:
        """Whether something still has to come out."""
        return any(job.open for job in self.jobs)

    @property
    def why(self) -> str:
        """Why something waits or failed."""
        return next((job.why for job in self.jobs if job.why), "")

    @property
    def next_try(self) -> datetime | None:
        """When something is tried again."""
        return min((job.next_try for job in self.jobs if job.next_try), default=None)

    @property
    def created_at(self) -> datetime:
        """When it was wished for."""
        return self.jobs[0].created_at

    @property
    def reason(self) -> str:
        """Why it is printed again."""
        return next((job.reason for job in self.jobs if job.reason), "")

    @property
    def of_many_pages(self) -> PrintJob | None:
        """The job that can go on from a page: the one that needs most attention, else the first."""
        found = [job for job in self.jobs if job.pages > 1 and job.state is not PrintState.PRINTING]
        return min(found, key=lambda job: _WORST.index(job.state), default=None)

    @property
    def how_far(self) -> str:
        """How far the job at work is; empty if none is."""
        job = next((job for job in self.jobs if job.of), None)
        if job is None:
            return ""
        if job.state is not PrintState.PRINTING:
            return _("Making {n} of {all}").format(n=job.done, all=job.of)
        page, pages = job.done + 1, job.of
        if job.from_page > 1:
            page, pages = page + job.from_page - 1, pages + job.from_page - 1
        return _("Page {n} of {all}").format(n=min(page, pages), all=pages)

    @property
    def from_page(self) -> str:
        """At which page it was stopped, or from which on it was, or is to be, printed again."""
        held = (job for job in self.jobs if job.state is not PrintState.PRINTING)
        stopped = next((job for job in held if job.stopped_at), None)
        if stopped is not None:
            return _("Stopped at page {n} of {all}").format(n=stopped.stopped_at, all=stopped.pages)
        page = next((job.from_page for job in self.jobs if job.from_page > 1), 0)
        return _("From page {n} on").format(n=page) if page else ""

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Everybody it is for, once each."""
        found = {subject.key: subject for job in self.jobs for subject in job.subjects}
        return tuple(found.values())

    @property
    def what(self) -> str:
        """Its documents in words: “Badge”, “3 badges and agendas”."""
        kinds = tuple(dict.fromkeys(job.kind for job in self.jobs))
        number = len(self.subjects)
        if len(kinds) > 1:
            if number == 1:
                return _("Badge and agenda")
            return _("{n} badges and agendas").format(n=number)
        if number == 1 and kinds[0] in _ONE:
            return _(_ONE[kinds[0]])
        return paper.amount(kinds[0], number)

    @property
    def who(self) -> str:
        """Whose it is; of the whole event if it is nobody's."""
        if self.jobs[0].kind not in _NAMED:
            return "–"
        return ", ".join(subject.name for subject in self.subjects)

    @property
    def printers(self) -> str:
        """Where it goes in full, each printer once."""
        return ", ".join(dict.fromkeys(job.printer_name for job in self.jobs))

    @property
    def printer(self) -> str:
        """A folder by its own name: the way to it is long, and all alike at its beginning."""
        names = (PurePath(job.printer_name).name or "–" for job in self.jobs)
        return ", ".join(dict.fromkeys(names))


def queue_lines(jobs: Iterable[PrintJob]) -> tuple[QueueLine, ...]:
    """`jobs` in their order, those of a bundle where its first stands."""
    groups: dict[str, list[PrintJob]] = {}
    for job in jobs:
        groups.setdefault(job.bundle or job.key, []).append(job)
    return tuple(QueueLine(tuple(group)) for group in groups.values())
