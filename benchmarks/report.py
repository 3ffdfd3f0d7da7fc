"""How long the funder's report takes, and how soon the Today screen tells of a change.

    python -m benchmarks.report [--people 1500] [--meetings 6000] [--refreshes 60] [--json OUT]

`report_s` is the whole report of the event: every figure with its rows, PDF with charts and maps,
workbook, CSV and JSON. `dashboard_refresh_*_ms` is from the moment a change set of this desk or
another is known until the Today screen shows it, map and charts included, in the real window
without a display; `dashboard_cpu_p95_ms` is the processor time of it, which other work on the
machine does not lengthen. `charts_import_ms` is what the chart library costs, once, when it is
first looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import EVENT, OPENING, peopled_desk
from benchmarks.window import settle, shown, spread
from matchdesk.core.clock import FixedClock
from matchdesk.core.vocabulary import (
    AgreementStatus,
    AgreementType,
    CheckInOutcome,
    MeetingStatus,
    Rating,
)
from matchdesk.models import (
    Agreement,
    AgreementParty,
    CheckIn,
    Grid,
    Meeting,
    Outcome,
    Participant,
    Record,
    Slot,
    Table,
    new_key,
)
from matchdesk.storage.unit_of_work import UnitOfWork

_HELD_SHARE, _TOLD_SHARE, _AGREED_SHARE = 0.6, 0.9, 0.06


def main() -> None:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--meetings", type=int, default=6000)
    parser.add_argument("--refreshes", type=int, default=60)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    found = measure(arguments.people, arguments.meetings, arguments.refreshes)
    text = json.dumps(found, indent=2)
    print(text)
    if arguments.json is not None:
        arguments.json.write_text(text + "\n", encoding="utf-8")


def measure(people: int, meetings: int, refreshes: int) -> dict[str, Any]:
    """All figures for an event of this size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    clock = FixedClock(OPENING + timedelta(hours=4))

    def fill(work: UnitOfWork, keys: list[str]) -> Iterator[Any]:
        return _day(work, keys, meetings)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "event.matchdesk"
        desk, _records = peopled_desk(path, EVENT, people, fill, clock)
        try:
            report = _report(desk, Path(folder))
            refreshed = _refreshes(desk, clock, refreshes)
        finally:
            desk.close()
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else -1.0
    size = {"people": people, "meetings": meetings, "load_average": load}
    return {**size, **report, **refreshed}


def _report(desk: Any, folder: Path) -> dict[str, float]:
    """Every format of the report, one after the other, as the screen's buttons make them."""
    parts: dict[str, float] = {}
    began, busy = time.perf_counter(), time.process_time()
    for ending in ("pdf", "xlsx", "csv", "json"):
        started = time.perf_counter()
        desk.transfer.export("report", folder / f"report.{ending}")
        parts[f"report_{ending}_s"] = round(time.perf_counter() - started, 2)
    whole = {
        "report_s": round(time.perf_counter() - began, 2),
        "report_cpu_s": round(time.process_time() - busy, 2),
    }
    return {**whole, **parts}


def _refreshes(desk: Any, clock: FixedClock, refreshes: int) -> dict[str, float]:
    """Meetings end, people arrive, outcomes are written down; the screen follows each."""
    from PySide6.QtWidgets import QApplication  # after the choice of the platform

    app = QApplication.instance() or QApplication([])
    taken, busy = [], []
    with shown(app, desk, "today") as shell:
        screen = shell.visited("today")
        began = time.perf_counter()
        screen.show_page("charts")
        settle(app, shell)
        first = (time.perf_counter() - began) * 1000
        for change in _changes(desk, refreshes):
            change()
            began, started = time.perf_counter(), time.process_time()
            settle(app, shell)
            screen.repaint()
            taken.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - started) * 1000)
    cpu = {"dashboard_cpu_p95_ms": sorted(busy)[int(len(busy) * 0.95)]}
    charts = {"charts_first_shown_ms": round(first, 1)}
    return {**spread("dashboard_refresh", taken), **cpu, **charts}


def _changes(desk: Any, number: int) -> Iterator[Any]:
    from matchdesk.services.checkin import CheckInParticipant
    from matchdesk.services.outcomes import MarkMeeting, RecordOutcome

    planned = [m for m in desk.outcomes.meetings() if m.status is MeetingStatus.PLANNED]
    absent = [p.key for d in desk.checkin.delegations() for p in d.missing]
    for turn in range(number):
        meeting = planned[turn].key
        if turn % 3 == 0 and absent:
            yield partial(desk.run, CheckInParticipant(absent.pop()))
        elif turn % 3 == 1:
            yield partial(desk.run, MarkMeeting(meeting, MeetingStatus.HELD))
        else:
            yield partial(desk.run, RecordOutcome(meeting, Rating.VALUABLE_CONTACT))


def _day(work: UnitOfWork, people: list[str], number: int) -> Iterator[Any]:
    """A day half over: meetings in every state, what came of them, agreements, arrivals."""
    chance = random.Random(7)
    meetings = list(_meetings(work, people, number))
    yield from meetings
    bodies = work.session.execute(select(Participant.id, Participant.organisation_id))
    organisation = {row.id: row.organisation_id for row in bodies}
    agreed = 0
    for meeting in meetings:
        draw = chance.random()
        if draw > _HELD_SHARE:
            meeting.status = MeetingStatus.NO_SHOW if draw > 0.96 else MeetingStatus.PLANNED
            continue
        meeting.status = MeetingStatus.HELD
        if chance.random() < _TOLD_SHARE:
            rating = chance.choice(tuple(Rating))
            yield Outcome(id=new_key(), meeting_id=meeting.id, rating=rating, note="", next_step="")
        sides = {organisation[meeting.first_id], organisation[meeting.second_id]}
        if len(sides) == 2 and chance.random() < _AGREED_SHARE:
            agreed += 1
            yield from _agreement(chance, agreed, meeting, sorted(map(str, sides)))
    for key in people[: int(len(people) * 0.7)]:
        yield _arrival(chance, key)


def _meetings(work: UnitOfWork, people: list[str], number: int) -> Iterator[Meeting]:
    session = work.session
    grid = session.scalars(select(Grid.id)).first()
    tables = session.scalars(select(Table.id).order_by(Table.number)).all()
    made = 0
    for turn, slot in enumerate(session.scalars(select(Slot.id).order_by(Slot.number)).all()):
        for place, table in enumerate(tables):
            if made == number:
                return
            made += 1
            first = people[(2 * place + turn * 7) % len(people)]
            second = people[(2 * place + 1 + turn * 7) % len(people)]
            if place % 2:  # neighbours speak for one organisation; half the pairs should not
                second = people[(2 * place + turn * 7 + len(people) // 2) % len(people)]
            yield Meeting(
                id=new_key(),
                number=made,
                grid_id=grid,
                first_id=first,
                second_id=second,
                slot_id=slot,
                table_id=table,
                status=MeetingStatus.PLANNED,
            )


def _agreement(
    chance: random.Random, number: int, meeting: Meeting, sides: list[str]
) -> Iterator[Record]:
    agreement = Agreement(
        id=new_key(),
        number=number,
        type=chance.choice(tuple(AgreementType)),
        status=chance.choice(tuple(AgreementStatus)),
        topic=chance.choice(("Technology transfer", "Research and development", "Joint project")),
        meeting_id=meeting.id,
        opened_on=date(2026, 11, 18),
        status_on=date(2026, 11, 18),
        follow_up_on=date(2027, 5, 18),
    )
    yield agreement
    for side in sides:
        yield AgreementParty(id=new_key(), agreement_id=agreement.id, organisation_id=side)


def _arrival(chance: random.Random, key: str) -> CheckIn:
    at = OPENING + timedelta(seconds=chance.randrange(4 * 3600))
    return CheckIn(
        id=new_key(),
        participant_id=key,
        outcome=CheckInOutcome.ADMITTED,
        desk="Desk 1",
        operator="Ana",
        scanned_at=at,
        stored_at=at,
    )


if __name__ == "__main__":
    main()
