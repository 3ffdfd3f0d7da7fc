"""The slots an event would have, drawn as they will lie in the grid's header."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from matchdesk.core.days import weekday
from matchdesk.core.i18n import _, count
from matchdesk.services.layout import Layout, Span
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets.basics import Card, Label, Pill, clear, column

ACROSS = 6


class SlotPreview(Card):
    """Follows the form: how many slots, and when each begins."""

    def __init__(self) -> None:
        self.figure = Label("", "figure")
        self.text = Label("", "body", 2, wrap=True)
        self._days = column(spacing=Space.M)
        inside = QWidget()
        inside.setLayout(column(self._days, None))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        super().__init__(self.figure, self.text, Space.S, scroll, spacing=2)
        self.setMinimumWidth(400)
        self._shown: tuple[tuple[int, Span], ...] = ()

    def show_layout(self, layout: Layout, tables: int) -> None:
        """Show a layout that has been checked."""
        slots = tuple(layout.slots())
        self.figure.setText(count("{n} slot", "{n} slots", len(slots)))
        self.text.setText(
            _("at {tables} tables: room for {meetings} meetings").format(
                tables=tables, meetings=f"{len(slots) * tables:,}"
            )
        )
        if slots != self._shown:
            self._shown = slots
            self._draw()

    def show_nothing(self, why: str) -> None:
        """Say why there are no slots."""
        self.figure.setText(_("No slots"))
        self.text.setText(why)
        self._shown = ()
        self._draw()

    def _draw(self) -> None:
        clear(self._days)
        for day, on_day in groupby(self._shown, key=lambda pair: pair[1].day):
            self._days.addWidget(Label(f"{weekday(day)} {day:%d.%m.%Y}", "label", 2))
            for _session, slots in groupby(on_day, key=lambda pair: pair[0]):
                self._days.addLayout(_times([span for _index, span in slots]))


def _times(spans: list[Span]) -> QGridLayout:
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.XS)
    for place, span in enumerate(spans):
        pill = Pill(f"{span.starts:%H:%M}", State.PLANNED)
        pill.setToolTip(f"{span.starts:%H:%M}–{span.ends:%H:%M}")
        layout.addWidget(pill, place // ACROSS, place % ACROSS)
    layout.setColumnStretch(ACROSS, 1)
    return layout
