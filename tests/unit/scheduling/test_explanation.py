"""Why one request is where it is or nowhere; ways to place it; all that did not fit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from matchdesk.core.errors import NotFound
from matchdesk.core.vocabulary import Wish
from matchdesk.scheduling.allowed import Verdict
from matchdesk.scheduling.explanation import Way, explain, shortfall

from .cases import met, pair, person_with, problem
from .random_cases import MORE, is_sound, random_event, random_grid


def test_placed_request_says_what_it_competes_with_and_where_else_it_could_go():
    event = problem(pair("a", 0, 1), pair("b", 0, 2), n_slots=3, n_tables=1)
    grid = (met("a", 0, 1, 0, 0, request="a"), met("b", 0, 2, 1, 0, request="b"))
    found = explain(event, grid, "a")
    assert found.placed == grid[0]
    assert found.rivals == ("b",)
    assert [choice.slot for choice in found.choices] == ["s2"]
    assert (found.reasons, found.ways) == ((), ())


def test_each_slot_names_the_rule_and_whose_meeting_it_is():
    event = problem(
        pair("a", 0, 1),
        pair("b", 0, 2),
        n_slots=2,
        participants=person_with("p1", unavailable=frozenset({"s1"})),
    )
    found = explain(event, (met("b", 0, 2, 0, 0, request="b"),), "a")
    assert [
        (view.slot, view.verdict, [rule.rule for rule in view.rules], view.whose)
        for view in found.slots
    ] == [
        ("s0", Verdict.CLASH, ["one_meeting_per_participant"], ("b",)),
        ("s1", Verdict.FORBIDDEN, ["participant_available"], ()),
    ]


def test_moving_another_meeting_comes_before_giving_one_up():
    event = problem(
        pair("a", 0, 1),
        pair("b", 0, 2, 3),
        n_slots=2,
        participants=person_with("p1", unavailable=frozenset({"s1"})),
    )
    found = explain(event, (met("b", 0, 2, 0, 0, request="b"),), "a")
    moved = met("b", 0, 2, 1, 0, request="b")
    assert [(way.kind, way.slot, way.moved, way.dropped, way.weight) for way in found.ways] == [
        ("move", "s0", (moved,), (), 0),
        ("instead", "s0", (), ("b",), 3),
    ]


def test_one_more_table_helps_where_all_are_free_and_no_table_is():
    event = problem(pair("a", 0, 1), pair("b", 2, 3, 5), n_slots=1, n_tables=1)
    found = explain(event, (met("b", 2, 3, 0, 0, request="b"),), "a")
    assert found.ways == (
        Way("table", "s0", None),
        Way("instead", "s0", "t0", (), ("b",), 5),
    )


def test_request_that_fits_as_things_are_says_so():
    event = problem(pair("a", 0, 1), n_slots=1)
    assert explain(event, (), "a").ways == (Way("place", "s0", "t0"),)


def test_unknown_request_is_not_found():
    with pytest.raises(NotFound):
        explain(problem(pair("a", 0, 1)), (), "b")


@settings(max_examples=25 * MORE, deadline=None)
@given(some.integers(0, 100_000))
def test_every_way_leads_to_a_sound_grid_with_the_request_in_it(seed):
    event = random_event(seed, n_requests=12)
    grid = random_grid(event, seed)
    placed = {p.request for p in grid}
    helpers = (None, *event.interpreter_by_key)
    for request in event.requests:
        if request.key in placed or request.wish is Wish.NEVER_MEET:
            continue
        for way in explain(event, grid, request.key).ways:
            if way.table is None:
                continue
            gone = {*way.dropped, *(one.meeting for one in way.moved)}
            kept = [p for p in grid if p.meeting not in gone]
            there = met(request.key, 0, 1, 0, 0, request=request.key)
            there = replace(there, parties=request.parties, slot=way.slot, table=way.table)
            assert any(
                is_sound(event, [*kept, *way.moved, replace(there, interpreter=key)])
                for key in helpers
            )


def test_shortfall_sums_up_by_rule_participant_and_slot():
    event = problem(pair("a", 0, 1, 9), pair("b", 0, 2), pair("c", 3, 4), n_slots=1, n_tables=1)
    found = shortfall(event, (met("a", 0, 1, 0, 0, request="a"),))
    assert found.by_rule == {
        "participant_full": ("b",),
        "outweighed": ("b",),
        "no_free_table": ("c",),
    }
    assert found.by_participant == {"p0": ("b",), "p2": ("b",), "p3": ("c",), "p4": ("c",)}
    assert found.by_slot == {"s0": (1, 1)}
