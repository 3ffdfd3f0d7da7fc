"""Days, sessions, programme and lengths to fill in; gives the layout that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import ProgrammeKind
from matchdesk.services.layout import Layout, Pause, Span
from matchdesk.ui.event.time_rows import PauseRows, SessionRows
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import (
    FormRow,
    Label,
    NumberBox,
    button,
    column,
    row,
)

MOST_SESSIONS = 60
COFFEE = (time(10, 30), time(10, 45))
OPENING = (time(8, 30), time(9))


class TimeForm(QWidget):
    """`changed` after every edit. Nothing is stored here."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.slot = NumberBox(5, 240, 20, _(" min"))
        self.gap = NumberBox(0, 120, 5, _(" min"))
        self.add_session = self._button(_("Add a session"), self._next_session)
        self.add_day = self._button(_("Add a day"), self._next_day)
        self.add_pause = self._button(_("Add a break"), self._next_pause)
        self.add_plenary = self._button(_("Add a plenary"), self._next_plenary)
        self.from_file = button("", kind="link")
        self.sessions = SessionRows(theme, self.add_session)
        self.pauses = PauseRows(theme, self.add_pause)
        lengths = row(
            FormRow(_("One meeting lasts"), self.slot),
            FormRow(_("Time to change tables"), self.gap),
            spacing=Space.M,
        )
        self.setLayout(
            column(
                lengths,
                Space.S,
                Label(_("Sessions"), "label", 2),
                self.sessions,
                row(self.add_session, self.add_day, None),
                Space.S,
                Label(_("Programme without meetings"), "label", 2),
                self.pauses,
                row(self.add_pause, self.add_plenary, self.from_file, None),
                None,
                spacing=Space.S,
            )
        )
        for part in (self.slot, self.gap):
            part.valueChanged.connect(lambda _value: self._changed())
        for rows in (self.sessions, self.pauses):
            rows.changed.connect(self._changed)

    def show_layout(self, layout: Layout) -> None:
        """Fill in what is stored."""
        self._filling = True
        self.slot.setValue(layout.slot_minutes)
        self.gap.setValue(layout.gap_minutes)
        self.sessions.show_all(layout.sessions)
        self.pauses.show_all(layout.pauses)
        self._filling = False
        self._changed()

    def layout_wanted(self) -> Layout:
        """What is filled in, unchecked, in order of time."""
        sessions = sorted(self.sessions.values(), key=lambda s: (s.day, s.starts))
        pauses = sorted(self.pauses.values(), key=lambda pause: (pause.span.day, pause.span.starts))
        return Layout(tuple(sessions), self.slot.value(), self.gap.value(), tuple(pauses))

    def show_programme(self, pauses: Sequence[Pause]) -> None:
        """Let the programme be this, whatever it was."""
        self.pauses.show_all(pauses)
        self._changed()

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        return button(text, run, kind="link", icon="plus", theme=self._theme)

    def _changed(self) -> None:
        if not self._filling:
            self.add_session.setEnabled(len(self.sessions.values()) < MOST_SESSIONS)
            self.changed.emit()

    def _last_day(self) -> date:
        days = [span.day for span in self.sessions.values()]
        return max(days, default=date.today())

    def _next_session(self) -> None:
        day = self._last_day()
        ends = [span.ends for span in self.sessions.values() if span.day == day]
        starts = max(ends, default=time(9))
        hour = min(starts.hour + 1, 21)
        span = Span(day, time(hour), time(hour + 2))
        self.sessions.append(span)
        self._changed()

    def _next_day(self) -> None:
        """The last day once more, a day later."""
        day = self._last_day()
        for span in self.sessions.values():
            if span.day == day:
                self.sessions.append(Span(day + timedelta(days=1), span.starts, span.ends))
        self._changed()

    def _next_pause(self) -> None:
        self._add(COFFEE, _("Coffee"), ProgrammeKind.BREAK)

    def _next_plenary(self) -> None:
        self._add(OPENING, _("Opening plenary"), ProgrammeKind.PLENARY)

    def _add(self, times: tuple[time, time], name: str, kind: ProgrammeKind) -> None:
        """On the first day that has none of this kind."""
        days = sorted({span.day for span in self.sessions.values()})
        taken = {pause.span.day for pause in self.pauses.values() if pause.kind is kind}
        day = next((day for day in days if day not in taken), self._last_day())
        self.pauses.append(Pause(Span(day, *times), name, kind))
        self._changed()
