"""What the side shows while no meeting is chosen: how the grid stands, and how to work it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import bind
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Figure, Label, button, column, line

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData

_KEYS = (
    ("M", "hold a meeting; arrows and Enter drop it, Esc lets go"),
    ("E", "the best free places of the chosen meeting"),
    ("L", "lock or unlock what is chosen; C confirms"),
    ("Del", "put what is chosen on the waiting list; Q goes there"),
    ("W", "somebody late, leaving, missing; a table or slot lost"),
    ("Shift+Space", "choose a table; Ctrl+Space a slot"),
    ("B", "close what is chosen; Shift+B opens it"),
    ("Alt+N", "shift everything after now; Alt+B a break"),
    ("Shift+L", "lock all that is printed"),
    ("V", "tables, participants, now and next"),
    ("Alt+T", "add tables; Alt+L a slot; with Shift take away"),
    ("F", "filter and group; U unprinted changes"),
    ("/", "find; F3 jumps to the next"),
)


_ACTS = ("unplaced", "broken", "repair", "whatif")


class Overview(QScrollArea):
    """Figures of the whole grid, the chosen cell in words, and the keys."""

    def __init__(self, theme: Theme, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self.cell = Label("", "strong", wrap=True)
        self.placed = Figure(_("meetings"))
        self.open = Figure(_("requests without a place"))
        self.plan = Label("", "small", 2, wrap=True)
        made = {name: button("", theme=theme) for name in _ACTS}
        for name, one in made.items():
            bind(one, acts[name])
        self.unplaced, self.broken, self.repair, self.whatif = made.values()
        figures = QGridLayout()
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(Space.S)
        figures.addWidget(self.placed, 0, 0)
        figures.addWidget(self.open, 0, 1)
        inner = QWidget()
        inner.setLayout(
            column(
                self.cell,
                figures,
                self.plan,
                self.unplaced,
                self.broken,
                self.repair,
                self.whatif,
                line(),
                self._keys(),
                None,
                spacing=Space.M,
                margins=Space.L,
            )
        )
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_grid(self, data: GridData) -> None:
        """How the grid stands."""
        self.placed.rename(count("meeting", "meetings", len(data.placed)))
        self.placed.show_value(str(len(data.placed)))
        self.open.rename(
            count("request without a place", "requests without a place", data.open_requests)
        )
        state = State.ATTENTION if data.open_requests else None
        self.open.show_value(str(data.open_requests), state=state)
        self.unplaced.setVisible(bool(data.open_requests))
        self.plan.setText(_planned(data))
        self.plan.setVisible(bool(self.plan.text()))

    def show_cell(self, words: str) -> None:
        """The chosen cell; empty for none."""
        self.cell.setText(words)
        self.cell.setVisible(bool(words))

    @staticmethod
    def _keys() -> QGridLayout:
        keys = QGridLayout()
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setHorizontalSpacing(Space.M)
        keys.setVerticalSpacing(Space.XS)
        keys.setColumnStretch(1, 1)
        for place, (key, words) in enumerate(_KEYS):
            keys.addWidget(Label(key, "label", 1), place, 0, Qt.AlignmentFlag.AlignTop)
            keys.addWidget(Label(_(words), "small", 2, wrap=True), place, 1)
        return keys


def _planned(data: GridData) -> str:
    if data.planned_at is None or data.weight is None or not data.bound:
        return ""
    gap = 100 * (data.bound - data.weight) / data.bound
    if not gap:
        return _("The last plan was as good as any plan could be.")
    return _("The last plan was at most {gap} % below the best possible.").format(gap=f"{gap:.1f}")
