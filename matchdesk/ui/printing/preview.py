"""The preview: the true pages, one at a time, with the keys to turn and enlarge them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.jobs import Refresh, Step
from matchdesk.ui.printing.making import Sizes
from matchdesk.ui.printing.page_view import PageView, Zoom
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import EmptyState, Label, NumberBox, button, column, row

BACK = ActionSpec("print.back", "Page back", "PgUp", "chevron-left", "previous")
ON = ActionSpec("print.on", "Page on", "PgDown", "chevron-right", "next")
FIRST = ActionSpec("print.first", "First page", "Ctrl+Home", "", "begin")
LAST = ActionSpec("print.last", "Last page", "Ctrl+End", "", "end")
ZOOMS = {
    Zoom.PAGE: ActionSpec("print.zoom_page", "Whole page", "Alt+5", "", "zoom fit"),
    Zoom.WIDTH: ActionSpec("print.zoom_width", "Page width", "Alt+6", "", "zoom fit"),
    Zoom.FULL: ActionSpec("print.zoom_full", "100 %", "Alt+7", "", "zoom real size"),
}


class Preview(QWidget):
    """Shows the pages of a PDF. `home` is the screen whose actions these become."""

    def __init__(self, context: ScreenContext, home: QWidget) -> None:
        super().__init__()
        self._context = context
        self._pdf = b""
        self._sizes: Sizes = ()
        self._index = 0
        self.page = PageView(context.theme)
        self.fill = button("", lambda: self._fill(), kind="primary")
        self._fill: Callable[[], object] = lambda: None
        self.empty = EmptyState(context.theme, "printer", "", "", self.fill)
        self._picture = Refresh(context.jobs, self._draw, self._drawn, self)
        self._picture.failed.connect(context.complain)
        self.page.wanted.connect(self._want)
        self._build(home)

    @property
    def index(self) -> int:
        """The page shown, from 0."""
        return self._index

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._sizes)

    def size_of(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        return self._sizes[index]

    def show_pages(
        self, pdf: bytes, sizes: Sizes, *, keep_place: bool = False, whole: bool = True
    ) -> None:
        """Show these pages from the first, or from the one looked at if it still exists.

        Without `whole`, more are on their way and their number is not told yet.
        """
        self._pdf, self._sizes = pdf, sizes
        self._index = self._index if keep_place else 0
        self.number.setMaximum(max(1, len(sizes)))
        self.of.setText(_("of {n}").format(n=len(sizes) if whole else "…"))
        self._stack.setCurrentWidget(self.page)
        self._bar.setVisible(bool(sizes))
        self.go(min(self._index, len(sizes) - 1))

    def show_nothing(
        self,
        title: str,
        text: str = "",
        action: str = "",
        run: Callable[[], object] = lambda: None,
    ) -> None:
        """Say why there is no page; `action` names a button that calls `run` to change that."""
        self._fill = run
        self.fill.setText(action)
        self.fill.setAccessibleName(action)
        self.fill.setVisible(bool(action))
        self._pdf, self._sizes, self._index = b"", (), 0
        self.empty.say(title, text)
        self._stack.setCurrentWidget(self.empty)
        self._bar.setVisible(False)
        self.show_progress(None)

    def show_progress(self, step: Step | None) -> None:
        """How far the pages are made; None when they are ready."""
        self.progress.setVisible(step is not None)
        if step is not None:
            self.progress.setMaximum(step.total)
            self.progress.setValue(step.done)

    def go(self, index: int) -> None:
        """Show the page at `index`, as far as there is one."""
        if not self._sizes:
            return
        self._index = max(0, min(index, len(self._sizes) - 1))
        self.number.blockSignals(True)
        self.number.setValue(self._index + 1)
        self.number.blockSignals(False)
        self._back.setEnabled(self._index > 0)
        self._on.setEnabled(self._index < len(self._sizes) - 1)
        self.page.show_size(QSizeF(*self._sizes[self._index]))

    def image(self, pdf: bytes, index: int, dpi: float) -> QImage:
        """A page as a picture. Slow: call it beside the window."""
        drawn = self._context.desk.printing.page_picture(pdf, index, dpi)
        form = QImage.Format.Format_RGBX8888
        shared = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, form)
        return shared.copy()  # Qt does not keep `pixels` alive

    def choose(self, zoom: Zoom) -> None:
        """Show the page larger or smaller."""
        self.zooms[zoom].setChecked(True)
        self.page.choose(zoom)

    # --- inside

    def _want(self) -> None:
        if self._sizes:
            self._picture.ask()

    def _draw(self) -> tuple[bytes, int, QImage]:
        """Beside the window."""
        pdf, index, dpi = self._pdf, self._index, self.page.dpi
        return pdf, index, self.image(pdf, index, dpi) if pdf and dpi else QImage()

    def _drawn(self, drawn: tuple[bytes, int, QImage]) -> None:
        pdf, index, picture = drawn
        if pdf is self._pdf and index == self._index and pdf:
            self.page.show_picture(picture)

    def _build(self, home: QWidget) -> None:
        add = self._context.actions.add
        self._back = add(BACK, lambda: self.go(self._index - 1), home=home)
        self._on = add(ON, lambda: self.go(self._index + 1), home=home)
        add(FIRST, lambda: self.go(0), home=home)
        add(LAST, lambda: self.go(self.pages - 1), home=home)
        self.number = NumberBox(1, 1, 1)
        self.number.setAccessibleName(_("Page"))
        self.number.setMinimumWidth(76)
        self.number.valueChanged.connect(lambda value: self.go(value - 1))
        self.of = Label("", "body", 2)
        self.zooms = {zoom: self._zoom_button(zoom, home) for zoom in Zoom}
        group = QButtonGroup(self)
        for made in self.zooms.values():
            group.addButton(made)
        self.zooms[Zoom.PAGE].setChecked(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Making the pages"))
        kept = self.progress.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(kept)
        self.progress.hide()
        self._bar = QWidget()
        self._bar.setLayout(
            row(
                self._arrow(self._back),
                self.number,
                self.of,
                self._arrow(self._on),
                None,
                *self.zooms.values(),
                margins=(Space.L, Space.M, Space.L, 0),
            )
        )
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.empty)
        whole = column(self._bar, self.progress, self._stack, spacing=Space.S)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._bar.hide()

    def _arrow(self, action: QAction) -> QPushButton:
        made = button("", kind="quiet")
        bind(made, action, text=False)
        return made

    def _zoom_button(self, zoom: Zoom, home: QWidget) -> QPushButton:
        action = self._context.actions.add(ZOOMS[zoom], lambda: self.choose(zoom), home=home)
        made = button(action.text(), lambda: self.choose(zoom), kind="chip", tip=action.toolTip())
        made.setCheckable(True)
        return made
