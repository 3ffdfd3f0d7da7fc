"""The answer to a scan, filling the screen: colour, icon, word, name, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from matchdesk.core.text import beside, breakable
from matchdesk.core.wording import label
from matchdesk.ui.checkin import words
from matchdesk.ui.theme import Size, Space, Theme, font
from matchdesk.ui.widgets import IconLabel, Label, arranged_once, column, row, set_property

if TYPE_CHECKING:
    from matchdesk.core.vocabulary import CheckInOutcome
    from matchdesk.services.checkin import CheckInResult, DelegationResult, PersonView

_ICON = 40
_LINES = 2.9
"""Two lines; those of scripts that the first face lacks are higher."""
_NOTE_SIZES = ((160, "title"), (320, "large"))
"""Up to how many letters a note has which size: a longer one is read at leisure."""
_NAME_SIZES = (("shout", Size.SHOUT), ("figure", Size.FIGURE), ("title", Size.TITLE))


class AnswerBand(QFrame):
    """The outcome in its colour, with its sign and its word, and when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.icon = IconLabel(theme, "info", "text2", _ICON)
        self.word = Label("", "figure")
        self.when = Label("", "body")
        edges = (Space.XL, Space.L, Space.XL, Space.L)
        self.setLayout(row(self.icon, self.word, None, self.when, spacing=Space.M, margins=edges))

    def show_result(self, result: CheckInResult, zone: ZoneInfo) -> None:
        """Show the outcome of `result`."""
        self.show_outcome(result.outcome, f"{result.at.astimezone(zone):%H:%M:%S}")

    def show_outcome(self, outcome: CheckInOutcome, when: str) -> None:
        """Show `outcome`, and when it was."""
        state = words.STATES[outcome]
        set_property(self, "band", str(state))
        self.icon.show_icon(words.ICONS[outcome], f"{state}.fill")
        self.word.setText(label(outcome).upper())
        self.when.setText(when)


class AnswerCard(QFrame):
    """One answer at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = Label("", "shout", wrap=True, select=True)
        self.latin = Label("", "title", wrap=True, select=True)
        self.who = Label("", "large", wrap=True)
        self.where = Label("", "body", wrap=True)
        self.text = Label("", "title", wrap=True)
        self.paper = Label("", "large", wrap=True)
        self.band = AnswerBand(theme)
        self.word = self.band.word
        for part in (self.name, self.latin):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside = column(
            None,
            self.name,
            self.latin,
            Space.XS,
            self.who,
            self.where,
            Space.M,
            self.text,
            self.paper,
            None,
            spacing=Space.XS,
            margins=(Space.XL, Space.M, Space.XL, Space.L),
        )
        whole = column(self.band, inside, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_result(self, result: CheckInResult, zone: ZoneInfo, country: str) -> None:
        """Show `result`; `country` is the name of the person's country."""
        with arranged_once(self):
            self._show_result(result, zone, country)

    def show_together(self, result: DelegationResult, zone: ZoneInfo) -> None:
        """Show what became of a delegation that was checked in together."""
        outcome, (said, kept_out) = words.outcome_of(result), words.together(result)
        at = next((f"{one.at.astimezone(zone):%H:%M:%S}" for one in result.results), "")
        with arranged_once(self):
            set_property(self, "state", str(words.STATES[outcome]))
            self.band.show_outcome(outcome, at)
            self._say(self.name, breakable(beside(result.delegation.name)))
            for part in (self.latin, self.where, self.paper):
                self._say(part, "")
            self._say(self.who, said)
            self._say_note(kept_out)
            self._speak()
            self._fit()

    def _show_result(self, result: CheckInResult, zone: ZoneInfo, country: str) -> None:
        set_property(self, "state", str(words.STATES[result.outcome]))
        self.band.show_result(result, zone)
        if result.person is not None:
            self._show_person(result.person, country)
        else:
            self._say(self.name, breakable(result.code))
            for part in (self.latin, self.who, self.where):
                self._say(part, "")
        self._say_note(words.explained(result, zone))
        self._say(self.paper, "")
        self._speak()
        self._fit()

    def _say_note(self, said: str) -> None:
        size = next((role for most, role in _NOTE_SIZES if len(said) <= most), "body")
        set_property(self.text, "role", size)
        self._say(self.text, said)

    def _speak(self) -> None:
        spoken = (self.word, self.name, self.latin, self.who, self.where, self.text)
        self.setAccessibleName(", ".join(part.text() for part in spoken if part.text()))

    def show_person(self, person: PersonView, country: str) -> None:
        """Show the same person as they stand now: a name was corrected."""
        with arranged_once(self):
            self._show_person(person, country)
            self._fit()

    def _show_person(self, person: PersonView, country: str) -> None:
        self._say(self.name, breakable(beside(person.own_name)))
        self._say(self.latin, person.name if person.native_name else "")
        self._say(self.who, person.organisation)
        parts = (country, label(person.role), f"#{person.number}")
        self._say(self.where, " · ".join(part for part in parts if part))

    def show_paper(self, text: str) -> None:
        """Say what is wrong with the paper they hold; empty if nothing is."""
        if text != self.paper.text():
            self._say(self.paper, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes the largest size that has room, on two lines at most."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * Space.XL
        height = self._height_left(room)
        space = QRect(0, 0, room, 100 * Size.SHOUT)

        def fits(one: tuple[str, int]) -> bool:
            metrics = QFontMetrics(font(one[1], weight=600))
            taken = metrics.boundingRect(space, Qt.TextFlag.TextWordWrap, self.name.text())
            most = min(height, _LINES * metrics.lineSpacing())
            return taken.width() <= room and taken.height() <= most

        set_property(self.name, "role", next(filter(fits, _NAME_SIZES), _NAME_SIZES[-1])[0])

    def _height_left(self, width: int) -> int:
        """What the band and the other lines leave for the name at this width, in pixels."""
        others = (self.latin, self.who, self.where, self.text, self.paper)
        said = [part.heightForWidth(width) + Space.XS for part in others if not part.isHidden()]
        edges = Space.M + Space.L + Space.M + 2 * Space.XS
        return self.height() - self.band.sizeHint().height() - sum(said) - edges

    @staticmethod
    def _say(part: Label, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))
