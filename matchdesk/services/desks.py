"""Which desks and operators have worked on the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from matchdesk.core.text import name_order
from matchdesk.models import Desk, Operator
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.storage.database import Database


@dataclass(frozen=True)
class SignIn(Command):
    """Note this desk and its operator; changes nothing if both are known."""

    intent: ClassVar[str] = "sign_in"
    undoable: ClassVar[bool] = False


class DeskQueries:
    """Thread-safe; every call reads the event as it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def desks(self) -> tuple[str, ...]:
        """Names of all desks that ever had the event open, in order."""
        with self._database.reading() as session:
            return tuple(sorted(session.scalars(select(Desk.name)), key=name_order))

    def operators(self) -> tuple[str, ...]:
        """Names of all who ever worked at a desk, in order."""
        with self._database.reading() as session:
            return tuple(sorted(session.scalars(select(Operator.name)), key=name_order))


def sign_in(command: SignIn, context: Context) -> None:
    """Handle `SignIn`."""
    signature = context.signature
    for kind, name in ((Desk, signature.desk), (Operator, signature.operator)):
        if context.session.scalars(select(kind).where(kind.name == name)).first() is None:
            context.session.add(kind(name=name))
    context.describe(desk=signature.desk, operator=signature.operator)


HANDLERS: dict[type[Command], Handler] = {SignIn: sign_in}
