"""Asks for one name, without stopping anything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QWidget

from matchdesk.ui.widgets import set_property

_WIDTH = 520
"""Pixels: a long name is seen whole."""


def wide(dialog: QInputDialog) -> None:
    """Room for a long name, and the button that Enter presses looks it."""
    dialog.resize(_WIDTH, dialog.sizeHint().height())  # a least width counts for nothing here
    box = dialog.findChild(QDialogButtonBox)
    ok = box.button(QDialogButtonBox.StandardButton.Ok) if box is not None else None
    if ok is not None:
        set_property(ok, "kind", "primary")


def ask_name(
    parent: QWidget, title: str, question: str, then: Callable[[str], object], *, value: str = ""
) -> QInputDialog:
    """A small dialog, `value` in its field; `then(name)` on Enter unless nothing stands there."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setTextValue(value)
    wide(dialog)
    dialog.textValueSelected.connect(lambda text: then(text) if text.strip() else None)
    dialog.open()
    return dialog
