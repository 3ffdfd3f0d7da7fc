"""What must hold after every command, whoever ran it: undo, redo and import included."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from matchdesk.core.changes import Change
from matchdesk.core.errors import RuleBroken
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.models import Meeting, MeetingGuest, Participant, Slot, Table
from matchdesk.services.bus import Context

FREED = (MeetingStatus.CANCELLED,)
"""A meeting in these states occupies neither its parties nor its table."""


def no_double_booking(context: Context, changes: tuple[Change, ...]) -> None:
    """Nobody and no table is in two meetings of one slot: raises `RuleBroken` naming each clash."""
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
        *_clashes(context, "one_meeting_per_participant_and_slot", people, Participant),
        *_clashes(context, "one_meeting_per_table_and_slot", tables, Table),
    ]
    if clashes:
        raise RuleBroken(clashes)


def _clashes(
    context: Context,
    rule: str,
    found: dict[tuple[str, str, str], list[Meeting]],
    kind: type[Participant] | type[Table],
) -> list[dict[str, Any]]:
    word = "participant" if kind is Participant else "table"
    clashes = []
    for (_, slot_key, key), meetings in found.items():
        if len(meetings) > 1:
            slot = context.session.get_one(Slot, slot_key)
            named = _named(context, kind, key)
            clashes.append(
                {
                    "rule": rule,
                    word: named,
                    "slot": slot.number,
                    "time": f"{slot.starts:%H:%M}",
                    "meetings": sorted(meeting.number for meeting in meetings),
                    "other": min(meeting.number for meeting in meetings),
                }
            )
    return clashes


def _named(context: Context, kind: type[Participant] | type[Table], key: str) -> str:
    if kind is Participant:
        return context.session.get_one(Participant, key).name
    return str(context.session.get_one(Table, key).number)
