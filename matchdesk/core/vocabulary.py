"""The field's fixed words. The value is what is stored, exported and typed on a command line."""

from __future__ import annotations

from enum import StrEnum


class OrganisationType(StrEnum):
    """What kind of organisation a participant speaks for."""

    CLUSTER = "cluster"
    SME = "sme"
    LARGE_COMPANY = "large_company"
    RESEARCH = "research"
    INVESTOR = "investor"
    PUBLIC_AUTHORITY = "public_authority"
    OTHER = "other"


class Role(StrEnum):
    """What a participant is at the event; decides the colour of the badge's ribbon."""

    DELEGATE = "delegate"
    HEAD_OF_DELEGATION = "head_of_delegation"
    SPEAKER = "speaker"
    INTERPRETER = "interpreter"
    ORGANISER = "organiser"
    GUEST = "guest"


class ParticipantStatus(StrEnum):
    """Whether a participant is expected."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"
    SUBSTITUTED = "substituted"


class RequestStatus(StrEnum):
    """Where a meeting request stands."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class RequestSource(StrEnum):
    """How a meeting request came about."""

    IMPORTED = "imported"
    ON_SITE = "on_site"
    RECOMMENDED = "recommended"


class Wish(StrEnum):
    """How binding a meeting request is."""

    NORMAL = "normal"
    MUST_MEET = "must_meet"
    NEVER_MEET = "never_meet"


class MeetingStatus(StrEnum):
    """Where a meeting stands on the day; CONFIRMED: everybody has agreed to its time and place."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


TO_COME = (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)
"""A meeting in these states has not begun and takes place: it may still be moved."""


class AbsenceKind(StrEnum):
    """What makes somebody miss slots on the day, whoever said so."""

    LATE = "late"
    LEAVING = "leaving"
    NO_SHOW = "no_show"


class CheckInOutcome(StrEnum):
    """The answer a desk gets to one scan, code or search."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"
    CANCELLED = "cancelled"
    NOT_TODAY = "not_today"
    ATTENTION_FIRST = "attention_first"
    UNKNOWN = "unknown"
    FORGED = "forged"
    REVOKED = "revoked"
    AMBIGUOUS = "ambiguous"


class Rating(StrEnum):
    """What one meeting led to, in the words organisers already use."""

    NO_FURTHER_CONTACT = "no_further_contact"
    KNOWLEDGE_GAINED = "knowledge_gained"
    VALUABLE_CONTACT = "valuable_contact"
    NEGOTIATION_STARTED = "negotiation_started"
    AGREEMENT_REACHED = "agreement_reached"


class AgreementType(StrEnum):
    """The form a cooperation agreement takes."""

    LETTER_OF_INTENT = "letter_of_intent"
    MEMORANDUM = "memorandum_of_understanding"
    PARTNERSHIP = "partnership_agreement"
    JOINT_PROJECT = "joint_project"
    COMMERCIAL_CONTRACT = "commercial_contract"
    TECHNOLOGY_TRANSFER = "technology_transfer"
    EXCHANGE_VISIT = "exchange_visit"
    OTHER = "other"


class AgreementStatus(StrEnum):
    """How far an agreement has come."""

    INITIATED = "initiated"
    IN_NEGOTIATION = "in_negotiation"
    SIGNED = "signed"
    ENDED = "ended"


class StoryKind(StrEnum):
    """What is told of the cooperation in words."""

    TESTIMONIAL = "testimonial"
    ACHIEVEMENT = "achievement"


class ProfileSide(StrEnum):
    """Whether a profile line is offered or wanted."""

    OFFER = "offer"
    NEED = "need"


class MeetingForm(StrEnum):
    """Who meets whom: clusters, businesses, or one of each."""

    C2C = "C2C"
    C2B = "C2B"
    B2B = "B2B"


class GridState(StrEnum):
    """Which grid everybody works by, and which are only tried."""

    LIVE = "live"
    DRAFT = "draft"


class Term(StrEnum):
    """A word of the report whose meaning is data, and may be set for one event."""

    REGIONS = "regions"
    HELD = "held"
    CASE = "case"
    AGREEMENT = "agreement"
    ESTABLISHED = "established"


class ProgrammeKind(StrEnum):
    """What takes place when nobody meets."""

    BREAK = "break"
    PLENARY = "plenary"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What can be printed."""

    BADGES = "badges"
    AGENDAS = "agendas"
    TABLE_SIGNS = "table-signs"
    SLOT_SHEETS = "slot-sheets"
    ROOM_SHEETS = "room-sheets"
    WALL_PLAN = "wall-plan"
    MEETING_FORMS = "meeting-forms"
    DAILY_LIST = "daily-list"
    DELEGATION_LISTS = "delegation-lists"
    MISSING_PEOPLE = "missing-people"
    INTERPRETER_LIST = "interpreter-list"
    DELEGATION_BOOKLETS = "delegation-booklets"
    ORGANISATION_BOOKLETS = "organisation-booklets"
    PARTICIPANT_CATALOGUE = "catalogue"
    AGREEMENT_SHEETS = "agreement-sheets"


TO_ORDER = tuple(kind for kind in DocumentKind if kind is not DocumentKind.AGREEMENT_SHEETS)
"""What is printed for people, tables or the event; an agreement's sheet is made where it is."""


class PrintState(StrEnum):
    """Where a job in a desk's print queue stands."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ReprintReason(StrEnum):
    """Why something that is on paper already is printed again."""

    WRONG_NAME = "wrong_name"
    DAMAGED = "damaged"
    LOST = "lost"
    CHANGED_AGENDA = "changed_agenda"


def meeting_form(first: OrganisationType, second: OrganisationType) -> MeetingForm:
    """C2C between cluster organisations, B2B between none, C2B otherwise."""
    clusters = (first, second).count(OrganisationType.CLUSTER)
    return (MeetingForm.B2B, MeetingForm.C2B, MeetingForm.C2C)[clusters]
