"""How quickly the live grid answers whoever adjusts it.

    python -m benchmarks.live_adjust --json OUT

A real event file of 600 participants, 3,000 placed meetings and 24 slots, in the real window drawn
without a display. `allowed_*` is from asking to knowing what every cell would be for a held
meeting; `move_*`, `swap_*`, `undo_*` and `group_*` (ten meetings at once) from the command to the
grid drawn again; `frame_*` one frame of scrolling while a meeting is held, `cold_frame_*` those
after another zoom, view, day or theme; `seen_*` from a move to its picture in a window of another
process (see `two_windows`). `repair_*`: 5 % do not come, said at the start of slot 5;
`repair_changed` meetings lose their slot, no repair that keeps as much touches fewer than
`repair_bound`; `repair_moved`, with its own bound, are those of them that stand in another slot.
`replan_*`: the same event planned anew. 3,000 meetings in 24 slots need 125 tables at least, so
there are 130 unless said otherwise; with fewer, fewer meetings are placed. `*_cpu_*` is the
processor's time for the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.edits import Edits
from benchmarks.planned import OPENING, planned_desk
from benchmarks.two_windows import between
from benchmarks.window import settle, shown, spread
from matchdesk.core.clock import FixedClock
from matchdesk.services.desk import Desk
from matchdesk.services.people import CancelParticipant
from matchdesk.services.planning import Limits
from matchdesk.services.planning.views import DraftState
from matchdesk.services.repairing import Mishap, MishapKind, ProposalKind

_HELD, _MOVED, _OTHERS, _FRAMES = 200, 60, 20, 300
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
    from matchdesk.ui.launch import make_app  # after the choice of the platform

    clock = FixedClock(OPENING)
    with tempfile.TemporaryDirectory() as folder:
        desk = planned_desk(
            Path(folder) / "event.matchdesk", people, slots, tables, meetings, clock
        )
        app = make_app()
        try:
            return {
                "people": people,
                "slots": slots,
                "tables": tables,
                "meetings": len(desk.agenda.grid().placed),
                "load_average": os.getloadavg()[0],
                **_allowed(desk),
                **_repair(desk, clock),  # before the windows: nothing of theirs is to be waited for
                **_window(app, desk),
                **between(str(Path(folder) / "event.matchdesk"), clock),
            }
        finally:
            desk.close()


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
        cold = _cold(app, shell, screen)
        screen.holding.hold(screen.grid_data.placed[0].key)
        settle(app, shell)
        frames = _scrolled(app, screen.view)
        screen.holding.let_go()
        edits = Edits(app, shell, screen, desk)
        return {
            **edits.measured("move", edits.move, _MOVED),
            **edits.measured("swap", edits.swap, _OTHERS),
            **edits.measured("undo", edits.undo, _OTHERS),
            **edits.measured("group", edits.group, _OTHERS),
            **spread("frame", frames),
            **spread("cold_frame", cold),
        }


def _cold(app: Any, shell: Any, screen: Any) -> list[float]:
    """The frames after another size, view, day or theme: nothing of them is known yet."""
    from matchdesk.ui.grid.sheet import Kind  # after the choice of the platform

    view, taken = screen.view, list[float]()
    changes: list[Callable[[], object]] = [
        *(partial(view.zoom, step) for step in (1, 1, 0, -1, -1, 0)),
        *(partial(screen.show_kind, kind) for kind in (Kind.PEOPLE, Kind.TABLES)),
        *(partial(screen.views.other_day, step) for step in (1, -1)),
        *(screen.context.theme.toggle,) * 2,
    ]
    for change in changes:
        change()
        taken.append(_timed(view.viewport().repaint))
        while view.itemDelegate().is_late:  # the tiles that frame had no time for
            taken.append(_timed(app.processEvents))
        settle(app, shell)
    return taken


def _scrolled(app: Any, view: Any) -> list[float]:
    """Pages, lines and jumps, down and to the side."""
    chance, taken = random.Random(1), []
    for frame in range(_FRAMES):
        bar = view.verticalScrollBar() if frame % 4 else view.horizontalScrollBar()
        value = bar.value() + (bar.pageStep() if frame % 3 == 0 else 102)
        if frame % 10 == 9 or value > bar.maximum():
            value = chance.randrange(bar.maximum() + 1)
        taken.append(_timed(partial(_frame, app, view, bar, value)))
    return taken


def _frame(app: Any, view: Any, bar: Any, value: int) -> None:
    bar.setValue(value)
    view.viewport().repaint()
    app.processEvents()


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
        clock.set(OPENING)
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
