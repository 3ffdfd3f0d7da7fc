"""Paper: badges, agendas and table signs from the event, and what has gone out."""

from matchdesk.services.printing.design_choice import same_size
from matchdesk.services.printing.desk_printing import Printing
from matchdesk.services.printing.meeting_marks import MeetingPaper
from matchdesk.services.printing.recording import HANDLERS, RecordPrinted
from matchdesk.services.printing.views import (
    ENGLISH,
    OWN,
    Cut,
    DelegationChoice,
    Form,
    Forms,
    HandOut,
    LoggedRun,
    OutdatedAgenda,
    PrintChoices,
    Printed,
    PrintOrder,
    PrintRun,
    Subject,
    Tally,
)

__all__ = [
    "ENGLISH",
    "HANDLERS",
    "OWN",
    "Cut",
    "DelegationChoice",
    "Form",
    "Forms",
    "HandOut",
    "LoggedRun",
    "MeetingPaper",
    "OutdatedAgenda",
    "PrintChoices",
    "PrintOrder",
    "PrintRun",
    "Printed",
    "Printing",
    "RecordPrinted",
    "Subject",
    "Tally",
    "same_size",
]
