"""The change feed as a Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from matchdesk.core.changes import ChangeFeed, ChangeSet


class FeedBridge(QObject):
    """Carries every change set, ours or another desk's, to the GUI thread.

    `changed` is emitted in the GUI thread with one `ChangeSet`, in the order of publishing,
    whichever thread published it. Call `close` before the feed goes.
    """

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._leave = feed.subscribe(self._arrived.emit)
        self._open = True

    def close(self) -> None:
        """Hear nothing more; what is still on its way is dropped."""
        self._open = False
        self._leave()

    def _deliver(self, change_set: ChangeSet) -> None:
        if self._open:
            self.changed.emit(change_set)
