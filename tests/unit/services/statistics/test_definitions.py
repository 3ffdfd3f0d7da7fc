"""What the report's words mean is data, and may be set otherwise for one event."""

from __future__ import annotations

from datetime import date

import pytest

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import AgreementType, MeetingStatus, Rating, Term
from matchdesk.services.outcomes import MarkMeeting, RecordAgreement, RecordOutcome
from matchdesk.services.statistics import ResetDefinition, SetDefinition
from tests import factories


@pytest.fixture
def met(desk):
    """Poland met Kosovo and Taiwan; the first meeting goes on, the second was valuable."""
    bodies = {c: factories.organisation(desk, c, country=c) for c in ("PL", "XK", "TW")}
    people = {c: factories.participant(desk, c, organisation_id=b) for c, b in bodies.items()}
    factories.meeting(desk, people["PL"], people["XK"], 1, 1)
    factories.meeting(desk, people["PL"], people["TW"], 2, 1)
    desk.run(MarkMeeting(1, MeetingStatus.IN_PROGRESS))
    agreement = RecordAgreement(AgreementType.OTHER)
    desk.run(RecordOutcome(2, Rating.VALUABLE_CONTACT, agreement=agreement))
    return desk


def values(desk, *codes):
    found = {figure.code: figure.value for figure in desk.statistics.figures()}
    return tuple(found.get(code) for code in codes)


def test_a_country_counts_where_the_event_says(met):
    codes = ("participants.registered.programme", "participants.registered.third")
    assert values(met, *codes) == (1, 1)
    met.run(SetDefinition(Term.REGIONS, ("xk=third",), "Call 2026", date(2026, 1, 1)))
    assert values(met, *codes) == (0, 2)
    met.history.undo()
    assert values(met, *codes) == (1, 1)


def test_held_means_what_the_event_says(met):
    assert values(met, "meetings.held") == (1,)
    met.run(SetDefinition(Term.HELD, ("in_progress", "held")))
    assert values(met, "meetings.held", "meetings.held.europe_europe") == (2, 1)


def test_a_case_and_an_agreement_mean_what_the_event_says(met):
    codes = ("cases.total", "agreements.total")
    assert values(met, *codes) == (1, 1)
    met.run(SetDefinition(Term.AGREEMENT, ("letter_of_intent",)))
    assert values(met, *codes) == (0, 0)
    met.run(SetDefinition(Term.CASE, ("valuable_contact",)))
    assert values(met, *codes) == (1, 0)
    met.run(ResetDefinition(Term.AGREEMENT))
    assert values(met, *codes) == (1, 1)


def test_an_own_meaning_stands_in_the_report_with_its_day_and_basis(met):
    met.run(SetDefinition(Term.HELD, ("held", "in_progress"), " Call 2026 "))
    (found,) = (d for d in met.statistics.definitions() if d.term == Term.HELD)
    assert (found.meaning, found.since, found.basis, found.own) == (
        "A meeting marked as: Held, In progress",
        date(2026, 11, 18),
        "Call 2026",
        True,
    )


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Term.HELD, ()),
        (Term.HELD, ("planned",)),
        (Term.REGIONS, ("XQ=eu",)),
        (Term.REGIONS, ("PL=unknown",)),
        (Term.REGIONS, ("PL",)),
    ],
)
def test_a_meaning_that_makes_no_sense_is_refused(met, term, value):
    with pytest.raises(Invalid):
        met.run(SetDefinition(term, value))


def test_the_day_at_hand_counts_agreements_as_the_event_means_them(met):
    assert met.statistics.day().agreements == 1
    met.run(SetDefinition(Term.AGREEMENT, ("letter_of_intent",)))
    assert met.statistics.day().agreements == 0
