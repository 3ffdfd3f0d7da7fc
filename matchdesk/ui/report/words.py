"""What the words of the report mean, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import Label, Part, button, column, row

if TYPE_CHECKING:
    from matchdesk.services.statistics import Definition


class WordsDialog(QDialog):
    """Every word with its meaning, since when and after whom; long ones whole."""

    def __init__(self, parent: QWidget, definitions: Sequence[Definition]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What the words mean"))
        inside = QWidget()
        entries = [_entry(one) for one in definitions]
        inside.setLayout(column(*entries, None, spacing=Space.L, margins=(0, 0, Space.M, 0)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        close = button(_("Close"), self.accept, kind="primary")
        close.setDefault(True)
        parts = (Label(_("What the words mean"), "title"), scroll, row(None, close))
        whole = column(*parts, spacing=Space.L, margins=Space.XL)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resize(680, 640)


def _entry(one: Definition) -> Part:
    meaning = Label(one.meaning, "body", 2, wrap=True, select=True)
    parts: list[Part] = [Label(one.word, "strong"), meaning]
    if told := _source(one):
        parts.append(Label(told, "small", 3, wrap=True))
    return column(*parts, spacing=2)


def _source(one: Definition) -> str:
    """Since when, after whom, and whether the event says so."""
    since = _("since {day}").format(day=f"{one.since:%d.%m.%Y}") if one.since else ""
    own = _("set for this event") if one.own else ""
    return " · ".join(filter(None, (own, since, one.basis)))
