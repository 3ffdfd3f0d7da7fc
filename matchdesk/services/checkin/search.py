"""Finding people as one types: an index in memory that follows the journal.

Before every search the journal is asked what has changed since the index was built (one indexed
look-up), and only the people concerned are read again: right after changes of our own and of
other desks alike. Check-in, People and the command palette all search here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.models import CheckIn, Participant
from matchdesk.services.checkin import people
from matchdesk.services.checkin.views import PersonView
from matchdesk.services.finding import Found, Index
from matchdesk.services.finding.spellings import folded
from matchdesk.services.places import country_name
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_REBUILD_ABOVE = 400
"""More changed people than this are not worth reading one by one."""


class PeopleSearch:
    """Thread-safe. Nothing is read before the first search; `warm` reads ahead."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._people: dict[str, PersonView] = {}
        self._index = Index()
        self._number = -1

    def warm(self) -> None:
        """Build the index now, so that the first search is as quick as the others."""
        with self._lock:
            self._refresh()

    def search(self, text: str, limit: int = 20) -> tuple[PersonView, ...]:
        """People who match every word of `text`, best first; an empty text finds nobody.

        Words match whole names first, then their beginnings, parts, and other facts; a number
        matches the badge. Where few match, those one typing slip away follow.
        """
        if not text.strip():
            return ()
        with self._lock:
            self._refresh()
            return tuple(self._people[key] for key in self._index.search(text)[:limit])

    def keys(self, text: str) -> tuple[str, ...]:
        """Everybody `search` finds, by key: for lists that hold the rest themselves."""
        if not text.strip():
            return ()
        with self._lock:
            self._refresh()
            return tuple(self._index.search(text))

    def _refresh(self) -> None:
        with self._database.reading() as session:
            number = journal.last_number(session)
            if number == self._number:
                return
            changed = None if self._number < 0 else _people_changed(session, self._number)
            if changed is None or len(changed) > _REBUILD_ABOVE:
                self._people = {person.key: person for person in people.everybody(session)}
                self._index.fill(map(_found, self._people.values()))
            elif changed:
                self._replace(changed, people.people(session, changed))
            self._number = number

    def _replace(self, keys: set[str], found: dict[str, PersonView]) -> None:
        for key in keys - found.keys():
            self._people.pop(key, None)
        self._people.update(found)
        self._index.replace(keys, {key: _found(person) for key, person in found.items()})


def _found(person: PersonView) -> Found:
    country = country_name(person.country) if person.country else ""
    rest = (
        folded(person.organisation),
        folded(person.delegation),
        folded(country),
        person.country.casefold(),
        folded(person.email),
    )
    return Found.of(
        person.key, person.number, (person.name, person.native_name), filter(None, rest)
    )


def _people_changed(session: Session, since: int) -> set[str] | None:
    """Keys of the people whose entry may differ after change set `since`; None for all."""
    keys: set[str] = set()
    groups: set[str] = set()
    for change in journal.changes_since(session, since, (*_OF_PERSON, *_OF_MANY)):
        if change.entity in _OF_MANY:
            groups.add(str(change.key))
        else:
            column = _OF_PERSON[change.entity]
            rows = (change.before, change.after)
            keys |= {str(row[column]) for row in rows if row and row.get(column)}
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
