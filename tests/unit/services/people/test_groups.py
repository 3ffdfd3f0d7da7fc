from __future__ import annotations

import pytest

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import OrganisationType, Role
from matchdesk.models import Interpreter, Partnership, PartnershipMember, new_key
from matchdesk.services.desk import Desk
from matchdesk.services.people import (
    AddDelegation,
    AddOrganisation,
    AddPartnership,
    AssignDelegation,
    CancelParticipant,
    EditDelegation,
    EditOrganisation,
    EditPartnership,
    ReserveTable,
    SetInterpreter,
    SetPartnershipMembers,
)
from tests import factories


def table_key(desk: Desk, number: int) -> str:
    return desk.events.summary().tables[number - 1].key


def test_organisation_edit_stores_lists_once_each(both_desk: Desk) -> None:
    desk = both_desk
    key = factories.organisation(desk, "Alpha")
    values = {
        "sectors": "Energy, ICT; Energy",
        "target_countries": "us, TW, Africa",
        "sme_count": "120",
        "type": OrganisationType.SME,
    }
    desk.run(EditOrganisation(key, values))
    row = desk.people.organisations()[0]
    assert (row.sectors, row.target_countries, row.sme_count, row.type) == (
        ("Energy", "ICT"),
        ("US", "TW", "Africa"),
        120,
        OrganisationType.SME,
    )


def test_organisation_of_a_known_name_is_refused(desk: Desk) -> None:
    factories.organisation(desk, "Łódzkie Agro")
    with pytest.raises(Conflict, match="organisation_known"):
        desk.run(AddOrganisation("lodzkie-agro"))


def test_organisation_named_as_another_is_refused(desk: Desk) -> None:
    factories.organisation(desk, "Alpha")
    key = factories.organisation(desk, "Beta")
    with pytest.raises(Conflict, match="organisation_known"):
        desk.run(EditOrganisation(key, {"name": "ALPHA"}))


def test_organisation_with_an_unknown_country_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="field_country"):
        desk.run(AddOrganisation("Alpha", {"country": "QQ"}))


def test_delegation_counts_who_is_expected_and_names_its_head(desk: Desk) -> None:
    delegation = desk.run(AddDelegation("Taiwan", "TW", "lunch: vegetarian")).result
    one, two, three = factories.people(desk, 3)
    desk.run(AssignDelegation((one, two, three), delegation))
    desk.run(CancelParticipant(three))
    head = factories.participant(
        desk, "陳 威霖", role=Role.HEAD_OF_DELEGATION, delegation_id=delegation
    )
    row = desk.people.delegations()[0]
    assert (row.name, row.head, row.participants, row.arrived) == ("Taiwan", "陳 威霖", 3, 0)
    assert desk.people.card(head).row.delegation == "Taiwan"


def test_delegation_left_says_so_in_history(desk: Desk) -> None:
    delegation = desk.run(AddDelegation("Taiwan")).result
    one = factories.people(desk, 1)[0]
    desk.run(AssignDelegation((one,), delegation))
    desk.run(AssignDelegation((one,), None))
    assert desk.people.card(one).row.delegation == ""
    assert desk.history.next_undo().what == "Took one participant out of their delegation"


def test_delegation_of_a_known_name_is_refused(desk: Desk) -> None:
    key = desk.run(AddDelegation("Taiwan")).result
    with pytest.raises(Conflict, match="delegation_known"):
        desk.run(AddDelegation("TAIWAN "))
    desk.run(EditDelegation(key, {"name": "TAIWAN"}))
    assert desk.people.delegations()[0].name == "TAIWAN"


def test_partnership_lists_its_members(desk: Desk) -> None:
    alpha, beta = (factories.organisation(desk, name) for name in ("Alpha", "Beta"))
    factories.participant(desk, "Ana", organisation_id=beta)
    key = new_key()
    factories.put(desk, Partnership(id=key, acronym="PHOTO", target_countries=["US"]))
    factories.put(
        desk,
        PartnershipMember(partnership_id=key, organisation_id=beta),
        PartnershipMember(partnership_id=key, organisation_id=alpha),
    )
    row = desk.people.partnerships()[0]
    assert (row.acronym, row.members, row.participants) == ("PHOTO", ("Alpha", "Beta"), 1)
    assert desk.people.organisations()[0].partnerships == ("PHOTO",)


def test_reserved_table_sends_strangers_to_the_nearest_free_table(both_desk: Desk) -> None:
    desk = both_desk
    one, two, three, four = factories.people(desk, 4)
    mine = desk.people.card(one).row.organisation_key
    factories.meeting(desk, one, two, slot=1, table=2)
    factories.meeting(desk, three, four, slot=2, table=2)
    moved = desk.run(ReserveTable(table_key(desk, 2), mine)).result
    assert [(m.number, m.slot, m.table, m.new_table) for m in moved] == [(2, 2, 2, 1)]
    assert desk.people.organisations()[0].tables == (2,)


def test_reserved_table_without_another_sends_strangers_to_the_waiting_list(desk: Desk) -> None:
    people = factories.people(desk, 9)
    for table in range(1, 5):
        factories.meeting(desk, people[2 * table - 2], people[2 * table - 1], slot=1, table=table)
    owner = desk.people.card(people[8]).row.organisation_key
    moved = desk.run(ReserveTable(table_key(desk, 4), owner)).result
    assert [(m.number, m.table, m.new_table) for m in moved] == [(4, 4, None)]
    assert desk.people.card(people[6]).meetings[0].slot is None


def test_table_kept_for_nobody_again(desk: Desk) -> None:
    owner = factories.organisation(desk)
    desk.run(ReserveTable(table_key(desk, 1), owner))
    desk.run(ReserveTable(table_key(desk, 1), None))
    assert desk.people.organisations()[0].tables == ()


def test_partnership_is_added_changed_and_filled(desk):
    acme, zeta = factories.organisation(desk, "Acme"), factories.organisation(desk, "Zeta")
    key = desk.run(AddPartnership("LIGHT4ALL", {"kind": "ESCP-4i"})).result
    desk.run(EditPartnership(key, {"target_countries": "tw, Africa"}))
    desk.run(SetPartnershipMembers(key, frozenset({acme, zeta})))
    desk.run(SetPartnershipMembers(key, frozenset({zeta})))
    (row,) = desk.people.partnerships()
    assert (row.acronym, row.kind, row.target_countries, row.members) == (
        "LIGHT4ALL", "ESCP-4i", ("TW", "Africa"), ("Zeta",),
    )  # fmt: skip
    desk.history.undo()
    assert desk.people.partnerships()[0].members == ("Acme", "Zeta")
    with pytest.raises(Conflict) as refused:
        desk.run(AddPartnership("light4all"))
    assert (refused.value.code, refused.value.data["field"]) == ("partnership_known", "acronym")


def test_interpreter_has_pairs_until_a_meeting_needs_them(desk):
    one, two = factories.participant(desk, "Ana"), factories.participant(desk, "Bo")
    desk.run(SetInterpreter(one, "EN-zh, de/pl"))
    assert desk.people.card(one).language_pairs == ("en-zh", "de-pl")
    with pytest.raises(Invalid) as wrong:
        desk.run(SetInterpreter(one, "english"))
    assert wrong.value.code == "field_language_pair"
    desk.run(SetInterpreter(one, ()))
    assert desk.people.card(one).language_pairs == ()
    desk.history.undo()
    with desk._database.reading() as session:
        interpreter = session.query(Interpreter).one().id
    factories.meeting(desk, one, two, 1, 1, interpreter_id=interpreter)
    with pytest.raises(Conflict) as refused:
        desk.run(SetInterpreter(one, ()))
    assert refused.value.code == "interpreter_needed"
