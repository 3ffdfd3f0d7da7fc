"""Organisations, requests, outcomes, check-ins, the print log and History as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.i18n import _
from matchdesk.core.text import name_order
from matchdesk.core.vocabulary import Wish
from matchdesk.core.wording import intent as intent_text
from matchdesk.core.wording import label, records
from matchdesk.interchange.text import listed
from matchdesk.interchange.writing import Sheet, Value
from matchdesk.models import (
    CheckIn,
    JournaledChange,
    JournaledSet,
    MeetingRequest,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    PrintRecord,
    Table,
)
from matchdesk.models.ordering import in_letter_order
from matchdesk.services.events import the_event
from matchdesk.services.outcomes import MeetingView
from matchdesk.services.places import country_name
from matchdesk.services.statistics.figures import WITHHELD


@dataclass(frozen=True, slots=True)
class Names:
    """Participants by key as a list names them: number, name (perhaps withheld), organisation."""

    people: Mapping[str, tuple[int, str, str, str]]

    def cells(self, key: str | None) -> tuple[Value, ...]:
        """Number, name, organisation and country; empty for nobody."""
        return self.people.get(key or "", (None, "", "", ""))


def names(session: Session, *, private: bool) -> Names:
    """Everybody; who refused to share their data is named only if `private`."""
    query = select(
        Participant.id,
        Participant.number,
        Participant.name,
        Participant.consent_sharing,
        Participant.country,
        Organisation.name,
        Organisation.country,
    ).outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    return Names(
        {
            key: (
                number,
                name if private or consent is not False else _(WITHHELD),
                body or "",
                body_country or country,
            )
            for key, number, name, consent, country, body, body_country in session.execute(query)
        }
    )


def organisations(session: Session) -> Sheet:
    """Every organisation with its partnerships and how many people it has sent."""
    acronyms: dict[str, list[str]] = defaultdict(list)
    query = select(PartnershipMember.organisation_id, Partnership.acronym).join(
        Partnership, Partnership.id == PartnershipMember.partnership_id
    )
    for body, acronym in session.execute(query):
        acronyms[body].append(acronym)
    sent: dict[str, int] = defaultdict(int)
    for key in session.scalars(select(Participant.organisation_id)):
        sent[key or ""] += 1
    header = (
        *(_("Organisation"), _("Type"), _("Country"), _("City"), _("Website"), _("Sectors")),
        *(_("Target countries"), _("SMEs represented"), _("Partnerships"), _("Participants")),
    )
    rows = tuple(
        (
            body.name,
            label(body.type),
            country_name(body.country) if body.country else "",
            body.city,
            body.website,
            listed(body.sectors),
            listed(map(country_name, body.target_countries)),
            body.sme_count,
            listed(sorted(acronyms[body.id], key=name_order)),
            sent[body.id],
        )
        for body in session.scalars(
            select(Organisation).order_by(in_letter_order(Organisation.name_key))
        )
    )
    return Sheet(_("Organisations"), header, rows)


def requests(session: Session, named: Names) -> Sheet:
    """Every meeting request, wishes never to meet among them."""
    header = (
        *(_("Number"), _("Status"), _("Priority"), _("Wish"), _("Mutual"), _("Source")),
        *(_("From no."), _("From"), _("From organisation"), _("From country")),
        *(_("To no."), _("To"), _("To organisation"), _("To country"), _("Message")),
    )
    rows = tuple(
        (
            row.number,
            label(row.status),
            row.priority,
            label(row.wish) if row.wish is not Wish.NORMAL else "",
            row.mutual,
            label(row.source),
            *named.cells(row.requester_id),
            *named.cells(row.requested_id),
            row.message,
        )
        for row in session.scalars(select(MeetingRequest).order_by(MeetingRequest.number))
    )
    return Sheet(_("Requests"), header, rows)


def outcomes(meetings: Sequence[MeetingView], named: Names, *, quiet: bool) -> Sheet:
    """One row for what each side said; if `quiet`, without the meeting and without its words."""
    header = (
        *(_("Meeting"), _("Day"), _("Start"), _("Table"), _("Parties"), _("Told by")),
        *(_("Rating"), _("Satisfaction"), _("Topic"), _("Next step"), _("Note")),
    )
    rows: list[tuple[Value, ...]] = []
    for meeting in meetings:
        parties = listed(p.organisation or str(named.cells(p.key)[1]) for p in meeting.parties)
        for told in meeting.outcomes:
            by = str(named.cells(told.told_by_key)[1]) if told.told_by_key else _("both")
            words = (told.topic, told.next_step, told.note)
            place = (meeting.number, meeting.day, meeting.starts, meeting.table)
            rows.append((*place, parties, by, label(told.rating), told.score, *words))
    return Sheet(_("Outcomes"), header, _nameless(rows) if quiet else tuple(rows))


def _nameless(rows: Sequence[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    """Only what was said, in an order that does not tell of which meeting."""
    unsaid = (None, None, None, None, _(WITHHELD), _(WITHHELD))
    found = [
        (*unsaid, rating, score, *(_(WITHHELD) if word else "" for word in words))
        for *_place, rating, score, topic, in_words, note in rows
        for words in ((topic, in_words, note),)
    ]
    return tuple(sorted(found, key=lambda row: tuple(map(str, row))))


def check_ins(session: Session, named: Names) -> Sheet:
    """Every answer the desks gave, refused scans and taken back ones among them."""
    zone = ZoneInfo(the_event(session).timezone)
    header = (
        *(_("At"), _("Stored at"), _("Outcome"), _("No."), _("Name"), _("Organisation")),
        *(_("Country"), _("Desk"), _("Operator"), _("Taken back at"), _("Out since"), _("Reason")),
    )
    rows = tuple(
        (
            _local(row.scanned_at, zone),
            _local(row.stored_at, zone),
            label(row.outcome),
            *named.cells(row.participant_id),
            row.desk,
            row.operator,
            _local(row.undone_at, zone),
            _local(row.left_at, zone),
            row.reason,
        )
        for row in session.scalars(select(CheckIn).order_by(CheckIn.scanned_at, CheckIn.id))
    )
    return Sheet(_("Check-ins"), header, rows)


def print_log(session: Session, named: Names) -> Sheet:
    """Everything that went out on paper."""
    zone = ZoneInfo(the_event(session).timezone)
    tables = {row.id: row.number for row in session.execute(select(Table.id, Table.number))}
    header = (
        *(_("At"), _("Document"), _("No."), _("Name"), _("Organisation"), _("Country")),
        *(_("Table"), _("Desk"), _("Operator"), _("Reason"), _("Printer"), _("Pages together")),
    )
    rows = tuple(
        (
            _local(row.at, zone),
            label(row.kind),
            *named.cells(row.participant_id),
            tables.get(row.table_id or ""),
            row.desk,
            row.operator,
            row.reason,
            row.printer,
            row.pages or None,
        )
        for row in session.scalars(select(PrintRecord).order_by(PrintRecord.at, PrintRecord.kind))
    )
    return Sheet(_("Print log"), header, tuple(sorted(rows, key=_by_time_and_number)))


def _by_time_and_number(row: Sequence[Value]) -> tuple[str, str, int]:
    """Of what went out together, by the number of the participant or table."""
    return str(row[0]), str(row[1]), int(str(row[2] or row[6] or 0))


def history(session: Session, *, private: bool) -> Sheet:
    """Every change set: who, where, when, and which records; what exactly only if `private`."""
    zone = ZoneInfo(the_event(session).timezone)
    touched: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, entity in session.execute(select(JournaledChange.number, JournaledChange.entity)):
        touched[number][entity] += 1
    header = (
        *(_("No."), _("At"), _("Operator"), _("Desk"), _("Action"), _("What was done")),
        *(_("Records"), _("Takes back no.")),
    )
    rows = tuple(
        (
            head.number,
            _local(head.at, zone),
            head.operator,
            head.desk,
            head.intent,
            intent_text(head.intent, head.detail) if private else _(WITHHELD),
            "; ".join(f"{records.entity(e)}: {n}" for e, n in sorted(touched[head.number].items())),
            head.reverts,
        )
        for head in session.scalars(select(JournaledSet).order_by(JournaledSet.number))
    )
    return Sheet(_("History"), header, rows)


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The venue's wall clock, to the second."""
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0) if at else None
