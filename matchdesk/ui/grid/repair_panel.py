"""When the day goes wrong: say what happened, see what is proposed, choose and accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core.i18n import _, count
from matchdesk.services.repairing import Mishap, MishapKind
from matchdesk.ui.actions import bind
from matchdesk.ui.grid.repair_rows import ProposalRow
from matchdesk.ui.theme import Space, State, Theme
from matchdesk.ui.widgets import (
    FormRow,
    Label,
    Notice,
    Pill,
    button,
    clear,
    column,
    line,
    row,
)
from matchdesk.ui.widgets.person_picker import Choice, PersonPicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchdesk.services.agenda import GridData
    from matchdesk.services.repairing import Proposal, RepairDraft

MOST_ROWS = 60
"""Proposals drawn at once; with more of them all are accepted together."""
MOST_FAULTS = 3
"""Rules broken by meetings that stay: named one by one."""

_PEOPLE = (MishapKind.LATE, MishapKind.LEAVING, MishapKind.NO_SHOW)


class RepairPanel(QWidget):
    """`wanted` carries the `Mishap` to cope with, None for all that was said already.

    `noted` carries one that is only to be remembered, `changed` says that other proposals are
    chosen, `shown` carries the proposal to look at in the grid.
    """

    wanted = Signal(object)
    noted = Signal(object)
    changed = Signal()
    shown = Signal(object)

    def __init__(
        self,
        theme: Theme,
        accept: QAction,
        close: QAction,
        stop: QAction,
        note: QAction,
        propose: QAction,
    ) -> None:
        super().__init__()
        self._theme, self._acts = theme, (accept, close)
        self._stop, self._note, self._propose = stop, note, propose
        self.kind = QComboBox()
        for kind, words in (
            (MishapKind.LATE, _("Somebody is late")),
            (MishapKind.LEAVING, _("Somebody leaves early")),
            (MishapKind.NO_SHOW, _("Somebody does not come")),
            (MishapKind.TABLE, _("A table cannot be used")),
            (MishapKind.SLOT, _("A slot cannot be used")),
        ):
            self.kind.addItem(words, kind)
        self.who = PersonPicker(theme, _("Name, organisation or badge number"))
        self.table, self.slot = QComboBox(), QComboBox()
        self.propose = button("", kind="primary", theme=theme)
        bind(self.propose, propose)
        self.notice = Notice(theme)
        self.rows: dict[str, ProposalRow] = {}
        self._several = 0
        self._awaited: str | None = None
        self._results = QVBoxLayout()
        self._results.setContentsMargins(0, 0, Space.S, 0)
        self._results.setSpacing(Space.S)
        self._build(theme)
        self.kind.currentIndexChanged.connect(self._ask_what_is_needed)
        self.who.picked.connect(lambda _choice: self.slot.setFocus())
        self._ask_what_is_needed()

    def show_grid(self, data: GridData) -> None:
        """Offer the people, tables and slots there are; what was chosen stays chosen."""
        self.who.set_choices(
            [
                Choice(one.key, one.number, one.name, one.native_name, one.organisation)
                for one in data.people.values()
            ]
        )
        if self._awaited is not None and self.who.pick(self._awaited):
            self._awaited = None
        days = len({slot.day for slot in data.slots})
        slots = []
        for one in data.slots:
            day = f"{one.day:%d.%m.} " if days > 1 else ""
            slots.append((f"{one.number} · {day}{one.starts:%H:%M}", one.key))
        tables = [(str(one.number), one.key) for one in data.tables]
        for box, rows in ((self.slot, slots), (self.table, tables)):
            _offer(box, rows)

    def show_missing(self, number: int) -> None:
        """So many people are said to miss meetings that still stand: offer all of them at once."""
        if bool(number) is not bool(self._several):
            if number:
                self.kind.insertItem(0, "", None)
            else:
                self.kind.removeItem(0)
        if number:
            words = count("{n} person is missing", "All {n} who are missing", number)
            self.kind.setItemText(0, words)
        self._several = number

    @property
    def _several_chosen(self) -> bool:
        return self.kind.currentData() is None

    def begin(
        self, participant: str | None, slot: str | None, kind: MishapKind | None = None
    ) -> None:
        """Start with this participant, slot and mishap, as far as they are known.

        A participant is chosen as soon as the grid is there.
        """
        self._awaited = None
        if participant is not None and not self.who.pick(participant):
            self._awaited = participant
        if kind is None and participant is None and self._several:
            self.kind.setCurrentIndex(0)
        elif kind is not None or self._several_chosen:
            self.kind.setCurrentIndex(self.kind.findData(kind or MishapKind.LATE))
        self.choose_slot(slot)
        self.show_nothing()
        (self.kind if kind is None else self.slot).setFocus()

    def choose_slot(self, slot: str | None) -> None:
        """Choose the slot with this key; None leaves the choice as it is."""
        if slot is not None:
            self.slot.setCurrentIndex(max(0, self.slot.findData(slot)))

    def show_nothing(self) -> None:
        """No proposal is there."""
        self.rows = {}
        self.notice.hide()
        clear(self._results)
        self._propose.setEnabled(True)
        self._stop.setEnabled(False)
        self._acts[0].setEnabled(False)

    def show_running(self) -> None:
        """A proposal is being made."""
        self.show_nothing()
        self._propose.setEnabled(False)
        self._searching(_("Looking for the fewest changes …"))

    def show_draft(self, draft: RepairDraft) -> None:
        """What would change; nothing has yet."""
        self.show_nothing()
        proof = _("Proven best") if draft.proven else _("Not proven best")
        state = State.GOOD if draft.proven else State.NEUTRAL
        if draft.searching:
            self._propose.setEnabled(False)
            self._searching(_("Can be done already. Still looking for fewer changes …"))
        else:
            self._results.addLayout(row(Pill(proof, state), None))
        self._results.addWidget(Label(draft.certain, "small", 2, wrap=True))
        if draft.reprints:
            text = count(
                "{n} printed agenda changes.", "{n} printed agendas change.", draft.reprints
            )
            self._results.addWidget(Label(text, "small", 2, wrap=True))
        self._results.addWidget(line())
        for one in draft.proposals[:MOST_ROWS]:
            self._proposal(one)
        if not draft.proposals:
            text = _("No meeting has to change. Accepting remembers what happened.")
            self._results.addWidget(Label(text, "body", 1, wrap=True))
        if len(draft.proposals) > MOST_ROWS:
            more = len(draft.proposals) - MOST_ROWS
            text = count("… and {n} more", "… and {n} more", more)
            self._results.addWidget(Label(text, "small", 3))
        self._standing(draft.standing_faults)
        self._results.addStretch(1)
        self._acts[0].setEnabled(True)

    def _standing(self, faults: Sequence[str]) -> None:
        """What meetings that begun or are over break: nothing is to be done about it, so last."""
        if not faults:
            return
        self._results.addWidget(Label(_("Stays as it is"), "label", 2))
        shown = list(faults[:MOST_FAULTS])
        if more := len(faults) - len(shown):
            shown.append(count("… and {n} more", "… and {n} more", more))
        said = Label("\n".join(shown), "small", 2, wrap=True)
        said.setToolTip("\n".join(faults))
        self._results.addWidget(said)

    def show_failure(self, sentence: str) -> None:
        """It could not be proposed or accepted."""
        self.show_nothing()
        self.notice.say(sentence, State.PROBLEM)

    def left_out(self) -> frozenset[str]:
        """Keys of the proposals that were unticked."""
        return frozenset(key for key, one in self.rows.items() if not one.done)

    def cancelled(self) -> frozenset[str]:
        """Keys of the meetings to be called off instead."""
        return frozenset(key for key, one in self.rows.items() if one.cancelled)

    def ask(self) -> None:
        """Ask for a repair of what is filled in."""
        if self._several_chosen:
            self.wanted.emit(None)
        elif (mishap := self._filled_in()) is not None:
            self.wanted.emit(mishap)

    def note(self) -> None:
        """Only remember what is filled in: the meetings light up, and stay where they are."""
        kind = self.kind.currentData()
        if kind in _PEOPLE and (mishap := self._filled_in()) is not None:
            self.noted.emit(mishap)

    def _filled_in(self) -> Mishap | None:
        kind = MishapKind(self.kind.currentData())
        subject: str | None
        if kind in _PEOPLE:
            subject = self.who.chosen.key if self.who.chosen else None
        else:
            subject = (self.table if kind is MishapKind.TABLE else self.slot).currentData()
        if subject is None:
            self.notice.say(_("Choose who it is first."), State.ATTENTION)
            self.who.setFocus()
            return None
        needs_slot = kind in (MishapKind.LATE, MishapKind.LEAVING, MishapKind.TABLE)
        return Mishap(kind, subject, self.slot.currentData() if needs_slot else None)

    # --- inside

    def _proposal(self, one: Proposal) -> None:
        made = self.rows[one.key] = ProposalRow(self._theme, one)
        made.changed.connect(self.changed)
        made.wanted.connect(self.shown)
        self._results.addWidget(made)

    def _searching(self, words: str) -> None:
        stop = button("", kind="quiet")
        bind(stop, self._stop)
        self._stop.setEnabled(True)
        said = Label(words, "small", 2, wrap=True)
        layout = row(said, stop, spacing=Space.S)
        layout.setStretch(0, 1)
        self._results.addLayout(layout)

    def _ask_what_is_needed(self) -> None:
        kind = self.kind.currentData()
        self._who_row.setVisible(kind in _PEOPLE)
        self._table_row.setVisible(kind == MishapKind.TABLE)
        self._slot_row.setVisible(kind not in (MishapKind.NO_SHOW, None))
        self._note.setEnabled(kind in _PEOPLE)
        self._slot_row.label.setText(
            {
                MishapKind.LATE: _("Is there from slot"),
                MishapKind.LEAVING: _("Leaves before slot"),
                MishapKind.TABLE: _("From slot"),
            }.get(kind, _("Slot"))
        )

    def _build(self, theme: Theme) -> None:
        self._who_row = FormRow(_("Who"), self.who)
        self._table_row = FormRow(_("Table"), self.table)
        self._slot_row = FormRow(_("Slot"), self.slot)
        inner = QWidget()
        inner.setLayout(self._results)
        self.results = QScrollArea()
        self.results.setWidgetResizable(True)
        self.results.setFrameShape(QFrame.Shape.NoFrame)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setWidget(inner)
        note = button("", theme=theme)
        bind(note, self._note)
        accept, close = (button("", kind=kind, theme=theme) for kind in ("primary", ""))
        for made, action in zip((accept, close), self._acts, strict=True):
            bind(made, action)
        layout = column(
            Label(_("Something went wrong"), "large"),
            FormRow(_("What happened"), self.kind),
            self._who_row,
            self._table_row,
            self._slot_row,
            row(self.propose, note, None, spacing=Space.S),
            self.notice,
            self.results,
            row(close, accept, spacing=Space.S),
            spacing=Space.M,
            margins=Space.L,
        )
        layout.setStretch(layout.indexOf(self.results), 1)
        self.setLayout(layout)


def _offer(box: QComboBox, rows: list[tuple[str, str]]) -> None:
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == rows:
        return
    kept = box.currentData()
    box.clear()
    for words, key in rows:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(kept)))
