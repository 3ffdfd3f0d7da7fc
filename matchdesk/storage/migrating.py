"""Alembic, driven from code: no configuration file, no command line at a venue."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).with_name("migrations")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration for this package, migrating over `connection`."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database to `revision`, in the caller's transaction."""
    command.upgrade(configuration(connection), revision)


def known_revisions() -> frozenset[str]:
    """Every format this program can read, by revision."""
    script = ScriptDirectory.from_config(configuration())
    return frozenset(step.revision for step in script.walk_revisions())


def head() -> str:
    """The revision this program writes."""
    return ScriptDirectory.from_config(configuration()).get_current_head() or ""
