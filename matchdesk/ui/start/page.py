"""What stands in the window while no event is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.services.settings import RecentEvent, Settings
from matchdesk.ui import actions
from matchdesk.ui.actions import Actions
from matchdesk.ui.icons import icon
from matchdesk.ui.jobs import Job, Step
from matchdesk.ui.start.new_event import NewEventForm
from matchdesk.ui.start.server import ServerDialog
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets.basics import Card, ElidedLabel, Label, Part, button, clear, column, row
from matchdesk.ui.widgets.messages import EmptyState, IconLabel, Notice

SUFFIX = ".matchdesk"


class StartPage(QStackedWidget):
    """Two pages: home, and the form for a new event."""

    open_wanted = Signal(str)
    create_wanted = Signal(str, object)
    demo_wanted = Signal()

    def __init__(self, settings: Settings, theme: Theme, registry: Actions, demo: bool) -> None:
        super().__init__()
        self._settings, self._theme, self._actions, self._has_demo = settings, theme, registry, demo
        self.notice = Notice(theme)
        self.busy = _Busy()
        self._recent_box = QVBoxLayout()
        self.home = self._home()
        self.form = NewEventForm(settings, theme)
        self.form.left.connect(self.go_home)
        self.form.filled.connect(self.create_wanted)
        self.addWidget(self.home)
        self.addWidget(self.form)

    # --- what the window calls

    def show_recent(self) -> None:
        """Read the list of recent events again and show the home page."""
        clear(self._recent_box)
        recent = self._settings.recent()
        rows = [_RecentRow(event, self.open_wanted.emit) for event in recent]
        for each in rows:
            self._recent_box.addWidget(each)
        if rows:
            self._recent_box.addStretch(1)
            rows[0].setFocus()
        else:
            self._recent_box.addWidget(
                EmptyState(
                    self._theme,
                    "calendar-days",
                    _("No event on this computer yet"),
                    _("Make a new one, open a file, or look around in the demonstration event."),
                )
            )
        self.setCurrentWidget(self.home)

    def set_busy(self, job: Job | None) -> None:
        """Show that an event is being opened; None shows that it is over."""
        self.busy.follow(job)
        self.home.setEnabled(job is None)
        self.form.setEnabled(job is None)
        if job is not None:
            self.notice.hide()
            self.home.setEnabled(True)
            self._choices.setEnabled(False)
            self._recent.setEnabled(False)
        else:
            self._choices.setEnabled(True)
            self._recent.setEnabled(True)

    def complain(self, sentence: str) -> None:
        """Say why an event could not be opened or made, where the operator is looking."""
        if self.currentWidget() is self.form:
            self.form.complain(sentence)
        else:
            self.notice.say(sentence, State.PROBLEM)

    def go_home(self) -> None:
        """Back from the form."""
        self.setCurrentWidget(self.home)

    def ask_new(self) -> None:
        """Show the form for a new event."""
        self.form.start_fresh()
        self.setCurrentWidget(self.form)

    def ask_file(self) -> None:
        """Ask for an event file."""
        dialog = QFileDialog(self, _("Open an event"), self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("MatchDesk events") + f" (*{SUFFIX})", _("All files") + " (*)"])
        dialog.fileSelected.connect(self.open_wanted)
        dialog.open()

    def ask_server(self) -> None:
        """Ask for the address of an event on a database server."""
        dialog = ServerDialog(self)
        dialog.chosen.connect(self.open_wanted)
        dialog.open()

    # --- inside

    def _folder(self) -> str:
        recent = [event.address for event in self._settings.recent() if "://" not in event.address]
        return str(Path(recent[0]).parent) if recent else str(Path.home())

    def _home(self) -> QWidget:
        self._choices = self._choice_panel()
        self._recent = self._recent_panel()
        columns = row(self._choices, self._recent, spacing=Space.XXL)
        columns.setStretch(1, 1)
        inner = QWidget()
        inner.setMaximumWidth(1040)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner.setLayout(column(self.notice, self.busy, columns, spacing=Space.L))
        page = QWidget()
        layout = row(spacing=0, margins=(Space.XXL, 72, Space.XXL, Space.XXL))
        layout.addStretch(1)
        layout.addWidget(inner, 20)
        layout.addStretch(1)
        page.setLayout(layout)
        return page

    def _choice_panel(self) -> QWidget:
        theme = self._theme
        panel = QWidget()
        panel.setFixedWidth(300)
        parts: list[Part] = [
            row(IconLabel(theme, "signpost", "accent", 28), Label("MatchDesk", "figure"), None),
            Label(
                _("Check-in, bilateral meetings and outcomes — with or without a network."),
                "body",
                2,
                wrap=True,
            ),
            Space.L,
            self._choice(actions.NEW.id, "primary"),
            self._choice(actions.OPEN.id),
            self._choice(actions.SERVER.id),
        ]
        if self._has_demo:
            note = Label(
                _("The demonstration shows a whole event. Its people are invented."),
                "small",
                3,
                wrap=True,
            )
            parts += [Space.M, self._choice(actions.DEMO.id), note]
        panel.setLayout(column(*parts, None, spacing=Space.S))
        return panel

    def _choice(self, action_id: str, kind: str = "") -> QPushButton:
        action = self._actions.get(action_id)
        assert action is not None, action_id
        made = button("", kind=kind, icon="", theme=self._theme)
        actions.bind(made, action)
        made.setProperty("large", "true")
        if kind == "primary":
            made.setIcon(icon(self._theme, actions.NEW.icon, "on_accent"))
        return made

    def _recent_panel(self) -> QWidget:
        inside = QWidget()
        self._recent_box.setContentsMargins(0, 0, 0, 0)
        self._recent_box.setSpacing(Space.XS)
        inside.setLayout(self._recent_box)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return Card(Label(_("Recent events"), "large"), scroll, spacing=Space.M)


class _RecentRow(QPushButton):
    def __init__(self, event: RecentEvent, run: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAccessibleName(event.name)
        self.setAccessibleDescription(event.address)
        name, place = ElidedLabel(event.name, "strong"), ElidedLabel(event.address, "small", 3)
        when = Label(ago(event.opened_at), "small", 3)
        for part in (name, place, when):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = column(name, place, spacing=2)
        layout = row(spacing=Space.L, margins=(Space.M, Space.S, Space.M, Space.S))
        layout.addLayout(words, 1)
        layout.addWidget(when)
        self.setLayout(layout)
        self.setToolTip(event.address)
        self.clicked.connect(lambda _checked=False: run(event.address))


class _Busy(Card):
    """What is being opened, how far it is, and a way back."""

    def __init__(self) -> None:
        self._job: Job | None = None
        self.text = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = button(_("Stop"), self._stop)
        super().__init__(row(self.text, None, self.stop), self.bar, spacing=Space.S)
        self.hide()

    def follow(self, job: Job | None) -> None:
        """Show `job` until told otherwise."""
        self._job = job
        self.setVisible(job is not None)
        if job is not None:
            self.text.setText(job.title)
            self.bar.setRange(0, 0)
            self.stop.setEnabled(True)
            job.progressed.connect(self._show)

    def _show(self, step: Step) -> None:
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.text.setText(step.text or self.text.text())

    def _stop(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()


def ago(moment: datetime) -> str:
    """A moment as a date and time on this machine's clock."""
    return f"{moment.astimezone():%d.%m.%Y %H:%M}"
