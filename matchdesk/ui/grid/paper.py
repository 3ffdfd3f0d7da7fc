"""Which meetings stand on printed agendas, and on which of those something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from matchdesk.core.vocabulary import DocumentKind
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting

PRINTED, OUTDATED = "printed", "outdated"

_PAUSE = 700
"""Milliseconds: all agendas are compared, so first let the grid be drawn."""


class Paper(QObject):
    """`changed` when it is known anew whose printed agenda no longer holds. GUI thread only."""

    changed = Signal()

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._printed: frozenset[str] = frozenset()
        self._outdated: frozenset[str] = frozenset()
        order = PrintOrder(DocumentKind.AGENDAS)
        self._read = Refresh(
            context.jobs, lambda: context.desk.printing.outdated(order), self._show, self
        )
        self._read.failed.connect(lambda _error: None)  # asked again with the next change
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._read.ask)

    def read(self, data: GridData) -> None:
        """The grid has changed; nothing is compared while no agenda is printed."""
        self._printed = frozenset(p.key for p in data.people.values() if p.printed)
        self._outdated &= self._printed
        if self._printed:
            self._later.start()

    def of(self, meeting: GridMeeting) -> str:
        """`PRINTED`, `OUTDATED`, or "" if none of its people has an agenda on paper."""
        if not self._outdated.isdisjoint(meeting.parties):
            return OUTDATED
        return "" if self._printed.isdisjoint(meeting.parties) else PRINTED

    def _show(self, outdated: frozenset[str]) -> None:
        if outdated != self._outdated:
            self._outdated = outdated
            self.changed.emit()
