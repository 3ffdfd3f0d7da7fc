"""When the day goes wrong: what happened, a draft that copes with it, accepted as one change."""

from matchdesk.services.repairing.accepting import HANDLERS, AcceptRepair, Repaired
from matchdesk.services.repairing.enlarging import PlaceWithMore
from matchdesk.services.repairing.explaining import WayOut, WhyNot
from matchdesk.services.repairing.queries import RepairQueries
from matchdesk.services.repairing.views import (
    ABSENCES,
    Mishap,
    MishapKind,
    Proposal,
    ProposalKind,
    RepairDraft,
)

__all__ = [
    "ABSENCES",
    "HANDLERS",
    "AcceptRepair",
    "Mishap",
    "MishapKind",
    "PlaceWithMore",
    "Proposal",
    "ProposalKind",
    "RepairDraft",
    "RepairQueries",
    "Repaired",
    "WayOut",
    "WhyNot",
]
