"""Every figure of the report, computed in one place, each with the rows behind it."""

from matchdesk.services.statistics.defining import HANDLERS, ResetDefinition, SetDefinition
from matchdesk.services.statistics.encounters import Encounters, Link
from matchdesk.services.statistics.figures import Figure, FigureRow
from matchdesk.services.statistics.meanings import Definition
from matchdesk.services.statistics.queries import StatisticsQueries
from matchdesk.services.statistics.regions import Region
from matchdesk.services.statistics.reporting import UNSAID, DayReport, Report, ReportEvent
from matchdesk.services.statistics.terms import CHOICES, Meaning
from matchdesk.services.statistics.today import DayBoard, DayFigures, SlotLoad

__all__ = [
    "CHOICES",
    "HANDLERS",
    "UNSAID",
    "DayBoard",
    "DayFigures",
    "DayReport",
    "Definition",
    "Encounters",
    "Figure",
    "FigureRow",
    "Link",
    "Meaning",
    "Region",
    "Report",
    "ReportEvent",
    "ResetDefinition",
    "SetDefinition",
    "SlotLoad",
    "StatisticsQueries",
]
