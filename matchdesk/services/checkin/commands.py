"""Checking people in: what a desk can ask for, and how it is carried out.

Every answer is stored as a `CheckIn` row, refusals included; only a double scan is not stored
twice. The moment of the scan is kept apart from the moment it was stored, so that a desk which was
cut off can send its scans later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core import keyboards
from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.text import fold, name_order
from matchdesk.core.vocabulary import CheckInOutcome, DocumentKind, ParticipantStatus
from matchdesk.core.wording import label
from matchdesk.models import CheckIn as CheckInRow
from matchdesk.models import Delegation, Participant, Substitution
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.checkin import admission, codes, people, scans
from matchdesk.services.checkin.scans import Scan
from matchdesk.services.checkin.views import (
    CheckInResult,
    DelegationResult,
    PersonView,
    UndoneCheckIn,
    WentOut,
)


@dataclass(frozen=True)
class CheckIn(Command):
    """Check in whoever this code belongs to. Result: `CheckInResult`.

    `confirmed` says that what had to be said first was said; `scanned_at` is set when the scan was
    made earlier than it is stored.
    """

    intent: ClassVar[str] = "check_in"

    code: str
    confirmed: bool = False
    scanned_at: datetime | None = None


@dataclass(frozen=True)
class CheckInParticipant(Command):
    """Check in the participant with this key, found by searching. Result: `CheckInResult`."""

    intent: ClassVar[str] = "check_in"

    participant: str
    confirmed: bool = False
    scanned_at: datetime | None = None


@dataclass(frozen=True)
class CheckInDelegation(Command):
    """Check in a delegation, or those of its people named by key. Result: `DelegationResult`.

    `delegation` is its key or name. People already in are left as they are and get no new row.
    """

    intent: ClassVar[str] = "check_in_delegation"

    delegation: str
    participants: tuple[str, ...] = ()
    confirmed: bool = False
    scanned_at: datetime | None = None


@dataclass(frozen=True)
class UndoCheckIn(Command):
    """Take an admission back; that it was given stays on record. Result: `UndoneCheckIn`."""

    intent: ClassVar[str] = "undo_check_in"

    participant: str


@dataclass(frozen=True)
class CheckOut(Command):
    """Somebody leaves the house for a while; scanned again, they are back. Result: `WentOut`."""

    intent: ClassVar[str] = "check_out"

    participant: str


def check_in(command: CheckIn, context: Context) -> CheckInResult:
    """Handle `CheckIn`; raises `Invalid` only for an empty code."""
    code = command.code.strip()
    if not code:
        raise Invalid("checkin_empty")
    scan = scans.begun(context, command.scanned_at, command.confirmed, code)
    reading = codes.read(context.session, code, scan.secret)
    if reading.refusal is None:
        assert reading.holder is not None  # what `codes.read` promises
        answered = _answered(scan, _existing(context.session, reading.holder))
        return replace(answered, layouts=reading.layouts) if reading.layouts else answered
    result = CheckInResult(
        outcome=reading.refusal,
        at=scan.at,
        code=code,
        person=people.person(context.session, reading.holder) if reading.holder else None,
        since=reading.since,
        candidates=tuple(people.people(context.session, reading.candidates).values()),
        layouts=reading.layouts,
        garbled=reading.refusal is CheckInOutcome.UNKNOWN and keyboards.garbled(code),
    )
    stored = _stored(scan, result)
    return _with_company(scan, stored, stored.person) if stored.person else stored


def check_in_participant(command: CheckInParticipant, context: Context) -> CheckInResult:
    """Handle `CheckInParticipant`; raises `NotFound`."""
    person = _existing(context.session, command.participant)
    return _answered(scans.begun(context, command.scanned_at, command.confirmed), person)


def check_in_delegation(command: CheckInDelegation, context: Context) -> DelegationResult:
    """Handle `CheckInDelegation`; raises `NotFound`, or `Invalid` for somebody of another one."""
    session = context.session
    delegation = find_delegation(session, command.delegation)
    scan = scans.begun(context, command.scanned_at, command.confirmed)
    expected = {view.key: view for view in people.members(session, delegation.id)}
    for key in command.participants:
        if key not in expected:
            raise Invalid(
                "checkin_not_member", who=_existing(session, key).name, delegation=delegation.name
            )
    results = [
        _in_delegation(scan, expected[key]) for key in (command.participants or tuple(expected))
    ]
    count = people.delegation_count(session, delegation.id)
    assert count is not None
    admitted = [r for r in results if r.outcome is CheckInOutcome.ADMITTED]
    context.describe(delegation=delegation.name, count=len(admitted))
    context.undoable = bool(admitted or context.undoable)
    return DelegationResult(count, tuple(results))


def undo_check_in(command: UndoCheckIn, context: Context) -> UndoneCheckIn:
    """Handle `UndoCheckIn`; raises `Conflict` if the person is not in."""
    session = context.session
    person = _existing(session, command.participant)
    arrival = _arrival(session, person.key)
    if arrival is None:
        raise Conflict("checkin_not_in", who=person.name)
    arrival.undone_at = context.clock.now()
    session.flush()
    context.describe(who=person.name)
    return UndoneCheckIn(
        person=replace(person, arrived_at=None, arrived_desk="", left_at=None),
        admitted_at=arrival.scanned_at,
        desk=arrival.desk,
        delegation=people.delegation_count(session, person.delegation_key),
    )


def check_out(command: CheckOut, context: Context) -> WentOut:
    """Handle `CheckOut`; raises `Conflict` for somebody who is not in the house."""
    session = context.session
    person = _existing(session, command.participant)
    arrival = _arrival(session, person.key)
    if arrival is None or arrival.left_at is not None:
        raise Conflict("checkin_not_here", who=person.name)
    arrival.left_at = context.clock.now()
    session.flush()
    context.describe(who=person.name)
    return WentOut(replace(person, left_at=arrival.left_at), arrival.left_at)


def _arrival(session: Session, participant: str) -> CheckInRow | None:
    query = select(CheckInRow).where(CheckInRow.participant_id == participant, people.ARRIVED)
    return session.scalars(query).first()


def find_delegation(session: Session, named: str) -> Delegation:
    """The delegation with this key or name, or the only one whose name holds these words."""
    found = session.scalars(select(Delegation)).all()
    wanted = fold(named)
    exact = [d for d in found if d.id == named or fold(d.name) == wanted]
    if len(exact) == 1:
        return exact[0]
    partly = [d for d in found if wanted and wanted in fold(d.name)]
    if len(partly) == 1:
        return partly[0]
    if partly:
        known = ", ".join(sorted((d.name for d in partly), key=name_order))
        raise Invalid("checkin_delegations", name=named, known=known)
    raise NotFound(what="delegation", key=named)


def _existing(session: Session, key: str) -> PersonView:
    found = people.person(session, key)
    if found is None:
        raise NotFound(what="participant", key=key)
    return found


def _answered(scan: Scan, person: PersonView) -> CheckInResult:
    """Decide about one person, store the answer, and add what the desk wants to see beside it."""
    decided = _decided(scan, person)
    if decided.outcome is CheckInOutcome.ALREADY_IN and person.left_at is not None:
        decided = _back_in(scan, decided)
    result = decided if decided.back_since else _stored(scan, decided)
    return _with_company(scan, result, person)


def _with_company(scan: Scan, result: CheckInResult, person: PersonView) -> CheckInResult:
    """The result with what the desk wants to see beside it: delegation, next meeting, paper."""
    printed = people.last_printed(scan.session, person.key)
    return replace(
        result,
        badge_printed_at=printed.get(DocumentKind.BADGES),
        agenda_printed_at=printed.get(DocumentKind.AGENDAS),
        delegation=people.delegation_count(scan.session, person.delegation_key),
        next_meeting=people.next_meeting(scan.session, person.key, scan.local),
    )


def _back_in(scan: Scan, result: CheckInResult) -> CheckInResult:
    """Somebody who had gone out is in again: their first arrival stands, the return is stored."""
    person = result.person
    assert person is not None
    arrival = _arrival(scan.session, person.key)
    assert arrival is not None  # what `person.left_at` was read from
    arrival.left_at = None
    scans.store(scan, replace(result, note=scans.BACK))
    scan.context.intent = "check_in_back"
    scan.context.describe(who=person.name)
    return replace(
        result,
        outcome=CheckInOutcome.ADMITTED,
        person=replace(person, left_at=None),
        back_since=person.left_at,
    )


def _in_delegation(scan: Scan, person: PersonView) -> CheckInResult:
    result = _decided(scan, person)
    if result.outcome is CheckInOutcome.ALREADY_IN and person.left_at is not None:
        return _back_in(scan, result)
    if result.outcome is CheckInOutcome.ALREADY_IN or scans.given_before(scan, result):
        return result
    scans.store(scan, result)
    return scans.seen_in(scan, result)


def _decided(scan: Scan, person: PersonView) -> CheckInResult:
    facts = admission.facts(scan.session, person, scan.local.date(), scan.confirmed)
    outcome = admission.decide(facts)
    return CheckInResult(
        outcome=outcome,
        at=scan.at,
        code=scan.code,
        person=person,
        first_at=person.arrived_at,
        first_desk=person.arrived_desk,
        note=_note(scan.session, person, outcome),
        days=tuple(sorted(facts.days)) if outcome is CheckInOutcome.NOT_TODAY else (),
    )


def _note(session: Session, person: PersonView, outcome: CheckInOutcome) -> str:
    """What the desk has to say: the note to be given first, or who came instead."""
    if outcome is CheckInOutcome.ATTENTION_FIRST:
        return person.attention
    if person.status is not ParticipantStatus.SUBSTITUTED:
        return ""
    query = (
        select(Participant.name)
        .join(Substitution, Substitution.substitute_id == Participant.id)
        .where(Substitution.participant_id == person.key)
        .order_by(Substitution.at.desc())
    )
    return session.scalars(query).first() or ""


def _stored(scan: Scan, result: CheckInResult) -> CheckInResult:
    """The result with its row written, or the earlier answer if this is the same scan again."""
    person = result.person
    if result.outcome is CheckInOutcome.ALREADY_IN and scans.just_admitted_here(scan, person):
        return replace(
            result,
            outcome=CheckInOutcome.ADMITTED,
            first_at=None,
            first_desk="",
            repeated=True,
        )
    if scans.given_before(scan, result):
        return replace(result, repeated=True)
    scans.store(scan, result)
    who = person.name if person else result.code[: scans.LONGEST_CODE]
    scan.context.describe(who=who, outcome=label(result.outcome))
    admitted = result.outcome is CheckInOutcome.ADMITTED
    scan.context.undoable = bool(admitted or scan.context.undoable)
    return scans.seen_in(scan, result)


HANDLERS: dict[type[Command], Handler] = {
    CheckIn: check_in,
    CheckInParticipant: check_in_participant,
    CheckInDelegation: check_in_delegation,
    UndoCheckIn: undo_check_in,
    CheckOut: check_out,
}
