"""Makes the pages of the preview beside the window: a quick look first, then all of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from matchdesk.core.progress import Progress
from matchdesk.services.printing import Printed, PrintOrder
from matchdesk.ui.jobs import Job, Lane, Step
from matchdesk.ui.screens import ScreenContext

QUICK_LOOK = 12
"""Documents made at once so that there is something to look at while the rest is made."""

Sizes = tuple[tuple[float, float], ...]
"""Width and height of every page in points."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What was made for an order; `whole` is False for a quick look at the first documents."""

    order: PrintOrder
    printed: Printed
    sizes: Sizes
    whole: bool


class PageMaker(QObject):
    """One order at a time: another one stops the making of the one before.

    `made` carries `Pages`, `progressed` a `Step` or None when nothing is being made.
    """

    made = Signal(object)
    progressed = Signal(object)

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._under_way: PrintOrder | None = None
        self._looked_at: PrintOrder | None = None
        self._finished: PrintOrder | None = None
        self._outdated = False

    def make(self, order: PrintOrder, documents: int) -> None:
        """Make the pages, unless they are finished or on the way already."""
        if order in (self._finished, self._under_way):
            return
        self.stop()
        if documents > QUICK_LOOK and self._looked_at != order:
            self._context.jobs.query(
                lambda: self._pages(order, QUICK_LOOK, None),
                self._tell,
                on_error=self._context.complain,
                owner=self,
            )
        self._under_way, self._outdated = order, False
        self.progressed.emit(Step(0, 0, ""))
        self._job = self._context.jobs.start(
            "",
            lambda progress: self._pages(order, None, progress),
            lane=Lane.FILES,
            on_done=self._tell,
            on_error=self._context.complain,
            owner=self,
            visible=False,
        )
        self._job.progressed.connect(self.progressed)
        self._job.finished.connect(self._ended)

    def outdate(self) -> None:
        """The event has changed: what is finished counts no longer.

        What is under way is finished first, so that a busy event still gets its pages.
        """
        self._finished = None
        self._outdated = self._job is not None

    def stop(self) -> None:
        """Make nothing more for now."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._under_way = None
        self.progressed.emit(None)

    def forget(self) -> None:
        """Stop; whatever is asked for next begins afresh."""
        self.stop()
        self._finished = self._looked_at = None

    def _pages(self, order: PrintOrder, first: int | None, progress: Progress | None) -> Pages:
        """Beside the window."""
        printing = self._context.desk.printing
        printed = printing.preview(order, progress, first)
        return Pages(order, printed, printing.page_sizes(printed.pdf), first is None)

    def _tell(self, pages: Pages) -> None:
        if pages.order == self._under_way:
            self._looked_at = pages.order
            self._finished = pages.order if pages.whole else None
            self.made.emit(pages)

    def _ended(self) -> None:
        if self.sender() is not self._job:
            return
        order, again = self._under_way, self._outdated
        self._job = self._under_way = None
        self.progressed.emit(None)
        if again and order is not None:
            self._finished = None
            self.make(order, 0)
