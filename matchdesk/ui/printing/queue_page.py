"""The desk's print queue: what waits, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from matchdesk.core.clock import wall_time
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import PrintState
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.printing.continuing import ContinueDialog
from matchdesk.ui.printing.folders import ask_folder
from matchdesk.ui.printing.queue_lines import QueueLine, queue_lines
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Label,
    Notice,
    button,
    column,
    row,
)
from matchdesk.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from matchdesk.services.spooling import Printer, PrintJob

RETRY = ActionSpec("print.retry", "Try again", "Ctrl+R", "refresh-cw", "queue retry")
RETRY_ALL = ActionSpec("print.retry_all", "Try all again", "Ctrl+Shift+R", "refresh-cw", "queue")
ELSEWHERE = ActionSpec("print.elsewhere", "Send elsewhere …", "Ctrl+T", "printer", "other printer")
CAME_OUT = ActionSpec("print.came_out", "It came out", "Ctrl+Shift+K", "check", "mark printed")
AGAIN = ActionSpec("print.again", "Print again …", "Ctrl+J", "rotate-ccw", "reprint reason")
CONTINUE = ActionSpec(
    "print.continue", "Continue from page …", "Ctrl+G", "play", "jam go on rest of the pages"
)
FIRST = ActionSpec("print.first_in_queue", "Print next", "Alt+Home", "chevrons-up", "queue order")
UP = ActionSpec("print.earlier", "Print earlier", "Alt+Up", "chevron-up", "queue order move up")
DOWN = ActionSpec("print.later", "Print later", "Alt+Down", "chevron-down", "queue order move down")
STOP = ActionSpec("print.cancel", "Cancel", "Del", "x", "queue stop job")

_STATES = {
    PrintState.WAITING: State.PLANNED,
    PrintState.PRINTING: State.PLANNED,
    PrintState.PRINTED: State.GOOD,
    PrintState.FAILED: State.PROBLEM,
    PrintState.CANCELLED: State.NEUTRAL,
}
_MOVABLE = (PrintState.WAITING, PrintState.FAILED, PrintState.CANCELLED)
_STOPPABLE = (PrintState.WAITING, PrintState.FAILED, PrintState.PRINTING)


class QueuePage(QWidget):
    """Newest last, as they come out. Every job can be tried, cancelled, sent elsewhere."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo("UTC")
        self._printers: tuple[Printer, ...] = ()
        self._jobs: tuple[PrintJob, ...] = ()
        theme = context.theme
        self.table = DataTable(
            theme,
            self._columns(),
            key=lambda line: line.key,
            name=_("Print queue"),
            search_hint=_("Search names, printers and reasons"),
            empty=EmptyState(
                theme,
                "printer",
                _("Nothing waits to be printed"),
                _("What is printed on check-in or from here comes out one job after the other."),
            ),
        )
        self.table.add_filter(_("Not out yet"), lambda line: line.open)
        self.table.add_filter(_("Failed"), lambda line: line.state is PrintState.FAILED)
        self.jam = Notice(theme)
        self.buttons = {
            spec.id: self._button(spec, run, home)
            for spec, run in (
                (RETRY, self.retry),
                (ELSEWHERE, self.ask_elsewhere),
                (CONTINUE, self.ask_page),
                (CAME_OUT, self.came_out),
                (AGAIN, self.again),
                (STOP, self.cancel),
                (RETRY_ALL, self.retry_all),
            )
        }
        steps = ((FIRST, "first"), (UP, "up"), (DOWN, "down"))
        arrows = [self._arrow(spec, step, home) for spec, step in steps]
        self.head = Label(_("Print queue"), "large")
        whole = column(
            row(self.head, None, *arrows, spacing=Space.XS),
            self.jam,
            self.table,
            Flow(*self.buttons.values()),
            spacing=Space.M,
            margins=Space.L,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.table.chosen.connect(lambda _job: self._enable())
        self.table.opened.connect(lambda _job: self.retry())
        self._enable()

    # --- what is shown

    def show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        """The queue as it stands."""
        self._jobs = tuple(jobs)
        self.table.set_rows(queue_lines(jobs))
        stuck = [job for job in jobs if job.why]
        if stuck:
            state = State.ATTENTION if stuck[0].open else State.PROBLEM
            others = len(stuck) - 1
            text = stuck[0].why
            if others:
                text += " " + count(
                    "{n} more job is held up.", "{n} more jobs are held up.", others
                )
            self.jam.say(text, state, action=_("Try all again"), run=self.retry_all)
        else:
            self.jam.hide()
        self._enable()

    def show_printers(self, printers: tuple[Printer, ...], zone: ZoneInfo) -> None:
        """Where a job can be sent, and the venue's clock."""
        self._printers, self._zone = printers, zone

    # --- what the operator does

    def retry(self) -> None:
        """Try the chosen job again now."""
        self._do(lambda key: self._queue.retry(key), _MOVABLE)

    def cancel(self) -> None:
        """Do not print the chosen job."""
        self._do(lambda key: self._queue.cancel(key), _STOPPABLE)

    def move_job(self, step: str) -> None:
        """Print the chosen job earlier or later than others."""
        from matchdesk.services.spooling import Step  # loads the database's packages

        line = self.table.current()
        if line is not None:
            keys = tuple(job.key for job in line.jobs)
            self._context.do(lambda _progress: self._queue.move(keys, Step(step)), owner=self)

    def ask_page(self) -> None:
        """Ask from which page the chosen job is printed again."""
        line = self.table.current()
        if line is None or (job := line.of_many_pages) is None:
            return
        dialog = ContinueDialog(self._context, job, self)
        dialog.chosen.connect(partial(self.continue_from, job.key))
        dialog.open()

    def continue_from(self, key: str, page: int) -> None:
        """Print the pages of this job from `page` (from 1) on once more."""
        self._context.do(lambda _progress: self._queue.continue_from(key, page), owner=self)

    def came_out(self) -> None:
        """The chosen job is on paper after all."""
        self._do(lambda key: self._queue.came_out(key), (PrintState.FAILED,))

    def retry_all(self) -> None:
        """Try everything that waits or failed."""
        self._context.do(lambda _progress: self._queue.retry_all(), owner=self)

    def again(self) -> None:
        """Print again for the people of the chosen job; asks why."""
        line, spooler = self.table.current(), self._context.spooler
        if line is not None and spooler is not None:
            kinds = tuple(dict.fromkeys(job.kind for job in line.jobs))
            spooler.print_together(kinds, [subject.key for subject in line.subjects], self)

    def ask_elsewhere(self) -> None:
        """Show the printers there are; the chosen one gets the job."""
        if self.table.current() is None:
            return
        menu = QMenu(self)
        for printer in self._printers:
            menu.addAction(printer.name).triggered.connect(partial(self._send_to, printer.address))
        menu.addSeparator()
        folder = menu.addAction(_("A folder …"))
        folder.triggered.connect(lambda: ask_folder(self, self._send_to))
        menu.aboutToHide.connect(menu.deleteLater)
        made = self.buttons[ELSEWHERE.id]
        menu.popup(made.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _send_to(self, address: str, _checked: bool = False) -> None:
        self._do(lambda key: self._queue.send_to(key, address), _MOVABLE)

    # --- inside

    @property
    def _queue(self) -> Any:
        return self._context.desk.print_queue

    def _do(self, act: Callable[[str], object], of: tuple[PrintState, ...]) -> None:
        """`act` on each job of the chosen line that stands in one of these states."""
        line = self.table.current()
        keys = [job.key for job in line.jobs if job.state in of] if line is not None else []
        if keys:
            self._context.do(lambda _progress: [act(key) for key in keys], owner=self)

    def _enable(self) -> None:
        line = self.table.current()
        states = {job.state for job in line.jobs} if line is not None else set()
        held_up = any(job.why or job.open for job in self._jobs)
        wanted = {
            RETRY: not states.isdisjoint(_MOVABLE),
            ELSEWHERE: not states.isdisjoint(_MOVABLE),
            CAME_OUT: PrintState.FAILED in states,
            AGAIN: states == {PrintState.PRINTED},
            STOP: not states.isdisjoint(_STOPPABLE),
            CONTINUE: line is not None and line.of_many_pages is not None,
            FIRST: PrintState.WAITING in states,
            UP: PrintState.WAITING in states,
            DOWN: PrintState.WAITING in states,
            RETRY_ALL: held_up,
        }
        for spec, on in wanted.items():
            if (action := self._context.actions.get(spec.id)) is not None:
                action.setEnabled(on)

    def _arrow(self, spec: ActionSpec, step: str, home: Screen) -> QPushButton:
        made = button("", kind="quiet")
        action = self._context.actions.add(spec, lambda: self.move_job(step), home=home)
        bind(made, action, text=False)
        return made

    def _button(self, spec: ActionSpec, run: Callable[[], object], home: Screen) -> QPushButton:
        made = button("")
        bind(made, self._context.actions.add(spec, run, home=home))
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("No.", lambda j: str(j.number), lambda j: j.number, width=48, right=True),
            Column("State", lambda j: label(j.state), lambda j: list(PrintState).index(j.state),
                   lambda j: _STATES[j.state], width=100),
            Column("What", lambda j: j.what, tip=lambda j: j.what, width=140),
            Column("For", lambda j: j.who, tip=lambda j: j.who, width=150, most=360),
            Column("Printer", lambda j: j.printer, tip=lambda j: j.printers, width=104, most=220),
            Column("Since", self._since, lambda j: j.created_at, width=104, searched=False),
            Column("Details", self._details, tip=self._details, width=0),
        )  # fmt: skip

    def _since(self, job: QueueLine) -> str:
        return wall_time(job.created_at, self._context.clock.now(), self._zone)

    def _details(self, job: QueueLine) -> str:
        if job.how_far:
            return job.how_far
        if job.next_try and job.open:
            again = f"{job.next_try.astimezone(self._zone):%H:%M:%S}"
            return _("{why} Again at {time}.").format(why=job.why, time=again)
        reason = f"{label(_reason(job.reason))}" if job.reason else ""
        return " · ".join(filter(None, (job.from_page, job.why or reason)))


def _reason(reason: str) -> object:
    from matchdesk.core.vocabulary import ReprintReason

    return ReprintReason(reason) if reason in list(ReprintReason) else reason
