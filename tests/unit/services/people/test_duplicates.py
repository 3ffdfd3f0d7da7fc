"""Which entries are proposed as one."""

from __future__ import annotations

from matchdesk.models import ExternalCode
from matchdesk.services.people import AlikeBy
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
