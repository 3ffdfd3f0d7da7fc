"""The Grid screen: the live grid, edited by hand, and planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from matchdesk.core.i18n import _
from matchdesk.ui.grid import acts, finding
from matchdesk.ui.grid.acting import Acting
from matchdesk.ui.grid.beside import Beside
from matchdesk.ui.grid.doing import Doing
from matchdesk.ui.grid.finder import Finder
from matchdesk.ui.grid.holding import Holding
from matchdesk.ui.grid.lateness import Lateness
from matchdesk.ui.grid.layout import Parts
from matchdesk.ui.grid.listing import Listing
from matchdesk.ui.grid.looking import Looking
from matchdesk.ui.grid.many import Many
from matchdesk.ui.grid.paper import Paper
from matchdesk.ui.grid.places import Places
from matchdesk.ui.grid.planning import Planning
from matchdesk.ui.grid.repairing import Repairing
from matchdesk.ui.grid.sheet import Kind, Place
from matchdesk.ui.grid.views import Views
from matchdesk.ui.grid.whatif_bar import around
from matchdesk.ui.grid.whatif_mode import WhatIfMode
from matchdesk.ui.screens import PaletteProvider, Screen, ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.core.changes import ChangeSet
    from matchdesk.services.agenda import GridData, Offer
    from matchdesk.services.bus import Done
    from matchdesk.services.history import History
    from matchdesk.services.repairing import Proposal

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
        self.looking = Looking()
        self.whatif = WhatIfMode(context, self)
        self.context = context = self.whatif.context
        self.lateness = Lateness()
        self.paper = Paper(context, self)
        self._acts = acts.add_actions(self)
        self._acts["whatif"] = self.whatif.begin_action

    def pieces(self) -> Iterator[None]:
        """The widgets, then whatever works with them."""
        yield
        self.parts = Parts(self.context, self._acts, self.lateness.is_late, self.paper.of)
        yield
        for _panel in self.parts.pieces():
            yield
        self._put_together()

    def _put_together(self) -> None:
        context, looking, parts, lateness = self.context, self.looking, self.parts, self.lateness
        self.view = parts.view
        parts.details.paper = self.paper.of_party
        self.setLayout(around(self.whatif.bar, parts.whole))
        self.finder = Finder(looking, parts, self._acts, self.paper, self.reveal)
        self.views = Views(looking, parts, self._acts, self.finder, lateness, self._now)
        self.holding = Holding(context, self.view, looking.meeting)
        self.planning = Planning(context, parts.plan)
        self.doing = doing = Doing(context, looking, parts)
        self.many = Many(self.view, parts.ask, doing.run, self._now)
        self.places = Places(context, self.view, parts.ask, doing.run)
        self.acting = Acting(self.many, self.holding, looking.one, doing.run)
        self.repairing = Repairing(context, parts.repair, self.view, lambda: looking.one(None))
        self.listing = Listing(context, parts.list)
        self.beside = Beside(context, looking, parts, self.planning, self.repairing, self.listing)
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self.views.tick)
        self._clock.start()

    @property
    def grid_data(self) -> GridData | None:
        """The grid as it was read last."""
        return self.looking.data

    # --- the shell's questions

    def load(self) -> GridData:
        """The live grid."""
        return self.context.desk.agenda.grid()

    def show_data(self, data: Any) -> None:
        """Show it; what was chosen stays chosen, what is held stays held."""
        self.parts.details.zone = ZoneInfo(data.timezone)
        self.looking.data = data  # the clock is that of the event's place
        self.looking.read(data, self._now().date())
        was_live = self.parts.is_live
        self.parts.show_grid(data)
        self.paper.read(data)
        self.views.show_changed()
        if self.parts.is_live and not was_live:
            self.view.setFocus()  # it could not take the focus while something else was shown
        self.beside.show()
        self._enable()
        self.holding.again()
        self.listing.again()
        self.beside.read_again()
        self.beside.say_again()

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
        """`meeting` is one to show, `plan` opens planning, `repair` names who is late (keys).

        `mishap` says what happened to them (a value of `MishapKind`).
        """
        if focus.get("meeting"):
            self.looking.follow = str(focus["meeting"])
            self.reveal(self.looking.follow)
        if focus.get("plan"):
            self.planning.plan()
        self.view.setFocus()
        if focus.get("repair"):
            self.planning.discard()
            self.repairing.open(str(focus["repair"]), kind=focus.get("mishap"))

    def palette_provider(self) -> PaletteProvider | None:
        """Meetings by name or number."""

        def go(key: str) -> None:
            self.context.navigate("grid", meeting=key)

        return lambda text: finding.offer(self.grid_data, text, go)

    def close_screen(self) -> bool:
        """A draft or repair that is being made is dropped."""
        self.planning.discard()
        self.repairing.close()
        self.whatif.close()
        return True

    def apply(self, change_set: ChangeSet) -> None:
        """The live event changed: a draft that is shown stays, and is compared with it again."""
        self.doing.heard(change_set.number)
        if self.whatif.draft is None:
            super().apply(change_set)
        elif self.watches & change_set.entities():
            self.whatif.live_changed()

    def history(self) -> History | None:
        """A draft has a past of its own."""
        return self.whatif.history

    def focus_search(self) -> bool:
        """Find in the grid, where there is one."""
        return self.finder.focus()

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

    def cancel(self) -> None:
        """Call the chosen meeting off; it stays chosen where it stood, to be brought back."""
        meeting = self.looking.one(None)
        if meeting is not None and meeting.slot is not None:
            self.looking.follow = meeting.key
        self.acting.cancel()

    def restore(self) -> None:
        """The chosen, cancelled meeting takes place after all, and stays in sight."""
        self.looking.follow = self.looking.chosen
        self.acting.restore()

    def offer_elsewhere(self) -> None:
        """Ask for the best free places of the chosen meeting; a figure takes one."""
        key = self.looking.chosen
        if key is None:
            return
        self.context.jobs.query(
            lambda: self.context.desk.agenda.elsewhere(key),
            lambda offers: self.parts.offers.show_offers(
                _("Where else it could go"), _("the best free places."), offers
            ),
            on_error=self.doing.refused,
            owner=self,
        )

    def show_kind(self, kind: Kind) -> None:
        """Show tables, participants, or now and next, the chosen meeting in sight."""
        if kind is Kind.NOW:
            self.holding.let_go()
            self.parts.offers.hide()
        self.views.show_kind(kind)

    def next_kind(self) -> None:
        """The next view."""
        self.show_kind(self.views.next_kind())

    def reveal(self, key: str) -> None:
        """Choose a meeting wherever it is: another day, or the waiting list."""
        meeting = self.looking.meeting(key)
        if meeting is None:
            return
        if meeting.slot is None:
            self._choose_meeting(key)
        else:
            self.views.reveal(meeting)

    def plan(self) -> None:
        """Plan; what is held is let go."""
        self.holding.let_go()
        self.planning.plan()

    def repair(self) -> None:
        """Start from the first party of the chosen meeting, and its slot."""
        self.holding.let_go()
        meeting = self.looking.one(None)
        if meeting is None:
            self.repairing.open()
        else:
            self.repairing.open(meeting.parties[0], meeting.slot)

    def list_beside(self, which: str) -> None:
        """Open a list at the side (`listing.REQUESTS` or `PROBLEMS`), or put it away."""
        self.listing.toggle(which)
        if not self.listing.wanted:
            self.view.setFocus()

    # --- what comes back

    def _take(self, offer: Offer) -> None:
        self.doing.take(offer, self.holding)

    def _open(self, key: str) -> None:
        """From now and next to the tile among the tables."""
        self.show_kind(Kind.TABLES)
        self.reveal(key)

    def _show_proposal(self, one: Proposal) -> None:
        """The meeting as it stands, or the place where a new one would be."""
        if one.number is not None:
            self.reveal(one.key)
        elif one.place is not None:
            self.views.look_at(one.place.slot, one.place.table, one.parties[0])

    def _paper_changed(self) -> None:
        self.finder.apply()
        self.view.viewport().update()
        self.beside.read_again()

    def _held_changed(self) -> None:
        held = self.holding.held
        if held is not None and held.key != self.looking.chosen:
            self._choose_meeting(held.key)
        self.parts.legend.show_held(held=held is not None)
        self.parts.offers.hide()
        self.beside.say(self.view.place())

    def _let_go(self) -> None:
        """Nothing is moved: the frame goes back to the meeting that was held."""
        self.holding.let_go()
        self.views.choose_again(None)

    def _planned(self) -> None:
        self._enable()
        self.beside.show()

    def _accepted(self, done: Done) -> None:
        self.doing.changed(done)
        self.view.setFocus()

    def _switched(self) -> None:
        """The draft instead of the live grid, or the other way round: nothing is carried over."""
        self.holding.let_go()
        self.planning.discard()
        self.repairing.close()
        self.parts.notice.hide()
        self.looking.follow = self.looking.chosen
        self.reload()
        self.undo_changed.emit()
        self.view.setFocus()

    def _draft_changed(self, change_set: ChangeSet) -> None:
        super().apply(change_set)
        self.undo_changed.emit()

    def _choose(self, place: Place) -> None:
        if self.holding.held is None:  # what is held stays chosen while a place is looked for
            meeting = self.view.grid.meeting(place)
            self._choose_meeting(meeting.key if meeting else None)
        self.beside.say(place)

    def _choose_meeting(self, key: str | None) -> None:
        self.beside.choose(key)
        self._enable()

    # --- inside

    def _now(self) -> datetime:
        """The venue's wall clock."""
        zone = ZoneInfo(self.grid_data.timezone) if self.grid_data else None
        return self.context.clock.now().astimezone(zone).replace(tzinfo=None)

    def _enable(self) -> None:
        acts.enable(self, self._acts, self.looking.meeting(self.looking.chosen))

    def _connect(self) -> None:
        parts, view = self.parts, self.view
        parts.tools.kind_wanted.connect(self.show_kind)
        parts.tools.day_wanted.connect(self.views.show_day)
        parts.tools.search.searched.connect(self.finder.search)
        parts.tools.search.left_down.connect(view.setFocus)
        view.chosen.connect(self._choose)
        view.selectionModel().selectionChanged.connect(lambda *_changed: self._enable())
        view.hovered.connect(lambda place: self.beside.say(place or view.place()))
        view.dropped.connect(self.drop)
        view.lifted.connect(self.acting.lift)
        view.let_go.connect(self._let_go)
        parts.waiting.chosen.connect(self._choose_meeting)
        parts.waiting.lifted.connect(self.holding.hold)
        parts.waiting.let_go.connect(self.holding.let_go)
        parts.waiting.put.connect(self.acting.unplace)
        parts.filters.changed.connect(self.views.refilter)
        parts.filters.left.connect(self.finder.show_bar)
        parts.now.chosen.connect(self._choose_meeting)
        parts.now.opened.connect(self._open)
        parts.details.wanted.connect(self._take)
        parts.details.there.connect(self.repairing.there)
        parts.repair.shown.connect(self._show_proposal)
        parts.offers.taken.connect(self._take)
        parts.offers.taken.connect(lambda _offer: view.setFocus())
        parts.offers.left.connect(view.setFocus)
        self.paper.changed.connect(self._paper_changed)
        self.places.failed.connect(self.doing.refused)
        self.holding.changed.connect(self._held_changed)
        self.holding.dropped.connect(self.doing.dropped)
        self.holding.offered.connect(parts.offers.show_offers)
        self.holding.failed.connect(self.doing.refused)
        self.holding.fixed.connect(lambda text: parts.notice.say(text, State.ATTENTION))
        self.planning.changed.connect(self._planned)
        self.planning.accepted.connect(self._accepted)
        self.repairing.changed.connect(self._planned)
        self.repairing.accepted.connect(self._accepted)
        self.listing.changed.connect(self._planned)
        self.listing.chosen.connect(self.reveal)
        self.listing.taken.connect(self.doing.run)
        self.listing.failed.connect(self.doing.refused)
        parts.list.left.connect(view.setFocus)
        self.whatif.switched.connect(self._switched)
        self.whatif.changed.connect(self._draft_changed)
        self._enable()
