"""Saving and removing badge designs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict, Invalid, NotFound
from matchdesk.core.vocabulary import Role
from matchdesk.models import BadgeDesign, new_key
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.printing import same_size


@dataclass(frozen=True)
class SaveDesign(Command):
    """Keep a design in the event, as a new one or in the place of `key`. Result: its key.

    `content` is what `printing.badge_files.to_plain` makes. The badges of `roles` in its size have
    this design from now on; another that had them loses them.
    """

    intent: ClassVar[str] = "edit_badge_design"

    name: str
    content: Mapping[str, Any]
    roles: tuple[Role, ...] = ()
    key: str | None = None


@dataclass(frozen=True)
class RemoveDesign(Command):
    """Take a design out of the event; its roles have the built-in one again."""

    intent: ClassVar[str] = "remove_badge_design"

    key: str


def save_design(command: SaveDesign, context: Context) -> str:
    """Handle `SaveDesign`; raises `Invalid`, `NotFound`, or `Conflict` if the name is taken."""
    from matchdesk.printing.badge_files import from_plain, to_plain  # loads shaping libraries

    name = " ".join(command.name.split())
    if not name:
        raise Invalid("badge_design_nameless")
    template = from_plain({**command.content, "name": name})
    designs = context.session.scalars(select(BadgeDesign)).all()
    if any(one.name == name and one.id != command.key for one in designs):
        raise Conflict("badge_design_name", name=name)
    design = next((one for one in designs if one.id == command.key), None)
    if design is None:
        if command.key is not None:
            raise NotFound(what="badge design", key=command.key)
        context.intent = "add_badge_design"
        design = BadgeDesign(id=new_key(), name=name, content={}, roles=[])
        context.session.add(design)
    design.name, design.content = name, to_plain(template)
    design.roles = [role.value for role in Role if role in command.roles]
    others = (one for one in designs if one is not design)
    _take_roles(design, others)
    context.describe(name=name)
    return design.id


def _take_roles(design: BadgeDesign, others: Iterable[BadgeDesign]) -> None:
    """One role has one design of a size."""
    size = (design.content["width"], design.content["height"])
    for other in others:
        if same_size(size, (other.content["width"], other.content["height"])):
            left = [role for role in other.roles if role not in design.roles]
            if left != other.roles:
                other.roles = left


def remove_design(command: RemoveDesign, context: Context) -> None:
    """Handle `RemoveDesign`."""
    design = context.session.get(BadgeDesign, command.key)
    if design is None:
        raise NotFound(what="badge design", key=command.key)
    context.describe(name=design.name)
    context.session.delete(design)


HANDLERS: dict[type[Command], Handler] = {
    SaveDesign: save_design,
    RemoveDesign: remove_design,
}
