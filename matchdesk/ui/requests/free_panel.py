"""Who is free now and fits: one line each, one key to the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _
from matchdesk.services.places import country_name
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import ElidedLabel, EmptyState, Label, Pill, button, clear, column, row
from matchdesk.ui.widgets.person_picker import Choice, PersonPicker

if TYPE_CHECKING:
    from matchdesk.services.bus import Done
    from matchdesk.services.free_now import FreeNow, Partner

MOST_SHOWN = 9
_MOST_REASONS = 3


class FreePanel(QWidget):
    """For the person named above, or, with nobody named, the pairs that fit a freed slot."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self._context = context
        self._key = ""
        self._slot: str | None = None
        self._asked = 0
        self.makers: list[QPushButton] = []
        self.person = PersonPicker(context.theme, _("Who needs a partner? Empty: any two"))
        self.person.search_with(partial(context.find_people, self.person))
        self.person.picked.connect(lambda choice: self.show_for(choice.key, self._slot))
        self.person.textEdited.connect(self._emptied)
        self.slot = QComboBox()
        self.slot.setAccessibleName(_("Slot"))
        self.slot.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.slot.activated.connect(self._slot_picked)
        self.when = Label("", "small", 2, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, Space.M, 0)
        self._lines.setSpacing(Space.M)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        head = row(self.person, self.slot, spacing=Space.S)
        head.setStretch(0, 1)
        whole = column(head, self.when, self._scroll, spacing=Space.M)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def set_people(self, choices: Sequence[Choice]) -> None:
        """Whom to choose from."""
        self.person.set_choices(choices)
        if self._key and not (self.person.hasFocus() and self.person.text()):
            self.person.pick(self._key)

    def show_for(self, key: str, slot: str | None = None) -> None:
        """Look for the participant `key` ("": for any two) in `slot` (key; None: now)."""
        self._key, self._slot = key, slot
        if key:
            self.person.pick(key)
        else:
            self.person.reset()
        self.refresh()

    def refresh(self) -> None:
        """Look again: something has changed."""
        self._asked += 1
        asked, key, slot = self._asked, self._key, self._slot
        free = self._context.desk.free_now

        def show(found: FreeNow) -> None:
            if asked == self._asked:
                self._show(found)

        def refuse(error: MatchDeskError) -> None:
            if asked == self._asked:
                self._say_nobody(_("Nobody to bring together"), wording.sentence(error))

        self._context.jobs.query(
            lambda: free.partners(key, slot, MOST_SHOWN) if key else free.pairs(slot, MOST_SHOWN),
            show,
            on_error=refuse,
            owner=self,
        )

    def choose(self, place: int) -> None:
        """Make the meeting of the line with this number (0: the first)."""
        if place < len(self.makers):
            self.makers[place].click()

    # --- inside

    def _emptied(self, text: str) -> None:
        if not text and self._key:
            self.show_for("", self._slot)

    def _slot_picked(self) -> None:
        self._slot = self.slot.currentData()
        self.refresh()

    def _show(self, found: FreeNow) -> None:
        self._show_slots(found)
        clear(self._lines)
        self.makers = []
        here = _("Only people who are in the house.") if found.only_here else ""
        if found.busy:
            self._say_nobody(_("Not free then"), found.busy)
            return
        if found.unknown:
            self._say_nobody(
                _("Nobody fits yet"),
                _(
                    "Recommendations come from offers and needs, sectors and target "
                    "countries. Fill in the profile under People."
                ),
            )
            return
        if not found.partners:
            self._say_nobody(
                _("Nobody who is free then fits"),
                _(
                    "Nobody of them, or no table, is free. Choose another slot, or see all "
                    "recommendations on the page beside."
                ),
            )
            return
        self.when.setText(here)
        self.when.setVisible(bool(here))
        for one in found.partners:
            self._lines.addWidget(self._line(one, found))
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _show_slots(self, found: FreeNow) -> None:
        self.slot.clear()
        days = len({slot.day for slot in found.slots})
        for slot in found.slots:
            day = f"{slot.day:%d.%m.} " if days > 1 else ""
            self.slot.addItem(f"{day}{slot.starts:%H:%M}", slot.key)
        self.slot.setCurrentIndex(self.slot.findData(found.slot.key))

    def _say_nobody(self, title: str, text: str) -> None:
        clear(self._lines)
        self.makers = []
        self.when.hide()
        self._lines.addWidget(EmptyState(self._context.theme, "users", title, text))

    def _line(self, one: Partner, found: FreeNow) -> QWidget:
        made = QWidget()
        at = f"{found.slot.starts:%H:%M}"
        text = _("Meet at {time}").format(time=at)
        make = button(text, partial(self._meet, one, found.slot.key), kind="link")
        place = len(self.makers) + 1
        named = _("{name} and {other} meet at {time}").format(
            name=one.whom_name, other=one.name, time=at
        )
        make.setToolTip(f"{named}  (Alt+{place})")
        make.setAccessibleName(named)
        self.makers.append(make)
        name = one.name if self._key else f"{one.whom_name} ⇄ {one.name}"
        pill = (
            Pill(_("Asked for"), State.ATTENTION)
            if one.request is not None
            else Pill(_("Fits"), State.GOOD if one.strength >= 0.6 else State.PLANNED)
        )
        head = row(ElidedLabel(f"{place}  {name}", "strong"), pill, make, spacing=Space.S)
        head.setStretch(0, 1)
        table = "" if one.table is None else _("table {n}").format(n=one.table)
        facts = (one.organisation, country_name(one.country) if one.country else "", table)
        where = ElidedLabel(" · ".join(filter(None, facts)), "small", 3)
        reasons = Label("\n".join(one.reasons[:_MOST_REASONS]), "small", 2, wrap=True)
        reasons.setToolTip("\n".join(one.reasons))
        made.setLayout(column(head, where, reasons, spacing=2))
        return made

    def _meet(self, one: Partner, slot: str) -> None:
        from matchdesk.services.requests import MeetNow  # loads the database: not at start

        self._context.run(
            MeetNow(one.whom, one.key, slot),
            on_done=lambda done: self._made(one, done),
            owner=self,
        )

    def _made(self, one: Partner, done: Done) -> None:
        place = done.result
        said = _("{name} and {other} meet at {time}").format(
            name=one.whom_name, other=one.name, time=f"{place.starts:%H:%M}"
        )
        if place.table is not None:
            said += ", " + _("table {n}").format(n=place.table)
        self._context.notify(" ".join((f"{said}.", *place.warnings)), undoable=True,
                             state=State.ATTENTION if place.warnings else State.GOOD)  # fmt: skip
