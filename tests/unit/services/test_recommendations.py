from __future__ import annotations

from matchdesk.core.vocabulary import MeetingStatus, RequestStatus, Role, Wish
from matchdesk.models import Partnership, PartnershipMember, new_key
from matchdesk.services.desk import Desk
from matchdesk.services.people import (
    CancelParticipant,
    EditOrganisation,
    EditParticipant,
    SetProfile,
)
from tests import factories


def named(desk: Desk, key: str) -> list[str]:
    return [one.name for one in desk.recommendations.suggestions(key)]


def optics(desk: Desk, count: int) -> list[str]:
    """People who all offer and need the same."""
    keys = factories.people(desk, count)
    for key in keys:
        desk.run(SetProfile(key, offers=("Fibre optics",), needs=("Optical fibres",)))
    return keys


def test_reasons_are_told_from_the_asking_side(both_desk: Desk) -> None:
    desk = both_desk
    one, two = factories.people(desk, 2)
    desk.run(SetProfile(one, offers=("Hydrogen storage",), needs=()))
    desk.run(SetProfile(two, offers=(), needs=("Storage of hydrogen",)))
    desk.run(EditParticipant(one, {"languages": "en, pl"}))
    desk.run(EditParticipant(two, {"languages": "pl"}))
    (mine,) = desk.recommendations.suggestions(one)
    (theirs,) = desk.recommendations.suggestions(two)
    assert mine.reasons == (
        "Needs “Storage of hydrogen”, offered here: “Hydrogen storage”.",
        "Both speak Polish.",
    )
    assert theirs.reasons[0] == "Offers “Hydrogen storage”, needed here: “Storage of hydrogen”."
    assert (mine.name, mine.number, mine.organisation, mine.strength) == (
        "Person 2",
        2,
        "Cluster 2",
        1.0,
    )


def test_countries_are_named_and_understood_by_code_or_name(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    organisations = desk.people.organisations()
    desk.run(EditOrganisation(organisations[0].key, {"target_countries": "Taiwan"}))
    desk.run(EditOrganisation(organisations[1].key, {"country": "TW"}))
    assert desk.recommendations.suggestions(two)[0].reasons == ("Looks for partners in Taiwan.",)
    assert desk.recommendations.suggestions(one)[0].reasons == (
        "Person 1 looks for partners in Taiwan.",
    )


def test_partnership_is_a_reason(desk: Desk) -> None:
    one, _two = factories.people(desk, 2)
    first, second = (row.key for row in desk.people.organisations())
    key = new_key()
    factories.put(desk, Partnership(id=key, acronym="PHOTO"))
    factories.put(
        desk,
        PartnershipMember(partnership_id=key, organisation_id=first),
        PartnershipMember(partnership_id=key, organisation_id=second),
    )
    assert desk.recommendations.suggestions(one)[0].reasons == ("Both belong to PHOTO.",)


def test_pairs_that_are_settled_are_never_suggested(both_desk: Desk) -> None:
    desk = both_desk
    one, asked, declined, never, met, planned, free = optics(desk, 7)
    factories.request(desk, asked, one)
    factories.request(desk, one, declined, status=RequestStatus.DECLINED)
    factories.request(desk, never, one, wish=Wish.NEVER_MEET)
    factories.meeting(desk, met, one, slot=1, table=1, status=MeetingStatus.HELD)
    factories.meeting(desk, one, planned, slot=2, table=1)
    assert named(desk, one) == [desk.people.card(free).row.name]


def test_colleagues_organisers_and_cancelled_people_are_never_suggested(desk: Desk) -> None:
    one, colleague, organiser, cancelled, free = optics(desk, 5)
    mine = desk.people.card(one).row.organisation_key
    desk.run(EditParticipant(colleague, {"organisation_id": mine}))
    desk.run(EditParticipant(organiser, {"role": Role.ORGANISER}))
    desk.run(CancelParticipant(cancelled))
    assert named(desk, one) == [desk.people.card(free).row.name]


def test_changed_profile_is_seen_at_once_and_undone(desk: Desk) -> None:
    one, two = factories.people(desk, 2)
    desk.run(SetProfile(one, offers=("Lasers",), needs=()))
    assert named(desk, one) == []
    desk.run(SetProfile(two, offers=(), needs=("laser",)))
    assert named(desk, one) == ["Person 2"]
    desk.history.undo()
    assert named(desk, one) == []


def test_profile_changed_at_another_desk_is_seen(open_desk) -> None:
    desk, other = open_desk("a"), open_desk("b")
    one, two = optics(desk, 2)
    assert named(desk, one) == ["Person 2"]
    other.run(SetProfile(two, offers=(), needs=("wheat",)))
    assert named(desk, one) == []
