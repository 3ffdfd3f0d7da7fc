"""Asks for one name, without stopping anything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget


def ask_name(
    parent: QWidget, title: str, question: str, then: Callable[[str], object]
) -> QInputDialog:
    """A small dialog; `then(name)` when something was typed and Enter pressed."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setMinimumWidth(360)
    dialog.textValueSelected.connect(lambda text: then(text) if text.strip() else None)
    dialog.open()
    return dialog
