"""Rows of outcomes: what was told after the event, or written down elsewhere."""

from __future__ import annotations

from collections import defaultdict

from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.interchange.records import OutcomeRecord
from matchdesk.models import Meeting, Outcome, Participant, new_key
from matchdesk.services.events import live_grid
from matchdesk.services.transfer import parties
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import Refused, RowWork


class OutcomeMerger:
    """Brings the rows of one file to the meetings of the live grid, which become held.

    As everywhere, what is stored stays: another label than the one recorded is only told.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        grid = live_grid(known.session).id
        self._meetings = {m.number: m for m in known.meetings if m.grid_id == grid}
        self._people: dict[str, set[str]] = defaultdict(set)
        for meeting in self._meetings.values():
            self._people[meeting.id] |= {meeting.first_id, meeting.second_id}
        for guest in known.guests:
            self._people[guest.meeting_id].add(guest.participant_id)
        self._told = {(o.meeting_id, o.participant_id): o for o in known.all(Outcome)}

    def title(self, record: OutcomeRecord) -> str:
        """What the row is called."""
        if record.number is not None:
            return f"#{record.number}"
        return " ⇄ ".join(party.shown() for party in record.parties)

    def take(self, record: OutcomeRecord, row: RowWork) -> None:
        """Record what was told; raises `Refused`."""
        meeting = self._meeting(record)
        side = self._side(record, meeting)
        if meeting.status in (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED):
            status = label(meeting.status)
            raise Refused("outcome_not_met", number=meeting.number, status=status)
        if meeting.slot_id is None:
            held = label(MeetingStatus.HELD)
            raise Refused("outcome_waits", number=meeting.number, status=held)
        told = self._told.get((meeting.id, side))
        if told is None:
            self._told[meeting.id, side] = self._new(record, meeting, side, row)
        else:
            if told.rating is not record.rating:
                row.differs("rating", told.rating, record.rating)
            row.fill(told, "score", record.score)
            row.fill(told, "note", record.note)
            row.fill(told, "next_step", record.next_step)
            row.fill(told, "topic", record.topic)
        if meeting.status is not MeetingStatus.HELD:
            row.changed("status", meeting.status, MeetingStatus.HELD)
            meeting.status = MeetingStatus.HELD

    def _new(
        self, record: OutcomeRecord, meeting: Meeting, side: str | None, row: RowWork
    ) -> Outcome:
        made = Outcome(
            id=new_key(),
            meeting_id=meeting.id,
            participant_id=side,
            rating=record.rating,
            score=record.score,
            note=record.note,
            next_step=record.next_step,
            topic=record.topic,
        )
        row.made(made)
        row.created = True
        return self._known.add(made)

    def _meeting(self, record: OutcomeRecord) -> Meeting:
        if record.number is not None:
            found = self._meetings.get(record.number)
            if found is None:
                raise Refused("row_meeting_unknown", number=record.number)
            return found
        people = {parties.find(self._known, party).id for party in record.parties}
        shown = self.title(record)
        fitting = [m for m in self._meetings.values() if people <= self._people[m.id]]
        standing = [m for m in fitting if m.status is not MeetingStatus.CANCELLED]
        if not standing:
            raise Refused("row_meeting_none", parties=shown)
        if len(standing) > 1:
            numbers = ", ".join(str(m.number) for m in standing)
            raise Refused("row_meeting_several", parties=shown, numbers=numbers)
        return standing[0]

    def _side(self, record: OutcomeRecord, meeting: Meeting) -> str | None:
        if record.told_by is None:
            return None
        who = self._of_meeting(record, meeting) or parties.find(self._known, record.told_by)
        if who.id not in self._people[meeting.id]:
            raise Refused("row_not_party", who=who.name, number=meeting.number)
        return who.id

    def _of_meeting(self, record: OutcomeRecord, meeting: Meeting) -> Participant | None:
        """A badge number names the side, too."""
        text = record.told_by.text if record.told_by else ""
        if not text.isdigit():
            return None
        people = self._known.people.by_key
        return next((p for p in people.values() if p.number == int(text)), None)
