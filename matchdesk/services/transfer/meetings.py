"""Rows of meetings that another system has arranged."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from matchdesk.core.vocabulary import MeetingStatus, RequestStatus
from matchdesk.interchange.records import MeetingRecord
from matchdesk.models import Meeting, MeetingGuest, Participant, Table, new_key
from matchdesk.services.events import SlotView
from matchdesk.services.transfer import parties
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.occupancy import Occupancy
from matchdesk.services.transfer.requests import Asked, Requests
from matchdesk.services.transfer.work import Refused, RowWork


class MeetingMerger:
    """Brings the rows of one file into the live grid.

    What is not confirmed becomes a pending request, what has no time an accepted one (the planner
    is to choose). A row that would book somebody or a table twice is refused, the rest is not.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._requests = Requests(known)
        self._occupancy = Occupancy(known)

    def title(self, record: MeetingRecord) -> str:
        """What the row is called."""
        return " ⇄ ".join(party.shown() for party in record.parties)

    def take(self, record: MeetingRecord, row: RowWork) -> None:
        """Find or make the meeting or request; raises `Refused`."""
        people = [parties.find(self._known, party) for party in record.parties]
        for number, second in enumerate(people[1:], 1):
            for first in people[:number]:
                parties.meetable(first, second)
        row.title = " ⇄ ".join(person.name for person in people)
        if record.start is None:
            self._as_request(record, people, row)
        elif record.confirmed:
            self._as_meeting(record, people, row)
        else:
            row.note("note_meeting_pending")
            self._as_request(record, people, row)

    def _as_request(self, record: MeetingRecord, people: list[Participant], row: RowWork) -> None:
        if self._occupancy.meeting_of(people) is not None:
            row.note("note_meeting_stands")
            return
        status = RequestStatus.ACCEPTED if record.confirmed else RequestStatus.PENDING
        asked = Asked(status, message=record.message or record.subject)
        request = self._requests.ask(people[0], people[1], asked, row)
        if row.created:
            self._requests.invite(request, people[2:])

    def _as_meeting(self, record: MeetingRecord, people: list[Participant], row: RowWork) -> None:
        slot = self._slot(record)
        stored = self._occupancy.meeting_of(people)
        if stored is not None and stored.slot_id is not None:
            self._stands(stored, slot, record, row)
            return
        if self._occupancy.was_cancelled(people, slot):
            row.note("note_meeting_cancelled_here")
            return
        table = self._table(record, slot, people)
        self._occupancy.check(people, slot, table)
        if stored is not None:
            stored.slot_id, stored.table_id = slot.key, table.id
            row.changed("slot_id", None, _shown(slot), stored)
        else:
            stored = self._new(record, people, slot, table, row)
        self._occupancy.occupy(stored, people)

    def _new(
        self,
        record: MeetingRecord,
        people: list[Participant],
        slot: SlotView,
        table: Table,
        row: RowWork,
    ) -> Meeting:
        request = self._requests.between(people[0].id, people[1].id)
        open_ = request is not None and request.status in (
            RequestStatus.PENDING,
            RequestStatus.ACCEPTED,
        )
        if request is not None and open_:
            row.fill(request, "status", RequestStatus.ACCEPTED, weak=RequestStatus.PENDING)
        meeting = Meeting(
            id=new_key(),
            number=self._occupancy.next_number(),
            grid_id=self._occupancy.grid,
            request_id=request.id if request is not None and open_ else None,
            first_id=people[0].id,
            second_id=people[1].id,
            slot_id=slot.key,
            table_id=table.id,
            status=MeetingStatus.PLANNED,
            locked=False,
            note=record.message or record.subject,
        )
        self._known.meetings.append(self._known.add(meeting))
        for guest in people[2:]:
            invited = MeetingGuest(id=new_key(), meeting_id=meeting.id, participant_id=guest.id)
            self._known.guests.append(self._known.add(invited))
        row.made(meeting)
        row.created = True
        return meeting

    def _stands(self, stored: Meeting, slot: SlotView, record: MeetingRecord, row: RowWork) -> None:
        """The pair meets already: a file never moves a meeting."""
        slots = {s.key: s for s in self._known.timetable.slots}
        numbers = {table.id: number for number, table in self._known.tables.items()}
        if stored.slot_id != slot.key:
            row.differs("slot_id", _shown(slots[stored.slot_id or ""]), _shown(slot))
        wanted = _number(record.table)
        if wanted is not None and numbers.get(stored.table_id or "") != wanted:
            row.differs("table_id", numbers.get(stored.table_id or ""), wanted)

    def _slot(self, record: MeetingRecord) -> SlotView:
        timetable = self._known.timetable
        assert record.start is not None  # `take` asks first
        day, starts = self._local(record.day, record.start)
        if day is None:
            raise Refused("row_no_day", value=f"{starts:%H:%M}")
        slot = timetable.slot_at(day, starts)
        if slot is None:
            near = timetable.nearest(day, starts)
            at = f"{day:%d.%m.%Y} {starts:%H:%M}"
            raise Refused("row_no_slot", at=at, nearest=_shown(near) if near else "–")
        return slot

    def _local(self, day: date | None, starts: time) -> tuple[date | None, time]:
        days = self._known.timetable.days
        if day is None and len(days) == 1:
            day = days[0]
        if day is None or starts.tzinfo is None:
            return day, starts.replace(tzinfo=None)
        local = self._known.timetable.local(datetime.combine(day, starts))
        return local.date(), local.time()

    def _table(self, record: MeetingRecord, slot: SlotView, people: list[Participant]) -> Table:
        number = _number(record.table)
        if number is not None:
            table = self._known.tables.get(number)
            if table is None:
                raise Refused(
                    "row_no_table", number=number, last=max(self._known.tables, default=0)
                )
            return table
        table = self._occupancy.free_table(slot, people)
        if table is None:
            raise Refused("row_no_free_table", at=_shown(slot))
        return table


def _number(text: str) -> int | None:
    found = re.search(r"\d{1,6}", text)
    return int(found[0]) if found else None


def _shown(slot: SlotView) -> str:
    return f"{slot.day:%d.%m.} {slot.starts:%H:%M}"
