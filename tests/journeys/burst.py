"""A process that runs commands as fast as it can and says so, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from matchdesk.core.clock import SystemClock
from matchdesk.services.application import Application
from matchdesk.services.settings import Settings
from tests import factories


def main(address: str, folder: str) -> None:
    settings = Settings(Path(folder))
    settings.desk_for_this_run = "burst"
    desk = Application(settings, SystemClock()).open(address, watch=False)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for count in range(100_000):
        name = f"answered {count}"
        if count % 7 == 6:
            desk.history.undo()
        else:
            factories.organisation(desk, name)
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
