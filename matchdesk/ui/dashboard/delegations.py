"""How complete each delegation is, the incomplete ones first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.text import name_order
from matchdesk.ui.dashboard.hours import HourBars
from matchdesk.ui.dashboard.lines import Line, Lines
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Card, ElidedLabel, Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.checkin import ArrivalCount, Arrivals


class ArrivalsPanel(Card):
    """`delegation_wanted` carries the key of a delegation to check in together."""

    delegation_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.hours = HourBars(theme)
        self._hours_title = Label(_("Arrivals by hour"), "label", 2)
        self._hours_title.setContentsMargins(0, Space.M, 0, 0)
        self._lines = Lines(_("Delegations"))
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        super().__init__(
            Label(_("Delegations"), "large"),
            self._lines,
            self._hours_title,
            self.hours,
            spacing=Space.S,
        )
        self.box.setStretch(1, 1)

    def show_arrivals(self, arrivals: Arrivals) -> None:
        """Show them."""
        ordered = sorted(
            arrivals.by_delegation, key=lambda one: (one.complete, name_order(one.name))
        )
        lines: list[Line] = [(one, partial(self._line, one)) for one in ordered]
        if not lines:
            text = _("Nobody travels in a delegation. Put people into one on the People screen.")
            lines.append((text, partial(Label, text, "body", 2, wrap=True)))
        self._lines.show_lines(lines)
        self.hours.show_hours(arrivals.by_hour)
        for part in (self.hours, self._hours_title):
            part.setVisible(bool(arrivals.by_hour))

    def _line(self, one: ArrivalCount) -> QWidget:
        line = QWidget()
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(1, one.expected))
        bar.setValue(one.here)
        bar.setFixedWidth(96)
        number = Label(f"{one.here} / {one.expected}", "body", 3 if one.complete else 1)
        number.setFixedWidth(64)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        press = button(
            "",
            lambda: self.delegation_wanted.emit(one.key),
            kind="tiny",
            icon="user-check",
            theme=self._theme,
            tip=_("Check in together …"),
        )
        press.setAccessibleName(
            _("{name}: {here} of {expected} here").format(
                name=one.name, here=one.here, expected=one.expected
            )
        )
        press.setEnabled(not one.complete)
        name = ElidedLabel(one.name, "body", 3 if one.complete else 1)
        box = row(name, bar, number, press, spacing=Space.S)
        box.setStretch(0, 1)
        line.setLayout(column(box))
        return line
