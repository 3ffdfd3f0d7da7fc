"""Planning the whole grid: a draft beside the live grid, accepted as one change."""

from matchdesk.scheduling.problem import Aims, Limits
from matchdesk.scheduling.records import GAPS, ORDER
from matchdesk.services.planning.accepting import HANDLERS, AcceptPlan
from matchdesk.services.planning.queries import PlanningQueries
from matchdesk.services.planning.views import (
    Accepted,
    DraftAim,
    DraftChange,
    DraftMeeting,
    MoreOf,
    PlanDraft,
    UnplacedRow,
)

__all__ = [
    "GAPS",
    "HANDLERS",
    "ORDER",
    "AcceptPlan",
    "Accepted",
    "Aims",
    "DraftAim",
    "DraftChange",
    "DraftMeeting",
    "Limits",
    "MoreOf",
    "PlanDraft",
    "PlanningQueries",
    "UnplacedRow",
]
