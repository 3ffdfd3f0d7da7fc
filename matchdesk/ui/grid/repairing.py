"""Proposing a repair beside the window, and accepting all or some of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _
from matchdesk.core.wording import sentence
from matchdesk.services.repairing import AcceptRepair, Mishap, MishapKind
from matchdesk.ui.grid.repair_panel import RepairPanel
from matchdesk.ui.jobs import Job, Lane
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.services.repairing import RepairDraft


class Repairing(QObject):
    """`changed` when the panel opens or closes; `accepted` carries the `Done`."""

    changed = Signal()
    accepted = Signal(object)

    def __init__(self, context: ScreenContext, panel: RepairPanel) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self._job: Job | None = None
        self.draft: RepairDraft | None = None
        self.wanted = False
        panel.wanted.connect(self.propose)
        panel.who.search_with(partial(context.find_people, panel.who))

    def open(
        self, participant: str | None = None, slot: str | None = None, kind: str | None = None
    ) -> None:
        """Show the panel, with who and when is chosen in the grid and what happened."""
        self._drop()
        self.wanted = True
        self.changed.emit()
        self._panel.begin(participant, slot, MishapKind(kind) if kind is not None else None)

    def close(self) -> None:
        """Put the panel away; the live grid was never touched."""
        self._drop()
        if self.wanted:
            self.wanted = False
            self.changed.emit()

    def propose(self, mishap: Mishap) -> None:
        """Look for the fewest changes."""
        self._drop()
        self._panel.show_running()
        desk = self._context.desk
        self._job = self._context.do(
            lambda progress: desk.repair.draft((mishap,), progress=progress),
            title=_("Repairing"),
            lane=Lane.SOLVER,
            on_done=self._drafted,
            on_error=self._refused,
            owner=self,
        )

    def accept(self) -> None:
        """Carry out what is ticked, as one step."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        left = self._panel.left_out()
        only = frozenset(one.key for one in draft.proposals if one.key not in left)
        self._context.run(
            AcceptRepair(draft, only if left else None),
            title=_("Changing the grid"),
            on_done=self._done,
            on_error=self._refused,
            owner=self,
        )

    def _drop(self) -> None:
        self.draft = None
        if self._job is not None:
            self._job.succeeded.disconnect()
            self._job.cancel()
            self._job = None

    def _drafted(self, draft: RepairDraft) -> None:
        self._job, self.draft = None, draft
        self._panel.show_draft(draft)

    def _refused(self, error: MatchDeskError) -> None:
        self._job = None
        self._panel.show_failure(sentence(error))

    def _done(self, done: object) -> None:
        self.close()
        self.accepted.emit(done)
