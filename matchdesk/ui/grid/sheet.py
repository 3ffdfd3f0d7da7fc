"""What stands in which row and column of the grid. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _
from matchdesk.core.text import fold

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting, GridPause, GridPerson, GridTable
    from matchdesk.services.events import SlotView

Place = tuple[int, int]
"""Row and column."""


class Kind(StrEnum):
    """Which view. `NOW` has no sheet of its own: see `now`."""

    TABLES = "tables"
    PEOPLE = "people"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A slot, or the break before one."""

    slot: SlotView | None
    pause: GridPause | None = None

    @property
    def starts(self) -> time:
        """When it begins."""
        if self.slot is not None:
            return self.slot.starts
        assert self.pause is not None
        return self.pause.starts

    @property
    def ends(self) -> time:
        """When it ends."""
        if self.slot is not None:
            return self.slot.ends
        assert self.pause is not None
        return self.pause.ends


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A table or a participant (`key`), or the heading of a group (no key)."""

    key: str
    title: str
    note: str
    badge: str = ""
    present: bool | None = None

    @property
    def is_group(self) -> bool:
        """Whether it is a heading."""
        return not self.key


@dataclass(frozen=True)
class Sheet:
    """One day in one view. `cells` holds the meetings by place, `closed` why a place is closed."""

    kind: Kind
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]
    cells: Mapping[Place, GridMeeting]
    closed: Mapping[Place, str]
    _places: Mapping[str, tuple[Place, ...]] = field(repr=False)
    _row_of: Mapping[str, int] = field(repr=False)
    _column_of: Mapping[str, int] = field(repr=False)

    def places(self, meeting: str) -> tuple[Place, ...]:
        """Where a meeting is drawn: once among tables, once a party among people."""
        return self._places.get(meeting, ())

    def place(self, row_key: str, slot: str | None) -> Place | None:
        """The cell of a table or person in a slot, if this day shows it."""
        if slot is not None and row_key in self._row_of and slot in self._column_of:
            return self._row_of[row_key], self._column_of[slot]
        return None

    def keys(self, place: Place) -> tuple[str, str] | None:
        """Slot and row key of a cell in which a meeting can be."""
        row, column = place
        slot = self.columns[column].slot
        if slot is None or self.rows[row].is_group:
            return None
        return slot.key, self.rows[row].key

    def usable(self, place: Place) -> bool:
        """Whether the cell can be chosen."""
        return self.keys(place) is not None


def sheet_of(
    data: GridData,
    kind: Kind,
    day: date,
    *,
    grouped: bool,
    by_organisation: bool = False,
    only: Callable[[GridPerson], bool] | None = None,
) -> Sheet:
    """The sheet of one day.

    `grouped` puts tables under zones and people under delegations, or `by_organisation`; with
    `only` no other people have a row.
    """
    columns = _columns(data, day)
    rows = (
        _table_rows(data, grouped)
        if kind is Kind.TABLES
        else _person_rows(data, day, grouped, by_organisation, only)
    )
    row_of = {row.key: index for index, row in enumerate(rows) if row.key}
    column_of = {c.slot.key: index for index, c in enumerate(columns) if c.slot is not None}
    cells: dict[Place, GridMeeting] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for meeting in data.placed:
        found = _places_of(meeting, kind, row_of, column_of)
        if found:
            places[meeting.key] = found
            cells.update(dict.fromkeys(found, meeting))
    _add_ghosts(data, kind, row_of, column_of, cells, places)
    return Sheet(
        kind=kind,
        columns=columns,
        rows=rows,
        cells=cells,
        closed=_closed(data, kind, row_of, column_of),
        _places=places,
        _row_of=row_of,
        _column_of=column_of,
    )


def moved_in(sheet: Sheet, before: GridData, data: GridData) -> tuple[Sheet, set[Place]] | None:
    """`sheet` of `before` as it is for `data`, and the cells that differ.

    None where rows, columns or who meets may have changed: then make a new one.
    """
    same = (
        before.slots is data.slots
        and before.pauses is data.pauses
        and before.tables is data.tables
        and before.people is data.people
    )
    old, new = _differing(before, data)
    if not same or old.keys() != new.keys():
        return None
    known = NO_TABLE in sheet._row_of  # then the last that stands there may have gone
    among = data.placed if known else [one for one in new.values() if one.slot is not None]
    if known != any(meeting.table is None for meeting in among):
        return None
    cells, places = dict(sheet.cells), dict(sheet._places)
    touched: set[Place] = set()
    for key in (*new, *(ghost.key for ghost in before.cancelled)):
        for place in places.pop(key, ()):
            touched.add(place)
            if place in cells and cells[place].key == key:
                del cells[place]
    for key, meeting in new.items():
        found = _places_of(meeting, sheet.kind, sheet._row_of, sheet._column_of)
        if found:
            places[key] = found
        for place in found:
            cells[place] = meeting
            touched.add(place)
    row_of, column_of = sheet._row_of, sheet._column_of
    touched |= _add_ghosts(data, sheet.kind, row_of, column_of, cells, places)
    return replace(sheet, cells=cells, _places=places), touched


def _differing(
    one: GridData, other: GridData
) -> tuple[dict[str, GridMeeting], dict[str, GridMeeting]]:
    """The meetings of each, by key, that are not the very same records in the other."""
    first, second = ({id(m): m for m in data.meetings} for data in (one, other))
    gone = {m.key: m for known, m in first.items() if known not in second}
    return gone, {m.key: m for known, m in second.items() if known not in first}


def _add_ghosts(
    data: GridData,
    kind: Kind,
    row_of: Mapping[str, int],
    column_of: Mapping[str, int],
    cells: dict[Place, GridMeeting],
    places: dict[str, tuple[Place, ...]],
) -> set[Place]:
    """Cancelled meetings stand where they stood, in cells that nobody has taken since."""
    added: set[Place] = set()
    for meeting in data.cancelled:
        found = _places_of(meeting, kind, row_of, column_of)
        free = tuple(place for place in found if place not in cells)
        if free:
            places[meeting.key] = free
            cells.update(dict.fromkeys(free, meeting))
            added.update(free)
    return added


def _places_of(
    meeting: GridMeeting, kind: Kind, row_of: Mapping[str, int], column_of: Mapping[str, int]
) -> tuple[Place, ...]:
    """Where a meeting is drawn."""
    at = column_of.get(meeting.slot or "")
    if at is None:
        return ()
    return tuple((row_of[key], at) for key in _row_keys(meeting, kind) if key in row_of)


def matches(data: GridData, text: str) -> Callable[[GridMeeting], bool]:
    """Whether a meeting answers to all words of `text`; “#12” is meeting 12 alone.

    A word is looked for in the number and in all that is known of its people. What each of those
    is called is folded once: they meet more often than there are of them.
    """
    if text.startswith("#") and text[1:].isdigit():
        number = int(text[1:])
        return lambda meeting: meeting.number == number
    known = {key: fold(_called(person)) for key, person in data.people.items()}
    wanted = [
        (word, frozenset(key for key, words in known.items() if word in words))
        for word in fold(text).split()
    ]
    return lambda meeting: all(
        not people.isdisjoint(meeting.parties) or word in str(meeting.number)
        for word, people in wanted
    )


def _called(person: GridPerson) -> str:
    """Everything a person's meetings can be found by."""
    return " ".join(
        (person.name, person.native_name, person.organisation, person.country, person.delegation)
    )


def _columns(data: GridData, day: date) -> tuple[ColumnSpec, ...]:
    before = {pause.before: pause for pause in data.pauses if pause.day == day}
    found: list[ColumnSpec] = []
    for slot in data.slots:
        if slot.day != day:
            continue
        if slot.key in before and found:
            found.append(ColumnSpec(None, before[slot.key]))
        found.append(ColumnSpec(slot))
    return tuple(found)


def _row_keys(meeting: GridMeeting, kind: Kind) -> Sequence[str]:
    if kind is Kind.PEOPLE:
        return meeting.parties
    return (meeting.table or NO_TABLE,)


NO_TABLE = "no table"
"""Row key of meetings that have a slot and no table; shown only where there are any."""


def _table_rows(data: GridData, grouped: bool) -> tuple[RowSpec, ...]:
    rows: list[RowSpec] = []
    if any(meeting.table is None for meeting in data.placed):
        rows.append(RowSpec(NO_TABLE, _("No table"), ""))
    zones = _in_order(table.zone for table in data.tables)
    if not grouped or len(zones) < 2:
        return (*rows, *(_table_row(table, zone=len(zones) > 1) for table in data.tables))
    for zone in zones:
        inside = [table for table in data.tables if table.zone == zone]
        rows.append(RowSpec("", zone or _("Without a zone"), str(len(inside))))
        rows += [_table_row(table, zone=False) for table in inside]
    return tuple(rows)


def _table_row(table: GridTable, *, zone: bool) -> RowSpec:
    note = table.reserved_for or (table.zone if zone else "")
    return RowSpec(table.key, str(table.number), note, badge="flag" if table.reserved_for else "")


def _person_rows(
    data: GridData,
    day: date,
    grouped: bool,
    by_organisation: bool,
    only: Callable[[GridPerson], bool] | None,
) -> tuple[RowSpec, ...]:
    """Those who are expected or have a meeting, by name."""
    busy = {key for meeting in data.meetings for key in meeting.parties}
    asked = [p for p in data.people.values() if p.expected or p.key in busy]
    if only is not None:
        asked = [person for person in asked if only(person)]
    asked.sort(key=lambda person: fold(person.name))
    if not grouped:
        return tuple(_person_row(person, day) for person in asked)
    groups: dict[str, list[GridPerson]] = defaultdict(list)
    for person in asked:
        groups[person.organisation if by_organisation else person.delegation].append(person)
    nothing = _("Without an organisation") if by_organisation else _("Without a delegation")
    rows: list[RowSpec] = []
    for name in sorted(groups, key=lambda name: (not name, fold(name))):
        rows.append(RowSpec("", name or nothing, str(len(groups[name]))))
        rows += [_person_row(person, day) for person in groups[name]]
    return tuple(rows)


def _person_row(person: GridPerson, day: date) -> RowSpec:
    flags = [flag for flag in person.flags if flag.day == day]
    parts = (*(flag.words for flag in flags), person.country, person.organisation)
    home = " · ".join(part for part in parts if part)
    title = f"{person.native_name}  {person.name}" if person.native_name else person.name
    badge = "hourglass" if flags else ""
    return RowSpec(person.key, title, home, badge, present=person.arrived)


def _closed(
    data: GridData, kind: Kind, row_of: Mapping[str, int], column_of: Mapping[str, int]
) -> dict[Place, str]:
    closed: dict[Place, str] = {}
    if kind is Kind.TABLES:
        for table in data.tables:
            for slot, reason in table.blocked.items():
                if slot in column_of:
                    closed[row_of[table.key], column_of[slot]] = reason or _("blocked")
        return closed
    for key, row in row_of.items():
        person = data.people[key]
        for slot in person.absent:
            if slot in column_of:
                closed[row, column_of[slot]] = _("not available")
        for flag in person.flags:
            for slot in flag.missed & column_of.keys():
                closed[row, column_of[slot]] = flag.words
    return closed


def _in_order(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
