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
from matchdesk.services.spooling.ports import PrinterPort
from matchdesk.services.spooling.views import PrintJob

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=1)
"""A printer that jams is asked again after this long, then after twice as long each time."""

_log = logging.getLogger(__name__)


class Worker:
    """Makes pages and hands them over. Pages are made when their turn comes, so they are true."""

    def __init__(self, printing: Printing, ports: Mapping[str, PrinterPort]) -> None:
        self._printing, self._ports = printing, ports

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
            made = self._printing.produce(_order(job), progress)
            claimed = replace(job, subjects=made.subjects, attempts=job.attempts + 1)
            if not claim(claimed):
                return None
            port.send(place, made.pdf, job.file_name, progress)
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

    def recorded(self, job: PrintJob) -> PrintJob:
        """Let the event know that `job` is on paper; it stays unrecorded while that fails."""
        made = Printed(job.kind, 0, job.subjects, 0, (), ())
        try:
            self._printing.record(made, reason=job.reason, job=job.key)
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
    people = tuple(subject.key for subject in job.subjects)
    return PrintOrder(job.kind, form=job.form, people=people, language=job.language)


def _standing(job: PrintJob, state: PrintState, error: MatchDeskError | None) -> PrintJob:
    code, data = (error.code, error.data) if error else ("", {})
    return replace(job, state=state, code=code, data=data)
