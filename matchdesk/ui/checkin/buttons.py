"""What can be done about the answer on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.widgets import Label, arranged_once, button
from matchdesk.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from datetime import datetime

    from matchdesk.services.checkin import CheckInResult

CONFIRM = ActionSpec(
    "checkin.confirm", "It was said: admit", "Ctrl+Return", keywords="attention confirm anyway"
)
TAKE_BACK = ActionSpec(
    "checkin.take_back", "Take back", "Ctrl+Backspace", "undo-2", "undo arrival check-in"
)
BADGE = ActionSpec("checkin.badge", "Badge", "Ctrl+B", "id-card", "print reprint")
AGENDA = ActionSpec("checkin.agenda", "Agenda", "Ctrl+Shift+B", "file-text", "print reprint")
CORRECT = ActionSpec(
    "checkin.correct", "Correct …", "F2", "pencil", "edit wrong name consent photo reprint"
)
ATTENTION = ActionSpec(
    "checkin.attention", "Attention …", "Ctrl+Shift+N", "flag", "note speak first flag"
)
SUBSTITUTE = ActionSpec(
    "checkin.substitute",
    "Substitute …",
    "Ctrl+U",
    "arrow-left-right",
    "colleague instead takes over",
)
OUT = ActionSpec("checkin.out", "Goes out", "Ctrl+J", "log-out", "check out leave")
LOST = ActionSpec("checkin.lost", "Badge lost", "Ctrl+L", "ban", "revoke replace new badge")
PERSON = ActionSpec("checkin.person", "Open in People", "Ctrl+I", "user", "profile card")
FREE = ActionSpec(
    "checkin.free", "Partner now …", "Ctrl+Shift+F", "users", "who is free walk-in meeting"
)
LATE = ActionSpec(
    "checkin.late",
    "Comes late …",
    "Ctrl+Shift+H",
    "hourglass",
    "here from slot repair meetings later arrives",
)
LEAVES = ActionSpec(
    "checkin.leaves",
    "Leaves early …",
    "Ctrl+Shift+D",
    "log-out",
    "until slot departs repair meetings",
)

FIRST = (CONFIRM, BADGE, AGENDA, CORRECT, TAKE_BACK)
SECOND = (OUT, SUBSTITUTE, LOST, ATTENTION, PERSON, FREE, LATE, LEAVES)


def can_confirm(result: CheckInResult | None) -> bool:
    """Whether something had to be said first."""
    return result is not None and result.outcome is CheckInOutcome.ATTENTION_FIRST


def can_take_back(result: CheckInResult | None) -> bool:
    """Whether the person on the screen is in."""
    person = result.person if result is not None else None
    return person is not None and person.arrived_at is not None


class AnswerButtons(QWidget):
    """Buttons below the answer, only those that make sense; the rest is hidden.

    `runs` says what each of them does, by the id of its action.
    """

    def __init__(
        self, context: ScreenContext, home: Screen, runs: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__()
        self._context = context
        self.made = {spec.id: self._button(spec, runs[spec.id], home) for spec in (*FIRST, *SECOND)}
        self.printed = Label("", "small", 2)
        self.printed.setMinimumHeight(self.made[BADGE.id].sizeHint().height())
        # One flow for all: two would leave a line of a few buttons between them.
        self.setLayout(Flow(*self.made.values(), self.printed))

    def follow(self, result: CheckInResult | None, zone: ZoneInfo, *, listing: bool) -> None:
        """Offer what makes sense for `result`; nothing while a list is on the screen."""
        person = result.person if result is not None else None
        expected = person is not None and person.status is ParticipantStatus.REGISTERED
        wanted = {
            CONFIRM: can_confirm(result),
            BADGE: expected,
            AGENDA: expected,
            CORRECT: person is not None,
            TAKE_BACK: can_take_back(result),
            OUT: person is not None and person.here,
            SUBSTITUTE: expected,
            LOST: expected,
            ATTENTION: expected,
            PERSON: person is not None and self._there("people"),
            FREE: expected and self._there("requests"),
            LATE: expected and self._there("grid"),
            LEAVES: expected and self._there("grid"),
        }
        text = _printed(result, zone) if result is not None and person is not None else ""
        with arranged_once(self):
            for spec, on in wanted.items():
                self._enable(spec, on)
                self.made[spec.id].setVisible(on and not listing)
            self.printed.setText(text)
            self.printed.setVisible(bool(text) and not listing)
        self.setVisible(not listing and any(wanted.values()))

    def _button(self, spec: ActionSpec, run: Callable[[], object], home: Screen) -> QPushButton:
        made = button("", kind="primary" if spec is CONFIRM else "")
        bind(made, self._context.actions.add(spec, run, home=home))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _enable(self, spec: ActionSpec, on: bool) -> None:
        action = self._context.actions.get(spec.id)
        if action is not None:
            action.setEnabled(on)

    def _there(self, screen: str) -> bool:
        """Whether the window has this screen."""
        return self._context.actions.get(f"go.{screen}") is not None


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
