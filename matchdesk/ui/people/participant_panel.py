"""One participant in full, beside the list: details, profile, availability, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QWidget

from matchdesk.core.clock import wall_time
from matchdesk.core.i18n import _
from matchdesk.core.text import beside, breakable
from matchdesk.core.vocabulary import ParticipantStatus
from matchdesk.core.wording import label
from matchdesk.ui.actions import bind
from matchdesk.ui.people.availability import AvailabilityTab
from matchdesk.ui.people.columns import here_state
from matchdesk.ui.people.details import DetailsTab
from matchdesk.ui.people.encounters import EncountersTab
from matchdesk.ui.people.page import panel
from matchdesk.ui.people.profile import ProfileTab
from matchdesk.ui.people.subject import Subject
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, Notice, Pill, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.events import EventSummary
    from matchdesk.services.people import GroupNames, ParticipantCard


class ParticipantPanel(QWidget):
    """Shows one card at a time; the tabs store what is edited, field by field."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._subject, self._clock = Subject(context), context.clock
        self._zone: ZoneInfo | None = None
        self.native = Label("", "title", wrap=True, select=True)
        self.name = Label("", "large", 2, wrap=True, select=True)
        self.facts = Label("", "body", 2, wrap=True, select=True)
        self.state = Pill()
        self.attention = Notice(context.theme)
        self.attention.close_button.hide()
        self.buttons = row(spacing=Space.S)
        self.details = DetailsTab(self._subject)
        self.profile = ProfileTab(self._subject)
        self.availability = AvailabilityTab(self._subject)
        self.encounters = EncountersTab(self._subject)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        for tab, title in (
            (self.details, _("Details")),
            (self.profile, _("Profile")),
            (self.availability, _("Availability")),
            (self.encounters, _("Meetings")),
        ):
            self.tabs.addTab(panel([tab]), title)
        self._build()

    def _build(self) -> None:
        # The name has the whole width: how they stand is said beside what can be done.
        head = column(
            self.native,
            self.name,
            self.facts,
            self.attention,
            row(self.state, self.buttons, None, spacing=Space.M),
            spacing=Space.XS,
            margins=(Space.L, Space.M, Space.L, 0),
        )
        whole = column(head, self.tabs, spacing=Space.S)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def add_buttons(self, *actions: QAction) -> None:
        """Offer these actions below the name."""
        for action in actions:
            made = button("", kind="quiet")
            bind(made, action)
            self.buttons.addWidget(made)

    # --- what the list calls

    def show_event(self, event: EventSummary, groups: GroupNames) -> None:
        """The event's sessions and slots, and the groups to choose from."""
        self._zone = event.zone
        self.availability.show_event(event)
        self.details.show_groups(groups)

    def expect(self, key: str) -> None:
        """The card of `key` is on its way; any other that arrives is late."""
        if key != self._subject.key:
            self.details.form.begin()
            self.profile.form.begin()
        self._subject.key = key

    def show_card(self, card: ParticipantCard) -> bool:
        """Show one participant; False (and nothing) if another was chosen meanwhile."""
        if card.row.key != self._subject.key:
            return False
        person = card.row
        self.native.setText(breakable(beside(person.native_name or person.name)))
        self.name.setText(person.name if person.native_name else "")
        self.name.setVisible(bool(person.native_name))
        facts = (
            _("No. {number}").format(number=person.number),
            label(person.role),
            person.organisation,
        )
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.state.show_state(self._state(card), here_state(person))
        self.attention.setVisible(bool(card.attention))
        if card.attention:
            self.attention.say(card.attention)
        self.details.show_card(card)
        self.profile.show_card(card)
        self.availability.show_card(card)
        self.encounters.show_card(card, self._zone)
        return True

    def begin_editing(self) -> None:
        """Put the cursor into the first field."""
        self.tabs.setCurrentIndex(0)
        self.details.form.first()

    def _state(self, card: ParticipantCard) -> str:
        person = card.row
        if person.status is not ParticipantStatus.REGISTERED:
            return label(person.status)
        if person.arrived_at is None:
            return _("Not here yet")
        since = wall_time(person.arrived_at, self._clock.now(), self._zone)
        return _("Here since {time}").format(time=since)
