"""What a repair would do, drawn on the grid before anything changes. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchdesk.ui.grid.sheet import NO_TABLE, Kind, Place, Sheet

if TYPE_CHECKING:
    from matchdesk.services.repairing import Proposal, RepairDraft


@dataclass(frozen=True, slots=True)
class Ghost:
    """A cell of a meeting that would come (`parties`, at the table with key `table`) or go.

    A cell may be left and taken at once. `off`: what goes from it is called off, not moved.
    """

    goes: bool = False
    off: bool = False
    parties: tuple[str, ...] = ()
    table: str | None = None

    @property
    def comes(self) -> bool:
        """Whether a meeting would come here."""
        return bool(self.parties)


def ghosts_of(
    draft: RepairDraft | None,
    sheet: Sheet,
    left_out: Collection[str] = (),
    cancelled: Collection[str] = (),
) -> Mapping[Place, Ghost]:
    """By place, what `draft` would bring and take away; `left_out` proposals stay as they are."""
    found: dict[Place, Ghost] = {}
    for one in draft.proposals if draft is not None else ():
        if one.key in left_out:
            continue
        off = one.key in cancelled
        for place in _places(sheet, one, *one.was):
            there = found.get(place, Ghost())
            found[place] = Ghost(True, off, there.parties, there.table)
        if one.place is None or off:
            continue
        for place in _places(sheet, one, one.place.slot, one.place.table):
            gone = found.get(place, Ghost())
            found[place] = Ghost(gone.goes, gone.off, one.parties, one.place.table)
    return found


def _places(sheet: Sheet, one: Proposal, slot: str | None, table: str | None) -> tuple[Place, ...]:
    rows = one.parties if sheet.kind is Kind.PEOPLE else (table or NO_TABLE,)
    found = (sheet.place(row, slot) for row in rows)
    return tuple(place for place in found if place is not None)
