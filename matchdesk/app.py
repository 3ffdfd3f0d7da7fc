"""The composition root: the only module that knows every floor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matchdesk.core.clock import SystemClock
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings


def build(folder: Path | None = None) -> Application:
    """The program, with its settings in `folder` (the user's own settings folder by default)."""
    return Application(Settings(folder or _settings_folder()), SystemClock())


def main(arguments: Sequence[str]) -> int:
    """Open the window, or carry out a subcommand; returns the exit code."""
    from matchdesk import cli  # each side is loaded only when it is wanted: start-up time

    parsed = cli.parse(arguments)
    application = build(parsed.settings_folder)
    if parsed.wants_window:
        return _window(application, parsed.address)
    code = cli.run(application, parsed)
    if code == 0 and parsed.window_after is not None:
        return _window(application, parsed.window_after)
    return code


def _window(application: Application, address: str | None) -> int:
    from matchdesk import ui  # the command line must work where Qt is not installed

    return ui.run(application, address)


def _settings_folder() -> Path:
    from platformdirs import user_config_path  # only needed when no folder was given

    return user_config_path("MatchDesk", appauthor=False)
