"""The three views of the grid: what is drawn for the day and the kind that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from matchdesk.ui.grid import sheet
from matchdesk.ui.grid.finder import Finder
from matchdesk.ui.grid.lateness import Lateness
from matchdesk.ui.grid.looking import Looking
from matchdesk.ui.grid.now import now_and_next
from matchdesk.ui.grid.sheet import Kind

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridMeeting
    from matchdesk.ui.grid.layout import Parts


class Views:
    """`now` is the venue's wall clock; what was chosen stays chosen while views change."""

    def __init__(
        self,
        looking: Looking,
        parts: Parts,
        acts: Mapping[str, QAction],
        finder: Finder,
        lateness: Lateness,
        now: Callable[[], datetime],
    ) -> None:
        self._looking, self._parts, self._acts = looking, parts, acts
        self._finder, self._lateness, self._now = finder, lateness, now

    def show(self) -> None:
        """Draw all of it anew."""
        looking, parts = self._looking, self._parts
        if looking.data is None or looking.day is None:
            return
        kept = self._kept()
        parts.tools.show_days(looking.days, looking.day)
        parts.tools.show_kind(looking.kind)
        parts.filters.show_kind(looking.kind)
        if looking.kind is Kind.NOW:
            self._show_now()
            return
        wanted = self._finder.wanted()
        made = sheet.sheet_of(
            looking.data,
            looking.kind,
            looking.day,
            grouped=self._acts["group"].isChecked(),
            by_organisation=self._acts["body"].isChecked(),
            only=wanted.fits if wanted.about_people else None,
        )
        parts.view.show_sheet(looking.data, made)
        self.tick()
        self._finder.apply()
        self.choose_again(kept)

    def show_changed(self) -> None:
        """Draw what the newest data changes, all of it only where nothing less would do."""
        data, looking, before = self._looking.data, self._looking, self._here()
        if data is not None and looking.kind is not Kind.NOW and self._parts.view.show_moved(data):
            self.tick()
            self._finder.apply()
            self.choose_again(None)
            self._other_here(before)
        else:
            self.show()

    def show_kind(self, kind: Kind) -> None:
        """Show tables, participants, or now and next, the chosen meeting in sight."""
        self._looking.kind, self._looking.follow = kind, self._looking.chosen
        self._parts.show_now(shown=kind is Kind.NOW)
        self.show()
        is_now = kind is Kind.NOW
        (self._parts.now.table.view if is_now else self._parts.view).setFocus()

    def show_day(self, day: date) -> None:
        """Switch to another day."""
        self._looking.day = day
        self.show()

    def other_day(self, step: int) -> None:
        """The next day (1), or the one before (-1), where there is one."""
        day = self._looking.beside(step)
        if day is not None:
            self.show_day(day)

    def next_kind(self) -> Kind:
        """Tables, participants, now and next, and round again."""
        kinds = tuple(Kind)
        return kinds[(kinds.index(self._looking.kind) + 1) % len(kinds)]

    def regroup(self) -> None:
        """Draw the rows in other groups, the chosen meeting in sight."""
        self._looking.follow = self._looking.chosen
        self.show()

    def refilter(self) -> None:
        """Another choice of what is looked for."""
        if self._looking.kind is Kind.PEOPLE:
            self.show()
        self._finder.apply()

    def reveal(self, meeting: GridMeeting) -> None:
        """Choose a meeting that has a slot, on whichever day it is."""
        self._looking.follow = meeting.key
        day = self._looking.day_of(meeting)
        if day is not None and day != self._looking.day:
            self.show_day(day)
        else:
            self.choose_again(None)

    def look_at(self, slot: str, table: str | None, person: str) -> None:
        """Choose the cell of a table, or of somebody, in a slot; on whichever day it is."""
        looking, view = self._looking, self._parts.view
        slots = looking.data.slots if looking.data else ()
        day = next((one.day for one in slots if one.key == slot), None)
        if day is not None and day != looking.day:
            self.show_day(day)
        shown = view.grid.sheet
        if shown is not None:
            row = person if shown.kind is Kind.PEOPLE else table or sheet.NO_TABLE
            place = shown.place(row, slot)
            if place is not None:
                view.choose(place)

    def choose_again(self, kept: tuple[str, str] | None) -> None:
        """The meeting to follow, else the cell (slot and row) that was chosen before.

        A chosen meeting that now stands elsewhere is followed, too: keys mean what the side shows.
        """
        looking, view = self._looking, self._parts.view
        shown = view.grid.sheet
        if shown is None:
            return
        places = shown.places(looking.follow) if looking.follow else ()
        if places:
            looking.follow = None
            view.choose(places[0])
            return
        place = shown.place(kept[1], kept[0]) if kept is not None else None
        here = view.place() if kept is None else place
        holding = view.grid.held is not None  # a place is being looked for, by arrows
        places = () if holding or looking.chosen is None else shown.places(looking.chosen)
        if places and here not in places:
            view.choose(places[0])
        elif place is not None:
            view.choose(place)

    def _here(self) -> str | None:
        """The meeting in the chosen cell."""
        place = self._parts.view.place()
        meeting = self._parts.view.grid.meeting(place) if place is not None else None
        return meeting.key if meeting is not None else None

    def _other_here(self, before: str | None) -> None:
        """The chosen meeting has left the day and another took its cell: that one is chosen."""
        view, here = self._parts.view, self._here()
        gone = before is not None and before == self._looking.chosen
        if gone and here not in (None, before) and view.grid.held is None:
            view.chosen.emit(view.place())

    def tick(self) -> None:
        """Time has passed: who is late, and where the line is."""
        now, looking = self._now(), self._looking
        if looking.data is not None:
            self._lateness.read(looking.data, now)
        if looking.kind is Kind.NOW:
            self._show_now()
        self._parts.view.show_now(now if now.date() == looking.day else None)

    def _show_now(self) -> None:
        if self._looking.data is not None:
            self._parts.now.show_state(now_and_next(self._looking.data, self._now()))

    def _kept(self) -> tuple[str, str] | None:
        place, shown = self._parts.view.place(), self._parts.view.grid.sheet
        return shown.keys(place) if place is not None and shown is not None else None
