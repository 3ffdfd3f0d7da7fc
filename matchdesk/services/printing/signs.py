"""What stands on the table signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from matchdesk.services.events import TableView
from matchdesk.services.printing.agendas import partner, zone
from matchdesk.services.printing.reading import Appointment, Snapshot
from matchdesk.services.printing.speech import Speech

if TYPE_CHECKING:
    from matchdesk.printing.table_signs import SignDay, TableSignData


def signs(
    tables: Iterable[TableView],
    taken: Snapshot,
    reserved: dict[str, str],
    speech: Speech,
    printed_at: datetime,
) -> list[TableSignData]:
    """The signs of `tables`; `reserved` names organisations by key.

    Before any meeting has a table, the signs carry the number alone.
    """
    from matchdesk.printing.table_signs import TableSignData  # loads ReportLab, which is slow

    at_table: dict[str, list[Appointment]] = defaultdict(list)
    for one in taken.appointments:
        at_table[one.table].append(one)
    days = taken.event.days if any(table.key in at_table for table in taken.event.tables) else ()
    return [
        TableSignData(
            key=table.key,
            number=str(table.number),
            event_name=taken.event.name,
            timezone=taken.event.timezone,
            printed_at=printed_at,
            zone=zone(table, speech),
            reserved_for=reserved.get(table.reserved_for_key or "", ""),
            days=tuple(_day(day, at_table[table.key], taken, speech) for day in days),
        )
        for table in tables
    ]


def _day(
    day: date, appointments: Iterable[Appointment], taken: Snapshot, speech: Speech
) -> SignDay:
    from matchdesk.printing.table_signs import SignDay, SignMeeting  # see `signs`

    slots = {slot.key: slot for slot in taken.event.slots if slot.day == day}
    meetings = [
        SignMeeting(
            datetime.combine(day, slots[one.slot].starts, taken.event.zone),
            datetime.combine(day, slots[one.slot].ends, taken.event.zone),
            partner(taken.people[one.parties[0]], speech),
            partner(taken.people[one.parties[1]], speech),
        )
        for one in appointments
        if one.slot in slots
    ]
    return SignDay(day, tuple(sorted(meetings, key=lambda meeting: meeting.start)))
