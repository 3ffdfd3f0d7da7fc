"""Another window was quicker: keep theirs or do mine again, asked beside the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from matchdesk.core.errors import MatchDeskError, RuleBroken
from matchdesk.core.i18n import _
from matchdesk.core.wording import sentence
from matchdesk.services.agenda import (
    MOVED_MEANWHILE,
    AsSeen,
    MoveMeeting,
    MoveMeetings,
    SwapMeetings,
    TakePlace,
    UnplaceMeeting,
    UnplaceMeetings,
)
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Label, button, row

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, Offer
    from matchdesk.services.bus import Command
    from matchdesk.ui.grid.offers import OfferBar
    from matchdesk.ui.screens import ScreenContext


class ChoiceBar(QFrame):
    """What happened, and two answers: Esc keeps theirs, Enter does the other."""

    def __init__(self, theme: Theme, leave: Callable[[], object]) -> None:
        super().__init__()
        self._left = leave
        self._run: Callable[[], object] | None = None
        self.text = Label("", "strong", wrap=True)
        self.mine = button("", self._do, kind="primary", tip=_("Enter"))
        self.theirs = button(_("Keep theirs"), self._keep, tip=_("Esc"))
        layout = row(
            self.text,
            self.theirs,
            self.mine,
            spacing=Space.M,
            margins=(Space.M, Space.S, Space.S, Space.S),
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setProperty("state", "attention")
        self.hide()

    def ask(self, text: str, do: str, run: Callable[[], object]) -> None:
        """Say what happened; `do` names what `run` does. The keyboard comes here."""
        self._run = run
        self.text.setText(text)
        self.setAccessibleName(text)
        self.mine.setText(do)
        self.mine.setAccessibleName(do)
        self.show()
        self.mine.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the focus, Escape keeps theirs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.theirs if self.theirs.hasFocus() else self.mine).click()
        elif event.key() == Qt.Key.Key_Escape:
            self._keep()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        self.hide()
        self._left()
        if self._run is not None:
            self._run()

    def _keep(self) -> None:
        self.hide()
        self._left()


class Choosing(QObject):
    """Asks where another window was quicker; everything else goes to `refused`.

    `again` runs a command as it is. Nothing of either side is lost: theirs is in the journal, and
    mine waits in the question.
    """

    def __init__(
        self,
        context: ScreenContext,
        bar: ChoiceBar,
        offers: OfferBar,
        again: Callable[[Command], object],
        refused: Callable[[MatchDeskError], object],
    ) -> None:
        super().__init__(bar)
        self._context, self._bar, self._offers = context, bar, offers
        self._again, self._refused = again, refused

    def stopped(self, command: Command, error: MatchDeskError) -> None:
        """`command` was refused with `error`."""
        if isinstance(command, AsSeen) and error.code == MOVED_MEANWHILE:
            seen = {key: (place[0], place[1]) for key, place in error.data["places"].items()}
            mine = replace(command, seen=seen)
            self._bar.ask(sentence(error), _("Do mine again"), lambda: self._again(mine))
            return
        move = command.command if isinstance(command, AsSeen) else command
        if isinstance(error, RuleBroken) and isinstance(move, MoveMeeting):
            said = sentence(error)
            self._bar.ask(said, _("Make room there"), lambda: self._ask(move, said))
            return
        self._refused(error)

    def _ask(self, move: MoveMeeting, said: str) -> None:
        agenda = self._context.desk.agenda
        key, slot, table = str(move.meeting), str(move.slot), move.table

        def show(offers: tuple[Offer, ...]) -> None:
            self._offers.show_offers(_("Make room there"), said, offers)

        self._context.jobs.query(
            lambda: agenda.offers(key, slot, None if table is None else str(table)),
            show,
            on_error=self._refused,
            owner=self,
        )


def as_seen(command: Command, data: GridData | None) -> Command:
    """`command`, to be refused if a meeting it moves stands elsewhere than `data` shows it."""
    named: tuple[int | str, ...]
    if isinstance(command, SwapMeetings):
        named = (command.meeting, command.other)
    elif isinstance(command, MoveMeeting | UnplaceMeeting | TakePlace):
        named = (command.meeting,)
    elif isinstance(command, MoveMeetings):
        named = tuple(move[0] for move in command.moves)
    elif isinstance(command, UnplaceMeetings):
        named = command.meetings
    else:
        return command
    wanted = set(named)
    shown = data.meetings if data is not None else ()
    seen = {
        one.key: (one.slot, one.table)
        for one in shown
        if not wanted.isdisjoint((one.key, one.number))
    }
    return AsSeen(command, seen) if seen else command
