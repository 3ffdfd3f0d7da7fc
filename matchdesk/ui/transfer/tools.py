"""What the window can do with files whichever screen is in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.jobs import Lane
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.transfer import Exported

_KINDS = {
    "xlsx": "Excel workbook (*.xlsx)",
    "csv": "CSV for any program (*.csv)",
    "json": "JSON (*.json)",
}

_CALENDARS = {"zip": "ZIP file (*.zip)"}


def show_import(context: ScreenContext, parent: QWidget) -> None:
    """Go where files are dropped, looked at and imported."""
    context.navigate("people", page="import")


def export_participants(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the participants are to go."""
    return _export(context, parent, "participants", _("Export participants"))


def export_organisations(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the organisations are to go."""
    return _export(context, parent, "organisations", _("Export organisations"))


def export_requests(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the requests are to go."""
    return _export(context, parent, "requests", _("Export requests"))


def export_meetings(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the meetings are to go."""
    return _export(context, parent, "meetings", _("Export meetings"))


def export_grid(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the grid, by tables and by participants, is to go."""
    return _export(context, parent, "grid", _("Export the grid"))


def export_agendas(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where everybody's calendar is to go."""
    return _export(context, parent, "agendas", _("Export agendas"), _CALENDARS)


def export_outcomes(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the outcomes are to go."""
    return _export(context, parent, "outcomes", _("Export outcomes"))


def export_agreements(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the agreements are to go."""
    return _export(context, parent, "agreements", _("Export agreements"))


def export_check_ins(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the check-ins are to go."""
    return _export(context, parent, "check-ins", _("Export check-ins"))


def export_print_log(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the print log is to go."""
    return _export(context, parent, "print-log", _("Export the print log"))


def export_history(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the history is to go."""
    return _export(context, parent, "history", _("Export the history"))


def archive(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask where the whole event is to go; a new event can be made of it."""
    title = _("Archive the event")

    def write(path: Path) -> None:
        context.do(
            lambda progress: context.desk.transfer.archive(path, progress),
            title=title,
            lane=Lane.FILES,
            on_done=lambda file: _tell_archived(context, file),
            owner=parent,
        )

    return _ask_where(parent, title, "event.zip", write, _CALENDARS)


def restore(context: ScreenContext, parent: QWidget) -> QFileDialog:
    """Ask for an archive, then make a new event of it beside it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, _("Make a new event from an archive"), folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Archive (*.zip)")])
    dialog.fileSelected.connect(lambda chosen: _restore(context, parent, Path(chosen)))
    dialog.open()
    return dialog


def _restore(context: ScreenContext, parent: QWidget, archive: Path) -> None:
    target = archive.with_suffix(".matchdesk")

    def made(address: str) -> None:
        text = _("Made {file}; open it with “Open an event file”").format(file=address)
        context.notify(text, state=State.GOOD)

    context.do(
        lambda progress: context.desk.restored(archive, target, progress),
        title=_("Making an event from the archive"),
        lane=Lane.FILES,
        on_done=made,
        owner=parent,
    )


def _export(
    context: ScreenContext,
    parent: QWidget,
    what: str,
    title: str,
    kinds: Mapping[str, str] | None = None,
) -> QFileDialog:
    def write(path: Path) -> None:
        context.do(
            lambda progress: context.desk.transfer.write(what, path, progress=progress),
            title=title,
            lane=Lane.FILES,
            on_done=partial(_tell, context),
            owner=parent,
        )

    kinds = kinds or _KINDS
    return _ask_where(parent, title, f"{what}.{next(iter(kinds))}", write, kinds)


def _ask_where(
    parent: QWidget,
    title: str,
    name: str,
    then: Callable[[Path], object],
    kinds: Mapping[str, str],
) -> QFileDialog:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    endings = {_(text): ending for ending, text in kinds.items()}
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


def _tell(context: ScreenContext, written: Exported) -> None:
    names = ", ".join(path.name for path in written.files)
    text = _("Saved {files}").format(files=names)
    if written.left_out:
        text = f"{text}. {' '.join(written.left_out)}"
    context.notify(text, state=State.GOOD)


def _tell_archived(context: ScreenContext, file: Path) -> None:
    text = _(
        "Saved {files}. It holds everything, confidential agreements and data without consent too:"
        " keep it as you keep the event."
    )
    context.notify(text.format(files=file.name), state=State.GOOD)
