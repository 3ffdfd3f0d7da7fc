"""Several events counted together, and one day of an event counted alone.

Somebody who came to two events took part twice; an organisation (same name, same country) and a
country are counted once, and a cluster speaks for the greatest number of SMEs it gave. Every
record is counted as its own event means it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from matchdesk.services.outcomes.views import AgreementView
from matchdesk.services.statistics.snapshot import Alliance, Body, Person, Snapshot


def together(snapshots: Sequence[Snapshot]) -> Snapshot:
    """All `snapshots` (at least one) as one; two of one event are the caller's mistake."""
    if len(snapshots) == 1:
        return snapshots[0]
    first, alias = snapshots[0], _aliases(snapshots)
    facts = reduce(lambda one, other: one.joined(other), (s.facts for s in snapshots))
    agreements = tuple(_renamed(a, alias) for s in snapshots for a in s.agreements)
    return replace(
        first,
        now=max(s.now for s in snapshots),
        facts=facts,
        people=tuple(_belonging(p, alias) for s in snapshots for p in s.people),
        bodies=_bodies(snapshots, alias),
        requests=tuple(r for s in snapshots for r in s.requests),
        meetings=tuple(m for s in snapshots for m in s.meetings),
        agreements=agreements,
        alliances=_alliances(snapshots, alias),
        stories=tuple(story for s in snapshots for story in s.stories),
        origins=_origins(snapshots),
    )


def on_day(snapshot: Snapshot, day: date) -> Snapshot:
    """What `day` alone brought: who arrived first on it, its slots, agreements opened on it."""
    people = tuple(p for p in snapshot.people if p.arrived_on == day)
    arrived: dict[str, int] = defaultdict(int)
    for person in people:
        arrived[person.organisation_key or ""] += 1
    return replace(
        snapshot,
        day=day,
        people=people,
        bodies=tuple(
            replace(b, expected=0, arrived=arrived[b.key])
            for b in snapshot.bodies
            if arrived[b.key]
        ),
        requests=(),
        meetings=tuple(m for m in snapshot.meetings if m.day == day),
        agreements=tuple(a for a in snapshot.agreements if a.opened_on == day),
        stories=tuple(story for story in snapshot.stories if story.told_on == day),
    )


def _same(body: Body) -> tuple[str, str]:
    return body.name_key, body.country


def _aliases(snapshots: Iterable[Snapshot]) -> dict[str, str]:
    """For each organisation the key of the first of its name and country."""
    first: dict[tuple[str, str], str] = {}
    return {b.key: first.setdefault(_same(b), b.key) for s in snapshots for b in s.bodies}


def _belonging(person: Person, alias: dict[str, str]) -> Person:
    key = person.organisation_key or ""
    return replace(person, organisation_key=alias.get(key, key)) if key else person


def _bodies(snapshots: Iterable[Snapshot], alias: dict[str, str]) -> tuple[Body, ...]:
    found: dict[str, Body] = {}
    for body in (b for s in snapshots for b in s.bodies):
        key = alias[body.key]
        known = found.get(key)
        if known is None:
            found[key] = replace(body, key=key)
            continue
        said = [n for n in (known.sme_count, body.sme_count) if n is not None]
        found[key] = replace(
            known,
            expected=known.expected + body.expected,
            arrived=known.arrived + body.arrived,
            sme_count=max(said, default=None),
        )
    return tuple(sorted(found.values(), key=lambda body: (body.name_key, body.country)))


def _renamed(agreement: AgreementView, alias: dict[str, str]) -> AgreementView:
    parties = tuple(
        (alias.get(key, key), name, country, signs)
        for key, name, country, signs in agreement.parties
    )
    return replace(agreement, parties=parties)


def _alliances(snapshots: Iterable[Snapshot], alias: dict[str, str]) -> tuple[Alliance, ...]:
    """Partnerships of one acronym are one, wherever their members came."""
    found: dict[str, Alliance] = {}
    for alliance in (a for s in snapshots for a in s.alliances):
        members = frozenset(alias.get(key, key) for key in alliance.members)
        known = found.get(alliance.acronym)
        aims = (*(known.target_countries if known else ()), *alliance.target_countries)
        found[alliance.acronym] = replace(
            known or alliance,
            target_countries=tuple(dict.fromkeys(aims)),
            members=members | (known.members if known else frozenset()),
        )
    return tuple(sorted(found.values(), key=lambda alliance: alliance.acronym))


def _origins(snapshots: Iterable[Snapshot]) -> dict[str, str]:
    """The name of the event of every person, request, meeting and agreement."""
    found: dict[str, str] = {}
    for s in snapshots:
        records = (p.view.key for p in s.people), (r.key for r in s.requests)
        others = (m.key for m in s.meetings), (a.key for a in s.agreements)
        told = (story.key for story in s.stories)
        found.update((key, s.event.name) for keys in (*records, *others, told) for key in keys)
    return found
