"""Meetings made by hand, called off, and brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, RuleBroken
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import MeetingStatus, ParticipantStatus
from matchdesk.core.wording import fill, label
from matchdesk.models import Meeting, Participant, new_key
from matchdesk.scheduling.problem import Violation
from matchdesk.services.agenda.moving import moved, stand, where
from matchdesk.services.agenda.placing import placed
from matchdesk.services.agenda.views import Moved
from matchdesk.services.board import Board, Standing, board_before
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import find_slot, find_table, live_grid, next_number
from matchdesk.services.outcomes.reading import find_meeting, party_keys
from matchdesk.services.outcomes.recording import MarkMeeting, mark_meeting
from matchdesk.services.people.editing import get_participant


@dataclass(frozen=True)
class AddMeeting(Command):
    """Make a meeting of two participants (keys) by hand. Result: `Moved`.

    Slot and table by number or key; without a slot it goes to the waiting list. A request of the
    two that stands is taken as its reason.
    """

    intent: ClassVar[str] = "add_meeting"

    first: str
    second: str
    slot: int | str | None = None
    table: int | str | None = None


@dataclass(frozen=True)
class CancelMeeting(Command):
    """Call a meeting off; its slot and table become free. Result: `Moved`."""

    intent: ClassVar[str] = "cancel_meeting"

    meeting: int | str


@dataclass(frozen=True)
class RestoreMeeting(Command):
    """A cancelled meeting takes place after all. Result: `Moved`.

    At its old place if that is still free, else on the waiting list; the warnings say why.
    """

    intent: ClassVar[str] = "restore_meeting"

    meeting: int | str


def add_meeting(command: AddMeeting, context: Context) -> Moved:
    """Handle `AddMeeting`; raises `Invalid`, `Conflict` or `RuleBroken` with the reason."""
    session = context.session
    people = [get_participant(session, key) for key in (command.first, command.second)]
    _refuse_people(*people)
    board = board_before(context)
    parties = (command.first, command.second)
    _refuse_second(board, parties)
    wanted = board.wishes.by_pair.get(frozenset(parties))
    standing = _planned(new_key(), parties, wanted.key if wanted else None)
    meeting = Meeting(
        id=standing.key,
        number=next_number(session, Meeting.number),
        grid_id=live_grid(session).id,
        request_id=standing.request,
        first_id=command.first,
        second_id=command.second,
    )
    warnings: tuple[str, ...] = ()
    if frozenset(parties) in board.problem.never:
        never = Violation("never_meet", "hard", {"participant": parties[0], "other": parties[1]})
        raise RuleBroken([board.names.violation(never)])
    if command.slot is not None:
        slot = find_slot(session, command.slot)
        table = None if command.table is None else find_table(session, command.table).id
        place, warnings = placed(board, standing, slot.id, table)
        stand(meeting, place)
    session.add(meeting)
    session.flush()
    after = where(board, meeting.slot_id, meeting.table_id)
    context.describe(number=meeting.number, parties=board.names.pair(parties), after=after)
    return moved(context, meeting, warnings)


def cancel_meeting(command: CancelMeeting, context: Context) -> Moved:
    """Handle `CancelMeeting`; raises `Conflict` for one that was held and has an outcome."""
    meeting = find_meeting(context.session, command.meeting)
    board = board_before(context)
    mark_meeting(MarkMeeting(meeting.id, MeetingStatus.CANCELLED), context)
    context.detail.clear()
    parties = party_keys(context.session, [meeting])[meeting.id]
    before = where(board, meeting.slot_id, meeting.table_id)
    context.describe(parties=board.names.pair(parties), before=before)
    return moved(context, meeting, came_from=meeting.slot_id)


def restore_meeting(command: RestoreMeeting, context: Context) -> Moved:
    """Handle `RestoreMeeting`; raises `Conflict` if it is not cancelled or was replaced.

    Raises `Invalid` where a party is not expected any more.
    """
    session = context.session
    meeting = find_meeting(session, command.meeting)
    if meeting.status is not MeetingStatus.CANCELLED:
        raise Conflict("agenda_not_cancelled", number=meeting.number, status=label(meeting.status))
    board = board_before(context)
    parties = party_keys(session, [meeting])[meeting.id]
    _refuse_second(board, parties)
    _refuse_withdrawn(session, parties)
    warnings = _return(board, meeting, parties)
    meeting.status = MeetingStatus.PLANNED
    session.flush()
    after = where(board, meeting.slot_id, meeting.table_id)
    context.describe(parties=board.names.pair(parties), after=after)
    return moved(context, meeting, warnings)


def _return(board: Board, meeting: Meeting, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Back to its old place or to the waiting list; the answer says what is wrong there."""
    if meeting.slot_id is None:
        return ()
    wanted = board.wishes.by_pair.get(frozenset(parties))
    standing = _planned(meeting.id, parties, wanted.key if wanted else None)
    try:
        place, warnings = placed(board, standing, meeting.slot_id, meeting.table_id)
    except RuleBroken as broken:
        meeting.slot_id = meeting.table_id = meeting.interpreter_id = None
        meeting.locked = False
        return tuple(_sentences(broken))
    stand(meeting, place)
    return warnings


def _sentences(broken: RuleBroken) -> list[str]:
    return [fill(f"rule.{violation['rule']}", violation) for violation in broken.violations]


def _planned(key: str, parties: tuple[str, ...], request: str | None) -> Standing:
    return Standing(
        key=key,
        number=0,
        parties=parties,
        slot=None,
        table=None,
        status=MeetingStatus.PLANNED,
        locked=False,
        request=request,
        stays=False,
    )


def _refuse_people(first: Participant, second: Participant) -> None:
    if first.id == second.id:
        raise Invalid("agenda_same_person", name=first.name)
    _refuse_gone((first, second))


def _refuse_withdrawn(session: Session, parties: Sequence[str]) -> None:
    people = session.scalars(select(Participant).where(Participant.id.in_(parties)))
    _refuse_gone(sorted(people, key=lambda person: name_order(person.name)))


def _refuse_gone(people: Iterable[Participant]) -> None:
    for person in people:
        if person.status is not ParticipantStatus.REGISTERED:
            raise Invalid("agenda_party_cancelled", name=person.name)


def _refuse_second(board: Board, parties: tuple[str, ...]) -> None:
    """The pair meets once: a second meeting is nearly always a mistake."""
    for standing in board.meetings.values():
        if set(standing.parties) == set(parties):
            place = where(board, standing.slot, standing.table)
            pair = board.names.pair(parties)
            raise Conflict("agenda_meet_already", number=standing.number, pair=pair, place=place)


HANDLERS: dict[type[Command], Handler] = {
    AddMeeting: add_meeting,
    CancelMeeting: cancel_meeting,
    RestoreMeeting: restore_meeting,
}
