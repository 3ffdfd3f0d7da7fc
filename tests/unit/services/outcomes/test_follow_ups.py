"""What is due when, for screens, calendars and letters."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest

from matchdesk.core.errors import FileFault
from matchdesk.core.vocabulary import AgreementType
from matchdesk.services.outcomes import RecordAgreement
from tests import factories
from tests.conftest import NOON
from tests.unit.interchange import strict_calendar


@pytest.fixture
def agreed(desk) -> tuple[str, str]:
    one = factories.organisation(desk, "Łódź; ICT, e.V.", country="PL")
    two = factories.organisation(desk, "臺灣資訊通訊科技產業聚落 Taiwan ICT Cluster", country="TW")
    factories.participant(
        desk, "Anna Żak", organisation_id=one, email="anna@people.example", languages=["pl", "en"]
    )
    factories.participant(desk, "Ewa", organisation_id=one, email="ewa@people.example")
    desk.run(
        RecordAgreement(
            AgreementType.LETTER_OF_INTENT,
            parties=(one, two),
            topic="Joint project",
            signatories=((one, "Anna Żak"),),
            follow_up_on=date(2027, 1, 31),
            values={"next_step": "Visit, then sign", "owner": "Ana"},
        )
    )
    return one, two


def test_list_names_whom_to_ask_at_each_party(desk, agreed, clock):
    (one,) = desk.outcomes.follow_up_list()
    assert [(c.name, c.email, c.language) for c in one.contacts] == [
        ("Anna Żak", "anna@people.example", "pl"),
        ("", "", ""),
    ]
    assert (one.due, one.overdue) == (date(2027, 1, 31), False)
    assert desk.outcomes.follow_up_list(until=date(2027, 1, 30)) == ()
    clock.set(NOON + timedelta(days=75))
    assert desk.outcomes.follow_up_list()[0].overdue is True


def test_calendar_is_understood_by_an_independent_reader(desk, agreed, tmp_path):
    (path,) = desk.outcomes.write_follow_ups(tmp_path / "due.ics")
    data = path.read_bytes()
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2027, 1, 31),
        date(2027, 2, 1),
    )
    assert str(event["summary"]) == (
        "Letter of Intent 1: Łódź; ICT, e.V. · 臺灣資訊通訊科技產業聚落 Taiwan ICT Cluster"
        " – Visit, then sign"
    )
    assert str(event["description"]).splitlines()[0] == "Joint project"
    assert len(event.walk("VALARM")) == 1
    strict_calendar.read(data)


def test_second_calendar_updates_the_first(desk, agreed, tmp_path):
    uids = []
    for name in ("one.ics", "two.ics"):
        (path,) = desk.outcomes.write_follow_ups(tmp_path / name)
        (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        uids.append(str(event["uid"]))
    assert uids[0] == uids[1]


def test_calendar_entry_of_a_confidential_agreement_names_nobody(desk, agreed, tmp_path):
    command = RecordAgreement(
        AgreementType.OTHER, parties=agreed, topic="Hush", confidential=True,
        follow_up_on=date(2026, 12, 1),
    )  # fmt: skip
    desk.run(command)
    (path,) = desk.outcomes.write_follow_ups(tmp_path / "due.ics", until=date(2026, 12, 1))
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert (str(event["summary"]), event.get("description")) == ("Other agreement 2", None)


def test_calendar_without_anything_due_is_not_written(desk, tmp_path):
    with pytest.raises(FileFault) as refusal:
        desk.outcomes.write_follow_ups(tmp_path / "due.ics")
    assert (refusal.value.code, list(tmp_path.glob("*.ics"))) == ("follow_ups_none", [])
