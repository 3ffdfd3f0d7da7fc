"""What is said to the operator: empty states, notices in place, toasts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from matchdesk.core.i18n import _
from matchdesk.ui.icons import icon as make_icon
from matchdesk.ui.theme import ICON, Space, State, Theme
from matchdesk.ui.widgets.basics import Label, button, column, row, set_property

_STATE_ICONS = {
    State.PLANNED: "info",
    State.GOOD: "circle-check",
    State.ATTENTION: "triangle-alert",
    State.PROBLEM: "circle-x",
    State.NEUTRAL: "info",
}


class IconLabel(QLabel):
    """An icon as a picture, recoloured with the theme."""

    def __init__(self, theme: Theme, name: str, token: str = "text2", size: int = ICON) -> None:
        super().__init__()
        self._theme, self._name, self._token, self._size = theme, name, token, size
        self.setFixedSize(size, size)
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, token: str) -> None:
        """Change drawing and colour; the same as before costs nothing."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self._draw()

    def _draw(self) -> None:
        drawn = make_icon(self._theme, self._name, self._token)
        self.setPixmap(drawn.pixmap(QSize(self._size, self._size), self.devicePixelRatioF()))


class EmptyState(QWidget):
    """Says what belongs here and offers the one action that fills it."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str = "", action: QPushButton | None = None
    ) -> None:
        super().__init__()
        self.title = Label(title, "large")
        self.text = Label(text, "body", 2, wrap=True)
        self.text.setMaximumWidth(440)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = column(spacing=Space.M)
        inner.addWidget(IconLabel(theme, icon, "text3", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addLayout(_centred(self.text))
        if action is not None:
            inner.addSpacing(Space.XS)
            inner.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(None, inner, None, margins=Space.XL))

    def say(self, title: str, text: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))


def _centred(part: QWidget) -> QHBoxLayout:
    """A wrapped text keeps its whole height only if it is stretched, not aligned."""
    layout = row(spacing=0)
    layout.addStretch(1)
    layout.addWidget(part, 100)
    layout.addStretch(1)
    return layout


class Notice(QFrame):
    """One sentence in place, with its state's colour and icon; closable, may offer an action."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "info")
        self.text = Label(wrap=True, select=True)
        self.action = button("", self._act, kind="link")
        self.close_button = button(
            "", self.hide, kind="quiet", icon="x", theme=theme, tip=_("Close")
        )
        self._run: Callable[[], object] | None = None
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = row(spacing=Space.M, margins=(Space.M, Space.S, Space.S, Space.S))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.hide()

    def say(
        self,
        text: str,
        state: State = State.ATTENTION,
        *,
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show `text`; `action` names a button that calls `run` and closes the notice."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._icon.show_icon(_STATE_ICONS[state], f"{state}.text")
        set_property(self, "state", str(state))
        self._run = run
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()


class Toast(QFrame):
    """One sentence above the bottom edge of the window that leaves by itself, with Undo if it can.

    It stays while the pointer is over it. Errors stay until closed.
    """

    SECONDS = 6

    def __init__(self, window: QWidget, theme: Theme, undo: Callable[[], object]) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._icon = IconLabel(theme, "info", "surface1")
        self.text = Label(wrap=True)
        self.text.setMinimumWidth(240)
        self.text.setMaximumWidth(520)
        self.undo_button = button(_("Undo"), lambda: self._leave_with(undo))
        self.close_button = button("", self.hide, icon="x", tip=_("Close"))
        self.close_button.setIcon(make_icon(theme, "x", "surface1"))
        self.close_button.setFixedWidth(32)
        self.setLayout(
            row(
                self._icon,
                self.text,
                self.undo_button,
                self.close_button,
                spacing=Space.M,
                margins=(Space.L, Space.S, Space.S, Space.S),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._pass_on)
        self.hide()

    def say(self, text: str, undoable: bool = False, *, state: State = State.NEUTRAL) -> None:
        """Show `text`, instead of whatever was shown before."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._icon.show_icon(_STATE_ICONS[state], "surface1")
        self.undo_button.setVisible(undoable)
        self.show()
        self.raise_()
        self._place()
        if state is State.PROBLEM:
            self._timer.stop()
        else:
            self._timer.start(self.SECONDS * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _pass_on(self, old: QWidget | None, new: QWidget | None) -> None:
        """Take no focus that only fell here, because what had it is hidden or disabled now.

        The next Enter would undo what was done a moment ago.
        """
        if new not in (self.undo_button, self.close_button) or old is None or not isValid(old):
            return
        if old.isVisible() and old.isEnabled():
            return
        near = old.parentWidget()
        while near is not None and not (near.isVisible() and near.isEnabled()):
            near = near.parentWidget()
        (near or self._window).setFocus()

    def _place(self) -> None:
        width = min(self.text.fontMetrics().horizontalAdvance(self.text.text()) + 8, 520)
        self.text.setFixedWidth(max(width, 160))
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.width()))
        self.adjustSize()
        room = self._window
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 48)

    def _leave(self) -> None:
        if self.underMouse():
            self._timer.start(1000)
        else:
            self.hide()

    def _leave_with(self, call: Callable[[], object]) -> None:
        self.hide()
        call()
