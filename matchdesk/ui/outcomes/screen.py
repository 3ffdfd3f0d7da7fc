"""Outcomes: meetings by slot with what came of them, and the agreements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QTabWidget

from matchdesk.core.i18n import _, count
from matchdesk.ui.outcomes.agreements import AgreementsPage
from matchdesk.ui.outcomes.meetings import MeetingsPage
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, column, row

if TYPE_CHECKING:
    from matchdesk.services.outcomes import AgreementView, MeetingView, SlotProgress

    Data = tuple[
        tuple[MeetingView, ...], tuple[SlotProgress, ...], tuple[AgreementView, ...], ZoneInfo
    ]


class OutcomesScreen(Screen):
    """Two pages: meetings and agreements. What is half typed stays with its meeting."""

    watches = frozenset(
        {"meeting", "outcome", "agreement", "agreement_party", "participant", "slot"}
    )

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._zone = ZoneInfo("UTC")
        self._numbers: dict[int, str] = {}
        self._wanted: str | None = None
        self._warned = False
        self.meetings = MeetingsPage(context, self)
        self.agreements = AgreementsPage(context, self._today, self._show_number)
        self.unsaved = Label("", "small", 2)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.meetings, _("Meetings"))
        self.tabs.addTab(self.agreements, _("Agreements"))
        self.meetings.changed.connect(self._tell_unsaved)
        head = row(Label(_("Outcomes"), "title"), None, self.unsaved)
        whole = column(head, self.tabs, spacing=Space.S, margins=Space.L)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for page in (self.meetings, self.agreements):
            layout = page.layout()
            if layout is not None:
                layout.setContentsMargins(0, Space.M, 0, 0)

    def load(self) -> Data:
        """Meetings, how far their outcomes are recorded, and agreements."""
        desk = self.context.desk
        outcomes = desk.outcomes
        zone = desk.events.summary().zone
        return outcomes.meetings(), outcomes.progress(), outcomes.agreements(), zone

    def show_data(self, data: Any) -> None:
        """Show them on both pages."""
        meetings, progress, agreements, self._zone = data
        self._numbers = {meeting.number: meeting.key for meeting in meetings}
        self.meetings.show_data(meetings, progress)
        self.agreements.show_data(agreements)
        names = (_("Meetings"), _("Agreements"))
        for place, (name, rows) in enumerate(zip(names, (meetings, agreements), strict=True)):
            self.tabs.setTabText(place, f"{name}  {len(rows)}")
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._show_key(wanted)

    def activate(self, **focus: Any) -> None:
        """`meeting` names a meeting by key, `agreement` an agreement by key."""
        if key := focus.get("agreement"):
            self.tabs.setCurrentWidget(self.agreements)
            self.agreements.table.choose(key)
        elif key := focus.get("meeting"):
            self._show_key(key)
        else:
            self.meetings.table.focus_search()

    def close_screen(self) -> bool:
        """Half-typed outcomes are mentioned once before they are given up."""
        if not self.meetings.drafts or self._warned:
            return True
        self._warned = True
        text = _("{text} Save them, or close again to give them up.").format(
            text=self.unsaved.text()
        )
        self.context.notify(text, state=State.ATTENTION)
        return False

    def _show_key(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.meetings)
        if key in self._numbers.values():
            self.meetings.show_meeting(key)
        else:
            self._wanted = key

    def _show_number(self, number: int) -> None:
        if number in self._numbers:
            self._show_key(self._numbers[number])

    def _today(self) -> date:
        return self.context.clock.now().astimezone(self._zone).date()

    def _tell_unsaved(self) -> None:
        self._warned = False
        names = {key: number for number, key in self._numbers.items()}
        numbers = sorted(names[key] for key in self.meetings.drafts if key in names)
        listed = ", ".join(str(number) for number in numbers)
        text = count("Not saved yet: meeting", "Not saved yet: meetings", len(numbers))
        self.unsaved.setText(f"{text} {listed}" if numbers else "")
