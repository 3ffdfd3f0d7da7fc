"""One row at work: values are filled in, lists are united, and what differs is noted.

The rule for what two sources say differently is the same everywhere: what is stored stays and the
difference is told. So the order of files does not matter, a file imported twice changes nothing,
and no import undoes what somebody decided at a desk. Empty values are filled; a value that only
stands for “nobody said” (a role of delegate, an organisation of type other) counts as empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from matchdesk.core import text
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.wording import label, records
from matchdesk.models import Record
from matchdesk.services.transfer.views import FieldChange, ImportRow, Note, RowState

fold = lru_cache(maxsize=100_000)(text.fold)
"""`core.text.fold`, remembered: the same names come up again and again in a file."""


class Refused(MatchDeskError):
    """A row that cannot be used. Raised before anything is changed for it."""

    code = "row_refused"


Blanked = Callable[[Record, str], str]
"""Who emptied a field of a record by hand; an empty text if nobody did."""


def _nobody(record: Record, field: str) -> str:
    return ""


class RowWork:
    """What has been found out and changed for one row so far."""

    def __init__(self, line: int, title: str, blanked: Blanked = _nobody) -> None:
        self.line = line
        self.title = title
        self._blanked = blanked
        self.created = False
        self._new: set[str] = set()
        self._changes: list[FieldChange] = []
        self._notes: list[Note] = []

    def made(self, record: Record) -> None:
        """`record` is new with this row: what is filled in it is no change of its own."""
        self._new.add(record.id)

    def is_new(self, record: Record) -> bool:
        """Whether `record` is new with this row."""
        return record.id in self._new

    def note(self, code: str, column: str = "", /, **data: Any) -> None:
        """Tell something about this row."""
        self._notes.append(Note(self.line, code, column, data))

    def changed(self, field: str, old: object, new: object, record: Record | None = None) -> None:
        """Count a change, unless it is to a record made with this row."""
        if record is None or record.id not in self._new:
            self._changes.append(FieldChange(records.field(field), shown(old), shown(new)))

    def differs(self, field: str, kept: object, offered: object) -> None:
        """Tell that the file says something else than what is stored and stays."""
        data = {"field": records.field(field), "kept": shown(kept), "offered": shown(offered)}
        self.note("differs", "", **data)

    def fill(
        self,
        record: Record,
        field: str,
        value: Any,
        *,
        weak: object = None,
        alike: Callable[[Any, Any], bool] | None = None,
    ) -> None:
        """Store `value` if nothing is stored yet (or `weak`), else tell if it differs."""
        if value in (None, "") or value == weak:
            return
        old = getattr(record, field)
        if old in (None, "") and self._kept_empty(record, field, value):
            return
        if old in (None, "") or old == weak:
            if record.id in self._new:  # no session knows it: nothing need be told of the change
                record.__dict__[field] = value
            else:
                setattr(record, field, value)
                self.changed(field, old, value, record)
        elif not (alike or same_text)(old, value):
            self.differs(field, old, value)

    def unite(self, record: Record, field: str, values: Iterable[str]) -> None:
        """Add those of `values` that the list does not hold yet."""
        old = list(getattr(record, field) or ())
        known = {fold(item) for item in old}
        added = [v for v in dict.fromkeys(values) if v and fold(v) not in known]
        if added and not old and self._kept_empty(record, field, added):
            return
        if added and record.id in self._new:
            record.__dict__[field] = [*old, *added]  # see `fill`
        elif added:
            setattr(record, field, [*old, *added])
            self.changed(field, old, [*old, *added], record)

    def _kept_empty(self, record: Record, field: str, offered: object) -> bool:
        """Tell, if so, that somebody emptied the field at a desk: an import does not refill it."""
        who = "" if record.id in self._new else self._blanked(record, field)
        if who:
            data = {"field": records.field(field), "who": who, "offered": shown(offered)}
            self.note("note_blanked", "", **data)
        return bool(who)

    def finished(self) -> ImportRow:
        """The row as the result shows it."""
        state = RowState.UPDATED if self._changes else RowState.UNCHANGED
        if self.created:
            state = RowState.CREATED
        return ImportRow(self.line, self.title, state, tuple(self._changes), tuple(self._notes))


def same_text(first: Any, second: Any) -> bool:
    """Equal but for case, accents, punctuation and blanks."""
    if isinstance(first, str) and isinstance(second, str):
        return squeezed(first) == squeezed(second)
    return bool(first == second)


def squeezed(name: str) -> str:
    """`name` folded and without blanks: “e.V.” and “eV”, “Wei-Ling” and “Weiling” are the same."""
    return fold(name).replace(" ", "")


def shown(value: object) -> str:
    """A value as people read it."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, StrEnum):
        return label(value)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
