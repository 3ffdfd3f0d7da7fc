"""Cooperation agreements: recording them, and how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import label
from matchdesk.models import (
    Agreement,
    AgreementParty,
    Meeting,
    Organisation,
    Participant,
    Partnership,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.views import AgreementView

FOLLOW_UP_MONTHS = 6
"""Funders ask again about half a year after the event."""


@dataclass(frozen=True)
class RecordAgreement(Command):
    """Record an agreement. Result: `AgreementView`.

    `parties` are organisation keys; without them they are those of the participants of `meeting`
    (its number or key). `partnership` is a key or acronym. `signatories` pairs organisation keys
    with names. Without `follow_up_on` it is due after `FOLLOW_UP_MONTHS`; an ended one never is.
    """

    intent: ClassVar[str] = "record_agreement"

    type: AgreementType
    status: AgreementStatus = AgreementStatus.INITIATED
    topic: str = ""
    meeting: int | str | None = None
    parties: tuple[str, ...] = ()
    partnership: str | None = None
    signatories: tuple[tuple[str, str], ...] = ()
    follow_up_on: date | None = None
    confidential: bool = False
    note: str = ""


@dataclass(frozen=True)
class UpdateAgreementStatus(Command):
    """Say how far an agreement (number or key) has come. Result: `AgreementView`.

    What is None stays as it is.
    """

    intent: ClassVar[str] = "update_agreement"

    agreement: int | str
    status: AgreementStatus
    follow_up_on: date | None = None
    note: str | None = None


def record_agreement(command: RecordAgreement, context: Context) -> AgreementView:
    """Handle `RecordAgreement`.

    Raises `Invalid` for fewer than two parties or an impossible date, `Conflict` if the same
    agreement is recorded already, `NotFound`.
    """
    session = context.session
    meeting = None
    if command.meeting is not None:
        meeting = reading.find_meeting(session, command.meeting)
    parties = _parties(session, command, meeting)
    _refuse_known(session, command, parties)
    today = reading.local_now(session, context.clock).date()
    agreement = Agreement(
        number=next_number(session, Agreement.number),
        type=command.type,
        status=command.status,
        topic=command.topic.strip(),
        meeting_id=meeting.id if meeting else None,
        partnership_id=_partnership(session, command.partnership),
        opened_on=today,
        status_on=today,
        follow_up_on=_follow_up(command.status, command.follow_up_on, today),
        confidential=command.confidential,
        note=command.note.strip(),
    )
    session.add(agreement)
    session.flush()
    signatories = dict(command.signatories)
    for party in parties:
        session.add(
            AgreementParty(
                agreement_id=agreement.id,
                organisation_id=party.id,
                signatory=signatories.get(party.id, "").strip(),
            )
        )
    session.flush()
    (view,) = reading.agreement_views(session, [agreement])
    named = label(view.type) if view.confidential else view.party_names
    context.describe(number=view.number, type=label(view.type), parties=named)
    return view


def update_agreement_status(command: UpdateAgreementStatus, context: Context) -> AgreementView:
    """Handle `UpdateAgreementStatus`; raises `NotFound`, or `Invalid` for an impossible date."""
    session = context.session
    agreement = reading.find_agreement(session, command.agreement)
    if agreement.status is not command.status:
        agreement.status = command.status
        agreement.status_on = reading.local_now(session, context.clock).date()
    if command.follow_up_on is not None:
        agreement.follow_up_on = _checked(command.follow_up_on, agreement.opened_on)
    if command.status is AgreementStatus.ENDED:
        agreement.follow_up_on = None
    if command.note is not None:
        agreement.note = command.note.strip()
    session.flush()
    context.describe(number=agreement.number, status=label(agreement.status))
    return reading.agreement_views(session, [agreement])[0]


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)  # every month has a 28th


def _parties(
    session: Session, command: RecordAgreement, meeting: Meeting | None
) -> Sequence[Organisation]:
    keys: Sequence[str] = tuple(dict.fromkeys(command.parties))
    where = "this entry"
    if not keys and meeting is not None:
        people = reading.party_keys(session, [meeting])[meeting.id]
        query = select(Participant.organisation_id).where(Participant.id.in_(people))
        keys = tuple(dict.fromkeys(key for key in session.scalars(query) if key))
        where = f"meeting {meeting.number}"
    found = session.scalars(select(Organisation).where(Organisation.id.in_(keys))).all()
    for key in set(keys) - {body.id for body in found}:
        raise NotFound(what="organisation", key=key)
    if len(found) < 2:
        raise Invalid("agreement_parties", where=where, count=len(found))
    return found


def _refuse_known(
    session: Session, command: RecordAgreement, parties: Sequence[Organisation]
) -> None:
    """The same type, parties and topic once more is the same paper entered twice."""
    wanted = {body.id for body in parties}
    query = select(Agreement).where(Agreement.type == command.type)
    for known in reading.agreement_views(session, session.scalars(query)):
        same = {key for key, *_ in known.parties} == wanted
        if same and fold(known.topic) == fold(command.topic):
            raise Conflict("agreement_known", number=known.number)


def _partnership(session: Session, named: str | None) -> str | None:
    if not named:
        return None
    for known in session.scalars(select(Partnership)):
        if known.id == named or fold(known.acronym) == fold(named):
            return known.id
    raise NotFound(what="partnership", key=named)


def _follow_up(status: AgreementStatus, given: date | None, today: date) -> date | None:
    if given is not None:
        return _checked(given, today)
    return None if status is AgreementStatus.ENDED else months_after(today, FOLLOW_UP_MONTHS)


def _checked(follow_up: date, opened: date) -> date:
    if follow_up < opened:
        raise Invalid("agreement_before", date=follow_up.isoformat(), opened=opened.isoformat())
    return follow_up


HANDLERS: dict[type[Command], Handler] = {
    RecordAgreement: record_agreement,
    UpdateAgreementStatus: update_agreement_status,
}
