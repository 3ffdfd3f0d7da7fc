"""Where the eye is: ready for a scan, the answer to one, or people among whom to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QStackedWidget, QWidget

from matchdesk.ui.checkin.answer import AnswerBand, AnswerCard
from matchdesk.ui.checkin.idle import Idle
from matchdesk.ui.checkin.results import Hit, ResultsList
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Notice, column

if TYPE_CHECKING:
    from matchdesk.services.checkin import CheckInResult


class Front(QStackedWidget):
    """One of `idle`, `card` and the list: `results` below `notice` and `band`."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        theme = context.theme
        self.idle = Idle(context)
        self.card = AnswerCard(theme)
        self.band = AnswerBand(theme)
        self.results = ResultsList(theme)
        self.notice = Notice(theme)
        self._found = QWidget()
        found = column(self.band, self.notice, self.results, spacing=Space.S)
        found.setStretch(2, 1)
        found.addStretch(0)  # keeps the notice at the top where the list is hidden
        self._found.setLayout(found)
        for part in (self.idle, self.card, self._found):
            self.addWidget(part)

    @property
    def listing(self) -> bool:
        """Whether the list is in front."""
        return self.currentWidget() is self._found

    def show_answer(self, *, answered: bool) -> None:
        """The card if there is an answer, else ready for one."""
        self.notice.hide()
        self.setCurrentWidget(self.card if answered else self.idle)

    def show_hits(self, hits: list[Hit]) -> None:
        """The list of `hits`, without a word above it."""
        self.band.hide()
        self.results.show_hits(hits)
        self.results.setVisible(bool(hits))  # no empty box where nobody is found
        self.setCurrentWidget(self._found)

    def show_candidates(self, hits: list[Hit], result: CheckInResult, zone: ZoneInfo) -> None:
        """Those to whom the code of `result` belongs, below its outcome."""
        self.show_hits(hits)
        self.band.show_result(result, zone)
        self.band.show()
        self.notice.say(self.card.text.text(), State.ATTENTION)
