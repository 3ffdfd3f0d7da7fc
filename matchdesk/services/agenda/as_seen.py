"""A change of the grid that holds only while the meetings stand where somebody saw them.

Two windows show one grid, a moment apart. Without this the later of two moves of a meeting would
undo the earlier one, and neither side would hear of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from matchdesk.core.errors import Conflict
from matchdesk.models import JournaledChange, JournaledSet, Meeting
from matchdesk.services.agenda.moving import where
from matchdesk.services.board import board_before
from matchdesk.services.bus import Command, Context, Handler

MOVED_MEANWHILE = "grid_moved_meanwhile"
"""Code of the `Conflict`; its `places` say where the meetings of `seen` stand now."""


@dataclass(frozen=True)
class AsSeen(Command):
    """Carry out `command` if every meeting in `seen` stands there still. Result: that of `command`.

    `seen` maps keys of meetings to (slot key, table key), None for none.
    """

    intent: ClassVar[str] = "as_seen"

    command: Command
    seen: Mapping[str, tuple[str | None, str | None]]


def handler_for(handlers: Mapping[type[Command], Handler]) -> Handler:
    """The handler of `AsSeen` over those of the commands it may carry."""

    def as_seen(command: AsSeen, context: Context) -> Any:
        rows = {key: context.session.get(Meeting, key) for key in command.seen}
        places = {key: (row.slot_id, row.table_id) for key, row in rows.items() if row is not None}
        for key, place in places.items():
            if place != command.seen[key]:
                raise _moved(key, places, context)
        result = handlers[type(command.command)](command.command, context)
        context.intent = context.intent or command.command.intent
        if context.undoable is None:
            context.undoable = command.command.undoable
        return result

    return as_seen


def _moved(
    key: str, places: Mapping[str, tuple[str | None, str | None]], context: Context
) -> Conflict:
    board, session = board_before(context), context.session
    row = session.get_one(Meeting, key)
    query = (
        select(JournaledSet)
        .join(JournaledChange, JournaledChange.number == JournaledSet.number)
        .where(JournaledChange.entity == "meeting", JournaledChange.key == key)
        .order_by(JournaledSet.number.desc())
    )
    last = session.scalars(query.limit(1)).first()
    return Conflict(
        MOVED_MEANWHILE,
        number=row.number,
        pair=board.names.pair((row.first_id, row.second_id)),
        place=where(board, *places[key]),
        who=" · ".join(filter(None, (last.operator, last.desk))) if last else "",
        places={key: list(place) for key, place in places.items()},
    )
