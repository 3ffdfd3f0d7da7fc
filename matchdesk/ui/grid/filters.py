"""What the grid is narrowed to: a row of choices above it, put away when it is not needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import fold
from matchdesk.core.vocabulary import MeetingStatus
from matchdesk.core.wording import label
from matchdesk.ui.grid.sheet import Kind, matches
from matchdesk.ui.grid.tools import checked_by
from matchdesk.ui.theme import Theme
from matchdesk.ui.widgets import button
from matchdesk.ui.widgets.edit_fields import ChoiceBox
from matchdesk.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from matchdesk.services.agenda import GridData, GridMeeting, GridPerson

Matches = Callable[["GridMeeting"], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that is asked for at once; "" and False ask for nothing."""

    text: str = ""
    delegation: str = ""
    organisation: str = ""
    sector: str = ""
    status: str = ""
    unprinted: bool = False
    problems: bool = False

    @property
    def about_people(self) -> bool:
        """Whether it is asked who meets, not how a meeting stands."""
        return bool(self.delegation or self.organisation or self.sector)

    @property
    def chosen(self) -> int:
        """How many choices of the filter row are made."""
        choices = (self.delegation, self.organisation, self.sector, self.status, self.unprinted)
        return sum(map(bool, choices))

    def fits(self, person: GridPerson) -> bool:
        """Whether a person is one of those asked for."""
        return (
            (not self.delegation or person.delegation == self.delegation)
            and (not self.organisation or person.organisation == self.organisation)
            and (not self.sector or self.sector in person.sectors)
        )

    def matches(self, data: GridData, paper: Callable[[GridMeeting], str]) -> Matches | None:
        """Whether a meeting answers to all of it; None if nothing is asked for."""
        if self == Wanted():
            return None
        answers = matches(data, self.text) if self.text else None
        people = frozenset(k for k, p in data.people.items() if self.fits(p))

        def fits(meeting: GridMeeting) -> bool:
            return (
                (answers is None or answers(meeting))
                and (not self.about_people or not people.isdisjoint(meeting.parties))
                and (not self.status or meeting.status == self.status)
                and (not self.unprinted or paper(meeting) == "outdated")
                and (not self.problems or bool(meeting.faults))
            )

        return fits


class FilterBar(QWidget):
    """`changed` when another choice is made, `left` on Escape: the choices stay."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self._unprinted = acts["unprinted"]
        self.delegation = self._box(_("All delegations"), _("Delegation"))
        self.organisation = self._box(_("All organisations"), _("Organisation"))
        self.sector = self._box(_("All sectors"), _("Sector"))
        self.status = self._box(_("Any status"), _("Status"))
        for status in MeetingStatus:
            self.status.addItem(label(status), status.value)
        self.paper = checked_by(acts["unprinted"], theme)
        self.group = checked_by(acts["group"], theme)
        self.body = checked_by(acts["body"], theme)
        self.body.setText(_("By organisation"))
        self.clear = button(_("Show all"), self.reset, kind="quiet", icon="x", theme=theme)
        self.boxes = (self.delegation, self.organisation, self.sector, self.status)
        self.setLayout(Flow(*self.boxes, self.paper, self.clear, self.group, self.body))
        self.hide()

    def show_people(self, people: Iterable[GridPerson]) -> None:
        """Offer the delegations, organisations and sectors there are; what was chosen stays."""
        known = tuple(people)
        for box, words in (
            (self.delegation, {p.delegation for p in known}),
            (self.organisation, {p.organisation for p in known}),
            (self.sector, {sector for p in known for sector in p.sectors}),
        ):
            kept = box.currentData()
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for word in sorted(words - {""}, key=fold):
                box.addItem(word, word)
            box.setCurrentIndex(max(0, box.findData(kept)))
            box.setEnabled(box.count() > 1)
            box.blockSignals(False)

    def take_focus(self) -> None:
        """Go to the first choice there is: an event need not have delegations."""
        next(box for box in self.boxes if box.isEnabled()).setFocus()

    def wanted(self, text: str, *, problems: bool) -> Wanted:
        """The choices, with what is searched for."""
        found = (str(box.currentData() or "") for box in self.boxes)
        delegation, organisation, sector, status = found
        unprinted = self._unprinted.isChecked()
        return Wanted(text, delegation, organisation, sector, status, unprinted, problems)

    def show_kind(self, kind: Kind) -> None:
        """People can be grouped in two ways."""
        self.body.setVisible(kind is Kind.PEOPLE)

    def reset(self) -> None:
        """Ask for nothing any more."""
        for box in self.boxes:
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self._unprinted.setChecked(False)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _box(self, nothing: str, name: str) -> QComboBox:
        made = ChoiceBox()
        made.addItem(nothing, "")
        made.setAccessibleName(name)
        made.setMinimumContentsLength(8)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return made
