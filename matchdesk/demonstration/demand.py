"""Who asks whom for a meeting: by offers, needs, sectors and target countries.

The most wanted end up with about one and a half times as many accepted requests as they have
slots; everybody else stays well below. So a plan has to choose, and choosing well pays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.demonstration.people import Person

PER_PARTICIPANT = 5.5
OVERDEMAND = 1.5
_MODEST = 0.6
_STRANGERS = 12
_REFUSALS = (RequestStatus.PENDING, RequestStatus.PENDING, RequestStatus.DECLINED)
_ACCEPTED_SHARE = 0.88


@dataclass(slots=True, eq=False)
class Request:
    """One wish to meet; `priority` runs from 1 (would be nice) to 5 (the strongest wish)."""

    requester: Person
    requested: Person
    score: float
    status: RequestStatus
    priority: int = 3
    wish: Wish = Wish.NORMAL
    mutual: bool = False

    @property
    def wants_slot(self) -> bool:
        """Whether a plan would have to find a place for it."""
        return self.status is RequestStatus.ACCEPTED and self.wish is not Wish.NEVER_MEET


class Fit:
    """How well two people suit each other, from 0 upwards; asked half a million times."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._facts = {p: _Facts.of(p) for p in people}

    def __call__(self, one: Person, other: Person) -> float:
        """Two points a topic, one a sector in common, one and a half a target country."""
        mine, theirs = self._facts[one], self._facts[other]
        topics = len(mine.needs & theirs.offers) + len(mine.offers & theirs.needs)
        sectors = len(mine.sectors & theirs.sectors)
        targets = (theirs.country in mine.targets) + (mine.country in theirs.targets)
        return 2 * topics + sectors + 1.5 * targets


@dataclass(frozen=True, slots=True)
class _Facts:
    offers: frozenset[str]
    needs: frozenset[str]
    sectors: frozenset[str]
    targets: frozenset[str]
    country: str

    @classmethod
    def of(cls, person: Person) -> _Facts:
        organisation = person.organisation
        return cls(
            frozenset(person.offers),
            frozenset(person.needs),
            frozenset(organisation.sectors),
            frozenset(organisation.targets),
            organisation.country.name,
        )


@dataclass(slots=True)
class _Book:
    """The requests so far, and what they add up to for each person."""

    rng: Random
    fit: Fit
    requests: list[Request] = field(default_factory=list)
    pairs: set[frozenset[Person]] = field(default_factory=set)
    load: Counter[Person] = field(default_factory=Counter)
    made: Counter[Person] = field(default_factory=Counter)
    limit: dict[Person, int] = field(default_factory=dict)

    def allows(self, one: Person, other: Person) -> bool:
        """Whether these two may meet and have not been brought together yet."""
        return (
            one.organisation is not other.organisation
            and any(session in other.sessions for session in one.sessions)
            and frozenset((one, other)) not in self.pairs
        )

    def has_room(self, person: Person) -> bool:
        return self.load[person] < self.limit[person]

    def add(self, requester: Person, requested: Person, status: RequestStatus) -> None:
        score = self.fit(requester, requested) + 2 * self.rng.random()
        self.requests.append(Request(requester, requested, score, status))
        self.pairs.add(frozenset((requester, requested)))
        self.made[requester] += 1
        if status is RequestStatus.ACCEPTED:
            self.load[requester] += 1
            self.load[requested] += 1


def requests(
    rng: Random, people: tuple[Person, ...], wanted: tuple[Person, ...]
) -> tuple[Request, ...]:
    """About 5.5 requests a participant, each pair at most once, never within an organisation."""
    meeting = [p for p in people if p.meets]
    total = round(len(people) * PER_PARTICIPANT)
    book = _Book(rng, Fit(meeting))
    for person in meeting:
        book.limit[person] = max(3, round(person.capacity * _MODEST))
    for person in wanted:
        book.limit[person] = round(person.capacity * OVERDEMAND)
    for person in wanted:
        _crowd_around(book, person, meeting)
    stars = set(wanted)
    _ask_around(book, [p for p in meeting if p not in stars], total)
    _settle_wishes(rng, book.requests)
    _settle_priorities(rng, book.requests)
    rng.shuffle(book.requests)
    return tuple(book.requests)


def _crowd_around(book: _Book, star: Person, meeting: list[Person]) -> None:
    """Bring as many others to one of the most wanted as its limit says, and some in vain."""
    suitors = [p for p in meeting if p is not star and book.allows(p, star) and book.has_room(p)]
    ranked = sorted(
        suitors, key=lambda p: 0.5 * book.made[p] - book.fit(p, star) - 3 * book.rng.random()
    )
    accepted = book.limit[star] - book.load[star]
    in_vain = round(accepted * (1 / _ACCEPTED_SHARE - 1))
    for index, suitor in enumerate(ranked[: accepted + in_vain]):
        pair = (star, suitor) if book.rng.random() < 0.15 else (suitor, star)
        refused = index >= accepted
        book.add(*pair, book.rng.choice(_REFUSALS) if refused else RequestStatus.ACCEPTED)


def _ask_around(book: _Book, people: list[Person], total: int) -> None:
    """Let everybody else ask the best fitting in turns, until `total` requests are made."""
    queues = _best_partners(book, people)
    turn = list(people)
    book.rng.shuffle(turn)
    while turn and len(book.requests) < total:
        turn = [p for p in turn if _ask_next(book, p, queues[p], total)]


def _ask_next(book: _Book, person: Person, queue: list[Person], total: int) -> bool:
    """One more request of `person`; False once there is nobody left to ask or no room."""
    if len(book.requests) >= total or not book.has_room(person):
        return False
    while queue:
        other = queue.pop()
        if book.allows(person, other) and book.has_room(other):
            accepted = book.rng.random() < _ACCEPTED_SHARE
            status = RequestStatus.ACCEPTED if accepted else book.rng.choice(_REFUSALS)
            book.add(person, other, status)
            return True
    return False


def _best_partners(book: _Book, people: list[Person]) -> dict[Person, list[Person]]:
    """For each person those who share a topic, and some strangers; the best fitting last."""
    offering, needing = _by_topic(people)
    queues = {}
    for person in people:
        near = dict.fromkeys(p for topic in person.needs for p in offering[topic])
        near.update(dict.fromkeys(p for topic in person.offers for p in needing[topic]))
        near.update(dict.fromkeys(book.rng.sample(people, min(_STRANGERS, len(people)))))
        near.pop(person, None)
        queues[person] = sorted(near, key=_liking(book, person))
    return queues


def _liking(book: _Book, person: Person) -> Callable[[Person], float]:
    """How much `person` would like to meet another; nobody judges by fit alone."""
    return lambda other: book.fit(person, other) + 3 * book.rng.random()


def _by_topic(
    people: Iterable[Person],
) -> tuple[defaultdict[str, list[Person]], defaultdict[str, list[Person]]]:
    offering: defaultdict[str, list[Person]] = defaultdict(list)
    needing: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for topic in person.offers:
            offering[topic].append(person)
        for topic in person.needs:
            needing[topic].append(person)
    return offering, needing


def _settle_wishes(rng: Random, made: list[Request]) -> None:
    """About 3 % must meet, 2 % must never meet, and a quarter of the rest is mutual."""
    accepted = [r for r in made if r.status is RequestStatus.ACCEPTED]
    special = rng.sample(accepted, round(0.05 * len(made)))
    musts = round(0.03 * len(made))
    for request in special[:musts]:
        request.wish, request.mutual = Wish.MUST_MEET, rng.random() < 0.5
    for request in special[musts:]:
        request.wish = Wish.NEVER_MEET
    plain = [r for r in made if r.wish is Wish.NORMAL and r.status is not RequestStatus.DECLINED]
    for request in rng.sample(plain, round(0.25 * len(made))):
        request.mutual = True


_LADDER = ((0.10, 1), (0.30, 2), (0.60, 3), (0.85, 4), (1.0, 5))


def _settle_priorities(rng: Random, made: list[Request]) -> None:
    """The better the fit the stronger the wish; must-meet counts most, never-meet least."""
    ranked = sorted(made, key=lambda r: r.score + 2 * r.mutual + 2 * rng.random())
    for index, request in enumerate(ranked, start=1):
        share = index / len(ranked)
        request.priority = next(level for limit, level in _LADDER if share <= limit)
        if request.wish is Wish.MUST_MEET:
            request.priority = 5
        elif request.wish is Wish.NEVER_MEET:
            request.priority = 1


def placeable(made: Iterable[Request]) -> int:
    """How many meetings surely fit beside each other, by the slots each person has.

    A greedy count, strongest wishes first: a lower bound, good enough to furnish a hall.
    """
    held: Counter[Person] = Counter()
    count = 0
    for request in sorted((r for r in made if r.wants_slot), key=lambda r: -r.priority):
        pair = (request.requester, request.requested)
        if all(held[p] < p.capacity for p in pair):
            held.update(pair)
            count += 1
    return count
