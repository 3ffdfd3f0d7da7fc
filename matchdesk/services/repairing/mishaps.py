"""From what people say went wrong to the slots in which somebody or something is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.wording import fill
from matchdesk.scheduling.disruption import slots_before, slots_from
from matchdesk.scheduling.problem import Placement
from matchdesk.services.board import Board
from matchdesk.services.events import find_slot, find_table
from matchdesk.services.repairing.views import Mishap, MishapKind


@dataclass(frozen=True, slots=True)
class Loss:
    """Participants and tables with the keys of the slots they are lost in.

    `late` maps who is still to come to slots that have begun without them.
    """

    away: Mapping[str, frozenset[str]]
    blocked: Mapping[str, frozenset[str]]
    late: Mapping[str, frozenset[str]]

    def hits(self, placement: Placement) -> bool:
        """Whether a meeting cannot stay where it is."""
        nowhere: frozenset[str] = frozenset()
        if placement.slot in self.blocked.get(placement.table or "", nowhere):
            return True
        return any(placement.slot in self.away.get(key, nowhere) for key in placement.parties)

    def missed(self, placement: Placement) -> bool:
        """Whether a meeting should have begun, and could not without who is late."""
        return any(placement.slot in self.late.get(key, ()) for key in placement.parties)


def loss_of(session: Session, board: Board, mishaps: Sequence[Mishap], now: str | None) -> Loss:
    """What is lost from slot `now` on (None: from the first); slots gone by stay as they were."""
    if not mishaps:
        raise Invalid("repair_nothing")
    problem = board.problem
    begins = problem.slot_by_key[now].order if now is not None else (-1, 0)
    open_slots = frozenset(slot.key for slot in problem.slots if slot.order >= begins)
    away: dict[str, frozenset[str]] = defaultdict(frozenset)
    blocked: dict[str, frozenset[str]] = defaultdict(frozenset)
    late: dict[str, frozenset[str]] = {}
    for mishap in mishaps:
        every = _slots(session, board, mishap)
        slots = every & open_slots
        if mishap.kind is MishapKind.TABLE:
            blocked[find_table(session, mishap.subject).id] |= slots
        elif mishap.kind is MishapKind.SLOT:
            for table in problem.tables:
                blocked[table.key] |= slots
        else:
            key = str(mishap.subject)
            if key not in problem.participant_by_key:
                raise NotFound(what="participant", key=key)
            away[key] |= slots
            if mishap.kind is MishapKind.LATE:
                late[key] = every - open_slots
    return Loss(dict(away), dict(blocked), late)


def _slots(session: Session, board: Board, mishap: Mishap) -> frozenset[str]:
    problem = board.problem
    if mishap.kind is MishapKind.SLOT:
        return frozenset((find_slot(session, mishap.subject).id,))
    if mishap.kind in (MishapKind.LATE, MishapKind.LEAVING):
        if mishap.slot is None:
            raise Invalid("repair_slot_missing")
        key = find_slot(session, mishap.slot).id
        late = mishap.kind is MishapKind.LATE
        return slots_before(problem, key) if late else slots_from(problem, key)
    if mishap.kind is MishapKind.TABLE and mishap.slot is not None:
        return slots_from(problem, find_slot(session, mishap.slot).id)
    return frozenset(problem.slot_by_key)


def told(board: Board, mishaps: Sequence[Mishap], loss: Loss) -> str:
    """What went wrong, for History: “Ana Ruiz is there from slot 7 on”."""
    return "; ".join(_told(board, mishap) for mishap in mishaps)


def _told(board: Board, mishap: Mishap) -> str:
    names = board.names
    subject = str(mishap.subject)
    slots = {key: number for key, (number, _day, _at) in names.slots.items()}
    who: object = names.person(subject)
    if mishap.kind is MishapKind.TABLE:
        who = names.tables.get(subject, mishap.subject)
    elif mishap.kind is MishapKind.SLOT:
        who = slots.get(subject, mishap.subject)
    kind: str = mishap.kind.value
    if mishap.kind is MishapKind.TABLE and mishap.slot is None:
        kind = "table_all"
    slot = slots.get(str(mishap.slot), mishap.slot)
    return fill(f"mishap.{kind}", {"who": who, "slot": slot})
