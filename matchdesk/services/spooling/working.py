"""One job taken to its printer: what comes of it is a job in another state."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from matchdesk.core.errors import Cancelled, MatchDeskError, PrinterFault, StorageFault
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import PrintState
from matchdesk.services.printing import Printed, Printing, PrintOrder
from matchdesk.services.spooling.kept_pages import KeptPages
from matchdesk.services.spooling.ports import PrinterPort
from matchdesk.services.spooling.views import PrintJob

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=1)
"""A printer that jams is asked again after this long, then after twice as long each time."""

_log = logging.getLogger(__name__)


class Worker:
    """Makes pages and hands them over. Pages are made when their turn comes, so they are true."""

    def __init__(
        self, printing: Printing, ports: Mapping[str, PrinterPort], kept: KeptPages
    ) -> None:
        self._printing, self._ports, self._kept = printing, ports, kept

    def prepared(
        self, job: PrintJob, progress: Progress, claim: Callable[[PrintJob], bool]
    ) -> PrintJob | None:
        """Print `job`; None if `claim` says that it is not to be printed any more.

        Comes back printed; waiting with its reason, if the printer or the event cannot be reached
        now; or failed with its reason, if there is nothing to print for these people any more.
        """
        scheme, _colon, place = job.printer.partition(":")
        port, claimed = self._ports[scheme], job
        try:
            _ask(port, place)
            claimed, pdf = self._pages(job, progress)
            if not claim(claimed):
                return None
            port.send(place, pdf, job.file_name, progress, job.setup)
        except (PrinterFault, StorageFault) as fault:
            return _standing(claimed, PrintState.WAITING, fault)
        except Cancelled:
            return _standing(claimed, PrintState.WAITING, None)
        except MatchDeskError as error:
            return _standing(claimed, PrintState.FAILED, error)
        except Exception as error:
            _log.exception("print job %s failed", job.file_name)
            code = MatchDeskError("failed", code=type(error).__name__)
            return _standing(claimed, PrintState.FAILED, code)
        return _standing(claimed, PrintState.PRINTED, None)

    def _pages(self, job: PrintJob, progress: Progress) -> tuple[PrintJob, bytes]:
        """What is to be sent: made now, or from the page asked for, as they were made before."""
        tried = job.attempts + 1
        kept = self._kept.get(job.key) if job.from_page else None
        if kept is not None:
            again = replace(job, attempts=tried, stopped_at=0)
            return again, self._printing.pages_from(kept, job.from_page)
        made = self._printing.produce(_order(job), progress)
        if made.pages > 1:
            self._kept.put(job.key, made.pdf)
        again = replace(job, subjects=made.subjects, pages=made.pages, attempts=tried, from_page=0,
                        stopped_at=0)  # fmt: skip
        return again, made.pdf

    def recorded(self, job: PrintJob) -> PrintJob:
        """Let the event know that `job` is on paper; it stays unrecorded while that fails."""
        made = Printed(job.kind, job.pages, job.subjects, 0, (), ())
        try:
            self._printing.record(made, reason=job.reason, job=job.key, printer=job.printer_name)
        except MatchDeskError as error:
            return replace(job, code=error.code, data=error.data)
        return replace(job, recorded=True, code="", data={})

    def after_a_crash(self, job: PrintJob) -> PrintJob:
        """What became of a job that was at its printer when the program ended."""
        scheme, _colon, place = job.printer.partition(":")
        port = self._ports.get(scheme)
        out = port.came_out(place, job.file_name) if port else None
        if out is None:
            return _standing(job, PrintState.FAILED, PrinterFault("print_interrupted"))
        return _standing(job, PrintState.PRINTED if out else PrintState.WAITING, None)


def _ask(port: PrinterPort, place: str) -> None:
    """Raise what the printer has to say against printing; making pages for nothing takes time."""
    if fault := port.fault(place):
        raise fault


def _order(job: PrintJob) -> PrintOrder:
    if job.order is not None and not job.order.coming_only:
        return job.order  # of the event as a whole
    people = tuple(subject.key for subject in job.subjects)
    asked = job.order or PrintOrder(job.kind, form=job.form, language=job.language)
    return replace(asked, people=people, coming_only=True)


def _standing(job: PrintJob, state: PrintState, error: MatchDeskError | None) -> PrintJob:
    code, data = (error.code, error.data) if error else ("", {})
    return replace(job, state=state, code=code, data=data)
