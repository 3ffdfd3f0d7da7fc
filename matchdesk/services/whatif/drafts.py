"""A draft beside the live grid: a whole event of its own, in which nobody works but who tries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from matchdesk.core.changes import Change
from matchdesk.services.board import Snapshots
from matchdesk.services.whatif.applying import conflicts
from matchdesk.services.whatif.comparing import beside, changed, measured, outdated
from matchdesk.services.whatif.views import Comparison, Edits, Measures
from matchdesk.storage import copying, journal
from matchdesk.storage.database import Database

_ALL = 1_000_000  # more change sets than a draft ever has


class Closing(Protocol):
    """What a desk is to this module: `services.desk` is made of it."""

    def close(self) -> None:
        """Let go of the desk and its database."""


D = TypeVar("D", bound=Closing)


class WhatIf(Generic[D]):
    """Thread-safe. Begins drafts on a copy of the live event."""

    def __init__(
        self, database: Database, open_desk: Callable[[Database], D], boards: Snapshots
    ) -> None:
        self._database, self._open_desk, self._boards = database, open_desk, boards

    def begin(self) -> Draft[D]:
        """A draft that is as the live event is now; `close` it when it is applied or dropped."""
        scratch, number = copying.copied(self._database)
        try:
            return Draft(self._database, self._boards, scratch, self._open_desk(scratch), number)
        except BaseException:
            scratch.close()
            raise


class Draft(Generic[D]):
    """`desk` is the draft's own: all that can be done to an event can be tried there, and undone.

    Thread-safe. Nothing reaches the live event until it runs `ApplyWhatIf(draft.edits())`.
    """

    def __init__(
        self, live: Database, boards: Snapshots, scratch: Database, desk: D, based_on: int
    ) -> None:
        self.desk, self.based_on = desk, based_on
        self._live, self._boards = live, boards
        self._scratch, self._own = scratch, Snapshots()
        self._measured: tuple[int, Measures] | None = None

    def edits(self) -> Edits:
        """What stands otherwise in the draft than when it was begun."""
        with self._scratch.reading() as session:
            sets = journal.since(session, self.based_on, limit=_ALL)
            board = self._own.board(session)
            changes = net(change for one in sets for change in one.changes)
            return Edits(changes, len(sets), frozenset(board.faults), self.based_on)

    def compare(self) -> Comparison:
        """The draft beside the live grid as both stand now."""
        edits = self.edits()
        with self._scratch.reading() as session:
            board = self._own.board(session)
        with self._live.reading() as session:
            number = journal.last_number(session)
            live = self._boards.board(session)
            keys = changed(live, board)
            against = tuple(conflicts(session, live, edits.changes))
            reprints = outdated(session, live, board, keys)
        if self._measured is None or self._measured[0] != number:
            self._measured = number, measured(live)
        return Comparison(
            figures=beside(self._measured[1], measured(board)),
            changed=len(keys),
            reprints=reprints,
            conflicts=against,
            behind=number - self.based_on,
        )

    def close(self) -> None:
        """Drop it; a second call does nothing."""
        self.desk.close()


def net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a record, from its first state to its last; what came back to it is left out."""
    found: dict[tuple[str, str], Change] = {}
    for one in changes:
        place = (one.entity, one.key)
        first = found[place].before if place in found else one.before
        found[place] = Change(one.entity, one.key, first, one.after)
    return tuple(one for one in found.values() if one.before != one.after)
