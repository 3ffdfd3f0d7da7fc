"""Meeting requests: who asks whom, how it was answered, and whether it has a place."""

from matchdesk.services.requests.asking import (
    HANDLERS,
    AddRequest,
    Requested,
    SetPriority,
    SetRequestStatus,
    SetWish,
)
from matchdesk.services.requests.queries import RequestQueries
from matchdesk.services.requests.views import Placed, RequestRow, Why

__all__ = [
    "HANDLERS",
    "AddRequest",
    "Placed",
    "RequestQueries",
    "RequestRow",
    "Requested",
    "SetPriority",
    "SetRequestStatus",
    "SetWish",
    "Why",
]
