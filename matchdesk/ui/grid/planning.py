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
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.planning import PlanDraft

HELPERS = 2
"""Processes that close gaps and prove what they can."""


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
        panel.more_wanted.connect(self.ask_more)
        panel.more_stopped.connect(self.stop_more)
        self._asking: Job | None = None

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
        self.stop_more()
        self.draft, self._failed = None, False
        self._panel.show_running(_("Reading the event"))
        desk, aims = self._context.desk, self._panel.options.aims()
        limits = Limits(float(seconds), helpers=HELPERS)
        job = self._context.do(
            lambda progress: desk.planning.draft(limits, progress, aims),
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

    def ask_more(self) -> None:
        """What one more table, slot or interpreter would bring to the draft."""
        draft, desk = self.draft, self._context.desk
        if draft is None or self._asking is not None:
            return
        limits = Limits(float(SECONDS))
        self._asking = self._context.do(
            lambda progress: desk.planning.worth_of_more(draft, limits, progress),
            title=_("What one more would bring"),
            lane=Lane.SOLVER,
            on_done=self._panel.show_more,
            on_error=self._no_more,
            owner=self,
        )
        self._asking.cancelled.connect(self._panel.show_more_none)
        self._asking.finished.connect(self._asked)

    def stop_more(self) -> None:
        """End that search; what was found so far is shown."""
        if self._asking is not None:
            self._asking.cancel()

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
        self.stop_more()
        self.draft, self._failed = None, False
        self.changed.emit()

    def _drafted(self, draft: PlanDraft) -> None:
        self.draft = draft
        self._panel.show_draft(draft)

    def _refused(self, error: MatchDeskError) -> None:
        self._failed = True
        self._panel.show_failure(sentence(error))
        self.changed.emit()

    def _no_more(self, error: MatchDeskError) -> None:
        self._panel.show_more_none()
        self._panel.notice.say(sentence(error), State.ATTENTION)

    def _asked(self) -> None:
        self._asking = None

    def _over(self) -> None:
        if self.sender() is self._job:
            self._job = None
        self.changed.emit()
