"""Check-in: the box keeps the focus, the answer fills the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from matchdesk.core.changes import ChangeSet
from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import CheckInOutcome
from matchdesk.ui.checkin import asking, sounds, words
from matchdesk.ui.checkin.acts import Acts
from matchdesk.ui.checkin.beside import Beside
from matchdesk.ui.checkin.buttons import FIRST, SECOND, AnswerButtons
from matchdesk.ui.checkin.front import Front
from matchdesk.ui.checkin.head import ARRIVALS, CAMERA, HELP, SOUND, TOGETHER, WALK_IN, Head
from matchdesk.ui.checkin.palette import to_check_in
from matchdesk.ui.checkin.recent import RecentList
from matchdesk.ui.checkin.results import Hit, delegations_of, of_person
from matchdesk.ui.checkin.scan_box import ScanBox
from matchdesk.ui.checkin.side import SidePanel
from matchdesk.ui.checkin.together import Together
from matchdesk.ui.screens import PaletteEntry, PaletteProvider, Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import column, row

if TYPE_CHECKING:
    from matchdesk.services.checkin import (
        CheckInResult,
        DelegationCount,
        DelegationResult,
        PersonView,
    )


_PAPER = frozenset({"print_record", "agenda"})
"""Tables of which rows are written for every badge and agenda that comes out."""


class CheckInScreen(Screen):
    """One desk's check-in. Focus returns to the box whatever is clicked."""

    watches = frozenset(
        {"check_in", "participant", "organisation", "delegation", "meeting", "print_record"}
    )

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._house: asking.House | None = None
        self._result: CheckInResult | None = None
        self._together: DelegationResult | None = None  # instead of it: several at once
        self._listed_for = ""
        self.acts = Acts(context, self, lambda: self._result, lambda: self._meant)
        self.beside = Beside(context, self, lambda: self.box.setFocus())

    def pieces(self) -> Iterator[None]:
        """The answer, what stands beside it, then the whole."""
        yield
        context, theme = self.context, self.context.theme
        self.box = ScanBox(theme, _("Scan a badge, or type a name, organisation, country …"))
        self.front = front = Front(context)
        self.card, self.results, self.notice = front.card, front.results, front.notice
        yield
        self.side = SidePanel(theme)
        self.recent = RecentList()
        yield
        self.together = Together(
            context,
            self,
            self.acts.print_all if self.acts.paper.possible else None,
            self._answer_together,
            self.box.setFocus,
        )
        self.head = Head(context, self, self._by_action())
        self._build()
        self._connect()
        context.jobs.query(context.desk.checkin.warm, lambda _none: None, owner=self)

    def _connect(self) -> None:
        self.box.searched.connect(self._search)
        self.box.entered.connect(self._enter)
        self.box.stepped.connect(self.results.step)
        self.box.left.connect(self._show_answer)
        self.results.picked.connect(self._pick)
        self.results.moved.connect(self._follow_result)
        self.side.delegation_wanted.connect(self.together.ask)
        self.acts.answered.connect(self._answer)
        self.acts.cleared.connect(self._clear)

    # --- the shell's questions

    def load(self) -> asking.House:
        """How the house fills, and this desk's last answers."""
        result = self._result
        answer = result or self._together  # asked once: the window goes on meanwhile
        person = result.person if result is not None else None
        printed = result is not None and result.agenda_printed_at is not None
        delegation = answer.delegation.key if answer is not None and answer.delegation else ""
        house = asking.house(self.context.desk, person.key if person else "", delegation, printed)
        return replace(house, about=answer)

    def apply(self, change_set: ChangeSet) -> None:
        """What came out on paper concerns only somebody whose agenda may not be true any more."""
        holds = self._result is not None and self._result.agenda_printed_at is not None
        if holds or not change_set.entities() <= _PAPER:
            super().apply(change_set)

    def show_data(self, data: Any) -> None:
        """Show them; the answer on the screen stays, its delegation is brought up to date."""
        house: asking.House = data
        self._house = house
        self.side.show_house(house)
        self.front.idle.show_expected(house.arrivals.expected)
        self.beside.follow(house)
        if asking.taken_back(house, self._result, self._together):
            self._clear()
        else:
            self._bring_up_to_date(house)
        self.recent.show_items(house.recent, self.context.clock.now(), house.zone)
        shown = self._delegation
        if shown is not None and house.delegation is not None and shown.key == house.delegation.key:
            self.side.show_delegation(house.delegation)

    def activate(self, **focus: Any) -> None:
        """`scanned` is a code, `key` a participant to look at, `delegation` one to check in."""
        self.box.setFocus()
        if code := focus.get("scanned"):
            self.acts.scan(code)
        if key := focus.get("key"):
            self.context.jobs.query(
                lambda: self.context.desk.checkin.person(key), self._show_person, owner=self
            )
        if delegation := focus.get("delegation"):
            self.together.ask(delegation)

    def person_in_front(self) -> str | None:
        """Whoever the last answer was about."""
        person = self._result.person if self._result is not None else None
        return person.key if person is not None else None

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
        hits = [*self._delegations_of(text, people), *(self._hit(person) for person in people)]
        self._listed_for = text
        if hits:
            self.notice.hide()
            self._list(hits)
        else:
            self._list([])
            said = _("Nobody is found as “{text}”.").format(text=text)
            run = self.context.actions.get(WALK_IN.id)
            assert run is not None
            self.notice.say(said, State.PLANNED, action=run.text(), run=run.trigger)

    def _enter(self, text: str) -> None:
        chosen = self.results.current() if self.front.listing and self._listed_for == text else None
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
            self._list([*self._delegations_of(text, found), *(self._hit(p) for p in found)])
            several = len(self.results.hits) > 1
            text = _("Choose with ↓, then press Enter.") if several else _("Press Enter again.")
            self.notice.say(text, State.PLANNED)
        else:
            self._answer(found)

    def _pick(self, hit: Hit) -> None:
        if hit.delegation:
            self.box.empty()
            self._show_answer()
            self.together.ask(hit.key)
        else:
            self.acts.check_in(hit.key)

    # --- answers

    @property
    def _delegation(self) -> DelegationCount | None:
        """That of the answer."""
        answer = self._result or self._together
        return answer.delegation if answer is not None else None

    def _answer_together(self, result: DelegationResult) -> None:
        """What became of a delegation is an answer of its own: the one before is about another."""
        self._result, self._together = None, result
        self.card.show_together(result, self._zone)
        self.side.show_nobody()
        self.side.show_delegation(result.delegation)
        self.side.house.hide()
        self._show_answer()
        if self.head.sound.isChecked():
            sounds.play(words.outcome_of(result))

    def _answer(self, result: CheckInResult) -> None:
        self._result, self._together = result, None
        if result.agenda_printed_at is not None:
            self.reload()  # is it still true? What is being read now is not about them yet
        if result.outcome is CheckInOutcome.ADMITTED and result.person:
            self.context.arrived((result.person.key,))
        self.box.empty()
        country = self._country(result.person) if result.person else ""
        self.card.show_result(result, self._zone, country)
        self._listed_for = ""
        if result.candidates:
            hits = [self._hit(person) for person in result.candidates]
            self.front.show_candidates(hits, result, self._zone)
        else:
            self.front.show_answer(answered=True)
        if self.head.sound.isChecked():
            sounds.play(result.outcome)
        if QApplication.activeModalWidget() is not None:  # it would hide the answer
            spoken = self.card.accessibleName()
            self.context.notify(spoken, state=words.STATES[result.outcome])
        else:
            self.box.setFocus()
        QTimer.singleShot(0, self, self._follow_answer)  # the answer is painted before the rest

    def _follow_answer(self) -> None:
        """What stands beside the answer, and what can be done about it."""
        if self._result is not None:
            self.side.show_result(self._result)
        self._follow_result()

    def _clear(self) -> None:
        self._result = self._together = None
        self.side.show_nobody()
        self._show_answer()

    def _bring_up_to_date(self, house: asking.House) -> None:
        """The person of the answer may have been changed since, here or at another desk."""
        result, person = self._result, house.shown
        if result is None or result.person is None or person is None:
            return
        if person.key != result.person.key:
            return  # a later answer is on the screen already
        if person != result.person:
            self._result = replace(result, person=person)
            self.card.show_person(person, self._country(person))
        text = _("The agenda has changed since it was printed: print it again.")
        self.card.show_paper(text if house.agenda_changed else "")
        self._follow_result()

    def _show_answer(self) -> None:
        self._listed_for = ""
        self.front.show_answer(answered=bool(self._result or self._together))
        self._follow_result()

    def _list(self, hits: list[Hit]) -> None:
        self.front.show_hits(hits)
        self._follow_result()

    @property
    def _meant(self) -> PersonView | None:
        """Whoever is chosen in the list, else whom the answer is about."""
        if self.front.listing:
            hit = self.results.current()
            return hit.person if hit is not None else None
        return self._result.person if self._result is not None else None

    def _show_person(self, person: PersonView | None) -> None:
        if person is not None:
            self._list([self._hit(person)])

    # --- delegations

    def ask_delegation(self) -> None:
        """Check in the delegation of the person on the screen."""
        if self._delegation is not None:
            self.together.ask(self._delegation.key)

    def _delegations_of(self, text: str, people: tuple[PersonView, ...]) -> list[Hit]:
        known = self._house.arrivals.by_delegation if self._house else ()
        return delegations_of(text, people, known)

    # --- the desk's other windows

    def show_arrivals(self) -> None:
        """How the house fills, in a window that stays beside the work."""
        self.beside.show_arrivals(
            self._house, lambda key: self.activate(key=key), self.together.ask
        )

    def show_help(self) -> None:
        """How it works, in two minutes."""
        shown = (TOGETHER, WALK_IN, ARRIVALS, SOUND, *FIRST, *SECOND)
        self.beside.show_help([spec.id for spec in shown])

    def close_screen(self) -> bool:
        """Close what stands open beside the screen."""
        self.beside.close()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the answer."""
        super().resizeEvent(event)
        self.recent.fit(self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The box has the focus, always."""
        super().focusInEvent(event)
        self.box.setFocus()

    # --- inside

    def _hit(self, person: PersonView) -> Hit:
        return of_person(person, self._country(person), self.context.clock.now(), self._zone)

    def _country(self, person: PersonView) -> str:
        known = self._house.countries if self._house else {}
        return known.get(person.country, person.country)

    def _follow_result(self) -> None:
        result = self._result
        listed = self._meant if self.front.listing else None
        self.buttons.follow(result, self._zone, listing=self.front.listing, listed=listed)
        self.head.together.setEnabled(self._delegation is not None)

    @property
    def _zone(self) -> ZoneInfo:
        return self._house.zone if self._house else ZoneInfo("UTC")

    def _palette(self, text: str) -> tuple[PaletteEntry, ...]:
        return to_check_in(self.context.desk, text, self._from_palette)

    def _from_palette(self, key: str) -> None:
        self.context.navigate("checkin")
        self.acts.check_in(key)

    def _by_action(self) -> Mapping[str, Callable[[], object]]:
        return {
            TOGETHER.id: self.ask_delegation,
            WALK_IN.id: lambda: self.acts.walk_in(self.box.name_begun()),
            ARRIVALS.id: self.show_arrivals,
            CAMERA.id: lambda: self.beside.show_camera(self.acts.scan),
            HELP.id: self.show_help,
        }

    def _build(self) -> None:
        self.buttons = AnswerButtons(self.context, self, self.acts.by_action())
        left = column(self.front, self.buttons, self.recent, spacing=Space.M)
        left.setStretch(0, 1)
        middle = row(left, self.side, spacing=Space.L)
        middle.setStretch(0, 5)
        middle.setStretch(1, 2)
        self.side.setMinimumWidth(300)
        whole = column(self.head, self.box, middle, spacing=Space.M, margins=Space.L)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._follow_result()
