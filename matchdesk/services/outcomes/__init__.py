"""Outcomes of meetings, and the agreements that came of them."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.outcomes import agreements, recording
from matchdesk.services.outcomes.agreements import RecordAgreement, UpdateAgreementStatus
from matchdesk.services.outcomes.queries import OutcomeQueries
from matchdesk.services.outcomes.recording import (
    MarkMeeting,
    Recorded,
    RecordOutcome,
    RemoveOutcome,
)
from matchdesk.services.outcomes.views import (
    AgreementView,
    MeetingView,
    OutcomeView,
    PartyView,
    SlotProgress,
)

HANDLERS: dict[type[Command], Handler] = {**recording.HANDLERS, **agreements.HANDLERS}

__all__ = [
    "HANDLERS",
    "AgreementView",
    "MarkMeeting",
    "MeetingView",
    "OutcomeQueries",
    "OutcomeView",
    "PartyView",
    "RecordAgreement",
    "RecordOutcome",
    "Recorded",
    "RemoveOutcome",
    "SlotProgress",
    "UpdateAgreementStatus",
]
