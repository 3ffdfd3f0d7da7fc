"""What the Outcomes and Today screens ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from matchdesk.core.clock import Clock
from matchdesk.core.vocabulary import AgreementStatus, MeetingStatus
from matchdesk.models import Agreement, Slot
from matchdesk.services.outcomes import agreement_reading, documents, reading, stories
from matchdesk.services.outcomes.similar import similar
from matchdesk.services.outcomes.views import (
    AgreementView,
    MeetingView,
    SlotProgress,
    StoryView,
)
from matchdesk.storage.database import Database


class OutcomeQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def meetings(self, slot: int | None = None) -> tuple[MeetingView, ...]:
        """The live grid's meetings by slot and table, or those of one slot (by its number)."""
        with self._database.reading() as session:
            query = reading.live_meetings(session)
            if slot is not None:
                query = query.where(Slot.number == slot)
            now = reading.local_now(session, self._clock)
            return reading.meeting_views(session, session.scalars(query).all(), now)

    def meeting(self, named: int | str) -> MeetingView:
        """One meeting by number or key; raises `NotFound`."""
        with self._database.reading() as session:
            now = reading.local_now(session, self._clock)
            found = reading.find_meeting(session, named)
            return reading.meeting_views(session, [found], now)[0]

    def progress(self) -> tuple[SlotProgress, ...]:
        """Every slot with how many of its meetings have an outcome."""
        with self._database.reading() as session:
            now = reading.local_now(session, self._clock)
            meetings = session.scalars(reading.live_meetings(session)).all()
            views = reading.meeting_views(session, meetings, now)
            slots = session.scalars(select(Slot).order_by(Slot.number))
            return tuple(_progress(s, [v for v in views if v.slot == s.number]) for s in slots)

    def agreements(self) -> tuple[AgreementView, ...]:
        """All agreements, the newest first."""
        with self._database.reading() as session:
            query = select(Agreement).order_by(Agreement.number.desc())
            return agreement_reading.agreement_views(session, session.scalars(query))

    def agreement(self, named: int | str) -> AgreementView:
        """One agreement by number or key; raises `NotFound`."""
        with self._database.reading() as session:
            found = agreement_reading.find_agreement(session, named)
            return agreement_reading.agreement_views(session, [found])[0]

    def similar(
        self, parties: Sequence[str], besides: str | None = None
    ) -> tuple[AgreementView, ...]:
        """Agreements of which at least two of `parties` (organisation keys) are parties already.

        `besides` is the key of the agreement that is being edited.
        """
        with self._database.reading() as session:
            return similar(session, parties, besides)

    def document(self, key: str) -> tuple[str, bytes]:
        """Name and bytes of an attached document; raises `NotFound`."""
        with self._database.reading() as session:
            return documents.read(session, key)

    def save_document(self, key: str, path: Path) -> Path:
        """Write an attached document to `path`; raises `NotFound`, `FileFault`."""
        return documents.write(path, self.document(key)[1])

    def stories(self) -> tuple[StoryView, ...]:
        """All testimonials and achievements, the newest first."""
        with self._database.reading() as session:
            return stories.views(session)

    def today(self) -> date:
        """The day at the venue."""
        with self._database.reading() as session:
            return reading.local_now(session, self._clock).date()

    def follow_ups(self, until: date | None = None) -> tuple[AgreementView, ...]:
        """Agreements that are not ended and due for follow-up (up to `until`), the first first."""
        with self._database.reading() as session:
            query = select(Agreement).where(
                Agreement.follow_up_on.is_not(None), Agreement.status != AgreementStatus.ENDED
            )
            if until is not None:
                query = query.where(Agreement.follow_up_on <= until)
            order = (Agreement.follow_up_on, Agreement.number)
            return agreement_reading.agreement_views(
                session, session.scalars(query.order_by(*order))
            )


def _progress(slot: Slot, meetings: Sequence[MeetingView]) -> SlotProgress:
    counted = [m for m in meetings if m.status is not MeetingStatus.CANCELLED]
    return SlotProgress(
        slot=slot.number,
        day=slot.day,
        starts=slot.starts,
        ends=slot.ends,
        meetings=len(counted),
        recorded=sum(bool(m.outcomes) for m in counted),
        awaiting=sum(m.awaits_outcome for m in counted),
        no_shows=sum(m.status is MeetingStatus.NO_SHOW for m in counted),
    )
