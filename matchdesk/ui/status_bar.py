"""The status bar: who works where, whether all is saved, what was done last, what is running."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.jobs import Job, JobRunner, Lane, Step
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets.basics import ElidedLabel, Label, button, line, row, set_property
from matchdesk.ui.widgets.messages import IconLabel

HEIGHT = 38


class StatusBar(QFrame):
    """`undo_wanted` when the last change is clicked, `who_wanted` for the desk and operator.

    `queue_wanted` when the count of print jobs is clicked.
    """

    undo_wanted = Signal()
    who_wanted = Signal()
    queue_wanted = Signal()

    def __init__(self, theme: Theme, jobs: JobRunner) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setFixedHeight(HEIGHT)
        self._jobs = jobs
        self._link = True
        self._said = ""
        self._theme = theme
        self.who = button("", self.who_wanted.emit, kind="quiet")
        self._link_icon = IconLabel(theme, "circle-check", "good.line", 16)
        self.link = Label(role="small", tone=2)
        self.last = ElidedLabel(role="small", tone=2)
        self.last.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo = button(_("undo"), self.undo_wanted.emit, kind="link")
        self.undo.hide()
        self.queue = button("", self.queue_wanted.emit, kind="quiet", icon="printer", theme=theme)
        self.queue.hide()
        self.strip = row(spacing=Space.M)
        layout = row(
            self.who,
            line(vertical=True),
            self._link_icon,
            self.link,
            line(vertical=True),
            spacing=Space.S,
            margins=(Space.S, 2, Space.M, 2),
        )
        layout.addWidget(self.undo)
        layout.addWidget(self.last, 1)
        layout.addWidget(self.queue)
        layout.addLayout(self.strip)
        self.setLayout(layout)
        jobs.started.connect(self._started)
        jobs.ended.connect(lambda _job: self._show_link())
        self._show_link()

    def show_who(self, desk: str, operator: str) -> None:
        """Which desk this is and who sits at it."""
        self.who.setText(f"{desk} · {operator}")
        self.who.setAccessibleName(
            _("Desk {desk}, operator {operator}").format(desk=desk, operator=operator)
        )
        self.who.setToolTip(_("Change desk or operator"))

    def show_link(self, up: bool) -> None:
        """Whether the event's store can be reached."""
        self._link = up
        self._show_link()

    def show_last(self, what: str) -> None:
        """What Undo would take back; empty for nothing."""
        self.last.setText(what or _("nothing to undo at this desk"))
        self.undo.setVisible(bool(what))
        self.undo.setToolTip(_("Take back: {what}").format(what=what))
        self.undo.setAccessibleName(_("Undo: {what}").format(what=what))

    def show_queue(self, waiting: int, why: str) -> None:
        """How many print jobs have not come out, and what keeps the first from it."""
        text = _("print queue {n}").format(n=waiting)
        self.queue.setText(text + (" !" if why else ""))
        self.queue.setToolTip(why or _("Show the print queue"))
        self.queue.setAccessibleName(f"{text}. {why}".strip())
        set_property(self.queue, "state", str(State.ATTENTION) if why else "")
        self.queue.setVisible(bool(waiting or why))

    def _started(self, job: Job) -> None:
        if job.visible:
            self.strip.addWidget(JobChip(self._theme, job))
        self._show_link()

    def _show_link(self) -> None:
        saving = any(job.lane is Lane.COMMAND for job in self._jobs.running)
        if not self._link:
            shown = (_("no link — changes cannot be saved"), "cloud-off", "problem.line")
        elif saving:
            shown = (_("saving …"), "hourglass", "text3")
        else:
            shown = (_("all saved"), "circle-check", "good.line")
        if shown[0] != self._said:  # asked at each begin and end of any work: a scan has thirty
            self._said = shown[0]
            self.link.setText(shown[0])
            self._link_icon.show_icon(shown[1], shown[2])


class JobChip(QWidget):
    """One running job: what it does, how far it is, and a way to stop it."""

    def __init__(self, theme: Theme, job: Job) -> None:
        super().__init__()
        self.text = Label(job.title, "small", 2)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(96)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self.stop = button("", self._stop, kind="tiny", icon="x", theme=theme)
        self.stop.setIconSize(QSize(14, 14))
        self.stop.setToolTip(_("Stop: {what}").format(what=job.title))
        self.stop.setAccessibleName(_("Stop: {what}").format(what=job.title))
        self._job = job
        self.setLayout(row(self.text, self.bar, self.stop))
        job.progressed.connect(self._show)
        job.finished.connect(self._leave)

    def _show(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.text.setText(step.text or self._job.title)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.text.setText(_("stopping …"))
        self._job.cancel()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
