from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from matchdesk.core import wording
from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import TableBlock
from matchdesk.services.desk import Desk
from matchdesk.services.event_layout import ChangeLayout, Layout, Pause, Span
from matchdesk.services.events import checked
from matchdesk.services.people import SetAvailability
from tests import factories
from tests.conftest import EVENT

DAY = date(2026, 11, 18)


def without_last_day(layout: Layout) -> Layout:
    return replace(layout, sessions=tuple(s for s in layout.sessions if s.day == DAY))


def test_current_layout_is_what_was_created(both_desk: Desk) -> None:
    layout = both_desk.layout.current()
    assert (len(layout.sessions), layout.slot_minutes, layout.gap_minutes, layout.pauses) == (
        4,
        20,
        5,
        (),
    )
    assert both_desk.layout.preview(layout).changes_nothing


def test_unchanged_layout_is_no_change_set(desk: Desk) -> None:
    assert desk.run(ChangeLayout(desk.layout.current())).change_set is None


def test_vanishing_slots_send_meetings_to_the_waiting_list_as_previewed(
    both_desk: Desk,
) -> None:
    desk = both_desk
    one, two, three = factories.people(desk, 3)
    factories.meeting(desk, one, two, slot=1, table=1)
    factories.meeting(desk, one, three, slot=9, table=2, locked=True)
    new = without_last_day(desk.layout.current())
    preview = desk.layout.preview(new)
    assert [(m.number, m.slot, m.table, m.parties) for m in preview.orphaned] == [
        (2, 9, 2, ("Person 1", "Person 3"))
    ]
    assert [slot.old_number for slot in preview.removed] == list(range(9, 17))
    assert desk.run(ChangeLayout(new)).result == preview
    meetings = desk.people.card(one).meetings
    assert [(m.number, m.slot, m.table, m.locked) for m in meetings] == [
        (1, 1, 1, False),
        (2, None, None, False),
    ]
    assert [slot.number for slot in desk.events.summary().slots] == list(range(1, 9))
    assert desk.verify().sound


def test_change_undone_brings_back_slots_meetings_and_all_that_hung_on_them(
    both_desk: Desk,
) -> None:
    desk = both_desk
    event = desk.events.summary()
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=9, table=2, locked=True)
    factories.request(desk, one, two, slot_id=event.slots[8].key, session_id=event.sessions[2].key)
    factories.put(desk, TableBlock(table_id=event.tables[0].key, slot_id=event.slots[9].key))
    attended = frozenset({event.sessions[0].key, event.sessions[2].key})
    desk.run(SetAvailability(one, attended, {event.slots[10].key: "train"}))
    card = desk.people.card(one)
    desk.run(ChangeLayout(without_last_day(desk.layout.current())))
    assert desk.people.card(one).sessions == frozenset({event.sessions[0].key})
    assert desk.people.card(one).unavailable == ()
    desk.history.undo()
    assert (desk.people.card(one), desk.events.summary()) == (card, event)
    assert desk.verify().sound
    desk.history.redo()
    assert len(desk.events.summary().slots) == 8
    assert desk.verify().sound


def test_who_attended_only_what_vanishes_does_not_attend_everything(both_desk: Desk) -> None:
    desk = both_desk
    event = desk.events.summary()
    one = factories.people(desk, 1)[0]
    desk.run(SetAvailability(one, frozenset({event.sessions[3].key}), {}))
    result = desk.run(ChangeLayout(without_last_day(desk.layout.current()))).result
    card = desk.people.card(one)
    assert result.stranded == ("Person 1",)
    assert (card.sessions, [absence.number for absence in card.unavailable]) == (
        frozenset(),
        list(range(1, 9)),
    )


def test_shift_of_a_session_moves_its_meetings_with_it(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1)
    layout = desk.layout.current()
    later = Span(DAY, time(9, 10), time(10, 50))
    new = replace(layout, sessions=(later, *layout.sessions[1:]))
    preview = desk.run(ChangeLayout(new)).result
    assert [(slot.number, slot.meetings) for slot in preview.moved] == [
        (1, 1),
        (2, 0),
        (3, 0),
        (4, 0),
    ]
    assert preview.orphaned == ()
    assert desk.people.card(one).meetings[0].starts == time(9, 10)


def test_new_day_in_front_renumbers_all_slots(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1)
    layout = desk.layout.current()
    early = Span(date(2026, 11, 17), time(16), time(17))
    preview = desk.run(ChangeLayout(replace(layout, sessions=(*layout.sessions, early)))).result
    assert [slot.number for slot in preview.added] == [1, 2]
    assert desk.people.card(one).meetings[0].slot == 3
    assert [session.number for session in desk.events.summary().sessions] == [1, 2, 3, 4, 5]


def test_break_is_stored_and_kept_when_something_else_changes(desk: Desk) -> None:
    layout = desk.layout.current()
    coffee = Pause(Span(DAY, time(9, 50), time(10, 5)), "Coffee")
    desk.run(ChangeLayout(replace(layout, pauses=(coffee,))))
    desk.run(ChangeLayout(replace(desk.layout.current(), gap_minutes=10)))
    assert desk.layout.current().pauses == (coffee,)
    starts = [f"{slot.starts:%H:%M}" for slot in desk.events.summary().slots][:3]
    assert starts == ["09:00", "09:30", "10:05"]


def test_slot_with_meetings_held_may_not_vanish(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=9, table=1, status=MeetingStatus.HELD)
    new = without_last_day(desk.layout.current())
    assert [m.slot for m in desk.layout.preview(new).begun] == [9]
    with pytest.raises(Conflict, match="layout_meetings_begun"):
        desk.run(ChangeLayout(new))
    assert len(desk.events.summary().slots) == 16


def test_cancelled_meeting_of_a_vanishing_slot_is_not_listed(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=9, table=1, status=MeetingStatus.CANCELLED)
    assert desk.run(ChangeLayout(without_last_day(desk.layout.current()))).result.orphaned == ()


def test_layout_that_cannot_work_is_refused_in_preview_too(desk: Desk) -> None:
    layout = replace(desk.layout.current(), slot_minutes=3)
    with pytest.raises(Invalid):
        desk.layout.preview(layout)
    with pytest.raises(Invalid):
        desk.run(ChangeLayout(layout))


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ((), "An event needs at least one session. Add one."),
        (
            ((time(9), time(9, 10)),),
            "No session has room for a meeting of 20 minutes beside the breaks. "
            "Make a session longer or meetings shorter.",
        ),
    ],
)
def test_layout_without_a_slot_says_what_it_lacks(sessions, said):
    with pytest.raises(Invalid) as refused:
        a_day(*sessions).checked()
    assert wording.sentence(refused.value) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " – "}, "An event needs a name with at least one letter or digit."),
        (
            {"country": "Poland"},
            "“Poland” is not a country code. Use two letters such as PL, or choose from the list.",
        ),
    ],
)
def test_new_event_is_refused_as_its_change_would_be(change, said):
    with pytest.raises(Invalid) as refused:
        checked(replace(EVENT, **change))
    assert wording.sentence(refused.value) == said


def a_day(*sessions: tuple[time, time], pauses=()) -> Layout:
    spans = tuple(Span(date(2026, 11, 18), *session) for session in sessions)
    return Layout(spans, slot_minutes=20, gap_minutes=5, pauses=pauses)


def test_session_is_as_long_as_one_slot_more_needs():
    layout = a_day((time(9), time(10)), (time(13), time(14)))
    longer = layout.longer(layout.sessions[0])
    assert [slot.starts for _place, slot in longer.slots()] == [
        *(time(9), time(9, 25), time(9, 50)),
        *(time(13), time(13, 25)),
    ]
    assert longer.sessions[0].ends == time(10, 10)


def test_session_with_room_for_no_slot_gets_its_first():
    layout = a_day((time(9), time(9, 10)), (time(13), time(14)))
    longer = layout.longer(layout.sessions[0])
    assert next(slot.starts for _place, slot in longer.slots()) == time(9)


@pytest.mark.parametrize(
    ("sessions", "why"),
    [
        (((time(23), time(23, 50)),), "the day ends then"),
        (((time(9), time(10)), (time(10), time(11))), "it overlaps another"),
    ],
)
def test_session_that_cannot_be_longer_says_why(sessions, why):
    layout = a_day(*sessions)
    with pytest.raises(Invalid) as refused:
        layout.longer(layout.sessions[0])
    assert refused.value.data["expected"] == why
