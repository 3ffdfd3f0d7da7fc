"""Check-in: commands, and the questions asked at the desk."""

from matchdesk.services.checkin.arrivals import (
    ArrivalCount,
    Arrivals,
    AwaitedMeeting,
    HourCount,
    SlotWatch,
)
from matchdesk.services.checkin.commands import (
    HANDLERS,
    CheckIn,
    CheckInDelegation,
    CheckInParticipant,
    UndoCheckIn,
)
from matchdesk.services.checkin.queries import CheckInQueries
from matchdesk.services.checkin.views import (
    CheckInResult,
    DelegationCount,
    DelegationResult,
    NextMeeting,
    PersonView,
    RecentCheckIn,
    UndoneCheckIn,
)

__all__ = [
    "HANDLERS",
    "ArrivalCount",
    "Arrivals",
    "AwaitedMeeting",
    "CheckIn",
    "CheckInDelegation",
    "CheckInParticipant",
    "CheckInQueries",
    "CheckInResult",
    "DelegationCount",
    "DelegationResult",
    "HourCount",
    "NextMeeting",
    "PersonView",
    "RecentCheckIn",
    "SlotWatch",
    "UndoCheckIn",
    "UndoneCheckIn",
]
