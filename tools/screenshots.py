"""Takes the pictures of every screen, light and dark, for the documentation and for the eye.

    python -m tools.screenshots [EVENT] [--out docs/pictures] [--size 1366x768] [--only grid people]

Works on a copy of EVENT (a `.matchdesk` file), without a display unless `--platform xcb` is given.
The clock stands at ten minutes into the first slot that still has planned meetings, and each list
shows somebody of that slot, so that the same event gives the same pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from matchdesk.core.clock import FixedClock
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings

PATIENCE = 60.0
"""Seconds a screen may take to settle."""


def main() -> int:
    """Take the pictures; returns the exit code."""
    wanted = _arguments()
    os.environ["QT_QPA_PLATFORM"] = wanted.platform  # before Qt is loaded below
    with tempfile.TemporaryDirectory() as folder:
        event = shutil.copy(wanted.event, Path(folder) / wanted.event.name)
        for theme in ("light", "dark"):
            _take(Path(folder), str(event), theme, wanted)
    return 0


def _take(folder: Path, event: str, theme_name: str, wanted: argparse.Namespace) -> None:
    from PySide6.QtCore import Qt  # after the platform was chosen
    from PySide6.QtWidgets import QApplication, QWidget  # after the platform was chosen

    from matchdesk.ui.launch import make_app
    from matchdesk.ui.main_window import MainWindow
    from matchdesk.ui.theme import Theme, dress

    application, focus = _scene(folder, event)
    app = make_app()
    theme = Theme(theme_name, app)
    dress(app, theme)
    window = MainWindow(application, theme, lambda _progress: event)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*wanted.size)
    window.show()
    wanted.out.mkdir(parents=True, exist_ok=True)

    def settle() -> None:
        _wait(app, lambda: window.shell is None or not window.shell.busy())

    def grab(name: str, shown: QWidget = window) -> None:
        if not wanted.only or name in wanted.only:
            shown.grab().save(str(wanted.out / f"{name}-{theme_name}.png"))

    settle()
    grab("start")
    window.start.ask_new()
    settle()
    grab("new-event")
    window.open_event(event)
    _wait(app, lambda: window.shell is not None)
    assert window.shell is not None
    for screen_id in window.shell.specs:
        if not wanted.only or screen_id in wanted.only:
            window.shell.navigate(screen_id)
            settle()  # a list must be there before a line of it can be chosen
            if screen_id in focus:
                window.shell.navigate(screen_id, **focus[screen_id])
                settle()
            QApplication.sendPostedEvents()
            grab(screen_id)
    if theme_name == "light":  # the slot clock is dark in either theme
        window.shell.wall.switch()
        assert window.shell.wall.window is not None
        grab("wall-clock", window.shell.wall.window)
        window.shell.wall.close()
    window.palette_.pop_up()
    settle()
    grab("palette")
    window.palette_.leave()
    window.close()


Focus = dict[str, dict[str, str]]
"""What each screen is asked to show, by the screen's id."""


def _scene(folder: Path, event: str) -> tuple[Application, Focus]:
    """The application with its clock set, and what the screens show."""
    clock = FixedClock(datetime.fromisoformat("2026-11-18T08:10:00+00:00"))
    settings = Settings(folder / "settings", clock)
    settings.desk, settings.operator = "Desk 2", "Ana"
    application = Application(settings, clock)
    desk = application.open(event, watch=False)
    try:
        summary, meetings = desk.events.summary(), desk.agenda.grid().meetings
        requests, people = desk.requests.rows(), desk.people.participants()
    finally:
        desk.close()
    planned = [m for m in meetings if m.slot and m.status is MeetingStatus.PLANNED]
    awaited = {meeting.slot for meeting in planned}
    slot = next((s for s in summary.slots if s.key in awaited), next(iter(summary.slots), None))
    if slot is not None:
        start = datetime.combine(slot.day, slot.starts, summary.zone)
        clock.set(start + timedelta(minutes=10))
    now = [m.key for m in planned if slot is not None and m.slot == slot.key]
    meeting = {key for m in planned for key in m.parties}
    shown = sorted(people, key=lambda p: (p.key not in meeting, not p.native_name, p.number))
    waiting = sorted(requests, key=lambda r: (r.placed is not None, not r.message, r.number))
    return application, {
        **_first("grid", "meeting", now),
        **_first("people", "key", [person.key for person in shown]),
        **_first("requests", "key", [request.key for request in waiting]),
    }


def _first(screen: str, word: str, keys: list[str]) -> Focus:
    return {screen: {word: keys[0]}} if keys else {}


def _wait(app: object, done: object) -> None:
    from PySide6.QtWidgets import QApplication  # after the platform was chosen

    assert callable(done)
    assert isinstance(app, QApplication)
    end = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 20:  # some turns of the loop after the last answer, so that layouts come to rest
        app.processEvents()
        quiet = quiet + 1 if done() else 0
        if time.monotonic() > end:
            sys.exit("A screen did not come to rest.")
        time.sleep(0.005)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "event",
        type=Path,
        nargs="?",
        help="the event file to show (by default what make demo left)",
    )
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--size", type=_size, default=(1366, 768), help="WIDTHxHEIGHT")
    parser.add_argument("--only", nargs="*", default=[], help="names of screens")
    parser.add_argument(
        "--platform", default="offscreen", help="offscreen, or xcb for a real window"
    )
    parsed = parser.parse_args()
    parsed.event = parsed.event or next(iter(sorted(Path("demo-out").glob("*.matchdesk"))), None)
    if parsed.event is None:
        parser.error("no event: run “make demo” first, or name an event file")
    return parsed


def _size(text: str) -> tuple[int, int]:
    width, height = text.lower().split("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main())
