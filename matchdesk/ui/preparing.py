"""Work that can wait, done in small steps while nobody is kept waiting by it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

_CALM = 250
"""Milliseconds since something was begun or asked, after which a step disturbs nobody."""

_NEXT = 15
"""Milliseconds between two steps: whatever has come meanwhile goes first."""


class Preparing(QObject):
    """Takes one of `steps` after the other, each in a turn of the event loop of its own.

    `ended` follows the last. GUI thread; the parent's end is the end of it.
    """

    ended = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._waiting: deque[Iterator[object]] = deque()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Take the first step as soon as it is calm."""
        self.first(self._steps)

    def first(self, steps: Iterator[object]) -> None:
        """Take these steps before those that are left."""
        self._waiting.appendleft(steps)
        self._timer.start(_NEXT)

    def disturbed(self, _by: object = None) -> None:
        """Somebody works: the next step waits."""
        self._since.start()

    def stop(self) -> None:
        """Take no step any more."""
        self._timer.stop()
        self._waiting.clear()

    def _step(self) -> None:
        if self._since.isValid() and not self._since.hasExpired(_CALM):
            self._timer.start(max(0, _CALM - int(self._since.elapsed())))
            return
        steps = self._waiting[0]
        try:
            next(steps)
        except StopIteration:
            self._waiting.remove(steps)
            if not self._waiting:
                self.ended.emit()
                return
        except Exception:
            self._waiting.remove(steps)
            if self._waiting:
                self._timer.start(_NEXT)
            raise
        self._timer.start(_NEXT)


class Awaited(QObject):
    """Calls that wait for something: made at once, but a step in each turn of the event loop.

    They come in the order they were given, after the last step. A step that fails ends the waiting;
    the next call tries again with new `steps`. GUI thread; the parent's end is the end of it.
    """

    def __init__(self, steps: Callable[[], Iterator[object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._calls: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    @property
    def pending(self) -> bool:
        """Whether any call waits."""
        return bool(self._calls)

    def add(self, call: Callable[[], object]) -> None:
        """Make what is missing, then `call`."""
        self._calls.append(call)
        self._timer.start(0)

    def stop(self) -> None:
        """Call nobody any more."""
        self._timer.stop()
        self._calls.clear()

    def _step(self) -> None:
        try:
            next(self._steps())
        except StopIteration:
            self._timer.stop()
            while self._calls:
                self._calls.popleft()()
        except Exception:
            self.stop()
            raise
