"""Organisations, delegations, and the tables kept for an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import OrganisationType
from matchdesk.models import Delegation, Meeting, Organisation, Table, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.people import fields
from matchdesk.services.people.editing import get_participant
from matchdesk.services.waiting import (
    BEGUN,
    Displaced,
    organisations_of,
    parties_of,
    rehouse,
)


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
class AssignDelegation(Command):
    """Let these participants travel with a delegation, or (None) with none."""

    intent: ClassVar[str] = "assign_delegation"

    participants: tuple[str, ...]
    delegation: str | None


@dataclass(frozen=True)
class ReserveTable(Command):
    """Keep a table for one organisation, or (None) for nobody.

    Planned meetings of others at that table get another free table in their slot, or else go to
    the waiting list. Result: tuple of `Displaced`.
    """

    intent: ClassVar[str] = "reserve_table"

    table: str
    organisation: str | None


def edit_organisation(command: EditOrganisation, context: Context) -> list[str]:
    """Handle `EditOrganisation`."""
    organisation = get_organisation(context.session, command.key)
    before = organisation.name
    values = fields.checked(context.session, fields.ORGANISATION, command.values)
    if "name" in values:
        _refuse_known(context.session, values["name"], besides=organisation.id)
    context.describe(name=before)
    return fields.write(organisation, values)


def get_organisation(session: Session, key: str) -> Organisation:
    """The organisation with this key; raises `NotFound`."""
    found = session.get(Organisation, key)
    if found is None:
        raise NotFound(what="organisation", key=key)
    return found


def add_organisation(command: AddOrganisation, context: Context) -> str:
    """Handle `AddOrganisation`."""
    given = {"type": OrganisationType.OTHER, **command.values, "name": command.name}
    values = fields.checked(context.session, fields.ORGANISATION, given)
    _refuse_known(context.session, values["name"])
    made = Organisation(id=new_key(), name_key=fold(values["name"]), **values)
    context.session.add(made)
    context.describe(name=made.name)
    return made.id


def _refuse_known(session: Session, name: str, besides: str = "") -> None:
    query = select(Organisation).where(Organisation.name_key == fold(name))
    for known in session.scalars(query):
        if known.id != besides:
            raise Conflict("organisation_known", name=known.name, field="name")


def add_delegation(command: AddDelegation, context: Context) -> str:
    """Handle `AddDelegation`."""
    session = context.session
    given = {"name": command.name, "country": command.country, "note": command.note}
    values = fields.checked(session, fields.DELEGATION, given)
    _refuse_known_delegation(session, values["name"])
    made = Delegation(id=new_key(), **values)
    session.add(made)
    context.describe(name=made.name)
    return made.id


def edit_delegation(command: EditDelegation, context: Context) -> list[str]:
    """Handle `EditDelegation`."""
    delegation = get_delegation(context.session, command.key)
    before = delegation.name
    values = fields.checked(context.session, fields.DELEGATION, command.values)
    if "name" in values:
        _refuse_known_delegation(context.session, values["name"], besides=delegation.id)
    context.describe(name=before)
    return fields.write(delegation, values)


def get_delegation(session: Session, key: str) -> Delegation:
    """The delegation with this key; raises `NotFound`."""
    found = session.get(Delegation, key)
    if found is None:
        raise NotFound(what="delegation", key=key)
    return found


def _refuse_known_delegation(session: Session, name: str, besides: str = "") -> None:
    for known in session.scalars(select(Delegation)):
        if fold(known.name) == fold(name) and known.id != besides:
            raise Conflict("delegation_known", name=known.name, field="name")


def assign_delegation(command: AssignDelegation, context: Context) -> None:
    """Handle `AssignDelegation`."""
    session = context.session
    name = get_delegation(session, command.delegation).name if command.delegation else ""
    for key in command.participants:
        get_participant(session, key).delegation_id = command.delegation
    context.intent = None if name else "leave_delegation"
    context.describe(name=name, count=len(command.participants))


def reserve_table(command: ReserveTable, context: Context) -> tuple[Displaced, ...]:
    """Handle `ReserveTable`."""
    session = context.session
    table = session.get(Table, command.table)
    if table is None:
        raise NotFound(what="table", key=command.table)
    table.reserved_for_id = command.organisation or None
    if not command.organisation:
        context.intent = "free_table"
        context.describe(table=table.number)
        return ()
    organisation = get_organisation(session, command.organisation)
    context.describe(table=table.number, organisation=organisation.name)
    session.flush()
    return rehouse(session, strangers_at(session, [table]))


def strangers_at(session: Session, tables: list[Table]) -> list[Meeting]:
    """Meetings that have not begun and none of whose parties the reserved table is kept for."""
    kept_for = {table.id: table.reserved_for_id for table in tables if table.reserved_for_id}
    query = select(Meeting).where(Meeting.table_id.in_(kept_for), Meeting.status.not_in(BEGUN))
    meetings = list(session.scalars(query))
    parties = parties_of(session, meetings)
    organisations = organisations_of(session, {key for keys in parties.values() for key in keys})
    return [
        meeting
        for meeting in meetings
        if kept_for[meeting.table_id or ""]
        not in {organisations[key] for key in parties[meeting.id]}
    ]


HANDLERS: dict[type[Command], Handler] = {
    EditOrganisation: edit_organisation,
    AddOrganisation: add_organisation,
    AddDelegation: add_delegation,
    EditDelegation: edit_delegation,
    AssignDelegation: assign_delegation,
    ReserveTable: reserve_table,
}
