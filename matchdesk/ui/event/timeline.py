"""The slots there will be, drawn on the clock: what stays, moves, is new, and vanishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from matchdesk.core.days import short_weekday, weekday
from matchdesk.core.i18n import _, count
from matchdesk.services.layout import Pause, Span
from matchdesk.ui.theme import Size, Space, State, Theme, font

if TYPE_CHECKING:
    from matchdesk.services.event_layout import LayoutPreview, SlotChange

TITLE, LANE, GONE, AXIS = 26, 34, 16, 18
DAY = TITLE + LANE + GONE + AXIS + Space.M
"""Heights in pixels: a day's title, its slots, those that vanish, the hours."""


_LINES = {State.ATTENTION: Qt.PenStyle.DashLine}
_WEIGHTS = {State.GOOD: 2.5, State.ATTENTION: 1.5}
"""Slots that move have a broken border, new ones a strong one: colour is never alone."""


@dataclass(frozen=True, slots=True)
class _Block:
    rect: QRectF
    text: str
    state: State
    tip: str
    hatched: bool = False


class Timeline(QWidget):
    """`show_preview` after every change; every block says on hover what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._preview: LayoutPreview | None = None
        self._pauses: tuple[Pause, ...] = ()
        self._blocks: list[_Block] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_preview(self, preview: LayoutPreview | None, pauses: tuple[Pause, ...]) -> None:
        """Draw `preview`, with the breaks between; None draws nothing."""
        self._preview, self._pauses = preview, pauses
        self.setFixedHeight(max(1, DAY * len(self._days())))
        self.setAccessibleName(self.summary())
        self.updateGeometry()
        self.update()

    def summary(self) -> str:
        """How many slots stay, move, are new and vanish, in words."""
        return ", ".join(text for text, _state in self.summaries())

    def summaries(self) -> list[tuple[str, State]]:
        """The same one by one, each in the colour its slots have."""
        if self._preview is None:
            return []
        preview = self._preview
        moved, new, gone = len(preview.moved), len(preview.added), len(preview.removed)
        stay = len(preview.slots) - moved - new
        parts = (
            (stay, count("{n} slot stays", "{n} slots stay", stay), State.PLANNED),
            (moved, count("{n} moves", "{n} move", moved), State.ATTENTION),
            (new, count("{n} is new", "{n} are new", new), State.GOOD),
            (gone, count("{n} vanishes", "{n} vanish", gone), State.PROBLEM),
        )
        return [(text, state) for number, text, state in parts if number]

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, max(1, DAY * len(self._days())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days below each other, each on the same hours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._blocks = []
        for place, day in enumerate(self._days()):
            self._draw_day(painter, day, place * DAY)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A block's meaning on hover."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = QPointF(event.pos())
            tip = next((b.tip for b in self._blocks if b.rect.contains(at)), "")
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    # --- inside

    def _spans(self) -> Iterable[Span]:
        if self._preview is None:
            return
        for change in (*self._preview.slots, *self._preview.removed):
            span = change.new or change.old
            if span is not None:
                yield span
        yield from (pause.span for pause in self._pauses)

    def _days(self) -> list[date]:
        return sorted({span.day for span in self._spans()})

    def _hours(self) -> tuple[int, int]:
        starts = [span.starts.hour for span in self._spans()]
        ends = [span.ends.hour + (span.ends.minute > 0) for span in self._spans()]
        return min(starts, default=9), max(ends, default=17)

    def _x(self, at: time) -> float:
        first, last = self._hours()
        share = (at.hour + at.minute / 60 - first) / max(last - first, 1)
        return 1 + share * (self.width() - 2)

    def _draw_day(self, painter: QPainter, day: date, top: int) -> None:
        painter.setFont(font(Size.SMALL, weight=600))
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QPointF(1, top + 16), f"{weekday(day)} {day:%d.%m.%Y}")
        self._draw_axis(painter, top + TITLE + LANE + GONE)
        for block in self._blocks_of(day, top + TITLE):
            self._draw_block(painter, block)
            self._blocks.append(block)

    def _draw_axis(self, painter: QPainter, top: int) -> None:
        first, last = self._hours()
        painter.setFont(font(Size.SMALL))
        step = 1 if self.width() / max(last - first, 1) > 44 else 2
        for hour in range(first, last + 1):
            x = self._x(time(hour)) if hour < 24 else self.width() - 1.0
            painter.setPen(QPen(self._theme.colour("hairline"), 1))
            painter.drawLine(QPointF(x, top - LANE - GONE), QPointF(x, top))
            if (hour - first) % step == 0:
                painter.setPen(self._theme.colour("text3"))
                text = f"{hour:02}:00"
                width = QFontMetrics(painter.font()).horizontalAdvance(text)
                left = min(max(x - width / 2, 0), self.width() - width)
                painter.drawText(QPointF(left, top + 14), text)

    def _blocks_of(self, day: date, top: int) -> Iterable[_Block]:
        assert self._preview is not None
        for pause in self._pauses:
            if pause.span.day == day:
                rect = self._rect(pause.span, top, LANE)
                yield _Block(rect, "", State.NEUTRAL, _pause_tip(pause), hatched=True)
        for change in self._preview.slots:
            if change.new is not None and change.new.day == day:
                yield self._slot_block(change, change.new, top)
        for change in self._preview.removed:
            if change.old is not None and change.old.day == day:
                rect = self._rect(change.old, top + LANE + 3, GONE - 5)
                yield _Block(rect, "", State.PROBLEM, _gone_tip(change), hatched=True)

    def _slot_block(self, change: SlotChange, span: Span, top: int) -> _Block:
        state = State.PLANNED
        if change.old is None:
            state = State.GOOD
        elif change.moved:
            state = State.ATTENTION
        return _Block(
            self._rect(span, top, LANE), str(change.number), state, slot_tip(change, span)
        )

    def _rect(self, span: Span, top: int, height: int) -> QRectF:
        left, right = self._x(span.starts), self._x(span.ends)
        return QRectF(left + 0.5, top + 0.5, max(right - left - 1, 2), height - 1)

    def _draw_block(self, painter: QPainter, block: _Block) -> None:
        colours = self._theme.tokens.state(block.state)
        pen = QPen(QColor(colours.line), _WEIGHTS.get(block.state, 1))
        pen.setStyle(_LINES.get(block.state, Qt.PenStyle.SolidLine))
        painter.setPen(pen)
        painter.setBrush(QColor(colours.fill))
        painter.drawRoundedRect(block.rect, 3, 3)
        if block.hatched:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawRoundedRect(block.rect, 3, 3)
        painter.setFont(font(Size.SMALL, weight=600))
        if QFontMetrics(painter.font()).horizontalAdvance(block.text) + 4 <= block.rect.width():
            painter.setPen(QColor(colours.text))
            painter.drawText(block.rect, Qt.AlignmentFlag.AlignCenter, block.text)


def _pause_tip(pause: Pause) -> str:
    times = f"{pause.span.starts:%H:%M}–{pause.span.ends:%H:%M}"
    return " · ".join(filter(None, (pause.name, times, pause.place)))


def slot_tip(change: SlotChange, span: Span) -> str:
    """A slot in words: its time, where it was, and its meetings; `span` is where it will be."""
    parts = [
        _("Slot {n}").format(n=change.number),
        f"{span.starts:%H:%M}–{span.ends:%H:%M}",
    ]
    if change.old is None:
        parts.append(_("new"))
    elif change.moved:
        parts.append(
            _("was slot {n} at {time}").format(
                n=change.old_number,
                time=f"{short_weekday(change.old.day)} {change.old.starts:%H:%M}",
            )
        )
    if change.meetings:
        parts.append(count("{n} meeting", "{n} meetings", change.meetings))
    return " · ".join(parts)


def _gone_tip(change: SlotChange) -> str:
    assert change.old is not None
    said = _("Slot {n} at {time} vanishes").format(
        n=change.old_number, time=f"{change.old.starts:%H:%M}"
    )
    if change.meetings:
        said += " · " + count("{n} meeting", "{n} meetings", change.meetings)
    return said
