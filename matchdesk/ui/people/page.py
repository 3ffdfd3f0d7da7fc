"""One list of the People screen with the panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import DataTable, EmptyState, button, column, split
from matchdesk.ui.widgets.record_form import RecordForm

if TYPE_CHECKING:
    from matchdesk.services.bus import Command


class Page(QWidget):
    """Base of the lists. `load` runs beside the window, the rest in the GUI thread."""

    show_participant = Signal(str)

    def __init__(self, context: ScreenContext, table: DataTable, nobody: EmptyState) -> None:
        super().__init__()
        self.context, self.table = context, table
        self.side = QStackedWidget()
        self.side.addWidget(nobody)
        left = QWidget()
        self.left = column(table, spacing=Space.M, margins=(Space.L, Space.M, Space.L, Space.L))
        left.setLayout(self.left)
        self.setLayout(column(split(left, self.side, shares=(5, 3))))
        table.chosen.connect(self.choose)

    def load(self) -> Any:
        """What the list shows."""
        raise AssertionError("a list loads something")

    def show_data(self, data: Any) -> None:
        """Show what `load` returned."""
        self.table.set_rows(data)

    def choose(self, chosen: Any | None) -> None:
        """A line was chosen: show it in the panel, or nothing."""

    def make_room(self) -> None:
        """An empty list has nothing to show beside it: the invitation has the whole width."""
        self.side.setVisible(self.table.model.total > 0)

    def take_focus(self) -> None:
        """The page has come to the front: typing searches."""
        self.table.focus_search()

    def focus(self, key: str) -> bool:
        """Choose the line named `key`."""
        return self.table.choose(key)

    def edit(self, form: RecordForm, field: str, command: Command) -> None:
        """Store one field; what is wrong with it is said at the field."""

        def refused(error: MatchDeskError) -> None:
            form.show_error(field, wording.sentence(error))

        self.context.run(
            command, on_done=lambda _done: form.show_error(field, ""), on_error=refused, owner=form
        )


def main_button(
    theme: Theme, spec: ActionSpec, action: QAction, kind: str = "primary"
) -> QPushButton:
    """The one button of a list that stands out (unless `kind` says otherwise), for `action`."""
    return button(
        _(spec.text),
        action.trigger,
        kind=kind,
        icon=spec.icon,
        theme=theme,
        tip=action.toolTip(),
    )


class _Panel(QScrollArea):
    """Scrolls to whatever in it has got the focus: Qt does so only for Tab from within."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # a widget has one
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now)


def panel(parts: Sequence[QWidget], margin: int = Space.L, *, stop: bool = True) -> QScrollArea:
    """`parts` below each other, scrolled where there are too many.

    Without `stop` Tab passes the panel by and goes from field to field in it.
    """
    inside = QWidget()
    inside.setLayout(
        column(
            *parts, None, spacing=Space.M, margins=(margin, margin, max(margin, Space.M), margin)
        )
    )
    scroll = _Panel()
    scroll.setWidget(inside)
    scroll.setProperty("stop", str(stop).lower())
    if not stop:
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
