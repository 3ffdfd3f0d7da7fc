"""Parts of the Print screen that keep nothing: a scrolling side, and why there are no pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from matchdesk.core.i18n import _
from matchdesk.core.vocabulary import DocumentKind
from matchdesk.services.printing import PrintOrder
from matchdesk.ui.theme import Space


def why_nothing(order: PrintOrder) -> tuple[str, ...]:
    """Title and text, and where it can be changed: a button's words and the screen they lead to."""
    if order.pile:
        text = _("No name of this choice begins with one of these letters.")
        return _("An empty pile"), text
    if order.only_changed and not order.only_new:
        return _("Nothing has changed"), _("Every agenda that was printed still holds.")
    if order.only_new:
        text = _("There is nothing of this choice that is not on paper yet.")
        return _("All printed"), text
    if order.kind is DocumentKind.TABLE_SIGNS:
        text = _("Give the event tables; their signs appear here.")
        return _("No tables"), text, _("Go to Event"), "event"
    text = _("As soon as there are participants, their pages appear here.")
    return _("Nobody to print for"), text, _("Go to People"), "people"


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner` with the side's margins, scrolling up and down only."""
    layout = inner.layout()
    if layout is not None:
        layout.setContentsMargins(Space.L, Space.L, Space.L, Space.S)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll
