"""The Grid screen's widgets and how they stand beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.ui.grid.asking import AskBar
from matchdesk.ui.grid.choosing import ChoiceBar
from matchdesk.ui.grid.details import DetailsPanel
from matchdesk.ui.grid.filters import FilterBar
from matchdesk.ui.grid.legend import Legend
from matchdesk.ui.grid.line_below import LineBelow
from matchdesk.ui.grid.list_panel import ListPanel
from matchdesk.ui.grid.now_view import NowView
from matchdesk.ui.grid.offers import OfferBar
from matchdesk.ui.grid.overview import Overview
from matchdesk.ui.grid.plan_panel import PlanPanel
from matchdesk.ui.grid.repair_panel import RepairPanel
from matchdesk.ui.grid.tools import Tools
from matchdesk.ui.grid.view import GridView
from matchdesk.ui.grid.waiting import WaitingList
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import EmptyState, Notice, button, column, line, row

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting, GridPerson

SIDE = 344
"""Width of the panel at the side."""


class Parts:
    """All widgets of the screen; `whole` is its layout.

    `acts` are the screen's actions by name; `is_late` asks about somebody missing, `paper` about
    what is printed.
    """

    def __init__(
        self,
        context: ScreenContext,
        acts: Mapping[str, QAction],
        is_late: Callable[[GridMeeting], bool],
        paper: Callable[[GridMeeting], str],
    ) -> None:
        self._context, self._acts = context, acts
        theme = context.theme
        self.tools = Tools(theme, acts)
        self.filters = FilterBar(theme, acts)
        self.view = GridView(theme, is_late, paper)
        self.now = NowView(theme)
        self.notice = Notice(theme)
        self.offers = OfferBar(theme)
        self.ask = AskBar(theme, self.view.setFocus)
        self.choice = ChoiceBar(theme, self.view.setFocus)
        self.status = LineBelow()
        self.legend = Legend(theme)
        # Why a place suits takes more words than what stands there: they get the legend's room.
        self.legend.spared.connect(self.status.give_room)

    def pieces(self) -> Iterator[None]:
        """The panels beside the grid and the whole; a part is complete only then."""
        context, acts, theme = self._context, self._acts, self._context.theme
        self.overview = Overview(theme, acts)
        names = ("hold", "lock", "confirm", "unplace", "cancel", "restore")
        self.details = DetailsPanel(theme, tuple(acts[name] for name in (*names, "repair")))
        self.plan = PlanPanel(theme, acts["accept"], acts["discard"])
        yield
        mending = ("mend", "close_repair", "stop_repair", "note", "propose")
        self.repair = RepairPanel(theme, *(acts[name] for name in mending))
        self.list = ListPanel(theme)
        self.waiting = WaitingList()
        yield
        self.side, self.side_frame = self._sides()
        self.live = self._live()
        self._empty = _empty_stages(context, acts["plan"])
        self.stage = QStackedWidget()
        for part in (self.live, *self._empty):
            self.stage.addWidget(part)
        self.whole = self._whole()
        self._shown = False
        self._people: Mapping[str, GridPerson] | None = None
        whole = ("row", "column", "block", "open", "break")
        self.view.addActions([acts[name] for name in (*names[:-1], *whole)])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def is_live(self) -> bool:
        """Whether the grid is shown, not an empty state."""
        return self.stage.currentWidget() is self.live and self._shown

    def show_grid(self, data: GridData) -> None:
        """What does not depend on the day: figures, problems, waiting list, empty stages."""
        self.tools.show_problems(sum(bool(meeting.faults) for meeting in data.meetings))
        self.overview.show_grid(data)
        if self._people is not data.people:  # names are folded for finding: not at every move
            self._people = data.people
            self.filters.show_people(data.people.values())
            self.repair.show_grid(data)
        self.repair.show_missing(len({key for one in data.meetings for key in one.missing}))
        waiting = [_waiting(data, one) for one in data.waiting + data.cancelled]
        self.waiting.show_meetings(waiting, len(data.cancelled))
        self._shown = True
        no_slots, no_requests, no_plan = self._empty
        if not data.slots:
            self.stage.setCurrentWidget(no_slots)
        elif data.meetings or data.cancelled:
            self.stage.setCurrentWidget(self.live)
        else:
            self.stage.setCurrentWidget(no_plan if data.requests else no_requests)
        self.waiting.setVisible(self.is_live)
        self.tools.show_whole(live=self.is_live)

    def show_now(self, *, shown: bool) -> None:
        """Now and next in place of the sheet, or the sheet again."""
        if shown:
            self.filters.hide()
            self.live_layout.addWidget(self.now)  # see `_bring`
        going, coming = (self.sheet, self.now) if shown else (self.now, self.sheet)
        going.hide()  # first: the two would share the room for a moment, and measure it
        coming.show()

    def show_side(
        self, *, planning: bool, chosen: bool, repairing: bool = False, listing: str = ""
    ) -> None:
        """Plan, repair, a list, details or overview; nothing beside an empty stage."""
        self.side_frame.setVisible(planning or self.is_live)
        self.waiting.make_room(wanted=planning or repairing or bool(listing))
        if planning:
            self._bring(self.plan)
        elif repairing:
            self._bring(self.repair)
        elif listing:
            self._bring(self.list)
        else:
            self._bring(self.details if chosen else self.overview)

    def _bring(self, panel: QWidget) -> None:
        """A panel takes its place when it is first wanted: one that has a place is dressed.

        Half of the screen's widgets are on panels that most never open.
        """
        if self.side.indexOf(panel) < 0:
            self.side.addWidget(panel)
        self.side.setCurrentWidget(panel)

    def _sides(self) -> tuple[QStackedWidget, QFrame]:
        side, frame = QStackedWidget(), QFrame()
        side.addWidget(self.overview)
        frame.setFixedWidth(SIDE)
        layout = column(side, line(), self.waiting, spacing=0)
        layout.setStretch(0, 1)
        frame.setLayout(layout)
        return side, frame

    def _live(self) -> QWidget:
        made, self.sheet = QWidget(), QWidget()
        layout = column(self.view, self.status, self.legend, spacing=Space.XS)
        layout.setStretch(0, 1)
        self.sheet.setLayout(layout)
        self.live_layout = column(self.sheet, spacing=0)
        made.setLayout(self.live_layout)
        return made

    def _whole(self) -> QHBoxLayout:
        left = column(
            self.tools,
            self.filters,
            self.notice,
            self.choice,
            self.offers,
            self.ask,
            self.stage,
            spacing=Space.S,
            margins=(Space.L, Space.M, Space.M, Space.S),
        )
        left.setStretch(left.indexOf(self.stage), 1)
        whole = row(left, line(vertical=True), self.side_frame, spacing=0)
        whole.setStretch(0, 1)
        return whole


def _waiting(data: GridData, meeting: GridMeeting) -> tuple[str, str, str]:
    """Key, words and whole words of a line of the waiting list."""
    people = [data.people[key] for key in meeting.parties]
    words = " ⇄ ".join(person.short for person in people)
    if meeting.status is MeetingStatus.CANCELLED:
        words = _("Cancelled: {who}").format(who=words)
    whole = " ⇄ ".join(f"{person.name}, {person.short}" for person in people)
    return meeting.key, words, f"#{meeting.number} {whole}"


def _empty_stages(
    context: ScreenContext, plan: QAction
) -> tuple[EmptyState, EmptyState, EmptyState]:
    theme, go = context.theme, context.navigate
    no_slots = EmptyState(
        theme,
        "calendar-days",
        _("This event has no slots yet"),
        _("Set its days and sessions first."),
        button(_("Go to Event"), lambda: go("event"), kind="primary"),
    )
    no_requests = EmptyState(
        theme,
        "arrow-left-right",
        _("No meeting requests yet"),
        _("The grid is planned from accepted requests: import them, or enter them by hand."),
        button(_("Go to Requests"), lambda: go("requests"), kind="primary"),
    )
    no_plan = EmptyState(
        theme,
        "layout-grid",
        _("No meetings yet"),
        _("There are requests to plan. A plan is shown as a draft before anything changes."),
        button(_("Plan …"), plan.trigger, kind="primary"),
    )
    return no_slots, no_requests, no_plan
