"""People and delegations that a text could mean, as a list one walks through by keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from matchdesk.core.i18n import _
from matchdesk.core.text import beside, fold
from matchdesk.ui import icons
from matchdesk.ui.checkin import words
from matchdesk.ui.theme import ICON, Size, Space, State, Theme, font
from matchdesk.ui.widgets import draw_pill

if TYPE_CHECKING:
    from matchdesk.services.checkin import ArrivalCount, PersonView

Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 58
_PILL = 260
_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One line: a person or a delegation (without `person`), with the words shown for it."""

    key: str
    name: str
    latin: str
    details: str
    standing: tuple[str, State] | None
    delegation: bool = False
    person: PersonView | None = None

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        status = self.standing[0] if self.standing else ""
        return ", ".join(part for part in (self.name, self.latin, self.details, status) if part)


def of_person(person: PersonView, country: str, now: datetime, zone: ZoneInfo | None) -> Hit:
    """A person as a line."""
    return Hit(
        key=person.key,
        name=beside(person.own_name),
        latin=person.name if person.native_name else "",
        details=words.details(person, country),
        standing=words.standing(person, now, zone),
        person=person,
    )


def of_delegation(delegation: ArrivalCount) -> Hit:
    """A delegation as a line."""
    text = _("{here} of {expected} here").format(here=delegation.here, expected=delegation.expected)
    return Hit(
        key=delegation.key,
        name=delegation.name,
        latin="",
        details=_("Delegation: check in together"),
        standing=(text, State.GOOD if delegation.complete else State.ATTENTION),
        delegation=True,
    )


def delegations_of(
    text: str, people: Sequence[PersonView], known: Sequence[ArrivalCount]
) -> list[Hit]:
    """Those of `known` whose name holds `text`, and one whose people were found and nobody else.

    The latter finds a delegation with a slip in its name: the search for people forgives one.
    """
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    found = Counter(person.delegation_key for person in people)
    return [
        of_delegation(one)
        for one in known
        if wanted in fold(one.name) or (len(found) == 1 and found[one.key] >= max(2, one.expected))
    ]


class ResultsList(QListView):
    """`picked` carries the chosen `Hit` on a click; keys are handled by the scan box.

    `moved` when another line is chosen.
    """

    picked = Signal(object)
    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = _HitsModel()
        self.setModel(self._model)
        self.setItemDelegate(_HitDelegate(theme, self))
        self.setAccessibleName(_("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_changed: self.moved.emit())
        self.clicked.connect(lambda index: self.picked.emit(index.data(_ROLE)))

    def show_hits(self, hits: list[Hit]) -> None:
        """Show `hits`; nothing is chosen unless there is only one."""
        self._model.show_hits(hits)
        self.scrollToTop()  # the best stand first
        self.setCurrentIndex(self._model.index(0) if len(hits) == 1 else QModelIndex())

    @property
    def hits(self) -> list[Hit]:
        """What is shown."""
        return self._model.hits

    def current(self) -> Hit | None:
        """The chosen line."""
        index = self.currentIndex()
        return self._model.hits[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Walk down (1) or up (-1); it stops at the ends."""
        last = len(self._model.hits) - 1
        if last < 0:
            return
        index = self.currentIndex()
        place = index.row() + by if index.isValid() else (0 if by > 0 else last)
        self.setCurrentIndex(self._model.index(max(0, min(place, last))))


class _HitsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show_hits(self, hits: list[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hits[index.row()]
        if role == _ROLE:
            return hit
        if role == Qt.ItemDataRole.ToolTipRole:  # what is shortened is whole on hover
            return "\n".join(part for part in (hit.name, hit.latin, hit.details) if part)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return hit.spoken if role in shown else None


class _HitDelegate(QStyledItemDelegate):
    """Two lines, the name in its own script first; how they stand at the far end."""

    def __init__(self, theme: Theme, parent: ResultsList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(_ROLE)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -1)
        painter.save()
        self._background(painter, rect, option)
        inside = rect.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        icon = "users" if hit.delegation else "user"
        box = QRectF(inside.left(), inside.center().y() - ICON / 2, ICON, ICON)
        icons.draw(painter, icon, box, self._theme.colour("text3"))
        left = inside.adjusted(ICON + Space.M, 0, 0, 0)
        if hit.standing is not None:
            word, state = hit.standing
            wide = QFontMetrics(font(Size.SMALL, weight=600)).horizontalAdvance(word)
            room = min(wide + 2 * Space.S + 4, _PILL)
            pill = QRectF(left.right() - room, left.top(), room, left.height())
            draw_pill(painter, self._theme, pill, word, state)
            left.setRight(pill.left() - Space.M)
        self._words(painter, left, hit)
        painter.restore()

    def _background(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("surface3"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), _accent(theme))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("surface2"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _words(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        half = rect.height() / 2
        small = font(Size.SMALL)
        name_face = _fitting(hit.name, rect.width())
        line = QRectF(rect.left(), rect.top(), rect.width(), half)
        used = self._line(painter, line, hit.name, name_face, "text1")
        if hit.latin:
            line.setLeft(line.left() + used + Space.S)
            self._line(painter, line, hit.latin, font(Size.BODY), "text2")
        line = QRectF(rect.left(), rect.top() + half, rect.width(), half)
        self._line(painter, line, hit.details, small, "text2")

    def _line(self, painter: QPainter, rect: QRectF, text: str, face: Any, token: str) -> float:
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(rect.width())))
        painter.setFont(face)
        painter.setPen(self._theme.colour(token))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, flags, shown)
        return float(metrics.horizontalAdvance(shown))


def _fitting(name: str, room: float) -> QFont:
    """The usual face of names, or a smaller one where that shows a long name whole."""
    usual = font(Size.LARGE, weight=600)
    fits = QFontMetrics(usual).horizontalAdvance(name) <= room
    return usual if fits else font(Size.BODY, weight=600)


def _accent(theme: Theme) -> QColor:
    return theme.colour("accent")
