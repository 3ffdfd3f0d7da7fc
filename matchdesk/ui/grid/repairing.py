"""Proposing a repair beside the window, and accepting all or some of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _, count
from matchdesk.core.wording import sentence
from matchdesk.services.absences import ClearAbsence, FlagAbsence
from matchdesk.services.repairing import ABSENCES, AcceptRepair, Mishap, MishapKind
from matchdesk.ui.crossing import Crossing
from matchdesk.ui.grid.ghosts import ghosts_of
from matchdesk.ui.grid.repair_panel import RepairPanel
from matchdesk.ui.grid.view import GridView
from matchdesk.ui.jobs import Job, Lane
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.errors import MatchDeskError
    from matchdesk.core.progress import Progress
    from matchdesk.services.agenda import GridMeeting
    from matchdesk.services.bus import Done
    from matchdesk.services.repairing import RepairDraft


class Repairing(QObject):
    """`changed` when the panel opens or closes; `accepted` carries the `Done`.

    `chosen` gives the meeting the operator looks at. What is proposed is drawn in `view`.
    """

    changed = Signal()
    accepted = Signal(object)

    def __init__(
        self,
        context: ScreenContext,
        panel: RepairPanel,
        view: GridView,
        chosen: Callable[[], GridMeeting | None],
    ) -> None:
        super().__init__(panel)
        self._context, self._panel, self._view, self._chosen = context, panel, view, chosen
        self._job: Job | None = None
        self.draft: RepairDraft | None = None
        self.wanted = self._wants_slot = False
        self._chosen_slot: str | None = None
        self._early = Crossing(self)
        self._early.arrived.connect(self._drafted_early)
        panel.wanted.connect(self.propose)
        panel.noted.connect(self._note)
        panel.changed.connect(self.draw)
        panel.who.search_with(partial(context.find_people, panel.who))
        view.grid.modelReset.connect(self._redrawn)

    def open(
        self, participant: str | None = None, slot: str | None = None, kind: str | None = None
    ) -> None:
        """Show the panel, with who and when is chosen in the grid and what happened."""
        self._drop()
        self.wanted = True
        self.changed.emit()
        self._panel.begin(participant, slot, MishapKind(kind) if kind is not None else None)
        self._wants_slot, self._chosen_slot = True, slot
        self._offer_slot()

    def close(self) -> None:
        """Put the panel away; the live grid was never touched."""
        self._drop()
        if self.wanted:
            self.wanted = False
            self.changed.emit()

    def propose(self, mishap: Mishap | None) -> None:
        """Look for the fewest changes; None: for all who are said to be missing."""
        self._drop()
        self._panel.show_running()
        repair, early = self._context.desk.repair, self._early

        def draft(progress: Progress) -> RepairDraft:
            mishaps = repair.missing() if mishap is None else (mishap,)
            return repair.draft(
                mishaps, progress=progress, first=lambda found: early.send((progress, found))
            )

        self._job = self._context.do(
            draft,
            title=_("Repairing"),
            lane=Lane.SOLVER,
            on_done=self._drafted,
            on_error=self._refused,
            owner=self,
        )

    @property
    def running(self) -> bool:
        """Whether the fewest changes are still looked for."""
        return self._job is not None

    def stop(self) -> None:
        """Look no further: the best that was found is shown."""
        if self._job is not None:
            self._job.cancel()

    def accept(self) -> None:
        """Carry out what is ticked, as one step; what is still looked for is let go."""
        draft = self.draft
        if draft is None:
            return
        left, off = self._panel.left_out(), self._panel.cancelled()
        only = frozenset(one.key for one in draft.proposals if one.key not in left)
        self._drop()
        self._context.run(
            AcceptRepair(draft, only if left else None, off),
            title=_("Changing the grid"),
            on_done=self._done,
            on_error=self._refused,
            owner=self,
        )

    def draw(self) -> None:
        """Show on the grid what would come and go."""
        sheet = self._view.grid.sheet
        if sheet is not None:
            panel = self._panel
            ghosts = ghosts_of(self.draft, sheet, panel.left_out(), panel.cancelled())
            self._view.grid.show_ghosts(ghosts)

    # --- what is only said

    def absent(self) -> str | None:
        """Who of the chosen meeting is late, leaves early or does not come."""
        data, meeting = self._view.grid.data_, self._chosen()
        parties = meeting.parties if meeting is not None and data is not None else ()
        return next((key for key in parties if data is not None and data.people[key].flags), None)

    def there(self, participant: str | None = None) -> None:
        """Somebody is there after all: this one, or whom the chosen meeting misses."""
        key = participant or self.absent()
        if key is not None:
            self._context.run(ClearAbsence(key), on_done=self.accepted.emit, owner=self)

    def _note(self, mishap: Mishap) -> None:
        command = FlagAbsence(str(mishap.subject), ABSENCES[mishap.kind], mishap.slot)
        self._context.run(command, on_done=self._noted, on_error=self._refused, owner=self)

    def _noted(self, done: Done) -> None:
        self.close()
        self.accepted.emit(done)
        hit = len(done.result.meetings)
        if hit:
            said = count(
                "{n} meeting lights up. W proposes what to do.",
                "{n} meetings light up. W proposes what to do.",
                hit,
            )
            words = f"{done.result.name}: {said}"
            self._context.notify(words, undoable=True, state=State.ATTENTION)

    # --- inside

    def _redrawn(self) -> None:
        self._offer_slot()
        self.draw()

    def _offer_slot(self) -> None:
        """What is over cannot be meant, nor without a choice: then the next, once it is known."""
        data = self._view.grid.data_
        if self._wants_slot and data is not None:
            self._wants_slot = False
            zone = ZoneInfo(data.timezone)
            now = self._context.clock.now().astimezone(zone).replace(tzinfo=None)
            ahead = [s.key for s in data.slots if datetime.combine(s.day, s.starts) >= now]
            if ahead and self._chosen_slot not in ahead:
                self._panel.choose_slot(ahead[0])

    def _drop(self) -> None:
        self.draft = None
        if self._job is not None:
            self._job.succeeded.disconnect()
            self._job.cancel()
            self._job = None
        self.draw()

    def _drafted_early(self, found: tuple[Progress, RepairDraft]) -> None:
        if self._job is not None and found[0] is self._job.progress:
            self.draft = found[1]
            self._panel.show_draft(found[1])
            self.draw()

    def _drafted(self, draft: RepairDraft) -> None:
        self._job, self.draft = None, draft
        self._panel.show_draft(draft)
        self.draw()

    def _refused(self, error: MatchDeskError) -> None:
        self._job = self.draft = None
        self._panel.show_failure(sentence(error))
        self.draw()

    def _done(self, done: object) -> None:
        self.close()
        self.accepted.emit(done)
