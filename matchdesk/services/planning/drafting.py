"""From the planner's answer to a draft that people can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import fill
from matchdesk.scheduling.problem import Aims, Placement, Plan, Unplaced
from matchdesk.services.board import Board, Standing
from matchdesk.services.planning.views import (
    DraftAim,
    DraftChange,
    DraftMeeting,
    DraftState,
    PlanDraft,
    UnplacedRow,
)


def draft_of(
    board: Board, plan: Plan, based_on: int, begun: frozenset[str] = frozenset()
) -> PlanDraft:
    """`plan` of the problem of `board`, compared with the grid of `board`.

    Slots `begun` (keys) were left as they are.
    """
    problem = board.problem
    wanted = [r for r in problem.requests if r.wish is not Wish.NEVER_MEET]
    held = {p.request for p in plan.placements if p.request is not None}
    musts = [r for r in wanted if r.wish is Wish.MUST_MEET]
    meetings = continued(board, plan.placements)
    changes = differences(board, meetings)
    moved_or_new = sum(change.state is not DraftState.REMOVED for change in changes)
    kept = sum(one.stays for one in meetings)
    return PlanDraft(
        meetings=meetings,
        placed=sum(r.key in held for r in wanted),
        requested=len(wanted),
        musts_placed=sum(r.key in held for r in musts),
        musts=len(musts),
        weight=plan.weight,
        bound=plan.bound,
        gap=round(100 * plan.gap, 2),
        optimal=plan.optimal,
        stage=plan.stage,
        seconds=round(plan.seconds, 2),
        seed=plan.seed,
        aims=tuple(_aims(plan, problem.aims)),
        unplaced=tuple(_unplaced(board, one) for one in plan.unplaced),
        left_out=dict(board.wishes.left_out),
        kept=kept,
        unchanged=len(meetings) - kept - moved_or_new,
        changes=changes,
        standing_faults=tuple(board.names.sentence(fault) for fault in plan.violations),
        violations=plan.violations,
        based_on=based_on,
        impossible=tuple(_clash(board, plan)),
        impossible_minimal=plan.impossible is None or plan.impossible.minimal,
        begun=begun,
    )


_PART_OF = {"left_out": "fairness", "worst_share": "fairness"}
"""Values that measure an aim of another name."""


def _aims(plan: Plan, aims: Aims) -> Iterator[DraftAim]:
    """The plan's values in the order in which they count, what was left out last."""
    order = aims.in_order()
    rank = {one.name: _PART_OF.get(one.name, one.name) for one in plan.objectives}
    for one in sorted(
        plan.objectives,
        key=lambda one: order.index(rank[one.name]) if rank[one.name] in order else len(order),
    ):
        yield DraftAim(one.name, one.value, one.bound, rank[one.name] in order)


def _clash(board: Board, plan: Plan) -> Iterator[str]:
    """Why not everything can be placed, in sentences: first the requests, then the rules."""
    if plan.impossible is None:
        return
    requests = board.problem.request_by_key
    how = "impossible_all" if plan.impossible.minimal else "impossible_rough"
    yield fill(how, {"count": len(plan.impossible.requests)})
    for key in plan.impossible.requests:
        yield board.names.pair(requests[key].parties)
    for rule in plan.impossible.rules:
        data = board.names.data(rule.data)
        for name in ("request", "earlier"):
            if rule.data.get(name) in requests:
                data[name] = board.names.pair(requests[rule.data[name]].parties)
        if "slots" in data:
            data["slots"] = ", ".join(map(str, data["slots"]))
        yield fill(f"impossible.{rule.rule}", data)


def continued(board: Board, placements: Iterable[Placement]) -> tuple[DraftMeeting, ...]:
    """Each of `placements` with the live meeting it continues."""
    by_request = {
        meeting.request: meeting.key
        for meeting in board.meetings.values()
        if meeting.request is not None and not meeting.stays
    }
    found = []
    for placement in placements:
        stays = placement.meeting in board.meetings and placement.request != placement.meeting
        live = placement.meeting if stays else by_request.get(placement.request or "")
        found.append(DraftMeeting(placement, live, stays))
    return tuple(found)


def differences(board: Board, meetings: Sequence[DraftMeeting]) -> tuple[DraftChange, ...]:
    """What accepting would do, in the draft's order of time and table, what falls out last."""
    names = board.names
    found = []
    for one in sorted(meetings, key=lambda one: place_order(board, one.placement)):
        live = board.meetings.get(one.meeting or "")
        pair = names.pair(one.placement.parties)
        after = _where(board, one.placement.slot, one.placement.table)
        if live is None:
            found.append(DraftChange(DraftState.NEW, None, pair, "", after))
        elif (live.slot, live.table) != (one.placement.slot, one.placement.table):
            before = _where(board, live.slot, live.table)
            found.append(DraftChange(DraftState.MOVED, live.number, pair, before, after))
    for live in falling_out(board, meetings):
        before = _where(board, live.slot, live.table)
        pair = names.pair(live.parties)
        found.append(DraftChange(DraftState.REMOVED, live.number, pair, before, ""))
    return tuple(found)


def falling_out(board: Board, meetings: Iterable[DraftMeeting]) -> tuple[Standing, ...]:
    """Live meetings that lose their slot: the plan may move them and has no place for them."""
    kept = {one.meeting for one in meetings}
    return tuple(
        live
        for live in board.meetings.values()
        if not live.stays and live.slot is not None and live.key not in kept
    )


def place_order(board: Board, placement: Placement) -> tuple[int, int]:
    """Sorts placements by slot and table."""
    slot = board.problem.slot_by_key[placement.slot]
    table = board.problem.table_by_key.get(placement.table or "")
    return slot.number, table.number if table else 0


def _where(board: Board, slot: str | None, table: str | None) -> str:
    """“10:15, table 3”, with the slot's number where the event has several days."""
    if slot is None:
        return _("waiting list")
    number = board.names.slots[slot][0]
    at = board.names.time(slot)
    table_number = board.names.table(table)
    if table_number is None:
        return _("slot {n} ({time})").format(n=number, time=at)
    text = _("slot {n} ({time}), table {table}")
    return text.format(n=number, time=at, table=table_number)


def _unplaced(board: Board, one: Unplaced) -> UnplacedRow:
    request = board.problem.request_by_key[one.request]
    names = board.names
    by_hand = one.request in board.meetings
    return UnplacedRow(
        request=None if by_hand else one.request,
        meeting=one.request if by_hand else None,
        parties=tuple(names.person(key) for key in request.parties),
        organisations=tuple(names.organisation_of.get(key, "") for key in request.parties),
        must_meet=request.wish is Wish.MUST_MEET,
        mutual=request.mutual,
        weight=request.weight,
        reasons=tuple(names.reason(reason) for reason in one.reasons),
    )
