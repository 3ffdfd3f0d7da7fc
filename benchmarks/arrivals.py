"""How long the window stands still while a queue of people is let in.

    python -m benchmarks.arrivals [--people N] [--expected N] [--every MS] [--json OUT]

Opens the real window (without a screen unless QT_QPA_PLATFORM says otherwise) on a crowded event,
types the badges as a scanner does, badge and agenda of everybody going as PDFs into a folder, and
measures by a timer of the window's own how late it answers. Nobody may be lost or doubled.
`answer_*_ms` is from the scanner's Enter to the answer painted, scan by scan, the first (which
comes while another screen is in front) apart.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.crowd import crowded_desk
from matchdesk.core.clock import SystemClock
from matchdesk.services.application import Application
from matchdesk.services.desk import Desk
from matchdesk.services.settings import Settings
from matchdesk.services.spooling import DeskPrinting

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_TICK = 10  # milliseconds between two looks at the clock
_KEY = 4  # milliseconds between two keys of the scanner
_PATIENCE = 600.0  # seconds in all
_SCHEDULER = Path("/proc/thread-self/schedstat")


def main() -> None:
    """Measure and write the figures."""
    arguments = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded
    with tempfile.TemporaryDirectory(dir=arguments.folder) as place:
        row = measured(Path(place), arguments.people, arguments.expected, arguments.every)
    print(*(f"{name}={value}" for name, value in row.items()), flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(row, indent=1), encoding="utf-8")


def measured(place: Path, people: int, expected: int, every: int) -> dict[str, Any]:
    """Let in `people` of `expected`, one every `every` milliseconds; milliseconds."""
    from PySide6.QtWidgets import QApplication  # only now: the platform is chosen

    from matchdesk.ui.launch import make_app
    from matchdesk.ui.main_window import MainWindow
    from matchdesk.ui.theme import Theme, dress

    path, paper = place / "event.matchdesk", place / "paper"
    paper.mkdir()
    clock = SystemClock()
    desk, crowd = crowded_desk(path, expected, clock=clock)
    desk.close()
    settings = Settings(place / "settings", clock)
    settings.desk, settings.operator = "Desk 1", "Ana"
    app = make_app()
    theme = Theme("light", app)
    dress(app, theme)
    window = MainWindow(Application(settings, clock), theme, None)
    window.show()
    window.open_event(str(path))
    _until(app, lambda: window.shell is not None and not window.shell.busy())
    shell = window.shell
    assert shell is not None
    folder = f"folder:{paper}"
    shell.desk.print_queue.choose(
        DeskPrinting(badge=True, agenda=True, badge_printer=folder, paper_printer=folder)
    )
    shell.navigate("people")  # the scanner is heard wherever the desk is
    _until(app, lambda: not shell.busy())
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    late: list[float] = []
    busy: list[float] = []
    idle: list[float] = []
    watch = _watch(late, busy, idle)
    answers = _Answers()
    began = time.perf_counter()
    for token in crowd.tokens[:people]:
        due = time.perf_counter() + every / 1000
        target = app.focusWidget() or window
        answers.begin()
        _scan(target, token)
        _until(app, lambda due=due: time.perf_counter() >= due)
        answers.follow(shell.visited("checkin"))
    scanned = time.perf_counter() - began
    _until(app, _Seldom(lambda: len([*paper.iterdir()]) >= 2 * people))
    watch.stop()
    _until(app, _Seldom(lambda: not shell.busy() and _printed(shell.desk, people)))
    row = {
        "people": people,
        "expected": expected,
        **_judged(shell.desk, crowd.keys[:people], path, paper),
        "longest_freeze_ms": round(max(late), 1),
        "p99_freeze_ms": round(statistics.quantiles(late, n=100)[98], 1),
        "over_100_ms": sum(one > 100 for one in late),
        **answers.figures(),
        "longest_busy_ms": round(max(busy), 1),
        # What is left without the waiting for a core that other programs had.
        "longest_own_freeze_ms": round(_own(late, idle), 1),
        "load_before": round(load, 2),
        "scanning_seconds": round(scanned, 1),
        "until_printed_seconds": round(time.perf_counter() - began, 1),
    }
    window.close()
    QApplication.processEvents()
    return row


class _Answers:
    """How long after Enter the answer is painted on the card; milliseconds, in `times`."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self._began, self._answered = 0.0, False
        self._eye: QObject | None = None

    def begin(self) -> None:
        """The next scan's keys are typed now."""
        self._began, self._answered = time.perf_counter(), False

    def follow(self, screen: Any) -> None:
        """Watch the card of the Check-in screen from now on; again changes nothing."""
        from PySide6.QtCore import QEvent, QObject

        if self._eye is not None:
            return
        answers = self

        class Eye(QObject):
            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and answers._answered:
                    answers._answered = False
                    answers.times.append((time.perf_counter() - answers._began) * 1000)
                return False

        self._eye = Eye(screen)
        screen.card.installEventFilter(self._eye)
        screen.acts.answered.connect(self._said)

    def _said(self, _result: object) -> None:
        self._answered = True

    def figures(self) -> dict[str, float]:
        """Median, 99th percentile and worst; nothing where fewer than two were seen."""
        if len(self.times) < 2:
            return {}
        return {
            "answers_seen": len(self.times),
            "answer_median_ms": round(statistics.median(self.times), 1),
            "answer_p99_ms": round(statistics.quantiles(self.times, n=100)[98], 1),
            "answer_worst_ms": round(max(self.times), 1),
        }


def _scan(target: QObject, code: str) -> None:
    """The keys of a scanner into the window's queue, each stamped as the keyboard stamps it."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    now = time.monotonic_ns() // 1_000_000
    for letter in (*code, "\r"):
        now += _KEY
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(now)
            QCoreApplication.postEvent(target, event)


def _watch(late: list[float], busy: list[float], idle: list[float]) -> Any:
    """A timer of the window's that notes by how much it is called too late.

    `busy` gets how long the window's own thread computed meanwhile, `idle` how long it was ready
    and had no core: the rest it was kept waiting by work beside it. Milliseconds.
    """
    from PySide6.QtCore import Qt, QTimer

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(_TICK)
    before = [time.perf_counter(), time.thread_time(), _waited()]

    def tick() -> None:
        now, computed, waited = time.perf_counter(), time.thread_time(), _waited()
        late.append(max(0.0, (now - before[0]) * 1000 - _TICK))
        busy.append((computed - before[1]) * 1000)
        idle.append((waited - before[2]) * 1000)
        before[:] = now, computed, waited

    timer.timeout.connect(tick)
    timer.start()
    return timer


def _waited() -> float:
    """Seconds this thread was ready to run and had no core, where the system tells (Linux)."""
    try:
        return int(_SCHEDULER.read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def _own(late: list[float], idle: list[float]) -> float:
    """The longest freeze that this program made itself."""
    return max(max(0.0, one - other) for one, other in zip(late, idle, strict=True))


class _Seldom:
    """Asks only now and then: asking must not be what the window waits for."""

    def __init__(self, ask: Callable[[], bool]) -> None:
        self._ask, self._next = ask, 0.0

    def __call__(self) -> bool:
        """The answer, False in between."""
        if time.perf_counter() < self._next:
            return False
        self._next = time.perf_counter() + 0.25
        return self._ask()


def _printed(desk: Desk, people: int) -> bool:
    return sum(run.documents for run in desk.printing.runs(limit=100_000)) >= 2 * people


def _judged(desk: Desk, keys: list[str], database: Path, paper: Path) -> dict[str, Any]:
    """Who was lost, and who got something twice: read off the event file itself."""
    here = {key for key in keys if (person := desk.checkin.person(key)) and person.here}
    with sqlite3.connect(database) as connection:
        made = Counter(connection.execute("SELECT participant_id, kind FROM print_record"))
    connection.close()
    return {
        "lost": len(keys) - len(here),
        "papers_lost": 2 * len(keys) - len(made),
        "papers_doubled": sum(times > 1 for times in made.values()),
        "files": len([*paper.glob("*.pdf")]),
    }


def _until(app: Any, done: Any) -> None:
    end = time.perf_counter() + _PATIENCE
    while not done():
        app.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise SystemExit("the window did not come to rest")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.arrivals", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--expected", type=int, default=600)
    parser.add_argument("--every", type=int, default=500, metavar="MS")
    parser.add_argument("--folder", type=Path, help="where to measure: a folder on a real disk")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser.parse_args()


if __name__ == "__main__":
    main()
