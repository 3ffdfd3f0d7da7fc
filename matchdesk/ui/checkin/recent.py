"""The desk's last answers, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import label
from matchdesk.ui.checkin import words
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, Label, Pill, clear, column

if TYPE_CHECKING:
    from matchdesk.services.checkin import RecentCheckIn

_PILL = 110
"""Width of the answers, so that names stand below each other."""


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
        self.hide()

    def show_items(self, items: Sequence[RecentCheckIn], zone: ZoneInfo) -> None:
        """Show `items`."""
        clear(self._grid)
        self.setVisible(bool(items))
        for place, item in enumerate(items):
            at = Label(f"{item.at.astimezone(zone):%H:%M}", "body", 3)
            pill = Pill(label(item.outcome), words.STATES[item.outcome])
            name = ElidedLabel(words.recent_name(item))
            if item.back:
                pill.show_state(_("Back in"), State.GOOD)
            if item.undone_at is not None:
                pill.show_state(_("Taken back"), State.NEUTRAL)
            where = ElidedLabel(item.person.organisation if item.person else "", "body", 3)
            for column_, part in enumerate((at, pill, name, where)):
                self._grid.addWidget(part, place, column_)
