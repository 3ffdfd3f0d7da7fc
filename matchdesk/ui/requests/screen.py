"""Requests: ask, answer, weigh; see what is placed and what is not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.catalogue import IMPORT
from matchdesk.ui.requests.add_bar import AddBar
from matchdesk.ui.requests.answering import Answering
from matchdesk.ui.requests.free_panel import FreePanel
from matchdesk.ui.requests.recommendations import RecommendationsPanel
from matchdesk.ui.requests.request_panel import RequestPanel
from matchdesk.ui.requests.standings import Standings
from matchdesk.ui.requests.words import HIDDEN, columns
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import DataTable, EmptyState, Label, button, column, split
from matchdesk.ui.widgets.columns_menu import columns_button
from matchdesk.ui.widgets.person_picker import Choice

if TYPE_CHECKING:
    from matchdesk.services.repairing import WhyNot
    from matchdesk.services.requests import RequestDetails, RequestRow

ASK = ActionSpec("requests.ask", "Add a request", "Ctrl+I", "plus", "new two names on site")
PARTNERS = ActionSpec(
    "requests.partners", "Find partners for this person", "Ctrl+Shift+F", "users", "recommend"
)
NEXT = ActionSpec("requests.standing", "Next list of requests", "Ctrl+J", "list", "filter show")
PARTNER_KEYS = tuple(
    ActionSpec(f"requests.partner{n}", f"Choose partner {n}", f"Alt+{n}", listed=False)
    for n in range(1, 10)
)


_AS_IT_IS = QItemSelectionModel.SelectionFlag.NoUpdate
_RECOMMENDED, _FREE = 1, 2
"""Pages at the right, after the request itself."""


@dataclass(frozen=True, slots=True)
class Data:
    """What the screen is loaded with."""

    rows: tuple[RequestRow, ...]
    people: tuple[Choice, ...]
    haystacks: Mapping[str, str]


class RequestsScreen(Screen):
    """Everything is stored at once and can be undone."""

    watches = frozenset(
        {
            "meeting_request", "request_guest", "meeting", "meeting_guest", "participant",
            "organisation", "slot", "session", "meeting_table", "table_block", "unavailability",
            "session_attendance", "profile", "profile_line", "interpreter",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._wanted = ""
        self._known: dict[str, RequestRow] = {}
        self.answering = Answering(self, self._meant)
        self.answers = self.answering.acts
        context.actions.add(ASK, lambda: self.bar.first.setFocus(), home=self)
        context.actions.add(NEXT, lambda: self.standing.next(), home=self)
        self.partners_action = context.actions.add(PARTNERS, self.find_partners, home=self)
        for place, spec in enumerate(PARTNER_KEYS):
            context.actions.add(spec, partial(self._choose_partner, place), home=self)

    def pieces(self) -> Iterator[None]:
        """The bar and the table, what stands beside them, then the whole."""
        yield
        context, theme = self.context, self.context.theme
        self.bar = AddBar(context)
        self.bar.added.connect(self._focus_on)
        yield
        self._add_table()
        yield
        self.panel = RequestPanel(theme, self.answers)
        self.panel.way_wanted.connect(self.answering.take)
        self.panel.person_wanted.connect(lambda key: context.navigate("people", key=key))
        self.recommendations = RecommendationsPanel(context)
        self.free = FreePanel(context)
        yield
        self._build()

    def _add_table(self) -> None:
        theme = self.context.theme
        self.table = DataTable(
            theme,
            columns(),
            key=lambda item: item.key,
            name=_("Requests"),
            search_hint=_("Search names, organisations, answer, place"),
            many=True,
            empty=EmptyState(
                theme,
                "arrow-left-right",
                _("No requests yet"),
                _("Import the requests, or type two names above."),
                self._import_button(),
            ),
        )
        self._add_filters()
        self.table.chosen.connect(self._choose)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._count_chosen())

    def _build(self) -> None:
        left = QWidget()
        box = column(
            Label(_("Requests"), "title"), self.bar, self.table, spacing=Space.M, margins=Space.L
        )
        box.setStretch(2, 1)
        left.setLayout(box)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(self._request_side(), _("Request"))
        for panel, title in (
            (self.recommendations, _("Recommendations")),
            (self.free, _("Free now")),
        ):
            holder = QWidget()
            holder.setLayout(column(panel, margins=Space.L))
            self.tabs.addTab(holder, title)
        self.tabs.currentChanged.connect(lambda _place: self._recommend())
        self.setLayout(column(split(left, self.tabs, shares=(5, 3))))

    def _request_side(self) -> QWidget:
        inside = QWidget()
        inside.setLayout(column(self.panel, None, margins=Space.L))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.side = QStackedWidget()
        self.side.addWidget(
            EmptyState(
                self.context.theme, "arrow-left-right", _("Choose a request to answer or weigh it")
            )
        )
        self.side.addWidget(scroll)
        return self.side

    def _import_button(self) -> QPushButton | None:
        load = self.context.actions.get(IMPORT.id)
        if load is None:
            return None
        theme, tip = self.context.theme, load.toolTip()
        return button(
            _(IMPORT.text), load.trigger, kind="primary", icon=IMPORT.icon, theme=theme, tip=tip
        )

    def _add_filters(self) -> None:
        self.standing = Standings(self.table)
        self.table.bar.insertWidget(0, self.standing)
        add = self.table.add_filter
        add(_("Must"), lambda item: item.wish is Wish.MUST_MEET)
        add(_("Never"), lambda item: item.wish is Wish.NEVER_MEET)
        self.table.add_control(columns_button(self.context.theme, self.table, HIDDEN))

    # --- the shell's questions

    def load(self) -> Data:
        """Requests, and everybody to choose from."""
        desk = self.context.desk
        people = tuple(
            Choice(p.key, p.number, p.name, p.native_name, p.organisation)
            for p in desk.people.names()
        )
        # Rows that stand as they did stay the same objects: comparing thousands of them, and
        # folding their words, would hold up the window.
        known = self._known
        rows = tuple(
            before if (before := known.get(row.key)) == row else row for row in desk.requests.rows()
        )
        new = [row for row in rows if known.get(row.key) is not row]
        self._known = {row.key: row for row in rows}
        return Data(rows, people, self.table.model.haystacks(new))

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        self.bar.set_people(data.people)
        self.recommendations.set_people(data.people)
        self.free.set_people(data.people)
        self.standing.show_counts(data.rows)
        self.table.set_rows(data.rows)
        self.table.model.remember(data.haystacks)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self._choose(self.table.current())
        if self.tabs.currentIndex() == _RECOMMENDED:
            self.recommendations.refresh()
        elif self.tabs.currentIndex() == _FREE:
            self.free.refresh()

    def takes_scan(self, code: str) -> bool:
        """A badge fills the two names while the cursor is there."""
        return self.bar.takes_scan(code)

    def person_in_front(self) -> str | None:
        """Whoever asks in the chosen request."""
        chosen = self.table.current()
        return chosen.requester_key if chosen is not None else None

    def activate(self, **focus: Any) -> None:
        """`key` names a request, `participant` somebody to find partners for.

        `free` names somebody who needs a partner now ("": anybody), `slot` the slot's key.
        """
        if "free" in focus:
            self.tabs.setCurrentIndex(_FREE)
            self.free.show_for(focus["free"], focus.get("slot"))
            self.free.person.setFocus()
            return
        if "key" in focus:
            self._focus_on(focus["key"])
        if "participant" in focus:
            self.tabs.setCurrentIndex(_RECOMMENDED)
            self.recommendations.show_for(focus["participant"])
        self.table.focus_search()

    # --- what the operator does

    def find_partners(self) -> None:
        """Recommendations for whoever asks in the chosen request, or for whom one types."""
        chosen = self.table.current()
        self.tabs.setCurrentIndex(_RECOMMENDED)
        if chosen is not None:
            self.recommendations.show_for(chosen.requester_key)
        self.recommendations.person.setFocus()
        self.recommendations.person.selectAll()

    def _choose_partner(self, place: int) -> None:
        """The line with this number on the page in front: a meeting now, or a request."""
        if self.tabs.currentIndex() == _FREE:
            self.free.choose(place)
        elif self.tabs.currentIndex() == _RECOMMENDED:
            self.recommendations.choose(place)

    def _meant(self) -> tuple[str, ...]:
        """Keys of the requests that are chosen, else of the one in front."""
        chosen = self.table.selected() or tuple(filter(None, (self.table.current(),)))
        return tuple(item.key for item in chosen)

    def _count_chosen(self) -> None:
        """Say how many are chosen: what is done then is done to all of them."""
        number, view = self.table.selected_count(), self.table.view
        if number and self.table.current() is None:  # all were chosen before any was
            first = self.table.model.index(0, 0)
            view.selectionModel().setCurrentIndex(first, _AS_IT_IS)
        self.panel.show_many(number)

    # --- inside

    def _focus_on(self, key: str) -> None:
        self._wanted = "" if self.table.choose(key) else key
        self.tabs.setCurrentIndex(0)

    def _choose(self, chosen: RequestRow | None) -> None:
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            self.answering.forbid()
            return
        self.panel.show_request(chosen)
        self._explain(chosen)
        self._tell(chosen)
        self._recommend()

    def _tell(self, chosen: RequestRow) -> None:
        """Ask for both profiles, the reasons and the history, off the window's thread."""
        desk, row = self.context.desk, chosen

        def read() -> tuple[RequestDetails, tuple[str, ...]]:
            fits = desk.recommendations.between(row.requester_key, row.requested_key)
            return desk.requests.details(row.key), fits

        def show(found: tuple[RequestDetails, tuple[str, ...]]) -> None:
            now = self.table.current()
            if now is not None and now.key == row.key:
                self.panel.show_details(*found)

        self.context.jobs.query(
            read, show, on_error=lambda _error: self.panel.show_details(None), owner=self
        )

    def _explain(self, chosen: RequestRow) -> None:
        """Ask for the ways to place it, off the window's thread."""
        self.panel.show_why(None)
        if chosen.placed is not None or chosen.status is not RequestStatus.ACCEPTED:
            return
        desk, key = self.context.desk, chosen.key

        def show(found: WhyNot | None) -> None:
            now = self.table.current()
            if now is not None and now.key == key:
                self.panel.show_why(found)

        self.context.jobs.query(
            lambda: desk.repair.why_not(key), show, on_error=lambda _error: None, owner=self
        )

    def _recommend(self) -> None:
        chosen = self.table.current()
        typing = self.recommendations.person.hasFocus()
        if self.tabs.currentIndex() == _RECOMMENDED and chosen is not None and not typing:
            self.recommendations.show_for(chosen.requester_key)
