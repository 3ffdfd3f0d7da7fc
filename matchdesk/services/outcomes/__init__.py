"""Outcomes of meetings, the agreements that came of them, and what is told about it."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.outcomes import (
    agreement_steps,
    agreements,
    documents,
    recording,
    sheet_log,
    stories,
)
from matchdesk.services.outcomes.agreement_steps import RemoveAgreementStep, UpdateAgreementStatus
from matchdesk.services.outcomes.agreements import EditAgreement, RecordAgreement, RemoveAgreement
from matchdesk.services.outcomes.documents import AttachDocument, DetachDocument
from matchdesk.services.outcomes.follow_ups import Contact, FollowUp
from matchdesk.services.outcomes.queries import OutcomeQueries
from matchdesk.services.outcomes.recording import (
    MarkMeeting,
    Recorded,
    RecordOutcome,
    RemoveOutcome,
)
from matchdesk.services.outcomes.sheet_log import SheetMade
from matchdesk.services.outcomes.stories import EditStory, RemoveStory, TellStory
from matchdesk.services.outcomes.views import (
    AgreementView,
    DocumentView,
    MeetingView,
    OutcomeView,
    PartyView,
    SignatoryView,
    SlotProgress,
    StepView,
    StoryView,
)

HANDLERS: dict[type[Command], Handler] = {
    **recording.HANDLERS,
    **agreements.HANDLERS,
    **agreement_steps.HANDLERS,
    **documents.HANDLERS,
    **stories.HANDLERS,
    **sheet_log.HANDLERS,
}

__all__ = [
    "HANDLERS",
    "AgreementView",
    "AttachDocument",
    "Contact",
    "DetachDocument",
    "DocumentView",
    "EditAgreement",
    "EditStory",
    "FollowUp",
    "MarkMeeting",
    "MeetingView",
    "OutcomeQueries",
    "OutcomeView",
    "PartyView",
    "RecordAgreement",
    "RecordOutcome",
    "Recorded",
    "RemoveAgreement",
    "RemoveAgreementStep",
    "RemoveOutcome",
    "RemoveStory",
    "SheetMade",
    "SignatoryView",
    "SlotProgress",
    "StepView",
    "StoryView",
    "TellStory",
    "UpdateAgreementStatus",
]
