"""Who is free now and fits: for a walk-in, somebody left alone, or a freed slot.

Requests that wait for a place come first, the strongest first, then recommendations. Everybody
offered could sit down in that slot: the planner's own rules were asked, and a table is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchdesk.core.clock import Clock
from matchdesk.core.errors import Conflict, RuleBroken
from matchdesk.core.vocabulary import MeetingStatus, RequestStatus, Role, Wish
from matchdesk.core.wording import fill
from matchdesk.models import MeetingRequest, Slot, new_key
from matchdesk.scheduling import constraints as rule
from matchdesk.services.agenda.placing import placed
from matchdesk.services.board import Board, Snapshots, Standing
from matchdesk.services.checkin import people
from matchdesk.services.events import SlotView, find_slot
from matchdesk.services.outcomes.reading import local_now
from matchdesk.services.requests.meeting import slot_from
from matchdesk.storage.database import Database

if TYPE_CHECKING:
    from matchdesk.services.recommendations import Recommendations, SuggestionView

_NOT_OFFERED = (Role.ORGANISER, Role.INTERPRETER)
_MOST_LOOKED_AT = 300
"""Recommendations looked through for somebody who is free."""
_MOST_ALONE = 40
"""People without a meeting in a freed slot for whom partners are sought."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who is free in the slot and fits `whom` (a participant's key).

    `request` is the number of a request between the two that has no place yet. `strength` is the
    score as a share of the best recommendation's (1.0 for requests). `table` is where they would
    sit. `reasons` are sentences, the strongest first.
    """

    whom: str
    whom_name: str
    key: str
    number: int
    name: str
    organisation: str
    country: str
    request: int | None
    strength: float
    reasons: tuple[str, ...]
    table: int | None


@dataclass(frozen=True, slots=True)
class FreeNow:
    """The answer for one slot.

    `running` says whether it is under way. `busy` is a sentence where the person asked about cannot
    meet then ("" if they can). `only_here`: people who are not in the house were left out.
    `slots` are those that can still be chosen. `unknown`: nobody is recommended to the person
    asked about in any slot, as to a walk-in without a profile.
    """

    slot: SlotView
    running: bool
    busy: str
    partners: tuple[Partner, ...]
    only_here: bool
    slots: tuple[SlotView, ...]
    unknown: bool = False


class FreeNowQueries:
    """Thread-safe; changes nothing. A meeting is made with `services.requests.MeetNow`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        boards: Snapshots,
        recommendations: Recommendations,
    ) -> None:
        self._database, self._clock, self._boards = database, clock, boards
        self._recommendations = recommendations

    def partners(self, key: str, slot: int | str | None = None, limit: int = 12) -> FreeNow:
        """Who could meet the participant `key` in `slot` (None: the one people can sit down in).

        Raises `Conflict` when the event is over, `NotFound` for a slot that does not exist.
        """
        fitting = self._recommendations.suggestions(key, _MOST_LOOKED_AT)
        with self._database.reading() as session:
            look = self._look(session, slot)
            busy = look.busy(key)
            found = () if busy else tuple(look.partners(key, fitting, limit))
            unknown = not (busy or found or fitting)
            return replace(look.answer(busy, found), unknown=unknown)

    def pairs(self, slot: int | str | None = None, limit: int = 12) -> FreeNow:
        """Which two people who are free in `slot` should meet then: for a freed table.

        Raises as `partners` does.
        """
        with self._database.reading() as session:
            look = self._look(session, slot)
            found = list(look.asked_pairs(limit))
            alone = look.alone(_MOST_ALONE) if len(found) < limit else []
        taken = {frozenset((one.whom, one.key)) for one in found}
        for key in alone:
            fitting = self._recommendations.suggestions(key, _MOST_LOOKED_AT)
            with self._database.reading() as session:
                look = self._look(session, slot)
                for one in look.partners(key, fitting, 1):
                    pair = frozenset((one.whom, one.key))
                    if pair not in taken:
                        taken.add(pair)
                        found.append(one)
            if len(found) >= limit:
                break
        return look.answer("", tuple(found[:limit]))

    def _look(self, session: Session, named: int | str | None) -> _Look:
        now = local_now(session, self._clock)
        usual = slot_from(session, now)
        slot = usual if named is None else find_slot(session, named)
        if slot is None:
            raise Conflict("free_over")
        return _Look(session, self._boards.board(session), slot, usual, now)


class _Look:
    """One slot looked at once; valid while its session is open, but for `answer`."""

    def __init__(
        self, session: Session, board: Board, slot: Slot, usual: Slot | None, now: datetime
    ) -> None:
        self._session, self._board, self._now = session, board, now
        self._slot = _view(slot)
        self._slots = tuple(
            _view(one)
            for one in session.scalars(select(Slot).order_by(Slot.number))
            if datetime.combine(one.day, one.ends) > now
        )
        self._partner_of: dict[str, str] = {}
        self._interprets: set[str] = set()
        for placement in board.placements:
            if placement.slot == slot.id:
                for party in placement.parties:
                    others = [p for p in placement.parties if p != party]
                    self._partner_of[party] = board.names.pair(others)
                if placement.interpreter is not None:
                    one = board.problem.interpreter_by_key[placement.interpreter]
                    self._interprets.add(one.participant or "")
        everybody = people.everybody(session)
        self._people = {one.key: one for one in everybody}
        at_hand = usual is not None and slot.id == usual.id
        self._only_here = at_hand and any(one.here for one in everybody)

    def answer(self, busy: str, partners: tuple[Partner, ...]) -> FreeNow:
        """All of it, for a screen."""
        begins = datetime.combine(self._slot.day, self._slot.starts)
        ends = datetime.combine(self._slot.day, self._slot.ends)
        return FreeNow(
            slot=self._slot,
            running=begins <= self._now < ends,
            busy=busy,
            partners=partners,
            only_here=self._only_here,
            slots=self._slots,
        )

    def busy(self, key: str) -> str:
        """Why the person cannot meet in this slot, in a sentence; "" if they can."""
        data = {"name": self._board.names.person(key), "time": f"{self._slot.starts:%H:%M}"}
        person = self._board.problem.participant_by_key.get(key)
        if person is None:
            return fill("free_not.expected", data)
        if key in self._partner_of:
            return fill("free_not.busy", {**data, "partner": self._partner_of[key]})
        if key in self._interprets:
            return fill("free_not.interprets", data)
        slot = self._board.problem.slot_by_key[self._slot.key]
        free = rule.participant_available(person, slot) and rule.session_attended(person, slot)
        return "" if free else fill("free_not.away", data)

    def partners(
        self, key: str, fitting: Iterable[SuggestionView], limit: int
    ) -> Iterator[Partner]:
        """Up to `limit` for one person: open requests first, then recommendations."""
        asked = self._asked_of(key)
        reasons = {one.key: one.reasons for one in fitting}
        order = (
            *((other, 1.0, request) for other, request in asked.items()),
            *((one.key, one.strength, None) for one in fitting if one.key not in asked),
        )
        count = 0
        for other, strength, request in order:
            if count == limit:
                return
            if not self._at_hand(other):
                continue
            made = self._partner(key, other, strength, request, reasons.get(other, ()))
            if made is not None:
                count += 1
                yield made

    def asked_pairs(self, limit: int) -> Iterator[Partner]:
        """Open requests whose two sides are both free, the strongest first."""
        count = 0
        for request in self._open_requests():
            if count == limit:
                return
            one, other = request.requester_id, request.requested_id
            if self._at_hand(one) and self._at_hand(other):
                made = self._partner(one, other, 1.0, request, ())
                if made is not None:
                    count += 1
                    yield made

    def alone(self, limit: int) -> list[str]:
        """People at hand, those with the fewest meetings first."""
        counts: dict[str, int] = defaultdict(int)
        for placement in self._board.placements:
            for party in placement.parties:
                counts[party] += 1
        free = [key for key in self._people if self._at_hand(key)]
        return sorted(free, key=lambda key: (counts[key], self._people[key].number))[:limit]

    def _at_hand(self, key: str) -> bool:
        """Free in the slot, and in the house where that is asked for."""
        person = self._people.get(key)
        if person is None or person.role in _NOT_OFFERED:
            return False
        if self._only_here and not person.here:
            return False
        return not self.busy(key)

    def _partner(
        self,
        key: str,
        other: str,
        strength: float,
        request: MeetingRequest | None,
        reasons: tuple[str, ...],
    ) -> Partner | None:
        """None where a rule of the grid keeps the two from meeting in the slot."""
        wanted = self._board.wishes.by_pair.get(frozenset((key, other)))
        standing = Standing(
            key=new_key(),
            number=0,
            parties=(key, other),
            slot=None,
            table=None,
            status=MeetingStatus.PLANNED,
            locked=False,
            request=wanted.key if wanted else None,
            stays=False,
        )
        try:
            place, _flaws = placed(self._board, standing, self._slot.key, None)
        except RuleBroken:
            return None
        person = self._people[other]
        first = (self._asked_for(request),) if request is not None else ()
        return Partner(
            whom=key,
            whom_name=self._board.names.person(key),
            key=other,
            number=person.number,
            name=person.name,
            organisation=person.organisation,
            country=person.country,
            request=request.number if request is not None else None,
            strength=strength,
            reasons=(*first, *reasons),
            table=self._board.names.table(place.table),
        )

    def _asked_for(self, request: MeetingRequest) -> str:
        code = "request" if request.status is RequestStatus.ACCEPTED else "pending"
        names = self._board.names
        data = {
            "requester": names.person(request.requester_id),
            "requested": names.person(request.requested_id),
            "number": request.number,
            "priority": request.priority,
        }
        return fill(f"free.{code}", data)

    def _asked_of(self, key: str) -> Mapping[str, MeetingRequest]:
        """Open requests of one person by the other side, the strongest first."""
        found: dict[str, MeetingRequest] = {}
        for request in self._open_requests(key):
            pair = (request.requester_id, request.requested_id)
            found.setdefault(pair[1] if pair[0] == key else pair[0], request)
        return found

    def _open_requests(self, key: str | None = None) -> list[MeetingRequest]:
        """Accepted or pending requests that have no place, accepted and strong ones first."""
        query = select(MeetingRequest).where(
            MeetingRequest.status.in_((RequestStatus.ACCEPTED, RequestStatus.PENDING)),
            MeetingRequest.wish != Wish.NEVER_MEET,
        )
        if key is not None:
            mine = or_(MeetingRequest.requester_id == key, MeetingRequest.requested_id == key)
            query = query.where(mine)
        met = {
            frozenset(m.parties) for m in self._board.meetings.values() if m.slot is not None
        } | self._board.problem.never
        found = [
            request
            for request in self._session.scalars(query)
            if frozenset((request.requester_id, request.requested_id)) not in met
        ]
        return sorted(found, key=_importance)


def _importance(request: MeetingRequest) -> tuple[bool, bool, int, bool, int]:
    return (
        request.status is not RequestStatus.ACCEPTED,
        request.wish is not Wish.MUST_MEET,
        -request.priority,
        not request.mutual,
        request.number,
    )


def _view(slot: Slot) -> SlotView:
    return SlotView(slot.id, slot.number, slot.day, slot.starts, slot.ends, slot.session_id)
