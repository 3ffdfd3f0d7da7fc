"""Days of the week, as screens name them."""

from __future__ import annotations

from datetime import date

from matchdesk.core.i18n import _

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday(day: date) -> str:
    """“Wednesday”, in the language of the screen.

    `strftime` would answer in the language of the computer, between words of another.
    """
    return _(_NAMES[day.weekday()])


def short_weekday(day: date) -> str:
    """“Wed”, in the language of the screen."""
    return _(_SHORT[day.weekday()])
