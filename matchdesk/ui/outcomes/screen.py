"""Outcomes: meetings by slot with what came of them, agreements, follow-up, testimonials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside
from matchdesk.services.places import countries
from matchdesk.ui.outcomes.agreements import AgreementsPage
from matchdesk.ui.outcomes.follow_ups import FollowUpsPage
from matchdesk.ui.outcomes.form import OutcomeForm
from matchdesk.ui.outcomes.meetings import MeetingsPage
from matchdesk.ui.outcomes.stories import StoriesPage
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Label, Pages, column, row

if TYPE_CHECKING:
    from matchdesk.services.outcomes import (
        AgreementView,
        FollowUp,
        MeetingView,
        SlotProgress,
        StoryView,
    )

    Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """What the pages show, and what can be chosen on them (keys with names)."""

    meetings: tuple[MeetingView, ...]
    progress: tuple[SlotProgress, ...]
    agreements: tuple[AgreementView, ...]
    follow_ups: tuple[FollowUp, ...]
    stories: tuple[StoryView, ...]
    people: Names
    organisations: Names
    partnerships: Names
    zone: ZoneInfo


class OutcomesScreen(Screen):
    """Meetings, agreements, follow-up, testimonials. What is half typed stays with its meeting."""

    watches = frozenset(
        {"meeting", "meeting_guest", "outcome", "participant", "slot", "organisation"}
        | {"agreement", "agreement_party", "agreement_step", "agreement_meeting"}
        | {"agreement_document", "story", "partnership"}
    )

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._zone = ZoneInfo("UTC")
        self._numbers: dict[int, str] = {}
        self._wanted: str | None = None
        self._warned = False

    def pieces(self) -> Iterator[None]:
        """The four pages, then the whole."""
        context = self.context
        form = OutcomeForm(context.theme)
        yield
        self.meetings = MeetingsPage(context, self, form)
        yield
        self.agreements = AgreementsPage(context, self, self._today, self._show_number)
        yield
        self.agreements.add_panel()
        yield
        self.follow_ups = FollowUpsPage(context, self)
        yield
        self.stories = StoriesPage(context, self)
        yield
        self._put_together()

    def _put_together(self) -> None:
        self.unsaved = Label("", "small", 2)
        self.tabs = Pages(_("Outcomes"))
        self.tabs.add(self.meetings, _("Meetings"))
        self.tabs.add(self.agreements, _("Agreements"))
        self.tabs.add(self.follow_ups, _("Follow-up"))
        self.tabs.add(self.stories, _("Testimonials"))
        self.follow_ups.asked.connect(self._show_agreement)
        self.meetings.changed.connect(self._tell_unsaved)
        self._head = QWidget()
        self._head.setLayout(row(Label(_("Outcomes"), "title"), None, self.unsaved))
        whole = column(self._head, self.tabs, spacing=Space.S, margins=Space.L)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for page in (self.meetings, self.agreements, self.follow_ups, self.stories):
            layout = page.layout()
            if layout is not None:
                layout.setContentsMargins(0, Space.M, 0, 0)

    def roots(self) -> Sequence[QWidget]:
        """Each page by itself: all of them at once would hold up a window in use."""
        return (self._head, *self.tabs.roots())

    def load(self) -> Data:
        """Everything the pages show."""
        desk = self.context.desk
        outcomes, people = desk.outcomes, desk.people
        countries()  # read here, beside the window, which names the countries agreements aim at
        return Data(
            meetings=outcomes.meetings(),
            progress=outcomes.progress(),
            agreements=outcomes.agreements(),
            follow_ups=outcomes.follow_up_list(),
            stories=outcomes.stories(),
            people=tuple(
                (p.key, beside(p.name, p.organisation, gap=" · ")) for p in people.names()
            ),
            organisations=tuple(people.group_names().organisations),
            partnerships=tuple((p.key, p.acronym) for p in people.partnerships()),
            zone=desk.events.summary().zone,
        )

    def show_data(self, data: Any) -> None:
        """Show it on all pages."""
        self._zone = data.zone
        self._numbers = {meeting.number: meeting.key for meeting in data.meetings}
        self.meetings.show_data(data.meetings, data.progress)
        self.agreements.show_data(data.agreements, data.organisations, data.partnerships)
        self.follow_ups.show_data(data.follow_ups)
        self.stories.show_data(data.stories, data.people, data.organisations, data.agreements)
        shown: tuple[tuple[QWidget, str, tuple[object, ...]], ...] = (
            (self.meetings, _("Meetings"), data.meetings),
            (self.agreements, _("Agreements"), data.agreements),
            (self.follow_ups, _("Follow-up"), data.follow_ups),
            (self.stories, _("Testimonials"), data.stories),
        )
        for page, name, rows in shown:
            self.tabs.rename(page, f"{name}  {len(rows)}")
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._show_key(wanted)

    def activate(self, **focus: Any) -> None:
        """`meeting` names a meeting by key, `agreement` an agreement by key."""
        if key := focus.get("agreement"):
            self._show_agreement(key)
        elif key := focus.get("meeting"):
            self._show_key(key)
        else:
            self.meetings.finder.focus()

    def takes_scan(self, code: str) -> bool:
        """A form brings its meeting, a badge the meetings of whoever holds it."""
        self.tabs.bring(self.meetings)
        self.meetings.finder.look_up(code)
        return True

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
        self.tabs.bring(self.meetings)
        if key in self._numbers.values():
            self.meetings.show_meeting(key)
        else:
            self._wanted = key

    def _show_agreement(self, key: str) -> None:
        self.tabs.bring(self.agreements)
        self.agreements.focus(key)

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
