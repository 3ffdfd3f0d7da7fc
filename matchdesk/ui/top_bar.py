"""The top bar: which event, when in it, search, undo and redo, light or dark."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QToolButton

from matchdesk.core.clock import Clock
from matchdesk.core.i18n import _
from matchdesk.ui import actions, slot_clock
from matchdesk.ui.slot_clock import Reading, SlotTime
from matchdesk.ui.theme import ICON, Space, State, Theme
from matchdesk.ui.widgets.basics import ElidedLabel, Label, Pill, row, set_property
from matchdesk.ui.widgets.messages import IconLabel

HEIGHT = 48


class TopBar(QFrame):
    """Shows one event; `show_event` again whenever its name or slots change."""

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        palette: QAction,
        undo: QAction,
        redo: QAction,
        switch_theme: QAction,
        leave: QAction,
    ) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self._clock = clock
        self._slots: tuple[SlotTime, ...] = ()
        self._zone: ZoneInfo | None = None
        self.name = ElidedLabel(role="strong")
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.when = Label(role="body", tone=2)
        self.slot = Pill()
        self.search = QPushButton()
        self.search.setObjectName("paletteField")
        self.search.setMinimumWidth(260)
        self.search.setIconSize(QSize(16, 16))
        actions.bind(self.search, palette, text=False)
        key = palette.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.search.setText(_("Search or run …   {key}").format(key=key))
        layout = row(spacing=Space.M, margins=(Space.L, 0, Space.S, 0))
        layout.addWidget(IconLabel(theme, "signpost", "accent"))
        layout.addWidget(self.name, 1)
        layout.addWidget(self.when)
        layout.addWidget(self.slot)
        layout.addSpacing(Space.S)
        layout.addWidget(self.search)
        for action in (undo, redo, switch_theme, leave):
            layout.addWidget(_tool(action), 0)
        layout.setSpacing(Space.S)
        self.setLayout(layout)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.show_time)

    def show_event(self, name: str, slots: tuple[SlotTime, ...], zone: ZoneInfo) -> None:
        """Show this event and let the clock run."""
        self.name.setText(name)
        self._slots, self._zone = slots, zone
        self.show_time()
        self._tick.start()

    def show_time(self) -> None:
        """Read the clock."""
        if self._zone is None:
            return
        reading = slot_clock.read(self._slots, self._zone, self._clock.now())
        self.when.setText(_when(reading))
        if reading.text != self.slot.text():
            self.slot.show_state(reading.text, _state(reading))

    def stop(self) -> None:
        """Let the clock stand."""
        self._tick.stop()


def _when(reading: Reading) -> str:
    if not reading.day:
        return reading.clock
    return _("Day {n} · {time}").format(n=reading.day, time=reading.clock)


def _state(reading: Reading) -> State:
    if reading.slot is None:
        return State.NEUTRAL
    return State.ATTENTION if reading.last_call else State.PLANNED


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    actions.bind(button, action, text=False)
    button.setIconSize(QSize(ICON, ICON))
    set_property(button, "kind", "quiet")
    return button
