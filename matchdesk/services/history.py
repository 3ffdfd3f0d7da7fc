"""Undo, redo and the journal as people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchdesk.core.changes import ChangeSet, Row, same
from matchdesk.core.errors import Conflict, NotFound
from matchdesk.core.wording import intent as intent_text
from matchdesk.models import JournaledSet, Record
from matchdesk.services import record_names
from matchdesk.services.bus import Command, Context, Done, Handler
from matchdesk.services.lineage import Lineage, standing_beside, taken_back_by
from matchdesk.storage import journal
from matchdesk.storage.database import Database


@dataclass(frozen=True)
class Revert(Command):
    """Commit the mirror image of change set `number`; `redo` only names it differently."""

    intent: ClassVar[str] = "undo"

    number: int
    redo: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change set as a line of History.

    `taken_back_by` is the number of the set that has taken it back, as things stand.
    """

    number: int
    what: str
    intent: str
    operator: str
    desk: str
    at: datetime
    undoable: bool
    reverts: int | None
    taken_back_by: int | None


class History:
    """Undo and redo for one desk, and the whole journal for reading. Thread-safe."""

    def __init__(
        self, database: Database, run: Callable[[Command], Done], desk: Callable[[], str]
    ) -> None:
        self._database = database
        self._run = run
        self._desk = desk
        self._line = Lineage()

    def undo(self, number: int | None = None) -> Done:
        """Take back change set `number`, by default this desk's last; raises `Conflict`."""
        target = self._number(number, self.next_undo(), "nothing_to_undo")
        return self._run(Revert(target))

    def redo(self) -> Done:
        """Do again what this desk undid last; raises `Conflict` if there is nothing."""
        return self._run(Revert(self._number(None, self.next_redo(), "nothing_to_redo"), redo=True))

    def next_undo(self) -> HistoryRow | None:
        """What `undo` would take back."""
        return self._top(self._line.next_undo)

    def next_redo(self) -> HistoryRow | None:
        """The undo that `redo` would take back."""
        return self._top(self._line.next_redo)

    def page(
        self, before: int | None = None, limit: int = 100, text: str = ""
    ) -> tuple[HistoryRow, ...]:
        """Change sets before number `before`, newest first; `text` filters by who and what."""
        with self._database.reading() as session:
            heads = journal.heads(session, before, limit, text)
            self._line.follow(session)
            return tuple(_row(head, self._line) for head in heads)

    def standing(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of the change sets `numbers` that are not taken back, in the order given."""
        with self._database.reading() as session:
            self._line.follow(session)
            return tuple(n for n in numbers if self._line.taken_back_by(n) is None)

    def get(self, number: int) -> ChangeSet:
        """Change set `number` with all its changes; raises `NotFound`."""
        with self._database.reading() as session:
            found = journal.get(session, number)
        if found is None:
            raise NotFound(what="change set", key=number)
        return found

    def names(self, change_set: ChangeSet) -> dict[str, str]:
        """What people call the records `change_set` points at, by key."""
        with self._database.reading() as session:
            return record_names.referenced(session, change_set.changes)

    def _top(self, which: Callable[[Session, str], int | None]) -> HistoryRow | None:
        with self._database.reading() as session:
            number = which(session, self._desk())
            head = None if number is None else session.get_one(JournaledSet, number)
            return None if head is None else _row(head, self._line)

    @staticmethod
    def _number(given: int | None, top: HistoryRow | None, otherwise: str) -> int:
        if given is not None:
            return given
        if top is None:
            raise Conflict(otherwise)
        return top.number


def revert(command: Revert, context: Context) -> int:
    """Handle `Revert`; refuses what cannot be undone and what later sets have built upon."""
    target = journal.get(context.session, command.number)
    if target is None:
        raise NotFound(what="change set", key=command.number)
    _refuse_if_spent(context.session, target)
    _refuse_if_changed_since(context.session, target)
    _apply_mirror(context.session, target)
    what = intent_text(target.intent, target.detail)
    context.intent = "redo" if command.redo else "undo"
    if target.detail and (command.redo or target.intent == "redo"):  # not “Undo: Redo: Redo: …”
        what = str(target.detail.get("what", what))
    context.describe(what=what, number=target.number)
    context.reverts = target.number
    return target.number


def _refuse_if_spent(session: Session, target: ChangeSet) -> None:
    named = {"number": target.number, "intent": intent_text(target.intent, target.detail)}
    if not target.undoable:
        raise Conflict("undo_not_possible", **named, why="what it did cannot be brought back")
    by = taken_back_by(session, target.number)
    if by is not None:
        raise Conflict("undo_not_possible", **named, why=f"no. {by} has done so already")


def _refuse_if_changed_since(session: Session, target: ChangeSet) -> None:
    """A record must stand exactly as `target` left it; its version counter does not matter.

    Nor may a later set that stands have written it, even the very same: that one could never be
    taken back any more.
    """
    classes = journal.classes()
    later = journal.later_sets_on(session, target)
    for change in target.changes:
        since = later.get((change.entity, change.key), ())
        record = session.get(classes[change.entity], change.key)
        present = None if record is None else journal.row_of(record)
        if same(present, change.after):
            since = standing_beside(session, since, target.number) if since else ()
            if not since:
                continue
        raise Conflict(
            "undo_changed_since",
            number=target.number,
            intent=intent_text(target.intent, target.detail),
            by=since[0] if since else 0,
            entity=change.entity.replace("_", " "),
        )


def _apply_mirror(session: Session, target: ChangeSet) -> None:
    """Deletions run from the last change to the first, so that references go before referents."""
    classes = journal.classes()
    try:
        for change in reversed(target.changes):
            mirrored = change.mirrored()
            record = classes[change.entity]
            if mirrored.after is None:
                session.delete(session.get_one(record, change.key))
            elif mirrored.before is None:
                session.add(record(**journal.decode(record, mirrored.after)))
            else:
                _restore(session.get_one(record, change.key), mirrored.after)
        session.flush()
    except IntegrityError as error:
        raise Conflict(
            "undo_depended_on",
            number=target.number,
            intent=intent_text(target.intent, target.detail),
        ) from error


def _restore(record: Record, row: Row) -> None:
    for name, value in journal.decode(type(record), row).items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _row(head: JournaledSet, line: Lineage) -> HistoryRow:
    return HistoryRow(
        number=head.number,
        what=intent_text(head.intent, head.detail),
        intent=head.intent,
        operator=head.operator,
        desk=head.desk,
        at=head.at,
        undoable=head.undoable,
        reverts=head.reverts,
        taken_back_by=line.taken_back_by(head.number),
    )


HANDLERS: dict[type[Command], Handler] = {Revert: revert}
