"""The row above the grid: view, day, filters, problems, search, plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import bind
from matchdesk.ui.grid.sheet import Kind
from matchdesk.ui.theme import Size, Space, Theme, font
from matchdesk.ui.widgets import Label, SearchBox, button, clear, row


class Tools(QWidget):
    """`kind_wanted` and `day_wanted` say what to show; search is `search.searched`."""

    kind_wanted = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, theme: Theme, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self.search = SearchBox(theme, _("Find a name or #number"))
        self.search.setMinimumWidth(130)
        self.found = Label("", "small", 2)
        self.kinds = {
            Kind.TABLES: _chip(_("Tables")),
            Kind.PEOPLE: _chip(_("Participants")),
            Kind.NOW: _chip(_("Now")),
        }
        self._kind_group = QButtonGroup(self)
        for kind, chip in self.kinds.items():
            self._kind_group.addButton(chip)
            chip.clicked.connect(lambda _checked=False, kind=kind: self.kind_wanted.emit(kind))
        self._live = False
        self._days: dict[date, QPushButton] = {}
        self._day_group = QButtonGroup(self)
        self._day_row = QHBoxLayout()
        self._day_row.setSpacing(Space.XS)
        self.filter = button("", kind="chip", theme=theme)
        bind(self.filter, acts["filter"])
        self.problems = checked_by(acts["problems"], theme)
        self.plan = button("", kind="primary", theme=theme)
        bind(self.plan, acts["plan"])
        self._title = Label(_("Grid"), "title")
        self._title.setContentsMargins(0, 0, Space.S, 0)
        layout = self._row = row(
            self._title,
            *self.kinds.values(),
            Space.S,
            self._day_row,
            Space.S,
            self.filter,
            self.problems,
            self.search,
            self.found,
            self.plan,
            spacing=Space.XS,
        )
        layout.setStretch(layout.indexOf(self.search), 1)
        layout.insertStretch(layout.indexOf(self.plan), 0)  # where there is no search
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail says which screen it is: in a narrow row the heading gives way."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        title, wide = self._title, 0
        for place in range(self._row.count()):
            part = self._row.itemAt(place)
            if part is not None and part.widget() is not title and not part.isEmpty():
                wide += part.sizeHint().width() + Space.XS
        title.setVisible(not self._live or wide + title.sizeHint().width() <= self.width())

    def show_days(self, days: Sequence[date], chosen: date | None) -> None:
        """A chip a day, none where there is but one."""
        if tuple(days) != tuple(self._days):
            clear(self._day_row)
            self._days = {day: _chip(f"{day:%d.%m.}") for day in days}
            for day, chip in self._days.items():
                self._day_group.addButton(chip)
                chip.setAccessibleName(_("Day {day}").format(day=f"{day:%d.%m.%Y}"))
                chip.clicked.connect(lambda _checked=False, day=day: self.day_wanted.emit(day))
                self._day_row.addWidget(chip)
                chip.setVisible(self._live and len(days) > 1)
        if chosen in self._days:
            self._days[chosen].setChecked(True)

    def show_whole(self, *, live: bool) -> None:
        """Only the heading while there is no grid to work on."""
        self._live = live
        for part in (
            *self.kinds.values(),
            *self._days.values(),
            self.filter,
            self.search,
            self.plan,
        ):
            part.setVisible(live)
        for chip in self._days.values():
            chip.setVisible(live and len(self._days) > 1)
        self._fit()

    def show_kind(self, kind: Kind) -> None:
        """Mark the view in front; only what means something there is offered."""
        self.kinds[kind].setChecked(True)
        for part in (self.filter, self.search):
            part.setVisible(self._live and kind is not Kind.NOW)
        for chip in self._days.values():
            several = len(self._days) > 1
            chip.setVisible(self._live and several and kind is not Kind.NOW)
        self._fit()

    def show_filters(self, chosen: int) -> None:
        """How many choices of the filter row narrow the grid."""
        self.filter.setText(_("Filter {n}").format(n=chosen) if chosen else _("Filter"))

    def show_problems(self, number: int) -> None:
        """How many meetings break a rule where they stand; nothing to press if none does."""
        self.problems.setText(_("Problems {n}").format(n=number))
        _keep_width(self.problems)
        self.problems.setVisible(number > 0 or self.problems.isChecked())
        self._fit()

    def show_found(self, text: str) -> None:
        """How many meetings were found."""
        self.found.setText(text)
        self.found.setVisible(bool(text))


def _chip(text: str) -> QPushButton:
    made = button(text, kind="chip")
    made.setCheckable(True)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    _keep_width(made)
    return made


def checked_by(action: QAction, theme: Theme) -> QPushButton:
    """A chip that is pressed while the action is checked."""
    made = button(action.text(), kind="chip", theme=theme, tip=action.toolTip())
    made.setCheckable(True)
    made.setChecked(action.isChecked())
    made.clicked.connect(lambda _checked=False: action.trigger())
    action.toggled.connect(made.setChecked)
    _keep_width(made)
    return made


def _keep_width(chip: QPushButton) -> None:
    """Room for its words in bold, which they are while it is pressed."""
    bold = QFontMetrics(font(Size.BODY, weight=QFont.Weight.DemiBold))
    chip.setMinimumWidth(bold.horizontalAdvance(chip.text()) + 2 * Space.M + 4)
