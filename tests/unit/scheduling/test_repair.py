"""Repairs against trying everything, and each kind of disruption on its own."""

import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.errors import Invalid
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.conflicts import violations
from matchdesk.scheduling.disruption import Disruption, slots_before, slots_from, stage
from matchdesk.scheduling.problem import Limits
from matchdesk.scheduling.repair import repair

from .cases import met, pair, people, problem, slots, tables
from .random_cases import MORE, is_sound, random_event, random_grid

LIMITS = Limits(time_limit=20.0)


def repaired(event, grid, disruption, limits=LIMITS):
    return repair(event, grid, disruption, limits, Progress())


def random_disruption(event, grid, seed):
    dice = random.Random(seed)
    keys = [slot.key for slot in event.slots]
    loose = [p.meeting for p in grid if not p.locked]
    placed = {p.request for p in grid}
    left = [r.key for r in event.requests if r.key not in placed and r.wish is not Wish.NEVER_MEET]

    def some_slots():
        return frozenset(dice.sample(keys, dice.randint(1, 2)))

    return Disruption(
        away={p.key: some_slots() for p in dice.sample(event.participants, 2)},
        blocked={t.key: some_slots() for t in dice.sample(event.tables, 1)},
        removed=frozenset(dice.sample(keys, dice.choice((0, 0, 1)))),
        cancelled=frozenset(loose[: dice.choice((0, 0, 1))]),
        wanted=tuple(left[: dice.choice((0, 1))]),
        now=dice.choice((None, None, keys[1])),
    )


def best_by_trying(event, grid, disruption, *, lost=0):
    """(must-meets, weight, -changes) of the best repair, by trying every slot and table.

    A meeting that stood and falls out counts as `lost` changes. Tables are tried too, so that the
    answer does not rest on how they are grouped.
    """
    scene = stage(event, grid, disruption)
    after = scene.problem
    order = [*scene.movable.values()]
    wanted = [after.request_by_key[key] for key in scene.wanted]
    past = frozenset()
    if disruption.now is not None:
        now = event.slot_by_key[disruption.now].order
        past = frozenset(s.key for s in event.slots if s.order < now)
    base = {(v.rule, str(v.data)) for v in violations(after, scene.fixed) if v.hard}
    best = [(-1, -1, 0)]
    helpers = (None, *after.interpreter_by_key)
    cells = [(table, one) for table in after.tables for one in helpers]

    def fits(placed):
        found = {(v.rule, str(v.data)) for v in violations(after, placed) if v.hard}
        return found <= base

    def go(index, placed, score):
        rest = [*order[index:], *wanted[max(0, index - len(order)) :]]
        most = (score[0] + len(rest), score[1] + 5 * len(rest), score[2])
        if most <= best[0]:
            return
        if index == len(order) + len(wanted):
            best[0] = max(best[0], score)
            return
        if index < len(order):
            was = order[index]
            request = after.request_by_key[was.request]
        else:
            request = wanted[index - len(order)]
            was = met(request.key, 0, 1, 0, 0)
            was = replace(was, parties=request.parties, slot="", request=request.key)
        for slot in sorted(after.slots, key=lambda slot: slot.key != was.slot):
            for table, one in cells if slot.key not in past else ():
                there = replace(was, slot=slot.key, table=table.key, interpreter=one)
                more = [*placed, there]
                if fits(more):
                    moved = was.slot not in ("", slot.key)
                    must = request.wish is Wish.MUST_MEET
                    go(
                        index + 1,
                        more,
                        (score[0] + must, score[1] + request.weight, score[2] - moved),
                    )
        falls = lost if index < len(order) else 0
        go(index + 1, placed, (score[0], score[1], score[2] - falls))

    go(0, list(scene.fixed), (0, 0, 0))
    return best[0]


def score_of(event, grid, disruption, answer):
    scene = stage(event, grid, disruption)
    may = {*scene.movable, *scene.wanted}
    placed = [
        scene.problem.request_by_key[p.request] for p in answer.placements if p.request in may
    ]
    musts = sum(request.wish is Wish.MUST_MEET for request in placed)
    return musts, sum(request.weight for request in placed), -answer.changes


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 100_000))
def test_repair_is_the_best_there_is(seed):
    event = random_event(seed, n_slots=3, n_tables=2, n_requests=5)
    grid = random_grid(event, seed)
    disruption = random_disruption(event, grid, seed)
    answer = repaired(event, grid, disruption)
    best = best_by_trying(event, grid, disruption)
    found = score_of(event, grid, disruption, answer)
    if answer.proven:
        assert found == best
    assert found <= best
    assert answer.kept == found[1]
    if found[:2] == best[:2]:
        assert answer.bound <= -best[2]
        touching = best_by_trying(event, grid, disruption, lost=1)
        twice = len(stage(event, grid, disruption).twice)
        assert answer.touched_bound <= twice - touching[2] <= answer.touched
    if found[0] == best[0]:
        assert answer.kept_bound >= best[1]


@settings(max_examples=40 * MORE, deadline=None)
@given(some.integers(0, 100_000))
def test_repair_adds_no_broken_rule_and_says_what_it_did(seed):
    event = random_event(seed, n_requests=11, n_people=8)
    grid = random_grid(event, seed)
    disruption = random_disruption(event, grid, seed)
    answer = repaired(event, grid, disruption)
    scene = stage(event, grid, disruption)
    standing = {p.meeting for p in scene.fixed}
    broken = [v for v in violations(scene.problem, answer.placements) if v.hard]
    assert all(standing.issuperset(v.data["meetings"]) for v in broken)
    assert list(answer.violations) == broken
    before = {p.meeting: (p.slot, p.table) for p in grid if p.meeting not in disruption.cancelled}
    after = {p.meeting: (p.slot, p.table) for p in answer.placements}
    dropped = {one.placement.meeting for one in answer.dropped}
    added = {p.meeting for p in answer.added}
    assert {key for key in before if key not in after} == dropped
    assert {key for key in after if key not in before} == added
    moved = {m.meeting: (m.before, m.after) for m in answer.moved}
    told = {k: (before[k], after[k]) for k in before if k in after and before[k] != after[k]}
    assert {k: v for k, v in moved.items() if v[0][1] or v[1][1]} == told
    assert all(one.reasons for one in answer.dropped)


TWO = (met("a", 0, 1, 0, 0, request="a"), met("b", 2, 3, 0, 1, request="b"))


def test_somebody_late_moves_only_their_own_meetings():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption(away={"p0": slots_before(event, "s2")}))
    assert [(m.meeting, m.before[0]) for m in answer.moved] == [("a", "s0")]
    assert (answer.changes, answer.bound, answer.proven) == (1, 1, True)
    assert {p.meeting for p in answer.placements if p.slot in ("s2", "s3")} == {"a"}


def test_meeting_of_somebody_who_left_is_dropped_with_its_reason():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption(away={"p0": slots_from(event, "s0")}))
    assert [one.placement.meeting for one in answer.dropped] == ["a"]
    assert [reason.code for reason in answer.dropped[0].reasons] == ["no_common_slot"]
    assert answer.proven


def test_one_other_meeting_moves_where_no_slot_is_free_for_both():
    event = problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=3)
    grid = (met("a", 0, 1, 0, 0, request="a"), met("b", 0, 2, 1, 0, request="b"))
    away = {"p1": frozenset({"s0", "s2"}), "p0": frozenset({"s2"})}
    answer = repaired(event, grid, Disruption(away=away))
    where = {p.meeting: p.slot for p in answer.placements}
    assert where == {"a": "s1", "b": "s0"}
    assert (answer.changes, answer.bound, answer.proven) == (2, 2, True)


def test_blocked_table_changes_the_table_and_not_the_time():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption(blocked={"t0": frozenset({"s0"})}))
    assert (answer.changes, answer.table_changes) == (0, 1)
    assert {p.meeting: p.slot for p in answer.placements} == {"a": "s0", "b": "s0"}


def test_lighter_meeting_goes_where_tables_run_short():
    event = problem(pair("a", 0, 1, 3), pair("b", 2, 3, 2), n_slots=1, n_tables=2)
    answer = repaired(event, TWO, Disruption(blocked={"t0": frozenset({"s0"})}))
    assert [one.placement.meeting for one in answer.dropped] == ["b"]
    assert (answer.kept, answer.kept_bound, answer.proven) == (3, 3, True)


def test_past_and_locked_meetings_stay_even_where_that_breaks_a_rule():
    stays = met("b", 0, 3, 1, 1, request="b", locked=True)
    event = problem(pair("a", 0, 1), pair("b", 0, 3), locked=(stays,))
    grid = (met("a", 0, 1, 0, 0, request="a"), stays)
    everywhere = frozenset(slot.key for slot in event.slots)
    answer = repaired(event, grid, Disruption(away={"p0": everywhere}, now="s1"))
    assert {p.meeting: p.slot for p in answer.placements} == {"a": "s0", "b": "s1"}
    assert [(v.rule, v.data["meetings"]) for v in answer.violations] == [
        ("participant_available", ["b"])
    ]


def test_wanted_and_new_requests_are_placed_where_nobody_loses():
    event = problem(pair("a", 0, 1), pair("b", 2, 3), pair("c", 0, 2))
    more = Disruption(wanted=("c",), added=(pair("d", 4, 5),))
    answer = repaired(event, TWO, more)
    assert sorted(p.meeting for p in answer.added) == ["c", "d"]
    assert (answer.changes, answer.moved, answer.proven) == (0, (), True)


def test_cancelled_meeting_is_gone_and_makes_room():
    event = problem(pair("a", 0, 1), pair("b", 2, 3), pair("c", 0, 2), n_slots=1)
    answer = repaired(event, TWO, Disruption(cancelled=frozenset({"a", "b"}), wanted=("c",)))
    assert [p.meeting for p in answer.placements] == ["c"]
    assert answer.dropped == ()


def test_of_two_that_could_move_the_one_not_printed_does():
    event = problem(pair("d", 0, 1), pair("a", 0, 2), pair("b", 1, 3), n_slots=3)
    grid = (
        met("d", 0, 1, 0, 0, request="d"),
        met("a", 0, 2, 1, 0, request="a"),
        met("b", 1, 3, 2, 0, request="b"),
    )
    for printed, moves in (("a", ["b", "d"]), ("b", ["a", "d"])):
        change = Disruption(
            away={"p0": frozenset({"s0"}), "p1": frozenset({"s0"})}, printed=frozenset({printed})
        )
        answer = repaired(event, grid, change)
        assert (answer.changes, answer.proven) == (2, True)
        assert sorted(m.meeting for m in answer.moved if m.changes_slot) == moves


def test_meeting_made_by_hand_is_moved_like_any_other():
    event = problem(pair("a", 0, 1))
    grid = (met("x", 2, 3, 0, 0),)
    answer = repaired(event, grid, Disruption(removed=frozenset({"s0"})))
    assert [(p.meeting, p.slot == "s0", p.request) for p in answer.placements] == [
        ("x", False, None)
    ]


def test_cancel_gives_the_mended_grid():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    progress = Progress()
    progress.cancel()
    answer = repair(event, TWO, Disruption(away={"p0": frozenset({"s0"})}), LIMITS, progress)
    assert len(answer.placements) == 2
    assert answer.stage == "mending"


def test_desk_without_a_solver_mends(monkeypatch):
    for name in ("ortools", "ortools.sat.python", "ortools.graph.python"):
        monkeypatch.setitem(sys.modules, name, None)
    event = problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=3)
    grid = (met("a", 0, 1, 0, 0, request="a"), met("b", 0, 2, 1, 0, request="b"))
    away = {"p1": frozenset({"s0", "s2"}), "p0": frozenset({"s2"})}
    answer = repaired(event, grid, Disruption(away=away))
    assert {p.meeting: p.slot for p in answer.placements} == {"a": "s1", "b": "s0"}
    assert answer.stage == "mending"


def test_unknown_key_is_named():
    with pytest.raises(Invalid):
        repaired(problem(pair("a", 0, 1)), (), Disruption(removed=frozenset({"s9"})))


def test_untouched_grid_stays_as_it_is():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption())
    assert answer.placements == TWO
    assert (answer.changes, answer.bound, answer.proven) == (0, 0, True)


def test_planted_chain_is_found_and_proven():
    """Four people in a ring; the only repair turns the whole ring by one slot."""
    event = problem(
        *(pair(f"r{n}", n, n + 1) for n in range(4)),
        slots=slots(3),
        tables=tables(2),
        participants=people(6),
    )
    grid = tuple(met(f"r{n}", n, n + 1, n % 2, n // 2, request=f"r{n}") for n in range(4))
    away = {f"p{n}": frozenset({"s2"}) for n in range(5)} | {"p0": frozenset({"s0", "s2"})}
    answer = repaired(event, grid, Disruption(away=away))
    assert {p.meeting: p.slot for p in answer.placements} == {
        "r0": "s1",
        "r1": "s0",
        "r2": "s1",
        "r3": "s0",
    }
    assert (answer.changes, answer.bound, answer.proven) == (4, 4, True)
    assert is_sound(event, answer.placements)


def test_meetings_of_somebody_who_left_are_all_that_is_touched():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption(away={"p0": slots_from(event, "s0")}))
    assert (answer.touched, answer.touched_bound, answer.changes) == (1, 1, 0)


def test_somebody_late_is_touched_by_the_move_alone():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    answer = repaired(event, TWO, Disruption(away={"p0": slots_before(event, "s2")}))
    assert (answer.touched, answer.touched_bound, answer.changes) == (1, 1, 1)


def test_reasons_are_left_out_where_nobody_reads_them():
    event = problem(pair("a", 0, 1), pair("b", 2, 3))
    gone = Disruption(away={"p0": slots_from(event, "s0")})
    answer = repair(event, TWO, gone, LIMITS, Progress(), explained=False)
    assert [one.reasons for one in answer.dropped] == [()]
