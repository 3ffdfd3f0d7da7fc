"""Two entries of one person, or of one organisation, become one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import UniqueConstraint

from matchdesk.core.errors import Conflict, Invalid
from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    MeetingStatus,
    ParticipantStatus,
    ProfileSide,
    RequestStatus,
)
from matchdesk.models import (
    Agreement,
    AgreementParty,
    Badge,
    ExternalCode,
    Interpreter,
    Participant,
    Partnership,
    PartnershipMember,
    Profile,
    ProfileLine,
    SessionAttendance,
)
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import MarkMeeting
from matchdesk.services.people import (
    ClashKind,
    FieldPair,
    MergeOrganisations,
    MergeParticipants,
    SetProfile,
)
from matchdesk.services.people.following import references
from tests import factories


@pytest.fixture
def two(both_desk):
    """Ana, entered twice, and two others."""
    desk = both_desk
    return desk, [
        factories.participant(desk, "Ana Kovač", email="", country="HR"),
        factories.participant(desk, "Ana Kovac", email="ana@x.example", phone="+385 1"),
        factories.participant(desk, "Bo Lind"),
        factories.participant(desk, "Cy Dorn"),
    ]


def numbers(desk, key: str) -> list[tuple[int, str]]:
    return [(one.number, one.other) for one in desk.people.card(key).meetings]


def test_comparison_shows_what_differs_and_what_follows(two):
    desk, (one, other, third, _) = two
    factories.meeting(desk, other, third, 1, 1)
    factories.request(desk, third, other)
    found = desk.people.compare(one, other)
    assert found.fields == (
        FieldPair("name", "Ana Kovač", "Ana Kovac", better=False),
        FieldPair("email", "", "ana@x.example", better=True),
        FieldPair("phone", "", "+385 1", better=True),
        FieldPair("country", "Croatia", "", better=False),
    )
    assert (found.follows, found.clashes) == ({"meeting": 1, "meeting_request": 1}, ())


def test_merge_takes_the_chosen_fields_and_everything_follows(two):
    desk, (one, other, third, fourth) = two
    factories.meeting(desk, other, third, 1, 1)
    factories.meeting(desk, fourth, one, 2, 1)
    factories.request(desk, third, other)
    desk.run(SetProfile(other, offers=("Lasers",), needs=("Clients",)))
    desk.run(CheckInParticipant(other))
    merged = desk.run(MergeParticipants(one, other, frozenset({"email"}))).result
    card = desk.people.card(one)
    assert (merged.key, merged.name, merged.waiting) == (one, "Ana Kovač", ())
    assert (card.row.name, card.row.email, card.phone) == ("Ana Kovač", "ana@x.example", "")
    assert numbers(desk, one) == [(1, "Bo Lind"), (2, "Cy Dorn")]
    assert [request.other for request in card.requests] == ["Bo Lind"]
    assert (card.offers, card.needs) == (("Lasers",), ("Clients",))
    assert card.row.arrived_at is not None
    assert [row.key for row in desk.people.participants()] == [one, third, fourth]


def test_merge_is_undone_whole_and_done_again(two):
    desk, (one, other, third, _) = two
    factories.meeting(desk, other, third, 1, 1)
    factories.put(desk, ExternalCode(participant_id=other, code="TICKET"))
    for key in (one, other):
        desk.run(SetProfile(key, offers=("Lasers", key), needs=()))
        desk.run(CheckInParticipant(key))
    before = desk.people.card(one), desk.people.card(other)
    desk.run(MergeParticipants(one, other, frozenset({"name", "email"})))
    after = desk.people.card(one)
    desk.history.undo()
    assert (desk.people.card(one), desk.people.card(other)) == before
    desk.history.redo()
    assert desk.people.card(one) == after
    assert after.codes == ("TICKET",)
    assert desk.verify().sound


def test_both_badges_check_the_one_person_in(two):
    desk, (one, other, *_) = two
    for key, token in ((one, "A"), (other, "B")):
        factories.put(desk, Badge(participant_id=key, token=token, issued_at=desk.clock.now()))
    desk.run(MergeParticipants(one, other))
    assert desk.people.card(one).row.key == one
    assert desk.run(CheckInParticipant(one)).result.outcome.value == "admitted"


def test_two_arrivals_become_one(two, clock):
    desk, (one, other, *_) = two
    first = desk.run(CheckInParticipant(other)).result.at
    clock.set(first + timedelta(minutes=5))
    desk.run(CheckInParticipant(one))
    desk.run(MergeParticipants(one, other))
    assert [arrival.at for arrival in desk.people.card(one).arrivals] == [first]


def test_two_meetings_in_one_slot_are_told_and_one_gives_way(two):
    desk, (one, other, third, fourth) = two
    mine = factories.meeting(desk, one, third, 3, 1)
    theirs = factories.meeting(desk, other, fourth, 3, 2)
    (clash,) = desk.people.compare(one, other).clashes
    assert (clash.kind, clash.first.key, clash.second.key) == (ClashKind.SLOT, mine, theirs)
    with pytest.raises(Conflict) as refused:
        desk.run(MergeParticipants(one, other))
    assert refused.value.code == "merge_clash_slot"
    merged = desk.run(MergeParticipants(one, other, give_way=frozenset({mine}))).result
    assert [(lost.key, lost.slot) for lost in merged.waiting] == [(mine, 3)]
    assert [(m.number, m.slot) for m in desk.people.card(one).meetings] == [(2, 3), (1, None)]


def test_two_meetings_with_one_partner_are_told_and_one_is_cancelled(two):
    desk, (one, other, third, _) = two
    factories.meeting(desk, one, third, 3, 1)
    theirs = factories.meeting(desk, third, other, 4, 2)
    (clash,) = desk.people.compare(one, other).clashes
    assert clash.kind is ClashKind.PARTNER
    desk.run(MergeParticipants(one, other, give_way=frozenset({theirs})))
    states = [(m.number, m.status) for m in desk.people.card(one).meetings]
    assert states == [(1, MeetingStatus.PLANNED), (2, MeetingStatus.CANCELLED)]


def test_a_meeting_that_was_held_does_not_give_way(two):
    desk, (one, other, third, fourth) = two
    held = factories.meeting(desk, one, third, 3, 1, status=MeetingStatus.HELD)
    factories.meeting(desk, other, fourth, 3, 2)
    with pytest.raises(Conflict) as refused:
        desk.run(MergeParticipants(one, other, give_way=frozenset({held})))
    assert refused.value.code == "merge_begun"


def test_a_meeting_of_the_two_vanishes_unless_it_was_held(two):
    desk, (one, other, *_) = two
    factories.request(desk, one, other)
    key = factories.meeting(desk, one, other, 1, 1)
    desk.run(MergeParticipants(one, other))
    assert (desk.people.card(one).meetings, desk.people.card(one).requests) == ((), ())
    desk.history.undo()
    desk.run(MarkMeeting(key, MeetingStatus.HELD))
    with pytest.raises(Conflict) as refused:
        desk.run(MergeParticipants(one, other))
    assert refused.value.code == "merge_met"


def test_of_two_equal_requests_the_stronger_stays(two):
    desk, (one, other, third, _) = two
    factories.request(desk, one, third, status=RequestStatus.DECLINED)
    factories.request(desk, other, third, priority=5)
    desk.run(MergeParticipants(one, other))
    requests = [(r.number, r.status) for r in desk.people.card(one).requests]
    assert requests == [(2, RequestStatus.ACCEPTED)]


def test_profiles_languages_and_sessions_of_both_are_kept_once(two):
    desk, (one, other, *_) = two
    session = desk.events.summary().sessions[0].key
    factories.put(desk, SessionAttendance(participant_id=other, session_id=session))
    factories.put(desk, Interpreter(participant_id=one, language_pairs=["en-hr"]))
    factories.put(desk, Interpreter(participant_id=other, language_pairs=["en-hr", "de-hr"]))
    for key, text in ((one, "Lasers"), (other, "lasers!")):
        (profile,) = factories.put(desk, Profile(participant_id=key))
        line = {"profile_id": profile, "side": ProfileSide.OFFER}
        factories.put(desk, ProfileLine(position=0, text=text, **line))
        factories.put(desk, ProfileLine(position=1, text=f"From {key}", **line))
    desk.run(MergeParticipants(one, other))
    card = desk.people.card(one)
    assert card.offers == ("Lasers", f"From {one}", f"From {other}")
    assert (card.sessions, card.language_pairs) == (frozenset(), ("en-hr", "de-hr"))


def test_who_withdrew_is_expected_when_the_other_entry_says_so(two):
    desk, (one, *_) = two
    gone = factories.participant(desk, "Ana K", status=ParticipantStatus.CANCELLED)
    assert desk.people.compare(gone, one).fields[-1] == FieldPair(
        "status", "Withdrawn", "Registered", better=False
    )
    desk.run(MergeParticipants(gone, one, frozenset({"status"})))
    assert desk.people.card(gone).row.status is ParticipantStatus.REGISTERED


def test_nobody_is_merged_with_themselves(two):
    desk, (one, *_) = two
    with pytest.raises(Invalid) as refused:
        desk.run(MergeParticipants(one, one))
    assert refused.value.code == "merge_same"


def test_organisations_merge_with_people_tables_and_partnerships(both_desk):
    desk = both_desk
    one = factories.organisation(desk, "Photonik e.V.", country="DE")
    other = factories.organisation(desk, "Photonik eV", city="Jena")
    person = factories.participant(desk, "Ana", organisation_id=other)
    (escp,) = factories.put(desk, Partnership(acronym="LIGHT"))
    for key in (one, other):
        factories.put(desk, PartnershipMember(partnership_id=escp, organisation_id=key))
    assert [pair.field for pair in desk.people.compare_organisations(one, other).fields] == [
        "name",
        "city",
    ]
    desk.run(MergeOrganisations(one, other, frozenset({"city"})))
    (row,) = desk.people.organisations()
    assert (row.name, row.city, row.participants, row.partnerships) == (
        "Photonik e.V.", "Jena", 1, ("LIGHT",),
    )  # fmt: skip
    assert desk.people.card(person).row.organisation == "Photonik e.V."
    desk.history.undo()
    assert len(desk.people.organisations()) == 2


def test_organisations_that_agreed_with_each_other_are_two(both_desk):
    desk = both_desk
    one, other = factories.organisation(desk, "A"), factories.organisation(desk, "B")
    today = desk.clock.now().date()
    (agreement,) = factories.put(
        desk,
        Agreement(
            number=7,
            type=AgreementType.MEMORANDUM,
            status=AgreementStatus.SIGNED,
            opened_on=today,
            status_on=today,
        ),
    )
    for key in (one, other):
        factories.put(desk, AgreementParty(agreement_id=agreement, organisation_id=key))
    with pytest.raises(Conflict) as refused:
        desk.run(MergeOrganisations(one, other))
    assert (refused.value.code, refused.value.data["number"]) == ("merge_agreed", 7)


def test_every_table_in_which_somebody_stands_only_once_is_known_to_merging():
    """A new one of these needs a line in `following.settle_person`: two rows would collide."""
    once = set()
    for kind, column in references(Participant):
        table = kind.__table__
        unique = [set(index.columns) for index in table.indexes if index.unique]
        unique += [set(c.columns) for c in table.constraints if isinstance(c, UniqueConstraint)]
        if any(table.c[column] in columns for columns in unique):
            once.add(table.name)
    assert once == {
        "agenda", "check_in", "interpreter", "outcome", "profile", "session_attendance",
        "unavailability", "walk_in",
    }  # fmt: skip
