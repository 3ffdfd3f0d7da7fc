"""Where to find an event that several desks share."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets.basics import button, column, row
from matchdesk.ui.widgets.fields import FormRow

EXAMPLE = "postgresql+psycopg://desk@192.168.1.10/event"


class ServerDialog(QDialog):
    """`chosen` carries the address."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open an event on a server"))
        self.address = QLineEdit()
        self.address.setPlaceholderText(EXAMPLE)
        self._row = FormRow(
            _("Address of the event database"), self.address, _("Ask whoever set up the server.")
        )
        go = button(_("Open"), self._go, kind="primary")
        go.setDefault(True)
        buttons = row(None, button(_("Back"), self.reject), go)
        self.setLayout(column(self._row, buttons, spacing=Space.L, margins=Space.XL))
        self.setMinimumWidth(520)

    def _go(self) -> None:
        text = self.address.text().strip()
        if "://" not in text:
            self._row.show_error(_("An address looks like {example}.").format(example=EXAMPLE))
            self.address.setFocus()
            return
        self.chosen.emit(text)
        self.accept()
