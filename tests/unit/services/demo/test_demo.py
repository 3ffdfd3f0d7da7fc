"""The demonstration runs a whole day and leaves a sound event."""

from __future__ import annotations

from datetime import date

import pytest

from matchdesk.core.clock import FixedClock
from matchdesk.core.errors import Invalid
from matchdesk.services.application import Application
from matchdesk.services.demo import run_day
from matchdesk.services.settings import Settings
from tests.conftest import NOON


@pytest.fixture
def application(tmp_path) -> Application:
    return Application(Settings(tmp_path / "settings"), FixedClock(NOON))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    application = Application(Settings(folder / "settings"), FixedClock(NOON))
    said: list[str] = []
    result = run_day(application, folder / "out", participants=40, tell=said.append)
    desk = application.open(str(result.event), watch=False)
    yield desk, result, said
    desk.close()


def test_event_of_the_demonstration_is_sound(finished):
    desk, result, _ = finished
    assert result.sound
    assert desk.verify().faults == ()


def test_demonstration_says_that_its_people_are_invented(finished):
    desk, _, said = finished
    assert desk.events.summary().notice == (
        "All people, organisations' contacts and meetings in this event are invented."
    )
    assert said[0].endswith(desk.events.summary().notice)


def test_demonstration_leaves_every_kind_of_file(finished):
    _, result, _ = finished
    folder = result.event.parent
    assert {path.relative_to(folder).as_posix() for path in result.files} >= {
        "demonstration.matchdesk",
        "refused.csv",
        "registration/requests.csv",
        "print/badges.pdf",
        "print/agendas.pdf",
        "print/table-signs.pdf",
        "export/participants.xlsx",
        "export/meetings.xlsx",
        "export/agreements.xlsx",
        "export/report.xlsx",
    }


def test_every_participant_of_the_demonstration_is_there(finished):
    desk, _, _ = finished
    assert len(desk.people.participants()) == 40


def test_whole_demonstration_can_be_undone_back_to_the_registrations(finished):
    desk, _, _ = finished
    intents = {row.intent for row in desk.history.page(limit=1000)}
    assert intents >= {"new_event", "import_file", "accept_plan", "move_meeting", "undo", "redo"}


def test_demonstration_starts_today_unless_told_otherwise(finished):
    desk, _, _ = finished
    assert desk.events.summary().days == (date(2026, 11, 18), date(2026, 11, 19))


def test_number_of_people_out_of_range_makes_nothing(application, tmp_path):
    with pytest.raises(Invalid):
        run_day(application, tmp_path / "out", participants=10)
    assert not (tmp_path / "out" / "demonstration.matchdesk").exists()


def test_event_of_an_earlier_demonstration_is_kept(application, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "demonstration.matchdesk").write_bytes(b"somebody's work")
    with pytest.raises(Invalid):
        run_day(application, out, participants=10)
    assert (out / "demonstration.matchdesk").read_bytes() == b"somebody's work"
