"""What the Event screen shows: the event's time and place, and what a change would do."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.services.layout import Span
from matchdesk.services.waiting import Displaced


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot before and after: `old` None is new, `new` None vanishes.

    `meetings` counts those of the live grid that stand in it and are not cancelled.
    """

    key: str | None
    old_number: int | None
    old: Span | None
    number: int | None
    new: Span | None
    meetings: int

    @property
    def moved(self) -> bool:
        """Whether the slot stays, at another time."""
        return self.old is not None and self.new is not None and self.old != self.new


@dataclass(frozen=True, slots=True)
class LayoutPreview:
    """What a change of the event's time does.

    `slots` are those there will be, in order; `removed` those that vanish. `orphaned` meetings go
    to the waiting list. `begun` meetings stand in a vanishing slot and have begun or are over: the
    change is refused while there are any. `stranded` names participants who attend none of the
    sessions that are left: they become unavailable in every slot. `wishes` counts requests that
    lose the session or slot they asked for.
    """

    slots: tuple[SlotChange, ...]
    removed: tuple[SlotChange, ...]
    orphaned: tuple[Displaced, ...]
    begun: tuple[Displaced, ...]
    stranded: tuple[str, ...]
    wishes: int

    @property
    def moved(self) -> tuple[SlotChange, ...]:
        """Slots that stay, at another time."""
        return tuple(slot for slot in self.slots if slot.moved)

    @property
    def added(self) -> tuple[SlotChange, ...]:
        """Slots that are new."""
        return tuple(slot for slot in self.slots if slot.old is None)

    @property
    def changes_nothing(self) -> bool:
        """Whether the slots would be just as they are."""
        return not (self.moved or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table as it is to be; its number says which one it is."""

    number: int
    zone: str = ""
    seats: int = 4
    reserved_for_key: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table as it is. `meetings` counts those of the live grid that are not cancelled."""

    key: str
    number: int
    zone: str
    seats: int
    reserved_for_key: str | None
    reserved_for: str
    meetings: int

    @property
    def plan(self) -> TablePlan:
        """The table as it is, to be changed."""
        return TablePlan(self.number, self.zone, self.seats, self.reserved_for_key)


@dataclass(frozen=True, slots=True)
class TablesPreview:
    """What a change of the tables does.

    `displaced` meetings get another table in their slot (`new_table`) or go to the waiting list;
    `begun` ones stand at a table that would vanish and have begun or are over: the change is
    refused while there are any.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[int, ...]
    displaced: tuple[Displaced, ...]
    begun: tuple[Displaced, ...]

    @property
    def waiting(self) -> tuple[Displaced, ...]:
        """Those of `displaced` for which there is no other table."""
        return tuple(one for one in self.displaced if one.new_table is None)
