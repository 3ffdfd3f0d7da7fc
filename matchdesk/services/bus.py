"""The command bus: every change of an event goes through `CommandBus.run`.

A command is a frozen dataclass derived from `Command`; its handler is a function
`handle(command, context) -> result`. The bus gives the handler one unit of work, lets the guards
look at what changed, commits it as one change set and publishes that to the feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from matchdesk.core.changes import Change, ChangeFeed, ChangeSet, Row
from matchdesk.core.clock import Clock
from matchdesk.core.progress import Progress
from matchdesk.models import Record
from matchdesk.storage.database import Database
from matchdesk.storage.unit_of_work import Signature, UnitOfWork


@dataclass(frozen=True)
class Command:
    """What somebody wants done. `intent` is its name in the journal."""

    intent: ClassVar[str]
    undoable: ClassVar[bool] = True


@dataclass
class Context:
    """What a handler works with; valid only while it runs.

    `detail` fills the sentence History shows (`core.wording.history`); `reverts` and `intent` are
    set by undo and redo; `undoable` overrules the command's own, for an answer that changed
    nothing one could take back (a refused scan). `boards` are the desk's
    `services.board.Snapshots`; ask `services.board.board_before`. `store` takes thousands of new
    records past the session, see `UnitOfWork.store`.
    """

    session: Session
    clock: Clock
    signature: Signature
    progress: Progress
    store: Callable[[Iterable[Record]], None]
    detail: Row = field(default_factory=dict)
    reverts: int | None = None
    intent: str | None = None
    undoable: bool | None = None
    boards: Any = None

    def describe(self, **facts: Any) -> None:
        """Add JSON-ready facts to what History says about this change."""
        self.detail.update(facts)


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to a command. `change_set` is None when there was nothing to change."""

    result: Any
    change_set: ChangeSet | None


Handler = Callable[[Any, Context], Any]
Guard = Callable[[Context, tuple[Change, ...]], None]


class CommandBus:
    """Thread-safe: commands of several threads queue up at the database's write lock."""

    def __init__(
        self,
        database: Database,
        feed: ChangeFeed,
        clock: Clock,
        signature: Callable[[], Signature],
        handlers: Mapping[type[Command], Handler],
        guards: Iterable[Guard] = (),
        boards: Any = None,
    ) -> None:
        self._database = database
        self._feed = feed
        self._clock = clock
        self._signature = signature
        self._handlers = dict(handlers)
        self._guards = tuple(guards)
        self._boards = boards

    def run(
        self,
        command: Command,
        progress: Progress | None = None,
        command_id: str | None = None,
    ) -> Done:
        """Carry out `command` in one transaction; raises `MatchDeskError`, storing nothing then.

        With a `command_id` that was stored before, nothing is done again and the earlier change
        set is returned (its result is None): a queue may be sent twice.
        """
        handler = self._handlers[type(command)]
        with UnitOfWork(self._database, self._signature(), self._clock) as work:
            earlier = work.earlier(command_id) if command_id else None
            if earlier is not None:
                return Done(None, earlier)
            context = Context(
                work.session,
                work.clock,
                work.signature,
                progress or Progress(),
                work.store,
                boards=self._boards,
            )
            result = handler(command, context)
            changes = work.changes()
            for guard in self._guards:
                guard(context, changes)
            change_set = work.commit(
                context.intent or command.intent,
                detail=context.detail or None,
                reverts=context.reverts,
                undoable=command.undoable if context.undoable is None else context.undoable,
                command_id=command_id,
            )
        if change_set is not None:
            self._feed.publish([change_set])
        return Done(result, change_set)
