"""Tables and slots added to the event or taken from it on the grid; told before what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from matchdesk.core.i18n import _, count
from matchdesk.services.event_layout import (
    ChangeLayout,
    ChangeTables,
    Layout,
    Pause,
    Span,
    TablePlan,
    TableRow,
)
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.grid.asking import AskBar
from matchdesk.ui.grid.sheet import NO_TABLE, Kind
from matchdesk.ui.grid.view import GridView
from matchdesk.ui.screens import ScreenContext

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.event_layout import LayoutPreview, TablesPreview
    from matchdesk.services.events import SlotView

ADD_TABLES = ActionSpec("grid.add_tables", "Add tables …", "Alt+T", "plus", "more table room")
TAKE_TABLES = ActionSpec("grid.take_tables", "Take chosen tables away …", "Alt+Shift+T", "trash-2",
                         "remove table")  # fmt: skip
ADD_SLOT = ActionSpec(
    "grid.add_slot", "Add a slot at the end …", "Alt+L", "plus", "longer day more"
)
TAKE_SLOTS = ActionSpec("grid.take_slots", "Take chosen slots away …", "Alt+Shift+L", "trash-2",
                        "remove slot shorter")  # fmt: skip
SPECS = (ADD_TABLES, TAKE_TABLES, ADD_SLOT, TAKE_SLOTS)


class Places(QObject):
    """`run` carries commands out; `failed` carries an error."""

    failed = Signal(object)

    def __init__(
        self,
        context: ScreenContext,
        view: GridView,
        bar: AskBar,
        run: Callable[[Command], object],
    ) -> None:
        super().__init__(view)
        self._context, self._view, self._bar, self._run = context, view, bar, run

    def act(self, action: str) -> None:
        """Do what the action with this id (one of `SPECS`) means."""
        layout = self._context.desk.layout
        doing: dict[str, Callable[[], object]] = {
            ADD_TABLES.id: lambda: self._read(layout.tables, self._ask_tables),
            TAKE_TABLES.id: self.take_tables,
            ADD_SLOT.id: self.add_slot,
            TAKE_SLOTS.id: self.take_slots,
        }
        doing[action]()

    def take_tables(self) -> None:
        """Ask before the tables of the chosen cells are taken away."""
        gone = self._chosen_tables()
        if not gone:
            return
        layout = self._context.desk.layout

        def read() -> tuple[tuple[TablePlan, ...], TablesPreview]:
            kept = tuple(row.plan for row in layout.tables() if row.key not in gone)
            return kept, layout.preview_tables(kept)

        self._read(read, lambda found: self._ask_without(*found))

    def add_slot(self) -> None:
        """Ask before the chosen day gets one slot more at its end."""
        day = self._day()
        if day is not None:
            self._change(lambda layout: longer(layout, day))

    def take_slots(self) -> None:
        """Ask before the chosen slots are taken away; the others stay at their times."""
        gone = self._chosen_slots()
        if gone:
            every = self._view.grid.data_.slots if self._view.grid.data_ else ()
            self._change(lambda layout: without(layout, gone, every))

    # --- asking

    def _ask_tables(self, tables: Sequence[TableRow]) -> None:
        def add(zone: str, number: int) -> None:
            self._run(ChangeTables((*(row.plan for row in tables), *more(tables, number, zone))))

        zones = Counter(row.zone for row in tables)
        zone = zones.most_common(1)[0][0] if zones else ""
        question = _("Add how many tables, in which zone (or none)?")
        self._bar.ask(question, zone, _("Add"), add, minutes=1, suffix="")

    def _ask_without(self, kept: tuple[TablePlan, ...], found: TablesPreview) -> None:
        numbers = ", ".join(map(str, found.removed))
        said = [_("Take away table {numbers}?").format(numbers=numbers)]
        moved = len(found.displaced) - len(found.waiting)
        said.append(_waiting(len(found.waiting)))
        if moved:
            said.append(
                count("{n} meeting gets another table.", "{n} meetings get another table.", moved)
            )
        self._bar.ask(
            " ".join(said), "", _("Take away"), lambda _w, _n: self._run(ChangeTables(kept)),
            worded=False,
        )  # fmt: skip

    def _change(self, changed: Callable[[Layout], Layout]) -> None:
        layout = self._context.desk.layout

        def read() -> tuple[Layout, LayoutPreview]:
            wanted = changed(layout.current())
            return wanted, layout.preview(wanted)

        self._read(read, lambda found: self._ask_layout(*found))

    def _ask_layout(self, wanted: Layout, found: LayoutPreview) -> None:
        said = []
        new = [one.new for one in found.added if one.new is not None]
        gone = [one.old for one in found.removed if one.old is not None]
        for spans, words in ((new, _("Add slot {times}?")), (gone, _("Take away slot {times}?"))):
            if spans:
                times = ", ".join(f"{s.day:%d.%m.} {s.starts:%H:%M}–{s.ends:%H:%M}" for s in spans)
                said.append(words.format(times=times))
        said.append(_waiting(len(found.orphaned)))
        if found.moved:
            said.append(
                count("{n} slot gets another time.", "{n} slots get other times.", len(found.moved))
            )
        self._bar.ask(
            " ".join(said), "", _("Add") if new else _("Take away"),
            lambda _w, _n: self._run(ChangeLayout(wanted)), worded=False,
        )  # fmt: skip

    # --- inside

    def _read(self, read: Callable[[], Any], show: Callable[[Any], object]) -> None:
        self._context.jobs.query(read, show, on_error=self.failed.emit, owner=self)

    def _chosen_tables(self) -> frozenset[str]:
        sheet = self._view.grid.sheet
        if sheet is None or sheet.kind is not Kind.TABLES:
            return frozenset()
        keys = (sheet.keys(place) for place in self._view.picked.places())
        return frozenset(found[1] for found in keys if found is not None) - {NO_TABLE}

    def _chosen_slots(self) -> tuple[SlotView, ...]:
        sheet = self._view.grid.sheet
        if sheet is None:
            return ()
        columns = sorted({place[1] for place in self._view.picked.places()})
        found = (sheet.columns[column].slot for column in columns)
        return tuple(slot for slot in found if slot is not None)

    def _day(self) -> date | None:
        sheet = self._view.grid.sheet
        slots = [c.slot for c in sheet.columns if c.slot is not None] if sheet else []
        return slots[0].day if slots else None


def more(tables: Sequence[TableRow], number: int, zone: str) -> tuple[TablePlan, ...]:
    """Tables to be added behind those there are, with as many seats as most have."""
    last = max((row.number for row in tables), default=0)
    seats = Counter(row.seats for row in tables)
    usual = seats.most_common(1)[0][0] if seats else 4
    return tuple(TablePlan(last + n, zone, usual) for n in range(1, number + 1))


def longer(layout: Layout, day: date) -> Layout:
    """`layout` with one slot more at the end of `day`'s last session; raises `Invalid`."""
    return layout.longer(max((s for s in layout.sessions if s.day == day), key=lambda s: s.starts))


def without(layout: Layout, gone: Sequence[SlotView], every: Sequence[SlotView]) -> Layout:
    """`layout` without these slots, a break in their place; all others stay at their times."""
    pauses = list(layout.pauses)
    for slot in gone:
        after = [s for s in every if s.day == slot.day and s.starts > slot.starts]
        until = min(
            (s.starts for s in after if s.session_key == slot.session_key), default=slot.ends
        )
        pauses.append(Pause(Span(slot.day, slot.starts, until), _("No meetings")))
    return replace(layout, pauses=tuple(pauses))


def _waiting(number: int) -> str:
    if not number:
        return _("No meeting loses its place.")
    return count(
        "{n} meeting goes to the waiting list.", "{n} meetings go to the waiting list.", number
    )
