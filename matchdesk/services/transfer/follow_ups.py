"""Rows that say what has become of agreements: the answers to the six-month follow-up."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import AgreementStatus
from matchdesk.core.wording import label
from matchdesk.interchange.records import FollowUpRecord
from matchdesk.models import Agreement, AgreementStep
from matchdesk.services.outcomes import agreement_fields, agreement_steps
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import Refused, RowWork


class FollowUpMerger:
    """Brings answers to the agreements they are about.

    Unlike other imports it replaces what is stored: that is what was asked for. `today` is the
    venue's day, on which a status without a date was reached.
    """

    def __init__(self, known: Known, today: date) -> None:
        self._known, self._today = known, today
        self._agreements = {a.number: a for a in known.all(Agreement)}
        self._steps: dict[str, list[AgreementStep]] = defaultdict(list)
        for step in known.all(AgreementStep):
            self._steps[step.agreement_id].append(step)

    def title(self, record: FollowUpRecord) -> str:
        """What the row is called."""
        return f"#{record.number}"

    def take(self, record: FollowUpRecord, row: RowWork) -> None:
        """Store the answer; raises `Refused`."""
        agreement = self._agreements.get(record.number)
        if agreement is None:
            raise Refused("row_agreement_unknown", number=record.number)
        row.title = f"#{agreement.number} {label(agreement.type)}"
        values = self._values(record, agreement)
        on = record.reached_on or self._today
        if on > self._today:
            data = {"date": on.isoformat(), "today": self._today.isoformat()}
            raise Refused("agreement_future", **data)
        if record.status is not None:
            self._reach(agreement, record.status, on, row)
        for field, value in values.items():
            self._write(agreement, field, value, row)
        if agreement.status is AgreementStatus.ENDED:
            self._write(agreement, "follow_up_on", None, row)

    def _values(self, record: FollowUpRecord, agreement: Agreement) -> dict[str, Any]:
        """What the row says of the agreement's own fields, checked."""
        found: dict[str, Any] = {}
        for field in ("next_step", "owner", "expected_value", "sme_count", "follow_up_on"):
            if said := getattr(record, field):
                try:
                    rule = agreement_fields.AGREEMENT[field]
                    found[field] = rule(self._known.session, field, said)
                except Invalid as fault:
                    raise Refused(fault.code, **fault.data) from fault
        due = found.get("follow_up_on")
        if due is not None and due < agreement.opened_on:
            data = {"date": due.isoformat(), "opened": agreement.opened_on.isoformat()}
            raise Refused("agreement_before", **data)
        if record.answer and record.answer not in agreement.note:
            found["note"] = "\n".join(filter(None, (agreement.note, record.answer)))
        return found

    def _write(self, agreement: Agreement, field: str, value: Any, row: RowWork) -> None:
        old = getattr(agreement, field)
        if old != value:
            setattr(agreement, field, value)
            row.changed(field, old, value)

    def _reach(self, agreement: Agreement, status: AgreementStatus, on: date, row: RowWork) -> None:
        """File the status; where several contacts answer for one agreement it stands once."""
        steps = self._steps[agreement.id]
        if not steps:
            steps.extend(self._known.add(s) for s in agreement_steps.first_steps(agreement))
        if any(s.status is status and (s.reached_on == on or status is agreement.status)
               for s in steps):  # fmt: skip
            return
        steps.append(self._known.add(agreement_steps.new_step(agreement, status, on)))
        before = agreement.status
        agreement_steps.settle(agreement, steps)
        row.changed("status", before, status)
