"""When somebody can meet: sessions and slots to switch on and off, with the meetings in them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from matchdesk.core.days import short_weekday
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.ui.icons import icon
from matchdesk.ui.people.subject import Subject
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import FormRow, Label, TextLine, button, clear, column

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.events import EventSummary, SlotView
    from matchdesk.services.people import CardMeeting, ParticipantCard

ACROSS = 4


class AvailabilityTab(QWidget):
    """Each click is stored at once and can be undone."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject
        self._event: EventSummary | None = None
        self._key = ""
        self._reasons: dict[str, str] = {}
        self.sessions: dict[str, QCheckBox] = {}
        self.slots: dict[str, QPushButton] = {}
        self.reason = TextLine()
        self._days = QVBoxLayout()
        self._days.setSpacing(Space.M)
        self.setLayout(
            column(
                Label(
                    _(
                        "Untick a session or a slot in which this person cannot meet. "
                        "A handshake marks a slot with a meeting."
                    ),
                    "body",
                    2,
                    wrap=True,
                ),
                FormRow(_("Reason for the next ones unticked"), self.reason),
                self._days,
                spacing=Space.M,
            )
        )

    def show_event(self, event: EventSummary) -> None:
        """Draw the sessions and slots, if they are others than before."""
        if self._event is not None and self._event.slots == event.slots:
            return
        self._event = event
        clear(self._days)
        self.sessions, self.slots = {}, {}
        numbers = {session.key: session for session in event.sessions}
        for key, group in groupby(event.slots, key=lambda slot: slot.session_key):
            session = numbers[key]
            day = f"{short_weekday(session.day)} {session.day:%d.%m.}"
            name = f"{day}  {session.starts:%H:%M}–{session.ends:%H:%M}"
            box = QCheckBox(name)
            box.clicked.connect(lambda _on: self._store())
            self.sessions[key] = box
            self._days.addWidget(box)
            self._days.addLayout(self._chips(list(group)))

    def show_card(self, card: ParticipantCard) -> None:
        """Show when this participant can meet."""
        self._key = card.row.key
        self._reasons = {absence.slot_key: absence.reason for absence in card.unavailable}
        for key, box in self.sessions.items():
            box.setChecked(not card.sessions or key in card.sessions)
        takes_place = (m for m in card.meetings if m.status is not MeetingStatus.CANCELLED)
        busy = {m.slot: m for m in takes_place if m.slot is not None}
        for slot in self._event.slots if self._event else ():
            chip = self.slots[slot.key]
            chip.setChecked(slot.key not in self._reasons)
            chip.setEnabled(self.sessions[slot.session_key].isChecked())
            meeting = busy.get(slot.number)
            self._dress(chip, slot, self._reasons.get(slot.key, ""), meeting)

    def _chips(self, slots: list[SlotView]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(Space.L, 0, 0, 0)
        grid.setSpacing(Space.XS)
        for place, slot in enumerate(slots):
            chip = button(slot.label, kind="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on: self._store())
            self.slots[slot.key] = chip
            grid.addWidget(chip, place // ACROSS, place % ACROSS)
        grid.setColumnStretch(ACROSS, 1)
        return grid

    def _dress(
        self, chip: QPushButton, slot: SlotView, reason: str, meeting: CardMeeting | None
    ) -> None:
        """The icon says it, and so do the words; a meeting of somebody who is away stands out."""
        on = chip.isChecked() and chip.isEnabled()
        name, tone = ("check", "text3") if on else ("ban", "text3")
        if meeting is not None:
            name, tone = ("handshake", "accent") if on else ("triangle-alert", "problem.text")
        chip.setIcon(icon(self._subject.context.theme, name, tone))
        words = [
            f"{slot.number} · {slot.starts:%H:%M}–{slot.ends:%H:%M}",
            _("can meet") if on else _("cannot meet"),
            reason,
        ]
        if meeting is not None:
            words.append(_("meets {other}").format(other=meeting.other))
        chip.setToolTip(" · ".join(filter(None, words)))
        chip.setAccessibleName(chip.toolTip())

    def _store(self) -> None:
        from matchdesk.services.people import SetAvailability  # see participants.py

        attended = frozenset(key for key, box in self.sessions.items() if box.isChecked())
        if not attended:
            said = _("Nobody attends no session at all: cancel the participation instead.")
            self._subject.context.notify(said, state=State.ATTENTION)
            self._read_again()
            return
        reason = self.reason.text().strip()
        away = {
            key: self._reasons.get(key, reason)
            for key, chip in self.slots.items()
            if not chip.isChecked()
        }
        command = SetAvailability(self._key, attended, away)
        self._subject.context.run(command, on_done=self._stored, owner=self)

    def _read_again(self) -> None:
        people, key = self._subject.context.desk.people, self._key
        self._subject.context.jobs.query(lambda: people.card(key), self.show_card, owner=self)

    def _stored(self, done: Done) -> None:
        if done.result:
            said = count(
                "{n} meeting stands when this person is away. The grid shows it.",
                "{n} meetings stand when this person is away. The grid shows them.",
                len(done.result),
            )
            self._subject.context.notify(said, undoable=True, state=State.ATTENTION)
