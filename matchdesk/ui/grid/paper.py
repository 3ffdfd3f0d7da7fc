"""Which meetings stand on whose printed agenda, and on whose something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchdesk.services.agenda import GridData, GridMeeting
    from matchdesk.services.printing import MeetingPaper

PRINTED, OUTDATED = "printed", "outdated"

_PAUSE = 700
"""Milliseconds: all agendas are compared, so first let the grid be drawn."""


class Paper(QObject):
    """`changed` when it is known anew whose printed agenda says what. GUI thread only."""

    changed = Signal()

    def __init__(self, context: ScreenContext, parent: QObject) -> None:
        super().__init__(parent)
        self._known: Mapping[str, MeetingPaper] = {}
        self._read = Refresh(
            context.jobs, lambda: context.desk.printing.paper_of_meetings(), self._show, self
        )
        self._read.failed.connect(lambda _error: None)  # asked again with the next change
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._read.ask)

    def read(self, data: GridData) -> None:
        """The grid has changed; nothing is compared while no agenda is printed."""
        if any(person.printed for person in data.people.values()):
            self._later.start()
        elif self._known:
            self._show({})

    def of(self, meeting: GridMeeting) -> str:
        """`PRINTED` as it stands, `OUTDATED` where a paper says otherwise, "" on no paper."""
        known = self._known.get(meeting.key)
        if known is None:
            return ""
        return OUTDATED if known.wrong else PRINTED

    def of_party(self, meeting: str, key: str) -> str:
        """The same of one party's own agenda."""
        known = self._known.get(meeting)
        if known is None:
            return ""
        return OUTDATED if key in known.wrong else PRINTED if key in known.right else ""

    def _show(self, known: Mapping[str, MeetingPaper]) -> None:
        if known != self._known:
            self._known = known
            self.changed.emit()
