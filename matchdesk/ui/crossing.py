"""The one way from a working thread to the GUI thread."""

from __future__ import annotations

import threading
from collections import deque

import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal

_LONG = 8
"""Milliseconds of work on what arrived after which the window draws before the next is taken."""


class Crossing(QObject):
    """Carries values from any thread to the GUI thread, in the order of sending.

    `arrived` is emitted in the GUI thread. After `close` nothing arrives any more; what a thread
    still sends is dropped, also when this object has been destroyed meanwhile. All crossings share
    one order: what was sent first by one thread arrives first.
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
        _turns().deliver(self)

    def close(self) -> None:
        """Let nothing arrive any more. GUI thread; a second call does nothing."""
        with self._lock:
            self._open = False

    def take(self, value: object) -> None:
        """Let `value` arrive now. GUI thread; for whoever keeps the order."""
        if self._open and shiboken6.isValid(self):
            self.arrived.emit(value)

    def _arrive(self, value: object) -> None:
        _turns().arrive(self, value)


def awaited() -> bool:
    """Whether anything has arrived that waits for its turn. GUI thread."""
    return _turns().waits


class _Turns(QObject):
    """Hands out what arrives, at once as a rule; after long work the event loop goes round first.

    Qt empties its queue of posted events before it looks at timers or draws: several long answers
    together would be one freeze.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Crossing, object]] = deque()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._next)

    @property
    def waits(self) -> bool:
        """Whether anything is still to be handed out."""
        return bool(self._waiting)

    def arrive(self, crossing: Crossing, value: object) -> None:
        """Hand it out, or let it wait behind what waits."""
        if self._waiting or self._rest.isActive():
            self._waiting.append((crossing, value))
        else:
            self._hand(crossing, value)

    def deliver(self, crossing: Crossing) -> None:
        """Hand out all that waits of this crossing."""
        mine = [value for one, value in self._waiting if one is crossing]
        self._waiting = deque(item for item in self._waiting if item[0] is not crossing)
        for value in mine:
            crossing.take(value)

    def _hand(self, crossing: Crossing, value: object) -> None:
        clock = QElapsedTimer()
        clock.start()
        try:
            crossing.take(value)
        finally:
            if clock.elapsed() >= _LONG or self._waiting:
                self._rest.start(0)

    def _next(self) -> None:
        if self._waiting:
            self._hand(*self._waiting.popleft())


_made: list[_Turns] = []


def _turns() -> _Turns:
    """The one of the application."""
    application = QCoreApplication.instance()
    assert application is not None
    if not _made or not shiboken6.isValid(_made[0]):
        _made[:] = [_Turns(application)]
    return _made[0]
