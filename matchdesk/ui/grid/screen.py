"""The Grid screen: the live grid, edited by hand, and planned."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.ui.grid import acts, finding, sheet
from matchdesk.ui.grid.acting import Acting
from matchdesk.ui.grid.filters import Wanted
from matchdesk.ui.grid.holding import Holding
from matchdesk.ui.grid.lateness import Lateness
from matchdesk.ui.grid.layout import Parts
from matchdesk.ui.grid.many import Many
from matchdesk.ui.grid.now import now_and_next
from matchdesk.ui.grid.paper import Paper
from matchdesk.ui.grid.places import Places
from matchdesk.ui.grid.planning import Planning
from matchdesk.ui.grid.repairing import Repairing
from matchdesk.ui.grid.sheet import Kind, Place
from matchdesk.ui.grid.whatif_bar import around
from matchdesk.ui.grid.whatif_mode import WhatIfMode
from matchdesk.ui.jobs import Refresh
from matchdesk.ui.screens import PaletteProvider, Screen, ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.changes import ChangeSet
    from matchdesk.services.agenda import GridData, GridMeeting, MeetingDetails, Offer
    from matchdesk.services.bus import Command, Done
    from matchdesk.services.history import History

_TICK = 20_000


class GridScreen(Screen):
    """Three views of one grid. The view never moves a tile itself: it asks, and is told."""

    watches = frozenset(
        {
            "agenda", "break", "check_in", "delegation", "event", "grid", "meeting",
            "meeting_guest", "meeting_request", "meeting_table", "organisation", "participant",
            "session", "session_attendance", "slot", "table_block", "unavailability", "outcome",
        }
    )  # fmt: skip

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self.grid_data: GridData | None = None
        self.whatif = WhatIfMode(context, self)
        self.context = context = self.whatif.context
        self._kind = Kind.TABLES
        self._day: date | None = None
        self._follow: str | None = None
        self._chosen: str | None = None
        self._lateness = Lateness()
        self._read_details = Refresh(context.jobs, self._load_details, self._show_details, self)
        self._read_details.failed.connect(lambda _error: None)  # it was taken out meanwhile
        self.paper = Paper(context, self)
        self._acts = acts.add_actions(self)
        self._acts["whatif"] = self.whatif.begin_action
        self.parts = Parts(context, self._acts, self._lateness.is_late, self.paper.of)
        self.view = self.parts.view
        self.setLayout(around(self.whatif.bar, self.parts.whole))
        self.holding = Holding(context, self.view, self._meeting)
        self.planning = Planning(context, self.parts.plan)
        self.many = Many(self.view, self.parts.ask, self._run, self._now)
        self.places = Places(context, self.view, self.parts.ask, self._run)
        self.acting = Acting(self.many, self.holding, self._one, self._run)
        self.repairing = Repairing(context, self.parts.repair)
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    # --- the shell's questions

    def load(self) -> GridData:
        """The live grid."""
        return self.context.desk.agenda.grid()

    def show_data(self, data: Any) -> None:
        """Show it; what was chosen stays chosen, what is held stays held."""
        self.grid_data = data
        self.parts.details.zone = ZoneInfo(data.timezone)
        if self._day not in self._days():
            today = self._now().date()
            first = self._days()[0] if self._days() else None
            self._day = today if today in self._days() else first
        was_live = self.parts.is_live
        self.parts.show_grid(data)
        self.paper.read(data)
        if self._kind is not Kind.NOW and self.view.show_moved(data):
            self._tick()
            self._filter()
            self._choose_again(None)
        else:
            self._show_sheet()
        if self.parts.is_live and not was_live:
            self.view.setFocus()  # it could not take the focus while something else was shown
        self._show_side()
        self._enable()
        self.holding.again()
        if self._chosen is not None:
            self._read_details.ask()

    def person_in_front(self) -> str | None:
        """Whose row is chosen among people, else the first side of the chosen meeting."""
        place, shown = self.view.place(), self.view.grid.sheet
        if place is None or shown is None or self.grid_data is None:
            return None
        cell = shown.keys(place)
        if cell is not None and cell[1] in self.grid_data.people:
            return cell[1]
        meeting = self.view.grid.meeting(place)
        return meeting.parties[0] if meeting is not None else None

    def slot_in_front(self) -> str | None:
        """The slot of a chosen cell that is empty: for whoever could use it."""
        place, shown = self.view.place(), self.view.grid.sheet
        if place is None or shown is None or self.view.grid.meeting(place) is not None:
            return None
        cell = shown.keys(place)
        return cell[0] if cell is not None else None

    def activate(self, **focus: Any) -> None:
        """`meeting` is the key of one to show; `plan` opens planning."""
        if focus.get("meeting"):
            self._follow = str(focus["meeting"])
            self.reveal(self._follow)
        if focus.get("plan"):
            self.planning.plan()
        self.view.setFocus()

    def palette_provider(self) -> PaletteProvider | None:
        """Meetings by name or number."""

        def go(key: str) -> None:
            self.context.navigate("grid", meeting=key)

        return lambda text: finding.offer(self.grid_data, text, go)

    def focus_search(self) -> bool:
        """Find in the grid, where there is one."""
        if not self.parts.is_live:
            return False
        self.parts.tools.search.setFocus()
        self.parts.tools.search.selectAll()
        return True

    def close_screen(self) -> bool:
        """A draft or repair that is being made is dropped."""
        self.planning.discard()
        self.repairing.close()
        self.whatif.close()
        return True

    def apply(self, change_set: ChangeSet) -> None:
        """The live event changed: a draft that is shown stays, and is compared with it again."""
        if self.whatif.draft is None:
            super().apply(change_set)
        elif self.watches & change_set.entities():
            self.whatif.live_changed()

    def history(self) -> History | None:
        """A draft has a past of its own."""
        return self.whatif.history

    # --- what the operator does

    def hold_chosen(self) -> None:
        """Hold the chosen meeting, or let go of what is held."""
        self.parts.notice.hide()
        self.acting.hold()

    def drop(self, place: Place) -> None:
        """Drop what is held here; without anything held, hold what is here."""
        if self.holding.held is None:
            self.hold_chosen()
        else:
            self.holding.drop(place)

    def paste(self) -> None:
        """Drop what is held on the chosen cell."""
        place = self.view.place()
        if place is not None and self.holding.held is not None:
            self.drop(place)

    def restore(self) -> None:
        """The chosen, cancelled meeting takes place after all, and stays in sight."""
        self._follow = self._chosen
        self.acting.restore()

    def offer_elsewhere(self) -> None:
        """Ask for the best free places of the chosen meeting; a figure takes one."""
        key = self._chosen
        if key is None:
            return
        self.context.jobs.query(
            lambda: self.context.desk.agenda.elsewhere(key),
            lambda offers: self.parts.offers.show_offers(
                _("Where else it could go"), _("the best free places."), offers
            ),
            on_error=self._refused,
            owner=self,
        )

    def show_filters(self) -> None:
        """Show the filter row and go there; put it away if it is there."""
        bar = self.parts.filters
        bar.setVisible(bar.isHidden() and self._kind is not Kind.NOW)
        (bar.delegation if bar.isVisible() else self.view).setFocus()

    def show_kind(self, kind: Kind) -> None:
        """Show tables, participants, or now and next, the chosen meeting in sight."""
        self._kind, self._follow = kind, self._chosen
        if kind is Kind.NOW:
            self.holding.let_go()
            self.parts.offers.hide()
        self.parts.show_now(shown=kind is Kind.NOW)
        self._show_sheet()
        (self.parts.now.table.view if kind is Kind.NOW else self.view).setFocus()

    def show_day(self, day: date) -> None:
        """Switch to another day."""
        self._day = day
        self._show_sheet()

    def search_for(self, text: str) -> None:
        """Dim what does not match and jump to the first that does."""
        self._filter()
        if text:
            self.jump()

    def jump(self) -> None:
        """Go to the next match after the chosen meeting, on whichever day it is."""
        if self.grid_data is None:
            return
        key = finding.after(self.grid_data, self.view.grid.matches, self._chosen)
        if key is not None:
            self.reveal(key)

    def reveal(self, key: str) -> None:
        """Choose a meeting wherever it is: another day, or the waiting list."""
        meeting = self._meeting(key)
        if meeting is None or self.grid_data is None:
            return
        if meeting.slot is None:
            self._choose_meeting(key)
            return
        self._follow = key
        day = next(slot.day for slot in self.grid_data.slots if slot.key == meeting.slot)
        if day != self._day:
            self.show_day(day)
        else:
            self._choose_again(None)

    # --- what comes back

    def _run(self, command: Command) -> None:
        self.parts.notice.hide()
        self.context.run(command, on_done=self._changed, on_error=self._refused, owner=self)

    def _dropped(self, key: str, command: Command) -> None:
        self._follow = key
        self._run(command)

    def _changed(self, done: Done) -> None:
        if done.change_set is None:
            return
        said = wording.intent(done.change_set.intent, done.change_set.detail)
        results = done.result if isinstance(done.result, tuple) else (done.result,)
        warnings = [w for result in results for w in getattr(result, "warnings", ())]
        self.context.notify(said, undoable=True, state=State.GOOD)
        if warnings:
            self.parts.notice.say(" ".join(dict.fromkeys(warnings)), State.NEUTRAL)

    def _refused(self, error: MatchDeskError) -> None:
        self._follow = None
        self.parts.notice.say(wording.sentence(error), State.PROBLEM)

    def _take(self, offer: Offer) -> None:
        """What was offered, for the held meeting or the chosen one."""
        if self.holding.held is not None:
            self.holding.take(offer)
        elif self._chosen is not None:
            self._dropped(self._chosen, offer.command)

    def _open(self, key: str) -> None:
        """From now and next to the tile among the tables."""
        self.show_kind(Kind.TABLES)
        self.reveal(key)

    def _paper_changed(self) -> None:
        self._filter()
        self.view.viewport().update()

    def _held_changed(self) -> None:
        held = self.holding.held
        if held is not None and held.key != self._chosen:
            self._choose_meeting(held.key)
        self.parts.legend.show_held(held=held is not None)
        self.parts.offers.hide()
        self._say(self.view.place())

    def _planned(self) -> None:
        self._enable()
        self._show_side()

    def _accepted(self, done: Done) -> None:
        self._changed(done)
        self.view.setFocus()

    def _switched(self) -> None:
        """The draft instead of the live grid, or the other way round: nothing is carried over."""
        self.holding.let_go()
        self.planning.discard()
        self.repairing.close()
        self.parts.notice.hide()
        self._follow = self._chosen
        self.reload()
        self.undo_changed.emit()
        self.view.setFocus()

    def _draft_changed(self, change_set: ChangeSet) -> None:
        super().apply(change_set)
        self.undo_changed.emit()

    # --- choosing

    def _choose(self, place: Place) -> None:
        if self.holding.held is None:  # what is held stays chosen while a place is looked for
            meeting = self.view.grid.meeting(place)
            self._choose_meeting(meeting.key if meeting else None)
        self._say(place)

    def _choose_meeting(self, key: str | None) -> None:
        self._chosen = key
        self._enable()
        if key is not None:
            self._read_details.ask()
        else:
            self._show_side()

    def _load_details(self) -> MeetingDetails | None:
        return self.context.desk.agenda.meeting(self._chosen) if self._chosen else None

    def _show_details(self, details: MeetingDetails | None) -> None:
        if details is not None and details.outcome.key == self._chosen:
            self.parts.details.show_meeting(details)
            self._show_side()

    # --- showing

    def _show_sheet(self) -> None:
        if self.grid_data is None or self._day is None:
            return
        place, shown = self.view.place(), self.view.grid.sheet
        kept = shown.keys(place) if place is not None and shown is not None else None
        self.parts.tools.show_days(self._days(), self._day)
        self.parts.tools.show_kind(self._kind)
        self.parts.filters.show_kind(self._kind)
        if self._kind is Kind.NOW:
            self._show_now()
            return
        wanted = self._wanted()
        made = sheet.sheet_of(
            self.grid_data,
            self._kind,
            self._day,
            grouped=self._acts["group"].isChecked(),
            by_organisation=self._acts["body"].isChecked(),
            only=wanted.fits if wanted.about_people else None,
        )
        self.view.show_sheet(self.grid_data, made)
        self._tick()
        self._filter()
        self._choose_again(kept)

    def _choose_again(self, kept: tuple[str, str] | None) -> None:
        """The meeting to follow, else the cell (slot and row) that was chosen before."""
        shown = self.view.grid.sheet
        if shown is None:
            return
        places = shown.places(self._follow) if self._follow else ()
        if places:
            self._follow = None
            self.view.choose(places[0])
        elif kept is not None and (place := shown.place(kept[1], kept[0])) is not None:
            self.view.choose(place)

    def _filter(self) -> None:
        if self.grid_data is None:
            return
        asked = self._wanted()
        wanted = asked.matches(self.grid_data, self.paper.of)
        self.view.grid.highlight(wanted)
        self.parts.tools.show_filters(asked.chosen)
        found = [m for m in self.grid_data.meetings if wanted is not None and wanted(m)]
        shown = count("{n} found", "{n} found", len(found)) if wanted is not None else ""
        self.parts.tools.show_found(shown)

    def _wanted(self) -> Wanted:
        text = self.parts.tools.search.text().strip()
        return self.parts.filters.wanted(text, problems=self._acts["problems"].isChecked())

    def _show_now(self) -> None:
        if self.grid_data is not None:
            self.parts.now.show_state(now_and_next(self.grid_data, self._now()))

    def _show_side(self) -> None:
        chosen = self._chosen if self.parts.details.key == self._chosen else None
        self.parts.show_side(
            planning=self.planning.wanted,
            chosen=chosen is not None,
            repairing=self.repairing.wanted,
        )
        if self._chosen is None:
            place = self.view.place()
            empty = place is not None and self.view.grid.meeting(place) is None
            words = self.view.grid.named(place) if place is not None and empty else ""
            self.parts.overview.show_cell(words)

    def _say(self, place: Place | None) -> None:
        """The line below the grid: the cell under the pointer or the chosen one, in words."""
        words = self.view.grid.explained(place)
        self.parts.status.setText(words)
        self.parts.status.setToolTip(words)

    def _tick(self) -> None:
        now = self._now()
        if self.grid_data is not None:
            self._lateness.read(self.grid_data, now)
        if self._kind is Kind.NOW:
            self._show_now()
        self.view.show_now(now if now.date() == self._day else None)

    # --- inside

    def _meeting(self, key: str | None) -> GridMeeting | None:
        if self.grid_data is None or key is None:
            return None
        every = (*self.grid_data.meetings, *self.grid_data.cancelled)
        return next((meeting for meeting in every if meeting.key == key), None)

    def _one(self, key: str | None) -> GridMeeting | None:
        """The meeting with this key, or the chosen one."""
        return self._meeting(key or self._chosen)

    def _days(self) -> tuple[date, ...]:
        slots = self.grid_data.slots if self.grid_data else ()
        return tuple(dict.fromkeys(slot.day for slot in slots))

    def _now(self) -> datetime:
        """The venue's wall clock."""
        zone = ZoneInfo(self.grid_data.timezone) if self.grid_data else None
        return self.context.clock.now().astimezone(zone).replace(tzinfo=None)

    def other_day(self, step: int) -> None:
        """The next day (1), or the one before (-1)."""
        days = self._days()
        place = days.index(self._day) + step if self._day in days else -1
        if 0 <= place < len(days):
            self.show_day(days[place])

    def next_kind(self) -> None:
        """Tables, participants, now and next, and round again."""
        kinds = tuple(Kind)
        self.show_kind(kinds[(kinds.index(self._kind) + 1) % len(kinds)])

    def regroup(self) -> None:
        """Draw the rows in other groups, the chosen meeting in sight."""
        self._follow = self._chosen
        self._show_sheet()

    def refilter(self) -> None:
        """Another choice of what is looked for."""
        if self._kind is Kind.PEOPLE:
            self._show_sheet()
        self._filter()

    def only_problems(self) -> None:
        """Dim all that breaks no rule, and jump to the first that does."""
        self._filter()
        if self._acts["problems"].isChecked():
            self.jump()

    def plan(self) -> None:
        """Plan; what is held is let go."""
        self.holding.let_go()
        self.planning.plan()

    def repair(self) -> None:
        """Start from the first party of the chosen meeting, and its slot."""
        self.holding.let_go()
        meeting = self._meeting(self._chosen)
        if meeting is None:
            self.repairing.open()
        else:
            self.repairing.open(meeting.parties[0], meeting.slot)

    def _enable(self) -> None:
        acts.enable(self, self._acts, self._meeting(self._chosen))

    def _connect(self) -> None:
        parts, view = self.parts, self.view
        parts.tools.kind_wanted.connect(self.show_kind)
        parts.tools.day_wanted.connect(self.show_day)
        parts.tools.search.searched.connect(self.search_for)
        parts.tools.search.left_down.connect(view.setFocus)
        view.chosen.connect(self._choose)
        view.selectionModel().selectionChanged.connect(lambda *_changed: self._enable())
        view.hovered.connect(lambda place: self._say(place or view.place()))
        view.dropped.connect(self.drop)
        view.lifted.connect(self.acting.lift)
        view.let_go.connect(self.holding.let_go)
        parts.waiting.chosen.connect(self._choose_meeting)
        parts.waiting.lifted.connect(self.holding.hold)
        parts.waiting.let_go.connect(self.holding.let_go)
        parts.waiting.put.connect(self.acting.unplace)
        parts.filters.changed.connect(self.refilter)
        parts.filters.left.connect(self.show_filters)
        parts.now.chosen.connect(self._choose_meeting)
        parts.now.opened.connect(self._open)
        parts.details.wanted.connect(self._take)
        self.paper.changed.connect(self._paper_changed)
        self.places.failed.connect(self._refused)
        self.holding.changed.connect(self._held_changed)
        self.holding.dropped.connect(self._dropped)
        self.holding.offered.connect(parts.offers.show_offers)
        parts.offers.taken.connect(self._take)
        parts.offers.taken.connect(lambda _offer: view.setFocus())
        parts.offers.left.connect(view.setFocus)
        self.holding.failed.connect(self._refused)
        self.holding.fixed.connect(lambda text: parts.notice.say(text, State.ATTENTION))
        self.planning.changed.connect(self._planned)
        self.planning.accepted.connect(self._accepted)
        self.repairing.changed.connect(self._planned)
        self.repairing.accepted.connect(self._accepted)
        self.whatif.switched.connect(self._switched)
        self.whatif.changed.connect(self._draft_changed)
        self._enable()
