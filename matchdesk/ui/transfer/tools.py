"""What the window can do with files whichever screen is in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.exporting import ExportDialog
from matchdesk.ui.jobs import Lane
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

_CALENDARS = {"zip": "ZIP file (*.zip)"}


def show_import(context: ScreenContext, parent: QWidget) -> None:
    """Go where files are dropped, looked at and imported."""
    context.navigate("people", page="import")


def export_participants(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the participants are to be exported."""
    return _export(context, parent, "participants")


def export_organisations(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the organisations are to be exported."""
    return _export(context, parent, "organisations")


def export_requests(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the requests are to be exported."""
    return _export(context, parent, "requests")


def export_meetings(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the meetings are to be exported."""
    return _export(context, parent, "meetings")


def export_grid(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the grid, by tables and by participants is to be exported."""
    return _export(context, parent, "grid")


def export_agendas(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how everybody's calendar is to be exported."""
    return _export(context, parent, "agendas")


def export_outcomes(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the outcomes are to be exported."""
    return _export(context, parent, "outcomes")


def export_agreements(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the agreements are to be exported."""
    return _export(context, parent, "agreements")


def export_stories(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the testimonials are to be exported."""
    return _export(context, parent, "stories")


def export_check_ins(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the check-ins are to be exported."""
    return _export(context, parent, "check-ins")


def export_print_log(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the print log is to be exported."""
    return _export(context, parent, "print-log")


def export_history(context: ScreenContext, parent: QWidget) -> ExportDialog:
    """Ask how the history is to be exported."""
    return _export(context, parent, "history")


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


def _export(context: ScreenContext, parent: QWidget, what: str) -> ExportDialog:
    dialog = ExportDialog(context, parent, what)
    dialog.open()
    return dialog


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


def _tell_archived(context: ScreenContext, file: Path) -> None:
    text = _(
        "Saved {files}. It holds everything, confidential agreements and data without consent too:"
        " keep it as you keep the event."
    )
    context.notify(text.format(files=file.name), state=State.GOOD)
