"""The day in charts, and who meets whom on a map. Imported when it is first looked at.

Importing pyqtgraph takes most of a second, so this module is imported beside the window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QHBoxLayout, QWidget

from matchdesk.core import geography
from matchdesk.core.geography import View
from matchdesk.core.i18n import _, count
from matchdesk.ui.dashboard.sectors import SectorMatrix
from matchdesk.ui.dashboard.slot_bars import NAMES, PARTS, TOKENS, SlotBars
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Card, Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.statistics import DayBoard, Encounters

_REGIONS = {"eu": "planned.line", "programme": "good.line", "third": "attention.line"}
_SCALE = 1000.0
"""Map units in the map's width: Qt draws paths of a length of one with visible errors."""

_PAUSE = 20
"""Milliseconds from one chart to the next when all are drawn: a frame, in which it is painted."""

_WIDTHS = (0.6, 1.2, 2.0, 3.0)
"""Pixels an arc is wide, from few meetings to the most: more would hide the countries below."""


def prepare() -> None:
    """Lay both maps flat ahead; for a working thread, so that the page opens without a pause."""
    for view in (geography.WORLD, geography.EUROPE):
        _paths(view)


@cache
def _paths(view: View) -> Mapping[str, QPainterPath]:
    """The countries a map shows, by ISO code; whoever has them only reads them."""
    found = {}
    for code, outline in geography.outlines().items():
        path = QPainterPath()
        for ring in view.shape(outline):
            path.moveTo(_at(ring[0]))
            for point in ring[1:]:
                path.lineTo(_at(point))
            path.closeSubpath()
        if not path.isEmpty():
            found[code] = path
    return found


class ChartsPage(QWidget):
    """Map above; meetings by slot and the sectors below. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        pg.setConfigOptions(antialias=True)
        self._theme = theme
        self._board: DayBoard | None = None
        self.map = CountryMap(theme)
        self.slots = SlotBars(theme)
        self.sectors = SectorMatrix(theme)
        self.told = Label("", "small", 2)
        self._world = button(_("World"), lambda: self._look_at(geography.WORLD), kind="chip")
        self._europe = button(_("Europe"), lambda: self._look_at(geography.EUROPE), kind="chip")
        self._views = {geography.WORLD: self._world, geography.EUROPE: self._europe}
        for press in self._views.values():
            press.setCheckable(True)
            press.setAutoExclusive(True)
        self._world.setChecked(True)
        head = row(Label(_("Who meets whom"), "large"), self.told, None, self._world, self._europe)
        left = Card(theme_free(head), self.map, self._legend(), spacing=Space.S)
        left.box.setStretch(1, 1)
        right = QWidget()
        slots = Card(Label(_("Meetings by slot"), "large"), self.slots, self._slot_legend())
        sectors = Card(Label(_("Meetings between sectors"), "large"), self.sectors)
        slots.box.setStretch(1, 1)
        sectors.box.setStretch(1, 1)
        below = column(slots, sectors, spacing=Space.M)
        below.setStretch(0, 4)
        below.setStretch(1, 5)
        right.setLayout(below)
        whole = row(left, right, spacing=Space.M)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)
        theme.changed.connect(self._recolour)

    def show_board(self, board: DayBoard) -> None:
        """Show the day as it stands; what is the same as before is not drawn again."""
        before, self._board = self._board, board
        if before is None:  # everything is drawn: one after the other, so that keys are heard
            for place, draw in enumerate((self._draw_map, self._draw_slots, self._draw_sectors)):
                QTimer.singleShot(place * _PAUSE, self, draw)
            return
        if before.slots != board.slots:
            self._draw_slots()
        if _drawn(before) != _drawn(board):
            self._draw_map()
            self._draw_sectors()

    def _draw_slots(self) -> None:
        if self._board is not None:
            self.slots.show_slots(self._board.slots)

    def _draw_map(self) -> None:
        if self._board is not None:
            met = self._board.encounters
            self.map.show_encounters(met, self._board.regions)
            pairs = [n for n in met.links if n.first != n.second]
            self.told.setText(count("{n} pair of countries", "{n} pairs of countries", len(pairs)))

    def _draw_sectors(self) -> None:
        if self._board is not None:
            met = self._board.encounters
            self.sectors.show_matrix(met.sectors, met.matrix)

    def _look_at(self, view: View) -> None:
        self._views[view].setChecked(True)
        self.map.look_at(view)

    def _recolour(self) -> None:
        board, self._board = self._board, None
        self.map.recolour()
        self.slots.recolour()
        if board is not None:
            self.show_board(board)

    def _legend(self) -> QWidget:
        return _marks(
            self._theme,
            (
                ("planned.line", _("European Union")),
                ("good.line", _("Other programme countries")),
                ("attention.line", _("Third countries")),
                ("text2", _("Meetings")),
                ("problem.line", _("With agreements")),
            ),
        )

    def _slot_legend(self) -> QWidget:
        return _marks(self._theme, tuple((TOKENS[p], _(NAMES[p])) for p in PARTS))


def _drawn(board: DayBoard) -> tuple[Any, ...]:
    """What map and matrix are drawn from: a meeting that is held now changes nothing there."""
    met = board.encounters
    arcs = [(n.first, n.second, n.scheduled, n.agreements > 0) for n in met.links]
    return arcs, {*met.people, *met.expected}, met.matrix, board.regions


def theme_free(box: QHBoxLayout) -> QWidget:
    """`box` as a widget, to be put into a card."""
    holder = QWidget()
    holder.setLayout(box)
    return holder


def _marks(theme: Theme, entries: Sequence[tuple[str, str]]) -> QWidget:
    parts: list[Any] = []
    for token, word in entries:
        parts += [_Swatch(theme, token), Label(word, "small", 2)]
    return theme_free(row(*parts, None, spacing=Space.XS))


class _Swatch(QWidget):
    """A spot of colour in a legend."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self.setFixedSize(12, 12)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(self._token))
        painter.end()


class CountryMap(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """Countries coloured by region where somebody is from there; arcs for meetings.

    Drag moves the map, the wheel zooms; both projections are drawn from the same outlines.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view = geography.WORLD
        self._lands: dict[str, QGraphicsPathItem] = {}
        self._arcs: list[QGraphicsPathItem] = []
        self._shown: tuple[Encounters, Any] | None = None
        self._box = pg.ViewBox(lockAspect=True, invertY=True, enableMenu=False)
        self.setCentralItem(self._box)
        self.setAccessibleName(_("Who meets whom, by country"))
        self.look_at(geography.WORLD)

    def look_at(self, view: View) -> None:
        """Show the world or Europe."""
        self._view = view
        self._box.clear()
        self._lands.clear()
        self._arcs = []
        earth = QGraphicsPathItem()  # the box looks at each item it is given: one, not two hundred
        for code, path in _paths(view).items():
            self._lands[code] = QGraphicsPathItem(path, earth)
        self._box.addItem(earth, ignoreBounds=True)
        self._box.setRange(QRectF(0, 0, _SCALE, _SCALE * view.ratio), padding=0)
        self.recolour()

    def show_encounters(self, met: Encounters, regions: Any) -> None:
        """Colour the countries and draw an arc for every two that meet."""
        self._shown = (met, regions)
        self._colour()
        self._draw_arcs(met)

    def recolour(self) -> None:
        """Take the theme's colours."""
        self.setBackground(self._theme.colour("surface1"))
        self._colour()
        if self._shown is not None:
            self._draw_arcs(self._shown[0])

    def _colour(self) -> None:
        met, regions = self._shown or (None, {})
        coast = QPen(self._theme.colour("surface1"), 0.6)
        coast.setCosmetic(True)
        here = {**met.expected, **met.people} if met is not None else {}
        for code, item in self._lands.items():
            token = (
                _REGIONS.get(regions.get(code, ""), "surface3") if here.get(code) else "surface3"
            )
            item.setBrush(self._theme.colour(token))
            item.setPen(coast)
            if here.get(code):
                item.setToolTip(f"{code}: {here[code]}")

    def _draw_arcs(self, met: Encounters) -> None:
        for item in self._arcs:
            self._box.removeItem(item)
        self._arcs = []
        paths: dict[tuple[bool, int], QPainterPath] = {}
        known = geography.outlines()
        most = max((n.scheduled for n in met.links if n.first != n.second), default=0) or 1
        for link in met.links:
            if link.first == link.second or not {link.first, link.second} <= known.keys():
                continue
            start = self._view.place(known[link.first].centre)
            end = self._view.place(known[link.second].centre)
            step = min(len(_WIDTHS) - 1, len(_WIDTHS) * link.scheduled // (most + 1))
            path = paths.setdefault((link.agreements > 0, step), QPainterPath())
            path.moveTo(_at(start))
            path.quadTo(_at(geography.arc(start, end)), _at(end))
        for (agreed, step), path in sorted(paths.items(), key=lambda pair: pair[0]):
            item = QGraphicsPathItem(path)
            colour = QColor(self._theme.colour("problem.line" if agreed else "text2"))
            colour.setAlphaF(0.6 if agreed else 0.22)
            pen = QPen(colour, max(_WIDTHS[step], 1.2) if agreed else _WIDTHS[step])
            pen.setCosmetic(True)
            item.setPen(pen)
            self._arcs.append(item)
            self._box.addItem(item, ignoreBounds=True)


def _at(point: tuple[float, float]) -> QPointF:
    return QPointF(_SCALE * point[0], _SCALE * point[1])
