"""People: four lists under one roof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar

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
from matchdesk.ui.widgets import Label, column, row

if TYPE_CHECKING:
    from matchdesk.services.checkin import PersonView

NEXT = ActionSpec("people.next_list", "Next list of people", "Ctrl+PgDown", "list", "tab")
BEFORE = ActionSpec("people.previous_list", "Previous list of people", "Ctrl+PgUp", "list", "tab")
_MOST_FOUND = 8


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
        self.participants = ParticipantsPage(context, self)
        self.organisations = OrganisationsPage(context, self)
        self.delegations = DelegationsPage(context, self)
        self.partnerships = PartnershipsPage(context, self)
        self.importing = ImportPage(context, self)
        self.pages: tuple[tuple[str, Page], ...] = (
            (_("Participants"), self.participants),
            (_("Organisations"), self.organisations),
            (_("Delegations"), self.delegations),
            (_("Partnerships"), self.partnerships),
            (_("Import"), self.importing),
        )
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Lists of people"))
        self.stack = QStackedWidget()
        for title, page in self.pages:
            self.tabs.addTab(title)
            self.stack.addWidget(page)
            page.show_participant.connect(self._show_participant)
        self.tabs.currentChanged.connect(self._turn)
        context.actions.add(NEXT, lambda: self._step(1), home=self)
        context.actions.add(BEFORE, lambda: self._step(-1), home=self)
        self._build()

    def _build(self) -> None:
        head = row(
            Label(_("People"), "title"),
            Space.L,
            self.tabs,
            None,
            *self._adders(),
            spacing=Space.S,
            margins=(Space.L, Space.M, Space.L, 0),
        )
        whole = column(head, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._show_adder()

    def _adders(self) -> list[QPushButton]:
        self.adders: dict[Page, QPushButton] = {}
        for page, spec in (
            (self.participants, participants.ADD),
            (self.organisations, organisations.ADD),
            (self.delegations, delegations.ADD),
            (self.partnerships, partnerships.ADD),
            (self.importing, importing.CHOOSE),
        ):
            action = self.context.actions.get(spec.id)
            assert action is not None
            # Where files are imported, the next step stands out, not to begin anew.
            kind = "" if page is self.importing else "primary"
            self.adders[page] = main_button(self.context.theme, spec, action, kind)
        return list(self.adders.values())

    # --- the shell's questions

    def load(self) -> Any:
        """What the list in front shows."""
        page = self.pages[self.tabs.currentIndex()][1]
        return page, page.load()

    def show_data(self, data: Any) -> None:
        """Show it in its list."""
        page, rows = data
        page.show_data(rows)

    def activate(self, **focus: Any) -> None:
        """`key` names a participant, `organisation` or `delegation` one of these.

        `page="import"` shows where files are imported.
        """
        if focus.get("page") == "import":
            self._turn_to(self.importing)
        for word, page in (
            ("key", self.participants),
            ("participant", self.participants),
            ("organisation", self.organisations),
            ("delegation", self.delegations),
            ("partnership", self.partnerships),
        ):
            if word in focus:
                self._turn_to(page)
                page.focus(focus[word])
        self._page().table.focus_search()

    def person_in_front(self) -> str | None:
        """The participant whose card is shown."""
        chosen = self.participants.table.current()
        return chosen.key if chosen is not None and self._page() is self.participants else None

    def palette_provider(self) -> PaletteProvider:
        """Participants, found as everywhere else."""
        return self._find

    # --- inside

    def _page(self) -> Page:
        return self.pages[self.tabs.currentIndex()][1]

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def _turn_to(self, page: Page) -> None:
        self.tabs.setCurrentIndex([each for _title, each in self.pages].index(page))

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._show_adder()
        self.reload()
        self._page().table.focus_search()

    def _show_adder(self) -> None:
        for page, adder in self.adders.items():
            adder.setVisible(page is self._page())

    def _show_participant(self, key: str) -> None:
        self._turn_to(self.participants)
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
