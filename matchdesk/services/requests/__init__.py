"""Meeting requests: who asks whom, how it was answered, and whether it has a place."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.requests import answering, asking, meeting
from matchdesk.services.requests.answering import AnswerRequests, RaisePriorities, WishRequests
from matchdesk.services.requests.asking import (
    AddRequest,
    Requested,
    SetPriority,
    SetRequestStatus,
    SetWish,
)
from matchdesk.services.requests.details import RequestDetails
from matchdesk.services.requests.meeting import MeetNow, PlaceRequest
from matchdesk.services.requests.queries import RequestQueries
from matchdesk.services.requests.views import Placed, RequestRow, Why

HANDLERS: dict[type[Command], Handler] = {
    **asking.HANDLERS,
    **answering.HANDLERS,
    **meeting.HANDLERS,
}

__all__ = [
    "HANDLERS",
    "AddRequest",
    "AnswerRequests",
    "MeetNow",
    "PlaceRequest",
    "Placed",
    "RaisePriorities",
    "RequestDetails",
    "RequestQueries",
    "RequestRow",
    "Requested",
    "SetPriority",
    "SetRequestStatus",
    "SetWish",
    "Why",
    "WishRequests",
]
