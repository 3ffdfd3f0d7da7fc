"""How smoothly the grid scrolls, and how quickly a meeting is held, moved and drawn again.

    python -m benchmarks.grid [--people 1500] [--slots 60] [--meetings 2400] [--json OUT]

The real screen of the real window, drawn without a display: `frame_*_ms` is one frame of scrolling
from the turn of the wheel to the finished picture, among participants; `held_frame_*_ms` the same
among tables while a meeting is held and every cell is shaded; `hold_*_ms` is from asking to knowing
what every cell would be; `move_*_ms` is the command, journaled; `drawn_*_ms` from the command to
the grid drawn again, of which `busy_*_ms` is the longest the window stood still.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import EVENT, peopled_desk
from benchmarks.window import settle, shown, spread
from matchdesk.models import Grid, Meeting, Slot, Table, new_key
from matchdesk.services.agenda import MoveMeeting, Target
from matchdesk.services.desk import Desk
from matchdesk.storage.unit_of_work import UnitOfWork

_OPEN = (Target.FREE, Target.SOFT)
_FRAMES, _HOLDS, _DRAWN = 300, 60, 12


def main() -> None:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grid", description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--slots", type=int, default=60)
    parser.add_argument("--tables", type=int, default=120)
    parser.add_argument("--meetings", type=int, default=2400)
    parser.add_argument("--json", type=Path, metavar="OUT")
    given = parser.parse_args()
    found = measure(given.people, given.slots, given.tables, given.meetings)
    text = json.dumps(found, indent=2)
    print(text)
    if given.json is not None:
        given.json.write_text(text + "\n", encoding="utf-8")


def measure(people: int, slots: int, tables: int, meetings: int) -> dict[str, Any]:
    """All figures for an event of this size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from matchdesk.ui.launch import make_app  # after the choice of the platform

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "event.matchdesk"
        desk = grid_desk(path, people, slots, tables, meetings)
        app = make_app()
        try:
            return {
                "people": people,
                "slots": slots,
                "tables": tables,
                "meetings": meetings,
                "load_average": os.getloadavg()[0],
                **_services(desk),
                **_window(app, desk),
            }
        finally:
            desk.close()


def grid_desk(path: Path, people: int, slots: int, tables: int, meetings: int) -> Desk:
    """An event of two days with `meetings` spread evenly over slots and tables."""
    ends = 9 * 60 + slots // 2 * 10
    event = replace(
        EVENT,
        sessions=((clock_time(9), clock_time(ends // 60, ends % 60)),),
        slot_minutes=10,
        gap_minutes=0,
        tables=tables,
    )
    desk, _records = peopled_desk(
        path, event, people, lambda work, keys: _meetings(work, keys, meetings)
    )
    return desk


def _meetings(work: UnitOfWork, people: list[str], wanted: int) -> list[Meeting]:
    """Slot after slot, two who are free then, a third of the tables left empty."""
    session = work.session
    grid = session.scalars(_keys(Grid)).one()
    slots = session.scalars(_keys(Slot)).all()
    tables = session.scalars(_keys(Table)).all()
    made: list[Meeting] = []
    chance, each = random.Random(wanted), -(-wanted // len(slots))
    for number in range(wanted):
        slot, table = divmod(number, each)
        if table == 0:
            drawn = chance.sample(people, 2 * each)
        made.append(
            Meeting(
                id=new_key(),
                number=number + 1,
                grid_id=grid,
                first_id=drawn[2 * table],
                second_id=drawn[2 * table + 1],
                slot_id=slots[slot],
                table_id=tables[table % len(tables)],
            )
        )
    return made


def _keys(kind: Any) -> Any:
    """The keys of all records of a kind, in order of number where they have one."""
    return select(kind.id).order_by(kind.number if hasattr(kind, "number") else kind.id)


def _services(desk: Desk) -> dict[str, float]:
    """Without a window: what every cell would be, and moves from free cell to free cell."""
    chance = random.Random(1)
    held = chance.sample([m.key for m in desk.agenda.grid().placed], _HOLDS)
    holds, moves = [], []
    for key in held:
        began = time.perf_counter()
        targets = desk.agenda.targets(key)
        holds.append(1000 * (time.perf_counter() - began))
        free = [place for place, found in targets.cells.items() if found in _OPEN]
        slot, table = chance.choice(free)
        began = time.perf_counter()
        desk.run(MoveMeeting(key, slot, table))
        moves.append(1000 * (time.perf_counter() - began))
    return {**spread("hold", holds), **spread("move", moves)}


def _window(app: Any, desk: Desk) -> dict[str, float]:
    from matchdesk.ui.grid.sheet import Kind  # see `measure`

    with shown(app, desk, "grid") as shell:
        screen: Any = shell.visited("grid")
        settle(app, shell)
        screen.show_kind(Kind.PEOPLE)
        frames = _scroll(app, screen.view)
        screen.show_kind(Kind.TABLES)
        screen.holding.hold(screen.grid_data.placed[0].key)
        settle(app, shell)
        held = _scroll(app, screen.view)
        screen.holding.let_go()
        drawn, busy = _redrawn(app, shell, screen, desk)
    return {
        **spread("frame", frames),
        **spread("held_frame", held),
        **spread("drawn", drawn),
        **spread("busy", busy),
    }


def _scroll(app: Any, view: Any) -> list[float]:
    """Pages, lines and jumps, down and to the side, as wheel, key and a dragged bar make them."""
    chance, taken = random.Random(1), []
    for frame in range(_FRAMES):
        bar = view.verticalScrollBar() if frame % 4 else view.horizontalScrollBar()
        if frame % 10 == 9:
            value = chance.randrange(bar.maximum() + 1)
        else:
            value = bar.value() + (bar.pageStep() if frame % 3 == 0 else 102)
        value = value if value <= bar.maximum() else 0
        taken.append(_timed(functools.partial(_frame, app, view, bar, value)))
    return taken[10:]


def _frame(app: Any, view: Any, bar: Any, value: int) -> None:
    bar.setValue(value)
    view.viewport().repaint()
    app.processEvents()


def _redrawn(app: Any, shell: Any, screen: Any, desk: Desk) -> tuple[list[float], list[float]]:
    """From the command to the tile at its new place, and how long the window stood still."""
    chance = random.Random(2)
    drawn, busy = [], []
    for meeting in chance.sample(list(screen.grid_data.placed), _DRAWN):
        free = [p for p, t in desk.agenda.targets(meeting.key).cells.items() if t in _OPEN]
        slot, table = chance.choice(free)
        began, longest = time.perf_counter(), 0.0
        screen.context.run(MoveMeeting(meeting.key, slot, table), owner=screen)
        while next(m for m in screen.grid_data.placed if m.key == meeting.key).table != table:
            longest = max(longest, _timed(app.processEvents))
            time.sleep(0.0005)
        drawn.append(1000 * (time.perf_counter() - began))
        busy.append(longest)
        settle(app, shell)
    return drawn, busy


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
