"""What each cell would be for a held meeting; checked against what the commands then do."""

from __future__ import annotations

from itertools import combinations

import pytest

from matchdesk.core.errors import MatchDeskError, RuleBroken
from matchdesk.models import TableBlock
from matchdesk.services.agenda import (
    LockMeetings,
    MoveMeeting,
    SwapMeetings,
    Target,
    UnplaceMeeting,
)
from matchdesk.services.people import SetAvailability, SetInterpreter
from matchdesk.services.planning import AcceptPlan, Limits
from tests import factories


@pytest.fixture
def crowded(desk):
    """Seven people who all meet; meeting 4 is locked, table 2 is blocked in slot 5."""
    for one, other in combinations(factories.people(desk, 7), 2):
        factories.request(desk, one, other)
    desk.run(AcceptPlan(desk.planning.draft(Limits(time_limit=20.0))))
    desk.run(LockMeetings((4,)))
    event = desk.events.summary()
    factories.put(desk, TableBlock(table_id=event.tables[1].key, slot_id=event.slots[14].key))
    return desk


def test_every_cell_is_what_the_rules_then_say(crowded):
    desk = crowded
    grid = desk.agenda.grid()
    holders = {(m.slot, m.table): m for m in grid.placed}
    held = next(m for m in grid.placed if m.number == 1)
    targets = desk.agenda.targets(1)
    assert len(targets.cells) == 16 * 4
    for place, kind in targets.cells.items():
        holder = holders.get(place)
        if kind is Target.HERE:
            assert place == (held.slot, held.table)
            continue
        command = SwapMeetings(1, holder.key) if holder else MoveMeeting(1, *place)
        try:
            done = desk.run(command)
        except MatchDeskError:
            assert kind in (Target.CLASH, Target.FORBIDDEN)
        else:
            results = done.result if isinstance(done.result, tuple) else (done.result,)
            if holder is None:
                soft = any(result.warnings for result in results)
                assert kind is (Target.SOFT if soft else Target.FREE)
            else:
                assert kind is Target.SWAP
            desk.history.undo()


def test_forbidden_cell_says_why_by_name(desk):
    ana, ben, cho = factories.people(desk, 3)
    factories.meeting(desk, ana, ben, 1, 1)
    factories.meeting(desk, ana, cho, 2, 3)
    event = desk.events.summary()
    targets = desk.agenda.targets(1)
    slot = event.slots[1].key
    busy = "Person 1 already meets Person 3 in slot 2 (09:25)."
    assert targets.slots[slot].kind is Target.CLASH
    assert targets.why(slot, event.tables[0].key) == (busy,)
    taken = "Table 3 is taken in slot 2 (09:25) by Person 1 and Person 3."
    assert targets.cells[slot, event.tables[2].key] is Target.SWAP
    assert targets.why(slot, event.tables[2].key) == (taken,)


def test_waiting_meeting_can_go_where_both_are_free(desk):
    ana, ben, cho = factories.people(desk, 3)
    factories.meeting(desk, ana, ben, 1, 1)
    factories.meeting(desk, ana, cho, 2, 1)
    desk.run(UnplaceMeeting(1))
    targets = desk.agenda.targets(1)
    kinds = {slot.number: targets.slots[slot.key].kind for slot in desk.events.summary().slots}
    clashing = [number for number, kind in kinds.items() if kind is Target.CLASH]
    assert clashing == [2]


def test_locked_meeting_has_no_targets(crowded):
    with pytest.raises(RuleBroken):
        crowded.agenda.targets(4)


def test_answer_follows_what_changed_since(desk):
    ana, ben, cho = factories.people(desk, 3)
    factories.meeting(desk, ana, ben, 1, 1)
    slot = desk.events.summary().slots[4].key
    assert desk.agenda.targets(1).slots[slot].kind is Target.FREE
    factories.meeting(desk, ana, cho, 5, 1)
    assert desk.agenda.targets(1).slots[slot].kind is Target.CLASH


def test_slot_without_a_free_interpreter_is_no_place_for_who_share_no_language(desk):
    host, guest = (factories.participant(desk, n, languages=[n[:2].lower()]) for n in ("En", "Zh"))
    wei = factories.participant(desk, "Wei", languages=["en", "zh"])
    desk.run(SetInterpreter(wei, ("en-zh",)))
    factories.meeting(desk, host, guest, 1, 1)
    event = desk.events.summary()
    lunch = event.slots[3].key
    desk.run(SetAvailability(wei, frozenset(), {lunch: "lunch"}))
    targets = desk.agenda.targets(1)
    found = {slot: targets.cells[event.slots[slot - 1].key, event.tables[1].key] for slot in (3, 4)}
    assert (found[3] in (Target.FREE, Target.SOFT), found[4]) == (True, Target.FORBIDDEN)
    assert "interpret" in targets.why(lunch, event.tables[1].key)[0].lower()
