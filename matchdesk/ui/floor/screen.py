"""Floor: what whoever walks between the tables needs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.floor.interpreters_page import InterpretersPage
from matchdesk.ui.floor.slot_page import SlotPage
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, column

TURN = ActionSpec("floor.turn", "This slot or interpreters", "Ctrl+PgDown", "languages", "tab page",
                  also=("Ctrl+PgUp",))  # fmt: skip


class FloorScreen(Screen):
    """Two pages: this slot, and interpreters. Each is read when it is in front."""

    watches = frozenset(
        {
            "meeting", "meeting_guest", "participant", "organisation", "slot", "session",
            "meeting_table", "check_in", "interpreter", "unavailability", "session_attendance",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.slot = SlotPage(context, self)
        self.interpreters = InterpretersPage(context, self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page, title in (
            (self.slot, _("This slot")),
            (self.interpreters, _("Interpreters")),
        ):
            self.tabs.addTab(page, title)
            layout = page.layout()
            if layout is not None:
                layout.setContentsMargins(0, Space.M, 0, 0)
        self.tabs.currentChanged.connect(lambda _place: self.reload())
        context.actions.add(TURN, self._turn, home=self)
        whole = column(Label(_("Floor"), "title"), self.tabs, spacing=Space.S, margins=Space.L)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def load(self) -> tuple[QWidget, Any]:
        """What the page in front shows."""
        page = self._page()
        return page, page.load()

    def show_data(self, data: Any) -> None:
        """Show it on its page."""
        page, found = data
        page.show_data(found)

    def activate(self, **focus: Any) -> None:
        """`page="interpreters"` shows these; `meeting` (key) chooses one there."""
        if focus.get("page") == "interpreters" or "meeting" in focus:
            self.tabs.setCurrentWidget(self.interpreters)
        if "meeting" in focus:
            self.interpreters.show_meeting(focus["meeting"])
        if self._page() is self.slot:
            self.slot.take_focus()
        else:
            self.interpreters.view.setFocus()

    def takes_scan(self, code: str) -> bool:
        """While badges are scanned at the tables, scans are for them."""
        return self._page() is self.slot and self.slot.takes_scan(code)

    def person_in_front(self) -> str | None:
        """The first side of the chosen table."""
        chosen = self.slot.table.current() if self._page() is self.slot else None
        return chosen.meeting.parties[0].key if chosen is not None else None

    def _page(self) -> SlotPage | InterpretersPage:
        page = self.tabs.currentWidget()
        return self.interpreters if page is self.interpreters else self.slot

    def _turn(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.activate()
