"""What must hold after every command, whoever ran it: undo, redo and import included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change
from matchdesk.core.errors import RuleBroken
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Interpreter, Meeting, MeetingGuest, Participant, Slot, Table
from matchdesk.services.bus import Context
from matchdesk.storage.rows import rows

FREED = (MeetingStatus.CANCELLED,)
"""A meeting in these states occupies neither its parties nor its table."""

# Asked after every command: columns of the slots it touched, not records.
_IN = Meeting.slot_id.in_(bindparam("slots", expanding=True))
_STANDING = select(
    Meeting.id,
    Meeting.number,
    Meeting.grid_id,
    Meeting.first_id,
    Meeting.second_id,
    Meeting.slot_id,
    Meeting.table_id,
    Meeting.interpreter_id,
).where(_IN, Meeting.status.not_in(FREED))
_GUESTS = (
    select(MeetingGuest.meeting_id, MeetingGuest.participant_id)
    .join(Meeting, Meeting.id == MeetingGuest.meeting_id)
    .where(_IN)
)


def _twice(*users: Select[Any]) -> Select[Any]:
    """Who or what (`who`) is in two meetings of a slot."""
    every = union_all(*users).subquery()
    place = (every.c.grid_id, every.c.slot_id, every.c.who)
    return select(every.c.who).group_by(*place).having(func.count() > 1).limit(1)


def _used(who: Any) -> Select[Any]:
    standing = select(Meeting.grid_id, Meeting.slot_id, who.label("who"))
    return standing.where(_IN, Meeting.status.not_in(FREED), who.is_not(None))


_TWICE = (
    _twice(
        _used(Meeting.first_id),
        _used(Meeting.second_id),
        _used(MeetingGuest.participant_id).join(
            MeetingGuest, MeetingGuest.meeting_id == Meeting.id
        ),
    ),
    _twice(_used(Meeting.table_id)),
    _twice(_used(Meeting.interpreter_id)),
)


class _Row(NamedTuple):
    id: str
    number: int
    grid_id: str
    first_id: str
    second_id: str
    slot_id: str
    table_id: str | None
    interpreter_id: str | None


def no_double_booking(context: Context, changes: tuple[Change, ...]) -> None:
    """Nobody, no table and no interpreter is in two meetings of one slot.

    Raises `RuleBroken` naming each clash.
    """
    slots = {
        change.after["slot_id"]
        for change in changes
        if change.entity == "meeting" and change.after and change.after["slot_id"]
    }
    if not slots or not _anything_twice(context.session, slots):
        return
    meetings = _standing(context.session, slots)
    guests: dict[str, list[str]] = defaultdict(list)
    for meeting, guest in rows(context.session, _GUESTS, slots=list(slots)):
        guests[meeting].append(guest)
    people: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    tables: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    for meeting in meetings:
        for person in (meeting.first_id, meeting.second_id, *guests[meeting.id]):
            people[meeting.grid_id, meeting.slot_id, person].append(meeting)
        if meeting.table_id:
            tables[meeting.grid_id, meeting.slot_id, meeting.table_id].append(meeting)
    clashes = [
        *_clashes(context, changes, "one_meeting_per_participant", people),
        *_clashes(context, changes, "one_meeting_per_table", tables),
        *_interpreted_twice(context, changes, meetings),
    ]
    if clashes:
        raise RuleBroken(clashes)


def _anything_twice(session: Session, slots: Iterable[str]) -> bool:
    """Whether the database counts anybody or anything twice in a slot; then look closer."""
    wanted = list(slots)
    return any(rows(session, query, slots=wanted).first() is not None for query in _TWICE)


def _standing(session: Session, slots: Iterable[str]) -> list[_Row]:
    """The meetings that take place in `slots`."""
    return [_Row(*row) for row in rows(session, _STANDING, slots=list(slots))]


def _clashes(
    context: Context,
    changes: tuple[Change, ...],
    rule: str,
    found: dict[tuple[str, str, str], list[_Row]],
) -> list[dict[str, Any]]:
    """The blanks are those of the planner's rules (`scheduling.problem.Violation`), with names."""
    changed = {change.key for change in changes}
    clashes = []
    for (_, slot_key, key), meetings in found.items():
        if len(meetings) > 1:
            slot = context.session.get_one(Slot, slot_key)
            stood = min(meetings, key=lambda meeting: (meeting.id in changed, meeting.number))
            clashes.append(
                {
                    "rule": rule,
                    "severity": "hard",
                    **_who(context, stood, key),
                    "slot": slot.number,
                    "time": f"{slot.starts:%H:%M}",
                    "meetings": sorted(meeting.number for meeting in meetings),
                }
            )
    return clashes


def _who(context: Context, stood: _Row, key: str) -> dict[str, Any]:
    """Whom the meeting that stood there first is with: of a person, or of a table."""
    get = context.session.get_one
    parties = [stood.first_id, stood.second_id]
    table = context.session.get(Table, key)
    if table is not None:
        first, second = (get(Participant, party).name for party in parties)
        return {"table": table.number, "participant": first, "other": second}
    other = next(party for party in parties if party != key)
    return {"participant": get(Participant, key).name, "other": get(Participant, other).name}


def _interpreted_twice(
    context: Context, changes: tuple[Change, ...], meetings: Sequence[_Row]
) -> list[dict[str, Any]]:
    """Interpreters at work in two meetings of one slot, of which one was just changed."""
    changed = {change.key for change in changes}
    at_work: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    for meeting in meetings:
        if meeting.interpreter_id is not None:
            at_work[meeting.grid_id, meeting.slot_id, meeting.interpreter_id].append(meeting)
    clashes = []
    for (_, slot_key, key), served in at_work.items():
        if len(served) > 1 and any(meeting.id in changed for meeting in served):
            slot = context.session.get_one(Slot, slot_key)
            who = context.session.get_one(Interpreter, key).participant_id
            clashes.append(
                {
                    "rule": "interpreter_free",
                    "severity": "hard",
                    "interpreter": context.session.get_one(Participant, who).name,
                    "slot": slot.number,
                    "time": f"{slot.starts:%H:%M}",
                    "meetings": sorted(meeting.number for meeting in served),
                }
            )
    return clashes
