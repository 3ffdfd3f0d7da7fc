"""One file against the event: the one computation behind preview, dry run and import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from matchdesk.core.progress import Progress
from matchdesk.interchange.headers import FileKind
from matchdesk.interchange.records import Reading, Remark
from matchdesk.services.transfer.arrivals import Arrivals
from matchdesk.services.transfer.follow_ups import FollowUpMerger
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.meetings import MeetingMerger
from matchdesk.services.transfer.outcomes import OutcomeMerger
from matchdesk.services.transfer.participants import ParticipantMerger
from matchdesk.services.transfer.partnerships import PartnershipMerger
from matchdesk.services.transfer.requests import RequestMerger
from matchdesk.services.transfer.views import FileReading, FileResult, ImportRow, Note, RowState
from matchdesk.services.transfer.work import Refused, RowWork
from matchdesk.storage.unit_of_work import Signature

_REPORT_EVERY = 100


class Merger(Protocol):
    """Brings one kind of record into the event."""

    def title(self, record: Any) -> str:
        """What the row is called before it is known whom it means."""

    def take(self, record: Any, row: RowWork) -> None:
        """Change `known` for this row; raises `Refused` before it changes anything."""


def merge(
    known: Known, file: FileReading, signature: Signature, now: datetime, progress: Progress
) -> FileResult:
    """Bring `file` into `known` in memory; what must be stored stands in `known.added`.

    The session's own objects are changed too: flush it to keep that, let it go to forget it.
    Raises `Cancelled`.
    """
    reading = file.reading
    with known.session.no_autoflush:
        merger = _merger(known, reading, signature, now)
        notes = _notes_by_line(reading)
        rows = []
        for number, record in enumerate(reading.records, 1):
            if number % _REPORT_EVERY == 0 or number == len(reading.records):
                progress.step(number, len(reading.records))
            rows.append(_taken(merger, record, notes.get(record.line, ()), known))
        rows += [_left_out(merger, remark) for remark in reading.left_out]
    rows += [_refused(remark) for remark in reading.refused]
    rows.sort(key=lambda row: row.line)
    return FileResult(file, tuple(rows), notes.get(0, ()))


def _merger(known: Known, reading: Reading, signature: Signature, now: datetime) -> Merger:
    if reading.kind is FileKind.PARTICIPANTS:
        records: Sequence[Any] = reading.records
        return ParticipantMerger(known, records, Arrivals(known, now, signature))
    if reading.kind is FileKind.REQUESTS:
        return RequestMerger(known)
    if reading.kind is FileKind.MEETINGS:
        return MeetingMerger(known)
    if reading.kind is FileKind.OUTCOMES:
        return OutcomeMerger(known)
    if reading.kind is FileKind.FOLLOW_UPS:
        return FollowUpMerger(known, now.astimezone(known.timetable.zone).date())
    return PartnershipMerger(known)


def _taken(merger: Merger, record: Any, notes: tuple[Note, ...], known: Known) -> ImportRow:
    row = RowWork(record.line, merger.title(record), known.who_blanked)
    for note in notes:
        row.note(note.code, note.column, **note.data)
    try:
        merger.take(record, row)
    except Refused as refusal:
        reason = Note(record.line, refusal.code, "", refusal.data)
        return ImportRow(record.line, row.title, RowState.REFUSED, (), (reason,))
    return row.finished()


def _left_out(merger: Merger, remark: Remark) -> ImportRow:
    row = RowWork(remark.line, str(remark.data.get("name") or remark.data.get("value", "")))
    row.note(remark.code, remark.column, **remark.data)
    if isinstance(merger, ParticipantMerger) and "email" in remark.data:
        merger.left_out(dict(remark.data), row)
    notes = row.finished().notes
    return ImportRow(row.line, row.title, RowState.LEFT_OUT, (), notes)


def _refused(remark: Remark) -> ImportRow:
    title = str(remark.data.get("who") or remark.data.get("value", ""))
    return ImportRow(remark.line, title, RowState.REFUSED, (), (_note(remark),))


def _notes_by_line(reading: Reading) -> dict[int, tuple[Note, ...]]:
    found: dict[int, tuple[Note, ...]] = {}
    for remark in reading.notes:
        found[remark.line] = (*found.get(remark.line, ()), _note(remark))
    return found


def _note(remark: Remark) -> Note:
    return Note(remark.line, remark.code, remark.column, remark.data)
