"""Merging from a list: two chosen rows, or a pair the program proposes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.actions import ActionSpec
from matchdesk.ui.people.columns import both_names
from matchdesk.ui.people.merge_dialog import MergeDialog
from matchdesk.ui.people.page import Page
from matchdesk.ui.screens import Screen, ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    Label,
    Notice,
    button,
    column,
    row,
    within,
)

if TYPE_CHECKING:
    from matchdesk.services.bus import Command, Done
    from matchdesk.services.desk import Desk
    from matchdesk.services.people import AlikePair, Comparison, PersonName

WHY = {
    "code": "Same ticket code",
    "email": "Same e-mail",
    "name": "Same name",
    "website": "Same website",
    "slip": "One letter differs",
}
"""Why a pair is proposed (English source texts)."""


@dataclass(frozen=True, slots=True)
class Mergeable:
    """How one kind of entry is compared, proposed and merged."""

    title: str
    propose: Callable[[Desk], tuple[AlikePair, ...]]
    compare: Callable[[Desk, str, str], Comparison]
    merge: Callable[[Comparison, frozenset[str], frozenset[str]], Command]


def _merge_participants(
    pair: Comparison, take: frozenset[str], give_way: frozenset[str]
) -> Command:
    from matchdesk.services.people import MergeParticipants  # see participants.py

    return MergeParticipants(pair.keep, pair.drop, take, give_way)


def _merge_organisations(
    pair: Comparison, take: frozenset[str], give_way: frozenset[str]
) -> Command:
    from matchdesk.services.people import MergeOrganisations  # see participants.py

    return MergeOrganisations(pair.keep, pair.drop, take)


PARTICIPANTS = Mergeable(
    "Possible duplicates among participants",
    lambda desk: desk.people.alike(),
    lambda desk, keep, drop: desk.people.compare(keep, drop),
    _merge_participants,
)
ORGANISATIONS = Mergeable(
    "Possible duplicates among organisations",
    lambda desk: desk.people.alike_organisations(),
    lambda desk, keep, drop: desk.people.compare_organisations(keep, drop),
    _merge_organisations,
)


class Merging:
    """The action of one list: compares two chosen rows, or lists possible duplicates."""

    def __init__(self, page: Page, kind: Mergeable, spec: ActionSpec, home: Screen) -> None:
        self._page, self._kind, self._context = page, kind, page.context
        self.action = self._context.actions.add(spec, self.begin, home=home)
        tip = self.action.toolTip()
        page.table.add_control(
            button(
                _("Merge …"),
                self.action.trigger,
                kind="quiet",
                tip=tip,
            )
        )

    def begin(self) -> None:
        """Compare the two chosen rows; with any other number chosen, list what is alike."""
        chosen = self._page.table.selected()
        if len(chosen) == 2:
            self.compare(chosen[0].key, chosen[1].key)
            return
        self._context.jobs.query(
            lambda: self._kind.propose(self._context.desk),
            self._show_pairs,
            on_error=self._context.complain,
            owner=self._page,
        )

    def compare(self, keep: str, drop: str) -> None:
        """Show two entries side by side."""
        self._context.jobs.query(
            lambda: self._kind.compare(self._context.desk, keep, drop),
            self._show_comparison,
            on_error=self._context.complain,
            owner=self._page,
        )

    def _show_pairs(self, pairs: tuple[AlikePair, ...]) -> None:
        dialog = DuplicatesDialog(self._context, _(self._kind.title), pairs, self._page)
        dialog.wanted.connect(self.compare)
        dialog.open()

    def _show_comparison(self, pair: Comparison) -> None:
        dialog = MergeDialog(self._context, pair, self._kind.merge, self._page)
        dialog.turned.connect(self.compare)
        dialog.merged.connect(self._merged)
        dialog.open()

    def _merged(self, done: Done) -> None:
        self._page.focus(done.result.key)
        said = _("{name} is one entry now.").format(name=done.result.name)
        self._context.notify(said, undoable=True, state=State.GOOD)


class DuplicatesDialog(QDialog):
    """`wanted` carries the keys of the pair to compare."""

    wanted = Signal(str, str)

    def __init__(
        self,
        context: ScreenContext,
        title: str,
        pairs: tuple[AlikePair, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._pairs = context, list(pairs)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(within(parent, 1400, 640))
        self.table = DataTable(
            context.theme,
            COLUMNS,
            key=_key,
            name=title,
            search_hint=_("Search these pairs"),
            empty=EmptyState(
                context.theme,
                "circle-check",
                _("No two entries are alike"),
                _("To merge two others, choose both in the list and start again."),
            ),
        )
        self.table.set_rows(self._pairs)
        self.table.opened.connect(self._compare)
        self.notice = Notice(context.theme)
        self.apart = button(
            _("Not the same"),
            lambda: self._tell_apart(self.table.current()),
            icon="user-x",
            theme=context.theme,
            tip=_("Not proposed again; can be undone (Del)"),
        )
        self.apart.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.go = button(
            _("Compare …"), lambda: self._compare(self.table.current()), kind="primary"
        )
        for one in (self.go, self.apart):
            one.setEnabled(False)
        self.table.chosen.connect(self._chosen)
        hint = Label(
            _("The surest pairs come first. Nothing is merged before you have seen both."),
            "body",
            2,
            wrap=True,
        )
        foot = row(self.apart, None, button(_("Close"), self.reject), self.go)
        self.setLayout(
            column(hint, self.notice, self.table, foot, spacing=Space.M, margins=Space.XL)
        )

    def _chosen(self, pair: AlikePair | None) -> None:
        for one in (self.go, self.apart):
            one.setEnabled(pair is not None)

    def _tell_apart(self, pair: AlikePair | None) -> None:
        from matchdesk.services.people import TellApart  # see participants.py

        if pair is not None:
            self.apart.setEnabled(False)
            self._context.run(
                TellApart(pair.first.key, pair.second.key),
                on_done=lambda done: self._told(pair, done),
                owner=self,
            )

    def _told(self, pair: AlikePair, done: Done) -> None:
        """Without the pair; where it stood, the next one is chosen."""
        place = self._pairs.index(pair)
        self._pairs.remove(pair)
        self.table.set_rows(self._pairs)
        if self._pairs:
            self.table.choose(_key(self._pairs[min(place, len(self._pairs) - 1)]))
        said = _("{one} and {other} are not proposed again.")
        number = done.change_set.number if done.change_set is not None else None
        self.notice.say(
            said.format(one=pair.first.name, other=pair.second.name),
            State.GOOD,
            action=_("Undo"),
            run=lambda: self._take_back(pair, place, number),
        )

    def _take_back(self, pair: AlikePair, place: int, number: int | None) -> None:
        history = self._context.desk.history
        self._context.do(
            lambda _progress: history.undo(number),
            on_done=lambda _done: self._proposed_again(pair, place),
            owner=self,
        )

    def _proposed_again(self, pair: AlikePair, place: int) -> None:
        self._pairs.insert(place, pair)
        self.table.set_rows(self._pairs)
        self.table.choose(_key(pair))

    def _compare(self, pair: Any) -> None:
        if pair is not None:
            self.accept()
            self.wanted.emit(pair.first.key, pair.second.key)


def _key(pair: AlikePair) -> tuple[str, str]:
    return pair.first.key, pair.second.key


def _named(entry: PersonName) -> str:
    number = f"{entry.number}  " if entry.number else ""
    return number + both_names(entry)


COLUMNS = (
    Column("Why", lambda p: _(WHY[p.by]), width=140),
    Column("One", lambda p: _named(p.first), width=0),
    Column("of", lambda p: p.first.organisation, width=190, most=340),
    Column("Other", lambda p: _named(p.second), width=0),
    Column("of", lambda p: p.second.organisation, width=190, most=340),
)
