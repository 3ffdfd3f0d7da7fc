"""What can be done for the person of the answer: every act is one command, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.core.vocabulary import DocumentKind, ReprintReason
from matchdesk.ui.checkin import buttons
from matchdesk.ui.checkin.correct_dialog import CorrectDialog
from matchdesk.ui.checkin.newcomer_dialogs import SubstituteDialog, WalkInDialog
from matchdesk.ui.checkin.paper import Paper
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import State

if TYPE_CHECKING:
    from matchdesk.services.checkin import CheckInResult, PersonView


class Acts(QObject):
    """`answered` carries a new `CheckInResult`, `cleared` says that there is none any more.

    `shown()` gives the answer on the screen, `meant()` whom the list or the answer is about;
    dialogs open over `over`.
    """

    answered = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        context: ScreenContext,
        over: QWidget,
        shown: Callable[[], CheckInResult | None],
        meant: Callable[[], PersonView | None],
    ) -> None:
        super().__init__(over)
        self._context, self._over, self._shown, self._meant = context, over, shown, meant
        self.paper = Paper(context, over)

    def by_action(self) -> Mapping[str, Callable[[], object]]:
        """What each button below the answer does."""
        return {
            buttons.CONFIRM.id: self.confirm,
            buttons.TAKE_BACK.id: self.take_back,
            buttons.BADGE.id: lambda: self._print(DocumentKind.BADGES),
            buttons.AGENDA.id: lambda: self._print(DocumentKind.AGENDAS),
            buttons.CORRECT.id: lambda: self.correct("name"),
            buttons.ATTENTION.id: lambda: self.correct("attention"),
            buttons.SUBSTITUTE.id: self.substitute,
            buttons.OUT.id: self.goes_out,
            buttons.LOST.id: self.badge_lost,
            buttons.PERSON.id: self.open_person,
            buttons.FREE.id: self.find_partner,
            buttons.LATE.id: lambda: self.repair("late"),
            buttons.NO_SHOW.id: self.no_show,
            buttons.LEAVES.id: lambda: self.repair("leaving"),
        }

    # --- admitting

    def scan(self, code: str) -> None:
        """Check in whoever this code belongs to."""
        # Imported here: commands load the database floor, which the window's start does without.
        from matchdesk.services.checkin import CheckIn

        self._context.run(
            CheckIn(code), on_done=lambda done: self.answered.emit(done.result), owner=self
        )

    def check_in(self, key: str, *, confirmed: bool = False) -> None:
        """Check in the participant with this key."""
        from matchdesk.services.checkin import CheckInParticipant  # see `scan`

        self._context.run(
            CheckInParticipant(key, confirmed=confirmed),
            on_done=lambda done: self.answered.emit(done.result),
            owner=self,
        )

    def confirm(self) -> None:
        """What had to be said was said: admit."""
        person = self._answered
        if person is not None and buttons.can_confirm(self._shown()):
            self.check_in(person.key, confirmed=True)

    def take_back(self) -> None:
        """Take the admission on the screen back; it stays on record."""
        from matchdesk.services.checkin import UndoCheckIn  # see `scan`

        person = self._answered
        if person is not None and buttons.can_take_back(self._shown()):
            self._context.run(UndoCheckIn(person.key), on_done=self._taken_back, owner=self)

    def _taken_back(self, done: Any) -> None:
        self.cleared.emit()
        name = done.result.person.name
        self._say(_("{name} is not checked in any more").format(name=name))

    def goes_out(self) -> None:
        """Somebody leaves for a while; their next scan says that they are back."""
        from matchdesk.services.checkin import CheckOut  # see `scan`

        person = self._person
        if person is not None:
            self._context.run(CheckOut(person.key), on_done=self._gone_out, owner=self)

    def _gone_out(self, done: Any) -> None:
        self.cleared.emit()
        name = done.result.person.name
        text = _("{name} went out. The next scan of the badge brings them back in.")
        self._say(text.format(name=name), undoable=True)

    # --- the person

    def badge_lost(self) -> None:
        """The old code is refused from now on; a new badge is printed."""
        from matchdesk.services.badges import RevokeBadge  # see `scan`

        person = self._person
        if person is not None:
            self._context.run(
                RevokeBadge(person.key, _("lost")),
                on_done=lambda _done: self._replaced(person),
                owner=self,
            )

    def _replaced(self, person: PersonView) -> None:
        text = _("The lost badge of {name} is refused from now on. The new one is printed.")
        self._say(text.format(name=person.name), undoable=True)
        self.paper.put([person.key], (DocumentKind.BADGES,), ReprintReason.LOST)

    def correct(self, field: str) -> None:
        """Correct what is wrong with the person, and print the badge again."""
        person = self._person
        if person is None:
            return
        desk = self._context.desk
        self._context.jobs.query(
            lambda: (desk.people.card(person.key), desk.people.group_names()),
            lambda read: self._open_correct(read[0], read[1], field),
            on_error=self._context.complain,
            owner=self,
        )

    def _open_correct(self, card: Any, groups: Any, field: str) -> None:
        dialog = CorrectDialog(
            self._context, card, groups, self._over, printing=self.paper.possible, field=field
        )
        dialog.corrected.connect(self._corrected)
        self._open(dialog)

    def _corrected(self, key: str, reprint: bool) -> None:
        if reprint:
            self.paper.put([key], (DocumentKind.BADGES,), ReprintReason.WRONG_NAME)

    def substitute(self) -> None:
        """A colleague comes instead."""
        person = self._person
        if person is not None:
            dialog = SubstituteDialog(self._context, person, self._over)
            dialog.substituted.connect(lambda key, _name: self._comes(key))
            self._open(dialog)

    def walk_in(self, typed: str = "") -> None:
        """Somebody who is not registered."""
        desk = self._context.desk
        self._context.jobs.query(
            desk.people.group_names,
            lambda groups: self._open_walk_in(groups, typed),
            on_error=self._context.complain,
            owner=self,
        )

    def _open_walk_in(self, groups: Any, typed: str) -> None:
        dialog = WalkInDialog(self._context, groups, self._over, typed)
        dialog.added.connect(self._comes)
        dialog.known.connect(self.check_in)
        self._open(dialog)

    def _comes(self, key: str) -> None:
        """Admit somebody who was put on the list just now, and print the badge."""
        self.check_in(key)
        self.paper.put([key], (DocumentKind.BADGES,))

    def open_person(self) -> None:
        """Show the person in People."""
        if self._person is not None:
            self._context.navigate("people", key=self._person.key)

    def find_partner(self) -> None:
        """Who is free now and fits whoever is at the desk: a walk-in, or somebody left alone."""
        if self._person is not None:
            self._context.navigate("requests", free=self._person.key)

    def repair(self, mishap: str) -> None:
        """Whoever is at the desk is `late` or `leaving` early: the Grid screen mends the plan."""
        person = self._person
        if person is not None:
            self._context.navigate("grid", repair=person.key, mishap=mishap)

    def no_show(self) -> None:
        """Whoever is asked about does not come: their meetings light up in the grid."""
        # Imported here: commands load the database floor, which the window's start does without.
        from matchdesk.core.vocabulary import AbsenceKind
        from matchdesk.services.absences import FlagAbsence

        person = self._person
        if person is not None:
            self._context.run(
                FlagAbsence(person.key, AbsenceKind.NO_SHOW), on_done=self._stays_away, owner=self
            )

    def _stays_away(self, done: Any) -> None:
        flagged = done.result
        said = count(
            "{n} meeting lights up in the grid.",
            "{n} meetings light up in the grid.",
            len(flagged.meetings),
        )
        text = _("{name} does not come.").format(name=flagged.name)
        self._say(f"{text} {said}", undoable=True)

    def print_all(self, people: list[PersonView]) -> None:
        """Badges and agendas of several people as one print job, in hand-out order."""
        self.paper.put([person.key for person in people])

    def _print(self, kind: DocumentKind) -> None:
        if self._person is not None:
            self.paper.ask(self._person, kind)

    # --- inside

    @property
    def _person(self) -> PersonView | None:
        """Whoever is chosen in the list; the answer before it is about somebody else."""
        return self._meant()

    @property
    def _answered(self) -> PersonView | None:
        shown = self._shown()
        return shown.person if shown is not None else None

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _code: self._over.setFocus())
        dialog.open()

    def _say(self, text: str, *, undoable: bool = False) -> None:
        self._context.notify(text, undoable=undoable, state=State.GOOD)
