"""Which change sets stand and which are taken back: undo, redo and undo again are of one line."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from matchdesk.models import JournaledSet
from matchdesk.storage.rows import rows

_SINCE = (
    select(JournaledSet.number, JournaledSet.reverts, JournaledSet.desk, JournaledSet.undoable)
    .where(JournaledSet.number > bindparam("since"))
    .order_by(JournaledSet.number)
)
_REVERTS = select(JournaledSet.reverts).where(JournaledSet.number == bindparam("number"))
_REVERTED_BY = select(JournaledSet.number).where(JournaledSet.reverts == bindparam("number"))


class Lineage:
    """The lines of all change sets, kept up with the journal: each is read once. Thread-safe.

    Of a line, the change itself and what took it back or did it again, only the newest set counts;
    desks do not matter there.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known = 0
        self._root: dict[int, int] = {}
        self._undoes: set[int] = set()
        self._newest: dict[int, int] = {}
        self._own: dict[str, list[int]] = defaultdict(list)
        self._plain: dict[str, list[int]] = defaultdict(list)

    def follow(self, session: Session) -> None:
        """Take in what was journaled since; ask `taken_back_by` afterwards."""
        with self._lock:
            self._follow(session)

    def taken_back_by(self, number: int) -> int | None:
        """The set that has taken `number` back, as things stand; its own line's newest."""
        with self._lock:
            return self._taken_back_by(number)

    def next_undo(self, session: Session, desk: str) -> int | None:
        """The set of `desk` that undo takes back next; the first thing a session is asked.

        What takes an undo back does something again, also one picked from History long after: it
        is the next to be undone.
        """
        with self._lock:
            self._follow(session)
            return self._newest_standing([n for n in self._own[desk] if n not in self._undoes])

    def next_redo(self, session: Session, desk: str) -> int | None:
        """The undo of `desk` that redo takes back next; what was done since leaves none."""
        with self._lock:
            self._follow(session)
            own, plain = self._own[desk], self._plain[desk]
            since = own[bisect_right(own, plain[-1]) :] if plain else own
            return self._newest_standing([n for n in since if n in self._undoes])

    def _follow(self, session: Session) -> None:
        for number, reverts, desk, undoable in rows(session, _SINCE, since=self._known):
            root = self._root[number] = number if reverts is None else self._root[reverts]
            self._newest[root] = number
            if reverts is not None and reverts not in self._undoes:
                self._undoes.add(number)
            if undoable:
                self._own[desk].append(number)
                if reverts is None:
                    self._plain[desk].append(number)
            self._known = number

    def _newest_standing(self, numbers: Sequence[int]) -> int | None:
        """Of each line the desk's last set alone counts."""
        seen: set[int] = set()
        for number in reversed(numbers):
            root = self._root[number]
            if root not in seen and self._taken_back_by(number) is None:
                return number
            seen.add(root)
        return None

    def _taken_back_by(self, number: int) -> int | None:
        newest = self._newest[self._root[number]]
        return newest if (newest in self._undoes) is not (number in self._undoes) else None


def taken_back_by(session: Session, number: int) -> int | None:
    """`Lineage.taken_back_by` for one set, reading just its line."""
    undoes = _line(session, number)
    newest = max(undoes)
    return newest if undoes[newest] is not undoes[number] else None


def standing_beside(session: Session, numbers: Sequence[int], target: int) -> tuple[int, ...]:
    """Those of the sets `numbers` whose line stands and began after that of `target`.

    An earlier line that was done again meanwhile is what `target` itself rests on.
    """
    own = _line(session, target)
    lines = {number: _line(session, number) for number in numbers if number not in own}
    return tuple(
        number
        for number, undoes in lines.items()
        if min(undoes) > min(own) and not undoes[max(undoes)]
    )


def _line(session: Session, number: int) -> dict[int, bool]:
    """Every set of its line, and whether it is an undo."""
    root = number
    while (before := rows(session, _REVERTS, number=root).scalar()) is not None:
        root = before
    undoes, waiting = {root: False}, [root]
    while waiting:
        one = waiting.pop()
        for later in rows(session, _REVERTED_BY, number=one).scalars():
            undoes[later] = not undoes[one]
            waiting.append(later)
    return undoes
