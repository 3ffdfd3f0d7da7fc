"""Today: who is here, which meetings are held or in danger, what is still to be written down."""

from __future__ import annotations

import importlib
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from matchdesk.core.days import weekday
from matchdesk.core.i18n import _, count
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.dashboard.delegations import ArrivalsPanel
from matchdesk.ui.dashboard.risks import RiskPanel
from matchdesk.ui.dashboard.tile import Tile
from matchdesk.ui.jobs import Lane
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import EmptyState, Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.statistics import DayBoard, DayFigures
    from matchdesk.ui.dashboard.charts import ChartsPage

CHARTS = ActionSpec(
    "today.charts",
    "Map and charts",
    "Ctrl+Shift+M",
    "chart-column",
    "countries sectors slots who meets",
)

_EVERY = 20_000
"""Milliseconds after which the screen is read again although nobody changed anything."""


class TodayScreen(Screen):
    """Everything on it leads to where it is dealt with."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        theme = context.theme
        self.title = Label(_("Today"), "title")
        self.as_of = Label("", "small", 3)
        self.here = self._tile(_("people here"), "checkin", _("Go to check-in"))
        self.meetings = self._tile(_("meetings held"), "grid", _("Go to the grid"))
        self.risk = self._tile(_("meetings at risk now"), "grid", _("Go to the grid"))
        self.missing = self._tile(_("outcomes missing"), "outcomes", _("Go to outcomes"))
        self.tables = self._tile(_("tables in use"), "grid", _("Go to the grid"))
        self.agreements = self._tile(_("agreements"), "outcomes", _("Go to outcomes"))
        self.risks = RiskPanel(theme)
        self.arrivals = ArrivalsPanel(theme)
        self.risks.meeting_wanted.connect(lambda key: context.navigate("grid", meeting=key))
        self.risks.person_wanted.connect(lambda key: context.navigate("checkin", key=key))
        self.risks.repair_wanted.connect(lambda key: context.navigate("grid", repair=key))
        self.arrivals.delegation_wanted.connect(
            lambda key: context.navigate("checkin", delegation=key)
        )
        self.nobody = EmptyState(
            theme,
            "users",
            _("Nobody is registered yet"),
            _("Bring in the files of your registration system, or add people by hand."),
            button(_("Go to People"), lambda: context.navigate("people"), kind="primary"),
        )
        self.charts: ChartsPage | None = None
        self._latest: DayBoard | None = None
        self._look = context.actions.add(CHARTS, self.toggle_page, home=self)
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.reload)
        self._timer.start()

    def load(self) -> DayBoard:
        """The day's figures, arrivals, and the two slots that matter now."""
        return self.context.desk.statistics.board()

    def show_data(self, data: Any) -> None:
        """Show them: the tiles, and of the two pages the one in front."""
        board: DayBoard = data
        self._latest = board
        self._stack.setCurrentWidget(self._full if board.day.participants else self.nobody)
        self.title.setText(_title(board.day, board.now.date()))
        self.as_of.setText(_("as of {time}").format(time=f"{board.now:%H:%M}"))
        self._show_tiles(board)
        self._show_page()

    def toggle_page(self) -> None:
        """From what matters now to map and charts, and back."""
        self.show_page("now" if self._pages.currentIndex() else "charts")

    def show_page(self, name: str) -> None:
        """`now` or `charts`; the chart library is loaded when charts are first wanted."""
        if name != "charts":
            self._turn_to(0)
        elif self.charts is not None:
            self._turn_to(1)
        else:
            self.context.do(
                lambda _progress: _chart_module(),
                on_done=self._show_charts,
                lane=Lane.FILES,
                owner=self,
            )

    # --- inside

    def _show_charts(self, module: Any) -> None:
        if self.charts is None:
            self.charts = module.ChartsPage(self.context.theme)
            self._pages.addWidget(self.charts)
        # Making the page and drawing it are two turns of the loop, so that keys are heard between.
        QTimer.singleShot(0, self, lambda: self._turn_to(1))

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._show_page()

    def _show_page(self) -> None:
        """What is not in front is brought up to date when it comes there."""
        if self._latest is None:
            return
        if self._pages.currentIndex() == 0:
            self.risks.show_watches(self._latest.running, self._latest.coming)
            self.arrivals.show_arrivals(self._latest.arrivals)
        elif self.charts is not None:
            self.charts.show_board(self._latest)

    def _show_tiles(self, board: DayBoard) -> None:
        day = board.day
        absent = day.expected - day.arrived
        if board.now.date() > day.day:  # the event is over
            note = count("{n} did not come", "{n} did not come", absent)
        else:
            note = count("{n} still expected", "{n} still expected", absent)
        note = note if absent else ""
        self.here.show_part(day.arrived, day.expected, note or _("everybody is here"))
        self._show_meetings(day)
        watches = [watch for watch in (board.running, board.coming) if watch is not None]
        near = [watch for watch in watches if watch.slot.day == board.now.date()]
        risk = sum(len(watch.at_risk) for watch in near)
        self.risk.show_count(risk, _at_risk(risk, day), State.ATTENTION if risk else None)
        self.missing.show_count(
            day.outcomes_missing,
            _("of meetings that are over") if day.outcomes_missing else _("nothing to write down"),
            State.ATTENTION if day.outcomes_missing else None,
        )
        text = _("{n} of {tables} in the fullest slot")
        busiest = text.format(n=day.busiest, tables=board.tables)
        self.tables.show_value(f"{day.utilisation} %", busiest if day.seats else "")
        self.tables.bar.setValue(10 * day.utilisation)
        self.agreements.show_count(day.agreements, _("over all days"))

    def _show_meetings(self, day: DayFigures) -> None:
        parts = []
        if day.in_progress:
            parts.append(count("{n} under way", "{n} under way", day.in_progress))
        if day.to_come:
            parts.append(count("{n} to come", "{n} to come", day.to_come))
        if day.no_show:
            parts.append(count("{n} no-show", "{n} no-shows", day.no_show))
        if not day.meetings:
            parts = [_("no meetings in the grid of this day")]
        self.meetings.show_part(day.held, day.meetings, " · ".join(parts))

    def _tile(self, name: str, screen: str, tip: str) -> Tile:
        tile = Tile(self.context.theme, name, tip)
        tile.pressed.connect(lambda: self.context.navigate(screen))
        return tile

    def _build(self) -> None:
        tiles = row(
            self.here,
            self.meetings,
            self.risk,
            self.missing,
            self.tables,
            self.agreements,
            spacing=Space.M,
        )
        for place, share in enumerate((5, 5, 4, 4, 4, 3)):
            tiles.setStretch(place, share)
        panels = row(self.risks, self.arrivals, spacing=Space.M)
        panels.setStretch(0, 3)
        panels.setStretch(1, 2)
        self._full = QWidget()
        now = QWidget()
        now.setLayout(panels)
        self._pages = QStackedWidget()
        self._pages.addWidget(now)
        whole = column(tiles, self._pages, spacing=Space.M)
        whole.setStretch(1, 1)
        self._full.setLayout(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.nobody)
        look = button("", kind="quiet")
        bind(look, self._look)
        head = row(self.title, None, self.as_of, look)
        box = column(head, self._stack, spacing=Space.M, margins=Space.L)
        box.setStretch(1, 1)
        self.setLayout(box)


def _chart_module() -> Any:
    """Import the charts and lay their maps flat: a second's work, beside the window."""
    module = importlib.import_module("matchdesk.ui.dashboard.charts")
    module.prepare()
    return module


def _at_risk(now: int, day: DayFigures) -> str:
    """How far the danger goes beyond the slot under way and the next one."""
    if not day.at_risk:
        return _("nobody is awaited")
    if day.at_risk <= now:
        return _("somebody is not here")
    if day.is_today:
        return count("{n} in the rest of today", "{n} in the rest of today", day.at_risk)
    return count("{n} over that day", "{n} over that day", day.at_risk)


def _title(day: DayFigures, today: date) -> str:
    named = f"{weekday(day.day)}, {day.day:%d.%m.%Y}"
    if day.is_today:
        return _("Today, {day}").format(day=named)
    if day.day > today:
        return _("Next day of the event: {day}").format(day=named)
    return _("Last day of the event: {day}").format(day=named)
