"""The test page: asked for, printed at 100 % or saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from matchdesk.core.files import replacing
from matchdesk.core.i18n import _
from matchdesk.core.progress import Progress
from matchdesk.core.wording import sentence
from matchdesk.ui.jobs import Lane
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.spooling import printers
from matchdesk.ui.theme import State
from matchdesk.ui.widgets import Notice


class TestPage(QObject):
    """Makes the page beside the window; it is on no record, for it is nobody's.

    `language` says in which one its words are when it is made.
    """

    __test__ = False  # it is no test, whatever its name says

    def __init__(
        self, context: ScreenContext, parent: QWidget, language: Callable[[], str]
    ) -> None:
        super().__init__(parent)
        self._context, self._over, self._language = context, parent, language

    def ask(self, form: str, folder: Path, notice: Notice, *, printer: bool) -> None:
        """Ask which printer, or for the file's name where there is none."""
        if printer:
            size = self._context.desk.printing.sheet_size(form)
            printers.ask(self._over, size, lambda chosen: self.print_on(chosen, form, notice))
            return
        dialog = QFileDialog(self._over, _("Save as PDF"), str(folder), _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("test-page.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), form, notice))
        dialog.open()

    def save_to(self, path: Path, form: str, notice: Notice) -> None:
        """Write the page to a file."""
        language = self._language()

        def write(_progress: Progress) -> None:
            with replacing(path) as stream:
                stream.write(self._context.desk.printing.test_page(form, language))

        said = _("Saved {what} as {file}.").format(what=_("the test page"), file=path.name)
        self._start(write, said, notice)

    def print_on(self, printer: QPrinter, form: str, notice: Notice) -> None:
        """Send the page to `printer` at 100 %."""
        printing, language = self._context.desk.printing, self._language()

        def work(progress: Progress) -> None:
            pdf = printing.test_page(form, language)

            def picture(index: int) -> QImage:
                drawn = printing.page_picture(pdf, index, printers.DPI)
                kind = QImage.Format.Format_RGBX8888
                return QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, kind).copy()

            printers.print_pages(printer, printing.page_sizes(pdf), picture, progress)

        said = _("{what} sent to the printer.").format(what=_("Test page"))
        self._start(work, said, notice)

    def _start(self, work: Callable[[Progress], None], said: str, notice: Notice) -> None:
        self._context.do(
            work,
            title=_("Test page"),
            lane=Lane.PRINTER,
            on_done=lambda _done: notice.say(said, State.GOOD),
            on_error=lambda error: notice.say(sentence(error), State.PROBLEM),
            owner=self,
        )
