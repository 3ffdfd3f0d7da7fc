"""Finding meetings by words, number, or by what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.ui.grid import sheet
from matchdesk.ui.screens import PaletteEntry

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting

_MOST = 8

Matches = Callable[["GridMeeting"], bool]


def after(data: GridData, wanted: Matches | None, chosen: str | None) -> str | None:
    """Key of the next match after the chosen meeting, going round."""
    keys = [meeting.key for meeting in data.meetings if wanted is not None and wanted(meeting)]
    if not keys:
        return None
    at = keys.index(chosen) + 1 if chosen in keys else 0
    return keys[at % len(keys)]


def offer(
    data: GridData | None, text: str, go: Callable[[str], object]
) -> tuple[PaletteEntry, ...]:
    """Meetings for the palette; may be called beside the window."""
    if data is None:
        return ()
    wanted = sheet.matches(data, text)
    found = [meeting for meeting in data.meetings if wanted(meeting)][:_MOST]
    return tuple(_entry(data, meeting, go) for meeting in found)


def _entry(data: GridData, meeting: GridMeeting, go: Callable[[str], object]) -> PaletteEntry:
    return PaletteEntry(
        title=" ⇄ ".join(data.people[key].short for key in meeting.parties),
        subtitle=_("Meeting {n}").format(n=meeting.number),
        icon="layout-grid",
        run=lambda: go(meeting.key),
    )
