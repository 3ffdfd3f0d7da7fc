"""What the event holds, by what files call it: loaded once, so that no row asks the database.

Rows change these objects in memory. The handler of the import stores them; a preview lets them go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from matchdesk.core.vocabulary import TO_COME, CheckInOutcome
from matchdesk.models import (
    CheckIn,
    Delegation,
    ExternalCode,
    Interpreter,
    JournaledChange,
    JournaledSet,
    Meeting,
    MeetingGuest,
    MeetingRequest,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    Profile,
    ProfileLine,
    Record,
    SessionAttendance,
    Table,
    Unavailability,
)
from matchdesk.services.events import summary
from matchdesk.services.transfer.timetable import Timetable
from matchdesk.services.transfer.work import fold, squeezed

AnyRecord = TypeVar("AnyRecord", bound=Record)
OTHER_EMAILS = "other_emails"
"""Under this name a participant's `extras` hold addresses that other systems know them by."""


_EDITED = ("participant", "organisation", "profile")
_EMPTY: tuple[object, ...] = (None, "", [])


class Known:
    """The event as a file meets it. Use within one session that does not flush by itself."""

    def __init__(self, session: DatabaseSession) -> None:
        self.session = session
        self.added: list[Record] = []

    def add(self, record: AnyRecord) -> AnyRecord:
        """Remember a new record (with a key of its own) for storing."""
        self.added.append(record)
        return record

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Every stored record of a kind."""
        return list(self.session.scalars(select(kind)))

    @cached_property
    def people(self) -> People:
        """Participants."""
        return People(self.all(Participant))

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """By key."""
        return {o.id: o for o in self.all(Organisation)}

    @cached_property
    def organisations_by_name(self) -> dict[str, Organisation]:
        """By squeezed name."""
        return {squeezed(o.name): o for o in reversed(self.organisations.values())}

    @cached_property
    def delegations(self) -> dict[str, Delegation]:
        """By squeezed name."""
        return {squeezed(d.name): d for d in self.all(Delegation)}

    @cached_property
    def delegation_names(self) -> dict[str, str]:
        """By key."""
        return {d.id: d.name for d in self.delegations.values()}

    @cached_property
    def partnerships(self) -> dict[str, Partnership]:
        """By squeezed acronym and by squeezed name."""
        found = self.all(Partnership)
        names = {squeezed(p.name): p for p in found if p.name}
        return names | {squeezed(p.acronym): p for p in found}

    @cached_property
    def members(self) -> set[tuple[str, str]]:
        """Keys of partnership and organisation."""
        return {(m.partnership_id, m.organisation_id) for m in self.all(PartnershipMember)}

    @cached_property
    def tables(self) -> dict[int, Table]:
        """By number."""
        return {table.number: table for table in self.all(Table)}

    @cached_property
    def codes(self) -> list[ExternalCode]:
        """Ticket codes of other systems."""
        return self.all(ExternalCode)

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """By participant."""
        return {profile.participant_id: profile for profile in self.all(Profile)}

    @cached_property
    def profile_lines(self) -> list[ProfileLine]:
        """Offers and needs."""
        return self.all(ProfileLine)

    @cached_property
    def attendances(self) -> list[SessionAttendance]:
        """Who attends which session; whoever is in none attends all."""
        return self.all(SessionAttendance)

    @cached_property
    def unavailabilities(self) -> list[Unavailability]:
        """Who cannot meet in which slot."""
        return self.all(Unavailability)

    @cached_property
    def interpreters(self) -> dict[str, Interpreter]:
        """By participant."""
        return {interpreter.participant_id: interpreter for interpreter in self.all(Interpreter)}

    @cached_property
    def requests(self) -> list[MeetingRequest]:
        """Meeting requests."""
        return self.all(MeetingRequest)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Meetings of every grid."""
        return self.all(Meeting)

    @cached_property
    def guests(self) -> list[MeetingGuest]:
        """Further parties of meetings."""
        return self.all(MeetingGuest)

    @cached_property
    def arrived(self) -> set[str]:
        """Keys of participants who were admitted, also of those taken back since."""
        query = select(CheckIn.participant_id).where(CheckIn.outcome == CheckInOutcome.ADMITTED)
        return {key for key in self.session.scalars(query) if key}

    @cached_property
    def _seated(self) -> dict[str, list[set[str | None]]]:
        """By table: the organisations of the parties of each planned meeting there."""
        found: dict[str, list[set[str | None]]] = defaultdict(list)
        for meeting in self.meetings:
            if meeting.table_id and meeting.status in TO_COME:
                pair = (self.people.by_key[k] for k in (meeting.first_id, meeting.second_id))
                found[meeting.table_id].append({person.organisation_id for person in pair})
        return found

    def others_meet_at(self, table: str, organisation: str) -> bool:
        """Whether there are planned meetings at a table without this organisation."""
        return any(organisation not in seated for seated in self._seated.get(table, ()))

    @cached_property
    def timetable(self) -> Timetable:
        """Sessions and slots by the times people write."""
        return Timetable(summary(self.session))

    def who_blanked(self, record: Record, field: str) -> str:
        """Who emptied this field at a desk; an empty text if nobody did."""
        return self._blanked.get((record.__tablename__, record.id, field), "")

    @cached_property
    def _blanked(self) -> dict[tuple[str, str, str], str]:
        """The journal's word on it: what an undo or an import emptied was nobody's decision."""
        query = (
            select(JournaledChange, JournaledSet.operator)
            .join(JournaledSet, JournaledSet.number == JournaledChange.number)
            .where(
                JournaledChange.entity.in_(_EDITED),
                JournaledChange.before.is_not(None),
                JournaledChange.after.is_not(None),
                JournaledSet.reverts.is_(None),
                JournaledSet.intent != "import_file",
            )
            .order_by(JournaledChange.id)
        )
        found: dict[tuple[str, str, str], str] = {}
        for change, operator in self.session.execute(query):
            before = change.before or {}
            for field, value in (change.after or {}).items():
                if value in _EMPTY and before.get(field) not in _EMPTY:
                    found[change.entity, change.key, field] = operator
        return found

    def organisation_of(self, person: Participant) -> Organisation | None:
        """The participant's organisation."""
        return self.organisations.get(person.organisation_id or "")


class People:
    """Participants by everything a file may call them."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self.by_key: dict[str, Participant] = {}
        self.by_email: dict[str, list[Participant]] = defaultdict(list)
        self.by_name: dict[str, list[Participant]] = defaultdict(list)
        self.by_organisation: dict[str, list[Participant]] = defaultdict(list)
        self.last_number = 0
        for person in people:
            self.index(person)

    def index(self, person: Participant) -> None:
        """Make a participant, new or changed, known by all their names."""
        self.by_key[person.id] = person
        self.last_number = max(self.last_number, person.number)
        for email in emails_of(person):
            _once(self.by_email[email], person)
        for name in names_of(person):
            _once(self.by_name[name], person)
        if person.organisation_id:
            _once(self.by_organisation[person.organisation_id], person)


def emails_of(person: Participant) -> list[str]:
    """Every address the participant is known by."""
    others = person.extras.get(OTHER_EMAILS) or []
    return [email for email in (person.email, *others) if email]


def names_of(person: Participant) -> set[str]:
    """The keys of all the participant's names."""
    return name_keys(person.name) | name_keys(person.native_name)


def name_keys(name: str) -> set[str]:
    """By which a name is compared: without blanks, and whatever the order of its words."""
    folded = fold(name)
    return {folded.replace(" ", ""), " ".join(sorted(folded.split()))} if folded else set()


def _once(people: list[Participant], person: Participant) -> None:
    if person not in people:
        people.append(person)
