"""A day at the schedule desk drawn by seed: whatever an operator may do, in any order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from matchdesk.core.clock import FixedClock
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.vocabulary import AbsenceKind, MeetingStatus, RequestStatus
from matchdesk.scheduling.problem import Limits
from matchdesk.services.absences import ClearAbsence, FlagAbsence
from matchdesk.services.agenda import (
    AddMeeting,
    BlockPlaces,
    CancelMeeting,
    GridData,
    GridMeeting,
    LockMeetings,
    MoveMeeting,
    MoveMeetings,
    OpenPlaces,
    RestoreMeeting,
    SwapMeetings,
    UnplaceMeeting,
    UnplaceMeetings,
)
from matchdesk.services.checkin import CheckInParticipant, CheckOut, UndoCheckIn
from matchdesk.services.desk import Desk
from matchdesk.services.outcomes import MarkMeeting
from matchdesk.services.people import (
    CancelParticipant,
    Fate,
    RestoreParticipant,
    SetAvailability,
    WithdrawParticipant,
)
from matchdesk.services.repairing import AcceptRepair, Mishap, MishapKind
from matchdesk.services.requests import AddRequest, SetRequestStatus

LIMITS = Limits(0.3)
"""For a repair: however little time it has, the rules hold."""

ODDS: tuple[tuple[str, int], ...] = (
    ("move", 30), ("swap", 10), ("undo", 14), ("redo", 8), ("check_in", 10), ("block", 3),
    ("open", 3), ("unplace", 5), ("cancel", 3), ("restore", 3), ("add", 5), ("lock", 4),
    ("several", 3), ("withdraw", 1), ("come_back", 2), ("away", 2), ("mark", 3), ("ask", 3),
    ("answer", 2), ("out_of_order", 2), ("repair", 1), ("flag", 3),
)  # fmt: skip


class Walk:
    """`step` does one thing; `done` counts what was carried out, `refused` what was not."""

    def __init__(self, desk: Desk, clock: FixedClock, seed: int) -> None:
        self.desk, self.clock = desk, clock
        self.began = desk.history.page(limit=1)[0].number
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def step(self) -> None:
        """One thing an operator may try; a refusal is an answer, anything else is a fault."""
        names, odds = zip(*ODDS, strict=True)
        (name,) = self.dice.choices(names, odds)
        act: Callable[[GridData], object] = getattr(self, f"_{name}")
        try:
            act(self.desk.agenda.grid())
        except MatchDeskError:
            self.refused[name] += 1
        else:
            self.done[name] += 1

    def later(self) -> None:
        """An hour goes by."""
        self.clock.set(self.clock.now() + timedelta(hours=1))

    # --- what there is to choose from

    def _one(self, meetings: Sequence[GridMeeting]) -> str:
        return self.dice.choice(meetings).key if meetings else "none"

    def _person(self, grid: GridData) -> str:
        return self.dice.choice(list(grid.people))

    def _place(self, grid: GridData) -> tuple[str, str]:
        return self.dice.choice(grid.slots).key, self.dice.choice(grid.tables).key

    # --- what can be done

    def _move(self, grid: GridData) -> None:
        meeting = self._one(grid.meetings)
        slot, table = self._place(grid)
        self.desk.run(MoveMeeting(meeting, slot, table if self.dice.random() < 0.5 else None))

    def _swap(self, grid: GridData) -> None:
        self.desk.run(SwapMeetings(self._one(grid.placed), self._one(grid.placed)))

    def _several(self, grid: GridData) -> None:
        some = [self._one(grid.placed) for _ in range(3)]
        if self.dice.random() < 0.5:
            self.desk.run(UnplaceMeetings(tuple(dict.fromkeys(some))))
        else:
            self.desk.run(MoveMeetings(tuple((m, *self._place(grid)) for m in dict.fromkeys(some))))

    def _undo(self, grid: GridData) -> None:
        back = self.dice.randint(1, 6)
        for _ in range(back):
            self.desk.history.undo()
        for _ in range(self.dice.choice((0, 0, back, 1))):
            self.desk.history.redo()

    def _redo(self, grid: GridData) -> None:
        self.desk.history.redo()

    def _out_of_order(self, grid: GridData) -> None:
        newest = self.desk.history.page(limit=1)[0].number
        self.desk.history.undo(self.dice.randint(max(self.began + 1, newest - 20), newest))

    def _check_in(self, grid: GridData) -> None:
        act = self.dice.choice((CheckInParticipant, CheckInParticipant, UndoCheckIn, CheckOut))
        self.desk.run(act(self._person(grid)))

    def _block(self, grid: GridData) -> None:
        slot, table = self._place(grid)
        whole = [(slot, one.key) for one in grid.tables]
        places = whole if self.dice.random() < 0.2 else [(slot, table)]
        self.desk.run(BlockPlaces(tuple(places), "fire door"))

    def _open(self, grid: GridData) -> None:
        closed = [(slot, one.key) for one in grid.tables for slot in one.blocked]
        self.desk.run(OpenPlaces(tuple(closed[: self.dice.randint(0, 6)])))

    def _unplace(self, grid: GridData) -> None:
        self.desk.run(UnplaceMeeting(self._one(grid.placed)))

    def _cancel(self, grid: GridData) -> None:
        self.desk.run(CancelMeeting(self._one(grid.meetings)))

    def _restore(self, grid: GridData) -> None:
        self.desk.run(RestoreMeeting(self._one(grid.cancelled)))

    def _add(self, grid: GridData) -> None:
        place = self._place(grid) if self.dice.random() < 0.5 else (None, None)
        self.desk.run(AddMeeting(self._person(grid), self._person(grid), *place))

    def _lock(self, grid: GridData) -> None:
        self.desk.run(LockMeetings((self._one(grid.placed),), self.dice.random() < 0.4))

    def _withdraw(self, grid: GridData) -> None:
        person = self._person(grid)
        if self.dice.random() < 0.5:
            self.desk.run(CancelParticipant(person))
            return
        fates, instead = {}, {}
        for one in self.desk.people.withdrawal(person).meetings:
            fates[one.meeting.key] = Fate.CANCEL
            if one.colleagues and self.dice.random() < 0.5:
                fates[one.meeting.key] = Fate.HAND_OVER
                instead[one.meeting.key] = one.colleagues[0].key
        self.desk.run(WithdrawParticipant(person, fates, instead))

    def _come_back(self, grid: GridData) -> None:
        gone = [person.key for person in grid.people.values() if not person.expected]
        self.desk.run(RestoreParticipant(self.dice.choice(gone or ["none"])))

    def _away(self, grid: GridData) -> None:
        slots = self.dice.sample([slot.key for slot in grid.slots], self.dice.randint(0, 3))
        self.desk.run(SetAvailability(self._person(grid), frozenset(), dict.fromkeys(slots, "")))

    def _mark(self, grid: GridData) -> None:
        status = self.dice.choice(
            (MeetingStatus.IN_PROGRESS, MeetingStatus.HELD, MeetingStatus.NO_SHOW,
             MeetingStatus.PLANNED, MeetingStatus.PLANNED)
        )  # fmt: skip
        begun = [m for m in grid.meetings if m.status is not MeetingStatus.PLANNED]
        among = begun if status is MeetingStatus.PLANNED else grid.placed
        self.desk.run(MarkMeeting(self._one(among), status))

    def _ask(self, grid: GridData) -> None:
        self.desk.run(AddRequest(self._person(grid), self._person(grid)))

    def _answer(self, grid: GridData) -> None:
        request = self.dice.choice(self.desk.requests.rows()).key
        self.desk.run(SetRequestStatus(request, self.dice.choice(list(RequestStatus))))

    def _repair(self, grid: GridData) -> None:
        kind = self.dice.choice(list(MishapKind))
        slot, table = self._place(grid)
        subject = {MishapKind.TABLE: table, MishapKind.SLOT: slot}.get(kind) or self._person(grid)
        draft = self.desk.repair.draft([Mishap(kind, subject, slot)], limits=LIMITS)
        only = frozenset(one.key for one in draft.proposals if self.dice.random() < 0.8)
        off = frozenset(one.key for one in draft.proposals if self.dice.random() < 0.2)
        self.desk.run(AcceptRepair(draft, None if self.dice.random() < 0.6 else only, off))

    def _flag(self, grid: GridData) -> None:
        flagged = [person.key for person in grid.people.values() if person.flags]
        if flagged and self.dice.random() < 0.3:
            self.desk.run(ClearAbsence(self.dice.choice(flagged)))
        else:
            kind, slot = self.dice.choice(list(AbsenceKind)), self.dice.choice(grid.slots).key
            self.desk.run(FlagAbsence(self._person(grid), kind, slot))

    def back(self) -> None:
        """Take back everything that was done, the last first."""
        while (row := self.desk.history.next_undo()) is not None and row.number > self.began:
            self.desk.history.undo()
