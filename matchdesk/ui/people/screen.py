"""People: four lists and the import under one roof, each made when first wanted or while idle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import beside
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people import delegations, importing, organisations, participants, partnerships
from matchdesk.ui.people.delegations import DelegationsPage
from matchdesk.ui.people.importing import ImportPage
from matchdesk.ui.people.organisations import OrganisationsPage
from matchdesk.ui.people.page import Page, main_button
from matchdesk.ui.people.participants import ParticipantsPage
from matchdesk.ui.people.partnerships import PartnershipsPage
from matchdesk.ui.screens import PaletteEntry, PaletteProvider, Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, column, row, tab_bar

if TYPE_CHECKING:
    from matchdesk.services.checkin import PersonView

NEXT = ActionSpec("people.next_list", "Next list of people", "Ctrl+PgDown", "list", "tab")
BEFORE = ActionSpec("people.previous_list", "Previous list of people", "Ctrl+PgUp", "list", "tab")
_MOST_FOUND = 8


_Any = ParticipantsPage | OrganisationsPage | DelegationsPage | PartnershipsPage | ImportPage


@dataclass(frozen=True, slots=True)
class _List:
    """One list: its tab (English source text), its class, and the action of its main button."""

    title: str
    page: type[_Any]
    add: ActionSpec


_LISTS = (
    _List("Participants", ParticipantsPage, participants.ADD),
    _List("Organisations", OrganisationsPage, organisations.ADD),
    _List("Delegations", DelegationsPage, delegations.ADD),
    _List("Partnerships", PartnershipsPage, partnerships.ADD),
    _List("Import", ImportPage, importing.CHOOSE),
)
_Kind = TypeVar("_Kind", bound=_Any)


class PeopleScreen(Screen):
    """Participants, organisations, delegations, partnerships; only the list in front is read."""

    watches = frozenset(
        {
            "participant", "organisation", "delegation", "partnership", "partnership_member",
            "profile", "profile_line", "session_attendance", "unavailability", "session", "slot",
            "event", "check_in", "meeting", "meeting_request", "meeting_table", "external_code",
            "walk_in", "interpreter",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._made: dict[type[Page], Page] = {}
        self._begun = False
        self._adders: dict[type[Page], QPushButton] = {}
        self.tabs = tab_bar(_("Lists of people"))
        self.stack = QStackedWidget()
        for each in _LISTS:
            self.tabs.addTab(_(each.title))
        self.tabs.currentChanged.connect(self._turn)
        context.actions.add(NEXT, lambda: self._step(1), home=self)
        context.actions.add(BEFORE, lambda: self._step(-1), home=self)
        self._build()

    @property
    def participants(self) -> ParticipantsPage:
        """The list of everybody."""
        return self._list(ParticipantsPage)

    @property
    def organisations(self) -> OrganisationsPage:
        """The list of organisations."""
        return self._list(OrganisationsPage)

    @property
    def delegations(self) -> DelegationsPage:
        """The list of delegations."""
        return self._list(DelegationsPage)

    @property
    def partnerships(self) -> PartnershipsPage:
        """The list of partnerships."""
        return self._list(PartnershipsPage)

    @property
    def importing(self) -> ImportPage:
        """Where files are imported."""
        return self._list(ImportPage)

    def _build(self) -> None:
        self._head = QWidget()
        self._adder_row = row(spacing=Space.S)
        self._head.setLayout(
            row(
                Label(_("People"), "title"),
                Space.L,
                self.tabs,
                None,
                self._adder_row,
                spacing=Space.S,
                margins=(Space.L, Space.M, Space.L, 0),
            )
        )
        whole = column(self._head, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._front = self._list(_LISTS[0].page)  # dressed as one of the roots
        self._show_adder(_LISTS[0].page)

    def roots(self) -> Sequence[QWidget]:
        """Each list is dressed by itself: those behind the one in front wait until they show."""
        return (self._head, *self._made.values())

    def showEvent(self, event: QShowEvent) -> None:
        """The lists behind are made one by one, while nothing else is to do."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.context.ahead(self._lists_behind())

    def _lists_behind(self) -> Iterator[None]:
        for each in _LISTS:
            if each.page not in self._made and shiboken6.isValid(self):
                page = self._list(each.page)
                yield
                self.context.theme.wear(page)
                yield

    def _list(self, kind: type[_Kind]) -> _Kind:
        made = self._made.get(kind) or self._make(kind)
        assert isinstance(made, kind)
        return made

    def _make(self, kind: type[Page]) -> Page:
        listed = next(each for each in _LISTS if each.page is kind)
        page = self._made[kind] = listed.page(self.context, self)
        self.stack.addWidget(page)
        page.show_participant.connect(self._show_participant)
        action = self.context.actions.get(listed.add.id)
        assert action is not None
        # Where files are imported, the next step stands out, not to begin anew.
        look = "" if kind is ImportPage else "primary"
        adder = self._adders[kind] = main_button(self.context.theme, listed.add, action, look)
        adder.setVisible(False)
        self._adder_row.addWidget(adder)
        self.setTabOrder(self.tabs, adder)
        return page

    # --- the shell's questions

    def load(self) -> Any:
        """What the list in front shows."""
        page = self._front
        return page, page.load()

    def show_data(self, data: Any) -> None:
        """Show it in its list."""
        page, rows = data
        page.show_data(rows)
        page.make_room()

    def activate(self, **focus: Any) -> None:
        """`key` names a participant, `organisation` or `delegation` one of these.

        `page="import"` shows where files are imported.
        """
        if focus.get("page") == "import":
            self._turn_to(ImportPage)
        for word, kind in (
            ("key", ParticipantsPage),
            ("participant", ParticipantsPage),
            ("organisation", OrganisationsPage),
            ("delegation", DelegationsPage),
            ("partnership", PartnershipsPage),
        ):
            if word in focus:
                self._turn_to(kind)
                self._front.focus(focus[word])
        self._front.take_focus()

    def person_in_front(self) -> str | None:
        """The participant whose card is shown."""
        chosen = self.participants.table.current()
        return chosen.key if chosen is not None and self._front is self.participants else None

    def palette_provider(self) -> PaletteProvider:
        """Participants, found as everywhere else."""
        return self._find

    # --- inside

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _turn_to(self, kind: type[_Any]) -> None:
        self.tabs.setCurrentIndex([each.page for each in _LISTS].index(kind))

    def _turn(self, place: int) -> None:
        self._show_front(place)
        self.reload()
        self._front.take_focus()

    def _show_front(self, place: int) -> None:
        kind = _LISTS[place].page
        self._front = self._list(kind)
        self.context.theme.wear(self._front)  # again is at no cost
        self.stack.setCurrentWidget(self._front)
        self._show_adder(kind)

    def _show_adder(self, kind: type[Page]) -> None:
        for each, adder in self._adders.items():
            adder.setVisible(each is kind)

    def _show_participant(self, key: str) -> None:
        self._turn_to(ParticipantsPage)
        self.participants.focus(key)

    def _find(self, text: str) -> tuple[PaletteEntry, ...]:
        return tuple(map(self._entry, self.context.desk.checkin.search(text, _MOST_FOUND)))

    def _entry(self, person: PersonView) -> PaletteEntry:
        facts = (person.organisation, person.country, str(person.number))
        name = beside(person.native_name, person.name, gap=" · ")
        return PaletteEntry(
            name,
            " · ".join(filter(None, facts)),
            "user",
            lambda: self.context.navigate("people", key=person.key),
        )
