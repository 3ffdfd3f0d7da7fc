"""A draft becomes the live grid: every record it changed, in one step that one undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchdesk.core.changes import Change, Row, same
from matchdesk.core.errors import Conflict
from matchdesk.core.wording import fill
from matchdesk.core.wording.records import entity
from matchdesk.models import Meeting, Record
from matchdesk.services import record_names
from matchdesk.services.agenda.moving import where
from matchdesk.services.board import Board, board_before, read_board
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.whatif.views import Applied, Edits
from matchdesk.storage import journal


@dataclass(frozen=True)
class ApplyWhatIf(Command):
    """Make what a draft changed so in the live event. Result: `Applied`."""

    intent: ClassVar[str] = "apply_whatif"

    edits: Edits


def apply_whatif(command: ApplyWhatIf, context: Context) -> Applied:
    """Handle `ApplyWhatIf`.

    Raises `Conflict` where the live event has changed what the draft changed, or has filled the
    places the draft uses; nothing is stored then.
    """
    session, edits = context.session, command.edits
    if not edits.changes:
        raise Conflict("whatif_nothing")
    board = board_before(context)
    against = list(conflicts(session, board, edits.changes))
    if against:
        raise Conflict("whatif_outdated", what=" ".join(against))
    standing = set(board.faults)
    try:
        _carry_over(session, edits.changes)
    except IntegrityError as error:
        raise Conflict("whatif_gone") from error
    meetings = {change.key for change in edits.changes if change.entity == "meeting"}
    _refuse_clash(read_board(session), meetings - standing - edits.broken)
    context.describe(meetings=len(meetings), steps=edits.steps)
    return Applied(len(meetings), edits.steps)


def conflicts(session: Session, board: Board, changes: Iterable[Change]) -> Iterator[str]:
    """What stands otherwise in the live event than the draft found it, one sentence each."""
    classes = journal.classes()
    for change in changes:
        record = session.get(classes[change.entity], change.key)
        present = None if record is None else journal.row_of(record)
        if not same(present, change.before) and not same(present, change.after):
            yield _told(board, change, record)


def _told(board: Board, change: Change, record: Record | None) -> str:
    if isinstance(record, Meeting):
        live = board.meetings.get(record.id)
        blanks = {
            "number": record.number,
            "pair": board.names.pair((record.first_id, record.second_id)),
            "place": where(board, live.slot, live.table) if live else "",
        }
        return fill("whatif_conflict.meeting" if live else "whatif_conflict.cancelled", blanks)
    if record is None:
        what = entity(change.entity)
        return fill("whatif_conflict.gone", {"what": what})
    name = record_names.call(change.entity, record)
    return fill("whatif_conflict.other", {"what": name})


def _carry_over(session: Session, changes: Sequence[Change]) -> None:
    """New records in the order in which they were made, the gone ones the other way round."""
    classes = journal.classes()
    for change in changes:
        record = classes[change.entity]
        if change.after is None:
            continue
        if change.before is None:
            session.add(record(**_numbered(session, record, change.after)))
            session.flush()  # what points at it comes later, and a number is given once
        else:
            row = session.get_one(record, change.key)
            for name, value in journal.decode(record, change.after).items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
    for change in reversed(changes):
        if change.after is None:
            session.delete(session.get_one(classes[change.entity], change.key))
    session.flush()


def _numbered(session: Session, record: type[Record], row: Row) -> Row:
    """The record's values; with the next number where somebody has been given its own since."""
    values = journal.decode(record, row)
    column = getattr(record, "number", None)
    if column is not None and values.get("number") is not None:
        taken = session.scalars(select(record.id).where(column == values["number"])).first()
        if taken is not None:
            values["number"] = next_number(session, column)
    return values


def _refuse_clash(board: Board, changed: Iterable[str]) -> None:
    for key in sorted(changed):
        if why := board.faults.get(key):
            raise Conflict("whatif_clash", why=" ".join(why))


HANDLERS: dict[type[Command], Handler] = {ApplyWhatIf: apply_whatif}
