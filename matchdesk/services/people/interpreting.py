"""Who interprets, and between which languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict
from matchdesk.models import Interpreter, Meeting
from matchdesk.services.bus import Command, Context, Handler
from matchdesk.services.people import fields
from matchdesk.services.people.editing import get_participant


@dataclass(frozen=True)
class SetInterpreter(Command):
    """The language pairs (`en-zh`) between which a participant interprets; none: not at all."""

    intent: ClassVar[str] = "set_interpreter"

    key: str
    pairs: tuple[str, ...] | str


def set_interpreter(command: SetInterpreter, context: Context) -> list[str]:
    """Handle `SetInterpreter`; raises `Conflict` if a meeting still counts on them."""
    session = context.session
    person = get_participant(session, command.key)
    pairs = fields.language_pairs(session, "language_pairs", command.pairs)
    query = select(Interpreter).where(Interpreter.participant_id == person.id)
    known = session.scalars(query).first()
    if known is None and pairs:
        session.add(Interpreter(participant_id=person.id, language_pairs=pairs))
    elif known is not None and pairs:
        known.language_pairs = pairs
    elif known is not None:
        used = select(Meeting.number).where(Meeting.interpreter_id == known.id)
        number = session.scalars(used).first()
        if number is not None:
            raise Conflict(
                "interpreter_needed", name=person.name, number=number, field="language_pairs"
            )
        session.delete(known)
    context.describe(name=person.name, pairs=", ".join(pairs) or "—")
    return pairs


HANDLERS: dict[type[Command], Handler] = {SetInterpreter: set_interpreter}
