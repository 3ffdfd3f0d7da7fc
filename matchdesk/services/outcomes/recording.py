"""Whether a meeting was held, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import MeetingStatus, Rating
from matchdesk.core.wording import label
from matchdesk.models import Meeting, Outcome, Participant
from matchdesk.services import absences
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.agreements import RecordAgreement, record_agreement
from matchdesk.services.outcomes.views import AgreementView, MeetingView

SCORES = range(1, 6)
"""How satisfied a side is with a meeting: 1 (not at all) to 5 (very)."""


@dataclass(frozen=True)
class RecordOutcome(Command):
    """Record what came of a meeting (its number or key). Result: `Recorded`.

    `participant` is the key of the side that says so, None for both together; saying it again
    replaces what was said before. `score` says how satisfied they are, 1 to 5 (best), `topic` what
    they would work on together. A planned meeting becomes held. `agreement` is recorded with it, as
    one change; the meeting it came from is filled in, and the topic where it has none.
    """

    intent: ClassVar[str] = "record_outcome"

    meeting: int | str
    rating: Rating
    participant: str | None = None
    note: str = ""
    next_step: str = ""
    agreement: RecordAgreement | None = None
    score: int | None = None
    topic: str = ""


@dataclass(frozen=True)
class RemoveOutcome(Command):
    """Remove what one side, or both together (None), said of a meeting. Result: `MeetingView`."""

    intent: ClassVar[str] = "remove_outcome"

    meeting: int | str
    participant: str | None = None


@dataclass(frozen=True)
class MarkMeeting(Command):
    """Say where a meeting stands. Result: `MeetingView`.

    `no_show` is the key of who did not come (NO_SHOW only), None for nobody having come.
    """

    intent: ClassVar[str] = "mark_meeting"

    meeting: int | str
    status: MeetingStatus
    no_show: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A meeting with its outcome, and the agreement that was recorded with it."""

    meeting: MeetingView
    agreement: AgreementView | None


def record_outcome(command: RecordOutcome, context: Context) -> Recorded:
    """Handle `RecordOutcome`.

    Raises `Conflict` for a meeting that does not take place, `Invalid` for somebody who is no
    party to it, and what `record_agreement` raises.
    """
    session = context.session
    meeting = reading.find_meeting(session, command.meeting)
    _refuse_outsider(context, meeting, command.participant)
    _hold(meeting)
    outcome = _told(context, meeting, command.participant)
    if outcome is None:
        outcome = Outcome(meeting_id=meeting.id, participant_id=command.participant)
        outcome.rating = command.rating
        session.add(outcome)
    outcome.rating = command.rating
    outcome.score = _checked_score(command.score)
    outcome.note = command.note.strip()
    outcome.next_step = command.next_step.strip()
    outcome.topic = command.topic.strip()
    session.flush()
    agreement = None
    if command.agreement is not None:
        topic = command.agreement.topic or outcome.topic
        of_it = replace(command.agreement, meeting=meeting.id, topic=topic)
        agreement = record_agreement(of_it, context)
    context.detail.clear()
    context.describe(number=meeting.number, rating=label(command.rating))
    return Recorded(_view(context, meeting), agreement)


def remove_outcome(command: RemoveOutcome, context: Context) -> MeetingView:
    """Handle `RemoveOutcome`; raises `Conflict` if there is none."""
    meeting = reading.find_meeting(context.session, command.meeting)
    outcome = _told(context, meeting, command.participant)
    if outcome is None:
        who = context.session.get(Participant, command.participant) if command.participant else None
        named = who.name if who else "both sides"
        raise Conflict("outcome_none", number=meeting.number, who=named)
    context.session.delete(outcome)
    context.session.flush()
    context.describe(number=meeting.number)
    return _view(context, meeting)


def mark_meeting(command: MarkMeeting, context: Context) -> MeetingView:
    """Handle `MarkMeeting`.

    Raises `Conflict` for a meeting without a slot or with a recorded outcome, `Invalid` for a
    no-show who is no party to it. Bringing a cancelled meeting back can break a rule of the grid.
    """
    meeting = reading.find_meeting(context.session, command.meeting)
    _refuse_outsider(context, meeting, command.no_show)
    named = {"number": meeting.number, "status": label(command.status)}
    if meeting.slot_id is None and command.status is not MeetingStatus.CANCELLED:
        raise Conflict("outcome_waits", **named)
    told = select(Outcome.id).where(Outcome.meeting_id == meeting.id)
    if command.status is not MeetingStatus.HELD and context.session.scalars(told).first():
        raise Conflict("outcome_kept", **named)
    meeting.status = command.status
    meeting.no_show_id = command.no_show if command.status is MeetingStatus.NO_SHOW else None
    context.session.flush()
    _flag(context, meeting)
    context.describe(**named)
    return _view(context, meeting)


def _flag(context: Context, meeting: Meeting) -> None:
    """What the table says of its parties holds for the rest of their day, too."""
    parties = reading.party_keys(context.session, [meeting])[meeting.id]
    now = reading.local_now(context.session, context.clock)
    if meeting.status is MeetingStatus.NO_SHOW:
        gone = parties if meeting.no_show_id is None else (meeting.no_show_id,)
        absences.stayed_away(context.session, gone, now)
    elif meeting.status in (MeetingStatus.IN_PROGRESS, MeetingStatus.HELD):
        for key in parties:
            absences.is_here(context.session, key, now.date())


def _checked_score(score: int | None) -> int | None:
    if score is not None and score not in SCORES:
        raise Invalid("outcome_score", field="score", value=score)
    return score


def _hold(meeting: Meeting) -> None:
    """A meeting of which something came was held."""
    if meeting.status in reading.OVER:
        raise Conflict("outcome_not_met", number=meeting.number, status=label(meeting.status))
    if meeting.slot_id is None:
        held = label(MeetingStatus.HELD)
        raise Conflict("outcome_waits", number=meeting.number, status=held)
    meeting.status = MeetingStatus.HELD


def _refuse_outsider(context: Context, meeting: Meeting, participant: str | None) -> None:
    if participant is None:
        return
    keys = reading.party_keys(context.session, [meeting])[meeting.id]
    if participant in keys:
        return
    outsider = context.session.get(Participant, participant)
    if outsider is None:
        raise NotFound(what="participant", key=participant)
    names = [context.session.get_one(Participant, key).name for key in keys]
    raise Invalid(
        "outcome_not_party", who=outsider.name, number=meeting.number, parties=", ".join(names)
    )


def _told(context: Context, meeting: Meeting, participant: str | None) -> Outcome | None:
    by = Outcome.participant_id
    query = select(Outcome).where(
        Outcome.meeting_id == meeting.id,
        by.is_(None) if participant is None else by == participant,
    )
    return context.session.scalars(query).first()


def _view(context: Context, meeting: Meeting) -> MeetingView:
    now = reading.local_now(context.session, context.clock)
    return reading.meeting_views(context.session, [meeting], now)[0]


HANDLERS: dict[type[Command], Handler] = {
    RecordOutcome: record_outcome,
    RemoveOutcome: remove_outcome,
    MarkMeeting: mark_meeting,
}
