"""How History names records and their fields; keys are table and column names."""

from __future__ import annotations

from enum import StrEnum

from matchdesk.core import vocabulary
from matchdesk.core.i18n import _
from matchdesk.core.wording import labels

ENTITIES: dict[str, str] = {
    "agenda": "Printed agenda",
    "agreement": "Agreement",
    "agreement_document": "Document of an agreement",
    "agreement_meeting": "Meeting of an agreement",
    "agreement_party": "Party to an agreement",
    "agreement_step": "Status of an agreement",
    "badge": "Badge",
    "badge_design": "Badge design",
    "definition": "Definition of the report",
    "break": "Break",
    "check_in": "Check-in",
    "delegation": "Delegation",
    "event": "Event",
    "external_code": "Code from another system",
    "grid": "Grid",
    "interpreter": "Interpreter",
    "meeting": "Meeting",
    "meeting_guest": "Guest at a meeting",
    "meeting_request": "Meeting request",
    "meeting_table": "Table",
    "organisation": "Organisation",
    "outcome": "Outcome",
    "participant": "Participant",
    "partnership": "Partnership",
    "partnership_member": "Member of a partnership",
    "print_record": "Printed sheet",
    "profile": "Profile",
    "profile_line": "Offer or need",
    "recommendation": "Recommendation",
    "request_guest": "Guest in a request",
    "session": "Session",
    "session_attendance": "Attendance of a session",
    "slot": "Slot",
    "story": "Testimonial or achievement",
    "substitution": "Substitution",
    "table_block": "Blocked table",
    "told_apart": "Told apart",
    "unavailability": "Unavailability",
    "walk_in": "Walk-in",
}

FIELDS: dict[str, str] = {
    "accessibility": "Accessibility needs",
    "addon_of": "Add-on of",
    "at": "When",
    "agreement_id": "Agreement",
    "checkin_text": "Text at check-in",
    "city": "City",
    "consent": "Consent to publish",
    "consent_how": "How consent was given",
    "consent_on": "Consent given on",
    "consent_photo": "Photo consent",
    "consent_sharing": "Data sharing consent",
    "country": "Country",
    "delegation_id": "Delegation",
    "dietary": "Dietary needs",
    "email": "E-mail",
    "ends": "To",
    "expected_value": "Expected value",
    "external_code": "Ticket code",
    "external_id": "ID elsewhere",
    "family_name": "Family name",
    "first_id": "First party",
    "follow_up_on": "Follow-up due",
    "first_key": "One",
    "free_slots": "Slots to leave free",
    "gap_minutes": "Gap (minutes)",
    "given_name": "Given name",
    "interpreter_id": "Interpreter",
    "job_title": "Position",
    "left_at": "Out since",
    "locked": "Locked",
    "max_meetings": "Most meetings",
    "most_in_a_row": "Most meetings in a row",
    "meeting_id": "Meeting",
    "name_reversed": "Name, family name first",
    "native_name": "Name in own script",
    "no_show_id": "Who did not come",
    "next_step": "Next step",
    "number": "Number",
    "reached_on": "Date",
    "opened_on": "Opened on",
    "organisation_id": "Organisation",
    "other_emails": "Further e-mail addresses",
    "participant_id": "Participant",
    "partnership_member": "Member of a partnership",
    "position": "Position in the order",
    "product": "Ticket type",
    "requested_id": "Wants to meet",
    "requester_id": "Who asks",
    "score": "Satisfaction",
    "second_id": "Second party",
    "second_key": "Other",
    "secret": "Ticket code",
    "session_attendance": "Sessions attended",
    "session_id": "Session",
    "slot_id": "Slot",
    "slot_minutes": "Slot (minutes)",
    "sme_count": "SMEs represented",
    "starts": "From",
    "status": "Status",
    "status_on": "Status since",
    "table_id": "Table",
    "target_countries": "Target countries",
    "timezone": "Time zone",
    "told_on": "Told on",
    "tshirt": "T-shirt size",
    "unavailability": "Cannot meet",
    "basis": "After whom",
    "cause": "Because",
    "since": "Since",
    "term": "Word",
    "topic": "What it is about",
    "undone_at": "Taken back",
    "value": "Meaning",
}

_WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("agreement", "status"): vocabulary.AgreementStatus,
    ("agreement", "type"): vocabulary.AgreementType,
    ("agreement_step", "status"): vocabulary.AgreementStatus,
    ("definition", "term"): vocabulary.Term,
    ("check_in", "outcome"): vocabulary.CheckInOutcome,
    ("grid", "state"): vocabulary.GridState,
    ("meeting", "status"): vocabulary.MeetingStatus,
    ("meeting_request", "source"): vocabulary.RequestSource,
    ("meeting_request", "status"): vocabulary.RequestStatus,
    ("meeting_request", "wish"): vocabulary.Wish,
    ("organisation", "type"): vocabulary.OrganisationType,
    ("outcome", "rating"): vocabulary.Rating,
    ("participant", "role"): vocabulary.Role,
    ("participant", "status"): vocabulary.ParticipantStatus,
    ("print_record", "kind"): vocabulary.DocumentKind,
    ("profile_line", "side"): vocabulary.ProfileSide,
    ("story", "kind"): vocabulary.StoryKind,
    ("unavailability", "cause"): vocabulary.AbsenceKind,
}
"""Columns that hold a word of the vocabulary."""

_HIDDEN = frozenset(
    {"id", "version", "name_key", "secret", "token", "fingerprint", "extras", "digest"}
)


def entity(name: str) -> str:
    """What a person calls a record of table `name`."""
    return _(ENTITIES.get(name) or _plain(name))


def field(name: str) -> str:
    """What a person calls column `name`."""
    return _(FIELDS.get(name) or _plain(name.removesuffix("_id")))


def word(entity_name: str, field_name: str, value: str) -> str:
    """The vocabulary's word stored in a column; empty if the column holds no such word."""
    kind = _WORDS.get((entity_name, field_name))
    if kind is None or value not in {member.value for member in kind}:
        return ""
    return _(labels.LABELS.get(f"{kind.__name__}.{value}", value))


def hidden(name: str) -> bool:
    """Whether column `name` says nothing to a person, or is a secret."""
    return name in _HIDDEN


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()
