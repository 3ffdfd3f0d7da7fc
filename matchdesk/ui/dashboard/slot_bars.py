"""The day's slots as bars: what became of the meetings of each, and how many tables there are.

Imported with the charts, beside the window: importing pyqtgraph takes most of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Size, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.statistics import SlotLoad

PARTS = ("held", "in_progress", "planned", "no_show")
TOKENS = {
    "held": "good.line",
    "in_progress": "accent",
    "planned": "neutral.line",
    "no_show": "problem.line",
}
NAMES = {
    "held": "Held",
    "in_progress": "In progress",
    "planned": "Planned",
    "no_show": "No-show",
}


class SlotBars(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """A stacked bar for each slot of the day; the line shows how many tables there are.

    Of the library's parts, without its PlotItem: that one makes menus and forms nobody opens here,
    which takes a tenth of a second of the GUI thread. GUI thread only.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slots: tuple[SlotLoad, ...] = ()
        self.setAccessibleName(_("Meetings by slot"))
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False)
        self._axes = {side: pg.AxisItem(side, linkView=self._box) for side in ("left", "bottom")}
        self._bars = {part: pg.BarGraphItem(x=[], height=[], width=0.7) for part in PARTS}
        for item in self._bars.values():
            self._box.addItem(item)
        self._tables = pg.InfiniteLine(angle=0)
        self._box.addItem(self._tables)
        layout = pg.GraphicsLayout()
        layout.setSpacing(0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addItem(self._axes["left"], 0, 0)
        layout.addItem(self._box, 0, 1)
        layout.addItem(self._axes["bottom"], 1, 1)
        self.setCentralItem(layout)
        self.recolour()

    def show_slots(self, slots: Sequence[SlotLoad]) -> None:
        """Show the day's slots in order."""
        self._slots = tuple(slots)
        base = [0] * len(slots)
        places = list(range(len(slots)))
        for part, item in self._bars.items():
            heights = [getattr(slot, part) for slot in slots]
            brush = self._theme.colour(TOKENS[part])
            item.setOpts(x=places, y0=list(base), height=heights, brush=brush, pen=None)
            base = [low + high for low, high in zip(base, heights, strict=True)]
        every = max(1, len(slots) // 7)
        ticks = [(n, f"{s.starts:%H:%M}") for n, s in enumerate(slots) if n % every == 0]
        self._axes["bottom"].setTicks([ticks])
        tables = max((slot.tables for slot in slots), default=0)
        self._tables.setValue(tables)
        top = max(tables, *base, 1) * 1.05 if base else 1
        self._box.setRange(xRange=(-0.6, len(slots) - 0.4), yRange=(0, top), padding=0)

    def recolour(self) -> None:
        """Take the theme's colours."""
        self.setBackground(self._theme.colour("surface1"))
        for axis in self._axes.values():
            axis.setPen(self._theme.colour("hairline"))
            axis.setTextPen(self._theme.colour("text2"))
            axis.setStyle(tickFont=font(Size.SMALL), hideOverlappingLabels=False)
        dashed = pg.mkPen(self._theme.colour("outline"), style=Qt.PenStyle.DashLine)
        self._tables.setPen(dashed)
