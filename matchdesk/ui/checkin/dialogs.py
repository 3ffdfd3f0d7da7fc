"""What the desk's dialogs share: rows of fields, an error at its field, Enter and Escape."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import FormRow, Label, Notice, button, column, grown, row
from matchdesk.ui.widgets.basics import Part
from matchdesk.ui.widgets.edit_fields import SearchChoice


class DeskDialog(QDialog):
    """A small form over the screen; a refused field says so in its own place."""

    def __init__(self, context: ScreenContext, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.context = context
        self.notice = Notice(context.theme)
        self.rows: dict[str, FormRow] = {}
        self.keep: list[QPushButton] = []

    def lay_out(self, text: str, parts: tuple[Part, ...], *keep: QPushButton) -> None:
        """Words on top, `parts` below each other, and what can be pressed; the last is Enter's."""
        self.keep = list(keep)
        keep[-1].setDefault(True)
        back = button(_("Back"), self.reject)
        self.setLayout(
            column(
                Label(text, "body", 2, wrap=True),
                self.notice,
                *parts,
                None,  # what a form that was higher leaves stands in one place
                row(None, back, *keep, spacing=Space.S),
                spacing=Space.M,
                margins=Space.XL,
            )
        )
        self.setMinimumWidth(600)

    def open(self) -> None:
        """Show the form at the size it needs: one that grows while X11 maps it loses its place."""
        self.adjustSize()
        grown(self)
        super().open()

    def event(self, event: QEvent) -> bool:
        """What comes up in the form (people alike, an error) pushes nothing together."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            grown(self)
        return done

    def stray(self) -> bool:
        """Whether a choice holds a text that is none of its entries; says so at the field."""
        for form in self.rows.values():
            if isinstance(form.field, SearchChoice) and (text := form.field.stray):
                said = _("“{text}” is not in the list. Choose one of its entries.")
                form.show_error(said.format(text=text))
                form.field.setFocus()
                return True
        return False

    def waiting(self, on: bool) -> None:
        """While it is being stored nothing can be pressed twice."""
        for one in self.keep:
            one.setEnabled(not on)

    def refused(self, error: MatchDeskError) -> None:
        """Say why, at the field if the error names one."""
        self.waiting(False)
        for form in self.rows.values():
            form.show_error("")
        field = str(error.data.get("field", ""))
        if field in self.rows:
            self.rows[field].show_error(wording.sentence(error))
            self.rows[field].field.setFocus()
        else:
            self.notice.say(wording.sentence(error))


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """What of `after` differs."""
    return {name: value for name, value in after.items() if before.get(name) != value}
