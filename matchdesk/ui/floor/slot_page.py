"""This slot: every table, one key each; or both badges at the table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.floor import words
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, Label, Notice, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.attendance import AtTable, SlotSheet, TableRow
    from matchdesk.services.bus import Done
    from matchdesk.services.checkin.codes import CodeReading

PROGRESS = ActionSpec(
    "floor.progress", "In progress", "I", "play", "sit down begun started", also=("Space",)
)
HELD = ActionSpec("floor.held", "Held", "H", "handshake", "took place")
FIRST = ActionSpec("floor.first", "First did not come", "1", "user-x", "no-show missing")
SECOND = ActionSpec("floor.second", "Second did not come", "2", "user-x", "no-show missing")
THIRD = ActionSpec("floor.third", "Third did not come", "3", "user-x", "no-show group guest")
NOBODY = ActionSpec("floor.nobody", "Nobody came", "0", "x", "no-show both missing")
MEND = ActionSpec("floor.mend", "Mend their day …", "W", "", "repair no-show late missing grid")
PLANNED = ActionSpec("floor.planned", "Planned again", "P", "rotate-ccw", "reset open")
REST = ActionSpec("floor.rest", "All others held", "Ctrl+H", keywords="rest remaining slot")
BEGIN = ActionSpec("floor.begin", "All others in progress", "Ctrl+I", "play", "rest begun")
SCAN = ActionSpec("floor.scan", "Scan both badges", "Ctrl+B", "scan-line", "table", checkable=True)
EARLIER = ActionSpec("floor.earlier", "Slot before", "Ctrl+Left", "chevron-left", "previous")
LATER = ActionSpec("floor.later", "Slot after", "Ctrl+Right", "chevron-right", "next")
NOW = ActionSpec("floor.now", "The slot that runs now", "Ctrl+Home", "hourglass", "current")

_FIRST, _SECOND = partial(words.side, place=0), words.others

_COLUMNS = (
    Column("Table", words.table, lambda r: r.meeting.table, width=84),
    Column("First (1)", _FIRST, tip=partial(words.side_tip, place=0), width=0),
    Column("Second (2)", _SECOND, tip=words.others_tip, width=0),
    Column("Not here", words.missing, state=lambda r: State.ATTENTION if words.missing(r) else None,
           tip=lambda r: ", ".join(r.missing), width=92, searched=False),
    Column("Interpreter", lambda r: r.interpreter, width=130),
    Column("Status", words.status, lambda r: list(MeetingStatus).index(r.meeting.status),
           lambda r: words.STATES.get(r.meeting.status, State.NEUTRAL), width=124),
)  # fmt: skip


class SlotPage(QWidget):
    """Marks are stored at once; each is one step of History and can be undone."""

    def __init__(self, context: ScreenContext, home: Screen) -> None:
        super().__init__()
        self.context, self._home = context, home
        self.number: int | None = None
        self._sheet: SlotSheet | None = None
        self._first_badge: tuple[str, str] | None = None
        self._awaits_focus = False
        self.table = DataTable(
            context.theme,
            _COLUMNS,
            key=lambda item: item.meeting.key,
            name=_("Tables of this slot"),
            search_hint=_("Search table, name, organisation"),
            empty=EmptyState(
                context.theme,
                "handshake",
                _("No meetings in this slot"),
                _("Choose another slot, or give requests a place in the grid."),
            ),
        )
        self.slot = QComboBox()
        self.slot.setAccessibleName(_("Slot"))
        self.slot.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.slot.activated.connect(self._picked)
        self.running = Label("", "small", 2)
        self.figures = Label("", "body", 2)
        self.notice = Notice(context.theme)
        self.who = Label("", "body", wrap=True)
        self._add_actions()
        self._build()
        self.table.add_filter(_("Still open"), lambda item: item.open)
        self.table.chosen.connect(self._follow)

    # --- what the screen calls

    def load(self) -> SlotSheet:
        """The chosen slot's tables; the running slot's until one is chosen."""
        return self.context.desk.attendance.sheet(self.number)

    def show_data(self, sheet: SlotSheet) -> None:
        """Show them; the first open table is chosen where none was."""
        self._sheet = sheet
        self._show_slots(sheet)
        self.table.set_rows(sheet.rows)
        if self.table.current() is None:
            self._choose_open(0)
        self._show_figures(sheet)
        self._follow(self.table.current())
        left = self.table.search.hasFocus() and not self.table.search.text() and not sheet.rows
        if self._awaits_focus or left:
            self.take_focus()

    def take_focus(self) -> None:
        """The keys are for the tables, as soon as there are any.

        Until then for the slots, and not for the search box, to which Qt passes on the focus of a
        list that has gone: Ctrl and an arrow, the keys to other slots, walk through its words.
        """
        self._awaits_focus = self._sheet is None or not self._sheet.rows
        (self.slot if self._awaits_focus else self.table.view).setFocus()

    def takes_scan(self, code: str) -> bool:
        """While badges are scanned here, a scan is for the table."""
        if not self.scanning.isChecked():
            return False
        holder = self.context.desk.checkin.holder
        self.context.jobs.query(
            lambda: self._read(holder(code)), self._scanned, on_error=self._refused, owner=self
        )
        return True

    # --- what the operator does

    def mark(self, status: MeetingStatus, missing: int | None = None) -> None:
        """Mark the chosen table (`missing`: which side did not come), then go to the next."""
        from matchdesk.services.attendance import Mark, MarkMeetings  # loads the database

        chosen: TableRow | None = self.table.current()
        if chosen is None:
            return
        no_show = None if missing is None else chosen.meeting.parties[missing].key
        place = self.table.model.place_of(chosen.meeting.key) or 0
        self.context.run(
            MarkMeetings((Mark(chosen.meeting.key, status, no_show),)),
            on_done=lambda _done: self._marked(place, status),
            on_error=self._refused,
            owner=self,
        )

    def mark_rest(self, status: MeetingStatus) -> None:
        """Mark every table that nobody has said anything about yet."""
        from matchdesk.services.attendance import Mark, MarkMeetings  # loads the database

        rows = self._sheet.rows if self._sheet else ()
        still = [
            item.meeting.key for item in rows if item.open and item.meeting.status is not status
        ]
        if not still:
            self.notice.say(_("No table of this slot is open any more."))
            return
        self.context.run(
            MarkMeetings(tuple(Mark(key, status) for key in still)),
            on_done=lambda done: self._rest_marked(done, status),
            on_error=self._refused,
            owner=self,
        )

    def mend(self) -> None:
        """Go to the grid, where what is left of the day is mended for who is missing."""
        chosen: TableRow | None = self.table.current()
        if chosen is None:
            return
        meeting = chosen.meeting
        away = meeting.no_show_keys or [p.key for p in meeting.parties if p.key not in chosen.here]
        missing = away[0] if away else meeting.parties[0].key
        self.context.navigate("grid", repair=missing, mishap="no-show" if away else "late")

    def step(self, by: int) -> None:
        """Go to the slot before or after."""
        place = self.slot.currentIndex() + by
        if 0 <= place < self.slot.count():
            self.slot.setCurrentIndex(place)
            self._picked()

    def to_now(self) -> None:
        """Back to the slot that runs, from now on."""
        self.number = None
        self._home.reload()

    # --- inside

    def _marked(self, place: int, status: MeetingStatus) -> None:
        self.notice.hide()
        if status is not MeetingStatus.PLANNED:
            rows = self.table.model.rows
            if place + 1 < len(rows):
                self.table.choose(rows[place + 1].meeting.key)
        self.table.view.setFocus()

    def _rest_marked(self, done: Done, status: MeetingStatus) -> None:
        said = count("{n} table marked", "{n} tables marked", done.result) + f": {label(status)}"
        self.context.notify(said, undoable=True, state=State.GOOD)

    def _refused(self, error: MatchDeskError) -> None:
        self._first_badge = None
        self.notice.say(wording.sentence(error), State.ATTENTION)

    def _read(self, found: CodeReading) -> tuple[str, str] | None:
        """Key and name of the badge's holder; beside the window."""
        if found.holder is None or found.refusal is not None:
            return None
        person = self.context.desk.checkin.person(found.holder)
        return (found.holder, person.name) if person else None

    def _scanned(self, found: tuple[str, str] | None) -> None:
        from matchdesk.services.attendance import MeetAtTable  # loads the database: not at start

        if found is None:
            self.notice.say(_("Nobody here has this badge. Scan it again, or type the name above."))
            return
        if self._first_badge is None:
            self._first_badge = found
            self.notice.say(
                _("{name} is at the table. Now scan the other badge.").format(name=found[1]),
                State.PLANNED,
            )
            return
        first, self._first_badge = self._first_badge, None
        self.context.run(
            MeetAtTable(first[0], found[0]),
            on_done=lambda done: self._met(done.result),
            on_error=self._refused,
            owner=self,
        )

    def _met(self, found: AtTable) -> None:
        meeting = found.meeting
        names = " ⇄ ".join(party.name for party in meeting.parties)
        said = _("{names}: {status}").format(names=names, status=label(meeting.status))
        if meeting.table is not None:
            said += " · " + _("table {n}").format(n=meeting.table)
        if found.early_or_late and meeting.starts is not None:
            said += " · " + _("planned for {time}").format(time=f"{meeting.starts:%H:%M}")
        self.notice.say(said, State.GOOD)
        self.table.choose(meeting.key)

    def _choose_open(self, start: int) -> None:
        rows = self.table.model.rows
        if rows:
            first = next((r for r in rows[start:] if r.open), rows[min(start, len(rows) - 1)])
            self.table.choose(first.meeting.key)

    def _show_slots(self, sheet: SlotSheet) -> None:
        days = len({slot.day for slot in sheet.slots})
        self.slot.clear()
        for slot in sheet.slots:
            self.slot.addItem(f"{slot.number} · {words.slot_name(slot, days)}", slot.number)
        if sheet.slot is not None:
            self.slot.setCurrentIndex(self.slot.findData(sheet.slot.number))
        self._acts[EARLIER.id].setEnabled(self.slot.currentIndex() > 0)
        self._acts[LATER.id].setEnabled(0 <= self.slot.currentIndex() < self.slot.count() - 1)

    def _show_figures(self, sheet: SlotSheet) -> None:
        counts = sheet.counts
        order = (
            MeetingStatus.PLANNED,
            MeetingStatus.IN_PROGRESS,
            MeetingStatus.HELD,
            MeetingStatus.NO_SHOW,
        )
        self.figures.setText(" · ".join(f"{counts[one]} {label(one)}" for one in order))
        self.running.setText(_("running now") if sheet.running else _("not running"))
        still = any(item.open for item in sheet.rows)
        self._acts[REST.id].setEnabled(still)
        self._acts[BEGIN.id].setEnabled(counts[MeetingStatus.PLANNED] > 0)

    def _picked(self) -> None:
        self.number = self.slot.currentData()
        self._first_badge = None
        self.notice.hide()
        self._home.reload()

    def _follow(self, chosen: TableRow | None) -> None:
        for spec in (PROGRESS, HELD, FIRST, SECOND, NOBODY, PLANNED, MEND):
            self._acts[spec.id].setEnabled(chosen is not None)
        group = chosen is not None and len(chosen.meeting.parties) > 2
        self._acts[THIRD.id].setEnabled(group)
        self.third.setVisible(group)
        if chosen is None:
            self.who.setText("")
            return
        names = [words.person(party) for party in chosen.meeting.parties]
        self.who.setText("   ".join(f"{n}  {name}" for n, name in enumerate(names, start=1)))
        status = chosen.meeting.status
        self._acts[PLANNED.id].setEnabled(status is not MeetingStatus.PLANNED)
        self._acts[HELD.id].setEnabled(status is not MeetingStatus.HELD)
        self._acts[PROGRESS.id].setEnabled(status is not MeetingStatus.IN_PROGRESS)

    def _scan_toggled(self) -> None:
        self._first_badge = None
        if self.scanning.isChecked():
            self.notice.say(
                _("Scan both badges at a table. The first time: in progress; the second: held."),
                State.PLANNED,
            )
        else:
            self.notice.hide()

    def _add_actions(self) -> None:
        status = MeetingStatus
        acts = {
            PROGRESS: lambda: self.mark(status.IN_PROGRESS),
            HELD: lambda: self.mark(status.HELD),
            FIRST: lambda: self.mark(status.NO_SHOW, 0),
            SECOND: lambda: self.mark(status.NO_SHOW, 1),
            THIRD: lambda: self.mark(status.NO_SHOW, 2),
            NOBODY: lambda: self.mark(status.NO_SHOW),
            MEND: self.mend,
            PLANNED: lambda: self.mark(status.PLANNED),
            REST: lambda: self.mark_rest(status.HELD),
            BEGIN: lambda: self.mark_rest(status.IN_PROGRESS),
            EARLIER: lambda: self.step(-1),
            LATER: lambda: self.step(1),
            NOW: self.to_now,
            SCAN: self._scan_toggled,
        }
        self._acts: dict[str, QAction] = {
            spec.id: self.context.actions.add(spec, run, home=self._home)
            for spec, run in acts.items()
        }
        self.scanning = self._acts[SCAN.id]

    def _button(self, spec: ActionSpec, *, kind: str = "", text: bool = True) -> QWidget:
        made = button("", kind=kind)
        bind(made, self._acts[spec.id], text=text)
        if spec.checkable:
            made.setCheckable(True)
            self._acts[spec.id].toggled.connect(made.setChecked)
        return made

    def _build(self) -> None:
        self.rest_button = self._button(REST, kind="primary")
        head = row(
            self._button(EARLIER, kind="quiet", text=False),
            self.slot,
            self._button(LATER, kind="quiet", text=False),
            self._button(NOW, kind="quiet", text=False),
            self.running,
            None,
            self._button(SCAN),
            self._button(BEGIN),
            self.rest_button,
            spacing=Space.S,
        )
        self.third = self._button(THIRD)
        foot = row(
            *(self._button(spec) for spec in (PROGRESS, HELD, FIRST, SECOND)),
            self.third,
            self._button(NOBODY),
            self._button(MEND, kind="quiet"),
            None,
            self._button(PLANNED, kind="quiet"),
            spacing=Space.S,
        )
        about = row(self.who, self.figures, spacing=Space.M)
        about.setStretch(0, 1)
        whole = column(head, self.notice, self.table, about, foot, spacing=Space.M)
        whole.setStretch(2, 1)
        self.setLayout(whole)
