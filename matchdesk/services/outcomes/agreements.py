"""Cooperation agreements: recorded, changed in any field, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import AgreementStatus, AgreementType
from matchdesk.core.wording import label
from matchdesk.models import (
    Agreement,
    AgreementDocument,
    AgreementMeeting,
    AgreementParty,
    AgreementStep,
    Meeting,
    Organisation,
    Participant,
    Partnership,
    Story,
    new_key,
)
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import next_number
from matchdesk.services.outcomes import agreement_steps, reading
from matchdesk.services.outcomes.agreement_fields import AGREEMENT
from matchdesk.services.outcomes.agreement_reading import agreement_views, find_agreement
from matchdesk.services.outcomes.similar import refuse_known
from matchdesk.services.outcomes.views import AgreementView
from matchdesk.services.people import fields

FOLLOW_UP_MONTHS = 6
"""Funders ask again about half a year after the event."""


@dataclass(frozen=True)
class RecordAgreement(Command):
    """Record an agreement. Result: `AgreementView`.

    `parties` are organisation keys; without them they are those of the participants of `meeting`
    (its number or key), or of the first of `meetings`. `partnership` is a key or acronym.
    `signatories` are (organisation key, name) or (organisation key, name, job title). `on` is the
    day it reached `status` (today unless given). Without `follow_up_on` it is due after
    `FOLLOW_UP_MONTHS`; an ended one never is. `values` may hold any further field of
    `agreement_fields.AGREEMENT`. With `anyway` one that looks recorded already is recorded, too.
    """

    intent: ClassVar[str] = "record_agreement"

    type: AgreementType
    status: AgreementStatus = AgreementStatus.INITIATED
    topic: str = ""
    meeting: int | str | None = None
    parties: tuple[str, ...] = ()
    partnership: str | None = None
    signatories: tuple[tuple[str, ...], ...] = ()
    follow_up_on: date | None = None
    confidential: bool = False
    note: str = ""
    on: date | None = None
    meetings: tuple[int | str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    anyway: bool = False


@dataclass(frozen=True)
class EditAgreement(Command):
    """Change some fields of an agreement (number or key). Result: `AgreementView`.

    `values` holds fields of `agreement_fields.AGREEMENT`. `parties`, if given, replaces them all:
    (organisation key, signatory, job title); `meetings`, if given, the meetings it came from
    (numbers or keys, the first first).
    """

    intent: ClassVar[str] = "edit_agreement"

    agreement: int | str
    values: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[tuple[str, ...], ...] | None = None
    meetings: tuple[int | str, ...] | None = None


@dataclass(frozen=True)
class RemoveAgreement(Command):
    """Remove an agreement (number or key) that should not have been recorded. Result: None.

    What was told about it stays, without it.
    """

    intent: ClassVar[str] = "remove_agreement"

    agreement: int | str


def record_agreement(command: RecordAgreement, context: Context) -> AgreementView:
    """Handle `RecordAgreement`.

    Raises `Invalid` for fewer than two parties or an impossible value, `Conflict` if the same
    agreement is recorded already, `NotFound`.
    """
    session = context.session
    meetings = _meetings(session, (command.meeting, *command.meetings))
    signatories = {key: tuple(rest) for key, *rest in command.signatories}
    keys = command.parties or _parties_of(session, meetings[:1])
    parties = _checked_parties(session, keys, meetings[:1])
    values = _values(command, session)
    if not command.anyway:
        refuse_known(session, values["type"], values["topic"], parties)
    today = reading.local_now(session, context.clock).date()
    on = agreement_steps.checked_day(command.on, today)
    agreement = Agreement(
        id=new_key(),
        number=next_number(session, Agreement.number),
        status=command.status,
        meeting_id=meetings[0].id if meetings else None,
        opened_on=on,
        status_on=on,
        **values,
    )
    agreement.follow_up_on = _follow_up(command, values["follow_up_on"], on, today)
    session.add(agreement)
    session.flush()
    _write_parties(session, agreement, [(key, *signatories.get(key, ())) for key in parties])
    _write_meetings(session, agreement, meetings)
    agreement_steps.reach(session, agreement, command.status, on)
    return _told(context, agreement)


def edit_agreement(command: EditAgreement, context: Context) -> AgreementView:
    """Handle `EditAgreement`; raises `Invalid` with the field at fault, `NotFound`."""
    session = context.session
    agreement = find_agreement(session, command.agreement)
    values = fields.checked(session, AGREEMENT, command.values)
    if values.get("follow_up_on") is not None:
        agreement_steps.checked_follow_up(values["follow_up_on"], agreement.opened_on)
    for name, value in values.items():
        if getattr(agreement, name) != value:
            setattr(agreement, name, value)
    if command.parties is not None:
        _checked_parties(session, [party[0] for party in command.parties], ())
        _write_parties(session, agreement, command.parties)
    if command.meetings is not None:
        _write_meetings(session, agreement, _meetings(session, command.meetings))
    session.flush()
    return _told(context, agreement)


def remove_agreement(command: RemoveAgreement, context: Context) -> None:
    """Handle `RemoveAgreement`; raises `NotFound`."""
    session = context.session
    agreement = find_agreement(session, command.agreement)
    for story in session.scalars(select(Story).where(Story.agreement_id == agreement.id)):
        story.agreement_id = None
    for kind in (AgreementParty, AgreementMeeting, AgreementStep, AgreementDocument):
        for row in session.scalars(select(kind).where(kind.agreement_id == agreement.id)):
            session.delete(row)
    session.flush()
    context.describe(number=agreement.number, type=label(agreement.type))
    session.delete(agreement)
    session.flush()


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)  # every month has a 28th


def _told(context: Context, agreement: Agreement) -> AgreementView:
    (view,) = agreement_views(context.session, [agreement])
    named = label(view.type) if view.confidential else view.party_names
    context.describe(number=view.number, type=label(view.type), parties=named)
    return view


def _values(command: RecordAgreement, session: Session) -> dict[str, Any]:
    named = {
        "type": command.type,
        "topic": command.topic,
        "follow_up_on": command.follow_up_on,
        "confidential": command.confidential,
        "note": command.note,
    }
    checked = fields.checked(session, AGREEMENT, {**named, **command.values})
    if command.partnership:
        checked["partnership_id"] = _partnership(session, command.partnership)
    return checked


def _meetings(session: Session, named: Sequence[int | str | None]) -> list[Meeting]:
    found = [reading.find_meeting(session, one) for one in named if one is not None]
    return list({meeting.id: meeting for meeting in found}.values())


def _parties_of(session: Session, meetings: Sequence[Meeting]) -> tuple[str, ...]:
    """The organisations of everybody who takes part, in their order."""
    if not meetings:
        return ()
    people = reading.party_keys(session, meetings)[meetings[0].id]
    query = select(Participant.id, Participant.organisation_id).where(Participant.id.in_(people))
    bodies = {row.id: row.organisation_id for row in session.execute(query)}
    return tuple(dict.fromkeys(key for one in people if (key := bodies[one])))


def _checked_parties(
    session: Session, keys: Sequence[str], meetings: Sequence[Meeting]
) -> tuple[str, ...]:
    """`keys`, each once; raises `NotFound`, or `Invalid` for fewer than two."""
    found = tuple(dict.fromkeys(keys))
    known = set(session.scalars(select(Organisation.id).where(Organisation.id.in_(found))))
    for key in found:
        if key not in known:
            raise NotFound(what="organisation", key=key)
    if len(found) < 2:
        where = f"meeting {meetings[0].number}" if meetings else "this entry"
        raise Invalid("agreement_parties", field="parties", where=where, count=len(found))
    return found


def _write_parties(
    session: Session, agreement: Agreement, parties: Sequence[Sequence[str]]
) -> None:
    """Let exactly these be the parties: (organisation key, signatory, job title)."""
    query = select(AgreementParty).where(AgreementParty.agreement_id == agreement.id)
    stored = {row.organisation_id: row for row in session.scalars(query)}
    wanted = {key: [*rest, "", ""] for key, *rest in parties}
    for key, row in stored.items():
        if key not in wanted:
            session.delete(row)
    for key, (signatory, title, *_more) in wanted.items():
        party = stored.get(key)
        if party is None:
            party = AgreementParty(agreement_id=agreement.id, organisation_id=key)
            session.add(party)
        party.signatory = fields.one_line(session, "signatory", signatory)
        party.job_title = fields.one_line(session, "job_title", title)
    session.flush()


def _write_meetings(session: Session, agreement: Agreement, meetings: Sequence[Meeting]) -> None:
    """Let it have come from exactly these."""
    agreement.meeting_id = meetings[0].id if meetings else None
    wanted = {meeting.id for meeting in meetings[1:]}
    query = select(AgreementMeeting).where(AgreementMeeting.agreement_id == agreement.id)
    for row in session.scalars(query):
        if row.meeting_id in wanted:
            wanted.remove(row.meeting_id)
        else:
            session.delete(row)
    for key in sorted(wanted):
        session.add(AgreementMeeting(agreement_id=agreement.id, meeting_id=key))
    session.flush()


def _partnership(session: Session, named: str) -> str:
    for known in session.scalars(select(Partnership)):
        if known.id == named or fold(known.acronym) == fold(named):
            return known.id
    raise NotFound(what="partnership", key=named)


def _follow_up(
    command: RecordAgreement, given: date | None, opened: date, today: date
) -> date | None:
    if given is not None:
        return agreement_steps.checked_follow_up(given, opened)
    ended = command.status is AgreementStatus.ENDED
    return None if ended else months_after(today, FOLLOW_UP_MONTHS)


HANDLERS: dict[type[Command], Handler] = {
    RecordAgreement: record_agreement,
    EditAgreement: edit_agreement,
    RemoveAgreement: remove_agreement,
}
