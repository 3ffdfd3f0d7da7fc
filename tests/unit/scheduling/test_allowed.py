"""What each cell would be for a held meeting, against putting it there and asking the checker."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.errors import NotFound
from matchdesk.scheduling.allowed import Choice, Quality, Verdict, allowed
from matchdesk.scheduling.board import Board
from matchdesk.scheduling.conflicts import violations
from matchdesk.scheduling.measures import flaws
from matchdesk.scheduling.problem import Aims

from .cases import met, pair, person_with, problem, table_with
from .random_cases import MORE, is_sound, random_event, random_grid


def brute(event, grid, held, slot, table):
    """The verdict by trying: alone, with the others, and changing places with who sits there."""
    stands = {p.meeting: p for p in grid}
    old = stands.get(held.meeting)
    if old is not None and (old.slot, old.table) == (slot, table):
        return Verdict.HERE
    helpers = [None, *event.interpreter_by_key]
    there = [replace(held, slot=slot, table=table, interpreter=key) for key in helpers]
    if old is not None and old.slot == slot:
        there = [replace(held, table=table)]
    others = [p for p in grid if p.meeting != held.meeting]
    free = replace(event, locked=())
    if held.locked or not any(is_sound(free, [one]) for one in there):
        return Verdict.FORBIDDEN
    if any(is_sound(event, [*others, one]) for one in there):
        return Verdict.FREE
    holders = [p for p in others if (p.slot, p.table) == (slot, table)]
    if old is not None and old.table is not None and len(holders) == 1:
        (holder,) = holders
        back = [replace(holder, slot=old.slot, table=old.table, interpreter=key) for key in helpers]
        if old.slot == slot:
            back = [replace(holder, table=old.table)]
        rest = [p for p in others if p != holder]
        if not holder.locked and any(
            is_sound(event, [*rest, one, other]) for one in there for other in back
        ):
            return Verdict.SWAP
    return Verdict.CLASH


@settings(max_examples=15 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_verdict_of_every_cell_is_what_the_checker_says(seed):
    event = random_event(seed, n_tables=2, n_requests=7)
    grid = random_grid(event, seed)
    board = Board(event, grid)
    for held in grid:
        answer = allowed(event, board, held.meeting)
        for slot in event.slots:
            for table in event.tables:
                expected = brute(event, grid, held, slot.key, table.key)
                assert (slot.key, table.key, answer.cells[slot.key, table.key]) == (
                    slot.key,
                    table.key,
                    expected,
                )


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_reasons_are_there_exactly_where_the_meeting_cannot_go(seed):
    event = random_event(seed, n_requests=11)
    grid = random_grid(event, seed)
    placed = {p.request for p in grid}
    for request in event.requests:
        if request.key in placed:
            continue
        answer = allowed(event, grid, request.key)
        for (slot, table), verdict in answer.cells.items():
            cell = answer.cell(slot, table)
            held_back = any(violation.hard for violation in cell.reasons)
            assert held_back == (verdict in (Verdict.CLASH, Verdict.FORBIDDEN))
            assert (cell.quality is not None) == (verdict is Verdict.FREE)


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_slot_is_calm_exactly_where_the_checker_has_no_objection_to_it(seed):
    event = random_event(seed, n_requests=11)
    grid = random_grid(event, seed)
    for held in grid:
        answer = allowed(event, grid, held.meeting)
        free = [slot for slot, verdict in answer.slots.items() if verdict is Verdict.FREE]
        assert [answer.is_calm(slot) for slot in free] == [not answer.why(slot) for slot in free]


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 10_000), some.sampled_from(("breaks", "idle_slots")))
def test_quality_is_the_difference_it_makes_to_the_whole_grid(seed, gaps):
    event = replace(random_event(seed, locked=0), aims=Aims(gaps=gaps))
    grid = random_grid(event, seed)
    before = flaws(event, grid)
    for held in grid:
        answer = allowed(event, grid, held.meeting)
        for (slot, table), verdict in answer.cells.items():
            if verdict is Verdict.FREE:
                there = replace(held, slot=slot, table=table)
                after = flaws(event, [p if p != held else there for p in grid])
                breaks, idle, changes = (b - a for a, b in zip(before, after, strict=True))
                found = answer.quality(slot, table)
                both = (idle, breaks) if gaps == "idle_slots" else (breaks, idle)
                assert (found.gaps, found.other_gaps, found.table_changes) == (*both, changes)


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 10_000))
def test_flawless_cell_breaks_no_soft_rule(seed):
    event = random_event(seed)
    grid = random_grid(event, seed)
    for held in grid:
        answer = allowed(event, grid, held.meeting)
        for (slot, table), verdict in answer.cells.items():
            if verdict is Verdict.FREE:
                assert answer.is_flawless(slot, table) == (not answer.why(slot, table))


@settings(max_examples=20 * MORE, deadline=None)
@given(some.integers(0, 10_000), some.randoms())
def test_moved_board_answers_like_one_built_anew(seed, dice):
    event = random_event(seed, locked=0)
    grid = list(random_grid(event, seed))
    board = Board(event, grid)
    for _ in range(3 if grid else 0):
        number = dice.randrange(len(grid))
        slot, table = dice.choice(event.slots).key, dice.choice(event.tables).key
        old = board
        board = old.move(grid[number].meeting, slot, table)
        assert old.placement(grid[number].meeting) == grid[number]
        grid[number] = board.placement(grid[number].meeting)
        assert (grid[number].slot, grid[number].table) == (slot, table)
    again = Board(event, grid)
    for held in grid:
        assert (
            allowed(event, board, held.meeting).cells == allowed(event, again, held.meeting).cells
        )


def test_choices_are_the_free_slots_best_first():
    event = problem(pair("a", 0, 1), pair("b", 0, 2), pair("c", 1, 2), n_slots=5)
    grid = (met("a", 0, 1, 0, 0, request="a"), met("b", 0, 2, 4, 1, request="b"))
    answer = allowed(event, grid, "b")
    best = answer.choices[0]
    assert best == Choice("s1", "t0", Quality(-1, -3, 0, -1), 1)
    assert [choice.slot for choice in answer.choices] == ["s1", "s2", "s3"]


def test_clash_names_whose_meeting_is_in_the_way():
    event = problem(pair("a", 0, 1), pair("b", 0, 2))
    grid = (met("a", 0, 1, 0, 0, request="a"), met("b", 0, 2, 1, 1, request="b"))
    cell = allowed(event, grid, "b").cell("s0", "t2")
    assert cell.verdict is Verdict.CLASH
    assert cell.whose == ("a",)
    assert [violation.rule for violation in cell.reasons] == ["one_meeting_per_participant"]


def test_locked_meeting_stays_and_says_so():
    stays = met("a", 0, 1, 0, 0, request="a", locked=True)
    event = problem(pair("a", 0, 1), locked=(stays,))
    answer = allowed(event, (stays,), "a")
    assert answer.cells["s1", "t0"] is Verdict.FORBIDDEN
    assert [violation.rule for violation in answer.cell("s1", "t0").reasons] == ["locked_kept"]


def test_last_table_is_kept_for_a_meeting_that_has_none():
    loose = replace(met("x", 4, 5, 1, 0, locked=True), table=None)
    event = problem(pair("a", 0, 1), n_tables=1, locked=(loose,))
    answer = allowed(event, (loose,), "a")
    cell = answer.cell("s1", "t0")
    assert cell.verdict is Verdict.CLASH
    assert [violation.rule for violation in cell.reasons] == ["tables_enough"]
    assert answer.cells["s0", "t0"] is Verdict.FREE


def test_unknown_meeting_is_not_found():
    with pytest.raises(NotFound):
        allowed(problem(pair("a", 0, 1)), (), "b")


def test_slot_without_an_open_table_is_forbidden():
    event = problem(
        pair("a", 0, 1),
        n_slots=1,
        n_tables=1,
        tables=table_with("t0", blocked=frozenset({"s0"}))[:1],
        participants=person_with("p5", max_meetings=1),
    )
    answer = allowed(event, (), "a")
    assert answer.slots == {"s0": Verdict.FORBIDDEN}
    assert violations(event, ()) == ()
