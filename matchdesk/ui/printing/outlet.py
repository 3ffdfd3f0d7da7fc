"""Where the pages of the Print screen go: into a file, or through the queue to a printer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.wording import label, paper, sentence
from matchdesk.services.printing import Printed, PrintOrder
from matchdesk.ui.jobs import Lane
from matchdesk.ui.printing.folders import ask_folder
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.spooling import printers
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from matchdesk.services.spooling import Printer, PrintJob


class Outlet(QObject):
    """Saves and prints one order at a time; what became of it is said in `notice`.

    `enable` lets the operator ask again or not; `show_queue` brings the queue to the front.
    """

    def __init__(
        self,
        context: ScreenContext,
        over: QWidget,
        notice: Notice,
        enable: Callable[[bool], object],
        show_queue: Callable[[], object],
    ) -> None:
        super().__init__(over)
        self._context, self._over, self._notice = context, over, notice
        self._enable, self._show_queue = enable, show_queue

    # --- into a file

    def ask_where(self, name: str, chosen: Callable[[Path], object]) -> None:
        """Ask for the file's name, `name` proposed; `chosen` gets it."""
        dialog = QFileDialog(self._over, _("Save as PDF"), str(self.folder()), _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: chosen(Path(file)))
        dialog.open()

    def save_to(self, order: PrintOrder, path: Path) -> None:
        """Write the pages and record them."""
        printing = self._context.desk.printing
        self._enable(False)
        job = self._context.do(
            lambda progress: printing.save(order, path, progress),
            title=_("Saving {what}").format(what=label(order.kind)),
            lane=Lane.FILES,
            on_done=lambda made: self._saved(made, path),
            on_error=self._failed,
            owner=self,
        )
        job.finished.connect(lambda: self._enable(True))

    def folder(self) -> Path:
        """Beside the event's file, else at home."""
        address = self._context.desk.address
        return Path.home() if "://" in address else Path(address).resolve().parent

    # --- to a printer

    def ask_printer(
        self,
        order: PrintOrder,
        known: Sequence[Printer],
        size: tuple[float, float],
        at: QWidget,
    ) -> QMenu:
        """Show the printers and folders there are above `at`; the chosen one gets the order."""
        menu = QMenu(self._over)
        for printer in known:
            picked = menu.addAction(printer.name)
            picked.triggered.connect(partial(self._picked, order, printer.address))
        menu.addSeparator()
        folder = menu.addAction(_("A &folder …"))
        folder.triggered.connect(
            lambda: ask_folder(self._over, lambda address: self.put(order, address))
        )
        if printers.known():
            more = menu.addAction(_("&Copies, both sides, tray …"))
            more.triggered.connect(
                lambda: printers.ask(self._over, size, lambda told: self._told(order, told))
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        return menu

    def put(self, order: PrintOrder, address: str, setup: Mapping[str, str] | None = None) -> None:
        """Put the order into the queue for the printer or folder at `address`."""
        queue = self._context.desk.print_queue
        self._enable(False)
        job = self._context.do(
            lambda _progress: queue.add_order(order, address, setup),
            lane=Lane.QUEUE,
            on_done=self._queued,
            on_error=self._failed,
            owner=self,
        )
        job.finished.connect(lambda: self._enable(True))

    def _picked(self, order: PrintOrder, address: str, _checked: bool = False) -> None:
        self.put(order, address)

    def _told(self, order: PrintOrder, printer: QPrinter) -> None:
        self.put(order, printers.address_of(printer), printers.setup_of(printer))

    # --- what became of it

    def _saved(self, made: Printed, path: Path) -> None:
        url = QUrl.fromLocalFile(str(path))
        what = paper.amount(made.kind, made.documents)
        text = _("Saved {what} as {file}.").format(what=what, file=path.name)
        self._notice.say(
            text, State.GOOD, action=_("Open"), run=lambda: QDesktopServices.openUrl(url)
        )

    def _queued(self, job: PrintJob) -> None:
        what = paper.amount(job.kind, len(job.subjects))
        text = _("{what} put into the queue for “{printer}”.")
        self._notice.say(
            text.format(what=what, printer=job.printer_name),
            State.GOOD,
            action=_("Show the queue"),
            run=self._show_queue,
        )

    def _failed(self, error: MatchDeskError) -> None:
        self._notice.say(sentence(error), State.PROBLEM)
