"""Change sets: the one mechanism behind audit, undo, refresh and other desks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_log = logging.getLogger(__name__)

Row = dict[str, Any]
"""All journaled columns of one record, JSON-ready; never the version counter."""


def same(one: Row | None, other: Row | None) -> bool:
    """Equal where both have a column: one that a later format added or dropped does not count."""
    if one is None or other is None:
        return one is other
    return all(value == other[name] for name, value in one.items() if name in other)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; `before` is None for a new record, `after` for a deleted one."""

    entity: str
    key: str
    before: Row | None
    after: Row | None

    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The columns that differ, each with its old and new value."""
        old, new = self.before or {}, self.after or {}
        names = [*new, *(name for name in old if name not in new)]
        return {n: (old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)}

    def mirrored(self) -> Change:
        """The change that takes this one back."""
        return Change(self.entity, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything one command changed, in one transaction.

    `number` counts from 1 without gaps over the whole event; `intent` is the command's name;
    `at` is UTC; `reverts` names the set this one takes back; `detail` holds JSON-ready facts for
    the sentence shown in History.
    """

    number: int
    intent: str
    operator: str
    desk: str
    at: datetime
    changes: tuple[Change, ...]
    reverts: int | None = None
    undoable: bool = True
    detail: Row | None = None

    def keys(self, entity: str) -> frozenset[str]:
        """Keys of the records of `entity` (a table name) that this set touched."""
        return frozenset(c.key for c in self.changes if c.entity == entity)

    def entities(self) -> frozenset[str]:
        """Names of the tables this set touched."""
        return frozenset(c.entity for c in self.changes)


Listener = Callable[[ChangeSet], None]


class ChangeFeed:
    """Hands every change set, our own or another desk's, to whoever listens: each exactly once.

    Thread-safe. Listeners are called in the thread that publishes; the screens' bridge
    (`ui.feed`) carries them over to the GUI thread. One that fails is logged and called again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []
        self._seen: set[int] = set()
        self._complete_to = 0

    def start_after(self, number: int) -> None:
        """Everything up to `number` is already known: it will not be published."""
        with self._lock:
            self._complete_to = max(self._complete_to, number)
            self._settle()

    @property
    def complete_to(self) -> int:
        """The number up to which every change set has been published or was known before."""
        with self._lock:
            return self._complete_to

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every later change set, until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._unsubscribe(listener)

    def publish(self, change_sets: Iterable[ChangeSet]) -> None:
        """Deliver those of `change_sets` that have not been delivered before."""
        for change_set in change_sets:
            with self._lock:
                if change_set.number <= self._complete_to or change_set.number in self._seen:
                    continue
                self._seen.add(change_set.number)
                self._settle()
                listeners = tuple(self._listeners)
            for listener in listeners:
                self._tell(listener, change_set)

    @staticmethod
    def _tell(listener: Listener, change_set: ChangeSet) -> None:
        try:
            listener(change_set)
        except Exception:
            # The change is stored: neither its command nor another listener may fail for this.
            _log.exception("a listener failed at change set %d", change_set.number)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _settle(self) -> None:
        self._seen = {number for number in self._seen if number > self._complete_to}
        while self._complete_to + 1 in self._seen:
            self._complete_to += 1
            self._seen.remove(self._complete_to)
