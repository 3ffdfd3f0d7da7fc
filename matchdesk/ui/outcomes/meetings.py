"""Meetings by slot, and beside them what came of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import Invalid, MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.outcomes import words
from matchdesk.ui.outcomes.finder import Finder, Found
from matchdesk.ui.outcomes.form import RATINGS, Entry, OutcomeForm
from matchdesk.ui.outcomes.scores import KEYS, NAMES
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import Column, DataTable, EmptyState, button, column, row, split

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.outcomes import MeetingView, SlotProgress

SCAN = ActionSpec("outcomes.scan", "Form or badge", "Ctrl+L", "search", "scan number paper batch")
SAVE = ActionSpec("outcomes.save", "Save and go on", "Ctrl+S", keywords="store outcome record")
HELD = ActionSpec("outcomes.held", "Held", "Ctrl+H", "handshake", "took place")
NO_SHOW = ActionSpec("outcomes.no_show", "No-show …", "Ctrl+J", "user-x", "nobody came missing")
REOPEN = ActionSpec("outcomes.reopen", "Planned again", "Ctrl+Shift+P", "rotate-ccw", "reset")
REMOVE = ActionSpec("outcomes.remove", "Remove", "Ctrl+Backspace", "trash-2", "delete outcome")

_COLUMNS = (
    Column("Time", words.when, lambda m: m.slot, width=100),
    Column("Table", lambda m: str(m.table or ""), lambda m: m.table, width=60, right=True),
    Column("No.", lambda m: str(m.number), lambda m: m.number, width=56, right=True),
    Column("Parties", words.sides, tip=words.people, width=0),
    Column("Status", lambda m: label(m.status), state=lambda m: words.MEETING_STATES[m.status],
           tip=words.status, width=112),
    Column("Outcome", words.outcome, state=words.outcome_state, tip=words.outcome_tip, width=146),
)  # fmt: skip


class MeetingsPage(QWidget):
    """`changed` when what is typed and not stored changed."""

    changed = Signal()

    def __init__(self, context: ScreenContext, home: Screen, form: OutcomeForm) -> None:
        super().__init__()
        self.context, self.form = context, form
        self.drafts: dict[str, Entry] = {}
        self._meetings: tuple[MeetingView, ...] = ()
        self._slot_chosen = False
        theme = context.theme
        self.table = DataTable(
            theme,
            _COLUMNS,
            key=lambda meeting: meeting.key,
            name=_("Meetings"),
            search_hint=_("Search number, name, organisation"),
            lines=2,
            empty=EmptyState(
                theme,
                "handshake",
                _("No meetings here"),
                _("Meetings that have a slot appear here as soon as the grid is planned."),
            ),
        )
        self.slot = QComboBox()
        self.slot.setAccessibleName(_("Slot"))
        self.slot.setMinimumWidth(220)
        self.table.add_filter(_("Outcome missing"), lambda meeting: meeting.awaits_outcome)
        self.table.add_control(self.slot)
        self.finder = Finder(context)
        self._person: str | None = None
        self._from_box = False
        self._add_actions(home)
        self._build()
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _meeting: self.form.focus_rating())
        self.slot.activated.connect(self._slot_picked)
        self.form.edited.connect(self._keep)
        self.form.entered.connect(self.save)
        self.finder.found.connect(self._found)
        self.finder.empty.connect(self._begin_slot)
        self.finder.all_again.connect(self.show_everybody)
        self._follow()

    # --- what the screen calls

    def show_data(
        self, meetings: tuple[MeetingView, ...], progress: tuple[SlotProgress, ...]
    ) -> None:
        """Show the meetings; the first time, those of the last slot that lacks outcomes."""
        self._meetings = tuple(m for m in meetings if m.slot is not None)
        self._right.setVisible(bool(self._meetings))
        self._show_slots(progress)
        self._fill()
        current = self.table.current()
        if current is None:
            self._choose_first()
        elif current is not None:
            self._choose(current)
        self._split.share_out()  # the words of an empty form need more width than its fields

    def show_meeting(self, key: str) -> None:
        """Show one meeting, whatever slot or person was chosen."""
        self._show_person(None)
        self.slot.setCurrentIndex(0)
        self._fill()
        self.table.clear_search()
        self.table.choose(key)
        self._choose(self.table.current())  # the table tells nothing if it was current before
        self.form.focus_rating()

    def show_everybody(self) -> None:
        """No longer one participant's meetings alone; the box waits for the next form."""
        self._show_person(None)
        self._fill()
        self.finder.focus()

    # --- what the operator does

    def _found(self, found: Found) -> None:
        """A form brings its meeting, a badge all meetings of whoever is leaving."""
        if found.meeting is not None:
            self.show_meeting(found.meeting)
            self._from_box = True
            return
        mine = [m for m in self._meetings if any(p.key == found.participant for p in m.parties)]
        if not mine:
            self.finder.refuse(Invalid("outcome_no_meetings", who=found.name))
            return
        self.table.clear_search()
        self._show_person(found.participant, found.name)
        self._fill()
        self._choose_first()
        self.form.focus_rating()

    def _begin_slot(self) -> None:
        """Enter on the empty box: the first meeting that lacks its outcome."""
        self._choose_first()
        self.form.focus_rating()

    def _show_person(self, key: str | None, name: str = "") -> None:
        self._person, self._from_box = key, False
        self.form.show_meeting(None)  # the side that is asked may be another one
        self.finder.show_person(name)
        self.slot.setEnabled(key is None)

    def save(self) -> None:
        """Store what is typed, then go on to the next meeting."""
        from matchdesk.services.outcomes import RecordAgreement, RecordOutcome

        meeting, entry = self.form.meeting, self.form.entry()
        if meeting is None:
            return
        if entry.rating is None:
            self.form.refuse(_("Choose an outcome first (Alt+1 to Alt+5)."))
            return
        agreement = None
        if entry.agreement is not None:
            typed = entry.agreement
            agreement = RecordAgreement(typed.type, typed.status, confidential=typed.confidential)
        command = RecordOutcome(
            *(meeting.key, entry.rating, entry.told_by, entry.note, entry.next_step, agreement),
            score=entry.score,
            topic=entry.topic,
        )
        self._run(command, meeting, go_on=True)

    def mark(self, status: MeetingStatus, no_show: str | None = None) -> None:
        """Say where the meeting stands."""
        from matchdesk.services.outcomes import MarkMeeting

        meeting = self.form.meeting
        if meeting is not None:
            over = status is MeetingStatus.NO_SHOW  # there is nothing else to say about it
            self._run(MarkMeeting(meeting.key, status, no_show), meeting, go_on=over)

    def remove(self) -> None:
        """Remove what the chosen side said."""
        from matchdesk.services.outcomes import RemoveOutcome

        meeting = self.form.meeting
        if meeting is not None:
            self._run(RemoveOutcome(meeting.key, self.form.entry().told_by), meeting, go_on=False)

    def no_show(self) -> None:
        """Ask who did not come."""
        meeting = self.form.meeting
        if meeting is None:
            return
        menu = self.no_show_menu(meeting)
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self.no_show_button.mapToGlobal(above))

    def no_show_menu(self, meeting: MeetingView) -> QMenu:
        """Each side, and nobody at all."""
        menu = QMenu(self)
        for party in meeting.parties:
            text = _("{name} did not come").format(name=words.person(party)).replace("&", "&&")
            self._offer(menu, text, party.key)
        self._offer(menu, _("Nobody came"), None)
        return menu

    def _offer(self, menu: QMenu, text: str, missing: str | None) -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: self.mark(MeetingStatus.NO_SHOW, missing))

    # --- inside

    def _run(self, command: Command, meeting: MeetingView, *, go_on: bool) -> None:
        self.context.run(
            command,
            on_done=lambda _done: self._stored(meeting, go_on),
            on_error=self._refused,
            owner=self,
        )

    def _stored(self, meeting: MeetingView, go_on: bool) -> None:
        self.drafts.pop(meeting.key, None)
        shown = self.form.meeting
        if shown is not None and shown.key == meeting.key:
            focus = QApplication.focusWidget()
            if focus is not None and self._right.isAncestorOf(focus):
                self.table.view.setFocus()  # what had it is hidden now; see `Toast`
            self.form.show_meeting(None)
        text = _("Meeting {n} stored").format(n=meeting.number)
        self.context.notify(text, undoable=True, state=State.GOOD)
        if go_on:
            self._go_on(meeting.key)
        self.changed.emit()

    def _go_on(self, key: str) -> None:
        """The next meeting that lacks its outcome; after a form, or the last one, the box."""
        rows = self.table.model.rows
        place = self.table.model.place_of(key)
        below = [] if place is None else rows[place + 1 :]
        nearest = next((m for m in below if m.awaits_outcome), below[0] if below else None)
        if nearest is None or self._from_box:
            if self._person is not None and not self._from_box:
                self._show_person(None)
                self._fill()
            self._from_box = False
            self.finder.focus()
            return
        self.table.choose(nearest.key)
        self.form.focus_rating()

    def _refused(self, error: MatchDeskError) -> None:
        self.form.refuse(wording.sentence(error))

    def _choose(self, meeting: MeetingView | None) -> None:
        shown = self.form.meeting
        if shown is not None and shown == meeting and not self.form.dirty:
            return
        draft = self.drafts.get(meeting.key) if meeting is not None else None
        side = self._person
        if meeting is not None and side not in {party.key for party in meeting.parties}:
            side = None
        self.form.show_meeting(meeting, draft, side)
        self._follow()

    def _keep(self) -> None:
        """What is half typed stays with its meeting until it is stored."""
        meeting = self.form.meeting
        if meeting is None:
            return
        if self.form.dirty:
            self.drafts[meeting.key] = self.form.entry()
        else:
            self.drafts.pop(meeting.key, None)
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        meeting = self.form.meeting
        some = meeting is not None
        told = meeting is not None and bool(meeting.outcomes)
        over = meeting is not None and meeting.status in (
            MeetingStatus.NO_SHOW,
            MeetingStatus.CANCELLED,
        )
        held = meeting is not None and meeting.status is MeetingStatus.HELD
        self._save.setEnabled(some and not over)
        self._held.setEnabled(some and not held and not over)
        self._no_show.setEnabled(some and not told and not over)
        self._reopen.setEnabled(some and not told and (over or held))
        side = self.form.entry().told_by
        said = meeting is not None and any(o.told_by_key == side for o in meeting.outcomes)
        self._remove.setEnabled(said)
        for made, action in self._buttons.items():
            made.setVisible(action.isEnabled())

    def _show_slots(self, progress: tuple[SlotProgress, ...]) -> None:
        chosen = self.slot.currentData()
        self.slot.clear()
        self.slot.addItem(_("All slots"), None)
        days = {slot.day for slot in progress}
        for slot in progress:
            day = f"{slot.day:%d.%m.} " if len(days) > 1 else ""
            missing = count("{n} missing", "{n} missing", slot.awaiting)
            rest = f" · {missing}" if slot.awaiting else ""
            self.slot.addItem(f"{day}{slot.starts:%H:%M}{rest}", slot.slot)
        if not self._slot_chosen:
            chosen = next((s.slot for s in reversed(progress) if s.awaiting), None)
            self._slot_chosen = bool(progress)
        self.slot.setCurrentIndex(max(0, self.slot.findData(chosen)))

    def _slot_picked(self) -> None:
        self._fill()
        self._choose_first()

    def _choose_first(self) -> None:
        """The first meeting that lacks its outcome, else the first."""
        rows = self.table.model.rows
        if rows:
            self.table.choose(next((m for m in rows if m.awaits_outcome), rows[0]).key)

    def _fill(self) -> None:
        slot, person = self.slot.currentData(), self._person
        if person is not None:
            mine = [m for m in self._meetings if any(p.key == person for p in m.parties)]
            self.table.set_rows(mine)
            return
        self.table.set_rows([m for m in self._meetings if slot is None or m.slot == slot])

    def _add_actions(self, home: Screen) -> None:
        add = self.context.actions.add
        add(SCAN, self.finder.focus, home=home)
        self._save = add(SAVE, self.save, home=home)
        self._held = add(HELD, lambda: self.mark(MeetingStatus.HELD), home=home)
        self._no_show = add(NO_SHOW, self.no_show, home=home)
        self._reopen = add(REOPEN, lambda: self.mark(MeetingStatus.PLANNED), home=home)
        self._remove = add(REMOVE, self.remove, home=home)
        for place, rating in enumerate(RATINGS):
            digit = str(place + 1)  # alone where nothing is being written
            spec = ActionSpec(
                f"outcomes.rate{digit}",
                label(rating),
                f"Alt+{digit}",
                keywords="rating",
                also=(digit,),
            )
            add(spec, lambda place=place: self.form.rate(place), home=home)  # type: ignore[misc] # binds now
        for place, key in enumerate(KEYS):
            spec = ActionSpec(
                f"outcomes.score{place + 1}",
                _("Satisfaction: {name}").format(name=_(NAMES[place])),
                f"Alt+{key}",
                keywords="satisfied score",
                also=(key,),
            )
            add(spec, lambda place=place: self.form.score(place + 1), home=home)  # type: ignore[misc] # binds now

    def _build(self) -> None:
        save = button("", kind="primary")
        held, reopen, remove = button(""), button(""), button("", kind="quiet")
        self.no_show_button = button("")
        self._buttons = {
            held: self._held,
            self.no_show_button: self._no_show,
            reopen: self._reopen,
            remove: self._remove,
        }
        bind(save, self._save)
        for made, action in self._buttons.items():
            bind(made, action)
        parts = (remove, held, self.no_show_button, reopen)
        foot = row(*parts, None, save, spacing=Space.S)
        right = self._right = QWidget()
        box = column(self.form, foot, spacing=Space.S, margins=(Space.L, 0, 0, 0))
        box.setStretch(0, 1)
        right.setLayout(box)
        left = QWidget()
        list_ = column(self.finder, self.table, spacing=Space.M, margins=(0, 0, Space.L, 0))
        list_.setStretch(1, 1)
        left.setLayout(list_)
        # The form has the whole height: under a title bar a small screen has none to give away.
        self._split = split(left, right, shares=(2, 1))
        self.setLayout(column(self._split, spacing=0))
