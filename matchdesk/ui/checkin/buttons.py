"""What can be done about the answer on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from matchdesk.core.clock import wall_time
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome, ParticipantStatus
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.widgets import Label, arranged_once, button
from matchdesk.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from matchdesk.services.checkin import CheckInResult, PersonView

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
    "Ctrl+T",
    "arrow-left-right",
    "colleague instead takes over",
)
OUT = ActionSpec("checkin.out", "Goes out", "Ctrl+J", "log-out", "check out leave")
LOST = ActionSpec("checkin.lost", "Badge lost", "Ctrl+L", "ban", "revoke replace new badge")
PERSON = ActionSpec("checkin.person", "Profile", "Ctrl+I", "user", "open in people card")
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
NO_SHOW = ActionSpec(
    "checkin.no_show",
    "Does not come",
    "Ctrl+Shift+X",
    "user-x",
    "no-show absent cancelled ill phone",
)

FIRST = (CONFIRM, BADGE, AGENDA, CORRECT, TAKE_BACK, OUT)
SECOND = (SUBSTITUTE, LOST, ATTENTION, PERSON, FREE, LATE, NO_SHOW, LEAVES)
BY_PHONE = (SUBSTITUTE, LATE, NO_SHOW, LEAVES)
"""What is said of somebody who need not be at the desk: found by name, never admitted by it."""


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

    def follow(
        self,
        result: CheckInResult | None,
        zone: ZoneInfo,
        *,
        listing: bool,
        listed: PersonView | None = None,
    ) -> None:
        """Offer what makes sense for `result`.

        While a list is on the screen, everything is about `listed`, the chosen line; shown is only
        what is said of who is not at the desk.
        """
        person = result.person if result is not None else None
        person = listed if listing else person
        expected = person is not None and person.status is ParticipantStatus.REGISTERED
        here = person is not None and person.here
        wanted = {
            CONFIRM: can_confirm(result) and not listing,
            BADGE: expected,
            AGENDA: expected,
            CORRECT: person is not None,
            TAKE_BACK: can_take_back(result) and not listing,
            OUT: here,
            SUBSTITUTE: expected,
            LOST: expected,
            ATTENTION: expected,
            PERSON: person is not None and self._there("people"),
            FREE: expected and self._there("requests"),
            LATE: listing and expected and not here and self._there("grid"),
            NO_SHOW: listing and expected and not here,
            LEAVES: expected and here and self._there("grid"),
        }
        told = result is not None and person is not None and not listing
        text = _printed(result, zone) if result is not None and told else ""
        with arranged_once(self):
            for spec, on in wanted.items():
                self._enable(spec, on)
                self.made[spec.id].setVisible(on and (not listing or spec in BY_PHONE))
            self.printed.setText(text)
            self.printed.setVisible(bool(text))
        self.setVisible(any(wanted[spec] for spec in (BY_PHONE if listing else wanted)))

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
            parts.append(name.format(time=wall_time(at, result.at, zone)))
    return " · ".join(parts)
