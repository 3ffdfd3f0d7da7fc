"""The independent checker: what is wrong with a set of placements.

Shares no code with `constraints` or the planner, only the rules' names, so that a mistake in one is
found by the other. `violations` looks at everything; the other two answer while somebody drags a
meeting (a few milliseconds at 3,000 meetings). Meetings are never changed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matchdesk.core.errors import NotFound
from matchdesk.scheduling.dayflaws import days, days_beside, unfair
from matchdesk.scheduling.meetingflaws import alone, gone, is_sound
from matchdesk.scheduling.problem import (
    HARD,
    Participant,
    Placement,
    PlanningProblem,
    Slot,
    Violation,
)


def violations(
    problem: PlanningProblem, placements: Sequence[Placement], *, soft: bool = True
) -> tuple[Violation, ...]:
    """Every rule `placements` break, hard first; a meeting that names what is gone is only that.

    Without `soft` only the hard ones, in half the time.
    """
    found: list[Violation] = []
    sound: list[Placement] = []
    for placement in placements:
        missing = list(gone(problem, placement))
        found += missing
        if not missing:
            sound.append(placement)
    for placement in sound:
        found += alone(problem, placement)
    found += _shared_slots(problem, sound)
    found += _crowded_slots(problem, sound)
    found += _interpreting(problem, sound)
    found += _limits(problem, sound)
    found += _runs(problem, sound)
    found += _request_order(problem, sound)
    found += _request_count(sound)
    found += _moved_locks(problem, placements)
    if not soft:
        return tuple(violation for violation in found if violation.hard)
    found += days(problem, sound)
    found += unfair(problem, found)
    return tuple(sorted(found, key=lambda violation: not violation.hard))


def clashes_of_move(
    problem: PlanningProblem,
    placements: Sequence[Placement],
    meeting: str,
    slot: str,
    table: str | None = None,
) -> tuple[Violation, ...]:
    """What would be wrong with `meeting` at `slot` and `table`, hard first; empty: free to move.

    Without a table the tables' rules are left out, except that one must be left in the slot. A
    locked meeting does not move. Raises `NotFound` if there is no such meeting.
    """
    for placement in placements:
        if placement.meeting == meeting:
            moved = replace(placement, slot=slot, table=table)
            held = (_stuck(placement),) if placement.locked and moved != placement else ()
            return (*held, *clashes_of(problem, placements, moved))
    raise NotFound(what="meeting", key=meeting)


def clashes_of(
    problem: PlanningProblem, placements: Sequence[Placement], candidate: Placement
) -> tuple[Violation, ...]:
    """What would be wrong with `candidate` beside `placements` (its own old place ignored)."""
    missing = tuple(gone(problem, candidate))
    if missing:
        return missing
    parties = set(candidate.parties)
    tied = _tied(problem, candidate.request)
    others = [
        p
        for p in placements
        if (p.slot == candidate.slot or not parties.isdisjoint(p.parties) or p.request in tied)
        and p.meeting != candidate.meeting
        and is_sound(problem, p)
    ]
    beside = [p for p in others if p.slot == candidate.slot]
    found = list(alone(problem, candidate))
    for other in beside:
        found += _two_at_once(candidate, other)
    if candidate.table is None:
        found += _crowded_slots(problem, [*beside, candidate])
    found += (
        v
        for v in _interpreting(problem, [*beside, candidate])
        if candidate.meeting in v.data["meetings"]
    )
    mine = [p for p in others if not parties.isdisjoint(p.parties)]
    found += (v for v in _limits(problem, [*mine, candidate]) if v.data["participant"] in parties)
    found += (
        v
        for v in _runs(problem, [*mine, candidate])
        if candidate.meeting in v.data["meetings"] and v.data["participant"] in parties
    )
    found += _request_order(problem, others, candidate)
    if candidate.request is not None:
        same = [p for p in others if p.request == candidate.request]
        found += _request_count([*same, candidate])
    found += days_beside(problem, mine, candidate)
    return tuple(sorted(found, key=lambda violation: not violation.hard))


def _tied(problem: PlanningProblem, request: str | None) -> set[str | None]:
    """The request itself and those that must be before or after it; nothing for none."""
    if request is None:
        return set()
    after = problem.request_by_key[request].after
    return {request, *after, *problem.followers.get(request, ())}


def free_tables(
    problem: PlanningProblem,
    placements: Sequence[Placement],
    slot: str,
    parties: Sequence[str],
    meeting: str | None = None,
) -> tuple[str, ...]:
    """Keys of the tables these `parties` could take in `slot`, the best first.

    Best: reserved for one of them, then with no seat to spare, then by number. `meeting` is the one
    being moved: its own table counts as free.
    """
    taken = {p.table for p in placements if p.slot == slot and p.meeting != meeting}
    homes = {problem.participant_by_key[party].organisation for party in parties}
    free = [
        table
        for table in problem.tables
        if table.key not in taken
        and slot not in table.blocked
        and table.seats >= len(parties)
        and (table.reserved_for is None or table.reserved_for in homes)
    ]
    free.sort(key=lambda table: (table.reserved_for is None, table.seats, table.number, table.key))
    return tuple(table.key for table in free)


# --- meetings at the same time --------------------------------------------------------------


def _by_slot(placements: Iterable[Placement]) -> dict[str, list[Placement]]:
    groups: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        groups[placement.slot].append(placement)
    return groups


def _shared_slots(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    for group in _by_slot(placements).values():
        people: dict[str, list[Placement]] = defaultdict(list)
        tables: dict[str, list[Placement]] = defaultdict(list)
        for placement in group:
            for party in placement.parties:
                people[party].append(placement)
            if placement.table is not None:
                tables[placement.table].append(placement)
        suspects = [met for met in (*people.values(), *tables.values()) if len(met) > 1]
        pairs = {
            tuple(sorted((one.meeting, other.meeting))): (one, other)
            for met in suspects
            for index, one in enumerate(met)
            for other in met[index + 1 :]
        }
        for one, other in pairs.values():
            yield from _two_at_once(one, other)


def _two_at_once(one: Placement, other: Placement) -> Iterator[Violation]:
    data = {"slot": one.slot, "meetings": [one.meeting, other.meeting]}
    for party in one.parties:
        if party in other.parties:
            partner = next(key for key in other.parties if key != party)
            who = {"participant": party, "other": partner}
            yield Violation("one_meeting_per_participant", HARD, {**who, **data})
    if one.table is not None and one.table == other.table:
        who = {"participant": other.parties[0], "other": other.parties[1]}
        yield Violation("one_meeting_per_table", HARD, {**who, **data, "table": one.table})


def _crowded_slots(
    problem: PlanningProblem, placements: Iterable[Placement]
) -> Iterator[Violation]:
    """Meetings that have no table yet must find one among those nobody has."""
    for slot, group in _by_slot(placements).items():
        loose = [placement.meeting for placement in group if placement.table is None]
        if not loose:
            continue
        taken = {placement.table for placement in group}
        free = sum(slot not in t.blocked and t.key not in taken for t in problem.tables)
        if len(loose) > free:
            counts = {"count": len(loose), "limit": free}
            yield Violation("tables_enough", HARD, {"slot": slot, **counts, "meetings": loose})


def _interpreting(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    """Interpreters who are away, or asked for at two places in one slot."""
    known = problem.interpreter_by_key
    if not known:
        return
    for slot, group in _by_slot(placements).items():
        people: dict[str, list[Placement]] = defaultdict(list)
        for placement in group:
            for party in placement.parties:
                people[party].append(placement)
        at_work: dict[str, list[Placement]] = defaultdict(list)
        for placement in group:
            if placement.interpreter is not None:
                at_work[placement.interpreter].append(placement)
        for key, served in at_work.items():
            own = people.get(known[key].participant or "", [])
            clash = len({p.meeting for p in (*served, *own)}) > 1 or bool(own)
            if clash or slot in known[key].unavailable:
                meetings = list(dict.fromkeys(p.meeting for p in (*served, *own)))
                data = {"interpreter": key, "slot": slot, "meetings": meetings}
                yield Violation("interpreter_free", HARD, data)


# --- counts and order -----------------------------------------------------------------------


def _limits(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    mine: dict[str, list[str]] = defaultdict(list)
    for placement in placements:
        for party in placement.parties:
            mine[party].append(placement.meeting)
    for party, meetings in mine.items():
        limit = problem.participant_by_key[party].max_meetings
        if limit is not None and len(meetings) > limit:
            counts = {"count": len(meetings), "limit": limit}
            data = {"participant": party, **counts, "meetings": meetings}
            yield Violation("most_meetings", HARD, data)
    yield from _breathing_space(problem, placements)


def _breathing_space(
    problem: PlanningProblem, placements: Iterable[Placement]
) -> Iterator[Violation]:
    """Who has too few free slots left of those they could use."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for placement in placements:
        for party in placement.parties:
            if problem.participant_by_key[party].free_slots is not None:
                held[party][placement.slot] = placement.meeting
    for party, mine in held.items():
        person = problem.participant_by_key[party]
        usable = [slot.key for slot in problem.slots if _could_use(person, slot)]
        met = [mine[key] for key in usable if key in mine]
        left = len(usable) - len(met)
        if met and person.free_slots is not None and left < person.free_slots:
            counts = {"count": left, "limit": person.free_slots}
            data = {"participant": party, **counts, "meetings": met}
            yield Violation("free_slots_wanted", HARD, data)


def _could_use(person: Participant, slot: Slot) -> bool:
    attends = person.sessions is None or slot.session in person.sessions
    return attends and slot.key not in person.unavailable


def _runs(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    """Longer rows of meetings without a break than somebody wants."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for placement in placements:
        for party in placement.parties:
            if problem.participant_by_key[party].most_in_a_row is not None:
                held[party][placement.slot] = placement.meeting
    if not held:
        return
    ordered = sorted(problem.slots, key=lambda slot: (slot.day, slot.starts))
    for party, mine in held.items():
        limit = problem.participant_by_key[party].most_in_a_row or 0
        row: list[Slot] = []
        for slot, following in zip(ordered, [*ordered[1:], None], strict=True):
            if slot.key in mine:
                row.append(slot)
            goes_on = following is not None and following.key in mine
            same = following is not None and (following.day, following.session) == (
                slot.day,
                slot.session,
            )
            if goes_on and same:
                continue
            if len(row) > limit:
                data = {"participant": party, "slot": row[-1].key, "count": len(row)}
                meetings = [mine[one.key] for one in row]
                yield Violation("longest_run", HARD, {**data, "limit": limit, "meetings": meetings})
            row = []


def _request_order(
    problem: PlanningProblem, placements: Sequence[Placement], only: Placement | None = None
) -> Iterator[Violation]:
    """Precedences among `placements`; with `only`, just those between it and the others."""
    if only is not None and only.request is None:
        return
    held = {p.request: p for p in placements if p.request is not None}
    if only is not None and only.request is not None:
        held[only.request] = only
    for key, later in held.items():
        for before in problem.request_by_key[key].after:
            earlier = held.get(before)
            if earlier is None or (only is not None and only not in (earlier, later)):
                continue
            if not _is_earlier(problem.slot_by_key[earlier.slot], problem.slot_by_key[later.slot]):
                data = {"slot": later.slot, "earlier": earlier.slot, "request": key}
                meetings = [earlier.meeting, later.meeting]
                yield Violation("precedence", HARD, {**data, "meetings": meetings})


def _is_earlier(one: Slot, other: Slot) -> bool:
    return one.day < other.day or (one.day == other.day and one.starts < other.starts)


def _request_count(placements: Iterable[Placement]) -> Iterator[Violation]:
    made: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.request is not None:
            made[placement.request].append(placement)
    for request, group in made.items():
        if len(group) > 1:
            who = {"participant": group[0].parties[0], "other": group[0].parties[1]}
            counts = {"request": request, "count": len(group)}
            meetings = [placement.meeting for placement in group]
            yield Violation("placed_once", HARD, {**who, **counts, "meetings": meetings})


def _moved_locks(problem: PlanningProblem, placements: Iterable[Placement]) -> Iterator[Violation]:
    now = {placement.meeting: placement for placement in placements}
    for given in problem.locked:
        kept = now.get(given.meeting)
        stays = kept is not None and kept.slot == given.slot
        if not stays or (kept and given.table is not None and kept.table != given.table):
            yield _stuck(given)


def _stuck(given: Placement) -> Violation:
    who = {"participant": given.parties[0], "other": given.parties[1]}
    return Violation("locked_kept", HARD, {**who, "slot": given.slot, "meetings": [given.meeting]})
