"""Two entries side by side: choose per field, say what gives way, merge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from matchdesk.core import wording
from matchdesk.core.errors import MatchDeskError
from matchdesk.core.i18n import _, count
from matchdesk.core.text import beside, breakable
from matchdesk.ui.people.page import panel
from matchdesk.ui.screens import ScreenContext
from matchdesk.ui.theme import Space, State
from matchdesk.ui.widgets import FormRow, Label, Notice, button, column, row, within
from matchdesk.ui.widgets.edit_fields import ChoiceBox

if TYPE_CHECKING:
    from matchdesk.services.bus import Command
    from matchdesk.services.people import Comparison, MergeClash
    from matchdesk.services.waiting import Displaced

LABELS = {
    "name": "Name", "native_name": "Name in own script", "given_name": "Given name",
    "family_name": "Family name", "email": "E-mail", "phone": "Telephone",
    "job_title": "Position", "country": "Country", "organisation_id": "Organisation",
    "delegation_id": "Delegation", "role": "Role", "languages": "Languages",
    "attention": "Attention first", "max_meetings": "Meetings at most",
    "most_in_a_row": "Meetings in a row at most", "free_slots": "Slots left free at least",
    "consent_photo": "May be photographed", "consent_sharing": "Data may be shared",
    "status": "Status", "type": "Kind", "city": "City", "website": "Website",
    "description": "Description", "sectors": "Sectors",
    "target_countries": "Looks for partners in", "sme_count": "SMEs represented",
}  # fmt: skip
"""What the fields are called here (English source texts)."""

FOLLOWERS = (
    ("participant", "{n} person", "{n} people"),
    ("meeting", "{n} meeting", "{n} meetings"),
    ("meeting_request", "{n} request", "{n} requests"),
    ("check_in", "{n} answer at check-in", "{n} answers at check-in"),
    ("badge", "{n} badge code", "{n} badge codes"),
    ("outcome", "{n} outcome", "{n} outcomes"),
    ("agreement_party", "{n} agreement", "{n} agreements"),
    ("meeting_table", "{n} table kept for them", "{n} tables kept for them"),
    ("partnership_member", "{n} partnership", "{n} partnerships"),
)
"""What follows the entry that goes, by table, and how it is counted."""

Merge = Callable[["Comparison", frozenset[str], frozenset[str]], "Command"]


class MergeDialog(QDialog):
    """`merged` carries the command's `Done`; `turned` the keys the other way round."""

    merged = Signal(object)
    turned = Signal(str, str)

    def __init__(
        self, context: ScreenContext, pair: Comparison, merge: Merge, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merge two entries"))
        self.resize(within(parent, 900, 560))
        self._context, self._pair, self._merge = context, pair, merge
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self.clashes = [_ClashRow(clash) for clash in pair.clashes]
        self.notice = Notice(context.theme)
        self.go = button(_("Merge"), self._go, kind="primary")
        self.go.setDefault(True)
        turn = button(
            _("The other way round"), self._turn, icon="arrow-left-right", theme=context.theme
        )
        foot = row(turn, None, button(_("Back"), self.reject), self.go)
        whole = column(
            Label(pair.names[0], "title", wrap=True),
            Label(self._goes(), "body", 2, wrap=True),
            self.notice,
            self._parts(),
            foot,
            spacing=Space.M,
            margins=Space.XL,
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def taken(self) -> frozenset[str]:
        """Fields that are taken from the entry that goes."""
        return frozenset(name for name, (_k, drop) in self.choices.items() if drop.isChecked())

    def _goes(self) -> str:
        follows = [
            count(one, many, self._pair.follows[table])
            for table, one, many in FOLLOWERS
            if self._pair.follows.get(table)
        ]
        goes = _("“{name}” goes.").format(name=self._pair.names[1])
        if not follows:
            return goes + " " + _("Nothing hangs on it.")
        return goes + " " + _("What follows: {things}.").format(things=", ".join(follows))

    def _parts(self) -> QScrollArea:
        parts: list[QWidget] = []
        if self.clashes:
            parts.append(Label(_("Two of these meetings cannot both stand"), "strong", wrap=True))
            parts += self.clashes
        if self._pair.fields:
            parts.append(Label(_("Which of them is right?"), "strong"))
            parts.append(self._fields())
        else:
            parts.append(Label(_("Both say the same in every field."), "body", 2))
        return panel(parts, margin=0, stop=False)

    def _fields(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, text in ((1, _("Stays")), (2, _("Goes"))):
            grid.addWidget(Label(text, "label", 2), 0, place)
        for line, field in enumerate(self._pair.fields, start=1):
            name = _(LABELS.get(field.field, field.field))
            keep, drop = _radio(name, field.kept), _radio(name, field.dropped)
            group = QButtonGroup(self)
            group.addButton(keep)
            group.addButton(drop)
            (drop if field.better else keep).setChecked(True)
            self.choices[field.field] = (keep, drop)
            grid.addWidget(Label(name, "body", 2), line, 0, Qt.AlignmentFlag.AlignTop)
            for place, radio, text in ((1, keep, field.kept), (2, drop, field.dropped)):
                grid.addLayout(_beside(radio, text), line, place)
        holder = QWidget()
        holder.setLayout(grid)
        return holder

    def _turn(self) -> None:
        self.reject()
        self.turned.emit(self._pair.drop, self._pair.keep)

    def _go(self) -> None:
        if any(not row_.chosen for row_ in self.clashes):
            self.notice.say(_("Say for each pair of meetings which of them gives way."))
            return
        self.go.setEnabled(False)
        away = frozenset(row_.chosen for row_ in self.clashes)
        self._context.run(
            self._merge(self._pair, self.taken(), away),
            on_done=self._done,
            on_error=self._refused,
            owner=self,
        )

    def _done(self, done: Any) -> None:
        self.accept()
        self.merged.emit(done)

    def _refused(self, error: MatchDeskError) -> None:
        self.go.setEnabled(True)
        self.notice.say(wording.sentence(error), State.PROBLEM)


class _ClashRow(QWidget):
    """Two meetings of which one gives way."""

    def __init__(self, clash: MergeClash) -> None:
        super().__init__()
        partner = clash.kind.value == "partner"
        title = (
            _("Both are with the same people: one is cancelled")
            if partner
            else _("Both are in slot {slot}: one goes to the waiting list").format(
                slot=clash.first.slot
            )
        )
        choices: list[tuple[str, str]] = [("", _("Choose which gives way …"))]
        for meeting in (clash.first, clash.second):
            if meeting.key not in clash.begun:
                choices.append((meeting.key, _described(meeting)))
        self.box = ChoiceBox(choices)
        self.box.show_value("")
        self.setLayout(column(FormRow(title, self.box)))

    @property
    def chosen(self) -> str:
        """The key of the meeting that gives way; empty until one is chosen."""
        return str(self.box.currentData() or "")


def _described(meeting: Displaced) -> str:
    when = f"{meeting.starts:%H:%M}" if meeting.starts else _("waiting list")
    table = _("table {n}").format(n=meeting.table) if meeting.table else ""
    parties = " – ".join(meeting.parties)
    return " · ".join(filter(None, (f"{meeting.number}", when, table, parties)))


def _radio(name: str, text: str) -> QRadioButton:
    made = QRadioButton()
    made.setAccessibleName(f"{name}: {text or _('empty')}")
    made.toggled.connect(partial(_stops, made))
    _stops(made, on=False)
    return made


def _stops(radio: QRadioButton, on: bool) -> None:
    """Tab goes to what is chosen, as Qt sees to once somebody has been there."""
    radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)


def _beside(radio: QRadioButton, text: str) -> Any:
    """What stands there is shown whole: one chooses between the two. A click on it chooses."""
    words = _Words(radio, text)
    line = row(radio, words, spacing=Space.S)
    line.setAlignment(radio, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


class _Words(Label):
    """The value beside a radio button."""

    def __init__(self, radio: QRadioButton, text: str) -> None:
        super().__init__(breakable(beside(text)) or "–", tone=1 if text else 3, wrap=True)
        self._radio = radio
        self.setMinimumWidth(120)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As the button itself."""
        self._radio.click()
        super().mouseReleaseEvent(event)
