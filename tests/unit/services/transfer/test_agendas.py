"""Everybody's calendar: what stands in it, read by strict rules and by another program's reader."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time

import icalendar
import pytest

from matchdesk.core.errors import Cancelled
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import MeetingStatus, ProgrammeKind
from matchdesk.models import Break, Interpreter
from matchdesk.services.transfer import Wanted
from tests import factories
from tests.unit.interchange import strict_calendar

DAY = date(2026, 11, 18)


@pytest.fixture
def met(desk):
    """Ana meets somebody in every state a meeting can be in; Ivo interprets the first."""
    ana, ivo = (factories.participant(desk, name) for name in ("Ana", "Ivo"))
    (helper,) = factories.put(desk, Interpreter(participant_id=ivo, language_pairs=["en-zh"]))
    for slot, status in enumerate(MeetingStatus, start=1):
        other = factories.participant(desk, f"Other {slot}")
        more = {"interpreter_id": helper} if slot == 1 else {}
        factories.meeting(desk, ana, other, slot, 1, status=status, **more)
    factories.meeting(desk, ana, factories.participant(desk, "Waiting"), None, None)
    factories.put(
        desk,
        Break(day=DAY, starts=time(9, 25), ends=time(9, 30), name="Coffee"),
        Break(
            day=DAY, starts=time(18), ends=time(20), name="Reception; all are welcome",
            kind=ProgrammeKind.OTHER, place="Foyer",
        ),
        Break(
            day=date(2026, 11, 19), starts=time(9), ends=time(10), name="Plenary",
            kind=ProgrammeKind.PLENARY,
        ),
    )  # fmt: skip
    return desk


def calendars(desk, tmp_path, **wanted) -> dict[str, bytes]:
    (path,) = desk.transfer.write("agendas", tmp_path / "a.zip", Wanted(**wanted)).files
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def titles(data: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]


def test_every_calendar_keeps_to_the_rules_in_the_venues_time(met, tmp_path):
    found = calendars(met, tmp_path)
    read = {name: strict_calendar.read(data) for name, data in found.items()}
    assert sorted(read) == [
        "0001-Ana.ics",
        "0002-Ivo.ics",
        "0003-Other-1.ics",
        "0004-Other-2.ics",
        "0005-Other-3.ics",
        "0006-Other-4.ics",
    ]
    assert strict_calendar.moments(read["0003-Other-1.ics"])[0] == (
        datetime(2026, 11, 18, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 8, 20, tzinfo=UTC),
    )


def test_confirmed_meetings_and_the_days_programme_stand_in_it_breaks_do_not(met, tmp_path):
    assert titles(calendars(met, tmp_path)["0001-Ana.ics"]) == [
        "Meeting: Other 1",
        "Meeting: Other 2",
        "Meeting: Other 3",
        "Meeting: Other 4",
        "Reception; all are welcome",
    ]


def test_an_interpreter_has_a_calendar_of_what_they_interpret(met, tmp_path):
    assert titles(calendars(met, tmp_path)["0002-Ivo.ics"]) == [
        "You interpret: Ana, Other 1",
        "Reception; all are welcome",
    ]


def test_calendars_that_are_no_longer_wanted_leave_no_file(met, tmp_path):
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        met.transfer.write("agendas", tmp_path / "a.zip", progress=stopped)
    assert list(tmp_path.glob("*.zip*")) == []
