"""Setting what a word of the report means at this event, and going back to the house's meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from matchdesk.core.errors import Invalid
from matchdesk.core.vocabulary import Term
from matchdesk.core.wording import label
from matchdesk.models import Definition
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.events import the_event
from matchdesk.services.places import countries
from matchdesk.services.statistics.regions import Region
from matchdesk.services.statistics.terms import CHOICES, NEVER_EMPTY


@dataclass(frozen=True)
class SetDefinition(Command):
    """Let `term` mean `value` in this event's report; replaces an earlier meaning of its own.

    `value` holds words of `terms.CHOICES`, for `Term.REGIONS` countries (`XK=programme`). `since`
    is the day from which that is agreed (today by default), `basis` after whom. Raises `Invalid`.
    """

    intent: ClassVar[str] = "set_definition"

    term: Term
    value: tuple[str, ...]
    basis: str = ""
    since: date | None = None


@dataclass(frozen=True)
class ResetDefinition(Command):
    """Let `term` mean again what the house means by it."""

    intent: ClassVar[str] = "reset_definition"

    term: Term


def set_definition(command: SetDefinition, context: Context) -> None:
    """Handle `SetDefinition`."""
    value = checked(command.term, command.value)
    session = context.session
    zone = ZoneInfo(the_event(session).timezone)
    since = command.since or context.clock.now().astimezone(zone).date()
    found = session.scalars(select(Definition).where(Definition.term == command.term)).first()
    if found is None:
        found = Definition(term=command.term)
        session.add(found)
    found.value, found.since, found.basis = list(value), since, command.basis.strip()
    context.describe(term=label(command.term))


def reset_definition(command: ResetDefinition, context: Context) -> None:
    """Handle `ResetDefinition`; nothing happens where the event says nothing of its own."""
    query = select(Definition).where(Definition.term == command.term)
    for row in context.session.scalars(query):
        context.session.delete(row)
    context.describe(term=label(command.term))


def checked(term: Term, value: tuple[str, ...]) -> tuple[str, ...]:
    """`value` in the order of its choices, each once; raises `Invalid` for what it cannot be."""
    if term is Term.REGIONS:
        return tuple(sorted({_country(item) for item in value}))
    known = CHOICES[term]
    for word in value:
        if word not in known:
            raise Invalid(field=term.value, value=word, expected=", ".join(known))
    if not value and term in NEVER_EMPTY:
        raise Invalid(field=term.value, value="", expected=", ".join(known))
    return tuple(str(word) for word in known if word in value)


def _country(item: str) -> str:
    code, _sign, region = (part.strip() for part in item.partition("="))
    named = [word.value for word in Region if word is not Region.UNKNOWN]
    if code.upper() not in countries() or region.lower() not in named:
        expected = f"COUNTRY={'|'.join(named)}, e.g. XK=programme"
        raise Invalid(field=Term.REGIONS.value, value=item, expected=expected)
    return f"{code.upper()}={region.lower()}"


HANDLERS: dict[type[Command], Handler] = {
    SetDefinition: set_definition,
    ResetDefinition: reset_definition,
}
"""Commands of this module."""
