"""What opens, what is refused, and what is upgraded."""

from __future__ import annotations

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
    from tests.conftest import new_database

    with pytest.raises(StorageFault) as refused:
        opening.open_existing(new_database(postgres_uri))
    assert refused.value.code == "database_empty"
