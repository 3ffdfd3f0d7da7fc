"""What can be done about the answer on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome, DocumentKind
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, button, row

if TYPE_CHECKING:
    from datetime import datetime

    from matchdesk.services.checkin import CheckInResult

CONFIRM = ActionSpec(
    "checkin.confirm", "It was said: admit", "Ctrl+Return", keywords="attention confirm"
)
TAKE_BACK = ActionSpec(
    "checkin.take_back", "Take back", "Ctrl+Backspace", "undo-2", "undo arrival check-in"
)
BADGE = ActionSpec("checkin.badge", "Badge …", "Ctrl+B", "id-card", "print")
AGENDA = ActionSpec("checkin.agenda", "Agenda …", "Ctrl+Shift+B", "file-text", "print")
PERSON = ActionSpec("checkin.person", "Open in People", "Ctrl+I", "pencil", "edit correct name")


def can_confirm(result: CheckInResult | None) -> bool:
    """Whether something had to be said first."""
    return result is not None and result.outcome is CheckInOutcome.ATTENTION_FIRST


def can_take_back(result: CheckInResult | None) -> bool:
    """Whether the person on the screen is in."""
    return result is not None and result.admitted


class AnswerButtons(QWidget):
    """Buttons below the answer, only those that make sense; the rest is hidden."""

    def __init__(
        self,
        context: ScreenContext,
        home: Screen,
        confirm: Callable[[], object],
        take_back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._context = context
        self._result: CheckInResult | None = None
        self.confirm = self._button(CONFIRM, confirm, home, kind="primary")
        self.take_back = self._button(TAKE_BACK, take_back, home)
        self.badge = self._button(BADGE, lambda: self._print(DocumentKind.BADGES), home)
        self.agenda = self._button(AGENDA, lambda: self._print(DocumentKind.AGENDAS), home)
        self.person = self._button(PERSON, self._open_person, home)
        self.printed = Label("", "small", 2)
        self.setLayout(
            row(
                self.confirm,
                self.badge,
                self.agenda,
                self.person,
                self.take_back,
                self.printed,
                None,
                spacing=Space.S,
            )
        )

    def follow(self, result: CheckInResult | None, zone: ZoneInfo, *, listing: bool) -> None:
        """Offer what makes sense for `result`; nothing while a list is on the screen."""
        self._result = result
        known = result is not None and result.person is not None
        wanted = {
            self.confirm: can_confirm(result),
            self.take_back: can_take_back(result),
            self.badge: known and self._there("print"),
            self.agenda: known and self._there("print"),
            self.person: known and self._there("people"),
        }
        for made, on in wanted.items():
            self._enable(made, on)
            made.setVisible(on and not listing)
        text = _printed(result, zone) if result is not None and known else ""
        self.printed.setText(text)
        self.printed.setVisible(bool(text) and not listing)
        self.setVisible(not listing and any(wanted.values()))

    def _button(
        self, spec: ActionSpec, run: Callable[[], object], home: Screen, kind: str = ""
    ) -> QPushButton:
        made = button("", kind=kind)
        bind(made, self._context.actions.add(spec, run, home=home))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setProperty("action", spec.id)
        return made

    def _enable(self, made: QPushButton, on: bool) -> None:
        action = self._context.actions.get(made.property("action"))
        if action is not None:
            action.setEnabled(on)

    def _there(self, screen: str) -> bool:
        """Whether the window has this screen."""
        return self._context.actions.get(f"go.{screen}") is not None

    def _print(self, kind: DocumentKind) -> None:
        person = self._result.person if self._result else None
        if person is not None:
            people = [str(person.number)]
            self._context.navigate("print", kind=kind.value, people=people)

    def _open_person(self) -> None:
        person = self._result.person if self._result else None
        if person is not None:
            self._context.navigate("people", key=person.key)


def _printed(result: CheckInResult, zone: ZoneInfo) -> str:
    """What the person has on paper already."""
    parts = []
    for at, name in (
        (result.badge_printed_at, _("badge printed {time}")),
        (result.agenda_printed_at, _("agenda printed {time}")),
    ):
        if at is not None:
            parts.append(name.format(time=_moment(at, result.at, zone)))
    return " · ".join(parts)


def _moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    today = now.astimezone(zone).date() == local.date()
    return f"{local:%H:%M}" if today else f"{local:%d.%m. %H:%M}"
