"""What must hold after every command, whoever ran it: undo, redo and import included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from matchdesk.core.changes import Change
from matchdesk.core.errors import RuleBroken
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Interpreter, Meeting, MeetingGuest, Participant, Slot, Table
from matchdesk.services.bus import Context

FREED = (MeetingStatus.CANCELLED,)
"""A meeting in these states occupies neither its parties nor its table."""


def no_double_booking(context: Context, changes: tuple[Change, ...]) -> None:
    """Nobody, no table and no interpreter is in two meetings of one slot.

    Raises `RuleBroken` naming each clash.
    """
    slots = {
        change.after["slot_id"]
        for change in changes
        if change.entity == "meeting" and change.after and change.after["slot_id"]
    }
    if not slots:
        return
    session = context.session
    meetings = session.scalars(
        select(Meeting).where(Meeting.slot_id.in_(slots), Meeting.status.not_in(FREED))
    ).all()
    guests: dict[str, list[str]] = defaultdict(list)
    for guest in session.scalars(select(MeetingGuest)):
        guests[guest.meeting_id].append(guest.participant_id)
    people: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    tables: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        assert meeting.slot_id is not None
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


def _clashes(
    context: Context,
    changes: tuple[Change, ...],
    rule: str,
    found: dict[tuple[str, str, str], list[Meeting]],
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


def _who(context: Context, stood: Meeting, key: str) -> dict[str, Any]:
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
    context: Context, changes: tuple[Change, ...], meetings: Sequence[Meeting]
) -> list[dict[str, Any]]:
    """Interpreters at work in two meetings of one slot, of which one was just changed."""
    changed = {change.key for change in changes}
    at_work: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.interpreter_id is not None:
            at_work[meeting.grid_id, meeting.slot_id or "", meeting.interpreter_id].append(meeting)
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
