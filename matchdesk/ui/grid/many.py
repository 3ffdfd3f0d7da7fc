"""What is done to many cells at once, and to the day as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from matchdesk.core.i18n import _, count
from matchdesk.services.agenda import BlockPlaces, LockPrinted, OpenPlaces
from matchdesk.services.event_layout import InsertBreak
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.grid.asking import AskBar
from matchdesk.ui.grid.sheet import NO_TABLE, Kind
from matchdesk.ui.grid.view import GridView

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting
    from matchdesk.services.bus import Command
    from matchdesk.services.events import SlotView

ROW = ActionSpec("grid.row", "Choose the whole row", "Shift+Space", "", "table all select")
COLUMN = ActionSpec("grid.column", "Choose the whole slot", "Ctrl+Space", "", "column all select")
BLOCK = ActionSpec("grid.block", "Close …", "B", "ban", "block table slot fire door")
OPEN = ActionSpec("grid.open", "Open again", "Shift+B", "check", "unblock table slot")
BREAK = ActionSpec("grid.break", "Insert a break …", "Alt+B", "coffee", "pause")
SHIFT = ActionSpec("grid.shift", "Shift everything after now …", "Alt+N", "hourglass", "delay late")
PRINTED = ActionSpec("grid.printed", "Lock all that is printed", "Shift+L", "lock", "agenda paper")
SPECS = (ROW, COLUMN, BLOCK, OPEN, BREAK, SHIFT, PRINTED)


class Many:
    """Reads the view's selection; `run` carries commands out, `now` is the venue's wall clock."""

    def __init__(
        self,
        view: GridView,
        bar: AskBar,
        run: Callable[[Command], object],
        now: Callable[[], datetime],
    ) -> None:
        self._view, self._bar, self._run, self._now = view, bar, run, now

    def act(self, action: str) -> None:
        """Do what the action with this id (one of `SPECS`) means."""
        current = self._view.currentIndex()
        doing: dict[str, Callable[[], object]] = {
            ROW.id: lambda: self._view.selectRow(current.row()),
            COLUMN.id: lambda: self._view.selectColumn(current.column()),
            BLOCK.id: self.block,
            OPEN.id: self.open,
            BREAK.id: self.insert_break,
            SHIFT.id: self.shift,
            PRINTED.id: lambda: self._run(LockPrinted()),
        }
        doing[action]()

    @property
    def meetings(self) -> tuple[GridMeeting, ...]:
        """The meetings of the chosen cells, each once, in their order."""
        return self._view.picked.meetings()

    def block(self) -> None:
        """Ask why, then close the chosen tables in the chosen slots."""
        places = self._places()
        if places:
            question = count("Close {n} place: why?", "Close {n} places: why?", len(places))
            self._bar.ask(
                question,
                _("Fire door"),
                _("Close"),
                lambda reason, _n: self._run(BlockPlaces(places, reason)),
            )

    def open(self) -> None:
        """Open the chosen places that are closed."""
        places = self._places()
        if places:
            self._run(OpenPlaces(places))

    def insert_break(self) -> None:
        """Ask how long, then let everything from the chosen slot on begin later."""
        place, sheet = self._view.place(), self._view.grid.sheet
        slot = sheet.columns[place[1]].slot if place is not None and sheet is not None else None
        if slot is not None:
            self._ask_break(slot, _("Break"))

    def shift(self) -> None:
        """The same from the next slot that has not begun."""
        data, now = self._view.grid.data_, self._now()
        slots = data.slots if data is not None else ()
        later = (s for s in slots if datetime.combine(s.day, s.starts) >= now)
        slot = next(later, None)
        if slot is not None:
            self._ask_break(slot, _("Delay"))

    def _ask_break(self, slot: SlotView, name: str) -> None:
        question = _("Everything from {time} on begins later, by how much and why?")
        self._bar.ask(
            question.format(time=f"{slot.starts:%H:%M}"),
            name,
            _("Shift"),
            lambda words, minutes: self._run(InsertBreak(slot.key, minutes, words or name)),
            minutes=10,
        )

    def _places(self) -> tuple[tuple[str, str], ...]:
        """Slots and tables of the chosen cells; none among participants."""
        sheet = self._view.grid.sheet
        if sheet is None or sheet.kind is not Kind.TABLES:
            return ()
        keys = (sheet.keys(place) for place in self._view.picked.places())
        return tuple(found for found in keys if found is not None and found[1] != NO_TABLE)
