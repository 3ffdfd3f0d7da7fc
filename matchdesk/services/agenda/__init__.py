"""The live grid: reading it, and moving meetings in it by hand."""

from matchdesk.services.agenda import adding, as_seen, bulk, confirming, giving_way, moving
from matchdesk.services.agenda.adding import AddMeeting, CancelMeeting, RestoreMeeting
from matchdesk.services.agenda.as_seen import MOVED_MEANWHILE, AsSeen
from matchdesk.services.agenda.bulk import (
    BlockPlaces,
    LockPrinted,
    MoveMeetings,
    OpenPlaces,
    UnplaceMeetings,
)
from matchdesk.services.agenda.confirming import ConfirmMeetings
from matchdesk.services.agenda.giving_way import TakePlace, Way
from matchdesk.services.agenda.listing import OpenRequest, Problem
from matchdesk.services.agenda.moving import (
    LockMeetings,
    MoveMeeting,
    SwapMeetings,
    UnplaceMeeting,
)
from matchdesk.services.agenda.queries import AgendaQueries
from matchdesk.services.agenda.targets import SlotTarget, Target, Targets
from matchdesk.services.agenda.together import GroupTargets
from matchdesk.services.agenda.views import (
    AgendaLine,
    AskedFor,
    GridData,
    GridMeeting,
    GridPause,
    GridPerson,
    GridTable,
    HistoryLine,
    MeetingDetails,
    Moved,
    Offer,
    PartyDetails,
)
from matchdesk.services.bus import Command, Handler

HANDLERS: dict[type[Command], Handler] = {
    **moving.HANDLERS,
    **adding.HANDLERS,
    **giving_way.HANDLERS,
    **bulk.HANDLERS,
    **confirming.HANDLERS,
}
HANDLERS[AsSeen] = as_seen.handler_for(HANDLERS)

__all__ = [
    "HANDLERS",
    "MOVED_MEANWHILE",
    "AddMeeting",
    "AgendaLine",
    "AgendaQueries",
    "AsSeen",
    "AskedFor",
    "BlockPlaces",
    "CancelMeeting",
    "ConfirmMeetings",
    "GridData",
    "GridMeeting",
    "GridPause",
    "GridPerson",
    "GridTable",
    "GroupTargets",
    "HistoryLine",
    "LockMeetings",
    "LockPrinted",
    "MeetingDetails",
    "MoveMeeting",
    "MoveMeetings",
    "Moved",
    "Offer",
    "OpenPlaces",
    "OpenRequest",
    "PartyDetails",
    "Problem",
    "RestoreMeeting",
    "SlotTarget",
    "SwapMeetings",
    "TakePlace",
    "Target",
    "Targets",
    "UnplaceMeeting",
    "UnplaceMeetings",
    "Way",
]
