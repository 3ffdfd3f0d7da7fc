"""People whom another system has checked in already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.interchange.records import ParticipantRecord
from matchdesk.models import CheckIn, Participant, fresh, new_key
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork
from matchdesk.storage.unit_of_work import Signature


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Takes over arrivals; `now` is the moment of the import, `signature` who imports where."""

    known: Known
    now: datetime
    signature: Signature

    def take(self, person: Participant, record: ParticipantRecord, row: RowWork) -> None:
        """Record the arrival if it was on a day of the event; else tell why not.

        One that a desk took back since is not brought in again.
        """
        if not record.checked_in:
            return
        if record.checked_in_at is None:
            row.note("note_arrival_without_time")
            return
        at = self.known.timetable.local(record.checked_in_at)
        if at.date() not in self.known.timetable.days:
            row.note("note_arrival_other_day", value=f"{at:%Y-%m-%d %H:%M}")
        elif at > self.now:
            row.note("note_arrival_future", value=f"{at:%Y-%m-%d %H:%M}")
        elif person.status is ParticipantStatus.REGISTERED and person.id not in self.known.arrived:
            self._record(person, at, row)

    def _record(self, person: Participant, at: datetime, row: RowWork) -> None:
        self.known.arrived.add(person.id)
        self.known.add(
            fresh(
                CheckIn,
                id=new_key(),
                participant_id=person.id,
                outcome=CheckInOutcome.ADMITTED,
                code="",
                desk=self.signature.desk,
                operator=self.signature.operator,
                scanned_at=at.astimezone(UTC),
                stored_at=self.now,
                reason=_("Scanned by another system"),
            )
        )
        row.changed("check_in", None, f"{at:%Y-%m-%d %H:%M}", person)
