"""From nothing to the first window, and back."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from matchdesk.core.i18n import _
from matchdesk.services.application import Application
from matchdesk.services.warming import warm_up
from matchdesk.ui.icons import icon
from matchdesk.ui.main_window import MainWindow, MakeDemo
from matchdesk.ui.theme import State, Theme, dress

_SETTLED = 4_000
"""Milliseconds after which the first window stands and a core has time."""

_log = logging.getLogger(__name__)

_TURN = 0.0001
"""Seconds for which a thread may keep Python's lock while the window waits for it."""


def run(application: Application, address: str | None = None, demo: MakeDemo | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = make_app()
    theme = Theme(application.settings.theme, app)
    dress(app, theme)
    QGuiApplication.setWindowIcon(_badge(theme))
    window = MainWindow(application, theme, demo)
    sys.excepthook = _Caught(window)
    window.show()
    QTimer.singleShot(_SETTLED, window, warm_up)
    if address is not None:
        QTimer.singleShot(0, window, lambda: window.open_event(address))
    return app.exec()


def make_app() -> QApplication:
    """The one QApplication of this process."""
    # For every script without OpenType tables Qt says so, once a face: nobody can do anything.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    # Every call into Qt gives Python's lock away for an instant; beside a thread at work each time
    # costs a whole turn to get it back, and drawing a screen is hundreds of such calls.
    sys.setswitchinterval(_TURN)
    app.setApplicationName("MatchDesk")
    app.setApplicationDisplayName("MatchDesk")
    app.setDesktopFileName("matchdesk")
    return app


def _badge(theme: Theme) -> QIcon:
    return icon(theme, "signpost", "accent")


class _Caught:
    """A fault in a slot reaches the log whole and the operator as one sentence."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        _log.critical("unexpected", exc_info=(kind, error, trace))
        sentence = _("Something went wrong on this screen ({kind}). What was saved is safe.")
        self._window.toast.say(sentence.format(kind=kind.__name__), state=State.PROBLEM)
