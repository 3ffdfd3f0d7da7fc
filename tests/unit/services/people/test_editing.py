from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus, Role
from matchdesk.services.board import read_board
from matchdesk.services.desk import Desk
from matchdesk.services.people import (
    AddParticipant,
    CancelParticipant,
    EditParticipant,
    RestoreParticipant,
    SetProfile,
)
from tests import factories


def test_edit_of_two_fields_changes_only_these(both_desk: Desk) -> None:
    desk = both_desk
    key = factories.participant(desk, "Łucja Żak", email="l@zak.example")
    done = desk.run(EditParticipant(key, {"name": " Łucja  Żak-Nowak ", "country": "pl"}))
    card = desk.people.card(key)
    assert done.result == ["name", "country"]
    assert (card.row.name, card.row.country, card.row.email) == (
        "Łucja Żak-Nowak",
        "PL",
        "l@zak.example",
    )


def test_edit_undone_brings_back_the_name_and_its_search_key(desk: Desk) -> None:
    key = factories.participant(desk, "Ana")
    desk.run(EditParticipant(key, {"name": "Eva"}))
    desk.history.undo()
    assert [row.name for row in desk.people.possible_duplicates("ana")] == ["Ana"]


def test_edit_that_changes_nothing_is_no_change_set(desk: Desk) -> None:
    key = factories.participant(desk, "Ana", country="PT")
    assert desk.run(EditParticipant(key, {"country": "PT"})).change_set is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "  ", "field_required"),
        ("name", "···", "field_required"),
        ("email", "ana@", "field_email"),
        ("email", "ana @example.org", "field_email"),
        ("email", "ana@example", "field_email"),
        ("country", "XX", "field_country"),
        ("country", "Poland", "field_country"),
        ("languages", "English", "field_language"),
        ("max_meetings", "-1", "field_number"),
        ("max_meetings", "many", "field_number"),
        ("role", "boss", "field_choice"),
        ("consent_photo", "yes", "field_choice"),
        ("number", 7, "field_unknown"),
    ],
)
def test_edit_with_a_value_that_will_not_do_names_the_field(
    desk: Desk, field: str, value: object, code: str
) -> None:
    key = factories.participant(desk, "Ana")
    with pytest.raises(Invalid) as refused:
        desk.run(EditParticipant(key, {field: value}))
    assert (refused.value.code, refused.value.data["field"]) == (code, field)


def test_edit_stores_what_each_field_means(desk: Desk) -> None:
    key = factories.participant(desk, "Ana")
    values = {
        "email": " Ana@Example.ORG ",
        "languages": "EN, pt; en",
        "max_meetings": "6",
        "role": "speaker",
        "consent_photo": False,
        "attention": "Fee unpaid\nask Ivo",
    }
    desk.run(EditParticipant(key, values))
    card = desk.people.card(key)
    assert (card.row.email, card.row.languages, card.max_meetings) == (
        "ana@example.org",
        ("en", "pt"),
        6,
    )
    assert (card.row.role, card.consent_photo, card.attention) == (
        Role.SPEAKER,
        False,
        "Fee unpaid\nask Ivo",
    )


def test_edit_of_somebody_unknown_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.run(EditParticipant("00000000-0000-0000-0000-000000000000", {"name": "Ana"}))


def test_walk_in_is_added_with_its_desk_and_a_new_organisation(desk: Desk) -> None:
    added = desk.run(
        AddParticipant("Olena Шевченко", "Agro Кластер", walk_in=True, values={"country": "UA"})
    ).result
    card = desk.people.card(added.key)
    assert (card.row.number, card.row.organisation, card.walk_in) == (
        added.number,
        "Agro Кластер",
        (desk.clock.now(), "desk a"),
    )


def test_participant_of_a_known_organisation_joins_it(desk: Desk) -> None:
    known = factories.organisation(desk, "Łódzkie-Agro")
    added = desk.run(AddParticipant("Ana", "lodzkie agro")).result
    assert desk.people.card(added.key).row.organisation_key == known


def test_added_participant_can_be_undone(desk: Desk) -> None:
    desk.run(AddParticipant("Ana", "New Cluster", walk_in=True))
    desk.history.undo()
    assert (desk.people.participants(), desk.people.organisations()) == ((), ())


def test_cancel_sends_planned_meetings_to_the_waiting_list_and_says_which(
    both_desk: Desk,
) -> None:
    desk = both_desk
    one, two, three = factories.people(desk, 3)
    factories.meeting(desk, one, two, slot=1, table=1, locked=True)
    factories.meeting(desk, three, one, slot=2, table=2)
    factories.meeting(desk, two, three, slot=3, table=3)
    lost = desk.run(CancelParticipant(one)).result
    assert [(m.number, m.slot, m.table, m.new_table) for m in lost] == [
        (1, 1, 1, None),
        (2, 2, 2, None),
    ]
    card = desk.people.card(one)
    assert card.row.status is ParticipantStatus.CANCELLED
    assert [(m.slot, m.table, m.locked) for m in card.meetings] == [(None, None, False)] * 2
    assert desk.verify().sound


def test_cancel_leaves_meetings_that_were_held(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=1, table=1, status=MeetingStatus.HELD)
    assert desk.run(CancelParticipant(one)).result == ()
    assert desk.people.card(one).meetings[0].slot == 1


def test_cancel_undone_puts_meetings_back_where_they_were(both_desk: Desk) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    factories.meeting(desk, one, two, slot=4, table=3, locked=True)
    desk.run(CancelParticipant(one))
    desk.history.undo()
    meeting = desk.people.card(two).meetings[0]
    assert (meeting.slot, meeting.table, meeting.locked) == (4, 3, True)


def test_cancel_twice_and_restore_twice_are_refused(desk: Desk) -> None:
    key = factories.participant(desk, "Ana")
    with pytest.raises(Conflict, match="participant_not_cancelled"):
        desk.run(RestoreParticipant(key))
    desk.run(CancelParticipant(key))
    with pytest.raises(Conflict, match="participant_already_cancelled"):
        desk.run(CancelParticipant(key))
    desk.run(RestoreParticipant(key))
    assert desk.people.card(key).row.status is ParticipantStatus.REGISTERED


def test_profile_is_replaced_in_the_given_order_and_undone(both_desk: Desk) -> None:
    desk = both_desk
    key = factories.participant(desk, "Ana")
    desk.run(SetProfile(key, offers=("Lasers", "Optics"), needs=("Buyers",), summary="Light"))
    desk.run(SetProfile(key, offers=("Optics", " Fibres ", "Optics"), needs=()))
    card = desk.people.card(key)
    assert (card.summary, card.offers, card.needs) == ("Light", ("Optics", "Fibres"), ())
    desk.history.undo()
    card = desk.people.card(key)
    assert (card.offers, card.needs) == (("Lasers", "Optics"), ("Buyers",))


def test_limits_are_stored_and_reach_the_planner(desk):
    key = factories.participant(desk, "Ana")
    values = {"max_meetings": "6", "most_in_a_row": "2", "free_slots": "3"}
    desk.run(EditParticipant(key, values))
    card = desk.people.card(key)
    assert (card.max_meetings, card.most_in_a_row, card.free_slots) == (6, 2, 3)
    with desk._database.reading() as session:
        (planned,) = read_board(session).problem.participants
    assert (planned.max_meetings, planned.most_in_a_row, planned.free_slots) == (6, 2, 3)
    with pytest.raises(Invalid) as refused:
        desk.run(EditParticipant(key, {"most_in_a_row": 0}))
    assert refused.value.code == "field_run"
