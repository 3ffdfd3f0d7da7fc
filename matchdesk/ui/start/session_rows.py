"""The half-days of meetings: any number of stretches from … to …."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets.basics import Label, button, column, row
from matchdesk.ui.widgets.boxes import TimeBox
from matchdesk.ui.widgets.tabbing import walk_before

USUAL = ((time(9, 0), time(12, 30)), (time(13, 30), time(17, 0)))
MOST = 6


class SessionRows(QWidget):
    """`changed` after every edit; `spans` gives what is filled in."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[_Row] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.S)
        self.add = button(_("Add a session"), self._add_next, kind="link", icon="plus", theme=theme)
        self.setLayout(column(self._box, row(self.add, None), spacing=Space.XS))
        self.setFocusProxy(self.add)
        self.reset()

    def reset(self) -> None:
        """A morning and an afternoon."""
        for each in list(self._rows):
            self._drop(each)
        for span in USUAL:
            self._append(*span)
        self._settle()

    def spans(self) -> tuple[tuple[time, time], ...]:
        """(from, to) of each session, in the order shown."""
        return tuple(each.span() for each in self._rows)

    def _append(self, starts: time, ends: time) -> None:
        made = _Row(self._theme, starts, ends)
        made.edited.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._box.addWidget(made)

    def _add_next(self) -> None:
        last = self._rows[-1].span()[1] if self._rows else time(8, 30)
        hour = min(last.hour + 1, 22)
        self._append(time(hour, 0), time(min(hour + 2, 23), 0))
        self._settle()

    def _remove(self, gone: _Row) -> None:
        self._drop(gone)
        self._settle()

    def _drop(self, gone: _Row) -> None:
        self._rows.remove(gone)
        self._box.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _settle(self) -> None:
        for number, each in enumerate(self._rows, start=1):
            each.show_number(number, alone=len(self._rows) == 1)
            walk_before(self.add, (each.starts, each.ends, each.remove))
        self.add.setEnabled(len(self._rows) < MOST)
        self.changed.emit()


class _Row(QWidget):
    edited = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, starts: time, ends: time) -> None:
        super().__init__()
        self.starts, self.ends = TimeBox(starts), TimeBox(ends)
        self.remove = button("", self.removed.emit, kind="quiet", icon="x", theme=theme)
        layout = row(self.starts, Label("–", tone=2), self.ends, self.remove, spacing=Space.S)
        layout.setStretch(0, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        for field in (self.starts, self.ends):
            field.timeChanged.connect(lambda _time: self.edited.emit())

    def span(self) -> tuple[time, time]:
        return self.starts.value(), self.ends.value()

    def show_number(self, number: int, *, alone: bool) -> None:
        self.starts.setAccessibleName(_("Session {n} from").format(n=number))
        self.ends.setAccessibleName(_("Session {n} to").format(n=number))
        tip = _("Remove session {n}").format(n=number)
        self.remove.setToolTip(tip)
        self.remove.setAccessibleName(tip)
        self.remove.setEnabled(not alone)
