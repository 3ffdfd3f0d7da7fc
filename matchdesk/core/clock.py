"""The time, handed in so that tests can hold it still."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Anything that can tell the time."""

    def now(self) -> datetime:
        """The present moment, in UTC, with its zone attached."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, in UTC, with its zone attached."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is set: for tests and reproducible demonstrations."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """The moment last set."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Let the clock show `moment` from now on."""
        self._moment = moment.astimezone(UTC)


def wall_time(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """The time of `at` on the clocks of `zone`; the day before it where that is not today.

    On the second day of an event “since 09:00” would be read as this morning's.
    """
    local = at.astimezone(zone)
    today = local.date() == now.astimezone(zone).date()
    return f"{local:%H:%M}" if today else f"{local:%d.%m. %H:%M}"
