"""What is due when, and whom to ask: on the screen, in calendars, and for letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import FileFault
from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.core.wording import label
from matchdesk.models import Meeting, Participant
from matchdesk.services.outcomes import reading
from matchdesk.services.outcomes.views import AgreementView, SignatoryView
from matchdesk.services.places import country_name

if TYPE_CHECKING:
    from matchdesk.interchange.writing import Sheet


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask at one party; all empty but the organisation where nobody is known.

    `refused` when they do not share their data: a calendar, which others see, does not name them.
    """

    organisation: str
    country: str
    name: str = ""
    email: str = ""
    language: str = ""
    refused: bool = False

    @property
    def public(self) -> str:
        """The contact in one line, as others may see it."""
        known = () if self.refused else (self.name, self.email)
        return " · ".join(filter(None, (self.organisation, *known)))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An agreement that is due on `due`; `overdue` when that day is over."""

    agreement: AgreementView
    due: date
    overdue: bool
    contacts: tuple[Contact, ...]

    @property
    def title(self) -> str:
        """What is to be done, in one line. A confidential agreement's parties are not named."""
        agreement = self.agreement
        kind = f"{label(agreement.type)} {agreement.number}"
        named = "" if agreement.confidential else agreement.party_names
        step = "" if agreement.confidential else agreement.next_step
        what = ": ".join(part for part in (kind, named) if part)
        return " – ".join(part for part in (what, step) if part)


def follow_ups(
    session: Session, agreements: Iterable[AgreementView], today: date
) -> tuple[FollowUp, ...]:
    """`agreements` that have a day, the first first, with whom to ask."""
    people = _people(session)
    numbers = _meeting_people(session)
    return tuple(
        FollowUp(
            agreement=agreement,
            due=agreement.follow_up_on,
            overdue=agreement.follow_up_on < today,
            contacts=tuple(
                _contact(party, people.get(party.organisation_key, []), met)
                for party in agreement.signatories
            ),
        )
        for agreement in agreements
        if agreement.follow_up_on is not None
        for met in [{key for number in agreement.meetings for key in numbers.get(number, ())}]
    )


def write(path: Path, event: str, found: Sequence[FollowUp], now: datetime) -> tuple[Path, ...]:
    """Write a calendar (.ics), or a table for letters (.xlsx, .csv, .json) with a row a contact.

    The table's empty columns are filled in with the answers and imported again. Raises `FileFault`.
    """
    # Imported here: writing files takes libraries that nothing else needs.
    from matchdesk.interchange import calendars, writing

    if path.suffix.lower() != ".ics":
        return writing.write(path, (letters(found),))
    if not found:
        raise FileFault("follow_ups_none", file=str(path))
    entries = [
        calendars.DayEntry(one.agreement.key, one.due, one.title, _text(one)) for one in found
    ]
    name = _("{event}: follow-up").format(event=event)
    return (calendars.write(path, calendars.days(name, entries, now)),)


def letters(found: Sequence[FollowUp]) -> Sheet:
    """A row for each party of each agreement; the last four columns wait for the answer."""
    from matchdesk.interchange.writing import Sheet  # see `write`

    # The headers are not translated: the import knows them by these words in any language.
    header = (
        *("Agreement", "Due", "Type", "Status", "Topic", "Owner", "Next step"),
        *("Contact", "E-mail", "Language", "Organisation", "Country", "Partners", "Confidential"),
        *("New status", "Reached on", "Next follow-up", "Answer"),
    )
    rows = []
    for one in found:
        a = one.agreement
        for contact in one.contacts:
            others = [c.organisation for c in one.contacts if c is not contact]
            country = country_name(contact.country) if contact.country else ""
            rows.append(
                (
                    *(a.number, one.due, label(a.type), label(a.status), a.topic, a.owner),
                    *(a.next_step, contact.name, contact.email, contact.language),
                    *(contact.organisation, country, "; ".join(others), a.confidential),
                    *("", None, None, ""),
                )
            )
    return Sheet("Follow-up", header, tuple(rows))


def _text(one: FollowUp) -> str:
    """What stands in the calendar below the title; nothing of a confidential agreement."""
    a = one.agreement
    if a.confidential:
        return ""
    lines = [
        a.topic,
        _("Status: {status} since {day}").format(
            status=label(a.status), day=a.status_on.isoformat()
        ),
        _("Who follows up: {name}").format(name=a.owner) if a.owner else "",
        *(contact.public for contact in one.contacts),
    ]
    return "\n".join(line for line in lines if line)


def _contact(party: SignatoryView, people: list[Participant], met: set[str]) -> Contact:
    """The signatory, else who was at the meeting, else whoever came for the organisation."""
    signs = [p for p in people if party.name and fold(p.name) == fold(party.name)]
    there = [p for p in people if p.id in met]
    best = next(iter(signs or there or people), None)
    if party.name and not signs:
        return Contact(party.organisation, party.country, party.name)
    if best is None:
        return Contact(party.organisation, party.country)
    language = best.languages[0] if best.languages else ""
    refused = best.consent_sharing is False
    return Contact(party.organisation, party.country, best.name, best.email, language, refused)


def _people(session: Session) -> dict[str, list[Participant]]:
    found: dict[str, list[Participant]] = defaultdict(list)
    query = select(Participant).where(Participant.status == ParticipantStatus.REGISTERED)
    for person in session.scalars(query.order_by(Participant.number)):
        if person.organisation_id:
            found[person.organisation_id].append(person)
    return found


def _meeting_people(session: Session) -> dict[int, tuple[str, ...]]:
    meetings = list(session.scalars(select(Meeting)))
    keys = reading.party_keys(session, meetings)
    return {meeting.number: keys[meeting.id] for meeting in meetings}
