"""How far an agreement has come: a dated history of which the last line is the status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.core.wording import label
from matchdesk.models import Agreement, AgreementStep, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.agreement_reading import ORDER, agreement_views, find_agreement
from matchdesk.services.outcomes.views import AgreementView


@dataclass(frozen=True)
class UpdateAgreementStatus(Command):
    """Say how far an agreement (number or key) has come. Result: `AgreementView`.

    `on` is the day it came there (today unless given); a day in the past is filed into the
    history. What else is None stays as it is; `step_note` says something about this step alone.
    """

    intent: ClassVar[str] = "update_agreement"

    agreement: int | str
    status: AgreementStatus
    follow_up_on: date | None = None
    note: str | None = None
    on: date | None = None
    step_note: str = ""


@dataclass(frozen=True)
class RemoveAgreementStep(Command):
    """Take a line (its key) out of an agreement's history. Result: `AgreementView`."""

    intent: ClassVar[str] = "remove_agreement_step"

    step: str


def update_agreement_status(command: UpdateAgreementStatus, context: Context) -> AgreementView:
    """Handle `UpdateAgreementStatus`; raises `NotFound`, or `Invalid` for an impossible date."""
    session = context.session
    agreement = find_agreement(session, command.agreement)
    today = reading.local_now(session, context.clock).date()
    if agreement.status is not command.status or command.on is not None:
        reach(session, agreement, command.status, checked_day(command.on, today), command.step_note)
    if command.follow_up_on is not None:
        agreement.follow_up_on = checked_follow_up(command.follow_up_on, agreement.opened_on)
    if agreement.status is AgreementStatus.ENDED:
        agreement.follow_up_on = None
    if command.note is not None:
        agreement.note = command.note.strip()
    session.flush()
    context.describe(number=agreement.number, status=label(agreement.status))
    return agreement_views(session, [agreement])[0]


def remove_step(command: RemoveAgreementStep, context: Context) -> AgreementView:
    """Handle `RemoveAgreementStep`; raises `NotFound`, `Conflict` for the only line."""
    session = context.session
    step = session.get(AgreementStep, command.step)
    if step is None:
        raise NotFound(what="agreement step", key=command.step)
    agreement = find_agreement(session, step.agreement_id)
    kept = [one for one in steps_of(session, agreement) if one is not step]
    if not kept:
        raise Conflict("agreement_only_step", number=agreement.number)
    context.describe(number=agreement.number, status=label(step.status))
    session.delete(step)
    session.flush()
    settle(agreement, kept)
    session.flush()
    return agreement_views(session, [agreement])[0]


def reach(
    session: Session, agreement: Agreement, status: AgreementStatus, on: date, note: str = ""
) -> None:
    """File `status` into the history, once a day.

    A status before the one reached that same day is a correction: what came after it that day goes.
    """
    steps = steps_of(session, agreement)
    for step in [s for s in steps if s.reached_on == on]:
        if ORDER.index(step.status) > ORDER.index(status):
            steps.remove(step)
            session.delete(step)
    session.flush()
    same = [s for s in steps if s.reached_on == on and s.status is status]
    if same:
        same[0].note = note.strip() or same[0].note
    else:
        steps.append(new_step(agreement, status, on, note))
        session.add(steps[-1])
    session.flush()
    settle(agreement, steps)


def steps_of(session: Session, agreement: Agreement) -> list[AgreementStep]:
    """The history as records; one that an earlier format did not keep is written down now."""
    query = select(AgreementStep).where(AgreementStep.agreement_id == agreement.id)
    found = list(session.scalars(query))
    if found:
        return found
    found = first_steps(agreement)
    session.add_all(found)
    session.flush()
    return found


def first_steps(agreement: Agreement) -> list[AgreementStep]:
    """What the dates of an agreement of an earlier format say of its history, not stored yet."""
    first = AgreementStatus.INITIATED
    found = []
    if agreement.status is not first and agreement.opened_on != agreement.status_on:
        found.append(new_step(agreement, first, agreement.opened_on))
    return [*found, new_step(agreement, agreement.status, agreement.status_on)]


def checked_day(on: date | None, today: date) -> date:
    """The day something was reached; raises `Invalid` for one that has not come yet."""
    if on is not None and on > today:
        raise Invalid("agreement_future", date=on.isoformat(), today=today.isoformat())
    return on or today


def checked_follow_up(follow_up: date, opened: date) -> date:
    """A day to follow up on; raises `Invalid` for one before the agreement."""
    if follow_up < opened:
        raise Invalid(
            "agreement_before",
            field="follow_up_on",
            date=follow_up.isoformat(),
            opened=opened.isoformat(),
        )
    return follow_up


def new_step(
    agreement: Agreement, status: AgreementStatus, on: date, note: str = ""
) -> AgreementStep:
    """A line of the history, not stored yet."""
    return AgreementStep(
        id=new_key(), agreement_id=agreement.id, status=status, reached_on=on, note=note.strip()
    )


def settle(agreement: Agreement, steps: list[AgreementStep]) -> None:
    """The agreement stands where its history ends."""
    steps.sort(key=lambda step: (step.reached_on, ORDER.index(step.status)))
    agreement.status, agreement.status_on = steps[-1].status, steps[-1].reached_on
    agreement.opened_on = steps[0].reached_on


HANDLERS: dict[type[Command], Handler] = {
    UpdateAgreementStatus: update_agreement_status,
    RemoveAgreementStep: remove_step,
}
