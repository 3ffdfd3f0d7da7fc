"""Attendance at the tables: every meeting of a slot marked in seconds, by key or by badges."""

from matchdesk.services.attendance.marking import (
    HANDLERS,
    AtTable,
    Mark,
    MarkMeetings,
    MeetAtTable,
)
from matchdesk.services.attendance.queries import AttendanceQueries
from matchdesk.services.attendance.views import SlotSheet, TableRow

__all__ = [
    "HANDLERS",
    "AtTable",
    "AttendanceQueries",
    "Mark",
    "MarkMeetings",
    "MeetAtTable",
    "SlotSheet",
    "TableRow",
]
