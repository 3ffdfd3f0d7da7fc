"""Making a draft beside the window, and accepting or dropping it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _
from matchdesk.core.wording import sentence
from matchdesk.services.planning import AcceptPlan, Limits
from matchdesk.ui.grid.plan_panel import SECONDS, PlanPanel
from matchdesk.ui.jobs import Job, Lane
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.planning import PlanDraft


class Planning(QObject):
    """`changed` when a draft begins, is there or is gone; `accepted` carries the `Done`."""

    changed = Signal()
    accepted = Signal(object)

    def __init__(self, context: ScreenContext, panel: PlanPanel) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self._job: Job | None = None
        self._failed = False
        self.draft: PlanDraft | None = None
        panel.wanted.connect(self.plan)
        panel.stopped.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether a draft is being made."""
        return self._job is not None

    @property
    def wanted(self) -> bool:
        """Whether the panel has something to show."""
        return self.running or self.draft is not None or self._failed

    def plan(self, seconds: int = SECONDS) -> None:
        """Make a draft."""
        if self._job is not None:
            return
        self.draft, self._failed = None, False
        self._panel.show_running(_("Reading the event"))
        desk = self._context.desk
        job = self._context.do(
            lambda progress: desk.planning.draft(Limits(float(seconds)), progress),
            title=_("Planning"),
            lane=Lane.SOLVER,
            on_done=self._drafted,
            on_error=self._refused,
            owner=self,
        )
        job.progressed.connect(self._panel.show_step)
        job.finished.connect(self._over)
        self._job = job
        self.changed.emit()

    def stop(self) -> None:
        """End the search; the best found so far becomes the draft."""
        if self._job is not None:
            self._job.cancel()

    def accept(self) -> None:
        """The draft becomes the live grid."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        self._context.run(
            AcceptPlan(draft),
            title=_("Changing the grid"),
            on_done=self.accepted.emit,
            on_error=self._refused,
            owner=self,
        )
        self.changed.emit()

    def discard(self) -> None:
        """Drop the draft: the live grid was never touched."""
        if self._job is not None:
            self._job.succeeded.disconnect()
            self._job.cancel()
            self._job = None
        self.draft, self._failed = None, False
        self.changed.emit()

    def _drafted(self, draft: PlanDraft) -> None:
        self.draft = draft
        self._panel.show_draft(draft)

    def _refused(self, error: MatchDeskError) -> None:
        self._failed = True
        self._panel.show_failure(sentence(error))
        self.changed.emit()

    def _over(self) -> None:
        if self.sender() is self._job:
            self._job = None
        self.changed.emit()
