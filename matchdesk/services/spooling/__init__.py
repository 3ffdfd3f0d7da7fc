"""The desk's print queue: printing on check-in, and every job that has not come out yet."""

from matchdesk.services.spooling.ordering import Step
from matchdesk.services.spooling.ports import FOLDER, SYSTEM, FolderPrinter, PrinterPort
from matchdesk.services.spooling.queue import PrintQueue
from matchdesk.services.spooling.views import DeskPrinting, OnPaper, Printer, PrintJob, Queued

__all__ = [
    "FOLDER",
    "SYSTEM",
    "DeskPrinting",
    "FolderPrinter",
    "OnPaper",
    "PrintJob",
    "PrintQueue",
    "Printer",
    "PrinterPort",
    "Queued",
    "Step",
]
