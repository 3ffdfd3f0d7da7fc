"""How quickly the live grid answers whoever adjusts it.

    python -m benchmarks.live_adjust --json OUT

A real event file of 600 participants, 3,000 placed meetings and 24 slots, in the real window drawn
without a display. `allowed_*` is from asking to knowing what every cell would be for a held
meeting, `move_*` from the command to the grid drawn again, `frame_*` one frame of scrolling while a
meeting is held. `repair_*`: 5 % do not come, said at the start of slot 5; `repair_changed` meetings
lose their slot, no repair that keeps as much touches fewer than `repair_bound`; `repair_moved`,
with its own bound, are those of them that stand in another slot. `replan_*`: the same event planned
anew. 3,000 meetings in 24 slots need 125 tables at least, so there are 130 unless said otherwise;
with fewer, fewer meetings are placed. `*_cpu_*` is the processor's time for the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import EVENT, peopled_desk
from benchmarks.window import settle, shown, spread
from matchdesk.core.clock import FixedClock
from matchdesk.core.vocabulary import RequestSource, RequestStatus
from matchdesk.models import Grid, Meeting, MeetingRequest, Slot, Table, new_key
from matchdesk.services.agenda import MoveMeeting, Target
from matchdesk.services.desk import Desk
from matchdesk.services.people import CancelParticipant
from matchdesk.services.planning import Limits
from matchdesk.services.planning.views import DraftState
from matchdesk.services.repairing import Mishap, MishapKind, ProposalKind
from matchdesk.storage.unit_of_work import UnitOfWork

OPENING = datetime(2026, 11, 18, 8, tzinfo=UTC)  # 09:00 at the venue: slot 1 begins
_MINUTES = 20
_OPEN = (Target.FREE, Target.SOFT)
_HELD, _MOVED, _FRAMES = 200, 60, 300
_WISHES = 1.5
"""Requests for each meeting that is placed: somebody always asked for more."""
_ABSENT = 0.05
_REPLAN = 20.0
"""Seconds a plan from scratch may take."""


def main() -> None:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live_adjust", description=__doc__)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--slots", type=int, default=24)
    parser.add_argument("--tables", type=int, default=130)
    parser.add_argument("--meetings", type=int, default=3000)
    parser.add_argument("--json", type=Path, metavar="OUT")
    given = parser.parse_args()
    found = measure(given.people, given.slots, given.tables, given.meetings)
    text = json.dumps(found, indent=2)
    print(text)
    if given.json is not None:
        given.json.write_text(text + "\n", encoding="utf-8")


def measure(people: int, slots: int, tables: int, meetings: int) -> dict[str, Any]:
    """All figures for an event of this size; milliseconds and seconds as somebody waits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # after the choice of the platform

    clock = FixedClock(OPENING)
    with tempfile.TemporaryDirectory() as folder:
        desk = planned_desk(
            Path(folder) / "event.matchdesk", people, slots, tables, meetings, clock
        )
        app = QApplication.instance() or QApplication([])
        try:
            return {
                "people": people,
                "slots": slots,
                "tables": tables,
                "meetings": len(desk.agenda.grid().placed),
                "load_average": os.getloadavg()[0],
                **_allowed(desk),
                **_window(app, desk),
                **_repair(desk, clock),
            }
        finally:
            desk.close()


def planned_desk(
    path: Path,
    people: int,
    slots: int,
    tables: int,
    meetings: int,
    clock: FixedClock,
    address: str | None = None,
) -> Desk:
    """Two days; every placed meeting was asked for, and half as many wishes have no place.

    At `address` instead of `path`, where one is given.
    """
    ends = 9 * 60 + slots // 2 * _MINUTES
    event = replace(
        EVENT,
        sessions=((clock_time(9), clock_time(ends // 60, ends % 60)),),
        slot_minutes=_MINUTES,
        gap_minutes=0,
        tables=tables,
    )
    desk, _records = peopled_desk(
        path, event, people, lambda work, keys: _placed(work, keys, meetings), clock, address
    )
    return desk


def _placed(work: UnitOfWork, people: list[str], wanted: int) -> Iterator[Any]:
    session, chance = work.session, random.Random(wanted)
    grid = session.scalars(select(Grid.id)).one()
    slots = session.scalars(select(Slot.id).order_by(Slot.number)).all()
    tables = session.scalars(select(Table.id).order_by(Table.number)).all()
    each, pairs = min(len(tables), -(-wanted // len(slots))), set[frozenset[str]]()
    places: list[tuple[str, str, tuple[str, str]]] = []
    for slot in slots:
        free = chance.sample(people, len(people))
        for table in chance.sample(tables, min(each, wanted - len(places))):
            first = free.pop()
            other = next(n for n, key in enumerate(free) if frozenset((first, key)) not in pairs)
            pair = (first, free.pop(other))
            pairs.add(frozenset(pair))
            places.append((slot, table, pair))
    asked = [pair for _slot, _table, pair in places]
    while len(pairs) < _WISHES * wanted:
        pair = (chance.choice(people), chance.choice(people))
        if pair[0] != pair[1] and frozenset(pair) not in pairs:
            pairs.add(frozenset(pair))
            asked.append(pair)
    requests = [_request(number, pair, chance) for number, pair in enumerate(asked, start=1)]
    session.add_all(requests)
    session.flush()
    for number, (slot, table, pair) in enumerate(places, start=1):
        yield Meeting(
            id=new_key(),
            number=number,
            grid_id=grid,
            request_id=requests[number - 1].id,
            first_id=pair[0],
            second_id=pair[1],
            slot_id=slot,
            table_id=table,
        )


def _request(number: int, pair: tuple[str, str], chance: random.Random) -> MeetingRequest:
    return MeetingRequest(
        id=new_key(),
        number=number,
        requester_id=pair[0],
        requested_id=pair[1],
        status=RequestStatus.ACCEPTED,
        priority=chance.randint(1, 5),
        source=RequestSource.IMPORTED,
    )


def _allowed(desk: Desk) -> dict[str, float]:
    keys = [meeting.key for meeting in desk.agenda.grid().placed]
    held = random.Random(1).sample(keys, min(_HELD, len(keys)))
    desk.agenda.targets(held[0])  # reading the event the first time is not holding a meeting
    spent = [_timed(partial(desk.agenda.targets, key), time.process_time) for key in held]
    waited = [_timed(partial(desk.agenda.targets, key)) for key in held]
    return {**spread("allowed", waited), **spread("allowed_cpu", spent)}


def _window(app: Any, desk: Desk) -> dict[str, float]:
    with shown(app, desk, "grid") as shell:
        screen: Any = shell.visited("grid")
        settle(app, shell)
        screen.holding.hold(screen.grid_data.placed[0].key)
        settle(app, shell)
        frames = _scrolled(app, screen.view)
        screen.holding.let_go()
        return {**_moved(app, shell, screen, desk), **spread("frame", frames)}


def _scrolled(app: Any, view: Any) -> list[float]:
    """Pages, lines and jumps, down and to the side."""
    chance, taken = random.Random(1), []
    for frame in range(_FRAMES):
        bar = view.verticalScrollBar() if frame % 4 else view.horizontalScrollBar()
        value = bar.value() + (bar.pageStep() if frame % 3 == 0 else 102)
        if frame % 10 == 9 or value > bar.maximum():
            value = chance.randrange(bar.maximum() + 1)
        taken.append(_timed(partial(_frame, app, view, bar, value)))
    return taken[10:]


def _frame(app: Any, view: Any, bar: Any, value: int) -> None:
    bar.setValue(value)
    view.viewport().repaint()
    app.processEvents()


def _moved(app: Any, shell: Any, screen: Any, desk: Desk) -> dict[str, float]:
    """From the command to the tile drawn at its new place."""
    from PySide6.QtCore import QEventLoop  # after the platform was chosen

    waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    chance, taken, worked = random.Random(2), list[float](), list[float]()
    for meeting in chance.sample(list(screen.grid_data.placed), _MOVED):
        free = [p for p, t in desk.agenda.targets(meeting.key).cells.items() if t in _OPEN]
        if not free:
            continue
        slot, table = chance.choice(free)
        shown_before = screen.grid_data
        began, spent = time.perf_counter(), time.process_time()
        screen.context.run(MoveMeeting(meeting.key, slot, table), owner=screen)
        while screen.grid_data is shown_before or not _stands(screen, meeting.key, slot, table):
            app.processEvents(waiting)  # looking all the time would take time from the worker
        screen.view.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - spent))
        settle(app, shell)
    return {**spread("move", taken), **spread("move_cpu", worked)}


def _stands(screen: Any, key: str, slot: str, table: str) -> bool:
    found = next(one for one in screen.grid_data.placed if one.key == key)
    return (found.slot, found.table) == (slot, table)


def _repair(desk: Desk, clock: FixedClock) -> dict[str, Any]:
    """At the start of slot 5: who does not come, mended; and the same event planned anew."""
    grid = desk.agenda.grid()
    start = grid.slots[4]
    clock.set(OPENING.replace(hour=start.starts.hour - 1, minute=start.starts.minute))
    people = sorted(grid.people)
    absent = random.Random(3).sample(people, round(_ABSENT * len(people)))
    mishaps = [Mishap(MishapKind.NO_SHOW, key) for key in absent]
    began, spent = time.perf_counter(), time.process_time()
    draft = desk.repair.draft(mishaps)
    taken, spent = time.perf_counter() - began, time.process_time() - spent
    beside = desk.what_if.begin()
    try:
        for key in absent:
            beside.desk.run(CancelParticipant(key))
        began = time.perf_counter()
        plan = beside.desk.planning.draft(Limits(_REPLAN))
        planned = time.perf_counter() - began
    finally:
        beside.close()
    return {
        "repair_s": round(taken, 3),
        "repair_cpu_s": round(spent, 3),
        "repair_changed": draft.touched,
        "repair_bound": draft.touched_bound,
        "repair_moved": draft.changes,
        "repair_moved_bound": draft.bound,
        "repair_proven": draft.proven,
        "repair_reprints": draft.reprints,
        "repair_lost": draft.count(ProposalKind.OUT),
        "repair_new": draft.count(ProposalKind.NEW),
        "replan_s": round(planned, 3),
        "replan_changed": plan.count(DraftState.MOVED) + plan.count(DraftState.REMOVED),
        "replan_moved": plan.count(DraftState.MOVED),
    }


def _timed(work: Callable[[], object], watch: Callable[[], float] = time.perf_counter) -> float:
    began = watch()
    work()
    return 1000 * (watch() - began)


if __name__ == "__main__":
    main()
