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
    CheckOut,
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
    WentOut,
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
    "CheckOut",
    "DelegationCount",
    "DelegationResult",
    "HourCount",
    "NextMeeting",
    "PersonView",
    "RecentCheckIn",
    "SlotWatch",
    "UndoCheckIn",
    "UndoneCheckIn",
    "WentOut",
]
