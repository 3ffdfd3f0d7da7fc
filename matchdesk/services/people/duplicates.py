"""Pairs of entries that may be one person, or one organisation, entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.text import fold
from matchdesk.models import ExternalCode, Organisation, Participant
from matchdesk.services.people.apart import apart
from matchdesk.services.people.views import AlikeBy, AlikePair, PersonName

_SHORTEST = 7  # letters of a name in which one slip is more likely than another name
_MOST_OF_ONE = 12  # so many entries with one mark in common are no slip of the pen
MOST_PAIRS = 500

_SURE = {AlikeBy.CODE: 0, AlikeBy.EMAIL: 1, AlikeBy.NAME: 2, AlikeBy.SLIP: 4}


def alike_participants(session: Session) -> tuple[AlikePair, ...]:
    """Pairs with a ticket code, an e-mail address or (with one slip) a name in common.

    The surest first; a pair of one organisation is surer than one of two. At most `MOST_PAIRS`,
    and none that was told apart.
    """
    people = _people(session)
    marks: list[tuple[AlikeBy, dict[Hashable, list[str]]]] = [
        (AlikeBy.CODE, _grouped(_codes(session))),
        (AlikeBy.EMAIL, _grouped((mail, key) for key, (_n, mail, _w, _o) in people.items())),
        (AlikeBy.NAME, _grouped((words, key) for key, (_n, _m, words, _o) in people.items())),
        (AlikeBy.SLIP, _one_slip({key: words for key, (_n, _m, words, _o) in people.items()})),
    ]
    found: dict[tuple[str, str], tuple[int, AlikeBy]] = {}
    known = apart(session)
    for by, groups in marks:
        for one, other in _pairs(groups):
            if frozenset((one, other)) in known:
                continue
            same = people[one][3] == people[other][3]
            if by is AlikeBy.SLIP and not same:
                continue
            rank = _SURE[by] + (0 if same or by in (AlikeBy.CODE, AlikeBy.EMAIL) else 1)
            best = found.setdefault((one, other), (rank, by))
            if rank < best[0]:
                found[one, other] = (rank, by)
    ordered = sorted(found.items(), key=lambda item: (item[1][0], people[item[0][0]][0].number))
    return tuple(
        AlikePair(people[one][0], people[other][0], by)
        for (one, other), (_rank, by) in ordered[:MOST_PAIRS]
    )


def alike_organisations(session: Session) -> tuple[AlikePair, ...]:
    """Pairs of one name, of a name with one slip, or of one website; none that was told apart."""
    rows = session.execute(
        select(Organisation.id, Organisation.name, Organisation.country, Organisation.website)
    ).all()
    named = {key: PersonName(key, 0, name, "", country) for key, name, country, _website in rows}
    words = {key: _sorted_words(name) for key, name, _country, _website in rows}
    marks = [
        (AlikeBy.NAME, _grouped((text, key) for key, text in words.items())),
        (AlikeBy.WEBSITE, _grouped((_site(row[3]), row[0]) for row in rows)),
        (AlikeBy.SLIP, _one_slip(words)),
    ]
    found: dict[tuple[str, str], AlikeBy] = {}
    known = apart(session)
    for by, groups in marks:
        for pair in _pairs(groups):
            if frozenset(pair) not in known:
                found.setdefault(pair, by)
    return tuple(
        AlikePair(named[one], named[other], by)
        for (one, other), by in [*found.items()][:MOST_PAIRS]
    )


def _people(session: Session) -> dict[str, tuple[PersonName, str, str, str]]:
    """Name, e-mail, the name's words in order of the alphabet, and organisation, by key."""
    query = (
        select(
            Participant.id,
            Participant.number,
            Participant.name,
            Participant.native_name,
            Organisation.name,
            Participant.email,
        )
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .order_by(Participant.number)
    )
    return {
        key: (
            PersonName(key, number, name, native, organisation or ""),
            email,
            _sorted_words(name),
            organisation or "",
        )
        for key, number, name, native, organisation, email in session.execute(query)
    }


def _codes(session: Session) -> list[tuple[Hashable, str]]:
    rows = session.execute(select(ExternalCode.code, ExternalCode.participant_id))
    return [(code, key) for code, key in rows]


def _sorted_words(name: str) -> str:
    return " ".join(sorted(fold(name).split()))


def _site(website: str) -> str:
    bare = website.lower().removeprefix("https://").removeprefix("http://")
    return bare.removeprefix("www.").rstrip("/")


def _grouped(marks: Iterable[tuple[Hashable, str]]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for mark, key in marks:
        if mark:
            groups[mark].append(key)
    return groups


def _one_slip(names: dict[str, str]) -> dict[Hashable, list[str]]:
    """Names that are equal once one letter of either is left out (or two neighbours swapped)."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key, name in names.items():
        solid = name.replace(" ", "")
        if len(solid) >= _SHORTEST:
            shorter = {solid[:place] + solid[place + 1 :] for place in range(len(solid))}
            for text in {solid, *shorter}:
                groups[text].append(key)
    return groups


def _pairs(groups: dict[Hashable, list[str]]) -> Iterator[tuple[str, str]]:
    for keys in groups.values():
        if 1 < len(keys) <= _MOST_OF_ONE:
            yield from combinations(keys, 2)
