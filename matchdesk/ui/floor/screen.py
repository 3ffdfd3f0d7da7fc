"""Floor: what whoever walks between the tables needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.floor.interpreters_page import InterpretersPage
from matchdesk.ui.floor.slot_page import SlotPage
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, Pages, column

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
        context.actions.add(TURN, self._turn, home=self)

    def pieces(self) -> Iterator[None]:
        """The two pages, then the whole."""
        yield
        self.slot = SlotPage(self.context, self)
        yield
        self.interpreters = InterpretersPage(self.context, self)
        yield
        self._title = Label(_("Floor"), "title")
        self.tabs = Pages(_("Floor"))
        self.tabs.add(self.slot, _("This slot"))
        self.tabs.add(self.interpreters, _("Interpreters"))
        for page in (self.slot, self.interpreters):
            layout = page.layout()
            if layout is not None:
                layout.setContentsMargins(0, Space.M, 0, 0)
        self.tabs.turned.connect(self.reload)
        whole = column(self._title, self.tabs, spacing=Space.S, margins=Space.L)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def roots(self) -> Sequence[QWidget]:
        """Each page by itself."""
        return (self._title, *self.tabs.roots())

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
            self.tabs.bring(self.interpreters)
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
        page = self.tabs.current
        return self.interpreters if page is self.interpreters else self.slot

    def _turn(self) -> None:
        self.tabs.step(1)
        self.activate()
