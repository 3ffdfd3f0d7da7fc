"""The printers the operating system knows, as a port of the print queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from matchdesk.core.errors import Cancelled, MatchDeskError, PrinterFault
from matchdesk.core.progress import Progress
from matchdesk.ui.spooling import printers

if TYPE_CHECKING:
    from matchdesk.services.printing import Printing
    from matchdesk.services.spooling import Printer

_BAD = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


class SystemPrinters:
    """Pages go to the system as pictures, at their true size. Called beside the window."""

    def __init__(self, printing: Printing) -> None:
        self._printing = printing

    def fault(self, place: str) -> PrinterFault | None:
        """The printer is not installed any more, or says that it stands still."""
        info = QPrinterInfo.printerInfo(place)
        if info.isNull():
            return PrinterFault("printer_gone", printer=place)
        if info.state() in _BAD:
            return PrinterFault("printer_not_ready", printer=place)
        return None

    def send(
        self, place: str, pdf: bytes, name: str, progress: Progress, setup: Mapping[str, str]
    ) -> None:
        """Hand the pages to the system's own queue."""
        printer = QPrinter(QPrinterInfo.printerInfo(place), QPrinter.PrinterMode.HighResolution)
        printers.set_up(printer, setup)
        printer.setDocName(name)
        try:
            self.send_to(printer, pdf, progress)
        except Cancelled:
            raise
        except MatchDeskError as error:
            raise PrinterFault("printer_failed", printer=place) from error

    def send_to(self, printer: QPrinter, pdf: bytes, progress: Progress) -> None:
        """Print `pdf` on `printer`; raises `MatchDeskError` if it does not take a page."""
        sizes = self._printing.page_sizes(pdf)
        printers.print_pages(printer, sizes, lambda index: self._picture(pdf, index), progress)

    def came_out(self, place: str, name: str) -> bool | None:
        """Nobody can know what the system did with pages it was given."""
        return None

    def printers(self) -> tuple[Printer, ...]:
        """Those installed, the usual one marked."""
        from matchdesk.services.spooling import SYSTEM, Printer  # loads the database's packages

        usual = QPrinterInfo.defaultPrinterName()
        names = QPrinterInfo.availablePrinterNames()
        return tuple(Printer(f"{SYSTEM}:{name}", name, name == usual) for name in names)

    def _picture(self, pdf: bytes, index: int) -> QImage:
        drawn = self._printing.page_picture(pdf, index, printers.DPI)
        form = QImage.Format.Format_RGBX8888
        shared = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, form)
        return shared.copy()  # Qt does not keep `pixels` alive
