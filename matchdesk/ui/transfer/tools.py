"""What the window can do with files whichever screen is in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.jobs import Lane
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

_KINDS = {
    "xlsx": "Excel workbook (*.xlsx)",
    "csv": "CSV for any program (*.csv)",
    "json": "JSON (*.json)",
}


def show_import(context: ScreenContext, parent: QWidget) -> None:
    """Go where files are dropped, looked at and imported."""
    context.navigate("people", page="import")


def export_participants(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the participants are to go."""
    return _export(context, parent, "participants", _("Export participants"))


def export_meetings(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the meetings are to go."""
    return _export(context, parent, "meetings", _("Export meetings"))


def export_agreements(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the agreements are to go."""
    return _export(context, parent, "agreements", _("Export agreements"))


def _export(context: ScreenContext, parent: QWidget, what: str, title: str) -> QFileDialog:
    def write(path: Path) -> None:
        context.do(
            lambda _progress: context.desk.transfer.export(what, path),
            title=title,
            lane=Lane.FILES,
            on_done=partial(_tell, context),
            owner=parent,
        )

    return _ask_where(parent, title, f"{what}.xlsx", write)


def _ask_where(
    parent: QWidget, title: str, name: str, then: Callable[[Path], object]
) -> QFileDialog:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    endings = {_(text): ending for ending, text in _KINDS.items()}
    dialog = QFileDialog(parent, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix("xlsx")
    dialog.filterSelected.connect(lambda shown: dialog.setDefaultSuffix(endings[shown]))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def _tell(context: ScreenContext, files: tuple[Path, ...]) -> None:
    names = ", ".join(path.name for path in files)
    context.notify(_("Saved {files}").format(files=names), state=State.GOOD)
