"""Rows of meeting requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matchdesk.core.vocabulary import RequestSource, RequestStatus, Wish
from matchdesk.interchange.records import RequestRecord
from matchdesk.models import MeetingRequest, Participant, RequestGuest, new_key
from matchdesk.services.transfer import parties
from matchdesk.services.transfer.known import Known
from matchdesk.services.transfer.work import RowWork

_CLOSED = (RequestStatus.DECLINED, RequestStatus.CANCELLED)
_USUAL = 3  # what a file that says nothing is read as


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for, whichever kind of file it stood in."""

    status: RequestStatus
    priority: int = _USUAL
    wish: Wish = Wish.NORMAL
    mutual: bool = False
    message: str = ""
    session: str | None = None


class RequestMerger:
    """Brings the rows of one file into the event."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._requests = Requests(known)

    def title(self, record: RequestRecord) -> str:
        """What the row is called."""
        return f"{record.requester.shown()} → {record.requested.shown()}"

    def take(self, record: RequestRecord, row: RowWork) -> None:
        """Find or make the request; raises `Refused` where a party cannot be told."""
        first = parties.find(self._known, record.requester)
        second = parties.find(self._known, record.requested)
        parties.meetable(first, second)
        row.title = f"{first.name} → {second.name}"
        self._requests.ask(
            first,
            second,
            Asked(
                record.status,
                record.priority,
                record.wish,
                record.mutual,
                record.message,
                self._session(record.session, row),
            ),
            row,
        )

    def _session(self, text: str, row: RowWork) -> str | None:
        if not text:
            return None
        found = self._known.timetable.sessions_for(text)
        if len(found) == 1:
            return found[0].key
        row.note("note_session_unknown", value=text)
        return None


class Requests:
    """Every request by its pair, and what becomes of it when a file asks again."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._pairs = {(r.requester_id, r.requested_id): r for r in known.requests}
        self._last = max((r.number for r in known.requests), default=0)

    def between(self, first: str, second: str) -> MeetingRequest | None:
        """The request of a pair, whoever asked."""
        return self._pairs.get((first, second)) or self._pairs.get((second, first))

    def ask(
        self, first: Participant, second: Participant, asked: Asked, row: RowWork
    ) -> MeetingRequest:
        """Make the request, or bring the row into the one that stands."""
        stored = self._pairs.get((first.id, second.id))
        back = self._pairs.get((second.id, first.id))
        if stored is not None:
            self._again(stored, asked, row)
            return stored
        if back is not None:
            self._both(back, asked, row)
            return back
        return self._new(first, second, asked, row)

    def invite(self, request: MeetingRequest, guests: list[Participant]) -> None:
        """Add further parties to a request that was just made."""
        for guest in guests:
            self._known.add(
                RequestGuest(id=new_key(), request_id=request.id, participant_id=guest.id)
            )

    def _new(
        self, first: Participant, second: Participant, asked: Asked, row: RowWork
    ) -> MeetingRequest:
        self._last += 1
        request = MeetingRequest(
            id=new_key(),
            number=self._last,
            requester_id=first.id,
            requested_id=second.id,
            status=asked.status,
            priority=asked.priority,
            wish=asked.wish,
            mutual=asked.mutual,
            source=RequestSource.IMPORTED,
            session_id=asked.session,
            message=asked.message,
        )
        self._pairs[first.id, second.id] = request
        self._known.requests.append(self._known.add(request))
        row.made(request)
        row.created = True
        return request

    def _again(self, stored: MeetingRequest, asked: Asked, row: RowWork) -> None:
        """The same side asks again: what was open is filled, what was decided stays."""
        row.fill(stored, "status", asked.status, weak=RequestStatus.PENDING)
        row.fill(stored, "wish", asked.wish, weak=Wish.NORMAL)
        row.fill(stored, "message", asked.message)
        row.fill(stored, "session_id", asked.session, alike=_any)
        if asked.mutual and not stored.mutual:
            stored.mutual = True
            row.changed("mutual", None, True, stored)
        if asked.priority not in (_USUAL, stored.priority) and not stored.mutual:
            row.differs("priority", stored.priority, asked.priority)

    def _both(self, stored: MeetingRequest, asked: Asked, row: RowWork) -> None:
        """The other side asked before: now both do, and the stronger wish counts."""
        row.fill(stored, "wish", asked.wish, weak=Wish.NORMAL)
        if stored.mutual or asked.status in _CLOSED:
            return
        stored.mutual = True
        row.changed("mutual", None, True, stored)
        if asked.priority > stored.priority:
            row.changed("priority", stored.priority, asked.priority, stored)
            stored.priority = asked.priority
        row.fill(stored, "status", RequestStatus.ACCEPTED, weak=RequestStatus.PENDING)


def _any(old: Any, new: Any) -> bool:
    """Not worth telling."""
    return True
