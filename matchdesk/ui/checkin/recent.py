"""The desk's last answers, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QWidget

from matchdesk.core.clock import wall_time
from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.core.wording import label
from matchdesk.ui.checkin import words
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, Label, Pill, arranged_once, column

if TYPE_CHECKING:
    from matchdesk.services.checkin import RecentCheckIn

_PILL = 110
"""Width of the answers, so that names stand below each other."""


MOST = 5
_ROOM = ((780, MOST), (620, 3), (0, 1))
"""From what height of the screen how many lines: the answer above needs the rest."""


class RecentList(QWidget):
    """A few lines: time, answer, who. Nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnMinimumWidth(1, _PILL)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(3, 1)
        self.title = Label(_("Last answers at this desk"), "label", 2)
        self.setLayout(column(self.title, self._grid, spacing=Space.XS))
        # Made now: they come with the first answers, for which nobody should wait.
        self._lines = [_Line(self._grid, place) for place in range(MOST)]
        self._items: Sequence[RecentCheckIn] = ()
        self._now: datetime | None = None
        self._zone: ZoneInfo | None = None
        self._most = MOST
        self.hide()

    def show_items(self, items: Sequence[RecentCheckIn], now: datetime, zone: ZoneInfo) -> None:
        """Show `items`. Lines are kept and only their words change: the list follows every scan."""
        self._items, self._now, self._zone = items, now, zone
        items = items[: self._most]
        with arranged_once(self):
            for line, item in zip(self._lines, items, strict=False):
                line.show_item(item, now, zone)
            for line in self._lines[len(items) :]:
                line.set_visible(False)
        self.setVisible(bool(items))

    def fit(self, height: int) -> None:
        """Take as many lines as a screen of this height (pixels) can spare for them."""
        most = next(lines for least, lines in _ROOM if height >= least)
        if most != self._most:
            self._most = most
            if self._now is not None and self._zone is not None:
                self.show_items(self._items, self._now, self._zone)


class _Line:
    """The parts of one line."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._at, self._pill = Label("", "body", 3), Pill()
        self._name, self._where = ElidedLabel(), ElidedLabel("", "body", 3)
        self._parts = (self._at, self._pill, self._name, self._where)
        for column_, part in enumerate(self._parts):
            grid.addWidget(part, place, column_)

    def show_item(self, item: RecentCheckIn, now: datetime, zone: ZoneInfo) -> None:
        """Show one answer."""
        self._at.setText(wall_time(item.at, now, zone))
        self._pill.show_state(*_answered(item))
        self._name.setText(words.recent_name(item))
        self._where.setText(beside(item.person.organisation) if item.person else "")
        self.set_visible(True)

    def set_visible(self, seen: bool) -> None:
        """Show or hide the line."""
        for part in self._parts:
            part.setVisible(seen)


def _answered(item: RecentCheckIn) -> tuple[str, State]:
    if item.undone_at is not None:
        return _("Taken back"), State.NEUTRAL
    if item.back:
        return _("Back in"), State.GOOD
    return label(item.outcome), words.STATES[item.outcome]
