"""What every session of an event may count on."""

from __future__ import annotations

import pytest
from sqlalchemy import event, func, select

from matchdesk.core.errors import Cancelled, Conflict, StorageFault
from matchdesk.core.vocabulary import OrganisationType
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


def test_full_disk_is_said_as_such_and_nothing_is_stored(desk):
    def no_room(connection, record, proxy):
        connection.execute("PRAGMA max_page_count=1")  # SQLite never takes less than it has

    event.listen(desk._database.engine, "checkout", no_room)
    with pytest.raises(StorageFault) as refused:
        factories.organisation(desk, "Photonik", description="x" * 100_000)
    assert refused.value.code == "storage_full"
    assert desk.history.page()[0].number == 1


def test_record_that_exists_already_is_a_conflict_not_damage(both_desk):
    key = factories.organisation(both_desk, "Photonik")
    with pytest.raises(Conflict) as refused:
        factories.put(
            both_desk,
            Organisation(id=key, name="Again", name_key="again", type=OrganisationType.OTHER),
        )
    assert refused.value.code == "conflict"
    assert both_desk.history.page()[0].number == 2


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
