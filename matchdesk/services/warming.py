"""Getting the planner ready before anybody plans."""

from __future__ import annotations

import threading


def warm_up() -> threading.Thread:
    """Have the planner's search compiled beside everything else; only the first time takes long.

    Returns at once. The thread ends with the program, whatever it is at; what it waits for is a
    process of low priority that ends by itself. It uses no database.
    """
    thread = threading.Thread(target=_warm, name="warming the planner", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    # Imported here: nothing of the planner is on the way to the first window.
    from matchdesk.scheduling.helpers import warm

    warm()
