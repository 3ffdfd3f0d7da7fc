"""The navigation rail: one button a screen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from matchdesk.core.i18n import _
from matchdesk.ui.icons import icon
from matchdesk.ui.screens import ScreenSpec
from matchdesk.ui.theme import ICON, Space, Theme
from matchdesk.ui.widgets.basics import column


class Rail(QFrame):
    """`wanted` carries the id of the screen asked for. Up and Down walk through the buttons."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, specs: tuple[ScreenSpec, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QToolButton] = {}
        layout = column(spacing=2, margins=(Space.S, Space.M, Space.S, Space.M))
        self._under = {spec.id: spec.under for spec in specs if spec.under}
        for spec in (spec for spec in specs if not spec.under):
            layout.addWidget(self._button(theme, spec))
        layout.addStretch(1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Screens"))

    def show_current(self, screen_id: str) -> None:
        """Mark the screen in front."""
        shown = self._under.get(screen_id, screen_id)
        if shown in self.buttons:
            self.buttons[shown].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move the focus."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        order = list(self.buttons.values())
        focused = [place for place, button in enumerate(order) if button.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        order[(focused[0] + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, theme: Theme, spec: ScreenSpec) -> QToolButton:
        button = QToolButton()
        title = _(spec.title)
        button.setText("  " + title)
        button.setIcon(icon(theme, spec.icon))
        button.setIconSize(QSize(ICON, ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{title}  ({key})")
        button.setAccessibleName(title)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(spec.id))
        self._group.addButton(button)
        self.buttons[spec.id] = button
        return button
