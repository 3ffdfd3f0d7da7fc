"""Somebody withdraws: asks what becomes of each of their meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from matchdesk.core import wording
from matchdesk.core.days import short_weekday
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.ui.people.columns import both_names
from matchdesk.ui.people.page import panel
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, Label, Notice, button, column, row, within
from matchdesk.ui.widgets.edit_fields import ChoiceBox

if TYPE_CHECKING:
    from matchdesk.services.people import CardMeeting, Withdrawal, WithdrawalMeeting

CANCEL, KEEP, FIRST = "cancel", "keep", "first"
"""Choices that are no colleague; `FIRST` takes whichever colleague is free, for all at once."""


class WithdrawDialog(QDialog):
    """`withdrawn` carries the command's `Done`."""

    withdrawn = Signal(object)

    def __init__(self, context: ScreenContext, asked: Withdrawal, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Withdraw a participant"))
        self.resize(within(parent, 1100, 760))
        self._context, self._asked = context, asked
        self.boxes = {one.meeting.key: _box(one) for one in asked.meetings}
        self.every = ChoiceBox(
            [
                (None, _("Each as chosen below")),
                (FIRST, _("Hand all to colleagues who are free")),
                (CANCEL, _("Cancel all")),
                (KEEP, _("Keep all for now")),
            ]
        )
        self.every.setMinimumContentsLength(30)
        self.every.setAccessibleName(_("All meetings"))
        self.every.show_value(None)
        self.every.activated.connect(lambda _place: self._all())
        self.notice = Notice(context.theme)
        self.go = button(_("Withdraw"), self._go, kind="primary", icon="user-x")
        self.go.setDefault(True)
        whole = column(
            Label(both_names(asked), "title", wrap=True),
            Label(self._facts(), "body", 2, wrap=True),
            row(self.every, None),
            self.notice,
            panel([self._lines()], margin=0, stop=False),
            row(None, button(_("Back"), self.reject), self.go),
            spacing=Space.M,
            margins=Space.XL,
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _facts(self) -> str:
        meetings = count("{n} meeting is", "{n} meetings are", len(self._asked.meetings))
        said = _("{meetings} still to come. What becomes of each?").format(meetings=meetings)
        if self._asked.requests:
            said += " " + count(
                "{n} request stays as it is and is not planned.",
                "{n} requests stay as they are and are not planned.",
                self._asked.requests,
            )
        return said

    def _lines(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for line, one in enumerate(self._asked.meetings):
            grid.addWidget(Label(_when(one.meeting), "body", 2), line, 0)
            who = " · ".join(filter(None, (one.meeting.other, one.meeting.organisation)))
            grid.addWidget(ElidedLabel(who, "strong"), line, 1)
            grid.addWidget(self.boxes[one.meeting.key], line, 2)
        holder = QWidget()
        holder.setLayout(grid)
        return holder

    def _all(self) -> None:
        wanted = self.every.currentData()
        if wanted is None:
            return
        for one in self._asked.meetings:
            choice = wanted
            if wanted == FIRST:
                choice = one.colleagues[0].key if one.colleagues else CANCEL
            self.boxes[one.meeting.key].show_value(choice)

    def _go(self) -> None:
        from matchdesk.services.people import Fate, WithdrawParticipant  # see participants.py

        chosen = {key: box.currentData() for key, box in self.boxes.items()}
        colleagues = {key: who for key, who in chosen.items() if who not in (CANCEL, KEEP)}
        fates = {
            key: Fate(what) if what in (CANCEL, KEEP) else Fate.HAND_OVER
            for key, what in chosen.items()
        }
        self.go.setEnabled(False)
        self._context.run(
            WithdrawParticipant(self._asked.key, fates, colleagues),
            on_done=self._done,
            on_error=self._refused,
            owner=self,
        )

    def _done(self, done: Any) -> None:
        self.accept()
        self.withdrawn.emit(done)

    def _refused(self, error: MatchDeskError) -> None:
        self.go.setEnabled(True)
        self.notice.say(wording.sentence(error), State.PROBLEM)


def _box(one: WithdrawalMeeting) -> ChoiceBox:
    """The first free colleague is proposed; without one, to cancel."""
    hand = [
        (person.key, _("Hand to {name}").format(name=both_names(person)))
        for person in one.colleagues
    ]
    box = ChoiceBox([*hand, (CANCEL, _("Cancel")), (KEEP, _("Keep for now"))])
    box.setMinimumContentsLength(34)
    box.setAccessibleName(_("What becomes of meeting {n}").format(n=one.meeting.number))
    box.show_value(one.colleagues[0].key if one.colleagues else CANCEL)
    return box


def _when(meeting: CardMeeting) -> str:
    if meeting.day is None or meeting.starts is None:
        return _("waiting list")
    when = f"{short_weekday(meeting.day)} {meeting.day:%d.%m.} {meeting.starts:%H:%M}"
    table = _("table {n}").format(n=meeting.table) if meeting.table is not None else ""
    return " · ".join(filter(None, (when, table)))
