"""Who is late, leaves early or does not come: one flag a person, whoever says so.

Check-in, the grid, the floor and the repair all set and clear it here. It is stored as the slots
that are missed because of it, so that the planner, the drag colours and the broken rules know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import TO_COME, AbsenceKind, CheckInOutcome
from matchdesk.core.wording import fill
from matchdesk.models import CheckIn, Meeting, MeetingGuest, Participant, Slot, Unavailability
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, live_grid, the_event
from matchdesk.services.waiting import BEGUN, Displaced, described
from matchdesk.storage.rows import rows

_ENDED_BY = {
    AbsenceKind.LATE: (AbsenceKind.LATE, AbsenceKind.NO_SHOW),
    AbsenceKind.LEAVING: (AbsenceKind.LEAVING, AbsenceKind.NO_SHOW),
    AbsenceKind.NO_SHOW: tuple(AbsenceKind),
}
"""What no longer holds once something else is said: somebody may be late and leave early."""


@dataclass(frozen=True, slots=True)
class Flag:
    """How somebody misses slots of `day`: there from, or gone before, slot `number` (key `slot`).

    `slot` is None of a no-show, and of who is late for all of that day. `missed` are keys of the
    slots, `until` is when the last of them ends: after it the flag is of the past.
    """

    kind: AbsenceKind
    day: date
    slot: str | None
    number: int | None
    starts: time | None
    until: datetime
    missed: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """“here from slot 7 (11:20)”."""
        if self.slot is None or self.starts is None:
            return fill("absence.no_show", {})
        at = f"{self.starts:%H:%M}"
        return fill(f"absence.{self.kind.value}", {"slot": self.number, "time": at})


@dataclass(frozen=True)
class FlagAbsence(Command):
    """Say that somebody (key) is late, leaves early or does not come. Result: `Flagged`.

    `slot` (number or key) is the first one in which somebody late is there, or the first in which
    somebody leaving is gone; a no-show misses every slot that is not over. It stands instead of
    what was said of them before. Their meetings stay where they are, and light up.
    """

    intent: ClassVar[str] = "flag_absence"

    participant: str
    kind: AbsenceKind
    slot: int | str | None = None


@dataclass(frozen=True)
class ClearAbsence(Command):
    """Whoever was late, leaving or a no-show is there after all. Result: how many slots again."""

    intent: ClassVar[str] = "clear_absence"

    participant: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """Who it is, and the meetings to come that stand in a slot they miss."""

    name: str
    meetings: tuple[Displaced, ...]


def flag_absence(command: FlagAbsence, context: Context) -> Flagged:
    """Handle `FlagAbsence`; raises `Invalid` without the slot it needs, `Conflict` after it all."""
    session = context.session
    person = _person(session, command.participant)
    zone = ZoneInfo(the_event(session).timezone)
    now = context.clock.now().astimezone(zone).replace(tzinfo=None)
    slots = missed_slots(session, command.kind, command.slot, now)
    put(session, person.id, command.kind, slots)
    hit = [m for m in _meetings(session, person.id) if m.status in TO_COME and m.slot_id in slots]
    of = _first(session, command.kind, command.slot)
    blanks = {"slot": of.number, "time": f"{of.starts:%H:%M}"} if of is not None else {}
    context.describe(name=person.name, what=fill(f"absence.{command.kind.value}", blanks))
    return Flagged(person.name, tuple(described(session, hit)))


def clear_absence(command: ClearAbsence, context: Context) -> int:
    """Handle `ClearAbsence`; raises `Conflict` for somebody who misses nothing."""
    person = _person(context.session, command.participant)
    cleared = clear(context.session, person.id)
    if not cleared:
        raise Conflict("absence_none", name=person.name)
    context.describe(name=person.name)
    return cleared


def missed_slots(
    session: Session, kind: AbsenceKind, named: int | str | None, now: datetime
) -> frozenset[str]:
    """Keys of the slots that somebody who is `kind` misses; `now` is the venue's wall clock."""
    slots = session.scalars(select(Slot).order_by(Slot.number)).all()
    if kind is AbsenceKind.NO_SHOW:
        ahead = frozenset(s.id for s in slots if datetime.combine(s.day, s.ends) > now)
        if not ahead:
            raise Conflict("repair_over")
        return ahead
    of = _first(session, kind, named)
    assert of is not None  # `_first` gives None for a no-show only
    same = [s for s in slots if s.day == of.day]
    late = kind is AbsenceKind.LATE
    return frozenset(s.id for s in same if (s.number < of.number) is late)


def put(session: Session, participant: str, kind: AbsenceKind, slots: Iterable[str]) -> None:
    """Flag `participant`; slots missed anyway keep their reason, those they met in are left out.

    What stays missed keeps its record, so that saying it twice can be taken back twice.
    """
    query = select(Unavailability).where(Unavailability.participant_id == participant)
    known = {row.slot_id: row for row in session.scalars(query)}
    ended = {key: row for key, row in known.items() if row.cause in _ENDED_BY[kind]}
    met = {m.slot_id for m in _meetings(session, participant) if m.status in BEGUN}
    wanted = set(slots) - met - (known.keys() - ended.keys())
    for key, row in ended.items():
        if key in wanted:
            row.cause = kind
        else:
            session.delete(row)
    for slot in sorted(wanted - ended.keys()):
        session.add(Unavailability(participant_id=participant, slot_id=slot, cause=kind))
    session.flush()


def clear(
    session: Session,
    participant: str,
    kinds: Sequence[AbsenceKind] = tuple(AbsenceKind),
) -> int:
    """Take such flags from `participant`; how many slots they had been of."""
    query = select(Unavailability).where(
        Unavailability.participant_id == participant, Unavailability.cause.in_(kinds)
    )
    found = session.scalars(query).all()
    for row in found:
        session.delete(row)
    session.flush()
    return len(found)


def is_here(session: Session, participant: str, day: date) -> bool:
    """Somebody came in, or sits at a table, on `day`: they are neither late nor a no-show now.

    Who is to come late on a later day still is. One cheap question of whom nobody waited for.
    Returns whether anything was said of them that no longer holds.
    """
    if rows(session, _flagged(), person=participant).first() is None:
        return False
    query = (
        select(Unavailability)
        .join(Slot, Slot.id == Unavailability.slot_id)
        .where(
            Unavailability.participant_id == participant,
            (Unavailability.cause == AbsenceKind.NO_SHOW)
            | ((Unavailability.cause == AbsenceKind.LATE) & (Slot.day <= day)),
        )
    )
    over = session.scalars(query).all()
    for row in over:
        session.delete(row)
    session.flush()
    return bool(over)


@cache
def _flagged() -> Select[str]:
    return select(Unavailability.id).where(
        Unavailability.participant_id == bindparam("person"), Unavailability.cause.is_not(None)
    )


def stayed_away(session: Session, participants: Iterable[str], now: datetime) -> None:
    """A meeting was marked a no-show of these: who is not in the house either does not come.

    Of a desk that checks nobody in nothing follows from that.
    """
    here = _present(session)
    for key in participants if here else ():
        if key not in here:
            ahead = select(Slot.id).where(
                or_(Slot.day > now.date(), (Slot.day == now.date()) & (Slot.ends > now.time()))
            )
            put(session, key, AbsenceKind.NO_SHOW, session.scalars(ahead).all())


def missing_in(session: Session, slot: str) -> Mapping[str, AbsenceKind]:
    """Whoever misses the slot with this key because they are late, left or did not come."""
    return {row.participant_id: row.cause for row in rows(session, _missing(), slot=slot)}


@cache
def _missing() -> Select[*tuple[Any, ...]]:
    return select(Unavailability.participant_id, Unavailability.cause).where(
        Unavailability.slot_id == bindparam("slot"), Unavailability.cause.is_not(None)
    )


def flags(session: Session) -> dict[str, tuple[Flag, ...]]:
    """By participant, the flags of each day in order."""
    query = select(
        Unavailability.participant_id, Unavailability.cause, Unavailability.slot_id
    ).where(Unavailability.cause.is_not(None))
    found = session.execute(query).all()
    if not found:
        return {}
    slots = {s.id: s for s in session.scalars(select(Slot).order_by(Slot.number))}
    missed: dict[tuple[str, AbsenceKind, date], list[Slot]] = defaultdict(list)
    for key, cause, slot in found:
        if cause is not None:
            missed[key, cause, slots[slot].day].append(slots[slot])
    told: dict[str, list[Flag]] = defaultdict(list)
    for (key, kind, day), those in missed.items():
        told[key].append(_flag(kind, day, those, list(slots.values())))
    return {key: tuple(sorted(those, key=lambda f: f.until)) for key, those in told.items()}


def _flag(kind: AbsenceKind, day: date, missed: Sequence[Slot], slots: Sequence[Slot]) -> Flag:
    first, last = min(missed, key=_number), max(missed, key=_number)
    of: Slot | None = None
    if kind is AbsenceKind.LEAVING:
        of = first
    elif kind is AbsenceKind.LATE:
        of = next((s for s in slots if s.day == day and s.number > last.number), None)
    until, keys = datetime.combine(day, last.ends), frozenset(slot.id for slot in missed)
    if of is None:
        return Flag(kind, day, None, None, None, until, keys)
    return Flag(kind, day, of.id, of.number, of.starts, until, keys)


def _number(slot: Slot) -> int:
    return slot.number


def _first(session: Session, kind: AbsenceKind, named: int | str | None) -> Slot | None:
    if kind is AbsenceKind.NO_SHOW:
        return None
    if named is None:
        raise Invalid("repair_slot_missing")
    return find_slot(session, named)


def _person(session: Session, key: str) -> Participant:
    found = session.get(Participant, key)
    if found is None:
        raise NotFound(what="participant", key=key)
    return found


def _meetings(session: Session, participant: str) -> Sequence[Meeting]:
    invited = select(MeetingGuest.meeting_id).where(MeetingGuest.participant_id == participant)
    query = select(Meeting).where(
        Meeting.grid_id == live_grid(session).id,
        or_(
            Meeting.first_id == participant,
            Meeting.second_id == participant,
            Meeting.id.in_(invited),
        ),
        Meeting.slot_id.is_not(None),
    )
    return session.scalars(query).all()


def _present(session: Session) -> frozenset[str]:
    query = select(CheckIn.participant_id).where(
        CheckIn.outcome == CheckInOutcome.ADMITTED,
        CheckIn.undone_at.is_(None),
        CheckIn.left_at.is_(None),
    )
    return frozenset(key for key in session.scalars(query) if key is not None)


HANDLERS: dict[type[Command], Handler] = {FlagAbsence: flag_absence, ClearAbsence: clear_absence}
