"""The change feed as a Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from matchdesk.core.changes import ChangeFeed
from matchdesk.ui.crossing import Crossing


class FeedBridge(QObject):
    """Carries every change set, ours or another desk's, to the GUI thread.

    `changed` is emitted in the GUI thread with one `ChangeSet`, in the order of publishing,
    whichever thread published it. Call `close` before the feed goes.
    """

    changed = Signal(object)

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crossing = Crossing(self)
        self._crossing.arrived.connect(self.changed)
        self._leave = feed.subscribe(self._crossing.send)

    def close(self) -> None:
        """Hear nothing more; what is still on its way is dropped."""
        self._leave()
        self._crossing.close()
