"""Finding people as one types: an index in memory over the roll.

Check-in, People and the command palette all search here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matchdesk.services.checkin.roll import Roll
from matchdesk.services.checkin.views import PersonView
from matchdesk.services.finding import Found, Index
from matchdesk.services.finding.spellings import folded
from matchdesk.services.places import country_name


class PeopleSearch:
    """Thread-safe. Nothing is read before the first search; `warm` reads ahead."""

    def __init__(self, roll: Roll) -> None:
        self._roll = roll
        self._index = Index()

    def warm(self) -> None:
        """Build the index now, so that the first search is as quick as the others."""
        with self._roll.read(self):
            pass

    def search(self, text: str, limit: int = 20) -> tuple[PersonView, ...]:
        """People who match every word of `text`, best first; an empty text finds nobody.

        Words match whole names first, then their beginnings, parts, and other facts; a number
        matches the badge. Where few match, those one typing slip away follow.
        """
        if not text.strip():
            return ()
        with self._roll.read(self) as people:
            return tuple(people[key] for key in self._index.search(text)[:limit])

    def keys(self, text: str) -> tuple[str, ...]:
        """Everybody `search` finds, by key: for lists that hold the rest themselves."""
        if not text.strip():
            return ()
        with self._roll.read(self):
            return tuple(self._index.search(text))

    # --- what the roll tells

    def fill(self, people: Mapping[str, PersonView]) -> None:
        """Index these people and nobody else."""
        self._index.fill(map(_found, people.values()))

    def replace(self, gone: Iterable[PersonView], come: Iterable[PersonView]) -> None:
        """Index people as they are now."""
        entries = {person.key: _found(person) for person in come}
        self._index.replace({person.key for person in gone} | entries.keys(), entries)


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
