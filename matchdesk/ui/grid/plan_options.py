"""What a new plan is asked for: its time, what counts in which order, tables to keep free."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.wording import fill
from matchdesk.services.planning import ORDER, Aims
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, NumberBox, button, column, row

_CHOOSING = ("musts", "weight", "fairness")
"""Aims about which requests are placed: they come before the others."""
_MOST_SPARE = 50
_ROW = 32


class PlanOptions(QWidget):
    """The aims in their order, each with a box to leave it out. `changed` after every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(_("What counts, the first before all others"))
        self.list.setToolTip(_("Alt+Up and Alt+Down move an aim, Space leaves it out"))
        for name in ORDER:
            item = QListWidgetItem(fill(f"aim.{name}", {}))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(_ROW * len(ORDER) + Space.S)
        self.up = button(_("Up"), lambda: self.move_chosen(-1))
        self.down = button(_("Down"), lambda: self.move_chosen(1))
        self.spare = NumberBox(0, _MOST_SPARE, 0)
        self.everything = QCheckBox(_("Place all, or prove it impossible"))
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.move_chosen(step))
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemChanged.connect(self._checked)
        self.spare.valueChanged.connect(self.changed)
        self.everything.toggled.connect(self.changed)
        self.setLayout(
            column(
                Label(_("What counts, the first before all others"), "label", 2),
                self.list,
                row(self.up, self.down, None, spacing=Space.S),
                FormRow(_("Tables to keep free in each slot"), self.spare),
                self.everything,
                None,
                spacing=Space.S,
            )
        )
        self._enable(0)

    def aims(self) -> Aims:
        """What is asked for as it stands."""
        chosen = tuple(name for name, on in self._rows() if on)
        return Aims(
            place_all=self.everything.isChecked(),
            order=() if chosen == ORDER else chosen,
            spare_tables=self.spare.value(),
        )

    def move_chosen(self, step: int) -> None:
        """Put the chosen aim one place up or down, as far as its kind may go."""
        here = self.list.currentRow()
        if self._may_move(here, step):
            item = self.list.takeItem(here)
            self.list.insertItem(here + step, item)
            self.list.setCurrentRow(here + step)
            self.changed.emit()

    def _may_move(self, here: int, step: int) -> bool:
        rows = self._rows()
        if not (0 <= here < len(rows) and 0 <= here + step < len(rows)):
            return False
        return (rows[here][0] in _CHOOSING) is (rows[here + step][0] in _CHOOSING)

    def _checked(self, item: QListWidgetItem) -> None:
        """At least one aim about what is placed counts."""
        if not any(on for name, on in self._rows() if name in _CHOOSING):
            item.setCheckState(Qt.CheckState.Checked)
        self.changed.emit()

    def _enable(self, here: int) -> None:
        self.up.setEnabled(self._may_move(here, -1))
        self.down.setEnabled(self._may_move(here, 1))

    def _rows(self) -> list[tuple[str, bool]]:
        items = (self.list.item(place) for place in range(self.list.count()))
        return [
            (
                str(item.data(Qt.ItemDataRole.UserRole)),
                item.checkState() is Qt.CheckState.Checked,
            )
            for item in items
        ]
