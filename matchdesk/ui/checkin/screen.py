"""Check-in: the box keeps the focus, the answer fills the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.core.wording import label
from matchdesk.ui.actions import ActionSpec, bind
from matchdesk.ui.checkin import asking
from matchdesk.ui.checkin.answer import AnswerCard
from matchdesk.ui.checkin.buttons import AnswerButtons, can_confirm, can_take_back
from matchdesk.ui.checkin.delegation_dialog import DelegationDialog
from matchdesk.ui.checkin.recent import RecentList
from matchdesk.ui.checkin.results import Hit, ResultsList, of_delegation, of_person
from matchdesk.ui.checkin.scan_box import ScanBox
from matchdesk.ui.checkin.side import SidePanel
from matchdesk.ui.screens import PaletteEntry, PaletteProvider, Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import EmptyState, Label, Notice, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        CheckInResult,
        DelegationCount,
        DelegationResult,
        PersonView,
    )

TOGETHER = ActionSpec(
    "checkin.together", "Check in the delegation …", "Ctrl+G", "users", "group delegation together"
)
SOUND = ActionSpec(
    "checkin.sound", "Sound when refused", "Ctrl+M", "volume-2", "beep mute", checkable=True
)


class CheckInScreen(Screen):
    """One desk's check-in. Focus returns to the box whatever is clicked."""

    watches = frozenset({"check_in", "participant", "organisation", "delegation", "meeting"})

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        theme = context.theme
        self._house: asking.House | None = None
        self._result: CheckInResult | None = None
        self._listed_for = ""
        hint = _("Scan a badge, or type a name, organisation, country …")
        self.box = ScanBox(theme, hint)
        self.card = AnswerCard(theme)
        self.results = ResultsList(theme)
        self.notice = Notice(theme)
        self.side = SidePanel(theme)
        self.recent = RecentList()
        self.ready = EmptyState(
            theme,
            "scan-line",
            _("Ready"),
            _("Scan a badge or a ticket, or type a few letters of a name and press Enter."),
        )
        self._add_actions()
        self._build()
        self.box.searched.connect(self._search)
        self.box.entered.connect(self._enter)
        self.box.stepped.connect(self.results.step)
        self.box.left.connect(self._show_answer)
        self.results.picked.connect(self._pick)
        self.side.delegation_wanted.connect(self._ask_delegation)
        context.jobs.query(context.desk.checkin.warm, lambda _none: None, owner=self)

    # --- the shell's questions

    def load(self) -> asking.House:
        """How the house fills, and this desk's last answers."""
        return asking.house(self.context.desk)

    def show_data(self, data: Any) -> None:
        """Show them; the answer on the screen stays, its delegation is brought up to date."""
        house: asking.House = data
        self._house = house
        self.side.show_house(house.arrivals)
        self.recent.show_items(house.recent, house.zone)
        shown = self._result.delegation if self._result else None
        if shown is not None:
            fresh = {d.key: d for d in house.delegations}.get(shown.key)
            self.side.show_delegation(fresh)

    def activate(self, **focus: Any) -> None:
        """`scanned` is a code, `key` a participant to look at, `delegation` one to check in."""
        self.box.setFocus()
        if code := focus.get("scanned"):
            self.scan(code)
        if key := focus.get("key"):
            self.context.jobs.query(
                lambda: self.context.desk.checkin.person(key), self._show_person, owner=self
            )
        if delegation := focus.get("delegation"):
            self._ask_delegation(delegation)

    def palette_provider(self) -> PaletteProvider | None:
        """People to check in."""
        return self._palette

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed on a button goes into the box: a scanner does not look first."""
        if event.text().strip() and not self.box.hasFocus():
            self.box.setFocus()
            self.box.insert(event.text())
        else:
            super().keyPressEvent(event)

    # --- typing

    def _search(self, text: str) -> None:
        if not text:
            self._show_answer()
            return
        desk = self.context.desk
        self.context.jobs.query(
            lambda: desk.checkin.search(text, asking.MOST_HITS),
            lambda people: self._show_hits(text, people),
            owner=self,
        )

    def _show_hits(self, text: str, people: tuple[PersonView, ...]) -> None:
        if text != self.box.text().strip():
            return  # typing went on; a newer search is under way
        hits = [*self._delegations_named(text), *(self._hit(person) for person in people)]
        self._listed_for = text
        if hits:
            self.notice.hide()
            self._list(hits)
        else:
            self._show_answer()

    def _enter(self, text: str) -> None:
        chosen = self.results.current() if self._listing and self._listed_for == text else None
        if chosen is not None:
            self._pick(chosen)
        elif text:
            desk = self.context.desk
            self.context.do(
                lambda _p: asking.understood(desk, text),
                on_done=lambda found: self._understand(text, found),
                owner=self,
            )

    def _understand(self, text: str, found: CheckInResult | tuple[PersonView, ...]) -> None:
        """Either an answer, or several people among whom the operator has to choose."""
        if isinstance(found, tuple):
            self._listed_for = text
            self._list([*self._delegations_named(text), *(self._hit(p) for p in found)])
            several = len(self.results.hits) > 1
            text = _("Choose with ↓, then press Enter.") if several else _("Press Enter again.")
            self.notice.say(text, State.PLANNED)
        else:
            self._answer(found)

    def _pick(self, hit: Hit) -> None:
        if hit.delegation:
            self.box.empty()
            self._show_answer()
            self._ask_delegation(hit.key)
        else:
            self._check_in(hit.key, confirmed=False)

    def scan(self, code: str) -> None:
        """Check in whoever this code belongs to."""
        from matchdesk.services.checkin import CheckIn  # see `_check_in`

        self.context.run(CheckIn(code), on_done=lambda done: self._answer(done.result), owner=self)

    def _check_in(self, key: str, *, confirmed: bool) -> None:
        # Imported here: commands load the database floor, which the window's start does without.
        from matchdesk.services.checkin import CheckInParticipant

        self.context.run(
            CheckInParticipant(key, confirmed=confirmed),
            on_done=lambda done: self._answer(done.result),
            owner=self,
        )

    # --- answers

    def _answer(self, result: CheckInResult) -> None:
        self._result = result
        if result.outcome is CheckInOutcome.ADMITTED and result.person:
            self.context.arrived((result.person.key,))
        self.box.empty()
        country = self._country(result.person) if result.person else ""
        self.card.show_result(result, self._zone, country)
        self.side.show_result(result)
        if result.candidates:
            self._listed_for = ""
            text = f"{label(result.outcome).upper()} — {self.card.text.text()}"
            self._list([self._hit(person) for person in result.candidates])
            self.notice.say(text, State.ATTENTION)
        else:
            self._show_answer()
        self._follow_result()
        if not result.admitted and self._sound.isChecked():
            QApplication.beep()
        self.box.setFocus()

    def _show_answer(self) -> None:
        self.notice.hide()
        self._listed_for = ""
        answered = self._result is not None
        self._stack.setCurrentWidget(self.card if answered else self.ready)
        self._follow_result()

    def _list(self, hits: list[Hit]) -> None:
        self.results.show_hits(hits)
        self._stack.setCurrentWidget(self._found)
        self._follow_result()

    @property
    def _listing(self) -> bool:
        return self._stack.currentWidget() is self._found

    def _show_person(self, person: PersonView | None) -> None:
        if person is not None:
            self._list([self._hit(person)])

    def confirm(self) -> None:
        """What had to be said was said: admit."""
        person = self._result.person if self._result else None
        if person is not None and can_confirm(self._result):
            self._check_in(person.key, confirmed=True)

    def take_back(self) -> None:
        """Take the admission on the screen back; it stays on record."""
        from matchdesk.services.checkin import UndoCheckIn  # see `_check_in`

        person = self._result.person if self._result else None
        if person is not None and can_take_back(self._result):
            self.context.run(UndoCheckIn(person.key), on_done=self._taken_back, owner=self)

    def _taken_back(self, done: Any) -> None:
        name = done.result.person.name
        self._result = None
        self.side.show_nobody()
        self._show_answer()
        self._follow_result()
        self.context.notify(
            _("{name} is not checked in any more").format(name=name), state=State.GOOD
        )

    # --- delegations

    def ask_delegation(self) -> None:
        """Check in the delegation of the person on the screen."""
        if self._result is not None and self._result.delegation is not None:
            self._ask_delegation(self._result.delegation.key)

    def _ask_delegation(self, key: str) -> None:
        desk = self.context.desk
        self.context.jobs.query(
            lambda: (desk.checkin.delegation(key), desk.checkin.members(key)),
            lambda read: self._open_delegation(*read),
            on_error=self.context.complain,
            owner=self,
        )

    def _open_delegation(
        self, delegation: DelegationCount, members: tuple[PersonView, ...]
    ) -> None:
        dialog = DelegationDialog(self.context.theme, delegation, members, self)
        dialog.wanted.connect(lambda keys: self._check_in_together(delegation.key, keys))
        dialog.finished.connect(lambda _code: self.box.setFocus())
        dialog.open()

    def _check_in_together(self, delegation: str, keys: tuple[str, ...]) -> None:
        from matchdesk.services.checkin import CheckInDelegation  # see `_check_in`

        self.context.run(
            CheckInDelegation(delegation, keys),
            on_done=lambda done: self._together(done.result),
            owner=self,
        )

    def _together(self, result: DelegationResult) -> None:
        admitted = [r for r in result.results if r.outcome is CheckInOutcome.ADMITTED]
        self.context.arrived([r.person.key for r in admitted if r.person])
        text = count("{n} person checked in", "{n} people checked in", len(admitted))
        held = [r for r in result.results if not r.admitted and r.person]
        if held:
            named = ", ".join(f"{r.person.name} ({label(r.outcome)})" for r in held if r.person)
            text += ". " + _("Not admitted: {names}").format(names=named)
        state = State.ATTENTION if held else State.GOOD
        self.context.notify(text, undoable=bool(admitted), state=state)
        self.side.show_delegation(result.delegation)

    def _delegations_named(self, text: str) -> list[Hit]:
        wanted = fold(text)
        if self._house is None or len(wanted) < 2:
            return []
        named = (d for d in self._house.delegations if wanted in fold(d.name))
        return [of_delegation(delegation) for delegation in named]

    # --- inside

    def _hit(self, person: PersonView) -> Hit:
        return of_person(person, self._country(person), self._zone)

    def _country(self, person: PersonView) -> str:
        known = self._house.countries if self._house else {}
        return known.get(person.country, person.country)

    def _follow_result(self) -> None:
        result = self._result
        self.buttons.follow(result, self._zone, listing=self._listing)
        self._together_action.setEnabled(result is not None and result.delegation is not None)

    @property
    def _zone(self) -> ZoneInfo:
        return self._house.zone if self._house else ZoneInfo("UTC")

    def _palette(self, text: str) -> tuple[PaletteEntry, ...]:
        found = self.context.desk.checkin.search(text, 6)
        return tuple(
            PaletteEntry(
                _("Check in {name}").format(name=person.name),
                person.organisation,
                "user-check",
                lambda key=person.key: self._from_palette(key),  # type: ignore[misc] # binds now
            )
            for person in found
            if not person.here
        )

    def _from_palette(self, key: str) -> None:
        self.context.navigate("checkin")
        self._check_in(key, confirmed=False)

    def _add_actions(self) -> None:
        add = self.context.actions.add
        self._together_action = add(TOGETHER, self.ask_delegation, home=self)
        self._sound = add(SOUND, self._remember_sound, home=self)
        self._sound.setChecked(bool(self.context.desk.settings.get("checkin.sound", True)))

    def _remember_sound(self) -> None:
        self.context.desk.settings.put("checkin.sound", self._sound.isChecked())

    def _build(self) -> None:
        self.buttons = AnswerButtons(self.context, self, self.confirm, self.take_back)
        self.sound_button = button("", kind="quiet")
        self.sound_button.setCheckable(True)
        bind(self.sound_button, self._sound)
        self.sound_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sound_button.setChecked(self._sound.isChecked())
        self._sound.toggled.connect(self.sound_button.setChecked)
        self._found = QWidget()
        self._found.setLayout(column(self.notice, self.results, spacing=Space.S))
        self._stack = QStackedWidget()
        for part in (self.ready, self.card, self._found):
            self._stack.addWidget(part)
        left = column(self._stack, self.buttons, self.recent, spacing=Space.M)
        left.setStretch(0, 1)
        middle = row(left, self.side, spacing=Space.L)
        middle.setStretch(0, 5)
        middle.setStretch(1, 2)
        self.side.setMinimumWidth(300)
        head = row(Label(_("Check-in"), "title"), None, self.sound_button)
        whole = column(head, self.box, middle, spacing=Space.M, margins=Space.L)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._follow_result()
