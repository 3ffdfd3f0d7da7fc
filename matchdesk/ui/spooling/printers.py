"""The system's printers: pages as pictures at 300 dots an inch, at their true size."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress

POINTS = 72
"""Points in an inch."""

Sizes = tuple[tuple[float, float], ...]
"""Width and height of every page in points."""

_OPTION = QPrintDialog.PrintDialogOption

DPI = 300
"""Sharp enough for the smallest type on a badge; sharper only makes the queue longer."""


def known() -> bool:
    """Whether this computer knows a printer. May take a moment: the system is asked."""
    return bool(QPrinterInfo.availablePrinterNames())


def address_of(printer: QPrinter) -> str:
    """What the queue calls the printer chosen."""
    return f"system:{printer.printerName()}"


def ask(parent: QWidget, size: tuple[float, float], chosen: Callable[[QPrinter], object]) -> None:
    """Let the operator choose a printer for pages of `size` points; `chosen` gets it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout(size))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    for option in (_OPTION.PrintToFile, _OPTION.PrintPageRange, _OPTION.PrintShowPageSize):
        dialog.setOption(option, False)  # all pages at their size; `continue from` prints a part
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own `open` wants a slot by name


def setup_of(printer: QPrinter) -> dict[str, str]:
    """What the operator told `printer`, as plain words: for a job that is printed later."""
    return {
        "copies": str(printer.copyCount()),
        "duplex": printer.duplex().name,
        "colour": printer.colorMode().name,
        "source": printer.paperSource().name,
    }


def set_up(printer: QPrinter, setup: Mapping[str, str]) -> None:
    """Tell `printer` the same again; what it does not know is left as it is."""
    if setup.get("copies", "").isdecimal():
        printer.setCopyCount(max(1, int(setup["copies"])))
    if (name := setup.get("duplex", "")) in QPrinter.DuplexMode.__members__:
        printer.setDuplex(QPrinter.DuplexMode[name])
    if (name := setup.get("colour", "")) in QPrinter.ColorMode.__members__:
        printer.setColorMode(QPrinter.ColorMode[name])
    if (name := setup.get("source", "")) in QPrinter.PaperSource.__members__:
        printer.setPaperSource(QPrinter.PaperSource[name])


def print_pages(
    printer: QPrinter, sizes: Sizes, picture: Callable[[int], QImage], progress: Progress
) -> None:
    """Send every page to `printer` at 100 %. May run beside the window.

    `picture(index)` gives a page as a picture. Raises `MatchDeskError` if the printer does not
    take them, `Cancelled` on request; the pages sent so far are called back then.
    """
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for index, size in enumerate(sizes):
            progress.step(index, len(sizes), _("page {n}").format(n=index + 1))
            printer.setPageLayout(_layout(size))
            _begin_page(painter, printer, index)
            unit = printer.resolution() / POINTS
            painter.drawImage(QRectF(0, 0, size[0] * unit, size[1] * unit), picture(index))
        progress.step(len(sizes), len(sizes))
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _begin_page(painter: QPainter, printer: QPrinter, index: int) -> None:
    started = printer.newPage() if index else painter.begin(printer)
    if not started:
        raise MatchDeskError("printer_failed", printer=printer.printerName())


def _layout(size: tuple[float, float]) -> QPageLayout:
    """A page of `size` points, edge to edge. Qt names paper by its upright size."""
    width, height = size
    across = width > height
    upright = QSizeF(min(size), max(size))
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    return QPageLayout(page, turned, QMarginsF(0, 0, 0, 0))
