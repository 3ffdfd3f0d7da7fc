"""One request as far as anything is known of it: both sides, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.models import RequestGuest
from matchdesk.services.agenda.details import history_of, party_details
from matchdesk.services.agenda.reading import people_of
from matchdesk.services.agenda.views import HistoryLine, PartyDetails
from matchdesk.services.board import Board
from matchdesk.services.requests.asking import get_request


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """`sides`: who asks first, then who is asked, then guests. `history` is newest first."""

    key: str
    sides: tuple[PartyDetails, ...]
    history: tuple[HistoryLine, ...]


def request_details(session: Session, board: Board, key: str) -> RequestDetails:
    """Both profiles and the history of one request; raises `NotFound`."""
    request = get_request(session, key)
    guests = session.scalars(
        select(RequestGuest.participant_id).where(RequestGuest.request_id == request.id)
    )
    keys = (request.requester_id, request.requested_id, *guests)
    return RequestDetails(
        key=request.id,
        sides=party_details(session, keys, people_of(session, board, keys)),
        history=history_of(session, request.id, "meeting_request"),
    )
