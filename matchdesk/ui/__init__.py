"""The window. Qt stops here; below it nobody knows that there is a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchdesk.core.progress import Progress
    from matchdesk.services.application import Application


def run(
    application: Application,
    address: str | None = None,
    demo: Callable[[Progress], str] | None = None,
) -> int:
    """Show the window, with the event at `address` if one is named; returns the exit code.

    `demo` builds the demonstration event in another thread and returns its address; without it the
    start page offers none.
    """
    # Imported here so that importing one part of the package does not load the whole window.
    from matchdesk.ui.launch import run as launch

    return launch(application, address, demo)
