"""Finding people as one types: an index in memory that follows the journal.

Rows are kept per participant. Before every search the journal is asked what has changed since the
index was built (one indexed look-up), and only the people concerned are read again: right after
changes of our own and of other desks alike.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold
from matchdesk.models import (
    CheckIn,
    JournaledChange,
    Participant,
)
from matchdesk.services.checkin import people
from matchdesk.services.checkin.views import PersonView
from matchdesk.services.places import country_name
from matchdesk.storage import journal
from matchdesk.storage.database import Database

_REBUILD_ABOVE = 400
"""More changed people than this are not worth reading one by one."""

_SHORTEST_SLIP = 4
"""Words shorter than this are not corrected: too many others are one letter away."""


_SHORTEST_PART = 3
"""Shorter Latin words must begin a name: nearly every name holds them somewhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A person with the folded texts they can be found by.

    `name` and `rest` are words, each with a blank before it; `solid` are the same names without
    any blank, for scripts and typists that leave blanks out.
    """

    person: PersonView
    name: str
    rest: str
    solid: str


class PeopleSearch:
    """Thread-safe. Nothing is read before the first search; `warm` reads ahead."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}
        self._order: list[_Entry] = []
        self._words: tuple[list[_Entry], frozenset[str]] | None = None
        self._number = -1

    def warm(self) -> None:
        """Build the index now, so that the first search is as quick as the others."""
        with self._lock:
            self._refresh()

    def search(self, text: str, limit: int = 20) -> tuple[PersonView, ...]:
        """People who match every word of `text`, best first; an empty text finds nobody.

        Words match the beginning of a word, or any part of a name; a number matches the badge.
        Only if nobody matches is one typing slip forgiven in each longer word.
        """
        words = fold(text).split()
        if not words:
            return ()
        with self._lock:
            self._refresh()
            order = self._order
        found = _ranked(order, words)
        if not found:
            found = _ranked(order, _corrected(self._known(order), words))
        return tuple(entry.person for entry in found[:limit])

    def _known(self, order: list[_Entry]) -> frozenset[str]:
        """Every word anybody can be found by, gathered when it is first needed."""
        with self._lock:
            if self._words is None or self._words[0] is not order:
                words = (word for e in order for word in (e.name + e.rest).split())
                self._words = (order, frozenset(words))
            return self._words[1]

    def _refresh(self) -> None:
        with self._database.reading() as session:
            number = journal.last_number(session)
            if number == self._number:
                return
            changed = None if self._number < 0 else _people_changed(session, self._number)
            if changed is None or len(changed) > _REBUILD_ABOVE:
                self._entries = {p.key: _entry(p) for p in people.everybody(session)}
            else:
                self._replace(changed, people.people(session, changed))
            if changed is None or changed:
                self._order = sorted(self._entries.values(), key=_by_name)
            self._number = number

    def _replace(self, keys: set[str], found: dict[str, PersonView]) -> None:
        for key in keys:
            self._entries.pop(key, None)
        self._entries.update({key: _entry(person) for key, person in found.items()})


def _by_name(entry: _Entry) -> tuple[str, int]:
    return entry.name, entry.person.number


def _entry(person: PersonView) -> _Entry:
    names = f" {fold(person.name)} {fold(person.native_name)}"
    country = country_name(person.country) if person.country else ""
    rest = " ".join(
        (
            _folded(person.organisation),
            _folded(person.delegation),
            _folded(country),
            person.country.casefold(),
            fold(person.email),
        )
    )
    solid = fold(person.name).replace(" ", "") + " " + fold(person.native_name).replace(" ", "")
    return _Entry(person, names, f" {rest}", solid)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """`fold`, remembered: organisations, delegations and countries recur."""
    return fold(text)


def _ranked(order: Iterable[_Entry], words: list[str]) -> list[_Entry]:
    """Matching entries, best first; equally good ones stay in the order of names."""
    if not words:
        return []
    starts = [f" {word}" for word in words]
    number = int(words[0]) if len(words) == 1 and _is_number(words[0]) else None
    scored = []
    for entry in order:
        score = _score(entry, words, starts, number)
        if score is not None:
            scored.append((score, entry))
    scored.sort(key=lambda item: item[0])
    return [entry for _, entry in scored]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 9


def _score(entry: _Entry, words: list[str], starts: list[str], number: int | None) -> int | None:
    """How well an entry matches (less is better), or None."""
    if number is not None and entry.person.number == number:
        return 0
    score = 1
    for word, start in zip(words, starts, strict=True):
        if start in entry.name:
            continue
        if (len(word) >= _SHORTEST_PART or not word.isascii()) and word in entry.solid:
            score = max(score, 2)
        elif start in entry.rest:
            score = max(score, 3)
        else:
            return None
    return score


def _corrected(known: frozenset[str], words: list[str]) -> list[str]:
    """Each unknown word replaced by the known one that is one slip away, if there is any."""
    better = []
    for word in words:
        if len(word) < _SHORTEST_SLIP or any(other.startswith(word) for other in known):
            better.append(word)
            continue
        near = sorted(other for other in known if one_slip(word, other))
        if not near:
            return []
        better.append(near[0])
    return better


def one_slip(first: str, second: str) -> bool:
    """Whether one letter was left out, added, mistyped, or swapped with its neighbour."""
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return True
    return len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]


def _people_changed(session: Session, since: int) -> set[str] | None:
    """Keys of the people whose entry may differ after change set `since`; None for all."""
    query = (
        select(JournaledChange)
        .where(JournaledChange.number > since)
        .where(JournaledChange.entity.in_((*_OF_PERSON, *_OF_ALL)))
    )
    keys: set[str] = set()
    for change in session.scalars(query):
        if change.entity in _OF_ALL:
            return None
        for row in (change.before, change.after):
            key = row and row.get(_OF_PERSON[change.entity])
            if key:
                keys.add(str(key))
    return keys


_OF_PERSON = {
    Participant.__tablename__: "id",
    CheckIn.__tablename__: "participant_id",
}
"""Tables whose rows concern one participant, with the column that says whom."""

_OF_ALL = ("organisation", "delegation")
"""Tables whose rows concern many; they change rarely, so everybody is read again."""
