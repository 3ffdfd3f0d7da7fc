"""Small helps of the Outcomes screen: asking where a file goes, and lines that can be cleared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QLayout, QWidget


def held(line: QLayout) -> QWidget:
    """`line` in a widget of its own: `clear` takes widgets away whole."""
    holder = QWidget()
    holder.setLayout(line)
    return holder


def ask_where(
    parent: QWidget,
    title: str,
    name: str,
    kinds: Mapping[str, str],
    then: Callable[[Path], object],
) -> QFileDialog:
    """A dialog to save `name`; `kinds` are endings by what they are called, the first first."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    endings = {f"{text} (*.{ending})": ending for ending, text in kinds.items()}
    dialog = QFileDialog(parent, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix(next(iter(kinds)))
    dialog.filterSelected.connect(lambda shown: dialog.setDefaultSuffix(endings[shown]))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
