"""Whether a meeting was held, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchdesk.core.errors import Conflict, Invalid, NotFound, RuleBroken
from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    MeetingForm,
    MeetingStatus,
    OrganisationType,
    Rating,
)
from matchdesk.services.outcomes import (
    MarkMeeting,
    RecordAgreement,
    RecordOutcome,
    RemoveOutcome,
)
from matchdesk.services.outcomes import UpdateAgreementStatus as UpdateStatus
from tests import factories
from tests.conftest import NOON


@pytest.fixture
def pair(desk) -> tuple[str, str]:
    """Two people of two clusters with meeting 1, slot 1, table 1."""
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, 1, 1)
    return first, second


def refused(desk, command, kind=Conflict) -> str:
    with pytest.raises(kind) as refusal:
        desk.run(command)
    return str(refusal.value.code)


def test_outcome_makes_the_meeting_held(both_desk):
    first, second = factories.people(both_desk, 2)
    factories.meeting(both_desk, first, second, 1, 1)
    command = RecordOutcome(1, Rating.VALUABLE_CONTACT, note=" good ", next_step="call")
    recorded = both_desk.run(command).result
    (told,) = recorded.meeting.outcomes
    assert recorded.meeting.status is MeetingStatus.HELD
    assert (told.rating, told.note, told.next_step, told.told_by_key) == (
        Rating.VALUABLE_CONTACT,
        "good",
        "call",
        None,
    )


def test_both_sides_may_differ_and_a_side_may_change_its_mind(desk, pair):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, participant=pair[0]))
    desk.run(RecordOutcome(1, Rating.NO_FURTHER_CONTACT, participant=pair[1]))
    assert desk.outcomes.meeting(1).sides_differ is True
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, participant=pair[1]))
    view = desk.outcomes.meeting(1)
    assert (len(view.outcomes), view.sides_differ) == (2, False)


def test_said_twice_by_both_together_is_one_outcome(desk, pair):
    for rating in (Rating.KNOWLEDGE_GAINED, Rating.NEGOTIATION_STARTED):
        desk.run(RecordOutcome(1, rating))
    assert [o.rating for o in desk.outcomes.meeting(1).outcomes] == [Rating.NEGOTIATION_STARTED]


def test_outcome_with_agreement_is_one_change_and_one_undo(desk, pair):
    agreement = RecordAgreement(AgreementType.LETTER_OF_INTENT, topic="Joint project")
    done = desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, agreement=agreement)).result
    assert done.agreement.meeting == 1
    assert desk.outcomes.meeting(1).agreements == (1,)
    desk.history.undo()
    assert desk.outcomes.agreements() == ()
    assert desk.outcomes.meeting(1).status is MeetingStatus.PLANNED


def test_topic_is_told_by_both_together_or_by_the_first_who_says_so(desk, pair):
    desk.run(RecordOutcome(1, Rating.NEGOTIATION_STARTED, pair[1], topic=" Joint project "))
    desk.run(RecordOutcome(1, Rating.NEGOTIATION_STARTED, pair[0]))
    assert desk.outcomes.meeting(1).topic == "Joint project"
    desk.run(RecordOutcome(1, Rating.NEGOTIATION_STARTED, topic="Technology transfer"))
    assert desk.outcomes.meeting(1).topic == "Technology transfer"


def test_agreement_without_a_topic_takes_that_of_its_meeting(desk, pair):
    agreement = RecordAgreement(AgreementType.LETTER_OF_INTENT)
    desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, agreement=agreement, topic="Joint project"))
    assert [one.topic for one in desk.outcomes.agreements()] == ["Joint project"]


def test_outsider_cannot_tell_what_came_of_a_meeting(desk, pair):
    outsider = factories.participant(desk, "Zoe")
    command = RecordOutcome(1, Rating.VALUABLE_CONTACT, participant=outsider)
    assert refused(desk, command, Invalid) == "outcome_not_party"


def test_unknown_meeting_is_not_found(desk):
    with pytest.raises(NotFound):
        desk.run(RecordOutcome(99, Rating.VALUABLE_CONTACT))


@pytest.mark.parametrize("status", [MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED])
def test_nothing_came_of_a_meeting_that_did_not_take_place(desk, pair, status):
    desk.run(MarkMeeting(1, status))
    assert refused(desk, RecordOutcome(1, Rating.VALUABLE_CONTACT)) == "outcome_not_met"


def test_nothing_came_of_a_meeting_that_waits(desk):
    first, second = factories.people(desk, 2)
    factories.meeting(desk, first, second, None, None)
    assert refused(desk, RecordOutcome(1, Rating.VALUABLE_CONTACT)) == "outcome_waits"
    assert refused(desk, MarkMeeting(1, MeetingStatus.HELD)) == "outcome_waits"


def test_no_show_names_who_did_not_come(desk, pair):
    view = desk.run(MarkMeeting(1, MeetingStatus.NO_SHOW, pair[1])).result
    assert (view.status, view.no_show_keys) == (MeetingStatus.NO_SHOW, (pair[1],))
    view = desk.run(MarkMeeting(1, MeetingStatus.NO_SHOW)).result
    assert view.no_show_keys == pair
    view = desk.run(MarkMeeting(1, MeetingStatus.HELD)).result
    assert view.no_show_keys == ()


def test_meeting_with_an_outcome_stays_held_until_it_is_removed(desk, pair):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    assert refused(desk, MarkMeeting(1, MeetingStatus.NO_SHOW)) == "outcome_kept"
    desk.run(RemoveOutcome(1))
    assert desk.run(MarkMeeting(1, MeetingStatus.NO_SHOW)).result.outcomes == ()
    assert refused(desk, RemoveOutcome(1)) == "outcome_none"


def test_cancelled_meeting_cannot_come_back_where_its_table_is_taken(desk, pair):
    desk.run(MarkMeeting(1, MeetingStatus.CANCELLED))
    third, fourth = factories.people(desk, 2)
    factories.meeting(desk, third, fourth, 1, 1)
    with pytest.raises(RuleBroken):
        desk.run(MarkMeeting(1, MeetingStatus.PLANNED))


def test_form_follows_the_types_of_organisation(desk):
    kinds = (OrganisationType.CLUSTER, OrganisationType.SME)
    people = [
        factories.participant(
            desk, kind, organisation_id=factories.organisation(desk, kind, type=kind)
        )
        for kind in kinds
    ]
    factories.meeting(desk, *people, 1, 1)
    assert desk.outcomes.meeting(1).form is MeetingForm.C2B


def test_meeting_awaits_its_outcome_once_its_slot_is_over(desk, pair, clock):
    assert desk.outcomes.meeting(1).awaits_outcome is False
    clock.set(NOON + timedelta(minutes=20))
    assert desk.outcomes.meeting(1).awaits_outcome is True
    first = desk.outcomes.progress()[0]
    assert (first.slot, first.meetings, first.recorded, first.awaiting) == (1, 1, 0, 1)
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT))
    assert desk.outcomes.progress()[0].recorded == 1
    assert desk.outcomes.meeting(1).awaits_outcome is False


def test_meetings_of_one_slot_are_listed_by_table(desk):
    a, b, c, d = factories.people(desk, 4)
    factories.meeting(desk, a, b, 2, 3)
    factories.meeting(desk, c, d, 2, 1)
    factories.meeting(desk, a, c, 3, 1)
    assert [(m.number, m.table) for m in desk.outcomes.meetings(2)] == [(2, 1), (1, 3)]


def test_agreement_takes_its_parties_from_the_meeting(desk, pair):
    view = desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=1)).result
    assert [name for _, name, _, _ in view.parties] == ["Cluster 1", "Cluster 2"]
    assert (view.number, view.opened_on, view.follow_up_on) == (
        1,
        date(2026, 11, 18),
        date(2027, 5, 18),
    )


def test_agreement_needs_two_organisations(desk):
    alone = factories.organisation(desk)
    command = RecordAgreement(AgreementType.OTHER, parties=(alone, alone))
    assert refused(desk, command, Invalid) == "agreement_parties"


def test_same_agreement_twice_is_noticed(desk, pair):
    command = RecordAgreement(AgreementType.MEMORANDUM, topic="Exchange", meeting=1)
    desk.run(command)
    assert refused(desk, command) == "agreement_known"


def test_signing_dates_the_status_and_ending_ends_the_follow_up(desk, pair, clock):
    desk.run(RecordAgreement(AgreementType.MEMORANDUM, meeting=1))
    clock.set(NOON + timedelta(days=30))
    signed = desk.run(UpdateStatus(1, AgreementStatus.SIGNED)).result
    assert (signed.status_on, signed.opened_on) == (date(2026, 12, 18), date(2026, 11, 18))
    assert [a.number for a in desk.outcomes.follow_ups(date(2027, 5, 18))] == [1]
    assert desk.outcomes.follow_ups(date(2027, 5, 17)) == ()
    desk.run(UpdateStatus(1, AgreementStatus.ENDED))
    assert desk.outcomes.follow_ups() == ()


def test_follow_up_before_the_agreement_is_refused(desk, pair):
    command = RecordAgreement(AgreementType.MEMORANDUM, meeting=1, follow_up_on=date(2026, 11, 17))
    assert refused(desk, command, Invalid) == "agreement_before"


def test_satisfaction_is_kept_beside_the_rating_by_side(desk, pair):
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, participant=pair[0], score=5))
    desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, participant=pair[1], score=2))
    assert [told.score for told in desk.outcomes.meeting(1).outcomes] == [5, 2]


@pytest.mark.parametrize("score", [0, 6])
def test_satisfaction_beyond_the_scale_is_refused(desk, pair, score):
    command = RecordOutcome(1, Rating.VALUABLE_CONTACT, score=score)
    assert refused(desk, command, Invalid) == "outcome_score"
    assert desk.outcomes.meeting(1).outcomes == ()
