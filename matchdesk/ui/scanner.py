"""Tells a scanner from a hand: keys quicker than any hand, then Enter, are a scan.

The filter watches the keys of a whole window. A letter is held back for a moment: if another
follows as quickly as only a machine types, it waits for Enter; otherwise everything held goes on to
where it was typed, shortcuts included. So a scan never ends up in a field, presses no button and
starts no shortcut, whichever screen is in front.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

QUICK = 40
"""Milliseconds between two keys of a scanner at most; hands need twice as long and more."""

_LATE = 8
"""Milliseconds: a timer that comes later than this says that the window was busy."""

SHORTEST = 4
"""Fewer keys are no code."""

_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MODIFIERS |= Qt.KeyboardModifier.MetaModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr)
_OTHER = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.FocusOut,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.Close,
)
"""Whatever was held is let go before these happen, so that nothing changes its order."""


@dataclass(frozen=True, slots=True)
class _Held:
    """One key that waits; `at` in milliseconds of the keyboard's own clock."""

    receiver: QWidget
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    at: int


class ScanFilter(QObject):
    """Watches `window` and its dialogs from now on. `scanned` carries the code without Enter."""

    scanned = Signal(str)

    def __init__(self, window: QWidget, now: Callable[[], int] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._now = now or (lambda: time.monotonic_ns() // 1_000_000)
        self._held: list[_Held] = []
        self._replaying = False
        self._swallow = False
        self._started, self._patience = 0, True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUICK)
        self._timer.timeout.connect(self._rested)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # there is one

    def close(self) -> None:
        """Watch no more."""
        self.let_go()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def let_go(self) -> None:
        """It was a hand after all: what was held is typed."""
        self._timer.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for key in held:
                _type(key)
        finally:
            self._replaying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for what is held back or swallowed."""
        # The class first: this is asked of every event of the program, and to ask for its kind
        # takes ten times as long.
        if self._replaying or (type(event) is not QKeyEvent and not self._held):
            return False
        kind = event.type()
        if kind in _OTHER:
            if self._held:
                self.let_go()
            return False
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        if not (isinstance(watched, QWidget) and isinstance(event, QKeyEvent)):
            return False
        if not self._ours(watched):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._overrides(event)
        if kind == QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(watched, event)

    # --- inside

    def _ours(self, widget: QWidget) -> bool:
        window = widget.window()
        return window is self._window or self._window.isAncestorOf(window)

    def _overrides(self, event: QKeyEvent) -> bool:
        """A key that may belong to a scan starts no shortcut."""
        if _letter(event) or (event.key() in _ENTER and self._complete(event)):
            event.accept()
            return True
        return False

    def _released(self, event: QKeyEvent) -> bool:
        """Releases of what was held are of no use to anybody."""
        if self._held or (self._swallow and event.key() in _ENTER):
            self._swallow = False
            return _letter(event) or event.key() in _ENTER
        return False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        at = self._moment(event)
        if event.key() in _ENTER and self._complete(event):
            return self._scan()
        if not _letter(event):
            self.let_go()
            return False
        if self._held and at - self._held[-1].at > QUICK:
            self.let_go()
        self._held.append(_Held(watched, event.key(), event.modifiers(), event.text(), at))
        self._wait(QUICK)
        self._patience = True
        return True

    def _wait(self, milliseconds: int) -> None:
        self._started = self._now()
        self._timer.start(milliseconds)

    def _rested(self) -> None:
        """No key came. If the window was busy, those that wait in the queue are looked at first."""
        if self._patience and self._now() - self._started > QUICK + _LATE:
            self._patience = False
            self._wait(QUICK // 2)
        else:
            self.let_go()

    def _scan(self) -> bool:
        self._timer.stop()
        code = "".join(held.text for held in self._held)
        self._held = []
        self._swallow = True
        self.scanned.emit(code)
        return True

    def _complete(self, event: QKeyEvent) -> bool:
        if len(self._held) < SHORTEST or event.modifiers() & _MODIFIERS:
            return False
        return self._moment(event) - self._held[-1].at <= QUICK

    def _moment(self, event: QKeyEvent) -> int:
        """The keyboard's own clock: it also holds while the window was busy."""
        return event.timestamp() or self._now()


def _letter(event: QKeyEvent) -> bool:
    """Whether the key types one visible sign; a key held down repeats itself and is a hand."""
    text = event.text()
    plain = not event.modifiers() & _MODIFIERS and not event.isAutoRepeat()
    return plain and len(text) == 1 and text.isprintable() and not text.isspace()


def _type(held: _Held) -> None:
    """Type a key that was held, where it was meant to go; a shortcut of that key goes first."""
    receiver = held.receiver
    if not shiboken6.isValid(receiver):
        return
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, held.key, held.modifiers, held.text)
    asked.ignore()
    QCoreApplication.sendEvent(receiver, asked)
    if not asked.isAccepted() and _shortcut(receiver, held):
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if shiboken6.isValid(receiver):
            QCoreApplication.sendEvent(
                receiver, QKeyEvent(kind, held.key, held.modifiers, held.text)
            )


def _shortcut(receiver: QWidget, held: _Held) -> bool:
    """Trigger the action of this key that reaches `receiver`, if there is one."""
    pressed = QKeySequence(held.modifiers.value | held.key)
    place: QWidget | None = receiver
    while place is not None:
        for action in place.actions():
            near = action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut
            if (near or place is receiver) and action.isEnabled() and pressed in action.shortcuts():
                action.trigger()
                return True
        place = None if place.isWindow() else place.parentWidget()
    return False
