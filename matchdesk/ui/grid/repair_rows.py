"""The lines of a repair: what becomes of each meeting, to be done, left, or called off instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from matchdesk.core.i18n import _
from matchdesk.services.repairing import ProposalKind
from matchdesk.ui.theme import Space, Theme
from matchdesk.ui.widgets import Label, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.repairing import Proposal

MADE = (ProposalKind.NEW, ProposalKind.FIT)
"""Meetings there were not before: there is nothing to call off."""


class ProposalRow(QWidget):
    """One proposal. `changed` when it is ticked or called off, `wanted` carries where to look."""

    changed = Signal()
    wanted = Signal(object)

    def __init__(self, theme: Theme, one: Proposal) -> None:
        super().__init__()
        self.proposal = one
        self.box = QCheckBox()
        self.box.setChecked(True)
        self.box.setAccessibleName(one.words)
        self.box.setToolTip(_("Do this (Space)"))
        self.said = Label(one.words, "small", 1, wrap=True)
        words = column(self.said, spacing=0)
        for reason in one.reasons:
            words.addWidget(Label(reason, "small", 3, wrap=True))
        self.off = button(_("Call off"), kind="chip", icon="ban", theme=theme)
        self.off.setCheckable(True)
        self.off.setToolTip(_("Cancel this meeting instead: no other time, no waiting list"))
        self.off.setAccessibleName(_("Cancel instead: {what}").format(what=one.words))
        self.show_me = button(
            "", self._look, kind="quiet", icon="map-pin", theme=theme, tip=_("Show it in the grid")
        )
        self.show_me.setAccessibleName(_("Show in the grid: {what}").format(what=one.words))
        tools = row(self.show_me, self.off, None, spacing=Space.XS)
        if one.kind in MADE:
            self.off.hide()
        words.addLayout(tools)
        layout = row(self.box, words, spacing=Space.S)
        layout.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.box.toggled.connect(self._ticked)
        self.off.toggled.connect(self._called_off)

    @property
    def done(self) -> bool:
        """Whether it is to be done, or called off."""
        return self.box.isChecked()

    @property
    def cancelled(self) -> bool:
        """Whether the meeting is to be called off."""
        return self.done and self.off.isChecked()

    def _look(self) -> None:
        self.wanted.emit(self.proposal)

    def _ticked(self, on: bool) -> None:
        self.off.setEnabled(on)
        self.changed.emit()

    def _called_off(self, on: bool) -> None:
        one = self.proposal
        words = _("#{number} {pair}: {before} → cancelled").format(
            number=one.number, pair=one.pair, before=one.before
        )
        self.said.setText(words if on else one.words)
        self.box.setAccessibleName(self.said.text())
        self.changed.emit()
