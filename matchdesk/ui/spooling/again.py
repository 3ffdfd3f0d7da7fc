"""Printed already: when, where, and the reason without which it is not printed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import ReprintReason
from matchdesk.core.wording import label
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.spooling import OnPaper

_SHOWN = 5
_WIDTH = 480


class AgainDialog(QDialog):
    """`chosen` carries the `ReprintReason`. Keys 1 to 4 choose, Enter prints, Escape leaves."""

    chosen = Signal(object)

    def __init__(self, held: Sequence[OnPaper], zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Printed already"))
        told = [_told(one, zone) for one in held[:_SHOWN]]
        if len(held) > _SHOWN:
            told.append(count("and {n} more", "and {n} more", len(held) - _SHOWN))
        self._group = QButtonGroup(self)
        self.reasons = {why: self._reason(n, why) for n, why in enumerate(ReprintReason, 1)}
        self.reasons[ReprintReason.DAMAGED].setChecked(True)
        self.print_button = button(_("Print again"), self.accept, kind="primary")
        self.print_button.setDefault(True)
        whom = Label("\n".join(told), wrap=True)
        whom.setFixedWidth(_WIDTH)
        whom.setMinimumHeight(whom.heightForWidth(_WIDTH))  # a dialog gives wrapped text too little
        parts = [Label(_("Printed already"), "large"), whom]
        self.setLayout(
            column(
                *parts,
                Label(_("Why is it printed again?"), "label", 2),
                *self.reasons.values(),
                row(None, button(_("Leave it"), self.reject), self.print_button),
                spacing=Space.M,
                margins=Space.L,
            )
        )
        self.reasons[ReprintReason.DAMAGED].setFocus()  # it has a window only now
        self.accepted.connect(lambda: self.chosen.emit(self.reason))
        self.finished.connect(self.deleteLater)

    @property
    def reason(self) -> ReprintReason:
        """What is chosen."""
        return next(why for why, made in self.reasons.items() if made.isChecked())

    def _reason(self, number: int, why: ReprintReason) -> QRadioButton:
        made = QRadioButton(f"&{number}  {label(why)}")
        made.setAccessibleName(label(why))
        made.setShortcut(str(number))
        self._group.addButton(made)
        return made


def _told(held: OnPaper, zone: ZoneInfo) -> str:
    words = _("{name}: {time} at {desk}, by {operator}")
    name = f"\u2068{held.name}\u2069"  # right to left inside, not around
    time = f"{held.at.astimezone(zone):%d.%m. %H:%M}"
    return words.format(name=name, time=time, desk=held.desk, operator=held.operator)
