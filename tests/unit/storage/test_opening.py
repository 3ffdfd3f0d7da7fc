"""What opens, what is refused, and what is upgraded."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from matchdesk.core.errors import StorageFault
from matchdesk.core.wording import sentence
from matchdesk.models import Base
from matchdesk.storage import migrating, opening
from matchdesk.storage.database import APPLICATION_ID, Database
from tests.conftest import new_database


def test_format_constant_is_alembics_head():
    assert migrating.head() == opening.FORMAT


def test_models_and_migrations_describe_the_same_tables(both_desk):
    with both_desk._database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "event_not_matchdesk"),
        (b"hello", "event_not_matchdesk"),
        (b"SQLite format 3\0" + b"\0" * 200, "event_not_matchdesk"),
    ],
)
def test_foreign_file_is_refused_untouched(tmp_path: Path, content: bytes, code: str):
    path = tmp_path / "foreign.matchdesk"
    path.write_bytes(content)
    with pytest.raises(StorageFault) as refused:
        opening.open_existing(str(path))
    assert (refused.value.code, path.read_bytes()) == (code, content)
    assert str(path) in sentence(refused.value)


def test_missing_file_is_refused_and_not_created(tmp_path: Path):
    path = tmp_path / "none.matchdesk"
    with pytest.raises(StorageFault) as refused:
        opening.open_existing(str(path))
    assert (refused.value.code, path.exists()) == ("event_missing", False)


def test_existing_event_is_not_overwritten(file_address):
    before = Path(file_address).read_bytes()
    with pytest.raises(StorageFault) as refused:
        opening.create(file_address)
    assert (refused.value.code, Path(file_address).read_bytes()) == ("event_exists", before)


def test_missing_folder_is_refused(tmp_path: Path):
    with pytest.raises(StorageFault) as refused:
        opening.create(str(tmp_path / "no" / "where.matchdesk"))
    assert refused.value.code == "event_folder_missing"


OLDEST = Path(__file__).parents[2] / "data" / "events" / "format-0001.matchdesk"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file written by the first program that stored events."""
    return Path(shutil.copy(OLDEST, tmp_path / "older.matchdesk"))


def test_older_file_is_upgraded_with_everything_in_it(older, opener):
    desk = opener(str(older))
    assert [p.name for p in desk.people.participants()] == ["Person 1", "Person 2", "Person 3"]
    assert desk.verify().faults == ()
    assert revision_of(older) == opening.FORMAT


def test_file_of_format_3_keeps_limits_profiles_and_arrivals(tmp_path, opener):
    """Its participants have `max_meetings`, and no limits for runs and free slots yet."""
    path = Path(
        shutil.copy(OLDEST.with_name("format-0003.matchdesk"), tmp_path / "three.matchdesk")
    )
    desk = opener(str(path))
    desk.settings.desk = "Desk 1"  # whose changes these are
    chen, _agnieszka, sinead = (desk.people.card(p.key) for p in desk.people.participants())
    assert (chen.row.native_name, chen.max_meetings, chen.offers) == ("陳 威霖", 4, ("Sensors",))
    assert (chen.most_in_a_row, chen.free_slots) == (None, None)
    assert chen.row.arrived_at is not None
    assert sinead.language_pairs == ("en-zh",)
    desk.history.undo()
    assert desk.people.card(chen.row.key).row.arrived_at is None
    assert desk.verify().faults == ()


def test_older_file_is_copied_beside_itself_before_the_upgrade(older, opener):
    before = older.read_bytes()
    opener(str(older))
    (copy,) = older.parent.glob("older.before-upgrade-0001-*.matchdesk")
    assert revision_of(copy) == "0001"
    assert tables_of(copy) == tables_of(OLDEST)
    assert before == OLDEST.read_bytes()


def test_change_of_before_the_upgrade_can_still_be_undone(older, opener):
    desk = opener(str(older))
    desk.history.undo()
    assert desk.history.page()[0].reverts == 4
    assert desk.verify().faults == ()


def test_older_database_on_a_server_is_upgraded(postgres_uri, opener):
    address = new_database(postgres_uri)
    database = Database(address)
    with database.engine.connect() as connection, connection.begin():
        migrating.upgrade(connection, "0001")
    database.close()
    upgraded = opening.open_existing(address)
    assert opening._revision(upgraded) == opening.FORMAT
    upgraded.close()


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def tables_of(path: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in names.fetchall()
        }


def test_newer_file_is_refused_untouched(file_address):
    with closing(sqlite3.connect(file_address)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageFault) as refused:
        opening.open_existing(file_address)
    assert refused.value.code == "event_too_new"
    assert [p.name for p in Path(file_address).parent.glob("*.matchdesk")] == ["event.matchdesk"]


def test_unreachable_server_gets_a_sentence():
    with pytest.raises(StorageFault) as refused:
        opening.open_existing("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1")
    assert refused.value.code == "database_unreachable"


def test_empty_database_is_told_apart_from_a_broken_one(postgres_uri):
    with pytest.raises(StorageFault) as refused:
        opening.open_existing(new_database(postgres_uri))
    assert refused.value.code == "database_empty"


def test_new_event_opens_at_a_second_desk_while_the_first_has_it_open(tmp_path: Path):
    file = tmp_path / "e.matchdesk"
    first = opening.create(str(file))
    try:
        opening.open_existing(str(file)).close()
    finally:
        first.close()


def test_event_whose_mark_is_still_in_the_log_opens(tmp_path: Path):
    file, cut = tmp_path / "e.matchdesk", tmp_path / "cut.matchdesk"
    with closing(sqlite3.connect(file)) as first:
        first.execute("PRAGMA journal_mode=WAL")
        source = opening.create(str(tmp_path / "whole.matchdesk"))
        source.close()
        with closing(sqlite3.connect(tmp_path / "whole.matchdesk")) as whole:
            first.executescript("\n".join(whole.iterdump()))
        first.execute(f"PRAGMA application_id={APPLICATION_ID}")
        first.commit()
        shutil.copy(file, cut)
        shutil.copy(f"{file}-wal", f"{cut}-wal")
    assert cut.read_bytes()[68:72] == b"\0\0\0\0"
    opening.open_existing(str(cut)).close()


def test_foreign_file_with_a_log_beside_it_is_refused(tmp_path: Path):
    file = tmp_path / "e.matchdesk"
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE t (x)")
        with pytest.raises(StorageFault) as caught:
            opening.open_existing(str(file))
    assert caught.value.code == "event_not_matchdesk"
