"""The window. Qt stops here; below it nobody knows that there is a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchdesk.services.application import Application


def run(application: Application, address: str | None = None) -> int:
    """Show the window, with the event at `address` if one is named; returns the exit code."""
    # Imported here so that importing one part of the package does not load the whole window.
    from matchdesk.ui.launch import run as launch

    return launch(application, address)
