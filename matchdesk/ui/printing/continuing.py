"""After a jam: from which page a job is printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.core.wording import sentence
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.printing.page_view import PageView
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, NumberBox, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.spooling import PrintJob

_VIEW = (420, 380)
_ENDED = "print_interrupted"
_STOPPED = "It was stopped at page {n}."
_AT_CRASH = (
    "MatchDesk ended when it was at page {n}, or a few further: look at the last one that came out."
)


class ContinueDialog(QDialog):
    """Shows the pages as they were made, so that the one in hand is found. `chosen` carries it."""

    chosen = Signal(int)

    def __init__(self, context: ScreenContext, job: PrintJob, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._job = context, job
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Continue from page"))
        self.page = NumberBox(1, job.pages, max(1, job.stopped_at or job.from_page))
        self.page.setAccessibleName(_("First page to print again"))
        self.page.setFixedWidth(96)
        self.view = PageView(context.theme)
        self.view.setFixedSize(*_VIEW)
        self.go = button(_("Print from here"), self.accept, kind="primary")
        self.go.setDefault(True)
        self.problem = Label("", "small", 2, wrap=True)
        self.problem.hide()
        told = _("The same pages come out once more, from the one that is missing on.")
        if job.stopped_at:
            known = _AT_CRASH if job.code == _ENDED else _STOPPED
            told += " " + _(known).format(n=job.stopped_at)
        whole = column(
            Label(_("Continue from page"), "large"),
            Label(told, "body", 2, wrap=True),
            column(
                Label(_("First page to print again"), "label", 2),
                row(self.page, Label(_("of {n}").format(n=job.pages), "body", 2), None,
                    spacing=Space.S),
                spacing=Space.XS,
            ),
            self.view,
            self.problem,
            row(None, button(_("Leave it"), self.reject), self.go),
            spacing=Space.M,
            margins=Space.L,
        )  # fmt: skip
        self.setLayout(whole)
        self._picture = Refresh(context.jobs, self._draw, self._drawn, self)
        self._picture.failed.connect(self._failed)
        self.page.valueChanged.connect(lambda _page: self._picture.ask())
        self.accepted.connect(lambda: self.chosen.emit(self.page.value()))
        self._picture.ask()
        self.page.setFocus()
        self.page.selectAll()

    def _draw(self) -> tuple[int, tuple[float, float], QImage]:
        """Beside the window."""
        page, queue = self.page.value(), self._context.desk.print_queue
        size, drawn = queue.page_picture(self._job.key, page, 96)
        form = QImage.Format.Format_RGBX8888
        shared = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, form)
        return page, size, shared.copy()  # Qt does not keep `pixels` alive

    def _drawn(self, drawn: tuple[int, tuple[float, float], QImage]) -> None:
        page, size, picture = drawn
        if page == self.page.value():
            self.view.show_size(QSizeF(*size))
            self.view.show_picture(picture)

    def _failed(self, error: MatchDeskError) -> None:
        self.go.setEnabled(False)
        self.problem.setText(sentence(error))
        self.problem.show()
