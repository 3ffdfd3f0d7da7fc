"""What the Print screen shows, read beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from matchdesk.services.printing import PrintChoices
from matchdesk.ui.spooling import printers

if TYPE_CHECKING:
    from matchdesk.services.spooling import DeskPrinting, Printer, PrintJob

WATCHED = frozenset(
    {
        *("agenda", "badge", "break", "delegation", "event", "interpreter", "meeting"),
        *("meeting_guest", "meeting_table", "organisation", "participant", "partnership"),
        *("partnership_member", "print_record", "profile_line", "session", "slot"),
        *("session_attendance", "unavailability"),
    }
)
"""The tables that pages and counts are made of."""
ONLY_COUNTS = frozenset({"agenda", "badge", "print_record"})
"""Those of them that stand on no page."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Choices, the event's name, first day and clock, this desk's printing, printers and queue."""

    choices: PrintChoices
    event: str
    first: date
    zone: ZoneInfo
    has_printer: bool
    desk: DeskPrinting
    printers: tuple[Printer, ...]
    jobs: tuple[PrintJob, ...]


def read(desk: Any) -> Loaded:
    """Ask `desk` for all of it."""
    event, queue = desk.events.summary(), desk.print_queue
    return Loaded(
        choices=desk.printing.choices(),
        event=event.name,
        first=event.days[0] if event.days else date.min,
        zone=event.zone,
        has_printer=printers.known(),
        desk=queue.choices,
        printers=queue.printers(),
        jobs=queue.listed(),
    )
