"""Notices what other desks changed.

The journal is the truth. On SQLite `PRAGMA data_version` says cheaply that another connection has
written; on PostgreSQL `LISTEN` rings. Both only shorten the wait before the journal is read, and
the journal is read every two seconds all the same.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from matchdesk.core.changes import ChangeFeed, ChangeSet
from matchdesk.core.errors import MatchDeskError
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_log = logging.getLogger(__name__)

_GLANCE = 0.1  # seconds between two cheap looks
_PAUSE = 1.0  # seconds before a lost database is tried again
_PATIENCE = 2.0  # seconds `stop` waits for a database that does not answer
_LINK_LOST = (SQLAlchemyError, MatchDeskError, psycopg.Error)
_LOOK_ANYWAY = 20  # glances after which the journal is read whatever the cheap look said


class Watcher:
    """A thread that publishes other desks' change sets to `feed` until `stop` is called.

    `on_link` is called from that thread with False when the database stops answering and with True
    when it answers again.
    """

    def __init__(
        self,
        database: Database,
        feed: ChangeFeed,
        on_link: Callable[[bool], None] = lambda up: None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._on_link = on_link
        self._up = True
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="matchdesk-watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch; everything stored up to now counts as known."""
        with self._database.reading() as session:
            self._feed.start_after(journal.last_number(session))
        self._thread.start()

    def stop(self) -> None:
        """End the thread; returns when it has ended, or soon where the database hangs.

        In that case the thread ends by itself as soon as the database answers or fails.
        """
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._watch()
            except Exception as error:
                if not isinstance(error, _LINK_LOST):
                    _log.exception("watching failed; it is tried again")
                self._link(False)
                self._stop.wait(_PAUSE)

    def _link(self, up: bool) -> None:
        if up != self._up:
            self._up = up
            self._on_link(up)

    def _watch(self) -> None:
        """Look until stopped or until the connection fails."""
        with self._database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            connection.detach()  # it goes back to no pool: a bell's connection serves nothing else
            server = raw if isinstance(raw, psycopg.Connection) else None
            changed = _server_bell(server) if server else _file_bell(connection)
            glances = 0
            while not self._stop.is_set():
                if changed() or glances % _LOOK_ANYWAY == 0:
                    self._catch_up()
                    self._link(True)
                glances += 1
                if server is None:
                    self._stop.wait(_GLANCE)

    def _catch_up(self) -> None:
        while not self._stop.is_set():
            with self._database.reading() as session:
                news: Iterable[ChangeSet] = journal.since(session, self._feed.complete_to)
            news = tuple(news)
            if not news:
                return
            self._feed.publish(news)


def _file_bell(connection: Connection) -> Callable[[], bool]:
    """True when another connection has written to the file since the last call."""
    last: list[int] = []

    def changed() -> bool:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        connection.rollback()
        news = last != [version]
        last[:] = [version]
        return news

    return changed


def _server_bell(connection: psycopg.Connection) -> Callable[[], bool]:
    """True when a NOTIFY arrived within the last glance."""
    connection.rollback()
    connection.autocommit = True
    connection.execute("LISTEN matchdesk")

    def changed() -> bool:
        return any(True for _ in connection.notifies(timeout=_GLANCE, stop_after=1))

    return changed
