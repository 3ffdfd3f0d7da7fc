from __future__ import annotations

from dataclasses import replace

import pytest

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import DocumentKind, MeetingStatus
from matchdesk.models import PrintRecord, TableBlock
from matchdesk.services.desk import Desk
from matchdesk.services.event_layout import ChangeTables, RenameEvent, TablePlan
from tests import factories
from tests.conftest import NOON


def plans(desk: Desk) -> list[TablePlan]:
    return [row.plan for row in desk.layout.tables()]


def test_tables_added_and_changed(both_desk: Desk) -> None:
    desk = both_desk
    owner = factories.organisation(desk, "Alpha")
    wanted = plans(desk)
    wanted[0] = replace(wanted[0], zone=" Hall  4 ", seats=6, reserved_for_key=owner)
    done = desk.run(ChangeTables((*wanted, TablePlan(9, "B")))).result
    assert (done.added, done.removed, done.changed) == ((9,), (), (1,))
    rows = {row.number: row for row in desk.layout.tables()}
    assert (rows[1].zone, rows[1].seats, rows[1].reserved_for) == ("Hall 4", 6, "Alpha")
    assert (rows[9].zone, rows[9].seats) == ("B", 4)


def test_removed_table_gives_its_meetings_another_as_previewed(both_desk: Desk) -> None:
    desk = both_desk
    one, two, three, four = factories.people(desk, 4)
    factories.meeting(desk, one, two, slot=1, table=2)
    factories.meeting(desk, three, four, slot=1, table=1)
    wanted = tuple(plan for plan in plans(desk) if plan.number != 2)
    preview = desk.layout.preview_tables(wanted)
    assert [(m.number, m.table, m.new_table) for m in preview.displaced] == [(1, 2, 3)]
    assert len(desk.layout.tables()) == 4
    assert desk.run(ChangeTables(wanted)).result == preview
    assert desk.people.card(one).meetings[0].table == 3
    assert desk.verify().sound


def test_removed_table_without_another_sends_meetings_to_the_waiting_list(
    both_desk: Desk,
) -> None:
    desk = both_desk
    one, two, three, four = factories.people(desk, 4)
    factories.meeting(desk, one, two, slot=1, table=1)
    factories.meeting(desk, three, four, slot=1, table=2, locked=True)
    factories.meeting(desk, one, three, slot=2, table=2)
    done = desk.run(ChangeTables((plans(desk)[0],))).result
    assert [(m.number, m.slot, m.new_table) for m in done.displaced] == [(2, 1, None), (3, 2, 1)]
    assert [m.number for m in done.waiting] == [2]
    meeting = desk.people.card(four).meetings[0]
    assert (meeting.slot, meeting.table, meeting.locked) == (None, None, False)
    desk.history.undo()
    meeting = desk.people.card(four).meetings[0]
    assert (meeting.slot, meeting.table, meeting.locked) == (1, 2, True)
    assert desk.verify().sound


def test_new_table_takes_in_a_meeting_that_lost_its_own(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1)
    done = desk.run(ChangeTables((TablePlan(7),))).result
    assert [(m.table, m.new_table) for m in done.displaced] == [(1, 7)]
    assert desk.people.card(one).meetings[0].table == 7


def test_blocked_and_reserved_tables_take_nobody_in(desk: Desk) -> None:
    event = desk.events.summary()
    owner = factories.organisation(desk, "Alpha")
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1)
    factories.put(desk, TableBlock(table_id=event.tables[1].key, slot_id=event.slots[0].key))
    wanted = [replace(plan, reserved_for_key=owner) for plan in plans(desk)[2:]]
    done = desk.run(ChangeTables((plans(desk)[1], *wanted))).result
    assert [(m.table, m.new_table) for m in done.displaced] == [(1, None)]


def test_table_with_meetings_held_may_not_go(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1, status=MeetingStatus.HELD)
    wanted = tuple(plans(desk)[1:])
    assert [m.table for m in desk.layout.preview_tables(wanted).begun] == [1]
    with pytest.raises(Conflict, match="tables_meetings_begun"):
        desk.run(ChangeTables(wanted))


def test_removed_table_lets_go_of_paper_blocks_and_cancelled_meetings(both_desk: Desk) -> None:
    desk = both_desk
    event = desk.events.summary()
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=4, status=MeetingStatus.CANCELLED)
    table = event.tables[3].key
    factories.put(
        desk,
        TableBlock(table_id=table, slot_id=event.slots[0].key),
        PrintRecord(
            kind=DocumentKind.TABLE_SIGNS, table_id=table, desk="a", operator="Ana", at=NOON
        ),
    )
    done = desk.run(ChangeTables(tuple(plans(desk)[:3]))).result
    assert (done.removed, done.displaced) == ((4,), ())
    desk.history.undo()
    assert len(desk.layout.tables()) == 4
    assert desk.verify().sound


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ((), "tables_number"),
        ((TablePlan(1), TablePlan(1)), "table_number"),
        ((TablePlan(0),), "table_number"),
        ((TablePlan(1, seats=1),), "table_seats"),
        ((TablePlan(1, reserved_for_key="nobody"),), "table_organisation"),
    ],
)
def test_tables_that_cannot_be_are_refused(
    desk: Desk, wanted: tuple[TablePlan, ...], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        desk.layout.preview_tables(wanted)
    with pytest.raises(Invalid, match=code):
        desk.run(ChangeTables(wanted))


def test_event_renamed_and_undone(both_desk: Desk) -> None:
    desk = both_desk
    desk.run(RenameEvent("EU–Asia Days", "Hall 1", "Kraków", "pl", "Europe/Berlin"))
    event = desk.events.summary()
    assert (event.name, event.venue, event.city, event.country, event.timezone) == (
        "EU–Asia Days",
        "Hall 1",
        "Kraków",
        "PL",
        "Europe/Berlin",
    )
    desk.history.undo()
    assert desk.events.summary().name == "C2C Days"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"country": "QQ"}, "country"), ({"timezone": "Moon"}, "timezone")],
)
def test_event_renamed_to_what_cannot_be_is_refused(
    desk: Desk, change: dict[str, str], field: str
) -> None:
    values = {"name": "X", "venue": "", "city": "", "country": "PL", "timezone": "Europe/Warsaw"}
    with pytest.raises(Invalid) as refused:
        desk.run(RenameEvent(**{**values, **change}))
    assert refused.value.data["field"] == field
