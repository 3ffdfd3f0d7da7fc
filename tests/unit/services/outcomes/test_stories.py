"""Testimonials and achievements leave the house with consent only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.vocabulary import AgreementType, StoryKind
from matchdesk.services.outcomes import (
    EditStory,
    RecordAgreement,
    RemoveAgreement,
    RemoveStory,
    TellStory,
)
from tests import factories
from tests.conftest import NOON

TODAY = date(2026, 11, 18)


def told(desk, text="We found our partner here.", **values):
    return desk.run(TellStory(StoryKind.TESTIMONIAL, text, values)).result


def test_testimonial_brings_the_organisation_of_whoever_tells_it(both_desk):
    body = factories.organisation(both_desk, "Łódź ICT", country="PL")
    anna = factories.participant(both_desk, "Anna Żak", organisation_id=body)
    view = told(both_desk, participant_id=anna)
    assert (view.number, view.who, view.organisation, view.country) == (
        1,
        "Anna Żak",
        "Łódź ICT",
        "PL",
    )
    assert (view.told_on, view.consent, view.publishable) == (TODAY, None, False)
    assert both_desk.outcomes.stories() == (view,)


def test_consent_is_dated_and_can_be_withdrawn(desk, clock):
    view = told(desk, consent=True, consent_how="e-mail")
    assert (view.consent_on, view.publishable) == (TODAY, True)
    clock.set(NOON + timedelta(days=2))
    view = desk.run(EditStory(view.key, {"consent": False})).result
    assert (view.consent_on, view.publishable) == (None, False)
    desk.history.undo()
    assert desk.outcomes.stories()[0].publishable is True


def test_story_about_a_confidential_agreement_is_never_publishable(desk):
    parties = tuple(factories.organisation(desk, name) for name in ("A", "B"))
    command = RecordAgreement(AgreementType.OTHER, parties=parties, confidential=True)
    agreement = desk.run(command).result
    view = told(desk, agreement_id=agreement.key, consent=True)
    assert (view.agreement, view.publishable) == (1, False)
    desk.run(RemoveAgreement(1))
    assert desk.outcomes.stories()[0].agreement is None


def test_removed_story_comes_back_with_undo(desk):
    view = told(desk)
    desk.run(RemoveStory(view.key))
    assert desk.outcomes.stories() == ()
    desk.history.undo()
    assert desk.outcomes.stories() == (view,)


def test_story_without_words_is_refused_and_changes_nothing(desk):
    with pytest.raises(Invalid) as refusal:
        told(desk, text="  \n ")
    assert (refusal.value.code, refusal.value.data["field"]) == ("field_required", "text")
    with pytest.raises(NotFound):
        desk.run(EditStory("none", {"text": "x"}))
    assert desk.outcomes.stories() == ()
