"""Everybody in memory, kept true by the journal: what is searched, counted and awaited.

Reading five thousand people takes a tenth of a second of Python's time, and a desk asks after every
scan. So they are read once; before each answer the journal is asked what has changed since (one
indexed look-up), and only the people concerned are read again: right after changes of our own and
of other desks alike.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.models import CheckIn, Participant
from matchdesk.services.checkin import people
from matchdesk.services.checkin.views import PersonView
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_REBUILD_ABOVE = 400
"""More changed people than this are not worth reading one by one."""


class Follower(Protocol):
    """Keeps something worked out of the roll true; called under the roll's lock."""

    def fill(self, people: Mapping[str, PersonView]) -> None:
        """Begin anew with these people, by key. The mapping stays as true as the roll."""

    def replace(self, gone: Iterable[PersonView], come: Iterable[PersonView]) -> None:
        """These stood on the roll as they were, those stand there now."""


class Roll:
    """Thread-safe. Nothing is read before the first question."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.RLock()
        self._people: dict[str, PersonView] = {}
        self._followers: list[Follower] = []
        self._number = -1

    @contextmanager
    def read(self, follower: Follower | None = None) -> Iterator[Mapping[str, PersonView]]:
        """Everybody by key as they stand, nobody changing them within the block.

        `follower` is true by then; from its first time on it is told of every change.
        """
        with self._lock:
            with self._database.reading() as session:
                self._catch_up(session)
            if follower is not None and follower not in self._followers:
                follower.fill(self._people)
                self._followers.append(follower)
            yield self._people

    def _catch_up(self, session: Session) -> None:
        number = journal.last_number(session)
        if number == self._number:
            return
        changed = None if self._number < 0 else _people_changed(session, self._number)
        if changed is None or len(changed) > _REBUILD_ABOVE:
            self._people = {person.key: person for person in people.everybody(session)}
            for follower in self._followers:
                follower.fill(self._people)
        elif changed:
            self._replace(changed, people.people(session, changed))
        self._number = number

    def _replace(self, keys: set[str], come: dict[str, PersonView]) -> None:
        gone = [self._people[key] for key in keys if key in self._people]
        for key in keys - come.keys():
            self._people.pop(key, None)
        self._people.update(come)
        for follower in self._followers:
            follower.replace(gone, come.values())


def _people_changed(session: Session, since: int) -> set[str] | None:
    """Keys of the people whose entry may differ after change set `since`; None for all."""
    keys: set[str] = set()
    groups: set[str] = set()
    for change in journal.changes_since(session, since, (*_OF_PERSON, *_OF_MANY)):
        if change.entity in _OF_MANY:
            groups.add(str(change.key))
        else:
            column = _OF_PERSON[change.entity]
            images = (change.before, change.after)
            keys |= {str(row[column]) for row in images if row and row.get(column)}
    if len(groups) > _REBUILD_ABOVE:
        return None
    return keys | _members(session, groups)


def _members(session: Session, groups: Iterable[str]) -> set[str]:
    """Whoever belongs to one of these organisations or delegations."""
    wanted = list(groups)
    if not wanted:
        return set()
    query = select(Participant.id).where(
        or_(Participant.organisation_id.in_(wanted), Participant.delegation_id.in_(wanted))
    )
    return set(session.scalars(query))


_OF_PERSON = {
    Participant.__tablename__: "id",
    CheckIn.__tablename__: "participant_id",
}
"""Tables whose rows concern one participant, with the column that says whom."""

_OF_MANY = ("organisation", "delegation")
"""Tables whose rows concern everybody who belongs to them."""
