"""A whole event in one file, and a new event made from it."""

from __future__ import annotations

import json
import zipfile

import pytest

from matchdesk.core.errors import Cancelled, StorageFault
from matchdesk.core.progress import Progress
from matchdesk.core.vocabulary import Rating
from matchdesk.services.application import Application
from matchdesk.services.checkin import CheckInParticipant
from matchdesk.services.outcomes import RecordOutcome
from matchdesk.services.settings import Settings
from matchdesk.storage import archiving
from matchdesk.storage.opening import open_existing
from tests import factories


@pytest.fixture
def lived(both_desk):
    """An event with something in most tables, on both kinds of database."""
    first, second = factories.people(both_desk, 2)
    factories.meeting(both_desk, first, second, 1, 1)
    both_desk.run(CheckInParticipant(first))
    both_desk.run(RecordOutcome(1, Rating.VALUABLE_CONTACT, note="Łódź, 台灣"))
    return both_desk


def tables(path):
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.startswith("tables/")]
        return {name: packed.read(name) for name in names}


def test_an_event_made_from_an_archive_is_the_same_and_sound(lived, tmp_path, clock):
    path = lived.transfer.archive(tmp_path / "event.zip")
    application = Application(Settings(tmp_path, clock), clock)
    made = application.restore(str(tmp_path / "new.matchdesk"), path, watch=False)
    try:
        assert made.verify().sound
        again = made.transfer.archive(tmp_path / "again.zip")
        assert tables(again) == tables(path)
        assert made.history.page() == lived.history.page()
        made.run(CheckInParticipant(made.people.participants()[1].key))
    finally:
        made.close()


def test_an_archive_goes_onto_a_server(lived, tmp_path, postgres_uri):
    import psycopg  # a server, only here

    path = lived.transfer.archive(tmp_path / "event.zip")
    with psycopg.connect(postgres_uri.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "restored_{id(lived)}" TEMPLATE template0')
    address = postgres_uri.replace("/postgres?", f"/restored_{id(lived)}?")
    made = archiving.restore(address, path, Progress())
    archiving.write(made, tmp_path / "again.zip", Progress())
    made.close()
    assert tables(tmp_path / "again.zip") == tables(path)


def test_nothing_is_made_of_a_damaged_archive(desk, tmp_path):
    path = desk.transfer.archive(tmp_path / "event.zip")
    kept = tables(path)
    with zipfile.ZipFile(path) as packed:
        manifest = packed.read("manifest.json")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("manifest.json", manifest)
        for name, data in kept.items():
            packed.writestr(name, data.replace(b"Live", b"Dead"))
    with pytest.raises(StorageFault, match="archive_damaged"):
        archiving.restore(str(tmp_path / "new.matchdesk"), path, Progress())
    assert not (tmp_path / "new.matchdesk").exists()


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        ({"kind": "other"}, "archive_not_ours"),
        ([], "archive_not_ours"),
        ({"kind": "matchdesk-archive", "version": 99}, "archive_too_new"),
        (
            {"kind": "matchdesk-archive", "version": 1, "format": "9999", "tables": {}},
            "archive_too_new",
        ),
    ],
)
def test_what_is_no_archive_of_ours_is_refused(tmp_path, manifest, code):
    path = tmp_path / "wrong.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(StorageFault, match=code):
        archiving.restore(str(tmp_path / "new.matchdesk"), path, Progress())


def test_an_existing_event_is_not_written_over(desk, tmp_path):
    path = desk.transfer.archive(tmp_path / "event.zip")
    with pytest.raises(StorageFault, match="event_exists"):
        archiving.restore(desk.address, path, Progress())
    open_existing(desk.address).close()


def test_restoring_that_is_no_longer_wanted_leaves_nothing(desk, tmp_path):
    path = desk.transfer.archive(tmp_path / "event.zip")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        archiving.restore(str(tmp_path / "new.matchdesk"), path, progress)
    assert not (tmp_path / "new.matchdesk").exists()
