"""Whether what the planner is asked makes sense; the first fault is an `Invalid` that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.records import (
    CHOICE,
    GAPS,
    ORDER,
    Aims,
    Interpreter,
    Participant,
    Placement,
    Request,
    Slot,
    Table,
)


class Asked(Protocol):
    """The parts of a `PlanningProblem` that are checked."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Times of meetings."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Places of meetings."""

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who meets."""

    @property
    def requests(self) -> tuple[Request, ...]:
        """What is wanted."""

    @property
    def locked(self) -> tuple[Placement, ...]:
        """What stands."""

    @property
    def aims(self) -> Aims:
        """What is sought."""

    @property
    def interpreters(self) -> tuple[Interpreter, ...]:
        """Who interprets."""

    @property
    def slot_by_key(self) -> Mapping[str, Slot]:
        """Slots by key."""

    @property
    def table_by_key(self) -> Mapping[str, Table]:
        """Tables by key."""

    @property
    def participant_by_key(self) -> Mapping[str, Participant]:
        """Participants by key."""

    @property
    def request_by_key(self) -> Mapping[str, Request]:
        """Requests by key."""

    @property
    def interpreter_by_key(self) -> Mapping[str, Interpreter]:
        """Interpreters by key."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_T = TypeVar("_T", bound=_Keyed)


def by_key(what: str, items: Iterable[_T]) -> dict[str, _T]:
    """`items` by their keys; refused if two have the same."""
    found: dict[str, _T] = {}
    for item in items:
        if item.key in found:
            raise Invalid("planning_duplicate", what=what, key=item.key)
        found[item.key] = item
    return found


def never(requests: Iterable[Request]) -> Iterable[frozenset[str]]:
    """Every pair that is not to meet."""
    for request in requests:
        if request.wish is Wish.NEVER_MEET:
            parties = sorted(set(request.parties))
            for index, one in enumerate(parties):
                yield from (frozenset((one, other)) for other in parties[index + 1 :])


def check(problem: Asked) -> None:
    """Refuse a problem that names what is not there or has figures that mean nothing."""
    _check_slots(problem)
    _check_participants(problem)
    _check_interpreters(problem)
    _check_requests(problem)
    _check_locked(problem)
    _check_aims(problem.aims)


def _check_aims(aims: Aims) -> None:
    """Every aim once, and those that choose before those that only arrange what was chosen."""
    for name in aims.order:
        if name not in ORDER:
            raise Invalid("planning_aim_unknown", value=name, known=", ".join(ORDER))
        if aims.order.count(name) > 1:
            raise Invalid("planning_aim_twice", value=name)
    ranks = [name not in CHOICE for name in aims.order]
    if aims.order and (ranks != sorted(ranks) or all(ranks)):
        raise Invalid("planning_aims_order", first=", ".join(CHOICE))
    if aims.gaps not in ("", *GAPS):
        raise Invalid("planning_aim_unknown", value=aims.gaps, known=", ".join(GAPS))
    if aims.spare_tables < 0:
        raise Invalid("planning_spare", value=aims.spare_tables)


def _known(what: str, keys: Iterable[str], known: Iterable[str], where: str) -> None:
    known = known if isinstance(known, (Mapping, frozenset)) else frozenset(known)
    for key in keys:
        if key not in known:
            raise Invalid("planning_unknown", what=what, key=key, where=where)


def _check_slots(problem: Asked) -> None:
    before: Slot | None = None
    for slot in sorted(problem.slots, key=lambda s: s.order):
        if slot.ends <= slot.starts:
            raise Invalid("planning_slot_length", slot=slot.key)
        if before and before.day == slot.day and before.ends > slot.starts:
            raise Invalid("planning_slots_overlap", slot=slot.key, earlier=before.key)
        before = slot
    for table in problem.tables:
        _known("slot", table.blocked, problem.slot_by_key, table.key)


def _check_participants(problem: Asked) -> None:
    sessions = frozenset(slot.session for slot in problem.slots)
    for person in problem.participants:
        _known("slot", person.unavailable, problem.slot_by_key, person.key)
        _known("session", person.sessions or (), sessions, person.key)
        if person.max_meetings is not None and person.max_meetings < 0:
            raise Invalid("planning_limit", key=person.key, value=person.max_meetings)
        if person.most_in_a_row is not None and person.most_in_a_row < 1:
            raise Invalid("planning_run", key=person.key, value=person.most_in_a_row)
        if person.free_slots is not None and person.free_slots < 0:
            raise Invalid("planning_free_slots", key=person.key, value=person.free_slots)


def _check_interpreters(problem: Asked) -> None:
    for one in problem.interpreters:
        _known("slot", one.unavailable, problem.slot_by_key, one.key)
        if one.participant is not None:
            _known("participant", (one.participant,), problem.participant_by_key, one.key)
        for pair in one.pairs:
            if len(pair) != 2:
                raise Invalid("planning_languages", key=one.key, value=", ".join(sorted(pair)))


def _check_requests(problem: Asked) -> None:
    sessions = frozenset(slot.session for slot in problem.slots)
    for request in problem.requests:
        _check_parties(problem, request.parties, request.key)
        _known("session", request.sessions or (), sessions, request.key)
        _known("request", request.after, problem.request_by_key, request.key)
        if request.fixed_slot is not None:
            _known("slot", (request.fixed_slot,), problem.slot_by_key, request.key)
        if request.weight < 1:
            raise Invalid("planning_weight", key=request.key, value=request.weight)


def _check_parties(problem: Asked, parties: tuple[str, ...], where: str) -> None:
    _known("participant", parties, problem.participant_by_key, where)
    if len(parties) < 2 or len(set(parties)) < len(parties):
        raise Invalid("planning_parties", key=where)


def _check_locked(problem: Asked) -> None:
    meetings: set[str] = set()
    for given in problem.locked:
        _check_parties(problem, given.parties, given.meeting)
        _known("slot", (given.slot,), problem.slot_by_key, given.meeting)
        if given.table is not None:
            _known("table", (given.table,), problem.table_by_key, given.meeting)
        if given.interpreter is not None and problem.interpreters:
            named = (given.interpreter,)
            _known("interpreter", named, problem.interpreter_by_key, given.meeting)
        if given.request is not None:
            _known("request", (given.request,), problem.request_by_key, given.meeting)
        taken = given.meeting in problem.request_by_key and given.meeting != given.request
        if given.meeting in meetings or taken:
            raise Invalid("planning_duplicate", what="meeting", key=given.meeting)
        meetings.add(given.meeting)
