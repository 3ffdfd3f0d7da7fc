"""The one way from a working thread to the GUI thread."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal


class Crossing(QObject):
    """Carries values from any thread to the GUI thread, in the order of sending.

    `arrived` is emitted in the GUI thread. After `close` nothing arrives any more; what a thread
    still sends is dropped, also when this object has been destroyed meanwhile.
    """

    arrived = Signal(object)
    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._open = True
        self._sent.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def send(self, value: object) -> None:
        """Let `value` arrive soon. Any thread."""
        with self._lock:  # `close` waits for us: nobody destroys the signal while it is emitted
            if self._open and shiboken6.isValid(self):
                self._sent.emit(value)

    def deliver(self) -> None:
        """Let everything sent up to now arrive before this returns. GUI thread."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def close(self) -> None:
        """Let nothing arrive any more. GUI thread; a second call does nothing."""
        with self._lock:
            self._open = False

    def _arrive(self, value: object) -> None:
        if self._open:
            self.arrived.emit(value)
