"""What the Outcomes and Today screens ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core import meeting_token
from matchdesk.core.clock import Clock
from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import AgreementStatus, MeetingStatus
from matchdesk.models import Agreement, Slot
from matchdesk.services.events import the_event
from matchdesk.services.outcomes import (
    agreement_reading,
    documents,
    follow_ups,
    reading,
    sheets,
    stories,
)
from matchdesk.services.outcomes.follow_ups import FollowUp
from matchdesk.services.outcomes.sheet_log import SheetMade
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

    def form(self, text: str) -> str | None:
        """The key of the meeting whose form was scanned, or whose number was typed; else None.

        Raises `Invalid` for a form of another event, `NotFound` for a number no meeting has.
        """
        with self._database.reading() as session:
            number: int | str | None = text.strip().removeprefix("#")
            if meeting_token.is_form(text):
                number = meeting_token.read(the_event(session).secret, text)
                if number is None:
                    raise Invalid("outcome_form_foreign")
            elif not (text.isascii() and str(number).isdigit()):
                return None
            assert number is not None
            return reading.find_meeting(session, number).id

    def form_code(self, number: int) -> str:
        """What the QR code on the form of meeting `number` says."""
        with self._database.reading() as session:
            return meeting_token.make(the_event(session).secret, number)

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

    def follow_up_list(self, until: date | None = None) -> tuple[FollowUp, ...]:
        """`follow_ups` with whom to ask about each."""
        found = self.follow_ups(until)
        with self._database.reading() as session:
            today = reading.local_now(session, self._clock).date()
            return follow_ups.follow_ups(session, found, today)

    def write_follow_ups(self, path: Path, until: date | None = None) -> tuple[Path, ...]:
        """Write them for a calendar (.ics) or for letters (.xlsx, .csv, .json).

        This is the organiser's own working list: it holds the topics and contacts of confidential
        agreements, marked as such; a calendar entry of one names nobody. Raises `FileFault`.
        """
        found = self.follow_up_list(until)
        with self._database.reading() as session:
            event = the_event(session).name
        return follow_ups.write(path, event, found, self._clock.now())

    def sheet_languages(self, named: int | str) -> tuple[str, ...]:
        """The two languages in which an agreement's sheet speaks unless told otherwise."""
        with self._database.reading() as session:
            return sheets.languages(*self._with_contacts(session, named))

    def write_sheet(self, named: int | str, path: Path, languages: Sequence[str] = ()) -> SheetMade:
        """Write an agreement's sheet (PDF) with signature boxes; its languages, or the parties'.

        The answer is the command that puts it into the print log, to be run. Raises `NotFound`,
        `Invalid` for a language the sheet does not speak, `FileFault`.
        """
        with self._database.reading() as session:
            found, agreement = self._with_contacts(session, named)
            spoken = sheets.checked(languages) or sheets.languages(found, agreement)
            report = sheets.write(session, agreement, spoken, path, self._clock.now())
        return SheetMade(agreement.key, path.name, report.pages)

    def _with_contacts(
        self, session: Session, named: int | str
    ) -> tuple[FollowUp | None, AgreementView]:
        row = agreement_reading.find_agreement(session, named)
        (agreement,) = agreement_reading.agreement_views(session, [row])
        due = replace(agreement, follow_up_on=agreement.follow_up_on or agreement.status_on)
        (found,) = follow_ups.follow_ups(session, [due], due.status_on)
        return found, agreement


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
