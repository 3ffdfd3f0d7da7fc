"""Print jobs and a desk's choices as plain rows, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from matchdesk.core.vocabulary import DocumentKind, PrintState
from matchdesk.services.printing import HandOut, PrintOrder, Subject
from matchdesk.services.settings import Settings
from matchdesk.services.spooling.views import DeskPrinting, PrintJob

_CHOICES = "desk_printing"


def row(job: PrintJob) -> dict[str, Any]:
    """`job` as JSON-ready values; its number is the row's own."""
    moments = {
        name: moment.isoformat() if (moment := getattr(job, name)) else None
        for name in ("created_at", "changed_at", "next_try")
    }
    subjects = [[s.key, s.name, s.number, s.fingerprint, s.content] for s in job.subjects]
    plain = (
        "key",
        "kind",
        "printer",
        "form",
        "language",
        "state",
        "code",
        "attempts",
        "reason",
        "bundle",
        "place",
        "pages",
        "from_page",
        "stopped_at",
    )
    values = {name: getattr(job, name) for name in plain}
    return {
        **values,
        **moments,
        "subjects": subjects,
        "data": {name: str(value) for name, value in job.data.items()},
        "recorded": job.recorded,
        "order": asdict(job.order) if job.order else None,
        "setup": dict(job.setup),
    }


def job(number: int, row: dict[str, Any]) -> PrintJob:
    """The job that `row` holds."""
    order = row.get("order")
    values = {one.name: row[one.name] for one in fields(PrintJob) if one.name in row}
    for name in ("created_at", "changed_at", "next_try"):
        values[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return PrintJob(
        **{
            **values,
            "number": number,
            "kind": DocumentKind(row["kind"]),
            "state": PrintState(row["state"]),
            "subjects": tuple(Subject(*one) for one in row["subjects"]),
            "order": _order(order) if order else None,
        }
    )


def _order(kept: dict[str, Any]) -> PrintOrder:
    return PrintOrder(
        **{
            **kept,
            "kind": DocumentKind(kept["kind"]),
            "sort": HandOut(kept["sort"]),
            "people": tuple(kept["people"]),
        }
    )


def choices(settings: Settings) -> DeskPrinting:
    """What this desk prints; a damaged value counts as not chosen."""
    kept = settings.get(_CHOICES)
    if not isinstance(kept, dict):
        return DeskPrinting()
    usual = asdict(DeskPrinting())
    good = {
        name: kept[name] for name, value in usual.items() if isinstance(kept.get(name), type(value))
    }
    return DeskPrinting(**good)


def keep_choices(settings: Settings, choices: DeskPrinting) -> None:
    """Remember what this desk prints."""
    settings.put(_CHOICES, asdict(choices))
