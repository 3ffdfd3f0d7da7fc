"""Two entries that look alike and are not the same: said once, remembered in the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchdesk.core.errors import Invalid, NotFound
from matchdesk.models import Organisation, Participant, ToldApart
from matchdesk.services.bus import Command, Context, Handler


@dataclass(frozen=True)
class TellApart(Command):
    """These two participants, or two organisations, given by key, are not the same.

    They are no longer proposed as duplicates. Result: None. Said again, nothing changes.
    """

    intent: ClassVar[str] = "tell_apart"

    first: str
    second: str


def tell_apart(command: TellApart, context: Context) -> None:
    """Handle `TellApart`; raises `NotFound`, or `Invalid` for an entry and itself."""
    session = context.session
    first, second = sorted((command.first, command.second))
    named = _names(session, command.first, command.second)
    if first == second:
        raise Invalid("apart_same", name=named[0])
    if frozenset((first, second)) in apart(session):
        return
    session.add(ToldApart(first_key=first, second_key=second))
    context.describe(name=named[0], other=named[1])


def apart(session: Session) -> frozenset[frozenset[str]]:
    """Every pair that was told apart."""
    rows = session.execute(select(ToldApart.first_key, ToldApart.second_key))
    return frozenset(frozenset((first, second)) for first, second in rows)


def _names(session: Session, *keys: str) -> list[str]:
    """What they are called: all participants, or all organisations."""
    kind = Participant if session.get(Participant, keys[0]) else Organisation
    rows = session.execute(select(kind.id, kind.name).where(kind.id.in_(keys)))
    known = {row.id: row.name for row in rows}
    for key in keys:
        if key not in known:
            raise NotFound(what=kind.__tablename__, key=key)
    return [known[key] for key in keys]


HANDLERS: dict[type[Command], Handler] = {TellApart: tell_apart}
