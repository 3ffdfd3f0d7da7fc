"""Every change is captured, in its own transaction, in order."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.event import listen

from matchdesk.core.changes import ChangeSet
from matchdesk.core.errors import RuleBroken
from matchdesk.models import Event, Organisation, Profile, ProfileLine, Record, WalkIn, new_key
from matchdesk.services.bus import Context
from matchdesk.storage import journal
from tests import factories
from tests.factories import Put


def edit(desk, kind: type[Record], key: str, **values) -> ChangeSet:
    def change(context: Context) -> list[Record]:
        record = context.session.get_one(kind, key)
        for name, value in values.items():
            setattr(record, name, value)
        return [record]

    return desk.run(Put(change)).change_set


def test_change_set_holds_old_and_new_values_of_an_edit(both_desk):
    key = factories.organisation(both_desk, "Photonik", city="Berlin")
    change_set = edit(both_desk, Organisation, key, city="Jena", sectors=["photonics"])
    assert [change.fields() for change in change_set.changes] == [
        {"city": ("Berlin", "Jena"), "sectors": ([], ["photonics"])}
    ]


def test_change_set_numbers_run_from_one_without_gaps(both_desk):
    for name in ("a", "b", "c"):
        factories.organisation(both_desk, name)
    assert [row.number for row in both_desk.history.page()] == [4, 3, 2, 1]


def test_two_flushes_of_one_command_are_one_change(both_desk):
    key = factories.organisation(both_desk, "Photonik", city="Berlin")

    def change(context: Context) -> list[Record]:
        record = context.session.get_one(Organisation, key)
        record.city = "Jena"
        context.session.flush()
        record.city = "Ulm"
        return [record]

    (captured,) = both_desk.run(Put(change)).change_set.changes
    assert captured.fields() == {"city": ("Berlin", "Ulm")}


def test_command_that_changes_nothing_leaves_no_change_set(both_desk):
    key = factories.organisation(both_desk, "Photonik", city="Berlin")
    assert edit(both_desk, Organisation, key, city="Berlin") is None
    assert both_desk.history.page()[0].number == 2


def test_records_may_be_added_in_any_order_of_reference(both_desk):
    person = factories.participant(both_desk, "Ana")
    profile = Profile(id=new_key(), participant_id=person)
    line = ProfileLine(profile_id=profile.id, side="offer", position=1, text="laser test beds")
    factories.put(both_desk, line, profile)
    assert both_desk.verify().faults == ()


def test_bulk_statement_on_a_journaled_record_is_refused(both_desk):
    def change(context: Context) -> list[Record]:
        context.session.execute(update(Event).values(name="hidden"))
        return []

    with pytest.raises(RuntimeError):
        both_desk.run(Put(change))
    assert both_desk.events.summary().name == "C2C Days"


def test_failing_command_stores_nothing(both_desk):
    def change(context: Context) -> list[Record]:
        context.session.get_one(Event, both_desk.events.summary().key).name = "half"
        context.session.flush()
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        both_desk.run(Put(change))
    assert both_desk.events.summary().name == "C2C Days"
    assert both_desk.verify().faults == ()


def test_command_sent_twice_is_carried_out_once(both_desk):
    command_id = new_key()
    made = [
        both_desk.run(
            Put(lambda context: [Organisation(name="x", name_key="x", type="sme")]),
            command_id=command_id,
        ).change_set.number
        for _ in range(2)
    ]
    assert made == [2, 2]


def test_double_booking_of_a_person_is_refused_and_named(both_desk):
    ana, ben, cho = factories.people(both_desk, 3)
    factories.meeting(both_desk, ana, ben, 1, 1)
    with pytest.raises(RuleBroken) as refused:
        factories.meeting(both_desk, ana, cho, 1, 2)
    assert [v["rule"] for v in refused.value.violations] == ["one_meeting_per_participant"]
    assert refused.value.violations[0]["participant"] == "Person 1"


def test_double_booking_of_a_table_is_refused(both_desk):
    a, b, c, d = factories.people(both_desk, 4)
    factories.meeting(both_desk, a, b, 1, 1)
    with pytest.raises(RuleBroken) as refused:
        factories.meeting(both_desk, c, d, 1, 1)
    assert [v["rule"] for v in refused.value.violations] == ["one_meeting_per_table"]


def test_moment_of_another_zone_is_journaled_as_it_is_stored(both_desk):
    person = factories.participant(both_desk, "Ana")
    at = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    factories.put(both_desk, WalkIn(participant_id=person, desk="d", operator="o", at=at))
    assert both_desk.verify().faults == ()


def test_search_in_the_journal_takes_every_character_as_it_is(both_desk):
    factories.organisation(both_desk)
    assert [len(both_desk.history.page(text=text)) for text in ("%", "NEW_EVENT", "new.event")] == [
        0,
        1,
        0,
    ]


def test_records_touched_since_a_set_are_named_by_table(both_desk):
    old = factories.organisation(both_desk, "a")
    number = both_desk.history.page()[0].number
    edit(both_desk, Organisation, old, city="Jena")
    new = factories.organisation(both_desk, "b")
    with both_desk._database.reading() as session:
        assert journal.touched_since(session, number) == {"organisation": {old, new}}
        assert journal.touched_since(session, number + 2) == {}


def test_changes_since_a_set_are_those_of_the_tables_asked_for(both_desk):
    key = factories.organisation(both_desk, "a", city="Berlin")
    number = both_desk.history.page()[0].number
    factories.participant(both_desk, "Ana")
    changed = edit(both_desk, Organisation, key, city="Jena")
    with both_desk._database.reading() as session:
        found = journal.changes_since(session, number, ("organisation",))
    assert found == changed.changes


def test_changes_since_are_looked_up_by_number_however_many_there_were(desk):
    said = []
    listen(desk._database.engine, "before_cursor_execute", lambda *at: said.append(at[2:4]))
    with desk._database.reading() as session:
        journal.touched_since(session, 1)
        journal.changes_since(session, 1, ("meeting",))
        queries = [at for at in said if "FROM change " in at[0]]
        plans = [
            session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", facts).all()
            for text, facts in queries
        ]
    how = "SEARCH change USING INDEX ix_change_number (number>?)"
    assert [[step[-1] for step in plan] for plan in plans] == [[how], [how]]
