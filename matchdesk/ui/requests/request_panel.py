"""One request: who, how it was answered, where it is placed or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import RequestStatus, Wish
from matchdesk.core.wording import label
from matchdesk.services.places import language_name
from matchdesk.ui.actions import bind
from matchdesk.ui.requests.words import STATUS, WISH, place_sentence, place_state
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import Label, Notice, Pill, button, clear, column, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matchdesk.services.repairing import PlaceWithMore, RepairDraft, WhyNot
    from matchdesk.services.requests import RequestDetails, RequestRow

_POSSIBLE = {
    RequestStatus.PENDING: ("accept", "decline", "withdraw"),
    RequestStatus.ACCEPTED: ("decline", "withdraw", "reopen"),
    RequestStatus.DECLINED: ("accept", "reopen"),
    RequestStatus.CANCELLED: ("accept", "reopen"),
}
"""Which answers make sense for a request that stands so."""


class RequestPanel(QWidget):
    """`actions` by short name: accept, decline, withdraw, reopen, must, never, normal, up, down."""

    person_wanted = Signal(str)
    way_wanted = Signal(object)

    def __init__(self, theme: Theme, actions: dict[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self._row: RequestRow | None = None
        self._several = False
        self.requester = Label("", "large", wrap=True, select=True)
        self.requested = Label("", "large", wrap=True, select=True)
        self.show_first = button(_("Show"), lambda: self._show("requester_key"), kind="link")
        self.show_second = button(_("Show"), lambda: self._show("requested_key"), kind="link")
        self.first = Label("", "small", 2, wrap=True)
        self.second = Label("", "small", 2, wrap=True)
        self.direction = Label("", "body", 2)
        self.status, self.wish = Pill(), Pill()
        self.many = Notice(theme)
        self.many.close_button.hide()
        self.facts = Label("", "small", 2, wrap=True)
        self.place = Notice(theme)
        self.place.close_button.hide()
        self.message = Label("", "body", wrap=True, select=True)
        self.buttons = {name: self._button(action) for name, action in actions.items()}
        self.known = QVBoxLayout()
        self.known.setSpacing(Space.XS)
        self.ways = QVBoxLayout()
        self.ways.setSpacing(Space.XS)
        self._build()

    def show_why(self, found: WhyNot | None) -> None:
        """Why it has no place, and ways to one; `way_wanted` carries what does the one taken."""
        clear(self.ways)
        if found is None:
            return
        if found.ways:
            self.ways.addWidget(Label(_("Ways to place it"), "label", 2))
        for way in found.ways:
            words = column(Label(way.words, "small", 1, wrap=True), spacing=0)
            for detail in way.details:
                words.addWidget(Label(detail, "small", 3, wrap=True))
            shown = row(words, spacing=Space.S)
            shown.setStretch(0, 1)
            wanted = way.draft or way.more
            if wanted is not None:
                take = button(_("Do this"), self._taker(wanted))
                take.setAccessibleName(f"{take.text()}: {way.words}")
                shown.addWidget(take)
            self.ways.addLayout(shown)
        if found.slots:
            self.ways.addWidget(Label(_("Slot by slot"), "label", 2))
            for slot in found.slots:
                self.ways.addWidget(Label(slot, "small", 2, wrap=True))

    def show_details(self, details: RequestDetails | None, reasons: Sequence[str] = ()) -> None:
        """Why the two fit, both profiles, and what was done to the request."""
        clear(self.known)
        if details is None:
            return
        add = self.known.addWidget
        if reasons:
            add(Label(_("Why they fit"), "label", 2))
            add(Label("\n".join(reasons), "small", 2, wrap=True))
        for side in details.sides:
            facts = [side.job_title, count("{n} meeting", "{n} meetings", side.meetings)]
            spoken = ", ".join(language_name(code) for code in side.languages)
            add(Label(side.person.name, "label", 2))
            add(Label(" · ".join(filter(None, (*facts, spoken))), "small", 2, wrap=True))
            for title, lines in ((_("Offers"), side.offers), (_("Needs"), side.needs)):
                if lines:
                    add(Label(f"{title}: {'; '.join(lines)}", "small", 2, wrap=True))
        add(Label(_("History"), "label", 2))
        for one in details.history:
            at = f"{one.at.astimezone():%d.%m. %H:%M}"
            said = " · ".join(filter(None, (at, one.what, one.operator)))
            add(Label(said, "small", 3, wrap=True))

    def _build(self) -> None:
        made = self.buttons
        priority = row(
            Label(_("Priority"), "label", 2), made["down"], made["up"], None, spacing=Space.S
        )
        wishes = column(
            row(Label(_("Wish"), "label", 2), made["must"], made["never"], None, spacing=Space.S),
            row(made["normal"], None, spacing=Space.S),
        )
        answers = column(
            row(made["accept"], made["decline"], made["place"], None, spacing=Space.S),
            row(made["withdraw"], made["reopen"], None, spacing=Space.S),
        )
        self.setLayout(
            column(
                self.many,
                row(self.status, self.wish, None),
                self.facts,
                Space.XS,
                _person(self.requester, self.show_first),
                self.first,
                self.direction,
                _person(self.requested, self.show_second),
                self.second,
                self.message,
                self.place,
                self.ways,
                Space.S,
                answers,
                line(),
                priority,
                wishes,
                line(),
                self.known,
                spacing=Space.S,
            )
        )

    def show_many(self, number: int) -> None:
        """Say that what is done now is done to `number` requests; nothing for one."""
        self._several = number > 1
        if self._row is not None:
            self._enable(self._row)
        if not self._several:
            self.many.hide()
            return
        said = _("{n} requests are chosen: the buttons act on all of them.")
        self.many.say(said.format(n=number), State.PLANNED)

    def show_request(self, request: RequestRow) -> None:
        """Show `request` and what can be done with it."""
        self._row = request
        self.requester.setText(request.requester)
        self.requested.setText(request.requested)
        for link, name in (
            (self.show_first, request.requester),
            (self.show_second, request.requested),
        ):
            link.setToolTip(_("Show {name} under People").format(name=name))
            link.setAccessibleName(link.toolTip())
        self.first.setText(request.requester_organisation)
        self.second.setText(
            " · ".join(
                filter(
                    None,
                    (
                        request.requested_organisation,
                        _("with {names}").format(names=", ".join(request.guests))
                        if request.guests
                        else "",
                    ),
                )
            )
        )
        self.direction.setText(_("⇄ both ask to meet") if request.mutual else _("↓ asks to meet"))
        self.status.show_state(label(request.status), STATUS[request.status])
        self.wish.setVisible(request.wish is not Wish.NORMAL)
        self.wish.show_state(label(request.wish), WISH[request.wish] or State.NEUTRAL)
        facts = (_("Request {n}").format(n=request.number), request.form.value)
        self.facts.setText(" · ".join((*facts, label(request.source))))
        self.message.setText(request.message)
        self.message.setVisible(bool(request.message))
        self.place.say(place_sentence(request), place_state(request) or State.NEUTRAL)
        self._enable(request)

    def _enable(self, request: RequestRow) -> None:
        possible = {*_POSSIBLE[request.status]}
        if request.status is not RequestStatus.PENDING:
            possible.add("reopen")
        wishes = {"must": Wish.MUST_MEET, "never": Wish.NEVER_MEET, "normal": Wish.NORMAL}
        possible |= {name for name, wish in wishes.items() if wish is not request.wish}
        answered_no = request.status in (RequestStatus.DECLINED, RequestStatus.CANCELLED)
        if request.placed is None and not answered_no and request.wish is not Wish.NEVER_MEET:
            possible.add("place")
        if request.priority < 5:
            possible.add("up")
        if request.priority > 1:
            possible.add("down")
        if self._several:  # they may stand differently: what changes nothing for one is left out
            possible = set(self._actions) - {"place"}
        for name, action in self._actions.items():
            action.setEnabled(name in possible)
            if name not in ("up", "down"):
                self.buttons[name].setVisible(name in possible)
        self.buttons["up"].setText(_("Higher than {n}").format(n=request.priority))
        self.buttons["down"].setText(_("Lower"))

    def _taker(self, wanted: RepairDraft | PlaceWithMore) -> Callable[[], None]:
        return lambda: self.way_wanted.emit(wanted)

    def _button(self, action: QAction) -> QPushButton:
        made = button("")
        bind(made, action)
        return made

    def _show(self, which: str) -> None:
        if self._row is not None:
            self.person_wanted.emit(getattr(self._row, which))


def _person(name: Label, show: QPushButton) -> QHBoxLayout:
    layout = row(name, show)
    layout.setStretch(0, 1)
    return layout
