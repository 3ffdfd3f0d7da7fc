"""Files of other systems in, tables for others out."""

from matchdesk.services.transfer.exporting import EXPORTS
from matchdesk.services.transfer.importing import HANDLERS, ORDER, ImportFile, Transfer
from matchdesk.services.transfer.views import (
    Counts,
    FieldChange,
    FileProblem,
    FileReading,
    FileResult,
    FilesRead,
    ImportRow,
    Note,
    RowState,
)

__all__ = [
    "EXPORTS",
    "HANDLERS",
    "ORDER",
    "Counts",
    "FieldChange",
    "FileProblem",
    "FileReading",
    "FileResult",
    "FilesRead",
    "ImportFile",
    "ImportRow",
    "Note",
    "RowState",
    "Transfer",
]
