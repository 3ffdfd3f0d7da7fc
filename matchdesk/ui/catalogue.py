"""What there is in the window: its screens, and the actions that work on all of them, as data."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.screens import ScreenContext, ScreenSpec

_UI = "matchdesk.ui"

ALL: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        "today", "Today", "layout-dashboard", "Ctrl+1", f"{_UI}.dashboard.screen", "TodayScreen",
        "dashboard overview now",
    ),
    ScreenSpec(
        "checkin", "Check-in", "scan-line", "Ctrl+2", f"{_UI}.checkin.screen", "CheckInScreen",
        "scan badge arrive admit", scans=True, first=("front", "acts"),
    ),
    ScreenSpec(
        "grid", "Grid", "layout-grid", "Ctrl+3", f"{_UI}.grid.screen", "GridScreen",
        "meetings tables slots schedule plan", first=("view", "details", "repairing", "layout"),
    ),
    ScreenSpec(
        "requests", "Requests", "arrow-left-right", "Ctrl+4", f"{_UI}.requests.screen",
        "RequestsScreen", "wishes recommendations free now",
    ),
    ScreenSpec(
        "floor", "Floor", "map-pin", "F9", f"{_UI}.floor.screen", "FloorScreen",
        "attendance slot tables held no-show interpreters",
    ),
    ScreenSpec(
        "people", "People", "users", "Ctrl+5", f"{_UI}.people.screen", "PeopleScreen",
        "participants organisations delegations import",
    ),
    ScreenSpec(
        "print", "Print", "printer", "Ctrl+6", f"{_UI}.printing.screen", "PrintScreen",
        "badges agendas table signs pdf paper",
    ),
    ScreenSpec(
        "designs", "Badge designer", "id-card", "F6", f"{_UI}.designer.screen",
        "DesignScreen", "design template layout logo badge", under="print",
        first=("editing", "canvas"),
    ),
    ScreenSpec(
        "outcomes", "Outcomes", "handshake", "Ctrl+7", f"{_UI}.outcomes.screen",
        "OutcomesScreen", "rating agreement",
    ),
    ScreenSpec(
        "report", "Report", "chart-column", "Ctrl+8", f"{_UI}.report.screen", "ReportScreen",
        "figures funder export",
    ),
    ScreenSpec(
        "history", "History", "history", "Ctrl+9", f"{_UI}.history.screen", "HistoryScreen",
        "undo journal audit log",
    ),
    ScreenSpec(
        "event", "Event", "calendar-days", "Ctrl+0", f"{_UI}.event.screen", "EventScreen",
        "days sessions slots breaks tables zones settings",
    ),
)  # fmt: skip
"""The navigation in its order. A screen that is not built yet has no entry in the window."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """An action that works on every screen: `module` holds the function `name`.

    It is imported when the action is first used, and called with the context and the widget over
    which a dialog may open.
    """

    action: ActionSpec
    module: str
    name: str

    def use(self, context: ScreenContext, parent: QWidget) -> None:
        """Do it."""
        getattr(importlib.import_module(self.module), self.name)(context, parent)


IMPORT = ActionSpec(
    "transfer.import", "Import files …", "Ctrl+Shift+I", "upload",
    "csv excel xlsx list registration requests meetings partnerships load",
)  # fmt: skip
EXPORT_PARTICIPANTS = ActionSpec(
    "transfer.participants", "Export participants …", "Ctrl+E, P", "download",
    "save csv excel xlsx json people list",
)  # fmt: skip
EXPORT_MEETINGS = ActionSpec(
    "transfer.meetings", "Export meetings …", "Ctrl+E, M", "download",
    "save csv excel xlsx json grid schedule",
)  # fmt: skip
EXPORT_AGREEMENTS = ActionSpec(
    "transfer.agreements", "Export agreements …", "Ctrl+E, A", "download",
    "save csv excel xlsx json outcomes cooperation",
)  # fmt: skip
EXPORT_ORGANISATIONS = ActionSpec(
    "transfer.organisations", "Export organisations …", "Ctrl+E, O", "download",
    "save csv excel xlsx json clusters companies",
)  # fmt: skip
EXPORT_REQUESTS = ActionSpec(
    "transfer.requests", "Export requests …", "Ctrl+E, R", "download",
    "save csv excel xlsx json wishes",
)  # fmt: skip
EXPORT_GRID = ActionSpec(
    "transfer.grid", "Export the grid …", "Ctrl+E, G", "download",
    "save csv excel xlsx json tables slots agenda",
)  # fmt: skip
EXPORT_AGENDAS = ActionSpec(
    "transfer.agendas", "Export agendas as calendars …", "Ctrl+E, I", "download",
    "save csv excel xlsx json ics icalendar calendar outlook",
)  # fmt: skip
EXPORT_OUTCOMES = ActionSpec(
    "transfer.outcomes", "Export outcomes …", "Ctrl+E, U", "download",
    "save csv excel xlsx json rating",
)  # fmt: skip
EXPORT_STORIES = ActionSpec(
    "transfer.stories", "Export testimonials …", "Ctrl+E, T", "download",
    "save csv excel xlsx json achievements quotes success",
)  # fmt: skip
EXPORT_CHECK_INS = ActionSpec(
    "transfer.check_ins", "Export check-ins …", "Ctrl+E, C", "download",
    "save csv excel xlsx json arrivals scans",
)  # fmt: skip
EXPORT_PRINT_LOG = ActionSpec(
    "transfer.print_log", "Export the print log …", "Ctrl+E, L", "download",
    "save csv excel xlsx json paper badges",
)  # fmt: skip
EXPORT_HISTORY = ActionSpec(
    "transfer.history", "Export the history …", "Ctrl+E, H", "download",
    "save csv excel xlsx json journal audit log",
)  # fmt: skip
ARCHIVE = ActionSpec(
    "transfer.archive", "Archive the whole event …", "Ctrl+E, Z", "download",
    "zip backup everything open formats",
)  # fmt: skip
RESTORE = ActionSpec(
    "transfer.restore", "Make a new event from an archive …", "Ctrl+E, N", "upload",
    "zip backup restore",
)  # fmt: skip

TOOLS: tuple[ToolSpec, ...] = (
    ToolSpec(IMPORT, f"{_UI}.transfer.tools", "show_import"),
    ToolSpec(EXPORT_PARTICIPANTS, f"{_UI}.transfer.tools", "export_participants"),
    ToolSpec(EXPORT_MEETINGS, f"{_UI}.transfer.tools", "export_meetings"),
    ToolSpec(EXPORT_AGREEMENTS, f"{_UI}.transfer.tools", "export_agreements"),
    ToolSpec(EXPORT_ORGANISATIONS, f"{_UI}.transfer.tools", "export_organisations"),
    ToolSpec(EXPORT_REQUESTS, f"{_UI}.transfer.tools", "export_requests"),
    ToolSpec(EXPORT_GRID, f"{_UI}.transfer.tools", "export_grid"),
    ToolSpec(EXPORT_AGENDAS, f"{_UI}.transfer.tools", "export_agendas"),
    ToolSpec(EXPORT_OUTCOMES, f"{_UI}.transfer.tools", "export_outcomes"),
    ToolSpec(EXPORT_STORIES, f"{_UI}.transfer.tools", "export_stories"),
    ToolSpec(EXPORT_CHECK_INS, f"{_UI}.transfer.tools", "export_check_ins"),
    ToolSpec(EXPORT_PRINT_LOG, f"{_UI}.transfer.tools", "export_print_log"),
    ToolSpec(EXPORT_HISTORY, f"{_UI}.transfer.tools", "export_history"),
    ToolSpec(ARCHIVE, f"{_UI}.transfer.tools", "archive"),
    ToolSpec(RESTORE, f"{_UI}.transfer.tools", "restore"),
)
"""What can be done whichever screen is in front."""


def present(specs: tuple[ScreenSpec, ...] = ALL) -> tuple[ScreenSpec, ...]:
    """The screens that exist."""
    return tuple(spec for spec in specs if spec.present)
