"""The documents attached to an agreement."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from matchdesk.core.files import LARGEST_DOCUMENT_MB
from matchdesk.core.i18n import _
from matchdesk.ui.outcomes.files import held
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import ElidedLabel, Label, button, clear, column, row

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView, DocumentView


class DocumentsBox(QWidget):
    """`attached` and `saved` carry paths; `removed` the key of a document."""

    attached = Signal(object)
    saved = Signal(str, object)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        self.add = button(_("Attach a file …"), self.ask, icon="upload", theme=theme)
        text = _("A copy is kept in the event: files of up to {n} MB.").format(
            n=LARGEST_DOCUMENT_MB
        )
        hint = Label(text, "small", 3, wrap=True)
        foot = row(self.add, hint, spacing=Space.S)
        foot.setStretch(1, 1)
        self.setLayout(column(Label(_("Documents"), "label", 2), self._lines, foot))

    def show_agreement(self, agreement: AgreementView) -> None:
        """Show what is attached."""
        clear(self._lines)
        for document in agreement.documents:
            self._lines.addWidget(held(self._line(document)))

    def ask(self) -> QFileDialog:
        """Ask which file to attach."""
        dialog = self._dialog(_("Attach a document"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.attached.emit(Path(chosen)))
        dialog.open()
        return dialog

    def ask_where(self, document: DocumentView) -> QFileDialog:
        """Ask where a copy is to go."""
        dialog = self._dialog(_("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(document.name)
        dialog.fileSelected.connect(lambda chosen: self.saved.emit(document.key, Path(chosen)))
        dialog.open()
        return dialog

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, title, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _line(self, document: DocumentView) -> QHBoxLayout:
        size = _size(document.size)
        save = button(_("Save a copy …"), partial(self.ask_where, document), kind="link")
        leave = button(
            "",
            partial(self.removed.emit, document.key),
            kind="tiny",
            icon="x",
            theme=self._theme,
            tip=_("Take “{name}” off the agreement").format(name=document.name),
        )
        line = row(ElidedLabel(document.name), Label(size, "small", 2), save, leave)
        line.setStretch(0, 1)
        return line


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 100 * 1024 else f"{max(1, count // 1024)} kB"
