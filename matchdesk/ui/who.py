"""Which desk this is and who works at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from matchdesk.core.i18n import _
from matchdesk.services.settings import Settings
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets.basics import Label, button, column, row
from matchdesk.ui.widgets.fields import FormRow


class WhoDialog(QDialog):
    """Two names, kept in the settings of this machine; every later change is signed with them."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Desk and operator"))
        self._settings = settings
        self.desk = QLineEdit(settings.desk)
        self.operator = QLineEdit(settings.operator)
        self._rows = (
            FormRow(_("Desk"), self.desk, _("The name of this workplace, e.g. Desk 2")),
            FormRow(_("Operator"), self.operator, _("Who is working here now")),
        )
        keep = button(_("Keep"), self._keep, kind="primary")
        keep.setDefault(True)
        self.setLayout(
            column(
                Label(_("Every change is recorded with these two names."), "body", 2),
                *self._rows,
                row(None, button(_("Back"), self.reject), keep),
                spacing=Space.L,
                margins=Space.XL,
            )
        )
        self.setMinimumWidth(380)
        self.operator.setFocus()
        self.operator.selectAll()

    def _keep(self) -> None:
        empty = [form for form in self._rows if not form.field.property("text").strip()]
        for form in self._rows:
            form.show_error(_("Give a name.") if form in empty else "")
        if empty:
            empty[0].field.setFocus()
            return
        self._settings.desk = self.desk.text()
        self._settings.operator = self.operator.text()
        self.accept()
