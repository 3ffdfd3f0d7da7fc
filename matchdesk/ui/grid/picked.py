"""The chosen cells, read from the selection's ranges: somebody may choose the whole grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QTableView

from matchdesk.ui.grid.model import GridModel
from matchdesk.ui.grid.sheet import Place

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting


class Block(NamedTuple):
    """Neighbouring rows and columns, first and last included."""

    top: int
    bottom: int
    left: int
    right: int

    def has(self, place: Place) -> bool:
        """Whether a cell lies in it."""
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    def within(self, other: Block) -> Block:
        """What the two have in common; nothing lies in it where that is nothing."""
        return Block(
            max(self.top, other.top),
            min(self.bottom, other.bottom),
            max(self.left, other.left),
            min(self.right, other.right),
        )

    def places(self) -> Iterator[Place]:
        """Its cells, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


class Picked:
    """The chosen cells of `view` in which a meeting can be. GUI thread only."""

    def __init__(self, view: QTableView, grid: GridModel) -> None:
        self._view, self._grid = view, grid

    def places(self, within: Block | None = None) -> tuple[Place, ...]:
        """All of them, or those in a part of the grid, row by row."""
        sheet = self._grid.sheet
        if sheet is None:
            return ()
        blocks = self._blocks() if within is None else [b.within(within) for b in self._blocks()]
        found = {place for block in blocks for place in block.places() if sheet.usable(place)}
        return tuple(sorted(found))

    def has(self, place: Place | None) -> bool:
        """Whether a cell is chosen."""
        sheet = self._grid.sheet
        if place is None or sheet is None or not sheet.usable(place):
            return False
        return any(block.has(place) for block in self._blocks())

    def are_several(self) -> bool:
        """Whether more than one is."""
        sheet, first = self._grid.sheet, None
        for block in self._blocks() if sheet is not None else ():
            for place in block.places():
                if sheet is not None and place != first and sheet.usable(place):
                    if first is not None:
                        return True
                    first = place
        return False

    def meetings(self) -> tuple[GridMeeting, ...]:
        """The meetings drawn in them, each once, row by row."""
        sheet, blocks = self._grid.sheet, self._blocks()
        if sheet is None or not blocks:
            return ()
        found = (place for place in sheet.cells if any(block.has(place) for block in blocks))
        return tuple({(m := sheet.cells[place]).key: m for place in sorted(found)}.values())

    def _blocks(self) -> list[Block]:
        """Asking Qt for each of thousands of cells takes longer than a frame."""
        selection = self._view.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        return [Block(one.top(), one.bottom(), one.left(), one.right()) for one in ranges]
