"""How the documents' page of the Print screen is arranged: choices at the side, pages beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.printing.parts import scrolling
from matchdesk.ui.printing.summary import Summary
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import button, column, line, row


def documents_side(
    panel: QWidget,
    summary: Summary,
    deeds: Sequence[QWidget],
    show_designer: Callable[[], object],
    ask_test_page: Callable[[], object],
) -> QWidget:
    """The choices; below them, always in sight, what they come to and what is done with it."""
    inner = QWidget()
    designer = button(_("Badge designer …"), show_designer, kind="link")
    rulers = button(_("Test page …"), ask_test_page, kind="link")
    links = row(designer, None, rulers)
    both = row(*deeds, spacing=Space.S)
    for place in range(len(deeds)):
        both.setStretch(place, 3 - place)
    inner.setLayout(column(panel, line(), summary, None, spacing=Space.M))
    buttons = column(
        summary.counts, both, links, spacing=Space.S, margins=(Space.L, Space.S, Space.L, Space.S)
    )
    side = QWidget()
    side.setLayout(column(scrolling(inner), buttons, spacing=0))
    return side


def documents_page(notices: Sequence[QWidget], preview: QWidget) -> QWidget:
    """What is to be known above the true pages."""
    above = column(*notices, spacing=Space.S, margins=(Space.L, Space.M, Space.L, 0))
    page = QWidget()
    layout = column(above, preview, spacing=0)
    layout.setStretch(1, 1)
    page.setLayout(layout)
    return page
