"""The real screens in a window without a display, to be measured."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Iterator
from typing import Any

SIZE = (1366, 768)
_NAP = 0.0005  # seconds


@contextlib.contextmanager
def shown(app: Any, desk: Any, screen: str) -> Iterator[Any]:
    """The shell of an event's window with just `screen`, read in; the caller closes the desk."""
    from PySide6.QtWidgets import QWidget  # after the choice of the platform

    from matchdesk.ui.actions import CLOSE, PALETTE, THEME, Actions
    from matchdesk.ui.catalogue import ALL
    from matchdesk.ui.shell import EventShell
    from matchdesk.ui.theme import Theme, dress

    theme = Theme("light", app)
    dress(app, theme)
    window = QWidget()
    actions = Actions(window, theme)
    for spec in (PALETTE, THEME, CLOSE):
        actions.add(spec, lambda: None)
    specs = tuple(spec for spec in ALL if spec.id == screen)
    shell = EventShell(desk, theme, actions, lambda *_a, **_k: None, specs)
    shell.setParent(window)
    window.resize(*SIZE)
    shell.resize(*SIZE)
    window.show()
    shell.begin()
    settle(app, shell)
    shell.prepare()  # as a moment after an event was opened: garbage is searched for in pauses
    settle(app, shell)
    try:
        yield shell
    finally:
        desk.close, close = (lambda: None), desk.close
        shell.close_event()
        desk.close = close
        window.close()


def settle(app: Any, shell: Any) -> None:
    """Until nothing is read or drawn any more.

    A window's own loop sleeps while others work; one that spun would take their processor time.
    """
    app.processEvents()
    while shell.busy():
        time.sleep(_NAP)
        app.processEvents()
    app.processEvents()


def spread(name: str, taken: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and greatest of milliseconds."""
    ordered = sorted(taken)
    return {
        f"{name}_median_ms": round(statistics.median(ordered), 2),
        f"{name}_p95_ms": round(ordered[int(len(ordered) * 0.95)], 2),
        f"{name}_p99_ms": round(ordered[int(len(ordered) * 0.99)], 2),
        f"{name}_max_ms": round(ordered[-1], 2),
    }
