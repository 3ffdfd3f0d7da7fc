"""What every step of the demonstration works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from matchdesk.core.clock import FixedClock
from matchdesk.core.progress import Progress
from matchdesk.demonstration import DemonstrationEvent
from matchdesk.services.desk import Desk

Tell = Callable[[str], None]
"""Called with one sentence for everything that was done."""


@dataclass(frozen=True, slots=True)
class Day:
    """What every step works with. The clock is the demonstration's own and is set by the steps."""

    desk: Desk
    clock: FixedClock
    invented: DemonstrationEvent
    folder: Path
    progress: Progress
    chance: Random

    def at(self, moment: time) -> None:
        """Let it be `moment` at the venue, on the first day."""
        zone = ZoneInfo(self.invented.timezone)
        self.clock.set(datetime.combine(self.invented.days[0], moment, zone))

    def after(self, seconds: int) -> None:
        """Let so many seconds pass."""
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))
