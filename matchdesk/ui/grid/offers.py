"""What can be done about a place that is not free: asked beside the grid, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from matchdesk.core.i18n import _, count
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Label, button, clear, column, row

if TYPE_CHECKING:
    from matchdesk.services.agenda import Offer


class OfferBar(QFrame):
    """One button for each way, numbered: its figure or Enter takes it, Esc lets everything be.

    `taken` carries an `Offer`, `left` says that none was.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = Label("", "strong", wrap=True)
        self._close = button("", self._leave, kind="quiet", icon="x", theme=theme, tip=_("Close"))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(Space.M)
        self._rows.setVerticalSpacing(Space.XS)
        self._rows.setColumnStretch(1, 1)
        self.buttons: list[QPushButton] = []
        top = row(self._words, self._close, spacing=Space.M)
        top.setStretch(0, 1)
        margins = (Space.M, Space.S, Space.S, Space.S)
        self.setLayout(column(top, self._rows, spacing=Space.XS, margins=margins))
        self.setProperty("state", "attention")
        self.hide()

    def show_offers(self, place: str, reasons: str, offers: tuple[Offer, ...]) -> None:
        """`place` in words, why it is not free, and the ways there are."""
        clear(self._rows)
        self.buttons = []
        if not offers:
            reasons = f"{reasons} {_('Nothing that keeps the rules makes room there.')}"
        self._words.setText(f"{place} — {reasons}")
        self.setAccessibleName(self._words.text())
        for number, offer in enumerate(offers, 1):
            self._add(number, offer)
        self.show()
        first = self.buttons[0] if self.buttons else self._close
        first.setFocus()

    def _add(self, number: int, offer: Offer) -> None:
        made = button(f"{number}  {offer.words}", lambda: self._take(offer))
        self.buttons.append(made)
        self._rows.addWidget(made, number, 0)
        if offer.warnings:
            warning = Label(_warned(offer.warnings), "small", 2, wrap=True)
            for part in (made, warning):
                part.setToolTip("\n".join(offer.warnings))
            made.setAccessibleDescription(" ".join(offer.warnings))
            self._rows.addWidget(warning, number, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure takes an offer, arrows go from one to the next, Escape leaves."""
        key, text = event.key(), event.text()
        if text.isdigit() and 0 < int(text) <= len(self.buttons):
            self.buttons[int(text) - 1].click()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusPreviousChild()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for made in self.buttons:
                if made.hasFocus():
                    made.click()
                    return
        else:
            super().keyPressEvent(event)

    def _take(self, offer: Offer) -> None:
        self.hide()
        self.taken.emit(offer)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def _warned(warnings: tuple[str, ...]) -> str:
    """The first in words; all of them are in the tooltip, and in the notice once it is done."""
    said = _("All the same: {why}").format(why=warnings[0])
    more = len(warnings) - 1
    return said if not more else f"{said} " + count("And {n} more.", "And {n} more.", more)
