"""Trying things on a draft beside the live grid, in the screen that shows either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from matchdesk.core import wording
from matchdesk.core.i18n import _
from matchdesk.services.whatif import ApplyWhatIf
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.feed import FeedBridge
from matchdesk.ui.grid.whatif_bar import WhatIfBar
from matchdesk.ui.grid.whatif_context import DraftContext
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.changes import ChangeSet
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.bus import Done
    from matchdesk.services.desk import Desk
    from matchdesk.services.history import History
    from matchdesk.services.whatif import Comparison, Draft

BEGIN = ActionSpec("grid.whatif", "What if …", "Alt+W", "pencil", "draft try compare scenario")
APPLY = ActionSpec("grid.whatif_apply", "Apply", "Alt+A", "", "what if draft accept")
DROP = ActionSpec("grid.whatif_drop", "Drop", "Alt+X", "trash-2", "what if draft discard")


class WhatIfMode(QObject):
    """`switched` when the screen shows something else: a draft, or the live grid again.

    `changed` carries a change set of the draft. `context` is what the screen works with.
    """

    switched = Signal()
    changed = Signal(object)

    def __init__(self, live: ScreenContext, screen: QWidget) -> None:
        super().__init__(screen)
        self.context = DraftContext(live)
        self._live = live
        self._feed: FeedBridge | None = None
        self._busy = False
        self._compared = Refresh(live.jobs, self._compare, self._show, self)
        self._compared.failed.connect(self._refused)
        add = live.actions.add
        self.begin_action = add(BEGIN, self.begin, home=screen)
        apply, drop = add(APPLY, self.apply, home=screen), add(DROP, self.drop, home=screen)
        self._acts = (apply, drop)
        self.bar = WhatIfBar(live.theme, apply, drop)
        self._enable()

    @property
    def draft(self) -> Draft[Desk] | None:
        """The draft that is open."""
        return self.context.draft

    @property
    def history(self) -> History | None:
        """What undo and redo mean while a draft is open."""
        return self.draft.desk.history if self.draft is not None else None

    def begin(self) -> None:
        """Open a draft that is as the live grid is."""
        if self.draft is None and not self._busy:
            self._busy = True
            desk = self._live.desk
            job = self._live.do(
                lambda _progress: desk.what_if.begin(),
                title=_("Making a draft"),
                on_done=self._begun,
                owner=self,
            )
            job.finished.connect(self._ready)
            self._enable()

    def apply(self) -> None:
        """The draft becomes the live grid, as one step."""
        draft, desk = self.draft, self._live.desk
        if draft is not None and not self._busy:
            self._busy = True
            job = self._live.do(
                lambda progress: desk.run(ApplyWhatIf(draft.edits()), progress),
                title=_("Changing the grid"),
                on_done=self._applied,
                on_error=self._refused,
                owner=self,
            )
            job.finished.connect(self._ready)
            self._enable()

    def drop(self) -> None:
        """Forget the draft; the live grid was never touched."""
        if not self._busy:
            self.close()

    def live_changed(self) -> None:
        """Somebody changed the live event: see what that means for the draft."""
        if self.draft is not None:
            self._compared.ask()

    def close(self) -> None:
        """Forget the draft, whatever is under way."""
        draft = self.draft
        if draft is None:
            return
        self.context.show(None)
        if self._feed is not None:
            self._feed.close()
            self._feed = None
        draft.close()
        self.bar.hide()
        self._enable()
        self.switched.emit()

    # --- what comes back

    def _begun(self, draft: Draft[Desk]) -> None:
        self.context.show(draft)
        self._feed = FeedBridge(draft.desk.feed, self)
        self._feed.changed.connect(self._draft_changed)
        self.bar.begin()
        self._compared.ask()
        self.switched.emit()

    def _draft_changed(self, change_set: ChangeSet) -> None:
        self._compared.ask()
        self.changed.emit(change_set)

    def _applied(self, done: Done) -> None:
        self.close()
        if done.change_set is not None:
            said = wording.intent(done.change_set.intent, done.change_set.detail)
            self._live.notify(said, undoable=True, state=State.GOOD)

    def _refused(self, error: MatchDeskError) -> None:
        self.bar.refuse(wording.sentence(error))

    def _compare(self) -> Comparison | None:
        draft = self.draft
        return draft.compare() if draft is not None else None

    def _show(self, found: Any) -> None:
        if found is not None and self.draft is not None:
            self.bar.compare(found)

    def _ready(self) -> None:
        self._busy = False
        self._enable()

    def _enable(self) -> None:
        is_open = self.draft is not None
        self.begin_action.setEnabled(not is_open and not self._busy)
        for action in self._acts:
            action.setEnabled(is_open and not self._busy)
