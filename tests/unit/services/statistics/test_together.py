"""Several events in one report, and one day of an event."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from matchdesk.core.errors import Invalid, StorageFault
from matchdesk.core.vocabulary import AgreementType, MeetingStatus, Rating, Term
from matchdesk.models import Partnership, PartnershipMember
from matchdesk.services.application import Application
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import (
    EditAgreement,
    MarkMeeting,
    RecordAgreement,
    RecordOutcome,
)
from matchdesk.services.settings import Settings
from matchdesk.services.statistics import UNSAID, SetDefinition
from tests import factories
from tests.conftest import EVENT, NOON


def filled(desk, country: str):
    """Photonik of Germany meets somebody of `country` on the first day and agrees on something."""
    photonik = factories.organisation(desk, sme_count=80 if country == "TW" else 100)
    other = factories.organisation(desk, f"Body {country}", country=country)
    ana = factories.participant(desk, "Ana", organisation_id=photonik)
    bob = factories.participant(desk, "Bob", organisation_id=other)
    partnership = Partnership(acronym="LIGHT", name="", target_countries=["TW", "JP", "BR"])
    (key,) = factories.put(desk, partnership)
    factories.put(desk, PartnershipMember(partnership_id=key, organisation_id=photonik))
    factories.meeting(desk, ana, bob, 1, 1)
    agreement = RecordAgreement(AgreementType.LETTER_OF_INTENT)
    desk.run(RecordOutcome(1, Rating.AGREEMENT_REACHED, agreement=agreement))
    desk.run(CheckInParticipant(ana))
    desk.run(CheckInParticipant(bob))
    return desk


def desk_people(desk):
    return [party.key for party in desk.outcomes.meetings()[0].parties]


@pytest.fixture
def other(tmp_path, clock):
    """A second event, with somebody from Japan."""
    folder = tmp_path / "other"
    folder.mkdir()
    application = Application(Settings(folder, clock), clock)
    desk = application.create(str(folder / "other.matchdesk"), EVENT, watch=False)
    yield filled(desk, "JP")
    desk.close()


def test_bodies_and_countries_count_once_and_participations_add_up(desk, other):
    filled(desk, "TW")
    found = {f.code: f for f in desk.statistics.figures(others=[Path(other.address)])}
    codes = ("participants.arrived", "organisations.arrived", "countries.arrived", "smes.arrived")
    assert [found[code].value for code in codes] == [4, 3, 3, 100]
    assert [found[c].value for c in ("meetings.held", "agreements.total")] == [2, 2]


def test_partnerships_of_one_name_make_progress_together(desk, other):
    filled(desk, "TW")
    found = {f.code: f for f in desk.statistics.figures(others=[Path(other.address)])}
    assert (found["partnerships.LIGHT"].value, found["partnerships.LIGHT"].of) == (2, 3)


def test_rows_of_several_events_name_their_event(desk, other):
    filled(desk, "TW")
    found = {f.code: f for f in desk.statistics.figures(others=[Path(other.address)])}
    figure = found["meetings.held"]
    assert figure.columns[-1] == "Event"
    assert [row.cells[-1] for row in figure.rows] == ["C2C Days", "C2C Days"]


def test_each_event_counts_by_its_own_meaning(desk, other):
    filled(desk, "TW")
    factories.meeting(desk, *desk_people(desk), 2, 1)
    desk.run(MarkMeeting(2, MeetingStatus.IN_PROGRESS))
    desk.run(SetDefinition(Term.HELD, ("held", "in_progress")))
    report = desk.statistics.report(others=[Path(other.address)])
    assert {f.code: f.value for f in report.figures}["meetings.held"] == 3
    words = [d.word for d in report.definitions if d.term == Term.HELD]
    assert words == ["Held (C2C Days)", "Held (C2C Days)"]


def test_an_event_counted_twice_is_refused(desk, tmp_path):
    filled(desk, "TW")
    copy = tmp_path / "copy.matchdesk"
    desk.close()
    shutil.copy(desk.address, copy)
    again = Application(Settings(tmp_path), desk.clock).open(desk.address, watch=False)
    try:
        with pytest.raises(Invalid, match="event_twice"):
            again.statistics.report(others=[copy])
    finally:
        again.close()


def test_a_file_that_is_no_event_is_refused_in_words(desk, tmp_path):
    wrong = tmp_path / "wrong.matchdesk"
    wrong.write_text("no event")
    with pytest.raises(StorageFault, match="event_not_matchdesk"):
        desk.statistics.report(others=[wrong])


def test_another_events_file_stays_as_it_is(desk, other):
    filled(desk, "TW")
    before = sorted(path.name for path in Path(other.address).parent.iterdir())
    desk.statistics.report(others=[Path(other.address)])
    assert sorted(path.name for path in Path(other.address).parent.iterdir()) == before


def test_a_day_counts_what_it_brought(desk, clock):
    filled(desk, "TW")
    first, second = EVENT.days
    report = desk.statistics.report()
    by_day = {d.day: {f.code: f.value for f in d.figures} for d in report.days}
    codes = ("participants.arrived", "meetings.held", "agreements.total")
    assert [by_day[first][code] for code in codes] == [2, 1, 1]
    assert [by_day[second][code] for code in codes] == [0, 0, 0]
    assert "participants.registered" not in by_day[first]
    assert NOON.date() == date(2026, 11, 18)


def test_what_is_withheld_is_said(desk):
    filled(desk, "TW")
    factories.participant(desk, "Cho", consent_sharing=False)
    desk.run(RecordAgreement(AgreementType.OTHER, meeting=1, confidential=True))
    assert desk.statistics.report().left_out == (
        "Parties and topic of 1 confidential agreement are withheld.",
        UNSAID,
        "The name of 1 participant who does not share data is withheld.",
    )
    assert desk.statistics.report(private=True).left_out == ()


def test_links_and_sectors_are_those_of_the_meetings(desk):
    one = factories.organisation(desk, "One", country="PL", sectors=["Health", "ICT"])
    two = factories.organisation(desk, "Two", country="TW", sectors=["ICT"])
    ana = factories.participant(desk, "Ana", organisation_id=one)
    lin = factories.participant(desk, "Lin", organisation_id=two)
    factories.meeting(desk, ana, lin, 1, 1)
    factories.meeting(desk, ana, lin, 2, 1, status=MeetingStatus.HELD)
    report, board = desk.statistics.report(), desk.statistics.board()
    (link,) = report.encounters.links
    assert (link.first, link.second, link.scheduled, link.held) == ("PL", "TW", 2, 1)
    assert report.encounters.sectors == ("Health", "ICT")
    cells = dict(zip(report.encounters.sectors, report.encounters.matrix, strict=True))
    assert sorted(cells["ICT"]) == [2, 2]
    assert board.encounters == report.encounters


def test_an_agreement_confidential_at_one_event_hides_ratings_of_all(desk, other):
    """Were only its own event's withheld, the other's named ones would say which are missing."""
    filled(desk, "TW")
    other.run(EditAgreement(1, {"confidential": True}))
    reached = "outcomes.rating.agreement_reached"
    for private, named in ((False, [""]), (True, sorted(m.key for m in met(desk, other)))):
        found = desk.statistics.figures(others=[Path(other.address)], private=private)
        (figure,) = (one for one in found if one.code == reached)
        assert (figure.value, sorted({row.key for row in figure.rows})) == (2, named)


def met(*desks):
    return [meeting for desk in desks for meeting in desk.outcomes.meetings()]
