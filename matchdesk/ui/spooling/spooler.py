"""Keeps the print queue at work while an event is open; the GUI thread never waits for it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.wording import sentence
from matchdesk.ui.crossing import Crossing
from matchdesk.ui.jobs import JobRunner, Lane, Refresh
from matchdesk.ui.theme import State, Theme

if TYPE_CHECKING:
    from matchdesk.core.vocabulary import DocumentKind
    from matchdesk.services.desk import Desk
    from matchdesk.services.spooling import OnPaper, PrintJob, Queued

_POLL = 5_000  # ms: another window of this desk may have added something, or let go of the queue
_SOON = 50  # ms
_UNKNOWN = ZoneInfo("UTC")  # until the event was read


class Spooler(QObject):
    """`changed` carries every job of the queue whenever one of them has moved on.

    `queued` carries what became of an arrival (`Queued`): new jobs, and what is on paper already.
    """

    changed = Signal(object)
    queued = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        theme: Theme,
        notify: Callable[..., None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._theme, self._notify = desk, jobs, theme, notify
        self._working = False
        self._open = True
        self._zone = _UNKNOWN
        self._shown: tuple[PrintJob, ...] | None = None
        self._look = Refresh(jobs, self._read, self._show, self)
        self._look.failed.connect(self._complain)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look.ask)
        self._crossing = Crossing(self)
        self._crossing.arrived.connect(lambda _nothing: self._look.ask())
        desk.print_queue.listen(functools.partial(self._crossing.send, None))

    def begin(self) -> None:
        """Look at what is left from before, and go on with it."""
        # Imported here: the window's start does without the system's printers.
        from matchdesk.services.spooling import SYSTEM
        from matchdesk.ui.spooling.system import SystemPrinters

        self._desk.print_queue.attach(SYSTEM, SystemPrinters(self._desk.printing))
        self._desk.printing.work_apart()
        self._look.ask()

    def warm(self) -> None:
        """Where this desk prints for whoever arrives, get ready; for a working thread."""
        if self._desk.print_queue.choices.kinds:
            self._desk.printing.warm()

    def close(self) -> None:
        """Begin nothing more; what waits stays in the queue."""
        self._open = False
        self._timer.stop()
        self._crossing.close()

    # --- what screens ask for

    def arrived(self, participants: Sequence[str]) -> None:
        """Somebody was admitted: put what this desk prints into the queue. Returns at once."""
        keys = tuple(participants)
        if keys and self._desk.print_queue.choices.kinds:
            self._put(lambda: self._desk.print_queue.arrived(keys))

    def put(
        self, kinds: Sequence[DocumentKind], participants: Sequence[str], reason: str = ""
    ) -> None:
        """Documents of these kinds for these people as one bundle, in hand-out order.

        Returns at once.

        With a `reason` also what they hold already; without, what they hold and still holds true
        is left out.
        """
        keys, queue = tuple(participants), self._desk.print_queue
        self._put(functools.partial(queue.add_together, tuple(kinds), keys, reason))

    def print_now(self, kind: DocumentKind, participants: Sequence[str], parent: QWidget) -> None:
        """Print for these people; whoever holds it already gets it again if a reason is given."""
        keys, queue = tuple(participants), self._desk.print_queue
        self._or_ask(lambda: queue.add(kind, keys), (kind,), parent)

    def print_together(
        self, kinds: Sequence[DocumentKind], participants: Sequence[str], parent: QWidget
    ) -> None:
        """The same for documents of several kinds: one bundle, and one question for all."""
        keys, wanted = tuple(participants), tuple(kinds)
        queue = self._desk.print_queue
        self._or_ask(lambda: queue.add_together(wanted, keys), wanted, parent)

    def _or_ask(
        self, put: Callable[[], Queued], kinds: tuple[DocumentKind, ...], parent: QWidget
    ) -> None:
        def ask_why(queued: Queued) -> None:
            if queued.already:
                self._ask_why(kinds, queued.already, parent)

        self._jobs.start(
            "",
            lambda _progress: put(),
            lane=Lane.QUEUE,
            on_done=ask_why,
            on_error=self._complain,
            owner=parent,
            visible=False,
        )

    def _ask_why(
        self, kinds: tuple[DocumentKind, ...], held: Sequence[OnPaper], parent: QWidget
    ) -> None:
        from matchdesk.ui.spooling.again import AgainDialog  # only where it is asked

        told = {one.key: one for one in held}  # each person once, whatever they hold
        keys, queue = tuple(told), self._desk.print_queue
        again = tuple(kind for kind in kinds if any(one.kind is kind for one in held))
        dialog = AgainDialog(tuple(told.values()), self._zone, parent)
        dialog.chosen.connect(lambda why: self._put(lambda: queue.add_together(again, keys, why)))
        dialog.open()

    def _put(self, work: Callable[[], Queued]) -> None:
        self._jobs.start(
            "",
            lambda _progress: work(),
            lane=Lane.QUEUE,
            on_done=self.queued.emit,
            on_error=self._complain,
            owner=self,
            visible=False,
        )

    # --- the queue at work

    def _read(self) -> tuple[tuple[PrintJob, ...], datetime | None]:
        queue = self._desk.print_queue
        if self._zone is _UNKNOWN:
            self._zone = self._desk.events.summary().zone
        return queue.listed(), queue.next_try()

    def _show(self, read: tuple[tuple[PrintJob, ...], datetime | None]) -> None:
        jobs, due = read
        if jobs != self._shown:
            self._shown = jobs
            self.changed.emit(jobs)
        if due is None or not self._open:
            return
        wait = round((due - self._desk.clock.now()).total_seconds() * 1000)
        if wait <= 0 and not self._working:
            self._work()
        self._timer.start(min(max(wait, _SOON), _POLL) if wait > 0 else _POLL)

    def _work(self) -> None:
        self._working = True
        queue = self._desk.print_queue
        job = self._jobs.start(
            "", queue.work, lane=Lane.PRINTER, on_error=self._complain, owner=self, visible=False
        )
        job.finished.connect(self._worked)

    def _worked(self) -> None:
        self._working = False
        if self._open:
            self._look.ask()

    def _complain(self, error: MatchDeskError) -> None:
        self._notify(sentence(error), state=State.PROBLEM)
