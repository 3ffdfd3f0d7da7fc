"""Organisations, delegations and partnerships: added, changed, filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.models import Delegation, Organisation, Partnership, PartnershipMember, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.people import fields
from matchdesk.services.people.editing import get_participant


@dataclass(frozen=True)
class EditOrganisation(Command):
    """Change some fields (`fields.ORGANISATION` names them); result: the fields that changed."""

    intent: ClassVar[str] = "edit_organisation"

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class AddOrganisation(Command):
    """A new organisation, refused if one of the same name exists; result: its key."""

    intent: ClassVar[str] = "add_organisation"

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AddDelegation(Command):
    """A new delegation, refused if one of the same name exists; result: its key."""

    intent: ClassVar[str] = "add_delegation"

    name: str
    country: str = ""
    note: str = ""


@dataclass(frozen=True)
class EditDelegation(Command):
    """Change some fields (`fields.DELEGATION` names them); result: the fields that changed."""

    intent: ClassVar[str] = "edit_delegation"

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class AddPartnership(Command):
    """A new partnership, refused if one of the same acronym exists; result: its key."""

    intent: ClassVar[str] = "add_partnership"

    acronym: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EditPartnership(Command):
    """Change some fields (`fields.PARTNERSHIP` names them); result: the fields that changed."""

    intent: ClassVar[str] = "edit_partnership"

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class SetPartnershipMembers(Command):
    """Make these organisations (keys) the members of a partnership, and no others."""

    intent: ClassVar[str] = "set_partnership_members"

    key: str
    organisations: frozenset[str]


@dataclass(frozen=True)
class AssignDelegation(Command):
    """Let these participants travel with a delegation, or (None) with none."""

    intent: ClassVar[str] = "assign_delegation"

    participants: tuple[str, ...]
    delegation: str | None


Group = Organisation | Delegation | Partnership


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of group is called and what may stand in its fields.

    `naming` is the field that tells two of a kind apart; `known` the error's code where it does
    not.
    """

    record: type[Organisation] | type[Delegation] | type[Partnership]
    what: str
    rules: Mapping[str, fields.Rule]
    known: str
    naming: str = "name"


ORGANISATIONS = Kind(Organisation, "organisation", fields.ORGANISATION, "organisation_known")
DELEGATIONS = Kind(Delegation, "delegation", fields.DELEGATION, "delegation_known")
PARTNERSHIPS = Kind(
    Partnership, "partnership", fields.PARTNERSHIP, "partnership_known", naming="acronym"
)


def get_group(session: Session, kind: Kind, key: str) -> Any:
    """The group of `kind` with this key; raises `NotFound`."""
    found = session.get(kind.record, key)
    if found is None:
        raise NotFound(what=kind.what, key=key)
    return found


def _edit(context: Context, kind: Kind, command: Any) -> list[str]:
    """Change the fields of one group; raises `Invalid` or, for a name that is taken, `Conflict`."""
    group = get_group(context.session, kind, command.key)
    before = getattr(group, kind.naming)
    values = fields.checked(context.session, kind.rules, command.values)
    if kind.naming in values:
        _refuse_known(context.session, kind, values[kind.naming], besides=group.id)
    context.describe(name=before)
    return fields.write(group, values)


def _add(context: Context, kind: Kind, given: Mapping[str, Any]) -> str:
    """A new group; its key."""
    values = fields.checked(context.session, kind.rules, given)
    _refuse_known(context.session, kind, values[kind.naming])
    if kind is ORGANISATIONS:
        values["name_key"] = fold(values["name"])
    made = kind.record(id=new_key(), **values)
    context.session.add(made)
    context.describe(name=values[kind.naming])
    return made.id


def _refuse_known(session: Session, kind: Kind, name: str, besides: str = "") -> None:
    column = getattr(kind.record, kind.naming)
    for key, known in session.execute(select(kind.record.id, column)):
        if key != besides and fold(known) == fold(name):
            raise Conflict(kind.known, name=known, field=kind.naming)


def edit_organisation(command: EditOrganisation, context: Context) -> list[str]:
    """Handle `EditOrganisation`."""
    return _edit(context, ORGANISATIONS, command)


def edit_delegation(command: EditDelegation, context: Context) -> list[str]:
    """Handle `EditDelegation`."""
    return _edit(context, DELEGATIONS, command)


def edit_partnership(command: EditPartnership, context: Context) -> list[str]:
    """Handle `EditPartnership`."""
    return _edit(context, PARTNERSHIPS, command)


def add_organisation(command: AddOrganisation, context: Context) -> str:
    """Handle `AddOrganisation`."""
    given = {"type": OrganisationType.OTHER, **command.values, "name": command.name}
    return _add(context, ORGANISATIONS, given)


def add_delegation(command: AddDelegation, context: Context) -> str:
    """Handle `AddDelegation`."""
    given = {"name": command.name, "country": command.country, "note": command.note}
    return _add(context, DELEGATIONS, given)


def add_partnership(command: AddPartnership, context: Context) -> str:
    """Handle `AddPartnership`."""
    return _add(context, PARTNERSHIPS, {**command.values, "acronym": command.acronym})


def set_partnership_members(command: SetPartnershipMembers, context: Context) -> None:
    """Handle `SetPartnershipMembers`; memberships that stay keep their record."""
    session = context.session
    partnership = get_group(session, PARTNERSHIPS, command.key)
    query = select(PartnershipMember).where(PartnershipMember.partnership_id == partnership.id)
    kept = set()
    for member in session.scalars(query):
        if member.organisation_id in command.organisations:
            kept.add(member.organisation_id)
        else:
            session.delete(member)
    for key in sorted(command.organisations - kept):
        get_group(session, ORGANISATIONS, key)
        session.add(PartnershipMember(partnership_id=partnership.id, organisation_id=key))
    context.describe(name=partnership.acronym, count=len(command.organisations))


def assign_delegation(command: AssignDelegation, context: Context) -> None:
    """Handle `AssignDelegation`."""
    session = context.session
    name = get_group(session, DELEGATIONS, command.delegation).name if command.delegation else ""
    for key in command.participants:
        get_participant(session, key).delegation_id = command.delegation
    context.intent = None if name else "leave_delegation"
    context.describe(name=name, count=len(command.participants))


HANDLERS: dict[type[Command], Handler] = {
    EditOrganisation: edit_organisation,
    AddOrganisation: add_organisation,
    AddDelegation: add_delegation,
    EditDelegation: edit_delegation,
    AddPartnership: add_partnership,
    EditPartnership: edit_partnership,
    SetPartnershipMembers: set_partnership_members,
    AssignDelegation: assign_delegation,
}
