"""Check-in: commands, and the questions asked at the desk."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.checkin import commands, substitution
from matchdesk.services.checkin.arrivals import (
    ArrivalCount,
    Arrivals,
    AwaitedMeeting,
    HourCount,
    SlotWatch,
)
from matchdesk.services.checkin.commands import (
    CheckIn,
    CheckInDelegation,
    CheckInParticipant,
    CheckOut,
    UndoCheckIn,
)
from matchdesk.services.checkin.queries import CheckInQueries
from matchdesk.services.checkin.substitution import Substitute, Substituted
from matchdesk.services.checkin.views import (
    Awaited,
    CheckInResult,
    DelegationCount,
    DelegationResult,
    NextMeeting,
    PersonView,
    RecentCheckIn,
    UndoneCheckIn,
    WentOut,
)

HANDLERS: dict[type[Command], Handler] = {**commands.HANDLERS, **substitution.HANDLERS}

__all__ = [
    "HANDLERS",
    "ArrivalCount",
    "Arrivals",
    "Awaited",
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
    "Substitute",
    "Substituted",
    "UndoCheckIn",
    "UndoneCheckIn",
    "WentOut",
]
