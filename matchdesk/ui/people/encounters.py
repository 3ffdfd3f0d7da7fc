"""Whom somebody meets, asked to meet, and when they arrived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from matchdesk.core.days import short_weekday
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus, RequestStatus, Wish
from matchdesk.core.wording import label
from matchdesk.ui.people.subject import Subject
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, Label, Pill, button, clear, column, row

if TYPE_CHECKING:
    from matchdesk.services.people import Arrival, CardMeeting, CardRequest, ParticipantCard

MEETING_STATES = {
    MeetingStatus.PLANNED: State.PLANNED,
    MeetingStatus.CONFIRMED: State.PLANNED,
    MeetingStatus.IN_PROGRESS: State.ATTENTION,
    MeetingStatus.HELD: State.GOOD,
    MeetingStatus.NO_SHOW: State.PROBLEM,
    MeetingStatus.CANCELLED: State.NEUTRAL,
}
REQUEST_STATES = {
    RequestStatus.PENDING: State.ATTENTION,
    RequestStatus.ACCEPTED: State.GOOD,
    RequestStatus.DECLINED: State.PROBLEM,
    RequestStatus.CANCELLED: State.NEUTRAL,
}


class EncountersTab(QWidget):
    """Three short lists; a request opens on the Requests screen."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.S)
        self.setLayout(self._box)
        self._shown: tuple[object, ...] = ()

    def show_card(self, card: ParticipantCard, zone: ZoneInfo | None) -> None:
        """Draw the lists, if they differ from those shown."""
        shown = (card.meetings, card.requests, card.arrivals)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._box)
        self._section(_("Meetings"), _("No meetings yet"), [_meeting(one) for one in card.meetings])
        requests = [self._request(one) for one in card.requests]
        self._section(_("Requests"), _("No requests yet"), requests)
        arrivals = [_arrival(one, zone) for one in card.arrivals]
        self._section(_("Arrivals"), _("Not here yet"), arrivals)

    def _section(self, title: str, nothing: str, lines: Iterable[QWidget]) -> None:
        self._box.addWidget(Label(title, "label", 2))
        lines = list(lines) or [Label(nothing, "body", 3)]
        for made in lines:
            self._box.addWidget(made)
        self._box.addSpacing(Space.M)

    def _request(self, request: CardRequest) -> QWidget:
        arrow = "⇄" if request.mutual else ("→" if request.outgoing else "←")
        facts = [request.organisation, _("priority {n}").format(n=request.priority)]
        if request.wish is not Wish.NORMAL:
            facts.append(label(request.wish))
        go = button(
            str(request.number),
            lambda: self._subject.context.navigate("requests", key=request.key),
            kind="link",
            tip=_("Show request {n}").format(n=request.number),
        )
        pill = Pill(label(request.status), REQUEST_STATES[request.status])
        return _line(f"{arrow} {request.other}", " · ".join(filter(None, facts)), pill, go)


def _meeting(meeting: CardMeeting) -> QWidget:
    if meeting.day is None or meeting.starts is None:
        when = _("waiting list")
    else:
        when = f"{short_weekday(meeting.day)} {meeting.day:%d.%m.} {meeting.starts:%H:%M}"
        if meeting.table is not None:
            when += " · " + _("table {n}").format(n=meeting.table)
    pill = Pill(label(meeting.status), MEETING_STATES[meeting.status])
    below = f"{when} · {meeting.organisation}" if meeting.organisation else when
    return _line(meeting.other, below, pill)


def _arrival(arrival: Arrival, zone: ZoneInfo | None) -> QWidget:
    scanned = arrival.at.astimezone(zone)
    at = f"{short_weekday(scanned)} {scanned:%d.%m. %H:%M}"
    taken_back = arrival.undone_at is not None
    pill = Pill(_("Taken back"), State.NEUTRAL) if taken_back else Pill(_("Admitted"), State.GOOD)
    return _line(at, f"{arrival.desk} · {arrival.operator}", pill)


def _line(title: str, below: str, pill: Pill, *further: QWidget) -> QWidget:
    made = QWidget()
    texts = column(ElidedLabel(title, "strong"), ElidedLabel(below, "small", 2), spacing=0)
    whole = row(texts, pill, *further, spacing=Space.S)
    whole.setStretch(0, 1)
    made.setLayout(whole)
    return made
