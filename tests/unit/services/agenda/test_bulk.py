"""Many places at once: one step each, refused whole, undone whole."""

from __future__ import annotations

from datetime import time

import pytest

from matchdesk.core.errors import Conflict, Invalid, RuleBroken
from matchdesk.core.vocabulary import DocumentKind, MeetingStatus
from matchdesk.core.wording import intent
from matchdesk.services.agenda import (
    BlockPlaces,
    LockMeetings,
    LockPrinted,
    MoveMeetings,
    OpenPlaces,
    UnplaceMeetings,
)
from matchdesk.services.event_layout import InsertBreak
from matchdesk.services.outcomes import MarkMeeting
from matchdesk.services.printing import PrintOrder
from tests import factories


@pytest.fixture
def three(desk):
    """1: Person 1, 2 at slot 1 table 1; 2: Person 3, 4 at slot 1 table 2; 3: 1, 3 at slot 2."""
    ana, ben, cho, dan = factories.people(desk, 4)
    factories.meeting(desk, ana, ben, 1, 1)
    factories.meeting(desk, cho, dan, 1, 2)
    factories.meeting(desk, ana, cho, 2, 1)
    return desk


def where(desk):
    return {line.number: (line.slot, line.table) for line in desk.agenda.lines()}


BEFORE = {1: (1, 1), 2: (1, 2), 3: (2, 1)}


def said(done):
    return intent(done.change_set.intent, done.change_set.detail)


def test_meetings_moved_together_may_take_each_others_places(three):
    done = three.run(MoveMeetings(((1, 1, 2), (2, 1, 1), (3, 3, 4))))
    assert where(three) == {1: (1, 2), 2: (1, 1), 3: (3, 4)}
    assert said(done) == "Moved 3 meetings together"
    three.history.undo()
    assert where(three) == BEFORE


def test_none_moves_where_one_may_not(three):
    with pytest.raises(RuleBroken):
        three.run(MoveMeetings(((2, 5, 1), (3, 1, 3))))
    assert where(three) == BEFORE


def test_clearing_leaves_what_is_locked(three):
    three.run(LockMeetings((2,)))
    done = three.run(UnplaceMeetings((1, 2, 3)))
    assert done.result == 2
    assert where(three) == {1: (None, None), 2: (1, 2), 3: (None, None)}
    three.history.undo()
    assert where(three) == BEFORE
    with pytest.raises(Conflict):
        three.run(UnplaceMeetings((2,)))


def test_all_that_is_printed_as_it_stands_is_locked(three, tmp_path):
    data = three.agenda.grid()
    pair = next(m.parties for m in data.meetings if m.number == 1)
    order = PrintOrder(DocumentKind.AGENDAS, people=pair)
    three.printing.save(order, tmp_path / "two.pdf")
    of_them = {m.number for m in data.meetings if not set(pair).isdisjoint(m.parties)}
    moved = max(of_them)
    three.run(MoveMeetings(((moved, 6, 4),)))
    three.run(LockPrinted())
    assert {m.number for m in three.agenda.grid().meetings if m.locked} == of_them - {moved}


def test_blocked_table_sends_its_meetings_to_the_waiting_list(three):
    done = three.run(BlockPlaces(((1, 1), (2, 1), (3, 1)), "fire door"))
    assert sorted(one.number for one in done.result) == [1, 3]
    assert where(three) == {1: (None, None), 2: (1, 2), 3: (None, None)}
    table = three.agenda.grid().tables[0]
    assert sorted(table.blocked.values()) == ["fire door"] * 3
    assert said(done) == "Closed 3 places (fire door); meetings put on the waiting list: 2"
    three.run(OpenPlaces(((1, 1), (2, 1))))
    assert len(three.agenda.grid().tables[0].blocked) == 1
    three.history.undo()
    three.history.undo()
    assert where(three) == BEFORE
    assert three.agenda.grid().tables[0].blocked == {}


def test_place_is_not_blocked_without_reason_or_under_a_meeting_that_has_begun(three):
    with pytest.raises(Invalid):
        three.run(BlockPlaces(((1, 1),), " "))
    three.run(MarkMeeting(1, MeetingStatus.IN_PROGRESS))
    with pytest.raises(Conflict):
        three.run(BlockPlaces(((1, 1),), "fire door"))


def test_break_lets_everything_after_it_begin_later(three):
    before = three.events.summary().slots
    done = three.run(InsertBreak(2, 15, "Keynote overruns"))
    after = three.events.summary().slots
    assert [s.key for s in after] == [s.key for s in before]
    first_day = [s for s in after if s.day == after[0].day]
    assert after[0].starts == before[0].starts
    assert (after[1].starts, before[1].starts) == (time(9, 40), time(9, 25))
    assert done.result == len(first_day) - 1
    assert [s.starts for s in after if s.day != after[0].day] == [
        s.starts for s in before if s.day != before[0].day
    ]
    planned = [(span.day, span.starts, span.ends) for _n, span in three.layout.current().slots()]
    assert planned == [(s.day, s.starts, s.ends) for s in after]
    assert where(three) == BEFORE
    assert said(done) == "Keynote overruns: everything from 09:25 on begins 15 minutes later"
    assert three.verify().faults == ()
    three.history.undo()
    assert three.events.summary().slots == before


@pytest.mark.parametrize("minutes", [0, 241])
def test_break_of_no_sensible_length_is_refused(three, minutes):
    with pytest.raises(Invalid):
        three.run(InsertBreak(2, minutes, "Coffee"))


def test_break_does_not_push_what_has_begun(three):
    three.run(MarkMeeting(3, MeetingStatus.IN_PROGRESS))
    with pytest.raises(Conflict):
        three.run(InsertBreak(2, 10, "Coffee"))
