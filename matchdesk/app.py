"""The composition root: the only module that knows every floor."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from matchdesk import cli
from matchdesk.cli import workplace
from matchdesk.core import display
from matchdesk.core.clock import SystemClock
from matchdesk.core.errors import MatchDeskError, StorageFault
from matchdesk.core.progress import Progress
from matchdesk.core.wording import sentence
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings

DEMO_PARTICIPANTS = 120
LOG_BYTES = 1_000_000


def build(folder: Path | None = None) -> Application:
    """The program, with its settings in `folder` (the user's own settings folder by default)."""
    return Application(Settings(folder or _settings_folder()), SystemClock())


def main(arguments: Sequence[str]) -> int:
    """Open the window, or carry out a subcommand; returns the exit code."""
    parsed = cli.parse(arguments)
    application = build(parsed.settings_folder)
    workplace.take(application.settings, parsed.arguments)
    _keep_log(application.settings.log_file)
    if parsed.wants_window:
        return _window(application, parsed.address)
    code = cli.run(application, parsed)
    if code == 0 and parsed.window_after is not None:
        return _window(application, parsed.window_after)
    return code


def _window(application: Application, address: str | None) -> int:
    if not display.possible():
        return _say(StorageFault("no_display"))
    try:
        # The command line must work where Qt is not installed, or lacks a system library.
        from matchdesk import ui
    except ImportError as error:
        return _say(StorageFault("no_qt", why=str(error)))
    return ui.run(application, address, lambda progress: _demonstration(application, progress))


def _demonstration(application: Application, progress: Progress) -> str:
    from platformdirs import user_documents_path  # only when the demonstration is asked for

    from matchdesk.services.demo import run_day  # loads every floor

    folder = user_documents_path() / "MatchDesk demonstration"
    result = run_day(application, folder, participants=DEMO_PARTICIPANTS, progress=progress)
    return str(result.event)


def _keep_log(file: Path) -> None:
    """Unexpected failures go to a small file, never to the screen of a desk."""
    logging.getLogger().addHandler(logging.NullHandler())  # else Python writes to the terminal
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return  # a read-only home must not stop an event
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _say(error: MatchDeskError) -> int:
    sys.stderr.write(f"{sentence(error)}\n")
    return 2


def _settings_folder() -> Path:
    from platformdirs import user_config_path  # only needed when no folder was given

    return user_config_path("MatchDesk", appauthor=False)
