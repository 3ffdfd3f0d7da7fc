"""The nouns of the field as mapped classes: columns and small invariants; no queries."""

from matchdesk.models.agenda import Grid, Interpreter, Meeting, MeetingGuest
from matchdesk.models.base import Base, Record, fresh, new_key, order_by_references
from matchdesk.models.checkin import Badge, CheckIn
from matchdesk.models.event import Break, Event, Session, Slot, Table, TableBlock
from matchdesk.models.journal import Desk, JournaledChange, JournaledSet, Operator
from matchdesk.models.outcome import (
    Agreement,
    AgreementDocument,
    AgreementMeeting,
    AgreementParty,
    AgreementStep,
    Outcome,
    StoredFile,
    Story,
)
from matchdesk.models.people import (
    Delegation,
    ExternalCode,
    Organisation,
    Participant,
    Partnership,
    PartnershipMember,
    SessionAttendance,
    Substitution,
    ToldApart,
    Unavailability,
    WalkIn,
)
from matchdesk.models.printing import Agenda, BadgeDesign, PrintRecord
from matchdesk.models.profile import Profile, ProfileLine
from matchdesk.models.report import Definition
from matchdesk.models.request import MeetingRequest, Recommendation, RequestGuest

order_by_references()

__all__ = [
    "Agenda",
    "Agreement",
    "AgreementDocument",
    "AgreementMeeting",
    "AgreementParty",
    "AgreementStep",
    "Badge",
    "BadgeDesign",
    "Base",
    "Break",
    "CheckIn",
    "Definition",
    "Delegation",
    "Desk",
    "Event",
    "ExternalCode",
    "Grid",
    "Interpreter",
    "JournaledChange",
    "JournaledSet",
    "Meeting",
    "MeetingGuest",
    "MeetingRequest",
    "Operator",
    "Organisation",
    "Outcome",
    "Participant",
    "Partnership",
    "PartnershipMember",
    "PrintRecord",
    "Profile",
    "ProfileLine",
    "Recommendation",
    "Record",
    "RequestGuest",
    "Session",
    "SessionAttendance",
    "Slot",
    "StoredFile",
    "Story",
    "Substitution",
    "Table",
    "TableBlock",
    "ToldApart",
    "Unavailability",
    "WalkIn",
    "fresh",
    "new_key",
]
