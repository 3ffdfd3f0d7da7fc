"""What every session of an event may count on."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from matchdesk.core.errors import Cancelled
from matchdesk.models import Organisation
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories
from tests.conftest import EVENT


def test_one_reading_sees_one_state_while_another_desk_writes(open_desk):
    reader, writer = open_desk("a"), open_desk("b")
    query = select(func.count()).select_from(Organisation)
    with reader._database.reading() as session:
        counts = [session.scalar(query)]
        factories.organisation(writer, "Photonik")
        counts.append(session.scalar(query))
    assert counts == [0, 0]


def test_work_that_outlives_its_event_is_cancelled_and_stores_nothing(opener, address):
    desk = opener(address, "a")
    desk.close()
    with pytest.raises(Cancelled):
        factories.organisation(desk, "Photonik")
    with pytest.raises(Cancelled):
        desk.events.summary()
    assert opener(address, "b").history.page()[0].number == 1


@pytest.mark.parametrize("name", ["Who?.matchdesk", "100 %41.matchdesk", "a#b.matchdesk"])
def test_any_file_name_is_taken_as_it_is(name, tmp_path, clock):
    application = Application(Settings(tmp_path / "settings", clock), clock)
    folder = tmp_path / "events"
    folder.mkdir()
    application.create(str(folder / name), EVENT, watch=False).close()
    assert [file.name for file in folder.iterdir()] == [name]
    desk = application.open(str(folder / name), watch=False)
    assert desk.events.summary().name == "C2C Days"
    desk.close()
