"""Files of other systems in, tables for others out."""

from matchdesk.services.transfer.exporting import EXPORTS
from matchdesk.services.transfer.importing import HANDLERS, ORDER, ImportFile, Transfer
from matchdesk.services.transfer.mappings import IGNORED
from matchdesk.services.transfer.views import (
    ColumnView,
    Counts,
    FieldChange,
    FileProblem,
    FileReading,
    FileResult,
    FilesRead,
    ImportRow,
    Note,
    RowState,
    SavedMapping,
)
from matchdesk.services.transfer.wanted import Exported, Wanted

__all__ = [
    "EXPORTS",
    "HANDLERS",
    "IGNORED",
    "ORDER",
    "ColumnView",
    "Counts",
    "Exported",
    "FieldChange",
    "FileProblem",
    "FileReading",
    "FileResult",
    "FilesRead",
    "ImportFile",
    "ImportRow",
    "Note",
    "RowState",
    "SavedMapping",
    "Transfer",
    "Wanted",
]
