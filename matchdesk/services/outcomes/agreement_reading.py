"""Reading agreements with everything that hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import NotFound
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.models import (
    Agreement,
    AgreementDocument,
    AgreementMeeting,
    AgreementParty,
    AgreementStep,
    Meeting,
    Organisation,
    Partnership,
)
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.outcomes.views import (
    AgreementView,
    DocumentView,
    SignatoryView,
    StepView,
)

ORDER = tuple(AgreementStatus)
"""Of two statuses reached on one day the later here is where the agreement stands."""


def find_agreement(session: Session, named: int | str) -> Agreement:
    """An agreement by its number or key; raises `NotFound`."""
    text = str(named).strip().removeprefix("#")
    number = text.isascii() and text.isdigit()
    column = Agreement.number == int(text) if number else Agreement.id == text
    found = session.scalars(select(Agreement).where(column)).first()
    if found is None:
        raise NotFound(what="agreement", key=named)
    return found


def agreement_views(session: Session, agreements: Iterable[Agreement]) -> tuple[AgreementView, ...]:
    """The agreements as screens show them."""
    rows = tuple(agreements)
    hanging = _hanging(session)
    acronyms = {p.id: p.acronym for p in session.scalars(select(Partnership))}
    return tuple(_view(row, hanging, acronyms) for row in rows)


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs on agreements, by agreement."""

    signatories: dict[str, list[SignatoryView]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[str, list[StepView]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, list[DocumentView]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, int] = field(default_factory=dict)


def _hanging(session: Session) -> _Hanging:
    found = _Hanging()
    parties = select(AgreementParty, Organisation).join(
        Organisation, Organisation.id == AgreementParty.organisation_id
    )
    for party, body in session.execute(
        parties.order_by(in_letter_order(Organisation.name_key), Organisation.id)
    ):
        signs = SignatoryView(body.id, body.name, body.country, party.signatory, party.job_title)
        found.signatories[party.agreement_id].append(signs)
    for step in session.scalars(select(AgreementStep)):
        view = StepView(step.id, step.status, step.reached_on, step.note)
        found.steps[step.agreement_id].append(view)
    files = sorted(session.scalars(select(AgreementDocument)), key=lambda one: name_order(one.name))
    for document in files:
        shown = DocumentView(document.id, document.name, document.size)
        found.documents[document.agreement_id].append(shown)
    found.numbers.update(
        (row.id, row.number) for row in session.execute(select(Meeting.id, Meeting.number))
    )
    for further in session.scalars(select(AgreementMeeting)):
        found.meetings[further.agreement_id].append(found.numbers[further.meeting_id])
    return found


def _view(row: Agreement, hanging: _Hanging, acronyms: dict[str, str]) -> AgreementView:
    first = hanging.numbers.get(row.meeting_id or "")
    further = sorted(hanging.meetings.get(row.id, ()))
    signatories = tuple(hanging.signatories.get(row.id, ()))
    return AgreementView(
        key=row.id,
        number=row.number,
        type=row.type,
        status=row.status,
        topic=row.topic,
        parties=tuple((s.organisation_key, s.organisation, s.country, s.name) for s in signatories),
        meeting=first,
        partnership=acronyms.get(row.partnership_id or "", ""),
        opened_on=row.opened_on,
        status_on=row.status_on,
        follow_up_on=row.follow_up_on,
        confidential=row.confidential,
        note=row.note,
        partnership_key=row.partnership_id,
        meetings=tuple(further if first is None else [first, *further]),
        signatories=signatories,
        sectors=tuple(row.sectors),
        target_countries=tuple(row.target_countries),
        expected_value=row.expected_value,
        currency=row.currency,
        sme_count=row.sme_count,
        next_step=row.next_step,
        owner=row.owner,
        steps=_steps(row, hanging.steps.get(row.id, [])),
        documents=tuple(hanging.documents.get(row.id, ())),
    )


def in_order(steps: Iterable[StepView]) -> list[StepView]:
    """From the first to the latest; on one day in the order in which agreements go on."""
    return sorted(steps, key=lambda step: (step.reached_on, ORDER.index(step.status)))


def _steps(row: Agreement, kept: list[StepView]) -> tuple[StepView, ...]:
    """The history; of an agreement kept by an earlier format, what its dates say."""
    if kept:
        return tuple(in_order(kept))
    now = StepView("", row.status, row.status_on, "")
    if row.status is AgreementStatus.INITIATED or row.opened_on == row.status_on:
        return (now,)
    return (StepView("", AgreementStatus.INITIATED, row.opened_on, ""), now)
