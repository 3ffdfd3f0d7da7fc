"""People: participants, organisations, delegations, partnerships; asked about and changed."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.people import attending, editing, groups
from matchdesk.services.people.attending import SetAvailability
from matchdesk.services.people.editing import (
    Added,
    AddParticipant,
    CancelParticipant,
    EditParticipant,
    RestoreParticipant,
    SetProfile,
)
from matchdesk.services.people.groups import (
    AddDelegation,
    AddOrganisation,
    AssignDelegation,
    EditDelegation,
    EditOrganisation,
    ReserveTable,
)
from matchdesk.services.people.queries import PeopleQueries
from matchdesk.services.people.views import (
    Absence,
    Arrival,
    CardMeeting,
    CardRequest,
    DelegationRow,
    GroupNames,
    OrganisationRow,
    ParticipantCard,
    ParticipantRow,
    PartnershipRow,
    PersonName,
)

HANDLERS: dict[type[Command], Handler] = {
    **editing.HANDLERS,
    **attending.HANDLERS,
    **groups.HANDLERS,
}

__all__ = [
    "HANDLERS",
    "Absence",
    "AddDelegation",
    "AddOrganisation",
    "AddParticipant",
    "Added",
    "Arrival",
    "AssignDelegation",
    "CancelParticipant",
    "CardMeeting",
    "CardRequest",
    "DelegationRow",
    "EditDelegation",
    "EditOrganisation",
    "EditParticipant",
    "GroupNames",
    "OrganisationRow",
    "ParticipantCard",
    "ParticipantRow",
    "PartnershipRow",
    "PeopleQueries",
    "PersonName",
    "ReserveTable",
    "RestoreParticipant",
    "SetAvailability",
    "SetProfile",
]
