"""When to search for garbage: when nobody works, and on a busy day now and then all the same."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from matchdesk.core.garbage import Sweeping

_QUIET = 10_000
"""Milliseconds without any work after which nobody is kept waiting by a search."""

_BUSY = 20_000
"""Milliseconds of work without a pause after which a short search comes all the same."""


_YOUNG = 100
"""Milliseconds between two looks at what is new."""


class Tidying(QObject):
    """Sweeps for one open event, in the GUI thread. `worked` after each piece of work."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sweeping: Sweeping | None = None
        self._quiet = self._timer(_QUIET)
        self._quiet.timeout.connect(self._at_rest)
        self._busy = self._timer(_BUSY)
        self._busy.timeout.connect(self._at_work)
        self._young = self._timer(_YOUNG)
        self._young.setSingleShot(False)
        self._young.timeout.connect(self._look)

    def begin(self) -> None:
        """From now on searches come when it suits."""
        if self._sweeping is None:
            self._sweeping = Sweeping()
            self._young.start()

    def set_aside(self) -> None:
        """What was made until now stays: later searches are the shorter for it."""
        if self._sweeping is not None:
            self._sweeping.set_aside()

    def worked(self, _job: object = None) -> None:
        """Something was done: wait for the next pause, unless too much has come already."""
        if self._sweeping is None:
            return
        self._quiet.start()
        if self._sweeping.overdue():
            self._at_work()
        elif not self._busy.isActive():
            self._busy.start()

    def end(self) -> None:
        """Leave everything to Python again."""
        self._quiet.stop()
        self._busy.stop()
        self._young.stop()
        if self._sweeping is not None:
            self._sweeping.end()
            self._sweeping = None

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(True)
        return timer

    def _look(self) -> None:
        if self._sweeping is not None:
            self._sweeping.young()

    def _at_rest(self) -> None:
        self._busy.stop()
        if self._sweeping is not None:
            self._sweeping.sweep()

    def _at_work(self) -> None:
        self._busy.stop()
        if self._sweeping is not None:
            self._sweeping.sweep(quiet=False)
