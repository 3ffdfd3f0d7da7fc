"""Event: its time, its tables, its name and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.event.place_page import PlacePage
from matchdesk.ui.event.tables_page import TablesPage
from matchdesk.ui.event.time_page import PROGRAMME, TimePage
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, button, column, row, tab_bar

if TYPE_CHECKING:
    from matchdesk.services.event_layout import Layout, TableRow
    from matchdesk.services.events import EventSummary
    from matchdesk.services.people import GroupNames

APPLY = ActionSpec("event.apply", "Apply the change", "Ctrl+Return", "check", "store save time")
PUT_BACK = ActionSpec("event.put_back", "Put back", "Ctrl+Backspace", "rotate-ccw", "discard")
REMOVE = ActionSpec(
    "event.remove_tables", "Remove or keep the chosen tables", "Ctrl+Delete", "trash-2", "delete"
)
NEXT = ActionSpec("event.next_page", "Next page of the event", "Ctrl+PgDown", "list", "tab")
BEFORE = ActionSpec("event.previous_page", "Previous page of the event", "Ctrl+PgUp", "list", "tab")


@dataclass(frozen=True, slots=True)
class Data:
    """What the screen is loaded with."""

    event: EventSummary
    layout: Layout
    tables: tuple[TableRow, ...]
    groups: GroupNames


class EventScreen(Screen):
    """Changes of time and tables are previewed, then applied as one step that can be undone."""

    watches = frozenset(
        {
            "event", "session", "slot", "break", "meeting_table", "table_block", "meeting",
            "session_attendance", "organisation", "participant", "meeting_request",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        add = context.actions.add
        self.apply_action = add(APPLY, self._apply, home=self)
        self.back_action = add(PUT_BACK, self._put_back, home=self)
        remove = add(REMOVE, lambda: self.tables.remove_or_keep(), home=self)
        add(NEXT, lambda: self._step(1), home=self)
        add(BEFORE, lambda: self._step(-1), home=self)
        self._programme = add(PROGRAMME, lambda: self.time.ask_programme(), home=self)
        self._remove = remove
        self._appliers: list[QPushButton] = []
        self._backs: list[QPushButton] = []

    def pieces(self) -> Iterator[None]:
        """The three pages, then the whole."""
        yield
        self.time = TimePage(self.context, self._pair())
        yield
        self.tables = TablesPage(self.context, self._pair(), self._remove)
        yield
        self.place = PlacePage(self.context)
        bind(self.time.form.from_file, self._programme)
        for page in (self.time, self.tables):
            page.settled.connect(self._enable)
        yield
        self._put_together()

    def _put_together(self) -> None:
        self.tabs = tab_bar(_("Pages of the event"))
        self.stack = QStackedWidget()
        pages: tuple[tuple[str, QWidget], ...] = (
            (_("Time"), self.time),
            (_("Tables"), self.tables),
            (_("Name and place"), self.place),
        )
        for title, part in pages:
            self.tabs.addTab(title)
            self.stack.addWidget(part)
        self.tabs.currentChanged.connect(self._turn)
        self._head = QWidget()
        self._head.setLayout(row(Label(_("Event"), "title"), Space.L, self.tabs, None))
        whole = column(self._head, self.stack, spacing=Space.M, margins=(Space.L, Space.M, 0, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._enable()

    def roots(self) -> Sequence[QWidget]:
        """Each page by itself: all of them at once would hold up a window in use."""
        return (self._head, self.time, self.tables, self.place)

    # --- the shell's questions

    def load(self) -> Data:
        """The event as it is stored."""
        desk = self.context.desk
        return Data(
            desk.events.summary(),
            desk.layout.current(),
            desk.layout.tables(),
            desk.people.group_names(),
        )

    def show_data(self, data: Any) -> None:
        """Show it; what is being changed stays."""
        self.time.show_layout(data.layout)
        self.tables.show_tables(data.tables, data.groups)
        self.place.show_event(data.event)

    def activate(self, **focus: Any) -> None:
        """`page` is time, tables or place."""
        pages = ("time", "tables", "place")
        if focus.get("page") in pages:
            self.tabs.setCurrentIndex(pages.index(focus["page"]))

    def close_screen(self) -> bool:
        """A change that is filled in is not dropped in silence."""
        pages: tuple[TimePage | TablesPage, ...] = (self.time, self.tables)
        for place, page in enumerate(pages):
            if page.dirty:
                self.tabs.setCurrentIndex(place)
                said = _("The event has a change that is not applied. Apply it or put it back.")
                self.context.notify(said, state=State.ATTENTION)
                return False
        return True

    # --- inside

    def _pair(self) -> tuple[QPushButton, QPushButton]:
        theme = self.context.theme
        back = button(_(PUT_BACK.text), self.back_action.trigger, tip=self.back_action.toolTip())
        apply = button(
            _(APPLY.text),
            self.apply_action.trigger,
            kind="primary",
            icon=APPLY.icon,
            theme=theme,
            tip=self.apply_action.toolTip(),
        )
        self._appliers.append(apply)
        self._backs.append(back)
        return back, apply

    def _page(self) -> TimePage | TablesPage | None:
        return (self.time, self.tables, None)[self.tabs.currentIndex()]

    def _apply(self) -> None:
        if (page := self._page()) is not None and page.applicable:
            page.apply_change()

    def _put_back(self) -> None:
        if (page := self._page()) is not None:
            page.put_back()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._enable()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _enable(self) -> None:
        if not hasattr(self, "tabs"):
            return
        page = self._page()
        self.apply_action.setEnabled(page is not None and page.applicable)
        self.back_action.setEnabled(page is not None and page.dirty)
        for made in self._appliers:
            made.setEnabled(self.apply_action.isEnabled())
        for made in self._backs:
            made.setEnabled(self.back_action.isEnabled())
