"""How the documents' page of the Print screen is arranged: choices at the side, pages beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from matchdesk.core.i18n import _
from matchdesk.ui.printing.parts import scrolling
from matchdesk.ui.theme import Space
from matchdesk.ui.widgets import button, column, line, row

if TYPE_CHECKING:
    from matchdesk.ui.printing.screen import PrintScreen


def documents_side(screen: PrintScreen) -> QWidget:
    """The choices with what they come to; below them, always in sight, what is done with it."""
    inner = QWidget()
    designer = button(
        _("Badge designer …"), lambda: screen.context.navigate("designs"), kind="link"
    )
    rulers = button(_("Test page …"), screen.ask_test_page, kind="link")
    links = row(designer, None, rulers)
    inner.setLayout(column(screen.panel, links, line(), screen.summary, None, spacing=Space.M))
    buttons = column(screen.save_button, screen.print_button, spacing=Space.S,
                     margins=(Space.L, Space.S, Space.L, Space.L))  # fmt: skip
    side = QWidget()
    side.setLayout(column(scrolling(inner), buttons, spacing=0))
    return side


def documents_page(screen: PrintScreen) -> QWidget:
    """What is to be known above the true pages."""
    notices = column(
        screen.done, screen.again, spacing=Space.S, margins=(Space.L, Space.M, Space.L, 0)
    )
    page = QWidget()
    layout = column(notices, screen.preview, spacing=0)
    layout.setStretch(1, 1)
    page.setLayout(layout)
    return page
