"""Which entries are proposed as one."""

from __future__ import annotations

import pytest

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.models import ExternalCode, new_key
from matchdesk.services.people import AlikeBy, TellApart
from tests import factories


def pairs(found) -> list[tuple[str, str, AlikeBy]]:
    return [(one.first.name, one.second.name, one.by) for one in found]


def test_pairs_are_proposed_by_ticket_code_email_name_and_slip(desk):
    acme = factories.organisation(desk, "Acme")
    code = [factories.participant(desk, name) for name in ("Xu Lan", "L. Xu")]
    for key in code:
        factories.put(desk, ExternalCode(participant_id=key, code="T-1"))
    factories.participant(desk, "Eve Sun", email="eve@x.example")
    factories.participant(desk, "E. Sunn", email="eve@x.example")
    factories.participant(desk, "José Muñoz")
    factories.participant(desk, "MUNOZ, Jose")
    factories.participant(desk, "Agnieszka Wójcik", organisation_id=acme)
    factories.participant(desk, "Agneiszka Wojcik", organisation_id=acme)
    assert pairs(desk.people.alike()) == [
        ("Xu Lan", "L. Xu", AlikeBy.CODE),
        ("Eve Sun", "E. Sunn", AlikeBy.EMAIL),
        ("José Muñoz", "MUNOZ, Jose", AlikeBy.NAME),
        ("Agnieszka Wójcik", "Agneiszka Wojcik", AlikeBy.SLIP),
    ]


def test_a_slip_between_people_of_two_organisations_is_no_duplicate(desk):
    for name, house in (("Maria Keller", "One"), ("Marta Keller", "Two")):
        factories.participant(desk, name, organisation_id=factories.organisation(desk, house))
    assert desk.people.alike() == ()


def test_organisations_are_proposed_by_name_website_and_slip(desk):
    factories.organisation(desk, "Łódzkie Agro")
    factories.organisation(desk, "Agro Lodzkie")
    factories.organisation(desk, "Silicon Europe", website="https://www.silicon.example/")
    factories.organisation(desk, "SEA", website="silicon.example")
    factories.organisation(desk, "Photonics Bretagne")
    factories.organisation(desk, "Photonics Bretange")
    assert {frozenset(pair[:2]): pair[2] for pair in pairs(desk.people.alike_organisations())} == {
        frozenset({"Łódzkie Agro", "Agro Lodzkie"}): AlikeBy.NAME,
        frozenset({"Silicon Europe", "SEA"}): AlikeBy.WEBSITE,
        frozenset({"Photonics Bretagne", "Photonics Bretange"}): AlikeBy.SLIP,
    }


def test_pair_told_apart_is_not_proposed_again_until_that_is_undone(both_desk):
    one, other = (factories.participant(both_desk, "Ana Berg") for _ in range(2))
    assert pairs(both_desk.people.alike()) == [("Ana Berg", "Ana Berg", AlikeBy.NAME)]
    both_desk.run(TellApart(other, one))
    assert both_desk.people.alike() == ()
    assert both_desk.history.page()[0].what == "Ana Berg and Ana Berg are not the same"
    both_desk.history.undo()
    assert pairs(both_desk.people.alike()) == [("Ana Berg", "Ana Berg", AlikeBy.NAME)]
    assert both_desk.verify().faults == ()


def test_organisations_told_apart_are_not_proposed_again(desk):
    one, other = (factories.organisation(desk, name) for name in ("Acme Sensors", "Acme Sensor"))
    assert len(desk.people.alike_organisations()) == 1
    desk.run(TellApart(one, other))
    assert desk.people.alike_organisations() == ()


def test_pair_told_apart_again_changes_nothing(desk):
    one, other = (factories.participant(desk, "Ana Berg") for _ in range(2))
    assert desk.run(TellApart(one, other)).change_set is not None
    assert desk.run(TellApart(other, one)).change_set is None


def test_entry_and_itself_or_one_that_is_gone_cannot_be_told_apart(desk):
    one = factories.participant(desk, "Ana Berg")
    with pytest.raises(Invalid) as refused:
        desk.run(TellApart(one, one))
    assert refused.value.code == "apart_same"
    with pytest.raises(NotFound):
        desk.run(TellApart(one, new_key()))
