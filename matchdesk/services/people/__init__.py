"""People: participants, organisations, delegations, partnerships; asked about and changed."""

from matchdesk.services.bus import Command, Handler
from matchdesk.services.people import (
    apart,
    attending,
    editing,
    groups,
    interpreting,
    merging,
    reserving,
    withdrawing,
)
from matchdesk.services.people.apart import TellApart
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
    AddPartnership,
    AssignDelegation,
    EditDelegation,
    EditOrganisation,
    EditPartnership,
    SetPartnershipMembers,
)
from matchdesk.services.people.interpreting import SetInterpreter
from matchdesk.services.people.merging import MergeOrganisations, MergeParticipants
from matchdesk.services.people.queries import PeopleQueries
from matchdesk.services.people.reserving import ReserveTable
from matchdesk.services.people.views import (
    Absence,
    AlikeBy,
    AlikePair,
    Arrival,
    CardMeeting,
    CardRequest,
    ClashKind,
    Comparison,
    DelegationRow,
    FieldPair,
    GroupNames,
    MergeClash,
    Merged,
    OrganisationRow,
    ParticipantCard,
    ParticipantRow,
    PartnershipRow,
    PersonName,
    Withdrawal,
    WithdrawalMeeting,
)
from matchdesk.services.people.withdrawing import Fate, WithdrawParticipant

HANDLERS: dict[type[Command], Handler] = {
    **editing.HANDLERS,
    **attending.HANDLERS,
    **groups.HANDLERS,
    **reserving.HANDLERS,
    **interpreting.HANDLERS,
    **merging.HANDLERS,
    **apart.HANDLERS,
    **withdrawing.HANDLERS,
}

__all__ = [
    "HANDLERS",
    "Absence",
    "AddDelegation",
    "AddOrganisation",
    "AddParticipant",
    "AddPartnership",
    "Added",
    "AlikeBy",
    "AlikePair",
    "Arrival",
    "AssignDelegation",
    "CancelParticipant",
    "CardMeeting",
    "CardRequest",
    "ClashKind",
    "Comparison",
    "DelegationRow",
    "EditDelegation",
    "EditOrganisation",
    "EditParticipant",
    "EditPartnership",
    "Fate",
    "FieldPair",
    "GroupNames",
    "MergeClash",
    "MergeOrganisations",
    "MergeParticipants",
    "Merged",
    "OrganisationRow",
    "ParticipantCard",
    "ParticipantRow",
    "PartnershipRow",
    "PeopleQueries",
    "PersonName",
    "ReserveTable",
    "RestoreParticipant",
    "SetAvailability",
    "SetInterpreter",
    "SetPartnershipMembers",
    "SetProfile",
    "TellApart",
    "WithdrawParticipant",
    "Withdrawal",
    "WithdrawalMeeting",
]
