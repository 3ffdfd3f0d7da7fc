"""One meeting and who could interpret it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.wording import label
from matchdesk.ui.floor import words
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import EmptyState, Label, Pill, button, clear, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from matchdesk.services.interpreters import Candidate, InterpretedMeeting


class CandidatesPanel(QWidget):
    """`wanted` carries the meeting, the interpreter's key (None: nobody), and whether to take."""

    wanted = Signal(object, object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choices: list[QPushButton] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(Space.L, 0, Space.M, 0)
        self._lines.setSpacing(Space.M)
        inside = QWidget()
        inside.setLayout(self._lines)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.setLayout(column(scroll))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what belongs here."""
        self._empty(
            _("Choose a meeting"),
            _("Choose a table in the list, or a meeting that has nobody, to say who interprets."),
        )

    def show_meeting(self, meeting: InterpretedMeeting, found: tuple[Candidate, ...]) -> None:
        """Show the meeting and its candidates, the best first."""
        clear(self._lines)
        self.choices = []
        self._lines.addWidget(Label(meeting.names, "large", wrap=True, select=True))
        self._lines.addWidget(Label(meeting.organisations, "small", 2, wrap=True))
        at = f"{meeting.slot.starts:%H:%M}"
        if meeting.table is not None:
            at += " · " + _("table {n}").format(n=f"{meeting.zone} {meeting.table}".strip())
        facts = (at, f"#{meeting.number}", label(meeting.status))
        self._lines.addWidget(Label(" · ".join(facts), "body", 2, wrap=True))
        for _key, name, _home, spoken in meeting.parties:
            said = words.languages(spoken) or _("no language given")
            text = _("{name} speaks {languages}").format(name=name, languages=said)
            self._lines.addWidget(Label(text, "small", 2, wrap=True))
        self._lines.addWidget(Label(_("Who interprets"), "label", 2))
        for one in found:
            self._lines.addWidget(self._line(meeting, one))
        if not found:
            self._lines.addWidget(
                Label(_("Nobody at this event interprets. Add language pairs under People."),
                      "body", 2, wrap=True)
            )  # fmt: skip
        self._lines.addStretch(1)

    def _line(self, meeting: InterpretedMeeting, one: Candidate) -> QWidget:
        made = QWidget()
        head = row(Label(one.name, "strong"), None, spacing=Space.S)
        if one.assigned:
            head.addWidget(Pill(_("Interprets"), State.GOOD))
            head.addWidget(self._choice(_("Take away"), meeting, None, one.name, take=False))
        elif one.busy_with is not None and not one.why_not:
            text = _("Take from #{n}").format(n=one.busy_with)
            head.addWidget(self._choice(text, meeting, one.key, one.name, take=True))
        elif not one.why_not:
            head.addWidget(self._choice(_("Assign"), meeting, one.key, one.name, take=False))
        work = count("{n} meeting", "{n} meetings", one.meetings)
        parts: list[QWidget] = [Label(f"{words.pairs(one.pairs)} · {work}", "small", 2, wrap=True)]
        if one.why_not:
            parts.append(Label(one.why_not, "small", 3, wrap=True))
        made.setLayout(column(head, *parts, spacing=2))
        return made

    def _choice(
        self, text: str, meeting: InterpretedMeeting, key: str | None, name: str, *, take: bool
    ) -> QPushButton:
        made = button(text, partial(self.wanted.emit, meeting, key, take))
        made.setAccessibleName(f"{text}: {name}")
        if len(self.choices) < 9:
            made.setToolTip(f"{text}: {name}  (Alt+{len(self.choices) + 1})")
        self.choices.append(made)
        return made

    def _empty(self, title: str, text: str) -> None:
        clear(self._lines)
        self.choices = []
        self._lines.addWidget(EmptyState(self._theme, "languages", title, text))
