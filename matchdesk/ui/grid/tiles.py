"""Paints the cells: tiles with state by colour and shape, and what a drop would mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.ui import icons
from matchdesk.ui.grid.model import GridModel, Index
from matchdesk.ui.grid.pace import Pace
from matchdesk.ui.grid.pictures import CORNER, Face, TilePictures
from matchdesk.ui.grid.sheet import Kind, Place
from matchdesk.ui.theme import State, Theme

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting
    from matchdesk.ui.grid.ghosts import Ghost

STATES: dict[MeetingStatus, tuple[State, str]] = {
    MeetingStatus.PLANNED: (State.PLANNED, ""),
    MeetingStatus.CONFIRMED: (State.PLANNED, "user-check"),
    MeetingStatus.IN_PROGRESS: (State.ATTENTION, "play"),
    MeetingStatus.HELD: (State.GOOD, "check"),
    MeetingStatus.NO_SHOW: (State.PROBLEM, "user-x"),
    MeetingStatus.CANCELLED: (State.NEUTRAL, "ban"),
}
"""Colour and shape of each status; a planned meeting is the plain tile."""

_DIM = 0.28
_BADGE, _SIGN, _EDGE = 14.0, 26, 3
_SIGNS = {
    "swap": ("arrow-left-right", "good.line"),
    "free": ("check", "good.text"),
    "soft": ("circle", "good.line"),
    "clash": ("x", "problem.line"),
    "goes": ("arrow-right", "attention.line"),
    "off": ("ban", "problem.line"),
}
"""The icon of what a cell would be, and its colour."""
_OVER = ("swap", "goes", "off")
"""Signs drawn over a tile."""


class TileDelegate(QStyledItemDelegate):
    """Reads the model's sheet.

    `is_late` says whether somebody is missing from a meeting, `paper` what is printed of it ("",
    "printed" or "outdated").
    """

    def __init__(
        self,
        theme: Theme,
        model: GridModel,
        is_late: Callable[[GridMeeting], bool],
        paper: Callable[[GridMeeting], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._is_late, self._paper = is_late, paper
        self._grounds: dict[str, QBrush | QColor] = {}
        self._signs: dict[tuple[str, float], QPixmap] = {}
        self._drawn: dict[tuple[Place, Place, float, bool, bool, str], QPixmap] = {}
        self._pictures = TilePictures(theme, self._drawn.clear)
        self.pace, self._late = Pace(), set[Place]()
        model.modelReset.connect(self._drawn.clear)
        model.cells_changed.connect(self._forget)
        theme.changed.connect(self._read_colours)
        self._read_colours()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The view fixes all sizes."""
        return QSize(104, 44)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; the view has painted the ground and paints the focus."""
        sheet = self._model.sheet
        if sheet is None:
            return
        place = (index.row(), index.column())
        rect: QRect = option.rect
        if sheet.rows[place[0]].is_group:
            painter.fillRect(rect, self._grounds["group"])
        elif sheet.columns[place[1]].slot is None:
            painter.fillRect(rect, self._grounds["pause"])
        else:
            self._slot(painter, rect, place)

    def _slot(self, painter: QPainter, rect: QRect, place: Place) -> None:
        model, sheet = self._model, self._model.sheet
        assert sheet is not None
        meeting = sheet.cells.get(place)
        target = model.target(place) if model.held is not None else None
        if place in sheet.closed:
            painter.fillRect(rect, self._grounds["closed"])
        if model.targets is not None and model.held is not None:
            is_free = target in ("free", "soft")
            shade = f"free{model.grade(place)}" if is_free else target
            ground = self._grounds.get(shade or "elsewhere")
            if ground is not None:
                painter.fillRect(rect, ground)
        if meeting is not None:
            picture = self._picture(meeting, place, rect, painter.device().devicePixelRatioF())
            if self._dimmed(meeting, target) or place in model.ghosts:
                painter.setOpacity(_DIM)
                painter.drawPixmap(rect.topLeft(), picture)
                painter.setOpacity(1.0)
            else:
                painter.drawPixmap(rect.topLeft(), picture)
        if target is not None:
            self._sign(painter, rect, target, is_empty=meeting is None)
        ghost = model.ghosts.get(place)
        if ghost is not None:
            self._ghost(painter, rect, place, ghost)

    def _ghost(self, painter: QPainter, rect: QRect, place: Place, ghost: Ghost) -> None:
        """A meeting that would come, in a dashed frame; a sign over one that would go."""
        if not ghost.comes:
            self._sign(painter, rect, "off" if ghost.off else "goes", is_empty=False)
            return
        face = Face(
            lines=self._parties(ghost.parties, ghost.table, place),
            state=State.GOOD,
            mark="plus",
            marks=(),
            held=True,
        )
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), self._pictures.picture(face, rect.size(), ratio))

    @property
    def is_late(self) -> bool:
        """Whether a frame left tiles plain that nobody has taken since."""
        return bool(self._late)

    def take_late(self) -> set[Place]:
        """The cells that the last frames had no time for: they show plain tiles."""
        late, self._late = self._late, set()
        return late

    def _picture(self, meeting: GridMeeting, place: Place, rect: QRect, ratio: float) -> QPixmap:
        """What was drawn in this cell last, if nothing that shows has changed.

        In a frame that has no time left a new tile is plain: colour and edge, no words.
        """
        held = self._model.is_held(meeting)
        size = (rect.width(), rect.height())
        key = (place, size, ratio, held, self._is_late(meeting), self._paper(meeting))
        found = self._drawn.get(key)
        if found is None:
            face, pictures = self._face(meeting, place), self._pictures
            found = pictures.known(face, rect.size(), ratio)
            if found is None:
                if not self.pace.has_time():
                    self._late.add(place)
                    return pictures.box(face, rect.size(), ratio)
                found = pictures.picture(face, rect.size(), ratio)
            self._drawn[key] = found
        return found

    def _forget(self, places: Iterable[Place]) -> None:
        gone = set(places)
        for key in [key for key in self._drawn if key[0] in gone]:
            del self._drawn[key]

    def _face(self, meeting: GridMeeting, place: Place) -> Face:
        state, mark = STATES[meeting.status]
        if len(meeting.faults) > len(meeting.missing):  # each who is missing breaks a rule by that
            state, mark = State.PROBLEM, "triangle-alert"
        elif self._is_late(meeting):
            state, mark = State.ATTENTION, "hourglass"
        held = self._model.is_held(meeting)
        gone = meeting.status is MeetingStatus.CANCELLED
        marks = [name for name, shown in (
            ("lock", meeting.locked), ("languages", meeting.interpreter)) if shown]  # fmt: skip
        return Face(
            lines=self._lines(meeting, place),
            state=state,
            mark=mark,
            marks=tuple(marks),
            held=held,
            firm=meeting.status is MeetingStatus.CONFIRMED,
            struck=gone,
            paper=self._paper(meeting),
        )

    def _lines(self, meeting: GridMeeting, place: Place) -> tuple[tuple[str, str], tuple[str, str]]:
        """Two lines, each with what stands out: both parties, or the other party and the table."""
        return self._parties(meeting.parties, meeting.table, place)

    def _parties(
        self, parties: tuple[str, ...], at: str | None, place: Place
    ) -> tuple[tuple[str, str], tuple[str, str]]:
        sheet = self._model.sheet
        assert sheet is not None
        people = [self._model.person(key) for key in parties]
        if sheet.kind is Kind.TABLES:
            first, second = people[0], people[1]
            return (first.country, first.short), (second.country, second.short)
        me = sheet.rows[place[0]].key
        others = [person for person in people if person.key != me]
        number = self._model.table_number(at)
        more = f" +{len(others) - 1}" if len(others) > 1 else ""
        table = "" if number is None else _("T{n}").format(n=number)
        return (others[0].country, others[0].short + more), (table, others[0].name)

    def _dimmed(self, meeting: GridMeeting, target: str | None) -> bool:
        if meeting.status is MeetingStatus.CANCELLED:
            return True
        if self._model.held is not None:
            return target not in ("swap", "here") and not self._model.is_held(meeting)
        return self._model.matches is not None and not self._model.matches(meeting)

    def _sign(self, painter: QPainter, rect: QRect, target: str, *, is_empty: bool) -> None:
        """The shape that goes with the shade; a swap's lies over the end of the tile's names."""
        if target == "here" or (target not in _OVER and not is_empty):
            return
        ratio = painter.device().devicePixelRatioF()
        key = (target, ratio)
        if key not in self._signs:
            self._signs[key] = self._drawn_sign(target, ratio)
        picture = self._signs[key]
        middle = rect.center()
        left = middle.x() - _SIGN // 2 if is_empty else rect.right() - _SIGN - _EDGE
        painter.drawPixmap(left, middle.y() - _SIGN // 2, picture)

    def _drawn_sign(self, target: str, ratio: float) -> QPixmap:
        """Drawn once: hundreds are shown while a meeting is held."""
        picture = QPixmap(QSize(_SIGN, _SIGN) * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(ratio)
        mark, token = _SIGNS.get(target, ("", ""))
        if not mark:
            return picture
        colour = self._theme.colour(token)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIGN / 2, _SIGN / 2)
        if target in _OVER:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(self._theme.colour("surface1"))
            painter.drawEllipse(middle, 11, 11)
        edge = (_SIGN - _BADGE) / 2
        icons.draw(painter, mark, QRectF(edge, edge, _BADGE, _BADGE), colour)
        painter.end()
        return picture

    def _read_colours(self) -> None:
        colour = self._theme.colour
        self._drawn.clear()
        self._signs.clear()
        self._grounds = {
            "group": colour("surface2"),
            "pause": colour("surface0"),
            "closed": QBrush(colour("hairline"), Qt.BrushStyle.BDiagPattern),
            "free1": mixed(colour("good.fill"), colour("good.line"), 0.35),
            "free2": colour("good.fill"),
            "free3": mixed(colour("good.fill"), colour("surface1"), 0.55),
            "clash": QBrush(
                mixed(colour("problem.line"), colour("surface1"), 0.6), Qt.BrushStyle.BDiagPattern
            ),
            "forbidden": colour("surface2"),
            "elsewhere": colour("surface0"),
        }


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with `share` (0 to 1) of `other` in it."""
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def draw_focus(painter: QPainter, theme: Theme, rect: QRect, *, active: bool) -> None:
    """The frame of the chosen cell; quieter while the focus is elsewhere."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if active else "outline"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), CORNER, CORNER)
