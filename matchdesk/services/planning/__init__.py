"""Planning the whole grid: a draft beside the live grid, accepted as one change."""

from matchdesk.scheduling.problem import Limits
from matchdesk.services.planning.accepting import HANDLERS, AcceptPlan
from matchdesk.services.planning.queries import PlanningQueries
from matchdesk.services.planning.views import (
    Accepted,
    DraftAim,
    DraftChange,
    DraftMeeting,
    PlanDraft,
    UnplacedRow,
)

__all__ = [
    "HANDLERS",
    "AcceptPlan",
    "Accepted",
    "DraftAim",
    "DraftChange",
    "DraftMeeting",
    "Limits",
    "PlanDraft",
    "PlanningQueries",
    "UnplacedRow",
]
