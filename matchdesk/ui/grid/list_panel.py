"""A list at the side of the grid: what has no place and why, or what breaks a rule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matchdesk.core.i18n import _, count
from matchdesk.ui.theme import Size, Space, Theme, font
from matchdesk.ui.widgets import Label, button, clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchdesk.services.agenda import OpenRequest, Problem
    from matchdesk.services.repairing import PlaceWithMore, RepairDraft, WayOut, WhyNot

_KEY = Qt.ItemDataRole.UserRole
_ROW = 52
"""Room for two small lines."""


class ListPanel(QWidget):
    """Arrows go through the list, figures take a way to place a request, Escape leaves.

    `request_chosen` and `meeting_chosen` carry keys, `way_wanted` the draft or the command
    of a way that was taken; `left` says that the panel is done with.
    """

    request_chosen = Signal(str)
    meeting_chosen = Signal(str)
    way_wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label("", "strong", wrap=True)
        close = button("", self.left.emit, kind="quiet", icon="x", theme=theme, tip=_("Close"))
        self.list = _List()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(self._choose)
        self.hint = Label("", "small", 3, wrap=True)
        self._ways: list[WayOut] = []
        self._why = QVBoxLayout()
        self._why.setContentsMargins(0, 0, Space.S, 0)
        self._why.setSpacing(Space.S)
        self.detail = _scrolled(self._why)
        top = row(self.title, close, spacing=Space.S)
        top.setStretch(0, 1)
        margins = (Space.L, Space.M, Space.M, Space.S)
        layout = column(top, self.list, self.hint, self.detail, spacing=Space.S, margins=margins)
        layout.setStretch(1, 2)
        layout.setStretch(3, 3)
        self.setLayout(layout)
        self._is_requests = True

    def begin(self, *, is_requests: bool) -> None:
        """An empty list of this kind, until it is read."""
        self._is_requests = is_requests
        self.list.setWordWrap(not is_requests)  # of a pair each has a line
        self.list.clear()
        clear(self._why)
        self._ways = []
        self.detail.setVisible(is_requests)
        name = _("Requests without a place") if is_requests else _("Broken rules")
        self.title.setText(name)
        self.list.setAccessibleName(name)
        self.hint.setText("")

    def request(self) -> str | None:
        """Key of the chosen request."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None and self._is_requests else None

    def show_requests(self, requests: Sequence[OpenRequest]) -> None:
        """The choice stays; without one it is the first."""
        words = []
        for one in requests:
            pair = one.pair.replace(" ⇄ ", "\n", 1)
            said = _("Must meet: {who}").format(who=pair) if one.must else pair
            words.append((one.key, said, one.names))
        self.title.setText(
            count("{n} request without a place", "{n} requests without a place", len(requests))
        )
        self.hint.setText(
            _("Choose one to see why; a figure takes a way.")
            if requests
            else _("Every request that could be planned has a place.")
        )
        if not requests:
            self.show_why(None)
        self._fill(words)

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Hard ones first; each leads to the meeting it is about."""
        hard = sum(one.hard for one in found)
        soft = len(found) - hard
        self.title.setText(
            " · ".join(
                (
                    count("{n} hard rule broken", "{n} hard rules broken", hard),
                    count("{n} soft", "{n} soft", soft),
                )
            )
        )
        self.hint.setText(
            _("Soft rules may be broken: gaps, ways between zones, no common language.")
            if found
            else _("No rule is broken anywhere.")
        )
        words = []
        for one in found:
            said = one.words if one.hard else _("Soft: {what}").format(what=one.words)
            words.append((one.meetings[-1] if one.meetings else "", said, one.words))
        self._fill(words)

    def show_why(self, found: WhyNot | None) -> None:
        """Why the chosen request has no place, ways to one, and what is in the way slot by slot."""
        clear(self._why)
        self._ways = [way for way in found.ways if _doing(way) is not None] if found else []
        if found is None:
            return
        add = self._why.addWidget
        for reason in found.reasons:
            add(Label(reason, "body", wrap=True))
        if found.ways:
            add(Label(_("Where it could go"), "label", 2))
        for way in found.ways:
            self._why.addLayout(self._way(way))
        if found.slots:
            add(Label(_("Slot by slot"), "label", 2))
            for slot in found.slots:
                add(Label(slot, "small", 2, wrap=True))
        self._why.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; a figure takes the way with this number."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif text.isdigit() and 0 < int(text) <= len(self._ways):
            self.way_wanted.emit(_doing(self._ways[int(text) - 1]))
        else:
            super().keyPressEvent(event)

    def _way(self, way: WayOut) -> QVBoxLayout:
        """A button where one click does it, else words alone."""
        made = column(spacing=2)
        doing = _doing(way)
        if doing is None:
            made.addWidget(Label(way.words, "small", 2, wrap=True))
        else:
            number = self._ways.index(way) + 1
            take = button(f"{number}  {way.words}", partial(self.way_wanted.emit, doing))
            take.setToolTip("\n".join((way.words, *way.details)))
            made.addWidget(take)
        for detail in way.details:
            made.addWidget(Label(detail, "small", 2, wrap=True))
        return made

    def _fill(self, lines: Sequence[tuple[str, str, str]]) -> None:
        before = max(0, self.list.currentRow())
        kept = self.list.currentItem().data(_KEY) if self.list.currentItem() else None
        self.list.blockSignals(True)
        self.list.clear()
        for key, words, tip in lines:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setToolTip(tip)
            item.setSizeHint(QSize(0, _ROW))
            item.setFont(font(Size.SMALL))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(lines))
        keys = [key for key, _words, _tip in lines]
        place = keys.index(kept) if kept in keys else min(before, len(keys) - 1)
        if self._is_requests and lines:
            self.list.setCurrentRow(place)

    def _choose(self, item: QListWidgetItem | None) -> None:
        key = str(item.data(_KEY)) if item is not None else ""
        if not key:
            return
        if self._is_requests:
            self.show_why(None)
            self.request_chosen.emit(key)
        else:
            self.meeting_chosen.emit(key)


def _doing(way: WayOut) -> RepairDraft | PlaceWithMore | None:
    """What carries a way out."""
    return way.draft or way.more


def _scrolled(layout: QVBoxLayout) -> QScrollArea:
    made, inner = QScrollArea(), QWidget()
    inner.setLayout(layout)
    made.setWidget(inner)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class _List(QListWidget):
    """Figures and Escape are the panel's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All else goes through the list."""
        if event.key() == Qt.Key.Key_Escape or event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)
