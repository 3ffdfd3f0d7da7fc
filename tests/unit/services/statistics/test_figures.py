"""Every figure equals one counted in another way, and names the rows it was counted from."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import text

from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    MeetingStatus,
    OrganisationType,
    ParticipantStatus,
    Rating,
    RequestStatus,
    Wish,
)
from matchdesk.models import Partnership, PartnershipMember
from matchdesk.services.checkin import CheckInParticipant, UndoCheckIn
from matchdesk.services.outcomes import (
    MarkMeeting,
    RecordAgreement,
    RecordOutcome,
    UpdateAgreementStatus,
)
from matchdesk.services.statistics import Figure
from tests import factories
from tests.conftest import NOON


def figures(desk, **options) -> dict:
    return {figure.code: figure for figure in desk.statistics.figures(**options)}


def values(desk, *codes: str) -> tuple:
    found = figures(desk)
    return tuple(found[code].value for code in codes)


def somebody(desk, country: str, kind=OrganisationType.CLUSTER, **values) -> str:
    """A participant of an organisation of its own."""
    body = factories.organisation(
        desk,
        factories.unique("Body"),
        country=country,
        type=kind,
        sme_count=values.pop("smes", None),
    )
    return factories.participant(desk, factories.unique("Person"), organisation_id=body, **values)


@pytest.fixture
def day(desk, clock):
    """A small day: five people, three here, four meetings, two agreements."""
    pl = somebody(desk, "PL", smes=100)
    de = somebody(desk, "DE", OrganisationType.SME)
    no = somebody(desk, "NO", smes=20)
    tw = somebody(desk, "TW", consent_sharing=False)
    jp = somebody(desk, "JP", OrganisationType.RESEARCH)
    somebody(desk, "US", status=ParticipantStatus.CANCELLED)
    factories.request(desk, pl, tw)
    factories.request(desk, de, no, status=RequestStatus.PENDING)
    factories.request(desk, de, jp, wish=Wish.NEVER_MEET)
    factories.meeting(desk, pl, tw, 1, 1)
    factories.meeting(desk, pl, no, 2, 1)
    factories.meeting(desk, de, jp, 2, 2)
    factories.meeting(desk, tw, jp, 3, 1)
    factories.meeting(desk, de, no, None, None)
    for key in (pl, no, tw):
        desk.run(CheckInParticipant(key))
    desk.run(CheckInParticipant(jp))
    desk.run(UndoCheckIn(jp))
    desk.run(
        RecordOutcome(
            1,
            Rating.AGREEMENT_REACHED,
            agreement=RecordAgreement(AgreementType.MEMORANDUM, topic="Technology transfer"),
        )
    )
    desk.run(RecordOutcome(2, Rating.NEGOTIATION_STARTED, participant=pl))
    desk.run(RecordOutcome(2, Rating.NO_FURTHER_CONTACT, participant=no))
    desk.run(MarkMeeting(3, MeetingStatus.NO_SHOW, jp))
    desk.run(
        RecordAgreement(
            AgreementType.LETTER_OF_INTENT, AgreementStatus.SIGNED, meeting=2, confidential=True
        )
    )
    return desk


def test_meeting_that_led_to_a_case_is_told_by_its_topic(day):
    assert "cases.topic.Joint project" not in figures(day)
    day.run(RecordOutcome(4, Rating.NEGOTIATION_STARTED, topic="Joint project"))
    assert values(day, "cases.topic.Joint project") == (1,)


def test_participants_are_counted_by_stage_and_region(day):
    codes = ("participants.registered", "participants.registered.eu")
    codes += ("participants.registered.programme", "participants.registered.third")
    codes += ("participants.arrived", "participants.arrived.europe", "participants.arrived.third")
    assert values(day, *codes) == (5, 2, 1, 2, 3, 2, 1)


def test_countries_are_named_behind_their_count(day):
    found = figures(day)
    third = found["countries.registered.third"]
    assert [row.key for row in third.rows] == ["JP", "TW"]
    assert found["countries.arrived"].value == 3


def test_smes_are_summed_over_the_clusters_present_and_silent_ones_named(day):
    figure = figures(day)["smes.arrived"]
    assert (figure.value, len(figure.rows)) == (120, 2)
    assert figure.definition.endswith("; 1 of them give no number")


def test_organisations_are_counted_by_type(day):
    codes = ("organisations.registered", "organisations.registered.type.cluster")
    codes += ("organisations.registered.type.sme", "organisations.arrived")
    assert values(day, *codes) == (5, 3, 1, 3)


def test_meetings_are_counted_from_wish_to_held(day):
    codes = ("meetings.requested", "requests.accepted", "meetings.scheduled", "meetings.held")
    codes += ("meetings.no_show", "meetings.planned", "meetings.waiting", "meetings.cancelled")
    assert values(day, *codes) == (2, 1, 4, 2, 1, 1, 1, 0)


def test_meetings_are_split_by_form_and_region(day):
    codes = ("meetings.scheduled.C2C", "meetings.scheduled.C2B", "meetings.scheduled.B2B")
    codes += ("meetings.scheduled.europe_europe", "meetings.scheduled.europe_third")
    codes += ("meetings.scheduled.third_third", "meetings.held.europe_third")
    assert values(day, *codes) == (2, 1, 1, 1, 2, 1, 1)


def test_rating_of_a_meeting_is_the_better_one_where_the_sides_differ(day):
    codes = ("outcomes.recorded", "outcomes.rating.agreement_reached")
    codes += ("outcomes.rating.negotiation_started", "outcomes.rating.no_further_contact")
    assert values(day, *codes) == (2, 1, 1, 0)


def test_agreements_initiated_are_kept_apart_from_established(day):
    codes = ("agreements.total", "agreements.initiated", "agreements.established")
    codes += ("agreements.third", "agreements.third_share", "agreements.type.letter_of_intent")
    assert values(day, *codes) == (2, 1, 1, 1, 50.0, 1)


def test_case_is_an_agreement_or_a_negotiation_without_one(day):
    tw, no = (day.outcomes.meeting(n).parties[1].key for n in (1, 2))
    factories.meeting(day, tw, no, 4, 1)
    day.run(RecordOutcome(6, Rating.NEGOTIATION_STARTED))
    found = figures(day)
    assert [row.kind for row in found["cases.total"].rows] == ["agreement", "agreement", "meeting"]
    assert (found["cases.third"].value, found["cases.third_share"].value) == (2, 66.7)


def test_share_of_nothing_is_no_number(desk):
    figure = figures(desk)["agreements.third_share"]
    assert (figure.value, figure.shown) == (None, "–")


def test_follow_up_is_due_half_a_year_later(day, clock):
    assert values(day, "follow_ups.open", "follow_ups.due") == (2, 0)
    clock.set(NOON + timedelta(days=181))
    assert values(day, "follow_ups.due") == (2,)
    day.run(UpdateAgreementStatus(1, AgreementStatus.ENDED))
    assert values(day, "follow_ups.open") == (1,)


def test_partnership_reaches_a_target_country_by_an_agreement_of_a_member(day):
    (alliance,) = factories.put(
        day, Partnership(acronym="EACP", target_countries=["TW", "JP", "US"])
    )
    member = day.outcomes.meeting(1).parties[0].organisation_key
    factories.put(day, PartnershipMember(partnership_id=alliance, organisation_id=member))
    figure = figures(day)["partnerships.EACP"]
    assert (figure.value, figure.of, figure.shown) == (1, 3, "1 / 3")
    assert [row.cells[1] for row in figure.rows] == ["1", "", ""]


def test_names_without_consent_and_confidential_agreements_are_withheld(day):
    rows = figures(day)["participants.arrived.third"].rows
    assert [row.cells[1] for row in rows] == ["(withheld)"]
    (confidential,) = figures(day)["agreements.established"].rows
    assert confidential.cells[3:5] == ("(withheld)", "(withheld)")
    shown = figures(day, private=True)["participants.arrived.third"].rows
    assert shown[0].cells[1].startswith("Person ")


def test_every_count_equals_the_number_of_rows_behind_it(day):
    exempt = ("smes.", "summary.smes.", "partnerships.")
    for figure in figures(day).values():
        if not figure.code.startswith(exempt) and not figure.unit:
            assert (figure.code, figure.value) == (figure.code, len(figure.rows))


def test_result_table_repeats_figures_of_the_report(day):
    found = figures(day)
    table = {f.label: f.value for f in found.values() if f.code.startswith("summary.")}
    assert table == {
        "Bilateral meetings held": 2,
        "Participants from Europe": 2,
        "Participants from beyond Europe": 1,
        "Cooperation agreements or partnerships initiated or established": 2,
        "… of which initiated": 1,
        "… of which established": 1,
        "Cooperation cases": 2,
        "Share of cases with partners from beyond Europe": 50.0,
        "European countries represented": 2,
        "Other countries represented": 1,
        "SMEs represented": 120,
    }


def test_codes_are_unique(day):
    codes = [figure.code for figure in day.statistics.figures()]
    assert len(codes) == len(set(codes))


def test_day_figures_are_those_of_the_day_at_hand(day, clock):
    clock.set(NOON + timedelta(hours=1, minutes=50))  # sessions are over until the afternoon
    found = day.statistics.day()
    assert (found.is_today, found.expected, found.arrived) == (True, 5, 3)
    assert (found.meetings, found.held, found.no_show, found.to_come) == (4, 2, 1, 0)
    assert (found.unresolved, found.outcomes_missing) == (1, 1)
    clock.set(NOON + timedelta(days=1))
    assert day.statistics.day().outcomes_missing == 1  # yesterday's is still to be written down
    assert (day.statistics.day().day.isoformat(), day.statistics.day().meetings) == (
        "2026-11-19",
        0,
    )


HELD_BY_REGION = """
SELECT count(*) FROM meeting m
JOIN grid g ON g.id = m.grid_id AND g.state = 'live'
JOIN participant a ON a.id = m.first_id JOIN organisation oa ON oa.id = a.organisation_id
JOIN participant b ON b.id = m.second_id JOIN organisation ob ON ob.id = b.organisation_id
WHERE m.status = 'held' AND (oa.country IN ('TW', 'JP')) <> (ob.country IN ('TW', 'JP'))
"""


@pytest.mark.parametrize("seed", range(3))
def test_figures_equal_those_of_plain_sql_on_a_random_event(desk, seed):
    chance = random.Random(seed)
    countries = ("PL", "DE", "FR", "NO", "TW", "JP")
    keys = [somebody(desk, chance.choice(countries)) for _ in range(12)]
    for key in keys:
        if chance.random() < 0.6:
            desk.run(CheckInParticipant(key))
    for slot in range(1, 9):
        first, second, third, fourth = chance.sample(keys, 4)
        for table, pair in enumerate(((first, second), (third, fourth)), start=1):
            status = chance.choice(list(MeetingStatus))
            factories.meeting(desk, *pair, slot, table, status=status)
    with desk._database.reading() as session:

        def count(query: str) -> int:
            return session.execute(text(query)).scalar_one()

        expected = (
            count("SELECT count(*) FROM participant WHERE status = 'registered'"),
            count(
                "SELECT count(DISTINCT participant_id) FROM check_in"
                " WHERE outcome = 'admitted' AND undone_at IS NULL"
            ),
            count("SELECT count(*) FROM meeting WHERE status = 'held'"),
            count("SELECT count(*) FROM meeting WHERE status <> 'cancelled'"),
            count(HELD_BY_REGION),
        )
    codes = ("participants.registered", "participants.arrived", "meetings.held")
    codes += ("meetings.scheduled", "meetings.held.europe_third")
    assert values(desk, *codes) == expected


@pytest.mark.parametrize(
    ("value", "of", "unit", "shown"),
    [
        (9999, None, "", "9999"),
        (16887, 1_200_000, "", "16\u00a0887 / 1\u00a0200\u00a0000"),
        (67.8, 41, "%", "67.8 %"),
        (None, 0, "%", "–"),
    ],
)
def test_value_is_shown_to_be_read(value, of, unit, shown):
    figure = Figure("x.y", "X", value, "G", (), (), unit=unit, of=of)
    assert figure.shown == shown
