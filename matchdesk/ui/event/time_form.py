"""Days, sessions, breaks and lengths to fill in; gives the layout that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.services.layout import Layout, Pause, Span
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import (
    DateBox,
    FormRow,
    Label,
    NumberBox,
    TimeBox,
    button,
    column,
    row,
)

MOST_SESSIONS = 60
COFFEE = (time(10, 30), time(10, 45))


class TimeForm(QWidget):
    """`changed` after every edit. Nothing is stored here."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.slot = NumberBox(5, 240, 20, _(" min"))
        self.gap = NumberBox(0, 120, 5, _(" min"))
        self.sessions = _Rows(theme, named=False)
        self.pauses = _Rows(theme, named=True)
        self.add_session = self._button(_("Add a session"), self._next_session)
        self.add_day = self._button(_("Add a day"), self._next_day)
        self.add_pause = self._button(_("Add a break"), self._next_pause)
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
                Label(_("Breaks without meetings"), "label", 2),
                self.pauses,
                row(self.add_pause, None),
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
        self.sessions.show_spans([(span, "") for span in layout.sessions])
        self.pauses.show_spans([(pause.span, pause.name) for pause in layout.pauses])
        self._filling = False
        self._changed()

    def layout_wanted(self) -> Layout:
        """What is filled in, unchecked, in order of time."""
        sessions = sorted(
            (span for span, _name in self.sessions.spans()), key=lambda s: (s.day, s.starts)
        )
        pauses = sorted(
            (Pause(span, name or _("Break")) for span, name in self.pauses.spans()),
            key=lambda pause: (pause.span.day, pause.span.starts),
        )
        return Layout(tuple(sessions), self.slot.value(), self.gap.value(), tuple(pauses))

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        return button(text, run, kind="link", icon="plus", theme=self._theme)

    def _changed(self) -> None:
        if not self._filling:
            self.add_session.setEnabled(len(self.sessions.spans()) < MOST_SESSIONS)
            self.changed.emit()

    def _last_day(self) -> date:
        days = [span.day for span, _name in self.sessions.spans()]
        return max(days, default=date.today())

    def _next_session(self) -> None:
        day = self._last_day()
        ends = [span.ends for span, _n in self.sessions.spans() if span.day == day]
        starts = max(ends, default=time(9))
        hour = min(starts.hour + 1, 21)
        span = Span(day, time(hour), time(hour + 2))
        self.sessions.append(span, "")
        self._changed()

    def _next_day(self) -> None:
        """The last day once more, a day later."""
        day = self._last_day()
        for span, _name in self.sessions.spans():
            if span.day == day:
                self.sessions.append(Span(day + timedelta(days=1), span.starts, span.ends), "")
        self._changed()

    def _next_pause(self) -> None:
        days = sorted({span.day for span, _name in self.sessions.spans()})
        taken = {span.day for span, _name in self.pauses.spans()}
        day = next((day for day in days if day not in taken), self._last_day())
        self.pauses.append(Span(day, *COFFEE), _("Coffee"))
        self._changed()


class _Rows(QWidget):
    changed = Signal()

    def __init__(self, theme: Theme, *, named: bool) -> None:
        super().__init__()
        self._theme, self._named = theme, named
        self._rows: list[_Row] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.XS)
        self.setLayout(self._box)

    def show_spans(self, spans: Sequence[tuple[Span, str]]) -> None:
        for each in list(self._rows):
            self._drop(each)
        for span, name in spans:
            self.append(span, name)

    def spans(self) -> list[tuple[Span, str]]:
        return [(each.span(), each.name.text().strip()) for each in self._rows]

    def append(self, span: Span, name: str) -> None:
        made = _Row(self._theme, span, name, self._named)
        made.edited.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._box.addWidget(made)

    def _remove(self, gone: _Row) -> None:
        self._drop(gone)
        self.changed.emit()

    def _drop(self, gone: _Row) -> None:
        self._rows.remove(gone)
        self._box.removeWidget(gone)
        gone.hide()
        gone.deleteLater()


class _Row(QWidget):
    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, span: Span, name: str, named: bool) -> None:
        super().__init__()
        self.day = DateBox(span.day)
        self.day.setDisplayFormat("ddd d MMM")
        self.starts, self.ends = TimeBox(span.starts), TimeBox(span.ends)
        self.name = QLineEdit(name)
        self.name.setVisible(named)
        what = _("Break") if named else _("Session")
        for field, word in (
            (self.day, _("day")),
            (self.starts, _("from")),
            (self.ends, _("to")),
            (self.name, _("name")),
        ):
            field.setAccessibleName(f"{what}: {word}")
        tip = _("Remove this break") if named else _("Remove this session")
        remove = button("", self.removed.emit, kind="quiet", icon="x", theme=theme, tip=tip)
        layout = row(self.day, self.starts, Label("–", tone=2), self.ends, self.name, remove)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        layout.setStretch(3, 2)
        if named:
            layout.setStretch(4, 2)
        self.setLayout(layout)
        self.day.dateChanged.connect(lambda _value: self.edited.emit())
        self.starts.timeChanged.connect(lambda _value: self.edited.emit())
        self.ends.timeChanged.connect(lambda _value: self.edited.emit())
        self.name.textChanged.connect(lambda _value: self.edited.emit())

    def span(self) -> Span:
        return Span(self.day.value(), self.starts.value(), self.ends.value())
