"""Requests: ask, answer, weigh; see what is placed and what is not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.requests.add_bar import AddBar
from matchdesk.ui.requests.recommendations import RecommendationsPanel
from matchdesk.ui.requests.request_panel import RequestPanel
from matchdesk.ui.requests.words import HIDDEN, columns, place_state
from matchdesk.ui.screens import IMPORT, Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import DataTable, EmptyState, Label, button, column, split
from matchdesk.ui.widgets.columns_menu import columns_button
from matchdesk.ui.widgets.person_picker import Choice

if TYPE_CHECKING:
    from matchdesk.services.bus import Command, Done
    from matchdesk.services.repairing import RepairDraft, WhyNot
    from matchdesk.services.requests import RequestRow

ASK = ActionSpec("requests.ask", "Add a request", "Ctrl+I", "plus", "new two names on site")
PARTNERS = ActionSpec(
    "requests.partners", "Find partners for this person", "Ctrl+Shift+F", "users", "recommend"
)
ANSWERS = {
    "accept": ActionSpec("requests.accept", "Accept", "Ctrl+Shift+A", "check", "request yes"),
    "decline": ActionSpec("requests.decline", "Decline", "Ctrl+Shift+D", "x", "request no"),
    "withdraw": ActionSpec("requests.withdraw", "Withdraw", "Ctrl+Shift+X", "ban", "cancel"),
    "reopen": ActionSpec("requests.reopen", "Reopen", "Ctrl+Shift+R", "rotate-ccw", "pending"),
    "must": ActionSpec("requests.must", "Must meet", "Ctrl+Shift+M", "star", "wish"),
    "never": ActionSpec("requests.never", "Never meet", "Ctrl+Shift+V", "ban", "wish forbid"),
    "normal": ActionSpec("requests.normal", "Ordinary wish", "Ctrl+Shift+H", "circle", "wish"),
    "up": ActionSpec("requests.up", "Higher priority", "Ctrl+Shift+Up", "chevron-up", "rank"),
    "down": ActionSpec("requests.down", "Lower priority", "Ctrl+Shift+Down", "chevron-down"),
}
STATUSES = {
    "accept": RequestStatus.ACCEPTED,
    "decline": RequestStatus.DECLINED,
    "withdraw": RequestStatus.CANCELLED,
    "reopen": RequestStatus.PENDING,
}
WISHES = {"must": Wish.MUST_MEET, "never": Wish.NEVER_MEET, "normal": Wish.NORMAL}


@dataclass(frozen=True, slots=True)
class Data:
    """What the screen is loaded with."""

    rows: tuple[RequestRow, ...]
    people: tuple[Choice, ...]


class RequestsScreen(Screen):
    """Everything is stored at once and can be undone."""

    watches = frozenset(
        {
            "meeting_request", "request_guest", "meeting", "meeting_guest", "participant",
            "organisation", "slot", "session", "meeting_table", "table_block", "unavailability",
            "session_attendance", "profile", "profile_line",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        theme = context.theme
        self._wanted = ""
        self.bar = AddBar(context)
        self.bar.added.connect(self._focus_on)
        self.table = DataTable(
            theme,
            columns(),
            key=lambda item: item.key,
            name=_("Requests"),
            search_hint=_("Search names, organisations, answer, place"),
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
        self.answers = {name: self._action(name, spec) for name, spec in ANSWERS.items()}
        context.actions.add(ASK, self.bar.first.setFocus, home=self)
        self.partners_action = context.actions.add(PARTNERS, self.find_partners, home=self)
        self.panel = RequestPanel(theme, self.answers)
        self.panel.way_wanted.connect(self._take)
        self.panel.person_wanted.connect(lambda key: context.navigate("people", key=key))
        self.recommendations = RecommendationsPanel(context)
        self._build()

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
        holder = QWidget()
        holder.setLayout(column(self.recommendations, margins=Space.L))
        self.tabs.addTab(holder, _("Recommendations"))
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
        add = self.table.add_filter
        add(_("Pending"), lambda item: item.status is RequestStatus.PENDING)
        add(_("Not placed"), _not_placed)
        add(_("Must"), lambda item: item.wish is Wish.MUST_MEET)
        add(_("Never"), lambda item: item.wish is Wish.NEVER_MEET)
        self.table.add_control(columns_button(self.context.theme, self.table, HIDDEN))

    def _action(self, name: str, spec: ActionSpec) -> QAction:
        action = self.context.actions.add(spec, partial(self._answer, name), home=self)
        action.setEnabled(False)
        return action

    # --- the shell's questions

    def load(self) -> Data:
        """Requests, and everybody to choose from."""
        desk = self.context.desk
        people = tuple(
            Choice(p.key, p.number, p.name, p.native_name, p.organisation)
            for p in desk.people.names()
        )
        return Data(desk.requests.rows(), people)

    def show_data(self, data: Any) -> None:
        """Show them, and the chosen one anew."""
        self.bar.set_people(data.people)
        self.recommendations.set_people(data.people)
        self.table.set_rows(data.rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self._choose(self.table.current())
        if self.tabs.currentIndex() == 1:
            self.recommendations.refresh()

    def activate(self, **focus: Any) -> None:
        """`key` names a request, `participant` somebody to find partners for."""
        if "key" in focus:
            self._focus_on(focus["key"])
        if "participant" in focus:
            self.tabs.setCurrentIndex(1)
            self.recommendations.show_for(focus["participant"])
        self.table.focus_search()

    # --- what the operator does

    def find_partners(self) -> None:
        """Recommendations for whoever asks in the chosen request, or for whom one types."""
        chosen = self.table.current()
        self.tabs.setCurrentIndex(1)
        if chosen is not None:
            self.recommendations.show_for(chosen.requester_key)
        self.recommendations.person.setFocus()
        self.recommendations.person.selectAll()

    def _answer(self, name: str) -> None:
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.requests import SetPriority, SetRequestStatus, SetWish

        chosen = self.table.current()
        if chosen is None:
            return
        command: Command
        if name in STATUSES:
            command = SetRequestStatus(chosen.key, STATUSES[name])
        elif name in WISHES:
            command = SetWish(chosen.key, WISHES[name])
        else:
            command = SetPriority(chosen.key, chosen.priority + (1 if name == "up" else -1))
        self.context.run(command, on_done=self._answered, owner=self)

    def _answered(self, done: Done) -> None:
        if done.result:
            said = count(
                "{n} planned meeting is cancelled.",
                "{n} planned meetings are cancelled.",
                len(done.result),
            )
            self.context.notify(said, undoable=True, state=State.ATTENTION)

    # --- inside

    def _focus_on(self, key: str) -> None:
        self._wanted = "" if self.table.choose(key) else key
        self.tabs.setCurrentIndex(0)

    def _choose(self, chosen: RequestRow | None) -> None:
        self.side.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            for action in self.answers.values():
                action.setEnabled(False)
            return
        self.panel.show_request(chosen)
        self._explain(chosen)
        self._recommend()

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

    def _take(self, draft: RepairDraft) -> None:
        # Imported here: commands load the database's packages, which the window starts without.
        from matchdesk.services.repairing import AcceptRepair

        self.context.run(AcceptRepair(draft), owner=self)

    def _recommend(self) -> None:
        chosen = self.table.current()
        typing = self.recommendations.person.hasFocus()
        if self.tabs.currentIndex() == 1 and chosen is not None and not typing:
            self.recommendations.show_for(chosen.requester_key)


def _not_placed(item: RequestRow) -> bool:
    wanted = item.status is RequestStatus.ACCEPTED and item.wish is not Wish.NEVER_MEET
    return item.placed is None and (wanted or place_state(item) is not None)
