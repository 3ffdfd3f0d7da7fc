"""A folder chosen as a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _


def ask_folder(parent: QWidget, chosen: Callable[[str], object]) -> QFileDialog:
    """Ask for a folder; `chosen` gets its address as a printer."""
    dialog = QFileDialog(parent, _("Print into a folder"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.fileSelected.connect(lambda name: chosen(f"folder:{name}"))
    dialog.open()
    return dialog
