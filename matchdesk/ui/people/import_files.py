"""Files to import: asked for, read beside the window, and read otherwise once told so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.people.import_columns import KINDS

if TYPE_CHECKING:
    from matchdesk.core.progress import Progress
    from matchdesk.services.desk import Desk
    from matchdesk.services.transfer import ColumnView, FileResult, FilesRead

_NAMES = "*.csv *.tsv *.txt *.xlsx *.xlsm"


@dataclass(frozen=True, slots=True)
class Looked:
    """What reading some files gave."""

    files: FilesRead
    results: tuple[FileResult, ...]
    columns: tuple[tuple[ColumnView, ...], ...] = ()
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read(desk: Desk, paths: Sequence[Path], progress: Progress) -> Looked:
    """What these files would do; nothing is stored. For a working thread."""
    return _looked(desk, desk.transfer.read(paths, progress=progress, ask=True), progress)


def mapped(
    desk: Desk,
    looked: Looked,
    place: int,
    kind: str,
    changes: Mapping[str, str],
    progress: Progress,
) -> Looked:
    """The same files, that at `place` taken for `kind` and its columns for what `changes` says."""
    files, transfer = list(looked.files.files), desk.transfer
    files[place] = transfer.mapped(files[place], kind, changes, progress)
    return _looked(desk, replace(looked.files, files=transfer.in_order(files)), progress)


def _looked(desk: Desk, files: FilesRead, progress: Progress) -> Looked:
    transfer = desk.transfer
    return Looked(
        files,
        transfer.preview(files.files, progress),
        tuple(transfer.columns(file) for file in files.files),
        {kind: transfer.fields(kind) for kind in KINDS},
    )


def ask_files(over: QWidget, chosen: Callable[[list[Path]], object]) -> None:
    """Ask which files to read."""
    dialog = QFileDialog(over, _("Import files"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_("Tables") + f" ({_NAMES})", _("All files") + " (*)"])
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()


def ask_refused(over: QWidget, chosen: Callable[[Path], object]) -> None:
    """Ask where to keep the rows that could not be used."""
    dialog = QFileDialog(over, _("Save the refused rows"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel workbook") + " (*.xlsx)", "CSV (*.csv)"])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile("refused.xlsx")
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
