"""What came of one meeting: who says so, rating, note, next step, agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import MeetingStatus, Rating
from matchdesk.core.wording import label
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.agreement_fields import AgreementEntry, AgreementFields, topic_box
from matchdesk.ui.outcomes.files import held
from matchdesk.ui.outcomes.scores import Scores
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    ElidedLabel,
    EmptyState,
    FormRow,
    Label,
    Notice,
    Pill,
    TextLine,
    clear,
    column,
    row,
)

if TYPE_CHECKING:
    from matchdesk.services.outcomes import MeetingView, OutcomeView

RATINGS = tuple(Rating)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed about a meeting; `told_by` is a side's key, None for both together."""

    told_by: str | None
    rating: Rating | None
    note: str
    next_step: str
    agreement: AgreementEntry | None
    score: int | None = None
    topic: str = ""


class OutcomeForm(QWidget):
    """One meeting at a time. `edited` when something was typed that is not stored yet.

    `entered` when Enter was pressed anywhere in it: store and go on.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._meeting: MeetingView | None = None
        self._stored: Entry | None = None
        self.title = ElidedLabel("", "large")
        self.status = Pill()
        self._parties = QVBoxLayout()
        self._parties.setSpacing(2)
        self.notice = Notice(theme)
        self.told_by = QComboBox()
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.told_by.setSizeAdjustPolicy(policy)
        self.ratings = QButtonGroup(self)
        self.scores = Scores()
        self.said = QVBoxLayout()
        self.said.setSpacing(Space.XS)
        self.differ = Pill(_("Sides differ"), State.ATTENTION)
        self.note, self.next_step = TextLine(), TextLine()
        self.topic, self.agreement = topic_box(), AgreementFields()
        self.known = Label("", "small", 2, wrap=True)
        self.closed = Label("", "body", 2, wrap=True)
        self._empty = EmptyState(theme, "handshake", _("Choose a meeting to say what came of it"))
        self._build()
        self.told_by.currentIndexChanged.connect(self._teller_changed)
        self.ratings.idToggled.connect(lambda _id, _on: self._touched())
        self.scores.chosen.connect(self._touched)
        for box in (self.note, self.next_step):
            box.textEdited.connect(lambda _text: self._touched())
        self.topic.editTextChanged.connect(lambda _text: self._touched())
        self.agreement.edited.connect(self._touched)
        self.agreement.wanted.clicked.connect(self._bring_agreement)
        self.show_meeting(None)

    # --- what the page calls

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting shown."""
        return self._meeting

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return self._meeting is not None and self.entry() != self._stored

    def entry(self) -> Entry:
        """What is typed."""
        chosen = self.ratings.checkedId()
        return Entry(
            told_by=self.told_by.currentData(),
            rating=RATINGS[chosen] if chosen >= 0 else None,
            note=self.note.text().strip(),
            next_step=self.next_step.text().strip(),
            agreement=self.agreement.entry(),
            score=self.scores.value(),
            topic=self.topic.currentText().strip(),
        )

    def show_meeting(
        self, meeting: MeetingView | None, draft: Entry | None = None, told_by: str | None = None
    ) -> None:
        """Show a meeting with what is stored of it, or with the `draft` typed before.

        `told_by` is the side that is asked, where it is known who stands at the desk.
        """
        self._meeting = None  # nothing that changes now was typed
        self._scroll.setVisible(meeting is not None)
        self._empty.setVisible(meeting is None)
        self.notice.hide()
        if meeting is None:
            return
        self.title.setText(f"{_('Meeting')} {meeting.number} · {words.place(meeting)}")
        state = words.MEETING_STATES[meeting.status]
        self.status.show_state(label(meeting.status), state)  # a name beside it would cut the title
        self._show_parties(meeting)
        self.told_by.clear()
        self.told_by.addItem(_("Both sides together"), None)
        for party in meeting.parties:
            self.told_by.addItem(words.person(party), party.key)
        first = meeting.outcomes[0].told_by_key if meeting.outcomes else None
        told_by = draft.told_by if draft else told_by or first
        self.told_by.setCurrentIndex(max(0, self.told_by.findData(told_by)))
        stored = _stored(meeting, told_by)
        self._show_entry(draft or stored)
        self._stored = stored
        over = meeting.status in (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)
        self.fields.setVisible(not over)
        text = _("It did not take place, so there is nothing to record.")
        self.closed.setText(f"{words.status(meeting)}. {text}")
        self.closed.setVisible(over)
        self._show_said(meeting)
        if meeting.agreements:
            numbers = ", ".join(str(number) for number in meeting.agreements)
            self.known.setText(_("Agreements of this meeting: no. {n}").format(n=numbers))
        self.known.setVisible(bool(meeting.agreements))
        self._meeting = meeting

    def rate(self, place: int) -> None:
        """Choose a rating by its place from 0."""
        if self._meeting is not None and self.fields.isVisible():
            self.ratings.button(place).setChecked(True)
            self.ratings.button(place).setFocus()

    def score(self, value: int) -> None:
        """Choose how satisfied they are, 1 to 5."""
        if self._meeting is not None and self.fields.isVisible():
            self.scores.show_value(value)
            self._touched()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, in whatever field, stores and goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focus_rating(self) -> None:
        """Put the focus on the ratings."""
        if not self.fields.isVisible():
            return
        chosen = self.ratings.checkedButton() or self.ratings.button(0)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not stored."""
        self.notice.say(sentence, State.PROBLEM)

    # --- inside

    def _teller_changed(self) -> None:
        """Another side: show what that side said, unless something is half typed."""
        if self._meeting is None:
            return
        meeting, typed = self._meeting, self.entry()
        stored = _stored(meeting, typed.told_by)
        untouched = self._stored is not None and (
            replace(typed, told_by=None) == replace(self._stored, told_by=None)
        )
        self._stored = stored
        if untouched:
            self._meeting = None
            self._show_entry(stored)
            self._meeting = meeting
        self.edited.emit()

    def _bring_agreement(self) -> None:
        """Scroll to the fields that have just opened, once they are laid out."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.agreement))

    def _touched(self) -> None:
        if self._meeting is not None:
            self.edited.emit()

    def _show_entry(self, entry: Entry) -> None:
        self.ratings.setExclusive(False)
        for place, rating in enumerate(RATINGS):
            self.ratings.button(place).setChecked(rating is entry.rating)
        self.ratings.setExclusive(True)
        self.scores.show_value(entry.score)
        for box, text in ((self.note, entry.note), (self.next_step, entry.next_step)):
            box.setText(text)
            box.setCursorPosition(0)  # a long one is shown from its beginning
        self.topic.setEditText(entry.topic)
        self.agreement.show_entry(entry.agreement)

    def _show_parties(self, meeting: MeetingView) -> None:
        clear(self._parties)
        for party in meeting.parties:
            where = " · ".join(part for part in (party.organisation, party.country) if part)
            at = Label(where, "small", 2, wrap=True)
            # A name in Arabic before its Latin one would otherwise go to the far end of the line.
            at.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            who = Label(words.person(party), "strong", wrap=True)
            who.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            line = row(at, *self._said_by(meeting, party.key))
            line.setStretch(0, 1)
            self._parties.addWidget(held(column(who, line, spacing=0)))

    def _said_by(self, meeting: MeetingView, key: str | None) -> list[Pill]:
        """What one side said, to stand beside its name."""
        return [
            Pill(words.rated(told), words.RATING_STATES[told.rating])
            for told in meeting.outcomes
            if told.told_by_key == key
        ]

    def _show_said(self, meeting: MeetingView) -> None:
        """That the sides differ, and what both said together where one said its own, too."""
        clear(self.said)
        self.differ.setVisible(meeting.sides_differ)
        if len(meeting.outcomes) < 2:
            return
        for pill in self._said_by(meeting, None):
            line = row(Label(_("Both sides together"), "small", 2), pill)
            line.setStretch(0, 1)
            self.said.addWidget(held(line))

    def _build(self) -> None:
        self.fields = QWidget()
        choices = column(spacing=0)
        for place, rating in enumerate(RATINGS):
            radio = QRadioButton(f"{place + 1}   {label(rating)}")
            radio.setToolTip(f"Alt+{place + 1}")
            self.ratings.addButton(radio, place)
            choices.addWidget(radio)
        who = Label(_("Who says so"), "label", 2)
        asked = row(who, self.told_by, self.differ, spacing=Space.M)
        asked.setStretch(1, 1)
        self.told_by.setAccessibleName(_("Who says so"))
        about = row(Label(_("What it is about"), "label", 2), self.topic, spacing=Space.M)
        about.setStretch(1, 1)
        self.topic.setAccessibleName(_("What it is about"))
        self.fields.setLayout(
            column(
                asked,
                choices,
                row(Label(_("Satisfaction"), "label", 2), self.scores, None, spacing=Space.M),
                row(FormRow(_("Note"), self.note), FormRow(_("Next step"), self.next_step)),
                self.agreement,
                about,
                spacing=Space.S,
            )
        )
        inside = QWidget()
        head = row(self.title, self.status)
        head.setStretch(0, 1)
        inside.setLayout(
            column(
                head,
                self._parties,
                self.notice,
                self.said,
                self.known,
                self.closed,
                self.fields,
                None,
                spacing=Space.S,
                margins=(0, 0, Space.M, 0),
            )
        )
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self.setLayout(column(self._scroll, self._empty, spacing=0))


def _stored(meeting: MeetingView, told_by: str | None) -> Entry:
    said: OutcomeView | None = next(
        (outcome for outcome in meeting.outcomes if outcome.told_by_key == told_by), None
    )
    if said is None:
        return Entry(told_by, None, "", "", None)
    return Entry(told_by, said.rating, said.note, said.next_step, None, said.score, said.topic)
