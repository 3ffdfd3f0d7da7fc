"""Every reason why a request has no place, and the place of those that have one."""

from __future__ import annotations

from datetime import date, time

from matchdesk.core.vocabulary import (
    MeetingForm,
    MeetingStatus,
    OrganisationType,
    RequestStatus,
    Wish,
)
from matchdesk.core.wording import fill
from matchdesk.models import Participant
from matchdesk.services.agenda import AddMeeting
from matchdesk.services.desk import Desk
from matchdesk.services.people import (
    CancelParticipant,
    ReserveTable,
    SetAvailability,
    SetInterpreter,
)
from matchdesk.services.planning import AcceptPlan, Limits
from matchdesk.services.requests import RequestRow
from tests import factories

SLOTS = 16


def only(desk: Desk) -> RequestRow:
    (row,) = desk.requests.rows()
    return row


def test_placed_request_tells_slot_time_and_table(both_desk: Desk) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    factories.meeting(desk, two, one, slot=2, table=3, request_id=key)
    row = only(desk)
    placed = row.placed
    assert (placed.slot, placed.day, placed.starts, placed.table, row.why) == (
        2,
        date(2026, 11, 18),
        time(9, 25),
        3,
        None,
    )


def test_meeting_of_the_pair_counts_without_being_made_from_the_request(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two)
    factories.meeting(desk, two, one, slot=5, table=1, status=MeetingStatus.HELD)
    assert (only(desk).placed.slot, only(desk).placed.status) == (5, MeetingStatus.HELD)


def test_form_follows_from_the_organisations(desk: Desk) -> None:
    cluster = factories.organisation(desk, "Alpha")
    company = factories.organisation(desk, "Beta", type=OrganisationType.SME)
    one = factories.participant(desk, "Ana", organisation_id=cluster)
    two = factories.participant(desk, "Ben", organisation_id=company)
    factories.request(desk, one, two)
    assert only(desk).form is MeetingForm.C2B


def test_possible_names_the_slots(both_desk: Desk) -> None:
    desk = both_desk
    event = desk.events.summary()
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two)
    wanted = {slot.key: "" for slot in event.slots if slot.number not in (3, 9)}
    desk.run(SetAvailability(one, frozenset(), wanted))
    why = only(desk).why
    assert (why.code, why.data["slots"]) == ("possible", "3, 9")
    assert (
        fill(f"unplaced.{why.code}", why.data) == "Both are free and a table is too, in slot 3, 9."
    )


def test_pending_and_withdrawn_requests_say_so(desk: Desk) -> None:
    one, two, three = factories.people(desk, 3)
    factories.request(desk, one, two, status=RequestStatus.PENDING)
    factories.request(desk, one, three, status=RequestStatus.CANCELLED)
    assert [row.why.code for row in desk.requests.rows()] == ["pending", "cancelled"]


def test_waiting_meeting_is_named(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    key = factories.request(desk, one, two)
    factories.meeting(desk, one, two, slot=None, table=None, request_id=key)
    assert (only(desk).why.code, only(desk).why.data) == ("waiting_list", {"meeting": 1})


def test_cancelled_party_is_named(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two)
    desk.run(CancelParticipant(two))
    assert (only(desk).why.code, only(desk).why.data) == (
        "party_cancelled",
        {"participant": "Person 2"},
    )


def test_no_common_slot_where_sessions_do_not_meet(desk: Desk) -> None:
    sessions = desk.events.summary().sessions
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two)
    desk.run(SetAvailability(one, frozenset({sessions[0].key}), {}))
    desk.run(SetAvailability(two, frozenset({sessions[1].key}), {}))
    assert only(desk).why.code == "no_common_slot"


def test_wished_session_narrows_what_is_common(desk: Desk) -> None:
    sessions = desk.events.summary().sessions
    one, two = factories.people(desk, 2)
    factories.request(desk, one, two, session_id=sessions[1].key)
    desk.run(SetAvailability(one, frozenset({sessions[0].key}), {}))
    assert only(desk).why.code == "no_common_slot"


def test_limit_reached_counts_meetings(desk: Desk) -> None:
    one, _, three = factories.people(desk, 3)
    (four,) = factories.put(desk, Participant(number=4, name="Ana", name_key="ana", max_meetings=1))
    factories.request(desk, one, four)
    factories.meeting(desk, four, three, slot=1, table=1)
    assert only(desk).why.data == {"participant": "Ana", "count": 1, "limit": 1}


def test_participant_full_is_named(desk: Desk) -> None:
    event = desk.events.summary()
    one, two, three = factories.people(desk, 3)
    factories.request(desk, one, two)
    away = {slot.key: "" for slot in event.slots if slot.number != 1}
    desk.run(SetAvailability(one, frozenset(), away))
    factories.meeting(desk, one, three, slot=1, table=1)
    assert (only(desk).why.code, only(desk).why.data) == (
        "participant_full",
        {"participant": "Person 1"},
    )


def test_no_free_slot_in_common(desk: Desk) -> None:
    event = desk.events.summary()
    one, two, three, four = factories.people(desk, 4)
    factories.request(desk, one, two)
    away = {slot.key: "" for slot in event.slots if slot.number > 2}
    desk.run(SetAvailability(one, frozenset(), away))
    factories.meeting(desk, one, three, slot=1, table=1)
    factories.meeting(desk, two, four, slot=2, table=1)
    assert only(desk).why.code == "no_free_slot_in_common"


def test_no_free_table_respects_tables_kept_for_others(desk: Desk) -> None:
    event = desk.events.summary()
    people = factories.people(desk, 8)
    one, two = people[:2]
    factories.request(desk, one, two)
    away = {slot.key: "" for slot in event.slots if slot.number > 1}
    desk.run(SetAvailability(one, frozenset(), away))
    for table in (1, 2, 3):
        factories.meeting(desk, people[2 * table], people[2 * table + 1], slot=1, table=table)
    assert only(desk).why.code == "possible"
    owner = desk.people.card(people[7]).row.organisation_key
    desk.run(ReserveTable(event.tables[3].key, owner))
    assert (only(desk).why.code, only(desk).why.data["count"]) == ("no_free_table", 1)


def test_request_without_a_language_waits_for_an_interpreter_who_speaks_both(desk: Desk) -> None:
    guests = [
        factories.participant(desk, f"Guest {n}", languages=[spoken])
        for n, spoken in enumerate(("en", "zh", "en", "zh"))
    ]
    first = factories.request(desk, guests[0], guests[1], wish=Wish.MUST_MEET)

    def why() -> str:
        return desk.requests.get(first).why.code

    assert why() == "possible"  # without any interpreter it is only a flaw
    luc = factories.participant(desk, "Luc", languages=["fr"])
    desk.run(SetInterpreter(luc, ("fr-zh",)))
    assert why() == "no_interpreter"
    desk.run(SetInterpreter(luc, ("en-zh",)))
    assert why() == "possible"
    every = {slot.key: "" for slot in desk.events.summary().slots}
    desk.run(SetAvailability(luc, frozenset(), every))
    assert why() == "interpreter_away"
    first_slot = next(iter(every))
    desk.run(SetAvailability(luc, frozenset(), {k: v for k, v in every.items() if k != first_slot}))
    desk.run(AddMeeting(guests[2], guests[3], 1, 1))
    assert why() == "interpreters_busy"


def test_must_meet_without_a_language_has_an_interpreter_or_says_why_not(
    desk: Desk,
) -> None:
    one = factories.participant(desk, "Ana", languages=["pl"])
    other = factories.participant(desk, "Wei", languages=["zh"])
    factories.request(desk, one, other, wish=Wish.MUST_MEET)
    luc = factories.participant(desk, "Luc", languages=["fr"])
    desk.run(SetInterpreter(luc, ("fr-zh",)))
    (left,) = desk.planning.draft(Limits(10.0)).unplaced
    assert (left.must_meet, left.reasons) == (
        True,
        ("They share no language, and no interpreter of the event speaks a language of each.",),
    )
    desk.run(SetInterpreter(luc, ("pl-zh",)))
    desk.run(AcceptPlan(desk.planning.draft(Limits(10.0))))
    (day,) = desk.interpreters.plan().interpreters
    assert [m.names for m in day.meetings] == ["Ana ⇄ Wei"]
