"""Pages behind tabs, of which the theme dresses each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from matchdesk.ui.widgets.basics import column, line


def tab_bar(name: str) -> QTabBar:
    """A row of tabs, each as wide as its words; `name` is told to screen readers."""
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.setUsesScrollButtons(False)
    bar.setExpanding(False)
    bar.setAccessibleName(name)
    return bar


class Pages(QWidget):
    """A row of tabs, and the page of the one that is chosen.

    Not a `QTabWidget`: that is dressed in one go with all that is on its pages, for which a window
    in use has no time. `roots` are the parts for `Theme.wear`. `turned` carries the page in front.
    """

    turned = Signal(QWidget)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bar = tab_bar(name)
        self.stack = QStackedWidget()
        self._pages: list[QWidget] = []
        self._head = QWidget()
        self._head.setLayout(column(self.bar, line(), spacing=0))
        whole = column(self._head, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.bar.currentChanged.connect(self._turn)

    def add(self, page: QWidget, title: str) -> None:
        """One more, behind the others."""
        self._pages.append(page)
        self.stack.addWidget(page)
        self.bar.addTab(title)

    def rename(self, page: QWidget, title: str) -> None:
        """Another title, such as one with a figure."""
        self.bar.setTabText(self._pages.index(page), title)

    def title(self, page: QWidget) -> str:
        """What its tab says."""
        return self.bar.tabText(self._pages.index(page))

    @property
    def current(self) -> QWidget:
        """The page in front."""
        return self._pages[self.bar.currentIndex()]

    def bring(self, page: QWidget) -> None:
        """Show this page."""
        self.bar.setCurrentIndex(self._pages.index(page))

    def step(self, by: int) -> None:
        """To the next page (1) or the one before (-1), round and round."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def roots(self) -> Sequence[QWidget]:
        """The row of tabs, then each page."""
        return (self._head, *self._pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab and Ctrl+Shift+Tab turn the pages, as everywhere."""
        if event.matches(QKeySequence.StandardKey.NextChild):
            self.step(1)
        elif event.matches(QKeySequence.StandardKey.PreviousChild):
            self.step(-1)
        else:
            super().keyPressEvent(event)

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.turned.emit(self._pages[place])
